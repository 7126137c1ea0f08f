"""How a host is asked: as its robots.txt says, with pauses, again after a fault, and no longer once
it fails again and again.

What always holds: one request at a time, and to one host no sooner than its pause after the last
one; a wait that a server asks for is kept, or the host is left alone for this fetch.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import FetchError
from corpus.site.address import normal
from corpus.site.guard import Guard, host_of
from corpus.site.robots import MAX_BYTES, Rules, rules_in
from corpus.site.state import SiteState
from corpus.site.transport import Answer, Client, Wanted

PAUSE_SECONDS = 1.0
RETRY_SECONDS = (1.0, 4.0)  # before the second and the third try
LONGEST_WAIT = 120.0
GIVE_UP_AFTER = 5  # addresses in a row that failed
MAX_HOPS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(slots=True)
class _Host:
    """What is known of one host in this fetch."""

    rules: Rules
    pause: float = 0.0
    last: float = 0.0
    failed: int = 0
    closed: str = ""


class Polite:
    """Asks for addresses of named hosts, one at a time."""

    def __init__(
        self,
        client: Client,
        guard: Guard,
        state: SiteState,
        part: Path,
        *,
        pause: float | None = None,
        may_ask: Callable[[str], bool] = lambda _: True,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`part`: a file for what is received; `may_ask`: whether a host was named."""
        self._client = client
        self._guard = guard
        self._state = state
        self._part = part
        self._pause = pause
        self._may_ask = may_ask
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self.requests = 0
        self.received = 0
        self.bodies = 0

    def rules(self, url: str) -> Rules:
        """What the host's robots.txt says; `closed` if the host isn't to be asked any more."""
        host = self._host(url)
        return replace(host.rules, closed=host.closed) if host.closed else host.rules

    def ask(self, url: str, wanted: Wanted) -> Answer:
        """The answer, after its host's pause and up to two more tries. The body of a 200 is then in
        the file `part`."""
        host = self._host(url)
        answer = Answer(status=0, fault="wasn't asked")
        for wait in (*RETRY_SECONDS, None):
            self._wait(host)
            answer = self._once(url, wanted)
            if answer.status not in _BUSY and answer.status:
                break
            told = _retry_after(answer)
            if told > LONGEST_WAIT:
                host.closed = f"asks to be left alone for {told:.0f} seconds"
                break
            if wait is None or (answer.status == 0 and not answer.fault):
                break
            self._sleep(max(wait, told))
        bad = answer.status in _BUSY or not answer.status
        host.failed = host.failed + 1 if bad else 0
        if host.failed >= GIVE_UP_AFTER:
            host.closed = f"failed {GIVE_UP_AFTER} times in a row"
        return answer

    def _once(self, url: str, wanted: Wanted) -> Answer:
        self.requests += 1
        into = self._part if wanted.method == "GET" else None
        try:
            answer = self._client.get(url, into, wanted)
        except FetchError as error:  # a host that may not be, or can't be, looked up
            return Answer(status=0, fault=str(error).rstrip("."))
        self.received += answer.received
        self.bodies += answer.body
        return answer

    def _wait(self, host: _Host) -> None:
        left = host.last + host.pause - time.monotonic()
        if left > 0:
            self._sleep(left)
        host.last = time.monotonic()

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._hosts:
            self._hosts[origin] = self._opened(origin, parts.netloc, parts.port)
        return self._hosts[origin]

    def _opened(self, origin: str, netloc: str, port: int | None) -> _Host:
        rules = self._read_rules(origin)
        pause = self._pause
        if pause is None:
            try:
                private = self._guard.is_private(host_of(netloc), port or 80)
            except FetchError:
                private = False
            pause = 0.0 if private else PAUSE_SECONDS
        return _Host(rules=rules, pause=max(pause, rules.delay), closed=rules.closed)

    def _read_rules(self, origin: str) -> Rules:
        """robots.txt, after redirects within the named hosts; as it was where it hasn't changed."""
        url = f"{origin}/robots.txt"
        note = self._state.note(f"robots {origin}")
        past = json.loads(note) if note else {}
        answer = Answer(status=0)
        for hop in range(MAX_HOPS):
            known = past if past.get("url") == url else {}
            wanted = Wanted(
                limit=MAX_BYTES, etag=known.get("etag", ""), modified=known.get("modified", "")
            )
            for wait in (*RETRY_SECONDS, None):
                answer = self._once(url, wanted)
                if (answer.status and answer.status not in _BUSY) or wait is None:
                    break
                self._sleep(wait)
            if answer.status not in MOVED or hop == MAX_HOPS - 1:
                break
            target = normal(answer.header("location"), url)
            if target is None or not self._may_ask(target):
                return Rules()  # there is none for this host
            url = target
        return self._rules_from(answer, origin, url, past)

    def _rules_from(self, answer: Answer, origin: str, url: str, past: dict[str, str]) -> Rules:
        if answer.status == 304 and past:
            return rules_in(past["text"])
        if answer.status == 200 and answer.body:
            text = self._part.read_bytes().decode("utf-8", "replace")
            kept = {
                "url": url,
                "etag": answer.header("etag"),
                "modified": answer.header("last-modified"),
                "text": text,
            }
            self._state.set_note(f"robots {origin}", json.dumps(kept))
            return rules_in(text)
        if 300 <= answer.status < 500 and answer.status != 429:
            return Rules()
        why = answer.fault or f"answered with status {answer.status}"
        return Rules(None, f"its robots.txt can't be had: it {why}")


def _retry_after(answer: Answer) -> float:
    told = answer.header("retry-after")
    return float(told) if told.isdecimal() and len(told) < 8 else 0.0
