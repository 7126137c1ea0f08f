"""Nearest vectors by inner product. The only module that knows FAISS, which is imported when it is
first needed: an index that is up to date is not searched.

What always holds: rows are numbered from 0 in the order in which they were given, scores are
cosines (the vectors have length 1), best first.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import StoreError
from indexer.embed.sentence_transformers import Vectors

if TYPE_CHECKING:
    import faiss


class DenseIndex:
    """A flat inner-product index: exact, and at a desk's sizes fast enough (8 ms at 100,000)."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """`vectors`: shape (n, dimension), float32, unit length."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        import faiss

        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise StoreError(
                "this part of the index can't be read",
                where=str(path),
                mend="run `quotedesk index` again",
            ) from error

    def save(self, path: Path) -> None:
        import faiss

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
        self, query: Vectors, k: int, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` nearest rows to `query` (shape (dimension,)) with their cosines, best first.

        `among` restricts the search to those rows.
        """
        if not len(self) or k < 1:
            return []
        options: dict[str, Any] = {}
        if among is not None:
            if not among:
                return []
            import faiss

            chosen = faiss.IDSelectorBatch(np.asarray(among, dtype=np.int64))
            # The stubs of FAISS know neither the keyword nor the option.
            options["params"] = faiss.SearchParameters(sel=chosen)  # type: ignore[call-arg]
        scores, rows = self._index.search(query[None, :], min(k, len(self)), **options)
        return [
            (int(row), float(score))
            for row, score in zip(rows[0], scores[0], strict=True)
            if row >= 0
        ]

    def cosines(self, query: Vectors, rows: Sequence[int]) -> Vectors:
        """Of one vector and each of the rows, shape (len(rows),)."""
        found: Vectors = self.vectors(rows) @ query
        return found

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Shape (len(rows), dimension)."""
        if not rows:
            return np.zeros((0, self.dimension), dtype=np.float32)
        out: Vectors = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return out
