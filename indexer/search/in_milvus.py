"""Dense and lexical search of passages that lie in a collection of Milvus.

What always holds: both keep their contracts; a search among some documents is restricted by a
filter that the server applies, never by looking through what it found.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Generic, cast, overload

import numpy as np

from corpus.errors import StoreError
from indexer.embed.protocol import Vectors
from indexer.rows import DocumentRow, PassageRow
from indexer.search.bm25 import asked
from indexer.search.milvus import FLAT_UP_TO, Fields, Milvus
from indexer.search.protocols import Row

DENSE, WORDS = "dense", "words"
_AT_ONCE = 1_000  # rows that are asked for by their numbers
_KEPT = 64  # questions whose cosines are kept


def passage_fields(dimension: int) -> Fields:
    return Fields(
        key="row",
        numbers=("row", "document"),
        dense={DENSE: dimension},
        sparse=(WORDS,),
        filtered=("document",),
    )


def only_in(documents: Collection[int], of: int) -> str:
    """A filter for some of the documents, of which there are so many, numbered from 0."""
    if 2 * len(documents) > of:
        others = sorted(set(range(of)) - set(documents))
        return f"document not in {others}" if others else ""
    return f"document in {sorted(documents)}"


class PassagesOf(Sequence[PassageRow]):
    """The passages of some documents: rows that are worked out only where they are looked at, for
    a search needs to know the documents only."""

    def __init__(self, documents: frozenset[DocumentRow], rows: Sequence[PassageRow]) -> None:
        self.documents, self._rows = documents, rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> PassageRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PassageRow]: ...
    def __getitem__(self, at: int | slice) -> PassageRow | Sequence[PassageRow]:
        return self._rows[at]


class MilvusVectors(Generic[Row]):
    """Keeps the contract of `DenseIndex`, but that among many vectors it finds nearly all, and that
    it is never written to a file."""

    def __init__(
        self, server: Milvus, collection: str, *, rows: int, documents: int, dimension: int
    ) -> None:
        self._server, self._collection = server, collection
        self._rows, self._documents = rows, documents
        self.dimension = dimension
        self._cosines = _Cosines()

    def __len__(self) -> int:
        return self._rows

    def search(
        self, query: Vectors, k: int, among: Sequence[Row] | None = None
    ) -> list[tuple[Row, float]]:
        if k < 1 or not self._rows or (among is not None and not len(among)):
            return []
        found = self._nearest(query, k, self._where(among))
        self._cosines.add(query, found)
        return [(cast("Row", row), cosine) for row, cosine in found]

    def _where(self, rows: Sequence[Row] | None) -> str:
        if rows is None:
            return ""
        if isinstance(rows, PassagesOf):
            return only_in(rows.documents, self._documents)
        return f"row in {sorted(set(map(int, rows)))}"

    def _nearest(self, query: Vectors, k: int, where: str) -> list[tuple[int, float]]:
        many = self._rows > FLAT_UP_TO
        return self._server.nearest(self._collection, DENSE, query, k, where, graph=many)

    def cosines(self, query: Vectors, rows: Sequence[Row]) -> Vectors:
        """Those that a search for the same found aren't asked for again."""
        known = self._cosines.of(query)
        unknown = sorted({int(row) for row in rows if int(row) not in known})
        for at in range(0, len(unknown), _AT_ONCE):
            some = unknown[at : at + _AT_ONCE]
            known |= dict(self._nearest(query, len(some), f"row in {some}"))
            # A graph may not find all of them.
            if left := [row for row in some if row not in known]:
                found = (self.vectors(cast("Sequence[Row]", left)) @ query).tolist()
                known |= dict(zip(left, found, strict=True))
        return np.array([known[int(row)] for row in rows], dtype=np.float32)

    def vectors(self, rows: Sequence[Row]) -> Vectors:
        found: dict[int, Any] = {}
        wanted = sorted(set(map(int, rows)))
        for at in range(0, len(wanted), _AT_ONCE):
            where = f"row in {wanted[at : at + _AT_ONCE]}"
            for it in self._server.rows(self._collection, where, ["row", DENSE]):
                found[int(it["row"])] = it[DENSE]
        if len(found) < len(wanted):
            raise StoreError(
                "the index is damaged", where=self._collection, mend="run `quotedesk index` again"
            )
        out = np.array([found[int(row)] for row in rows], dtype=np.float32)
        return out.reshape(len(rows), self.dimension)

    def save(self, path: Path) -> None:
        raise StoreError(
            "vectors in Milvus aren't written to files", where=str(path), mend="back up Milvus"
        )


class _Cosines:
    """Those that were found last, by question."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: OrderedDict[bytes, dict[int, float]] = OrderedDict()

    def add(self, query: Vectors, found: Sequence[tuple[int, float]]) -> None:
        with self._lock:
            self._held.setdefault(query.tobytes(), {}).update(found)
            while len(self._held) > _KEPT:
                self._held.popitem(last=False)

    def of(self, query: Vectors) -> dict[int, float]:
        with self._lock:
            return dict(self._held.get(query.tobytes(), ()))


class MilvusWords:
    """Keeps the contract of `LexicalIndex`."""

    def __init__(
        self, server: Milvus, collection: str, *, documents: int, languages: Sequence[str]
    ) -> None:
        self._server, self._collection = server, collection
        self._documents, self._languages = documents, tuple(languages)

    def search(
        self,
        weights: Mapping[str, float],
        k: int,
        documents: Collection[DocumentRow] | None = None,
    ) -> list[tuple[PassageRow, float]]:
        question = asked(weights, self._languages)
        if k < 1 or not question or (documents is not None and not documents):
            return []
        where = "" if documents is None else only_in(documents, self._documents)
        found = self._server.nearest(self._collection, WORDS, question, k, where)
        return [(PassageRow(row), score) for row, score in found if score > 0]
