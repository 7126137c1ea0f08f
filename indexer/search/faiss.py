"""Nearest vectors by inner product, with FAISS. The only module that knows it.

Up to FLAT_UP_TO vectors it is a flat index, whose file is mapped into memory. Among many vectors a
search first looks at codes of a byte a number, a quarter of what there is to read, and then at the
vectors of what it found: less than half the time at 50,000. Beyond, the codes lie in lists of
vectors that are near to each other, and a search looks through some of them only: as many as it
takes to find FOUND of what a flat index finds, which is measured when the index is made. Codes then
stay on the disk, mapped into memory, and vectors, as numbers of 16 bits, are read from it.

What always holds: the cosines that are given are those of the vectors that are kept, and a search
runs on the thread that asks, for where cores are shared a second one is waited for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, Generic, cast

import faiss
import numpy as np

from corpus.errors import StoreError
from indexer.embed.protocol import Vectors
from indexer.search.exact import BATCH, Kept, Rows, kept, nearest, questions_like
from indexer.search.halves import Halves
from indexer.search.protocols import DenseIndex, Row

MANY = 8_192  # vectors from which on codes are looked at first
SPARE = 100  # codes that are taken beyond what is asked for
FLAT_UP_TO = 100_000

FOUND, DEPTH = 0.98, 50  # share of the nearest that a search in lists finds, on the average
# As many times the lists that made questions need: real ones lie between lists more often. Among
# 100,000 passages, 1, 2 and 4 times found 0.959, 0.979 and 0.991 for real questions, and a search
# took 1.6, 2.3 and 4.2 ms.
_TIMES = 4
_LISTS = 2.0  # times the square root of the number of vectors
_TRAINED = 40  # vectors a list that the lists are made from
_ROUNDS = 8
_FEW = 20_000  # rows that are all looked at, where a search is restricted to them


def build(vectors: Vectors) -> DenseIndex[Any]:
    """`vectors`: shape (n, dimension), float32, unit length; may be mapped from a file."""
    if len(vectors) > FLAT_UP_TO:
        return ListedIndex[Any].build(vectors)
    return FaissIndex[Any].build(vectors)


def load(path: Path) -> DenseIndex[Any]:
    """Raises StoreError."""
    if _beside(path).exists():
        return ListedIndex[Any].load(path)
    return FaissIndex[Any].load(path)


def _read(path: Path, flags: int) -> faiss.Index:
    try:
        return faiss.read_index(str(path), flags)
    except RuntimeError as error:
        raise StoreError(
            "this part of the index can't be read",
            where=str(path),
            mend="run `quotedesk index` again",
        ) from error


def _write(index: faiss.Index, path: Path) -> None:
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        raise StoreError(
            "the index can't be written", where=str(path), mend="free some disk space"
        ) from error


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
        return cls(_read(path, faiss.IO_FLAG_MMAP_IFC))

    def save(self, path: Path) -> None:
        _write(self._index, path)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(
        self, query: Vectors, k: int, among: Sequence[Row] | None = None
    ) -> list[tuple[Row, float]]:
        if not len(self) or k < 1 or (among is not None and not len(among)):
            return []
        faiss.omp_set_num_threads(1)  # of this thread, which may be a new one
        only = None if among is None else faiss.SearchParameters(sel=_only(among, len(self)))  # type: ignore[call-arg]
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
        if not len(rows):
            return np.zeros((0, self.dimension), dtype=np.float32)
        out: Vectors = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return out


def _bytes(vectors: Vectors) -> Vectors:
    """Whole numbers from -127 to 127 in proportion: their products are sums of whole numbers, in
    half the time of those that must be decoded first, and order vectors nearly as cosines do."""
    largest = float(np.abs(vectors).max()) or 1.0
    out: Vectors = np.rint(vectors * np.float32(127 / largest))
    return out


def _only(among: Sequence[int], n: int) -> faiss.IDSelectorBitmap:
    chosen = np.zeros(n, dtype=bool)
    chosen[np.asarray(among, dtype=np.int64)] = True
    bits = np.packbits(chosen, bitorder="little")
    # The stubs of FAISS don't know the array.
    return faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg,arg-type]


def _beside(path: Path) -> Path:
    """Where the vectors lie that a file of lists has only the codes of."""
    return path.with_suffix(".npy")


class ListedIndex(Generic[Row]):
    """Codes in lists. Keeps the contract of `DenseIndex`, but that it finds nearly all."""

    def __init__(self, lists: faiss.IndexIVFScalarQuantizer, vectors: Kept | Halves) -> None:
        """`vectors`: numbers of 32 bits, which may be mapped from a file, until they are saved: so
        they needn't be held twice."""
        self._lists = lists
        self._vectors = vectors

    @classmethod
    def build(cls, vectors: Vectors) -> ListedIndex[Row]:
        n, dimension = vectors.shape
        chance = np.random.default_rng(0)
        count = max(1, int(_LISTS * n**0.5))
        centres = faiss.IndexFlatIP(dimension)
        kind = faiss.ScalarQuantizer.QT_8bit
        lists = faiss.IndexIVFScalarQuantizer(
            centres, dimension, count, kind, faiss.METRIC_INNER_PRODUCT
        )
        lists.cp.niter, lists.cp.max_points_per_centroid = _ROUNDS, _TRAINED
        sample = np.sort(chance.choice(n, min(n, _TRAINED * count), replace=False))
        lists.train(np.ascontiguousarray(vectors[sample]))
        for first in range(0, n, BATCH):
            lists.add(np.ascontiguousarray(vectors[first : first + BATCH]))
        made = cls(lists, vectors)
        made._measure(vectors, chance)
        return made

    def _measure(self, vectors: Vectors, chance: np.random.Generator) -> None:
        """Looks through as few lists as find enough of what a look at everything finds."""
        asked = questions_like(vectors, chance)
        wanted = nearest(vectors, asked, DEPTH)
        self._lists.nprobe = 1
        while self._lists.nprobe < self._lists.nlist and self._found(asked, wanted) < FOUND:
            self._lists.nprobe = min(self._lists.nlist, 2 * self._lists.nprobe)
        self._lists.nprobe = min(self._lists.nlist, _TIMES * self._lists.nprobe)

    def _found(self, asked: Vectors, wanted: Sequence[set[int]]) -> float:
        shares = [
            len(most & {int(row) for row, _ in self.search(query, DEPTH)}) / len(most)
            for query, most in zip(asked, wanted, strict=True)
        ]
        return sum(shares) / len(shares)

    @classmethod
    def load(cls, path: Path) -> ListedIndex[Row]:
        lists = _read(path, faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
        try:
            vectors = Halves(_beside(path))
        except (OSError, ValueError) as error:
            raise StoreError(
                "this part of the index can't be read",
                where=str(_beside(path)),
                mend="run `quotedesk index` again",
            ) from error
        return cls(cast("faiss.IndexIVFScalarQuantizer", lists), vectors)

    def save(self, path: Path) -> None:
        _write(self._lists, path)
        try:
            with _beside(path).open("wb") as file:
                _save_halves(file, self._vectors)
        except OSError as error:
            raise StoreError(
                "the index can't be written", where=str(path), mend="free some disk space"
            ) from error

    def __len__(self) -> int:
        return len(self._vectors)

    @property
    def dimension(self) -> int:
        return int(self._vectors.shape[1])

    def search(
        self, query: Vectors, k: int, among: Sequence[Row] | None = None
    ) -> list[tuple[Row, float]]:
        if k < 1 or (among is not None and not len(among)):
            return []
        if among is not None and len(among) <= _FEW:
            found = np.unique(np.asarray(among, dtype=np.int64))
        else:
            found = self._near(query, min(k + SPARE, len(self)), among)
        cosines = self.vectors(found) @ query
        best = np.argsort(-cosines, kind="stable")[:k]
        return [
            (cast("Row", row), cosine)
            for row, cosine in zip(found[best].tolist(), cosines[best].tolist(), strict=True)
        ]

    def _near(self, query: Vectors, wide: int, among: Sequence[Row] | None) -> Rows:
        faiss.omp_set_num_threads(1)  # of this thread, which may be a new one
        looked = self._lists.nprobe
        selector = None
        if among is not None:
            selector = _only(among, len(self))
            looked = min(self._lists.nlist, looked * len(self) // len(among))
        parameters = faiss.SearchParametersIVF(nprobe=looked, sel=selector)  # type: ignore[call-arg]
        _, rows = self._lists.search(query[None, :], wide, params=parameters)
        out: Rows = np.sort(rows[0][rows[0] >= 0])
        return out

    def cosines(self, query: Vectors, rows: Sequence[Row]) -> Vectors:
        out: Vectors = self.vectors(rows) @ query
        return out

    def vectors(self, rows: Sequence[Row] | Rows) -> Vectors:
        return kept(self._vectors[np.asarray(rows, dtype=np.int64)])


def _save_halves(file: BinaryIO, vectors: Kept | Halves) -> None:
    """As `np.save` does, a batch at a time. Raises OSError."""
    small = np.dtype(np.float16)
    header = {"descr": small.str, "fortran_order": False, "shape": vectors.shape}
    np.lib.format.write_array_header_1_0(file, header)
    for first in range(0, len(vectors), BATCH):
        some = np.arange(first, min(first + BATCH, len(vectors)))
        file.write(vectors[some].astype(small).tobytes())
