"""Several desks on one server: which one a request is for, and one that can't be asked yet.

What always holds: a request below ``/d/NAME/`` is answered by that desk's app alone, which sees it
as if it stood at the end of that path; a desk without an index says so in its own place, with 503,
and the others go on. A name that no desk has is left to the desk at ``/``, which has no such page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.html import inside
from ui.web.api.routes import JsonLine
from ui.web.below import route_of
from ui.web.desk import Desk
from ui.web.language import words_of
from ui.web.read.responses import closed_response

CLOSED = "this desk can't be asked yet: it has no index that can be read"
AGAIN_SECONDS = 30

_PLACE = re.compile(r"/d/([a-z0-9-]{1,40})(?=/|$)")
_ALWAYS = re.compile(r"/(?:static|staff)/.*|/staff|/embed(?:\.js)?|/healthz|/readyz|/metrics")
_FOR_PROGRAMS = re.compile(r"/(?:api|gradio_api)/.*|/mcp/?")


class Several:
    """Wraps the app of the desk at ``/``: hands on what is for another."""

    def __init__(self, app: ASGIApp, *, own: str, others: Mapping[str, ASGIApp]) -> None:
        self._apps = {**others, own: app}
        self._first = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._first(scope, receive, send)
            return
        found = _PLACE.match(route_of(scope))
        app = self._apps.get(found[1]) if found else None
        if found is None or app is None:
            await self._first(scope, receive, send)
            return
        root, path = str(scope.get("root_path", "")) + found[0], scope["path"]
        whole = {**scope, "root_path": root}
        if path == root:
            whole |= {"path": f"{root}/", "raw_path": f"{root}/".encode()}
        with inside(found[0]):
            await app(whole, receive, send)


class Closed:
    """Wraps a desk's app: answers in its place as long as it isn't open."""

    def __init__(self, app: ASGIApp, *, desk: Desk) -> None:
        self.app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = route_of(scope)
        if scope["type"] != "http" or self._desk.is_open or _ALWAYS.fullmatch(route):
            await self.app(scope, receive, send)
            return
        await self._instead(route, Request(scope))(scope, receive, send)

    def _instead(self, route: str, request: Request) -> Response:
        again = {"retry-after": str(AGAIN_SECONDS)}
        if _FOR_PROGRAMS.fullmatch(route):
            return JsonLine({"error": CLOSED}, status_code=503, headers=again)
        return closed_response(request, self._desk, words_of(request).closed, again)
