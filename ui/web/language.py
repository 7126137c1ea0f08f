"""Which catalogue a request is answered in, and how a reader changes that.

What always holds: an address with ``?lang=`` goes before what was chosen earlier, that before what
the browser asks for; a language without a catalogue is passed over. The choice is a cookie with two
letters in it for all desks of the site, set only when a reader chooses. A desk offers the languages
that its operator names, or else all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.html import element, on_site
from ui.messages import CATALOGUES, ENGLISH, Catalogue

PARAMETER = COOKIE = "lang"
_YEAR = 365 * 24 * 3600
_MAX_TAGS = 20
_WEIGHED = re.compile(
    r"\s*([A-Za-z]{2,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d*)?))?\s*"
)

_OFFERED: ContextVar[Mapping[str, Catalogue]] = ContextVar("offered", default=CATALOGUES)


class Offered:
    """Wraps the whole app: lets a request choose among these languages; all where none is named."""

    def __init__(self, app: ASGIApp, *, languages: Sequence[str]) -> None:
        self.app = app
        named = {tag: CATALOGUES[tag] for tag in languages}
        self._catalogues: Mapping[str, Catalogue] = named or CATALOGUES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        before = _OFFERED.set(self._catalogues)
        try:
            await self.app(scope, receive, send)
        finally:
            _OFFERED.reset(before)


def words_of(request: Request) -> Catalogue:
    """The catalogue of a request."""
    asked = _OFFERED.get().get(request.query_params.get(PARAMETER, ""))
    return asked or words_for(request.headers, request.cookies)


def words_for(headers: Mapping[str, str], cookies: Mapping[str, str]) -> Catalogue:
    """The same where there is no address: of what a page asks for by itself."""
    chosen = _OFFERED.get().get(cookies.get(COOKIE, ""))
    return chosen or _preferred(headers.get("accept-language", ""))


def _preferred(accepted: str) -> Catalogue:
    offered = _OFFERED.get()
    weighed: list[tuple[float, str]] = []
    for tag in accepted.split(",")[:_MAX_TAGS]:
        found = _WEIGHED.fullmatch(tag)
        if found is not None:
            weighed.append((float(found[2] or 1), found[1].lower()))
    # Sorting is stable: of equal weight the first one counts.
    for weight, language in sorted(weighed, key=lambda it: -it[0]):
        if weight > 0 and language in offered:
            return offered[language]
    return offered.get(ENGLISH.language) or next(iter(offered.values()))


def chosen_cookie(request: Request) -> str | None:
    """The Set-Cookie header that keeps what the address chooses; None where it chooses nothing."""
    asked = request.query_params.get(PARAMETER, "")
    if asked not in _OFFERED.get():
        return None
    secure = "; Secure" if request.url.scheme == "https" else ""
    below = on_site("") or "/"  # without a last slash: the desk is found at "/desk" too
    return f"{COOKIE}={asked}; Max-Age={_YEAR}; Path={below}; HttpOnly; SameSite=Lax{secure}"


def switch(path: str, query: str, words: Catalogue) -> Markup:
    """Links to the same address in the other languages, each in its own name."""
    kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if k != PARAMETER]
    links = [
        element(
            "a",
            other.language_name,
            href=f"{path}?{urlencode([*kept, (PARAMETER, tag)])}",
            lang=tag,
            hreflang=tag,
        )
        for tag, other in _OFFERED.get().items()
        if tag != words.language
    ]
    # Not a nav: it also stands inside of a line.
    return element(
        "span",
        Markup(" ").join(links),
        role="group",
        aria_label=words.languages,
        class_="languages",
    )
