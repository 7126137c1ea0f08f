"""What every response and request goes through: security headers, size limits, Gradio's gate.

What always holds: no body over `MAX_BODY_BYTES` is read; no response lacks a content security
policy; of Gradio's many routes only those that its page needs can be reached; and no inline script
runs on its page but those that Gradio itself wrote into it (each has the response's nonce).
"""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 1_200_000

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
    r"|/gradio_api/(?:queue/join|queue/data|startup-events|app_id|theme\.css|reset|cancel)/?"
    r"|/gradio_api/heartbeat/[^/]*"
)
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_SHARING = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
_MANIFEST = re.compile(rb'<link rel="manifest"[^>]*>\s*')


class Guard:
    """Wraps the whole app: limits bodies, adds the headers that a response lacks."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        body = await _body(scope, receive)
        if body is None:
            error = f"the request is larger than {MAX_BODY_BYTES:,} bytes"
            response = JSONResponse({"error": error}, status_code=413)
            await response(scope, receive, guarded)
            return
        handed_on = False

        async def replay() -> Message:
            nonlocal handed_on
            if handed_on:
                return await receive()
            handed_on = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, guarded)


class GradioGate:
    """Wraps Gradio's app: lets its page's own routes through and hands its page on, hardened."""

    def __init__(self, app: ASGIApp, *, head: bytes, body: bytes) -> None:
        self.app = app
        self.head = head
        self.body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and not _GRADIO_ROUTES.fullmatch(path):
            raise HTTPException(status_code=404, detail="there is nothing at this address")
        if scope["type"] == "http" and path == "/":
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
        page = self._rewritten(b"".join(chunks), nonce.encode())
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(page))
        headers["content-security-policy"] = _DESK_POLICY.format(nonce=nonce)
        headers["cache-control"] = "no-store"
        await send(start)
        await send({"type": "http.response.body", "body": page})

    def _rewritten(self, page: bytes, nonce: bytes) -> bytes:
        page = _MANIFEST.sub(b"", _SHARING.sub(b"", page))
        # Gradio writes its configuration with < escaped: every <script here is its own.
        page = _SCRIPT.sub(b'<script nonce="' + nonce + b'"', page)
        page = page.replace(b"</head>", self.head + b"</head>", 1)
        return page.replace(b"<gradio-app", self.body + b"<gradio-app", 1)


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
