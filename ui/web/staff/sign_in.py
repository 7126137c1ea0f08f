"""The staff's way in: a password, throttled, and sessions that only the server knows.

What always holds: the password is kept only as a hash and compared in constant time; a session is
a random name whose digest alone is kept, it ends by itself and when its holder signs out; no
client may guess more than a few passwords a minute, and all together one at a time.

    python -m ui.web.staff.sign_in      makes a hash of a password, to be set instead of it
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from getpass import getpass

from corpus.errors import ConfigError
from ui.web.limits import Buckets

SESSION_SECONDS = 8 * 3600
MAX_SESSIONS = 100
GUESSES_A_MINUTE = 5
MAX_PASSWORD_CHARS = 1_000

_N, _R, _P = 2**15, 8, 1
_HASH = re.compile(
    r"scrypt:([0-9]{1,8}):([0-9]{1,2}):([0-9]{1,2}):([0-9a-f]{16,128}):([0-9a-f]{64})"
)


def hashed(password: str, salt: bytes | None = None) -> str:
    """``scrypt:N:r:p:salt:key``, to be set instead of the password itself."""
    salt = secrets.token_bytes(16) if salt is None else salt
    key = _scrypt(password, salt, _N, _R, _P)
    return f"scrypt:{_N}:{_R}:{_P}:{salt.hex()}:{key.hex()}"


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    secret = password.encode("utf-8", "replace")
    return hashlib.scrypt(secret, salt=salt, n=n, r=r, p=p, maxmem=256 * n * r, dklen=32)


class Password:
    """A password that can be compared with, and not be read."""

    def __init__(self, given: str) -> None:
        """`given`: a password, or what `hashed` made of one. Raises ConfigError."""
        written = given if given.startswith("scrypt:") else hashed(given)
        found = _HASH.fullmatch(written)
        if found is None:
            raise _unusable()
        self._n, self._r, self._p = (int(found[number]) for number in (1, 2, 3))
        self._salt, self._key = bytes.fromhex(found[4]), bytes.fromhex(found[5])
        self._one_at_a_time = threading.Lock()
        try:
            self.matches("")
        except (ValueError, MemoryError) as error:
            raise _unusable() from error

    def matches(self, password: str) -> bool:
        """Takes a tenth of a second; one caller at a time."""
        with self._one_at_a_time:
            tried = _scrypt(password[:MAX_PASSWORD_CHARS], self._salt, self._n, self._r, self._p)
        return hmac.compare_digest(tried, self._key)


def _unusable() -> ConfigError:
    return ConfigError(
        "is no hash that can be used",
        where="QUOTEDESK_STAFF_PASSWORD",
        mend="make one with `python -m ui.web.staff.sign_in`",
    )


class Sessions:
    """Who is signed in. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        # When each ends, and whose it is by their own word.
        self._ends: OrderedDict[bytes, tuple[float, str]] = OrderedDict()
        self._guesses = Buckets(GUESSES_A_MINUTE, GUESSES_A_MINUTE, clock)

    def guess(self, client: str) -> int:
        """Counts a guess: 0, or the seconds after which this client may guess again."""
        with self._lock:
            return self._guesses.take(client)

    def begin(self, who: str = "") -> str:
        """The name of a new session. `who`: how its holder is called in the log."""
        name = secrets.token_urlsafe(32)
        with self._lock:
            self._ends[_digest(name)] = self._clock() + SESSION_SECONDS, who
            while len(self._ends) > MAX_SESSIONS:
                self._ends.popitem(last=False)
        return name

    def holds(self, name: str) -> bool:
        with self._lock:
            end, _ = self._ends.get(_digest(name), (None, ""))
            if end is not None and end <= self._clock():
                del self._ends[_digest(name)]
                end = None
        return end is not None

    def who(self, name: str) -> str:
        """How the holder of a session is called; empty where nobody said."""
        with self._lock:
            return self._ends.get(_digest(name), (0.0, ""))[1]

    def end(self, name: str) -> None:
        with self._lock:
            self._ends.pop(_digest(name), None)


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "replace")).digest()


def main() -> None:
    print(hashed(getpass("Password: ")))  # noqa: T201


if __name__ == "__main__":
    main()
