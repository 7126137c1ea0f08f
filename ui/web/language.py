"""Which catalogue a request is answered in, and how a reader changes that.

What always holds: an address with ``?lang=`` goes before what was chosen earlier, that before what
the browser asks for; a language without a catalogue is passed over. The choice is a cookie with two
letters in it, set only when a reader chooses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup
from starlette.requests import Request

from ui.html import at, element, join
from ui.messages import CATALOGUES, ENGLISH, Catalogue

PARAMETER = COOKIE = "lang"
_YEAR = 365 * 24 * 3600
_MAX_TAGS = 20
_WEIGHED = re.compile(
    r"\s*([A-Za-z]{2,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d*)?))?\s*"
)


def words_of(request: Request) -> Catalogue:
    """The catalogue of a request."""
    asked = CATALOGUES.get(request.query_params.get(PARAMETER, ""))
    return asked or words_for(request.headers, request.cookies)


def words_for(headers: Mapping[str, str], cookies: Mapping[str, str]) -> Catalogue:
    """The same where there is no address: of what a page asks for by itself."""
    chosen = CATALOGUES.get(cookies.get(COOKIE, ""))
    return chosen or _preferred(headers.get("accept-language", ""))


def _preferred(accepted: str) -> Catalogue:
    weighed: list[tuple[float, str]] = []
    for tag in accepted.split(",")[:_MAX_TAGS]:
        found = _WEIGHED.fullmatch(tag)
        if found is not None:
            weighed.append((float(found[2] or 1), found[1].lower()))
    # Sorting is stable: of equal weight the first one counts.
    for weight, language in sorted(weighed, key=lambda it: -it[0]):
        if weight > 0 and language in CATALOGUES:
            return CATALOGUES[language]
    return ENGLISH


def chosen_cookie(request: Request) -> str | None:
    """The Set-Cookie header that keeps what the address chooses; None where it chooses nothing."""
    asked = request.query_params.get(PARAMETER, "")
    if asked not in CATALOGUES:
        return None
    secure = "; Secure" if request.url.scheme == "https" else ""
    below = at("") or "/"  # without a last slash: the desk is found at "/desk" too
    return f"{COOKIE}={asked}; Max-Age={_YEAR}; Path={below}; HttpOnly; SameSite=Lax{secure}"


def switch(path: str, query: str, words: Catalogue) -> Markup:
    """Links to the same address in the other languages."""
    kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if k != PARAMETER]
    return join(
        element(
            "a",
            other.language_name,
            href=f"{path}?{urlencode([*kept, (PARAMETER, tag)])}",
            lang=tag,
            hreflang=tag,
            class_="language",
        )
        for tag, other in CATALOGUES.items()
        if tag != words.language
    )
