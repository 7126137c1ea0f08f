"""Which countries' ways of writing a text is likely to use.

What always holds: the region that was set goes before the one in the language's tag ("fr-BE"), and
that before the countries that speak the language.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPOKEN = {
    "ar": "EG SA AE MA DZ TN JO", "cs": "CZ", "da": "DK", "de": "DE AT CH LU BE", "el": "GR CY",
    "en": "US GB CA AU IE NZ ZA IN SG", "es": "ES MX AR CO CL PE", "fi": "FI", "he": "IL",
    "fr": "FR BE CH CA LU", "hi": "IN", "hu": "HU", "it": "IT CH", "ja": "JP", "ko": "KR",
    "nb": "NO", "nl": "NL BE", "no": "NO", "pl": "PL", "pt": "PT BR", "ro": "RO MD",
    "ru": "RU KZ BY", "sk": "SK", "sv": "SE FI", "tr": "TR", "uk": "UA", "zh": "CN TW HK SG",
}  # fmt: skip
_SUBTAG = re.compile(r"[-_]([A-Za-z]{2})(?![A-Za-z0-9])")


@lru_cache(maxsize=1_000)
def regions_of(language: str, region: str = "") -> tuple[str, ...]:
    """ISO 3166 codes, likeliest first. `language`: a tag; `region`: the one that was set."""
    tagged = _SUBTAG.search(language)
    own = [region.upper()] if region else []
    own += [tagged[1].upper()] if tagged else []
    spoken = _SPOKEN.get(re.split("[-_]", language)[0].lower(), "").split()
    return tuple(dict.fromkeys([*own, *spoken]))
