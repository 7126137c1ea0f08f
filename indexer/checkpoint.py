"""Vectors of a run that isn't done yet, kept in one file so that an interrupted run goes on.

What always holds: what is read back is what was added, by the same model and code; a block that
was being written when the run ended is left out; the file may be lost, and then nothing is but
time.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from indexer.embed.protocol import Vectors
from indexer.vectors import DIGEST_BYTES, Digests

_FAR = 1 << 62
_BLOCK = struct.Struct("<II")  # rows, CRC-32 of what follows


class Checkpoint:
    """The file, for one run at a time."""

    def __init__(self, path: Path, made_by: str, dimension: int) -> None:
        """`made_by`: the model and the code; what others have made is dropped. Raises OSError."""
        self._path = path
        self._dimension = dimension
        self._rows: dict[bytes, int] = {}
        self._blocks: list[tuple[int, int]] = []  # the first row of each, and where its vectors lie
        self._header = hashlib.sha256(f"{made_by} {dimension}".encode()).digest()
        end = self._read()
        if end is not None:
            with path.open("r+b") as file:
                file.truncate(end)

    @property
    def rows(self) -> Mapping[bytes, int]:
        """By digest of the text."""
        return self._rows

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Shape (len(rows), dimension), read from the file: there may be many. Raises OSError."""
        out: Vectors = np.empty((len(rows), self._dimension), dtype=np.float32)
        if not rows:
            return out
        size = 4 * self._dimension
        with self._path.open("rb") as file:
            for at, row in enumerate(rows):
                first, place = self._blocks[bisect_right(self._blocks, (row, _FAR)) - 1]
                file.seek(place + (row - first) * size)
                out[at] = np.frombuffer(file.read(size), dtype="<f4")
        return out

    def add(self, digests: Digests, vectors: Vectors) -> None:
        """One row a text. Raises OSError."""
        body = digests.tobytes() + vectors.astype("<f4").tobytes()
        with self._path.open("ab") as file:
            if file.tell() == 0:
                file.write(self._header)
            file.write(_BLOCK.pack(len(digests), zlib.crc32(body)) + body)
            self._take(digests, file.tell() - len(vectors) * 4 * self._dimension)

    def _take(self, digests: Digests, place: int) -> None:
        self._blocks.append((len(self._rows), place))
        for digest in digests:
            self._rows[digest.tobytes()] = len(self._rows)

    def _read(self) -> int | None:
        """Takes what is there. Returns where the last whole block ends, 0 if all is useless; None
        where there is no file."""
        try:
            file = self._path.open("rb")
        except FileNotFoundError:
            return None
        with file:
            if file.read(len(self._header)) != self._header:
                return 0
            end = file.tell()
            while len(start := file.read(_BLOCK.size)) == _BLOCK.size:
                rows, check = _BLOCK.unpack(start)
                size = rows * (DIGEST_BYTES + 4 * self._dimension)
                body = file.read(size)
                if len(body) != size or zlib.crc32(body) != check:
                    break
                first = rows * DIGEST_BYTES
                digests = np.frombuffer(body[:first], dtype=np.uint8).reshape(rows, DIGEST_BYTES)
                self._take(digests, end + _BLOCK.size + first)
                end = file.tell()
            return end
