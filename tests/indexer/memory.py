"""Second implementations of the searches and of the store: plain, and without a library.

They keep the same contracts as FAISS, tantivy and the folder do.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, cast

import numpy as np

from corpus.document import Document
from corpus.errors import StoreError
from corpus.files import Skipped
from corpus.language import base_language
from corpus.load import Filed
from indexer.build import Progress, build_index
from indexer.embed import Embedder, Vectors
from indexer.embed.encoder import is_whole
from indexer.index import BuiltIndex, Index, Texts
from indexer.rows import DocumentRow, PassageRow
from indexer.search import FIELD_WEIGHTS, LexicalEntry, Searches
from indexer.search.protocols import Row
from indexer.settings import IndexSettings
from indexer.store.fingerprint import check_shape, fingerprint, key_of
from indexer.store.incremental import Past
from indexer.store.layout import meta_of
from indexer.store.opened import Known
from indexer.terms import stems
from indexer.vectors import Digests, KnownVectors

AGAIN = "run `quotedesk index` again"


class NumpyIndex(Generic[Row]):
    """A dense index that is one array."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = np.array(vectors, dtype=np.float32)

    @classmethod
    def load(cls, path: Path) -> NumpyIndex[Row]:
        try:
            with path.open("rb") as file:
                return cls(np.load(file, allow_pickle=False))
        except (OSError, ValueError, EOFError) as error:
            raise StoreError(
                "this part of the index can't be read", where=str(path), mend=AGAIN
            ) from error

    def save(self, path: Path) -> None:
        try:
            with path.open("wb") as file:
                np.save(file, self._vectors, allow_pickle=False)
        except OSError as error:
            raise StoreError("the index can't be written", where=str(path)) from error

    def __len__(self) -> int:
        return len(self._vectors)

    @property
    def dimension(self) -> int:
        return int(self._vectors.shape[1])

    def search(
        self, query: Vectors, k: int, among: Sequence[Row] | None = None
    ) -> list[tuple[Row, float]]:
        rows = cast("Sequence[Row]", range(len(self))) if among is None else sorted(set(among))
        found = zip(rows, self.cosines(query, rows).tolist(), strict=True)
        return sorted(found, key=lambda one: (-one[1], one[0]))[: max(k, 0)]

    def cosines(self, query: Vectors, rows: Sequence[Row]) -> Vectors:
        out: Vectors = self.vectors(rows) @ query
        return out

    def vectors(self, rows: Sequence[Row]) -> Vectors:
        return self._vectors[np.asarray(rows, dtype=np.int64)]


class PlainLexicalIndex:
    """BM25 as in its definition, a table a field and language."""

    K1, B = 1.2, 0.75

    def __init__(self, entries: Sequence[LexicalEntry], rows: Sequence[int] | None = None) -> None:
        self._rows = rows or range(len(entries))
        self._owners = [entry.document for entry in entries]
        self._languages = sorted({base_language(entry.language) for entry in entries})
        self._fields: dict[tuple[str, str], list[Counter[str]]] = {}
        for name in FIELD_WEIGHTS:
            for language in self._languages:
                self._fields[name, language] = [
                    Counter(
                        stems(getattr(entry, name), language)
                        if base_language(entry.language) == language
                        else ()
                    )
                    for entry in entries
                ]

    @classmethod
    def build(cls, folder: Path, entries: Sequence[LexicalEntry]) -> PlainLexicalIndex:
        writer = PlainLexicalWriter.new(folder)
        for row, entry in enumerate(entries):
            writer.add(PassageRow(row), entry)
        writer.close()
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path, languages: Sequence[str] = ()) -> PlainLexicalIndex:
        try:
            read = json.loads((folder / "entries.json").read_text())
        except (OSError, ValueError) as error:
            raise StoreError(
                "this part of the index can't be read", where=str(folder), mend=AGAIN
            ) from error
        return cls([LexicalEntry(**one) for _, one in read], [row for row, _ in read])

    def search(
        self,
        weights: Mapping[str, float],
        k: int,
        documents: Collection[DocumentRow] | None = None,
    ) -> list[tuple[PassageRow, float]]:
        scores: defaultdict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for (name, language), table in self._fields.items():
                for term in stems(word, language) if weight > 0 else ():
                    for row, score in self._scores(table, term):
                        scores[row] += weight * FIELD_WEIGHTS[name] * score
        found = [
            (PassageRow(self._rows[row]), score)
            for row, score in scores.items()
            if documents is None or self._owners[row] in documents
        ]
        return sorted(found, key=lambda one: (-one[1], one[0]))[: max(k, 0)]

    def _scores(self, table: list[Counter[str]], term: str) -> list[tuple[int, float]]:
        holding = [row for row, counts in enumerate(table) if counts[term]]
        idf = math.log(1 + (len(table) - len(holding) + 0.5) / (len(holding) + 0.5))
        mean = sum(counts.total() for counts in table) / len(table)
        made = []
        for row in holding:
            n, length = table[row][term], table[row].total()
            norm = self.K1 * (1 - self.B + self.B * length / mean)
            made.append((row, idf * n * (self.K1 + 1) / (n + norm)))
        return made


class PlainLexicalWriter:
    """Rows and entries as JSON."""

    def __init__(self, folder: Path, entries: list[tuple[int, LexicalEntry]]) -> None:
        self._folder, self._entries = folder, entries

    @classmethod
    def new(cls, folder: Path, languages: Sequence[str] = ()) -> PlainLexicalWriter:
        return cls(folder, [])

    @classmethod
    def more(cls, folder: Path, languages: Sequence[str] = ()) -> PlainLexicalWriter:
        read = json.loads((folder / "entries.json").read_text())
        return cls(folder, [(row, LexicalEntry(**one)) for row, one in read])

    def add(self, row: PassageRow, entry: LexicalEntry) -> None:
        self._entries.append((row, entry))

    def remove(self, documents: Collection[DocumentRow]) -> None:
        self._entries = [one for one in self._entries if one[1].document not in documents]

    def close(self) -> None:
        fresh = self._folder / "entries.fresh"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps([(row, asdict(one)) for row, one in self._entries]))
            fresh.replace(self._folder / "entries.json")
        except OSError as error:
            raise StoreError(
                "the lexical index can't be written", where=str(self._folder)
            ) from error


MEMORY = Searches(
    dense=NumpyIndex[Any],
    open_dense=NumpyIndex[Any].load,
    lexical=PlainLexicalIndex.build,
    open_lexical=PlainLexicalIndex.load,
    new_lexical=PlainLexicalWriter.new,
    more_lexical=PlainLexicalWriter.more,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """An index with what was written about it."""

    name: str
    index: BuiltIndex
    meta: dict[str, Any]
    written: dict[str, Filed]
    at: datetime

    def files(self) -> dict[str, Filed]:
        return self.written

    def documents(self) -> Mapping[str, Document]:
        return Texts(self.index)

    def known(self) -> Mapping[str, Known]:
        return {
            it.id: Known(it.id, DocumentRow(row), key_of(it), 1, row)
            for row, it in enumerate(self.index.documents)
        }

    def digests(self) -> Digests:
        return self.index.digests

    def vectors(self, model_identity: str) -> KnownVectors:
        return KnownVectors.of(model_identity, self.index.digests, self.index.passage_vectors)


class MemoryStore:
    """A store whose index is gone with it. `folder`: for encoders, which lie on the disk."""

    def __init__(self, folder: Path) -> None:
        self._held: _Held | None = None
        self._writing = False
        self._count = 0
        self._encoders = folder

    def used(self) -> str | None:
        return self._held.name if self._held else None

    def put_in_place(self) -> datetime | None:
        return self._held.at if self._held else None

    def model(self) -> str | None:
        return self._held.index.model_identity if self._held else None

    def read(self) -> Index:
        if self._held is None:
            raise StoreError("there is no index here", mend="run `quotedesk index` first")
        check_shape(self._held.meta["shape"], "memory")
        return self._held.index

    def encoder(self, model_identity: str, make: Callable[[Path], None] | None = None) -> Path:
        place = self._encoders / hashlib.sha256(model_identity.encode()).hexdigest()
        if make is not None and not is_whole(place):
            shutil.rmtree(place, ignore_errors=True)
            with tempfile.TemporaryDirectory() as folder:
                make(Path(folder))
                shutil.copytree(folder, place)
        return place

    def past(self) -> Past:
        held = self._held
        return Past(held.name, held, held.meta) if held else Past(None, None, {})

    def write(
        self,
        documents: Sequence[Document],
        settings: IndexSettings,
        embedder: Embedder,
        progress: Progress | None = None,
        *,
        past: Past | None = None,
        files: Mapping[str, Filed] | None = None,
        corpus: str = "",
    ) -> Index:
        self.check_free()
        if past is not None and past.used != self.used():
            raise StoreError("another process has written this index meanwhile", mend=AGAIN)
        self._writing = True
        try:
            known = past.vectors if past else None
            with tempfile.TemporaryDirectory() as folder:
                index = build_index(
                    documents, settings, embedder, Path(folder), progress, known, MEMORY
                )
        finally:
            self._writing = False
        self._count += 1
        self._held = _Held(
            name=f"m-{self._count}",
            index=index,
            meta=meta_of(
                settings,
                embedder.identity,
                index.sizes.passages,
                fingerprint(map(key_of, documents), settings, embedder.identity),
            )
            | {"corpus": corpus},
            written=dict(files or {}),
            at=datetime.now(UTC),
        )
        return index

    def note(self, past: Past, files: Mapping[str, Filed]) -> None:
        if self._held is not None and past.used == self._held.name:
            self._held.written.clear()
            self._held.written.update(files)

    def check_free(self) -> None:
        if self._writing:
            raise StoreError("another process is writing this index", mend="wait for its end")

    def check(self) -> None:
        self.read()

    def unread(self) -> tuple[Skipped, ...] | None:
        if self._held is None or not self._held.written:
            return None
        return tuple(one for it in self._held.written.values() for one in it.skipped if one.fault)
