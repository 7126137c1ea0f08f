"""Many vectors in a file, as numbers of 16 bits, of which a search reads a few hundred.

What always holds: what is read stays in nobody's memory. Of a file that is mapped, the system maps
sixteen pages around each that is touched: some hundred questions, and all of it is resident.
"""

from __future__ import annotations

import os
from pathlib import Path
from weakref import finalize

import numpy as np

from corpus.errors import StoreError
from indexer.search.exact import Kept, Rows


class Halves:
    """An array that `np.save` wrote, as far as it is asked for: its rows. Any number of threads may
    ask; the file is closed as soon as nobody does."""

    def __init__(self, path: Path) -> None:
        """Raises OSError or ValueError."""
        self._path = path
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        if mapped.dtype != np.float16 or mapped.ndim != 2 or not mapped.flags.c_contiguous:
            raise ValueError("not rows of numbers of 16 bits")
        self.shape: tuple[int, int] = mapped.shape
        self._first, self._bytes = mapped.offset, mapped.strides[0]
        self._file = os.open(path, os.O_RDONLY)
        finalize(self, os.close, self._file).atexit = False

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: Rows) -> Kept:
        """Those rows, in any order; neighbours are read together. Raises StoreError."""
        if not len(rows):
            return np.empty((0, self.shape[1]), dtype=np.float16)
        if rows.min() < 0 or rows.max() >= len(self):
            raise IndexError(f"rows from 0 to {len(self) - 1} are there")
        cuts = [0, *(np.flatnonzero(np.diff(rows) != 1) + 1).tolist(), len(rows)]
        starts = (rows[cuts[:-1]] * self._bytes + self._first).tolist()
        sizes = (np.diff(cuts) * self._bytes).tolist()
        try:
            read = b"".join(map(os.pread, [self._file] * len(sizes), sizes, starts))
        except OSError as error:
            raise self._unread() from error
        if len(read) != len(rows) * self._bytes:
            raise self._unread()
        return np.frombuffer(read, dtype=np.float16).reshape(len(rows), -1)

    def _unread(self) -> StoreError:
        return StoreError(
            "this part of the index can't be read",
            where=str(self._path),
            mend="run `quotedesk index` again",
        )
