"""Conversations, kept on the server for as long as a page needs them.

What always holds: a conversation is found only by its key, which can't be guessed; it is gone
`KEPT_SECONDS` after the last question, when its page is closed, or when there are too many.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from ui.web.desk import Conversation

KEPT_SECONDS = 4 * 3600
MAX_KEPT = 5_000


class Sessions:
    """Conversations by key. May be used from several threads at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        # The one that was put back last is at the end.
        self._kept: OrderedDict[str, tuple[float, Conversation]] = OrderedDict()

    def get(self, key: str) -> Conversation:
        """The conversation; an empty one if it is no longer there."""
        with self._lock:
            self._clear()
            return self._kept[key][1] if key in self._kept else ()

    def put(self, key: str, conversation: Conversation) -> str:
        """Keeps it in place of the one with that key; gives its key, a new one if that was empty
        or is gone."""
        with self._lock:
            self._clear()
            key = key if self._kept.pop(key, None) else secrets.token_urlsafe(18)
            self._kept[key] = (self._clock(), conversation)
            while len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
            return key

    def drop(self, key: str) -> None:
        with self._lock:
            self._kept.pop(key, None)

    def _clear(self) -> None:
        oldest = self._clock() - KEPT_SECONDS
        while self._kept and next(iter(self._kept.values()))[0] < oldest:
            self._kept.popitem(last=False)
