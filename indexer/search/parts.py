"""Vectors that lie in several parts, of which some may be gone, as one dense index.

What always holds: a row keeps its number whatever is added or taken away; what is gone is never
found. Cosines mean the same in all parts, so the best of each are the best of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, cast

import numpy as np
import numpy.typing as npt

from corpus.errors import StoreError
from indexer.embed.protocol import Vectors
from indexer.search.protocols import DenseIndex, Row

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorPart:
    """
    first  the row of its first vector
    there  those of its vectors that aren't gone, counted from 0; None where all are there
    """

    first: int
    vectors: DenseIndex[Any]
    there: Rows | None


class JoinedIndex(Generic[Row]):
    """Keeps the contract of `DenseIndex`, but that it is saved part by part."""

    def __init__(self, parts: Sequence[VectorPart]) -> None:
        """In the order of their rows; at least one."""
        self._parts = parts
        self._firsts = [part.first for part in parts]

    def __len__(self) -> int:
        return sum(len(it.vectors) if it.there is None else len(it.there) for it in self._parts)

    @property
    def dimension(self) -> int:
        return self._parts[0].vectors.dimension

    def search(
        self, query: Vectors, k: int, among: Sequence[Row] | None = None
    ) -> list[tuple[Row, float]]:
        chosen = None if among is None else np.sort(np.asarray(among, dtype=np.int64))
        found: list[tuple[Row, float]] = []
        for part in self._parts:
            own = part.there
            if chosen is not None:
                start, end = np.searchsorted(
                    chosen, [part.first, part.first + len(part.vectors)]
                ).tolist()
                own = chosen[start:end] - part.first
            only = None if own is None else cast("Sequence[Any]", own)
            if own is None or len(own):
                found += [
                    (cast("Row", row + part.first), score)
                    for row, score in part.vectors.search(query, k, only)
                ]
        if len(self._parts) == 1:
            return found
        return sorted(found, key=lambda it: (-it[1], it[0]))[: max(k, 0)]

    def cosines(self, query: Vectors, rows: Sequence[Row]) -> Vectors:
        out: Vectors = self.vectors(rows) @ query
        return out

    def vectors(self, rows: Sequence[Row]) -> Vectors:
        wanted = np.asarray(rows, dtype=np.int64)
        out: Vectors = np.zeros((len(wanted), self.dimension), dtype=np.float32)
        owners = np.searchsorted(self._firsts, wanted, side="right") - 1
        for number in np.unique(owners).tolist():
            at, part = owners == number, self._parts[number]
            own = wanted[at] - part.first
            out[at] = part.vectors.vectors(cast("Sequence[Any]", own.tolist()))
        return out

    def save(self, path: Path) -> None:
        raise StoreError("an index in parts is saved part by part", where=str(path))
