"""Milvus Lite as the tests use it: an index, or a collection, of its own for each.

`searches_in` makes what searches in Milvus pass for searches that lie in files, for the contracts
of both: a file holds the name of the collection. In the program they come with a version.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import StoreError
from corpus.language import base_language
from indexer.embed import Vectors
from indexer.rows import DocumentRow, PassageRow
from indexer.search import LexicalEntry, Searches
from indexer.search.bm25 import NO_WORDS, WordSpool
from indexer.search.in_milvus import DENSE, WORDS, MilvusVectors, MilvusWords, passage_fields
from indexer.search.milvus import Fields, Milvus, milvus_at
from indexer.store.milvus.store import MilvusStore

_numbers = count(1)


def milvus_store(address: str, folder: Path) -> MilvusStore:
    return MilvusStore(address=address, name=f"test_{next(_numbers)}", folder=folder)


def _nothing() -> None:
    """Nobody waits for a sign of life."""


def _filled(server: Milvus, fields: Fields, rows: Sequence[dict[str, Any]]) -> str:
    name = f"test_{next(_numbers)}"
    server.make(name, fields)
    server.insert(name, iter(rows), _nothing, 1_000)
    server.load(name)
    return name


class _Vectors(MilvusVectors[Any]):
    """That can be found again by a file."""

    def save(self, path: Path) -> None:
        about = [self._collection, len(self), self.dimension]
        try:
            path.write_text(json.dumps(about, indent=40))
        except OSError as error:
            raise StoreError("the index can't be written", where=str(path)) from error


def _vectors_in(server: Milvus, name: str, rows: int, dimension: int) -> _Vectors:
    return _Vectors(server, name, rows=rows, documents=rows, dimension=dimension)


_held: dict[Path, dict[PassageRow, LexicalEntry]] = {}


class _Writer:
    """Writes all of it anew, as a version does."""

    def __init__(
        self,
        server: Milvus,
        folder: Path,
        languages: Sequence[str],
        rows: Mapping[PassageRow, LexicalEntry],
    ) -> None:
        self._server, self._folder, self._languages = server, folder, languages
        self._rows = dict(rows)

    def add(self, row: PassageRow, entry: LexicalEntry) -> None:
        self._rows[row] = entry

    def remove(self, documents: Collection[DocumentRow]) -> None:
        self._rows = {at: it for at, it in self._rows.items() if it.document not in documents}

    def close(self) -> None:
        spool = WordSpool(self._folder, self._languages)
        for row, entry in self._rows.items():
            spool.add(row, entry)
        spool.close()
        made = [
            {"row": it.row, "document": it.document, DENSE: [0.0, 0.0], WORDS: it.weights}
            for it in spool
        ]
        name = _filled(self._server, passage_fields(2), made)
        _held[self._folder] = self._rows
        (self._folder / "languages.json").write_text(json.dumps([name, list(self._languages)]))


def searches_in(address: str) -> Searches:
    server = milvus_at(address, "")

    def dense(vectors: Vectors) -> _Vectors:
        made = [
            {"row": row, "document": row, DENSE: np.array(it), WORDS: {NO_WORDS: 1.0}}
            for row, it in enumerate(vectors)
        ]
        size = vectors.shape[1]
        return _vectors_in(server, _filled(server, passage_fields(size), made), len(made), size)

    def open_dense(path: Path) -> _Vectors:
        try:
            return _vectors_in(server, *json.loads(path.read_text()))
        except (OSError, ValueError, TypeError) as error:
            mend = "run `quotedesk index` again"
            raise StoreError("this part can't be read", where=str(path), mend=mend) from error

    def lexical(folder: Path, entries: Sequence[LexicalEntry]) -> MilvusWords:
        languages = sorted({base_language(entry.language) for entry in entries})
        rows = {PassageRow(row): entry for row, entry in enumerate(entries)}
        _Writer(server, folder, languages, rows).close()
        return open_lexical(folder, languages)

    def open_lexical(folder: Path, languages: Sequence[str]) -> MilvusWords:
        try:
            name, _ = json.loads((folder / "languages.json").read_text())
        except (OSError, ValueError) as error:
            mend = "run `quotedesk index` again"
            raise StoreError("this part can't be read", where=str(folder), mend=mend) from error
        return MilvusWords(server, name, documents=1_000, languages=languages)

    return Searches(
        dense=dense,
        open_dense=open_dense,
        lexical=lexical,
        open_lexical=open_lexical,
        new_lexical=lambda folder, languages: _Writer(server, folder, languages, {}),
        more_lexical=lambda folder, languages: _Writer(server, folder, languages, _held[folder]),
    )
