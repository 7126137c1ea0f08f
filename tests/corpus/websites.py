"""Websites to fetch: real servers on this machine, for as long as a test needs one.

What always holds: a server listens on 127.0.0.1 only, sends no more than it was told, and stops
with its test, or after two minutes by itself.
"""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LONGEST_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One answer. `tag`: it has an ETag, and isn't sent again to who has it.

    drip   seconds before each byte of the body, or of the headers
    cut    break off after so many bytes of the body
    """

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    tag: bool = True
    drip: float = 0.0
    drip_headers: float = 0.0
    cut: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    method: str
    path: str
    status: int
    body: int
    agent: str
    at: float


Answering = Callable[[str], Sent | None]


class Website:
    """Pages by path, which may be changed while it is served; `other` answers for the rest."""

    def __init__(self) -> None:
        self.pages: dict[str, Sent] = {}
        self.other: Answering = lambda _path: None
        self.asked: list[Asked] = []
        self.port = 0

    def __setitem__(self, path: str, sent: Sent | str) -> None:
        self.pages[path] = Sent(body=sent.encode()) if isinstance(sent, str) else sent

    def __delitem__(self, path: str) -> None:
        del self.pages[path]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/"

    @property
    def paths(self) -> list[str]:
        """What was asked for, but for what every fetch looks for."""
        return [
            one.path
            for one in self.asked
            if one.path not in {"/robots.txt", "/sitemap.xml"} and "no-such-page" not in one.path
        ]

    @property
    def bodies(self) -> list[str]:
        return [one.path for one in self.asked if one.status == 200 and one.body]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Website
    timeout = 30  # seconds that an open connection may wait
    wbufsize = -1  # headers and body in one piece: else the body waits for the headers' receipt

    def do_GET(self) -> None:
        site = self.site
        sent = site.pages.get(self.path) or site.other(self.path) or Sent(status=404, body=b"no")
        tag = f'"{hashlib.sha256(sent.body).hexdigest()[:16]}"'
        if sent.status == 200 and sent.tag and self.headers.get("If-None-Match") == tag:
            sent = Sent(status=304)
        body = b"" if self.command == "HEAD" or sent.status == 304 else sent.body
        site.asked.append(
            Asked(
                method=self.command,
                path=self.path,
                status=sent.status,
                body=len(body),
                agent=self.headers.get("User-Agent", ""),
                at=time.monotonic(),
            )
        )
        # Whoever asked may have gone away, as from an answer that is too slow or too long.
        with suppress(OSError):
            self._send(sent, body, tag)

    do_HEAD = do_GET  # noqa: N815

    def _send(self, sent: Sent, body: bytes, tag: str) -> None:
        if sent.drip_headers:
            for one in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1000:
                self._drip(one, sent.drip_headers)
        self.send_response(sent.status)
        headers = {"Content-Type": sent.kind, "Content-Length": str(len(body))} | sent.headers
        if sent.tag and sent.status == 200:
            headers["ETag"] = tag
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if sent.drip:
            for one in body:
                self._drip(one, sent.drip)
        elif sent.cut is not None:
            self.wfile.write(body[: sent.cut])
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.wfile.write(body)
        self.wfile.flush()

    def _drip(self, byte: int, seconds: float) -> None:
        self.wfile.write(bytes([byte]))
        self.wfile.flush()
        time.sleep(seconds)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever broke off a connection is no error of the server's."""


@contextmanager
def served(site: Website, *, seconds: float = LONGEST_SECONDS) -> Iterator[Website]:
    """`site`, on a free port of this machine."""
    handler = type("Handler", (_Handler,), {"site": site})
    server = _Server(("127.0.0.1", 0), handler)
    site.port = server.server_port
    stop = threading.Timer(seconds, server.shutdown)
    stop.daemon = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    stop.start()
    thread.start()
    try:
        yield site
    finally:
        stop.cancel()
        server.shutdown()
        server.server_close()
        thread.join(10)


def page(text: str, *links: str, title: str = "", head: str = "", language: str = "en") -> str:
    """A page of one paragraph and some links."""
    linked = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    return (
        f'<!doctype html><html lang="{language}"><head><title>{title or text[:30]}</title>{head}'
        f"</head><body><nav><ul>{linked}</ul></nav><main><p>{text}</p></main></body></html>"
    )


def prose(seed: int, words: int = 40) -> str:
    """Words that no other seed gives, so that no page is like another."""
    made = hashlib.sha256(str(seed).encode()).hexdigest()
    letters = str.maketrans("0123456789", "ghijklmnop")
    return " ".join(
        hashlib.sha256(f"{made}{n}".encode()).hexdigest()[:7].translate(letters)
        for n in range(words)
    )


def packed(body: str | bytes) -> bytes:
    return gzip.compress(body.encode() if isinstance(body, str) else body)
