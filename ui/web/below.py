"""A desk that is served below a path of a site, by a proxy: "https://www.example.org/desk/".

What always holds: a request has one such path, the one that was set or, without one, what a proxy
named in `trusted_proxies` says in `X-Forwarded-Prefix`; whether or not the proxy cuts it off, what
comes after this sees it as ASGI wants it (`root_path`, and `path` with it in front); every address
that a page gives begins with it (`ui.html.at`).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.html import below

PREFIX = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+){1,8}")


def route_of(scope: Scope) -> str:
    """The path of a request without what the desk is served below."""
    path, root = str(scope.get("path", "")), str(scope.get("root_path", ""))
    return path.removeprefix(root) if root and path.startswith(f"{root}/") else path


class Below:
    """Wraps the whole app: reads what it is served below."""

    def __init__(self, app: ASGIApp, *, root_path: str, trusted: Sequence[str]) -> None:
        self.app = app
        self._root = root_path.rstrip("/")
        self._trusted = [ipaddress.ip_network(it) for it in trusted]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        root = self._root or self._forwarded(scope)
        if not root or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path, raw = scope["path"], scope.get("raw_path") or scope["path"].encode()
        if path == root:
            path, raw = f"{root}/", f"{root}/".encode()
        elif not path.startswith(f"{root}/"):
            path, raw = root + path, root.encode() + raw
        whole = {**scope, "root_path": root, "path": path, "raw_path": raw}
        with below(root):
            await self.app(whole, receive, send)

    def _forwarded(self, scope: Scope) -> str:
        if not self._trusted or scope["type"] not in ("http", "websocket"):
            return ""
        said = Headers(scope=scope).get("x-forwarded-prefix", "").rstrip("/")
        return said if PREFIX.fullmatch(said) and self._is_trusted(scope) else ""

    def _is_trusted(self, scope: Scope) -> bool:
        try:
            peer = ipaddress.ip_address(str((scope.get("client") or ("",))[0]).partition("%")[0])
        except ValueError:
            return False
        peer = getattr(peer, "ipv4_mapped", None) or peer
        return any(peer in network for network in self._trusted)
