"""Pieces of data that are put aside while an index is made, in a file that nobody else sees.

What always holds: what is read back is what was put there; the file is gone when it is closed,
however that comes about; a few pieces stay in memory.
"""

from __future__ import annotations

import tempfile
from array import array
from pathlib import Path

IN_MEMORY = 8_000_000  # bytes


class Spool:
    """To be used in a ``with``. Each method raises OSError."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: where there is room; without it that of the system's temporary files."""
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder) if folder else None)  # noqa: SIM115
        self._ends = array("q", [0])

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, data: bytes) -> int:
        """Gives the number by which it is found."""
        self._file.seek(self._ends[-1])
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))
        return len(self) - 1

    def get(self, number: int) -> bytes:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start)
