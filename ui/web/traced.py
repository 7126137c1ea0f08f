"""Each request has an id, and a desk that logs in JSON tells of each in one line.

What always holds: the id is ours, or that of a proxy which the operator named; it stands in the
response's `X-Request-ID` and in every line that is logged meanwhile. The line names the route by a
word of ours, never by what the visitor wrote: no query, no unknown path, no address of a client.
An error that nobody foresaw is logged once, and leaves as one line.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.logs import about, event
from ui.messages import spoken
from ui.web.below import route_of
from ui.web.guard import HEADERS
from ui.web.language import words_of
from ui.web.limits import named_proxy

ID_HEADER = "x-request-id"

log = logging.getLogger(__name__)

_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
# What may be told of a path: all of these are words of ours.
_ROUTES = re.compile(
    r"/api/(?:ask|feedback|documents|docs|openapi\.json)|/gradio_api/run/predict"
    r"|/embed\.js$|/(?:accessibility|d|embed|mcp|healthz|readyz|metrics|doc|slip|conversation|staff|static|assets"
    r"|gradio_api)(?=/|$)|/$"
)
_OTHER = "other"
# Asked all the time by those who keep the desk up: told of only when it isn't.
_QUIET = ("/healthz", "/readyz", "/metrics", "/static", "/assets", "/gradio_api")
_METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
_WRONG = 400


class Traced:
    """Wraps the whole app."""

    def __init__(self, app: ASGIApp, *, trusted: Sequence[str]) -> None:
        self.app = app
        self._trusted = tuple(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        identity = self._given(scope) or secrets.token_hex(8)
        started, status = time.perf_counter(), 0

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[ID_HEADER] = identity
            await send(message)

        with about(identity):
            try:
                await self.app(scope, receive, told)
            except Exception:
                # Here, where it is known which request it was.
                log.exception("a request failed")
                if not status:
                    said, _ = spoken("internal error", words_of(Request(scope)))
                    answer = JSONResponse({"error": said}, status_code=500, headers=HEADERS)
                    await answer(scope, receive, told)
            finally:
                route = route_name(scope)
                if status >= _WRONG or status == 0 or route not in _QUIET:
                    event(
                        "request",
                        method=scope["method"] if scope["method"] in _METHODS else _OTHER,
                        route=route,
                        status=status,
                        ms=round((time.perf_counter() - started) * 1_000, 1),
                    )

    def _given(self, scope: Scope) -> str:
        said = Headers(scope=scope).get(ID_HEADER, "")
        return said if _GIVEN.fullmatch(said) and named_proxy(scope, self._trusted) else ""


def route_name(scope: Scope) -> str:
    """The part of a path that is of our making."""
    found = _ROUTES.match(route_of(scope))
    return found.group() if found else _OTHER
