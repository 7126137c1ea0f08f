"""Who a request comes from, and how much of it is too much.

What always holds: a client has one bucket of tokens, whichever way it asks; memory is bounded,
however many clients there are; a proxy's word for who the client is counts only if the operator
named that proxy (uvicorn's `ProxyHeadersMiddleware` sees to that, `proxies` tells it whom).
"""

from __future__ import annotations

import ipaddress
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from math import ceil

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.messages import Catalogue
from ui.web.below import route_of
from ui.web.guard import FORM, HEADERS
from ui.web.language import words_for

MAX_CLIENTS = 10_000
AT_ONCE_SECONDS = 20  # a full bucket is what is allowed in this time

# What costs something: not the page's own files, and not what is read to be shown.
LIMITED = re.compile(r"/api/.*|/mcp/?|/gradio_api/run/predict/?")
# A form that says itself, in a page, when it may be sent again: by what stands in the scope.
WAIT = "quotedesk.wait"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Buckets:
    """A token bucket for each of the latest clients. To be used on one thread."""

    def __init__(
        self, per_minute: float, at_once: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = per_minute / 60
        self._most = max(1.0, at_once)
        self._clock = clock
        # Client -> tokens and when they were counted; the client that asked last is at the end.
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._clients)

    def take(self, client: str) -> int:
        """Takes one token: 0, or if there is none the whole seconds until there is one."""
        now = self._clock()
        tokens, counted = self._clients.pop(client, (self._most, now))
        tokens = min(self._most, tokens + (now - counted) * self._rate)
        wait = 0
        if tokens >= 1:
            tokens -= 1
        else:
            wait = max(1, ceil((1 - tokens) / self._rate))
        self._clients[client] = (tokens, now)
        while len(self._clients) > MAX_CLIENTS:
            self._clients.popitem(last=False)
        return wait


def proxies(trusted: Sequence[str]) -> list[str]:
    """The addresses and networks whose word for the client is taken, as `ProxyHeadersMiddleware`
    takes them: an IPv4 one also as it looks where the desk listens to IPv6."""
    networks = [ipaddress.ip_network(it) for it in trusted]
    mapped = [
        f"::ffff:{it.network_address}/{it.prefixlen + 96}" for it in networks if it.version == 4
    ]
    return [*map(str, networks), *mapped]


class RateLimit:
    """Wraps the whole app: a client that asks too often is told when to come back."""

    def __init__(
        self, app: ASGIApp, *, per_minute: int, turned_away: Callable[[str], None]
    ) -> None:
        self.app = app
        self._buckets = Buckets(per_minute, per_minute * AT_ONCE_SECONDS / 60)
        self._turned_away = turned_away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = route_of(scope)
        is_form = scope["type"] == "http" and route == FORM and scope["method"] == "POST"
        if is_form or (scope["type"] == "http" and LIMITED.fullmatch(route)):
            wait = self._buckets.take(client_of(scope))
            if wait:
                self._turned_away("limited")
                if is_form:
                    await self.app({**scope, WAIT: wait}, receive, send)
                    return
                await too_many(wait, _words(scope))(scope, receive, send)
                return
        await self.app(scope, receive, send)


def client_of(scope: Scope) -> str:
    """Who a bucket belongs to: an address, or the /64 of an IPv6 one, which one client may have."""
    host = str((scope.get("client") or ("", 0))[0])
    address = _address(host)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return host if address is None else str(address)


def _words(scope: Scope) -> Catalogue:
    asked = Request(scope)
    return words_for(asked.headers, asked.cookies)


def too_many(wait: int, words: Catalogue) -> JSONResponse:
    error = words.too_many.of(wait)
    return JSONResponse(
        # Gradio's page reads `detail`.
        {"error": error, "detail": error},
        status_code=429,
        headers={**HEADERS, "retry-after": str(wait)},
    )


def is_local(scope: Scope) -> bool:
    """Whether the request was made on this machine, and not through a proxy on it."""
    address = _address((scope.get("client") or ("", 0))[0])
    return (
        address is not None
        and address.is_loopback
        and "x-forwarded-for" not in Headers(scope=scope)
    )


def named_proxy(scope: Scope, trusted: Sequence[str]) -> bool:
    """Whether a request comes from a proxy that the operator named. To be asked before that proxy's
    word changes who the client is."""
    peer = _address(str((scope.get("client") or ("",))[0]))
    return peer is not None and any(peer in ipaddress.ip_network(it) for it in trusted)


def _address(written: str) -> Address | None:
    """An address, without port or zone; IPv4 inside IPv6 as IPv4. None for what is none."""
    try:
        address = ipaddress.ip_address(written.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
