"""The languages that are known, one value each, and which of them a text is written in.

What always holds: a language that isn't known is the neutral one, with no words of its own, and
costs no error; every table that depends on a language is here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from corpus.language.english import ENGLISH
from corpus.language.french import FRENCH
from corpus.language.german import GERMAN
from corpus.language.italian import ITALIAN
from corpus.language.portuguese import PORTUGUESE
from corpus.language.spanish import SPANISH
from corpus.language.value import Language, kinds

__all__ = ["ELISION", "LANGUAGES", "NEUTRAL", "Language", "base_language", "language_named"]

NEUTRAL = Language(
    code="",
    asks=kinds(phone=r"\btelefoonnummer\b", postal=r"\bpostadres\b"),  # Dutch has no module
    tells=kinds(duration=r"\d"),
)
LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {it.code: it for it in (ENGLISH, SPANISH, FRENCH, GERMAN, PORTUGUESE, ITALIAN)}
)


@lru_cache(maxsize=1_000)
def base_language(tag: str) -> str:
    """``en-US`` -> ``en``."""
    return tag.replace("_", "-").split("-")[0].lower()


def language_named(code: str) -> Language:
    """By its code, ISO 639-1; the neutral one where it isn't known."""
    return LANGUAGES.get(code, NEUTRAL)


_CUT = sorted(frozenset[str]().union(*(it.elisions for it in LANGUAGES.values())))
# "l'adresse", "qu'est", "dell'ufficio". In any language, for names and loans stand in others'
# texts; "o'clock" and "aujourd'hui" are words of their own.
ELISION = re.compile(
    rf"\b(?:{'|'.join(_CUT)})['’](?=[aeiouyhœæàâáäèéêëìíîïòóôöùúûü])", re.IGNORECASE
)
