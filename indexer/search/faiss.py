"""Nearest vectors by inner product, with FAISS. The only module that knows it.

A flat index, whose file is mapped into memory. Among many vectors a search first looks at codes of
a byte a number, a quarter of what there is to read, and then at the vectors of what it found: less
than half the time at 50,000. What always holds: the cosines that are given are those of the vectors
themselves, and a search runs on the thread that asks, for where cores are shared a second one is
waited for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Generic, cast

import faiss
import numpy as np

from corpus.errors import StoreError
from indexer.embed.protocol import Vectors
from indexer.search.protocols import Row

MANY = 8_192  # vectors from which on codes are looked at first
SPARE = 100  # codes that are taken beyond what is asked for


class FaissIndex(Generic[Row]):
    """Keeps the contract of `DenseIndex`."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index
        self._codes: faiss.Index | None = None
        self._coding = Lock()

    @classmethod
    def build(cls, vectors: Vectors) -> FaissIndex[Row]:
        """`vectors`: shape (n, dimension), float32, unit length."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> FaissIndex[Row]:
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise StoreError(
                "this part of the index can't be read",
                where=str(path),
                mend="run `quotedesk index` again",
            ) from error

    def save(self, path: Path) -> None:
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            raise StoreError(
                "the index can't be written", where=str(path), mend="free some disk space"
            ) from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(
        self, query: Vectors, k: int, among: Sequence[Row] | None = None
    ) -> list[tuple[Row, float]]:
        if not len(self) or k < 1 or (among is not None and not among):
            return []
        faiss.omp_set_num_threads(1)  # of this thread, which may be a new one
        only = None if among is None else self._only(among)
        if len(self) < MANY:
            scores, rows = self._index.search(query[None, :], min(k, len(self)), params=only)
            found, cosines = rows[0], scores[0]
        else:
            wide = min(k + SPARE, len(self))
            _, rows = self._coded().search(_bytes(query[None, :]), wide, params=only)
            found = np.sort(rows[0][rows[0] >= 0])
            cosines = self._index.reconstruct_batch(found) @ query
            best = np.argsort(-cosines, kind="stable")[:k]
            found, cosines = found[best], cosines[best]
        return [
            (cast("Row", row), cosine)
            for row, cosine in zip(found.tolist(), cosines.tolist(), strict=True)
            if row >= 0
        ]

    def _only(self, among: Sequence[Row]) -> faiss.SearchParameters:
        chosen = np.zeros(len(self), dtype=bool)
        chosen[np.asarray(among, dtype=np.int64)] = True
        bits = np.packbits(chosen, bitorder="little")
        # The stubs of FAISS know neither the array nor the option.
        bitmap = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg,arg-type]
        return faiss.SearchParameters(sel=bitmap)  # type: ignore[call-arg]

    def _coded(self) -> faiss.Index:
        """The codes, made when they are first needed: they take less than reading the vectors."""
        with self._coding:
            if self._codes is None:
                kind = faiss.ScalarQuantizer.QT_8bit_direct_signed
                codes = faiss.IndexScalarQuantizer(self.dimension, kind, faiss.METRIC_INNER_PRODUCT)
                codes.add(_bytes(self._index.reconstruct_n(0, len(self))))
                self._codes = codes
            return self._codes

    def cosines(self, query: Vectors, rows: Sequence[Row]) -> Vectors:
        out: Vectors = self.vectors(rows) @ query
        return out

    def vectors(self, rows: Sequence[Row]) -> Vectors:
        if not rows:
            return np.zeros((0, self.dimension), dtype=np.float32)
        out: Vectors = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return out


def _bytes(vectors: Vectors) -> Vectors:
    """Whole numbers from -127 to 127 in proportion: their products are sums of whole numbers, in
    half the time of those that must be decoded first, and order vectors nearly as cosines do."""
    largest = float(np.abs(vectors).max()) or 1.0
    out: Vectors = np.rint(vectors * np.float32(127 / largest))
    return out
