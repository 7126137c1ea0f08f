"""Who a request comes from, and how much of it is too much."""

from __future__ import annotations

import ipaddress
from typing import Any

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ui.web import limits
from ui.web.limits import Buckets, RateLimit, client_of, is_local, proxies

PROXY, OTHER = "10.0.0.1", "203.0.113.9"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_full_bucket_then_one_token_at_a_time() -> None:
    clock = Clock()
    buckets = Buckets(per_minute=6, at_once=2, clock=clock)
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 10]
    assert buckets.take("b") == 0
    clock.now = 9.5
    assert buckets.take("a") == 1
    clock.now = 10
    assert buckets.take("a") == 0
    clock.now = 10_000
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 10]


def test_memory_is_bounded_and_the_latest_clients_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MAX_CLIENTS", 3)
    buckets = Buckets(per_minute=1, at_once=1, clock=Clock())
    for number in range(10):
        buckets.take(f"client {number}")
        assert buckets.take("busy") > 0 or number == 0
    assert len(buckets) == 3


@given(st.lists(st.floats(min_value=0, max_value=100), max_size=60), st.integers(1, 120))
def test_never_more_than_the_rate_and_a_full_bucket(pauses: list[float], rate: int) -> None:
    clock = Clock()
    buckets = Buckets(per_minute=rate, at_once=3, clock=clock)
    taken = 0
    for pause in pauses:
        clock.now += pause
        wait = buckets.take("a")
        taken += not wait
        assert wait >= 0
    assert taken <= 3 + clock.now * rate / 60 + 1e-6


def scope_of(peer: str, path: str = "/api/ask", **headers: str) -> Scope:
    return {
        "type": "http",
        "path": path,
        "scheme": "http",
        "client": (peer, 1234),
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
    }


def seen(scope: Scope, *trusted: str) -> Scope:
    """The scope that the app gets to see."""
    found: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        found.append(scope)

    async def run() -> None:
        # Of uvicorn's types of the same things.
        middleware: Any = ProxyHeadersMiddleware
        await middleware(app, trusted_hosts=proxies(trusted))(scope, receive, send)

    anyio.run(run)
    return found[0]


async def receive() -> Message:
    raise AssertionError


async def send(message: Message) -> None:
    raise AssertionError


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        (PROXY, "198.51.100.7", "198.51.100.7"),
        (PROXY, "1.2.3.4, 198.51.100.7", "198.51.100.7"),  # the first is what the client says
        (PROXY, "198.51.100.7, 10.0.0.2", "198.51.100.7"),  # two proxies of ours
        (PROXY, "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        (PROXY, "198.51.100.7, nonsense", "nonsense"),  # nobody's address
        (PROXY, "", PROXY),
        (PROXY, "2001:db8::1", "2001:db8::1"),
        (PROXY, "127.0.0.1", "127.0.0.1"),  # but not taken for this machine's own
        (OTHER, "198.51.100.7", OTHER),  # not a proxy of ours
        (OTHER, "127.0.0.1", OTHER),
        ("127.0.0.1", "198.51.100.7", "127.0.0.1"),
        ("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("testclient", "198.51.100.7", "testclient"),
    ],
)
def test_who_a_request_comes_from(peer: str, forwarded: str, client: str) -> None:
    scope = seen(scope_of(peer, x_forwarded_for=forwarded), "10.0.0.0/8")
    assert scope["client"][0] == client
    assert not is_local(scope)


def test_several_headers_count_as_one() -> None:
    scope = scope_of(PROXY)
    scope["headers"] = [(b"x-forwarded-for", b"1.2.3.4"), (b"x-forwarded-for", b"198.51.100.7")]
    assert seen(scope, PROXY)["client"][0] == "198.51.100.7"


@pytest.mark.parametrize(
    ("peer", "said", "scheme"),
    [
        (PROXY, "https", "https"),
        ("::ffff:10.0.0.1", "https", "https"),
        (PROXY, "gopher", "http"),
        (OTHER, "https", "http"),
    ],
)
def test_the_scheme_too_is_a_proxys_word(peer: str, said: str, scheme: str) -> None:
    assert seen(scope_of(peer, x_forwarded_proto=said), PROXY)["scheme"] == scheme


def test_local_is_this_machine_but_not_a_proxy_on_it() -> None:
    assert is_local(seen(scope_of("127.0.0.1")))
    assert is_local(seen(scope_of("::1")))
    assert not is_local(seen(scope_of("127.0.0.1", x_forwarded_for="127.0.0.1")))
    assert not is_local(seen(scope_of(OTHER)))
    assert not is_local(seen(scope_of("testclient")))


def test_an_ipv6_client_has_one_bucket_for_its_network() -> None:
    assert client_of(scope_of("2001:db8:1:2:3::4")) == client_of(scope_of("2001:db8:1:2:ffff::"))
    assert client_of(scope_of("2001:db8:1:3::4")) != client_of(scope_of("2001:db8:1:2::4"))
    assert client_of(scope_of("::ffff:203.0.113.9")) == OTHER


@given(st.ip_addresses())
def test_every_address_is_a_client(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert client_of(scope_of(str(address)))


def statuses(*scopes: Scope, per_minute: int = 3) -> list[int]:
    """The status that each of the requests gets, 200 being the app's."""
    found: list[int] = []
    turned_away: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def note(message: Message) -> None:
        if message["type"] == "http.response.start":
            found.append(message["status"])
            names = {name for name, _ in message["headers"]}
            is_limited = message["status"] == 429
            assert (b"retry-after" in names) == is_limited
            assert (b"content-security-policy" in names) == is_limited

    async def run() -> None:
        limit = RateLimit(app, per_minute=per_minute, turned_away=turned_away.append)
        for scope in scopes:
            await limit(scope, receive, note)

    anyio.run(run)
    assert turned_away == ["limited"] * found.count(429)
    return found


@pytest.mark.parametrize(
    "path",
    ["/api/ask", "/api/documents", "/api/feedback", "/mcp", "/mcp/", "/gradio_api/run/predict"],
)
def test_what_costs_something_is_limited(path: str) -> None:
    one = scope_of(OTHER, path)
    assert statuses(one, one, scope_of(PROXY, path), one) == [200, 429, 200, 429]


@pytest.mark.parametrize("path", ["/", "/doc/a", "/static/desk.css", "/healthz", "/metrics"])
def test_what_is_only_read_is_not(path: str) -> None:
    assert statuses(*[scope_of(OTHER, path)] * 5) == [200] * 5


def test_all_ways_draw_on_the_same_bucket() -> None:
    asked = [scope_of(OTHER, path) for path in ("/api/ask", "/mcp", "/gradio_api/run/predict")]
    assert statuses(*asked) == [200, 429, 429]
