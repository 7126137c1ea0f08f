"""What takes too long for a page to wait for: worked out once, on a thread of its own.

What always holds: the same is never worked out twice at once; what went wrong is raised to whoever
asks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as StillRunning
from typing import Generic, TypeVar

PATIENCE = 1.5  # seconds that a page waits

T = TypeVar("T")


class Later(Generic[T]):
    """Keeps what was worked out last."""

    def __init__(self, name: str) -> None:
        """`name`: of the thread."""
        self._name = name
        self._lock = threading.Lock()
        self._of: tuple[object, ...] | None = None
        self._found: Future[T] = Future()

    def get(
        self, of: tuple[object, ...], work: Callable[[], T], patience: float = PATIENCE
    ) -> T | None:
        """None if that takes longer than `patience` in seconds: ask again.

        `of`: what it is worked out of; for the very same it isn't done anew.
        """
        with self._lock:
            if self._of is None or not _same(self._of, of):
                self._of, self._found = of, Future()
                args = (work, self._found)
                threading.Thread(target=_run, args=args, name=self._name, daemon=True).start()
            found = self._found
        try:
            return found.result(timeout=patience)
        except StillRunning:
            return None


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    # Documents are compared by what they are, for to compare their texts would take long.
    return all(a is b or (isinstance(a, tuple) and a == b) for a, b in zip(one, other, strict=True))


def _run(work: Callable[[], T], found: Future[T]) -> None:
    try:
        found.set_result(work())
    except Exception as error:
        found.set_exception(error)
