"""Sites that may use the desk from their own pages: what may ask its API, what may frame its form.

What always holds: nobody but the sites that the operator names, and they get no more than the API
and the form; no cookie is taken from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.web.below import route_of


def allowed(origins: Sequence[str]) -> re.Pattern[str]:
    """What matches the origins that are meant; ``*.`` stands for any names before the rest."""
    forms = (re.escape(it.lower()).replace(r"\*\.", r"(?:[a-z0-9-]+\.)+") for it in origins)
    return re.compile("|".join(forms) or "(?!)")


class OtherSites:
    """Wraps the whole app: lets pages of these origins ask the API, and no others anything."""

    def __init__(self, app: ASGIApp, *, origins: Sequence[str]) -> None:
        self._closed = CORSMiddleware(app, allow_origins=[])
        self._api = CORSMiddleware(
            app,
            allow_origin_regex=allowed(origins).pattern,
            allow_methods=["GET", "POST"],
            allow_headers=["content-type"],
            expose_headers=["retry-after"],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_api = scope["type"] == "http" and route_of(scope).startswith("/api/")
        await (self._api if is_api else self._closed)(scope, receive, send)
