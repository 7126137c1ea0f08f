"""The body of an answer, bounded as it is written, and unpacked in pieces.

What always holds: however well something was packed, no more of it than a piece is in memory, and
no more than the limit on disk.
"""

from __future__ import annotations

import zlib
from typing import Any, BinaryIO

PIECE = 1 << 16


class TooLongError(Exception):
    """A body that goes beyond its bounds, or can't be unpacked."""


def too_large(limit: int) -> str:
    return f"is larger than {limit >> 20} MB" if limit >> 20 else f"is larger than {limit} bytes"


class Counted:
    """Writes what stays within the limit. Raises TooLongError for more."""

    def __init__(self, file: BinaryIO, limit: int, digest: Any) -> None:
        self._file = file
        self._left = self._limit = limit
        self._digest = digest

    def write(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            raise TooLongError(too_large(self._limit))
        self._file.write(data)
        self._digest.update(data)


class Unpacking:
    """gzip in pieces of at most 64 KiB, however well it was packed."""

    def __init__(self) -> None:
        self._gzip = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def write(self, chunk: bytes, out: Counted) -> None:
        try:
            while chunk and not self._gzip.eof:
                out.write(self._gzip.decompress(chunk, PIECE))
                chunk = self._gzip.unconsumed_tail
        except zlib.error as error:
            raise TooLongError("can't be unpacked: it is damaged") from error

    def finish(self) -> None:
        if not self._gzip.eof:
            raise TooLongError("ends before its end")


def unpacked(data: bytes, limit: int) -> bytes | None:
    """What a gzip file holds; None if it is damaged, or larger than the limit."""
    gzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found = gzip.decompress(data, limit + 1)
    except zlib.error:
        return None
    return found if gzip.eof and len(found) <= limit else None
