"""A desk that is served below a path of a site, by a proxy: "https://www.example.org/desk/".

What always holds: a request has one such path, the one that was set or, without one, what a proxy
named in `trusted_proxies` says in `X-Forwarded-Prefix`; whether or not the proxy cuts it off, what
comes after this sees it as ASGI wants it (`root_path`, and `path` with it in front); every address
that a page gives begins with it (`ui.html.at`). What the site is called is the request's `Host`, or
what such a proxy says in `X-Forwarded-Host`; nobody else's word for it goes on from here, for
Gradio would take it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.html import below

HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_SITE = (b"x-forwarded-host", b"x-gradio-server")
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
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope) if self._is_trusted(scope) else Headers()
        scope = {**scope, "headers": _named(scope, said.get("x-forwarded-host", ""))}
        root = self._root or _prefix(said.get("x-forwarded-prefix", ""))
        if not root:
            await self.app(scope, receive, send)
            return
        path, raw = scope["path"], scope.get("raw_path") or scope["path"].encode()
        if path.startswith("//"):  # of a proxy that cuts "/desk" off where "/desk/" was meant
            path, raw = f"/{path.lstrip('/')}", b"/" + raw.lstrip(b"/")
        if path == root:
            path, raw = f"{root}/", f"{root}/".encode()
        elif not path.startswith(f"{root}/"):
            path, raw = root + path, root.encode() + raw
        whole = {**scope, "root_path": root, "path": path, "raw_path": raw}
        with below(root):
            await self.app(whole, receive, send)

    def _is_trusted(self, scope: Scope) -> bool:
        try:
            peer = ipaddress.ip_address(str((scope.get("client") or ("",))[0]).partition("%")[0])
        except ValueError:
            return False
        peer = getattr(peer, "ipv4_mapped", None) or peer
        return any(peer in network for network in self._trusted)


def _prefix(said: str) -> str:
    said = said.rstrip("/")
    return said if PREFIX.fullmatch(said) else ""


def _named(scope: Scope, host: str) -> list[tuple[bytes, bytes]]:
    """The request's headers, with the host that a proxy says where it does."""
    kept = [(name, value) for name, value in scope["headers"] if name not in _SITE]
    if not HOST.fullmatch(host):
        return kept
    others = [(name, value) for name, value in kept if name != b"host"]
    return [(b"host", host.encode("ascii")), *others]
