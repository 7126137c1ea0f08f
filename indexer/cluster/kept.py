"""What workers have done for an index that isn't written yet: a run that was killed goes on.

What always holds: it is known by the content that it was made of, and by what made it; all of it
may be lost, and then nothing is but time; one process at a time has it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from corpus.errors import StoreError
from indexer.checkpoint import Checkpoint
from indexer.store.place import alone

_DONE = "done.sqlite"
_VECTORS = "vectors"
_TABLES = """
CREATE TABLE IF NOT EXISTS reads (name TEXT PRIMARY KEY, made_of TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS embedded (made_of BLOB PRIMARY KEY) WITHOUT ROWID;
"""


class Kept:
    """A folder beside the index, from when it is opened until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Raises StoreError if another process has it, or the disk fails."""
        self._folder = folder
        self._open = ExitStack()
        with self._disk():
            folder.mkdir(parents=True, exist_ok=True)
            self._open.enter_context(alone(folder))
            self._base = self._opened()
        self._open.callback(self._base.close)

    def close(self, *, forget: bool) -> None:
        """`forget`: the index is written, and nothing of this is needed any more."""
        self._open.close()
        if forget:
            shutil.rmtree(self._folder, ignore_errors=True)

    def read(self, name: str, made_of: str) -> bytes | None:
        """What came of a file. `made_of`: its bytes, what is said of it and what reads it."""
        query = "SELECT body FROM reads WHERE name = ? AND made_of = ?"
        with self._disk():
            found = self._base.execute(query, (name, made_of)).fetchone()
        return bytes(found[0]) if found else None

    def keep_read(self, name: str, made_of: str, body: bytes) -> None:
        with self._disk():
            self._base.execute(
                "INSERT OR REPLACE INTO reads VALUES (?, ?, ?)", (name, made_of, body)
            )

    def is_embedded(self, made_of: bytes) -> bool:
        """Are the vectors of a document in the checkpoint?"""
        query = "SELECT 1 FROM embedded WHERE made_of = ?"
        with self._disk():
            return self._base.execute(query, (made_of,)).fetchone() is not None

    def keep_embedded(self, made_of: bytes) -> None:
        with self._disk():
            self._base.execute("INSERT OR IGNORE INTO embedded VALUES (?)", (made_of,))

    def vectors(self, made_by: str, dimension: int) -> Checkpoint:
        with self._disk():
            return Checkpoint(self._folder / _VECTORS, made_by, dimension)

    def _opened(self) -> sqlite3.Connection:
        place = self._folder / _DONE
        try:
            return _base(place)
        except sqlite3.DatabaseError:  # it was cut off: begun anew
            place.unlink()
            return _base(place)

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"what the workers have done can't be kept ({error})",
                where=str(self._folder),
                mend="check the disk and the folder's rights",
            ) from error


def _base(place: Path) -> sqlite3.Connection:
    base = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = NORMAL")
    base.executescript(_TABLES)
    return base
