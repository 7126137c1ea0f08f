"""Writes a version into Milvus, from what was built on this machine's disk.

The documents are cut, counted and embedded as for a folder (`indexer/store/version.py`), into a
folder that is gone afterwards; what was made there, by one process or by many, is then sent. What
always holds: what is said about a version is written when all else of it is there and was counted,
so that a version with it is whole.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import numpy as np

from corpus.errors import StoreError
from corpus.load import Filed
from indexer.embed.protocol import Vectors
from indexer.search import DenseIndex, LexicalWriter, Searches, default_searches
from indexer.search.bm25 import WordSpool
from indexer.search.in_milvus import DENSE, WORDS, passage_fields
from indexer.search.milvus import Beat, Milvus, Row
from indexer.store.base import Base
from indexer.store.incremental import write_files
from indexer.store.layout import DIGESTS, FILES, INDEX, TEXTS, sealed
from indexer.store.milvus.pieces import (
    FIELDS,
    PIECE_BYTES,
    Known,
    body_rows,
    forget_file,
    note,
    put_bytes,
    put_file,
)
from indexer.store.milvus.reading import LATER, later_files
from indexer.store.milvus.versions import META, Versions
from indexer.store.tables import Part

_SPARSE_BYTES = 3_000  # of a passage's words, about


@dataclass(slots=True)
class Spooled:
    """The searches of a version that is being built: what would be searched is kept, to be sent."""

    words: WordSpool | None = None
    parts: dict[str, Vectors] = field(default_factory=dict)

    def searches(self) -> Searches:
        ours = default_searches()
        return Searches(
            dense=lambda vectors: cast("DenseIndex[Any]", _Vectors(self, vectors)),
            open_dense=ours.open_dense,
            lexical=ours.lexical,
            open_lexical=ours.open_lexical,
            new_lexical=self._new,
            more_lexical=self._new,
        )

    def close(self) -> None:
        if self.words:
            self.words.close()

    def _new(self, folder: Path, languages: Any) -> LexicalWriter:
        self.words = WordSpool(folder, languages)
        return self.words


@dataclass(frozen=True, slots=True)
class _Vectors:
    """All that is asked of vectors that are written: to be kept, by the name of their part. They
    may be mapped from a file that has no name any more."""

    spooled: Spooled
    vectors: Vectors

    def save(self, path: Path) -> None:
        self.spooled.parts[path.parent.name] = self.vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A version on this machine's disk. `parts`: each with its vectors in `spooled`."""

    place: Path
    parts: tuple[Part, ...]
    spooled: Spooled


def send(
    versions: Versions,
    version: str,
    built: Built,
    meta: Mapping[str, Any],
    files: Mapping[str, Filed],
    beat: Beat,
) -> None:
    """Writes all of a version whose collection of texts is there. Raises StoreError or OSError."""
    server, texts = versions.server, versions.texts(version)
    passages = versions.passages(version)
    documents = _send_documents(server, texts, built, beat)
    blobs = _send_files(server, texts, built, files, beat)
    sent = _send_passages(server, passages, built, beat)
    rows = documents + sum(int(it[0]) for it in blobs.values())
    server.settle(passages, beat)
    server.settle(texts, beat)
    # One more: the lease.
    if server.count(passages) != sent or server.count(texts) != rows + 1:
        raise StoreError(
            "not all that was sent to Milvus is there", where=versions.where, mend="see its log"
        )
    now = datetime.now(UTC).isoformat()
    note(server, texts, META, sealed({**meta, "at": now, "blobs": blobs}))
    server.settle(texts, beat)


def _send_documents(server: Milvus, texts: str, built: Built, beat: Beat) -> int:
    def rows() -> Iterator[Row]:
        for part in built.parts:
            base = Base(built.place / part.name / TEXTS)
            for row, body in base.each("SELECT row, body FROM texts WHERE row > ? ORDER BY row"):
                yield from body_rows(row, body)

    return server.insert(texts, rows(), beat, PIECE_BYTES * 4 // 3)


def _send_files(
    server: Milvus, texts: str, built: Built, files: Mapping[str, Filed], beat: Beat
) -> dict[str, Known]:
    """The catalogue of documents and words, the digests of what was embedded, and what the
    documents were read from."""
    digests = (
        np.load(built.place / part.name / DIGESTS, allow_pickle=False).tobytes()
        for part in built.parts
    )
    write_files(built.place / FILES, files)
    return {
        INDEX: put_file(server, texts, INDEX, built.place / INDEX, beat),
        DIGESTS: put_bytes(server, texts, DIGESTS, digests, beat),
        FILES: put_file(server, texts, FILES, built.place / FILES, beat),
    }


def _send_passages(server: Milvus, passages: str, built: Built, beat: Beat) -> int:
    """Words and vectors of a passage lie in the same order, for both were written in it."""
    vectors = [(part, built.spooled.parts[part.name]) for part in built.parts]
    dimension = int(vectors[0][1].shape[1])
    count = sum(part.passages for part in built.parts)
    server.make(passages, passage_fields(dimension), expected=count)

    def rows() -> Iterator[Row]:
        words = iter(built.spooled.words or ())
        for part, own in vectors:
            for at in range(part.passages):
                worded = next(words)
                if worded.row != part.first + at:
                    raise StoreError("the passages are out of order", mend="tell the makers")
                yield {
                    "row": int(worded.row),
                    "document": int(worded.document),
                    DENSE: np.asarray(own[at], dtype=np.float32),
                    WORDS: worded.weights,
                }

    return server.insert(passages, rows(), beat, 4 * dimension + _SPARSE_BYTES)


def make_texts(versions: Versions, version: str) -> None:
    """The collection of a version's texts, leased. Raises StoreError."""
    versions.server.make(versions.texts(version), FIELDS)
    versions.server.load(versions.texts(version))
    versions.lease(version)


def note_files(versions: Versions, version: str, files: Mapping[str, Filed], folder: Path) -> None:
    """What is known of the corpus' files today, in place of what was; the old stays in place until
    the new is there. `folder`: for what is sent. Raises StoreError or OSError."""
    server, texts = versions.server, versions.texts(version)
    old = later_files(versions, version, versions.meta(version))
    name = f"files-{secrets.token_hex(4)}"
    path = folder / f".new-{version}"
    try:
        path.mkdir()
        write_files(path / FILES, files)
        known = put_file(server, texts, name, path / FILES, lambda: None)
    finally:
        shutil.rmtree(path, ignore_errors=True)
    note(server, texts, LATER, json.dumps([name, known]))
    if old[0] != FILES:
        forget_file(server, texts, *old)
