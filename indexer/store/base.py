"""One SQLite file that is only read, by any number of threads.

What always holds: a file that isn't as it was written is one line of error; a file that was
opened can be read on after its folder has gone, and is closed as soon as nobody asks it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from corpus.errors import StoreError

AGAIN = "run `quotedesk index` again"
CACHE_KIB = 4_096  # of pages, a connection
_AT_ONCE = 1_000  # rows of a long list that are fetched together


class Base:
    """A connection that is used by one thread after the other: a look-up takes microseconds."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError."""
        self._where = str(path)
        self._lock = Lock()
        try:
            # Nobody writes it any more: without locks, and on disks that may not be written.
            self._open = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            # A connection refers to itself: alone it would stay, with its pages, until Python looks
            # for such things.
            finalize(self, self._open.close).atexit = False
            self._open.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            self._open.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            raise self.damaged() from error

    def one(self, query: str, *values: Any) -> Any:
        """The first row, or None."""
        try:
            with self._lock:
                return self._open.execute(query, values).fetchone()
        except (sqlite3.Error, OverflowError) as error:
            raise self.damaged() from error

    def all(self, query: str, *values: Any) -> list[Any]:
        try:
            with self._lock:
                return self._open.execute(query, values).fetchall()
        except (sqlite3.Error, OverflowError) as error:
            raise self.damaged() from error

    def each(self, query: str, last: int = -1) -> Iterator[Any]:
        """Rows of a query whose first column is ordered by and has the place of its one "?", from
        beyond `last` on."""
        while some := self.all(f"{query} LIMIT {_AT_ONCE}", last):
            yield from some
            last = some[-1][0]

    def damaged(self) -> StoreError:
        return StoreError("the index is damaged", where=self._where, mend=AGAIN)


def many(values: Sequence[Any]) -> str:
    """As many question marks."""
    return ", ".join("?" * len(values))
