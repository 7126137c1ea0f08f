"""What every response and request goes through: security headers, size limits, Gradio's gate.

What always holds: no body over `MAX_BODY_BYTES` is read, nor waited for longer than
`MAX_BODY_SECONDS`; no response lacks a content security policy, and only the sites that the
operator names may show one in a frame; of Gradio's many routes only those that its page needs can
be reached; and no inline script runs on its page but those that Gradio itself wrote into it (each
has the response's nonce).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.phrase import Phrase
from ui.messages import spoken
from ui.web.below import route_of
from ui.web.language import chosen_cookie, words_for

MAX_BODY_BYTES = 1_200_000
MAX_BODY_SECONDS = 30

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

# Gradio compiles its templates in the page ('unsafe-eval') and sets styles on elements.
_DESK_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'none'; "
    "frame-ancestors 'none'"
)

_GRADIO_ROUTES = re.compile(
    r"/|/assets/.*|/static/(?:js|fonts|img)/.*|/theme\.css"
    r"|/gradio_api/(?:run/predict|startup-events|app_id|theme\.css|reset|cancel)/?"
    r"|/gradio_api/heartbeat/[^/]*"
)
FORM = "/embed"  # what pages of other sites may hold
_NO_FRAME = "frame-ancestors 'none'"
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_SHARING = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
_MANIFEST = re.compile(rb'<link rel="manifest"[^>]*>\s*')


class Guard:
    """Wraps the whole app: limits bodies, adds the headers that a response lacks.

    frame_ancestors  sites that may show the desk, but never its staff page, in a frame
    embed_origins    sites that may show its form in one
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        frame_ancestors: Sequence[str] = (),
        embed_origins: Sequence[str] = (),
    ) -> None:
        self.app = app
        self._desk = tuple(frame_ancestors)
        self._form = tuple(dict.fromkeys((*frame_ancestors, *embed_origins)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        route = route_of(scope)
        sites = self._form if route == FORM else () if route.startswith("/staff") else self._desk

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if sites:
                    ancestors = f"frame-ancestors 'self' {' '.join(sites)}"
                    policy = headers["content-security-policy"]
                    headers["content-security-policy"] = policy.replace(_NO_FRAME, ancestors)
                    del headers["x-frame-options"]  # can't name sites
            await send(message)

        body: bytes | None = None
        with anyio.move_on_after(MAX_BODY_SECONDS) as waited:
            body = await _body(scope, receive)
        if waited.cancelled_caught:
            await _refused(scope, Phrase("the request came too slowly"), 408)(
                scope, receive, guarded
            )
            return
        if body is None:
            error = Phrase("the request is larger than {n} bytes", n=MAX_BODY_BYTES)
            await _refused(scope, error, 413)(scope, receive, guarded)
            return
        handed_on = False

        async def replay() -> Message:
            nonlocal handed_on
            if handed_on:
                return await receive()
            handed_on = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, guarded)


def _refused(scope: Scope, why: Phrase, status: int) -> JSONResponse:
    asked = Request(scope)
    error, _ = spoken(why, words_for(asked.headers, asked.cookies))
    return JSONResponse({"error": error}, status_code=status)


def check_route(scope: Scope) -> None:
    """Raises HTTPException (404) for what Gradio's page doesn't need."""
    if scope["type"] == "http" and not _GRADIO_ROUTES.fullmatch(route_of(scope)):
        raise HTTPException(status_code=404, detail="there is nothing at this address")


class GradioGate:
    """Wraps Gradio's app: lets its page's own routes through and hands its page on, hardened."""

    def __init__(self, app: ASGIApp, *, write: Callable[[Request, bytes], bytes]) -> None:
        """`write` makes our page of a request out of Gradio's."""
        self.app = app
        self.write = write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        check_route(scope)
        if scope["type"] == "http" and route_of(scope) == "/":
            await self._page(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Uncompressed, so that it can be rewritten.
        kept = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]
        start: Message = {}
        chunks: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                chunks.append(message.get("body", b""))

        # Without its query: ?deep_link= and the like would load state kept by others.
        await self.app({**scope, "headers": kept, "query_string": b""}, receive, collect)
        nonce = secrets.token_urlsafe(18)
        request = Request(scope)
        page = _hardened(b"".join(chunks), nonce.encode())
        page = self.write(request, page) if page else page
        headers = MutableHeaders(scope=start)
        if cookie := chosen_cookie(request):
            headers.append("set-cookie", cookie)
        headers["content-length"] = str(len(page))
        headers["content-security-policy"] = _DESK_POLICY.format(nonce=nonce)
        headers["cache-control"] = "no-store"
        await send(start)
        await send({"type": "http.response.body", "body": page})


def _hardened(page: bytes, nonce: bytes) -> bytes:
    page = _MANIFEST.sub(b"", _SHARING.sub(b"", page))
    # Gradio writes its configuration with < escaped: every <script here is its own.
    return _SCRIPT.sub(b'<script nonce="' + nonce + b'"', page)


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """The request's body, or None for one that is too large, without reading it to its end."""
    declared = Headers(scope=scope).get("content-length", "0")
    if not declared.isdigit() or int(declared) > MAX_BODY_BYTES:
        return None
    chunks: list[bytes] = []
    size = 0
    more = scope["method"] not in ("GET", "HEAD")
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > MAX_BODY_BYTES:
            return None
        more = message.get("more_body", False)
    return b"".join(chunks)
