"""The only door to the network: one request, one answer, bounded in time and size. The only room of
httpcore, the part of httpx that makes connections.

httpx itself resolves names where nobody can look. Here the address is checked where the connection
is made, and what httpx would do by itself is done where it is bounded: redirects aren't followed,
cookies aren't kept, bodies are unpacked in small pieces, and each request ends at its deadline
even if one byte a second arrives.

What always holds: a body is in the given file whole, or the answer says why it isn't; nothing is
connected to but the addresses that the guard gave.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpcore

from corpus.site.body import Counted, TooLongError, Unpacking, too_large
from corpus.site.guard import Guard

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
REQUEST_SECONDS = 120.0
_SHORT = frozenset(map(str, range(4096)))  # lengths of bodies that may as well be read
FAULTS = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds: to connect, between two pieces of an answer, for all of it."""

    connect: float = CONNECT_SECONDS
    read: float = READ_SECONDS
    request: float = REQUEST_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of an address, and what is taken.

    limit           bytes of the body, as it comes and unpacked
    etag, modified  of the version that is there: it isn't sent again
    kinds           media types that are wanted; the body of another isn't taken
    """

    limit: int
    etag: str = ""
    modified: str = ""
    kinds: frozenset[str] | None = None
    method: str = "GET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one request.

    status    0 where there was no answer; then `fault` says why
    headers   in small letters, the first of each name
    sha256    of the body as it was unpacked; empty where it wasn't taken
    received  bytes of the body as they came
    body      was it taken, whole?
    fault     why there is no answer, or not a whole one
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    received: int = 0
    body: bool = False
    fault: str = ""

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    @property
    def kind(self) -> str:
        """Its media type, without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()


class _Deadline:
    """When the request that is being made has to be over."""

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """`timeout`, or less. Raises httpcore.ReadTimeout where nothing is left."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(left, timeout)


class _Stream(httpcore.NetworkStream):
    """A connection that keeps to the deadline with every piece that it reads."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """Connects to the addresses that the guard gives for a host, and to no others."""

    def __init__(self, guard: Guard, deadline: _Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 (the library's signature)
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        *others, last = self._guard.addresses(host, port)
        for address in others:
            try:
                return self._to(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._to(last, port, timeout)

    def _to(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Stream(self._sockets.connect_tcp(address, port, left), self._deadline)


class Client:
    """Asks for one thing at a time; connections are kept open meanwhile."""

    def __init__(self, guard: Guard, *, agent: str, timeouts: Timeouts | None = None) -> None:
        self._timeouts = timeouts or Timeouts()
        self._deadline = _Deadline()
        self._pool = httpcore.ConnectionPool(
            network_backend=_Network(guard, self._deadline),
            max_connections=1,
            keepalive_expiry=30.0,
        )
        self._headers: dict[bytes | str, bytes | str] = {
            "User-Agent": agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
            "Accept-Encoding": "gzip",
        }

    def close(self) -> None:
        self._pool.close()

    def get(self, url: str, into: Path | None, wanted: Wanted) -> Answer:
        """Asks for `url`, and writes the body of a 200 into the file `into`.

        Raises FetchError only for a host that may not be asked.
        """
        headers: dict[bytes | str, bytes | str] = dict(self._headers)
        if wanted.etag:
            headers["If-None-Match"] = wanted.etag
        if wanted.modified:
            headers["If-Modified-Since"] = wanted.modified
        limits = self._timeouts
        timeout = {"connect": limits.connect, "read": limits.read, "write": limits.read}
        self._deadline.begin(limits.request)
        try:
            with self._pool.stream(
                wanted.method, url, headers=headers, extensions={"timeout": timeout}
            ) as response:
                said = _headers_of(response.headers)
                take = into is not None and response.status == 200
                if take and wanted.kinds is not None:
                    take = said.get("content-type", "").partition(";")[0].strip() in wanted.kinds
                if into is None or not take:
                    length = said.get("content-length", "")
                    if wanted.method == "HEAD" or response.status == 304 or length in _SHORT:
                        response.read()  # then the connection is kept
                    return Answer(status=response.status, headers=said)
                return _taken(response, said, into, wanted.limit)
        except FAULTS as error:
            return Answer(status=0, fault=_told(error))


def _taken(response: httpcore.Response, said: Mapping[str, str], into: Path, limit: int) -> Answer:
    length = said.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        return Answer(status=200, headers=said, fault=too_large(limit))
    coding = said.get("content-encoding", "identity").strip().lower()
    if coding not in {"gzip", "x-gzip", "identity", ""}:
        return Answer(status=200, headers=said, fault=f"is packed as {coding!r}, unasked")
    digest, received = hashlib.sha256(), 0
    unpacking = Unpacking() if "gzip" in coding else None
    try:
        with into.open("wb") as file:
            out = Counted(file, limit, digest)
            for chunk in response.iter_stream():
                received += len(chunk)
                if unpacking is None:
                    out.write(chunk)
                else:
                    unpacking.write(chunk, out)
            if unpacking is not None:
                unpacking.finish()
    except TooLongError as error:
        return Answer(status=200, headers=said, received=received, fault=str(error))
    return Answer(status=200, headers=said, received=received, body=True, sha256=digest.hexdigest())


def _headers_of(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in raw:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
    return found


def _told(error: Exception) -> str:
    match error:
        case httpcore.ConnectTimeout() | httpcore.ConnectError():
            reason = str(error)
            return f"can't be connected to ({reason})" if reason else "can't be connected to"
        case httpcore.TimeoutException():
            return "didn't answer in time"
        case httpcore.RemoteProtocolError():
            return "broke the answer off"
    return "broke the connection off"
