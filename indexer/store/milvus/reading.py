"""Opens a version that lies in Milvus, whole or only what it holds.

The catalogue of its documents and words, a small file of SQLite, is brought to this machine's disk
when the version is opened, and is asked there; texts and searches stay in Milvus. What always
holds: a text that is given out has the digest that was recorded when it was written, and a
catalogue is taken from the disk only if it has.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import numpy as np

from corpus.document import Document
from corpus.errors import StoreError
from corpus.load import Filed
from indexer.index import Texts
from indexer.rows import DocumentRow, PassageRow
from indexer.search import DenseIndex, LexicalIndex
from indexer.search.in_milvus import MilvusVectors, MilvusWords, PassagesOf
from indexer.settings import IndexSettings
from indexer.store.base import Base
from indexer.store.fingerprint import check_shape
from indexer.store.incremental import read_files
from indexer.store.layout import DIGESTS, FILES, INDEX
from indexer.store.milvus.pieces import (
    bodies,
    damaged,
    files_known,
    get_file,
    is_known,
    noted,
    read_file,
)
from indexer.store.milvus.versions import Versions
from indexer.store.opened import Known, OpenIndex, OpenTexts
from indexer.store.place import unwritten
from indexer.store.reading import parts_in
from indexer.vectors import DIGEST_BYTES, Digests, KnownVectors

KEPT_BYTES = 32_000_000  # of documents that were fetched and not yet read
AHEAD = 63  # documents that are fetched with one, where all are read one after the other
LATER = "files-later"  # what is known of the corpus' files since the version was written


class MilvusBodies:
    """Keeps the contract of `Bodies`: documents in a collection. Those that are about to be read
    are fetched together."""

    def __init__(self, versions: Versions, version: str, *, ahead: int = 0) -> None:
        """`ahead`: documents that are fetched with one, for they will be read in their order."""
        self._versions, self._collection = versions, versions.texts(version)
        self._ahead = ahead
        self._lock = Lock()
        self._held: OrderedDict[DocumentRow, bytes] = OrderedDict()
        self._bytes = 0

    def body(self, row: DocumentRow) -> bytes | None:
        with self._lock:
            found = self._held.pop(row, None)
            self._bytes -= len(found or b"")
        if found is None:
            some = range(row, row + 1 + self._ahead)
            fetched = bodies(self._versions.server, self._collection, some)
            found = fetched.pop(row, None)
            self._hold(fetched)
        return found

    def fetch(self, rows: Iterable[DocumentRow]) -> None:
        """Raises StoreError."""
        with self._lock:
            wanted = sorted(set(rows) - self._held.keys())
        self._hold(bodies(self._versions.server, self._collection, wanted))

    def _hold(self, found: Mapping[int, bytes]) -> None:
        with self._lock:
            for at, body in found.items():
                row = DocumentRow(at)
                self._bytes += len(body) - len(self._held.pop(row, b""))
                self._held[row] = body
            while self._bytes > KEPT_BYTES:
                _, old = self._held.popitem(last=False)
                self._bytes -= len(old)

    def damaged(self) -> StoreError:
        return damaged(self._versions.where)


class MilvusIndex(OpenIndex):
    """Keeps the contract of `Index`."""

    def __init__(
        self,
        base: Base,
        bodies: MilvusBodies,
        meta: Mapping[str, Any],
        vectors: DenseIndex[PassageRow],
        words: LexicalIndex,
        digests: Callable[[], Digests],
    ) -> None:
        super().__init__(
            base,
            {part.number: bodies for part in parts_in(meta)},
            IndexSettings(**meta["settings"]),
            meta["model_identity"],
            vectors,
            words,
            digests,
        )
        self._bodies = bodies

    def passages_in(self, documents: Collection[DocumentRow]) -> Sequence[PassageRow]:
        return PassagesOf(frozenset(documents), super().passages_in(documents))

    def expect(self, passages: Collection[PassageRow]) -> None:
        self.fetch(set(map(self.document_of, passages)))

    def each(self) -> Iterator[Document]:
        rows = (listed.row for listed in self.contents)
        while some := list(islice(rows, AHEAD + 1)):
            self.fetch(some)
            yield from (self._held_or_read(row).document for row in some)

    def fetch(self, documents: Collection[DocumentRow]) -> None:
        """Those that weren't read lately, together. Raises StoreError."""
        if wanted := self.not_kept(documents):
            self._bodies.fetch(wanted)


def catalogue(versions: Versions, version: str, meta: Mapping[str, Any], folder: Path) -> Path:
    """The file on this machine's disk. Raises StoreError."""
    known = files_known(meta).get(INDEX)
    if known is None:
        raise damaged(versions.where)
    path = folder / version / INDEX
    try:
        if path.is_file() and _digest(path) == known[1]:
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{INDEX}-{secrets.token_hex(4)}")
        try:
            get_file(versions.server, versions.texts(version), INDEX, known, fresh)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise unwritten(folder, error, "check the disk and the folder's rights") from error
    return path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_version(versions: Versions, version: str, folder: Path) -> MilvusIndex:
    """`folder`: for the catalogue. Raises StoreError if it is damaged or was made by other code."""
    meta = versions.meta(version)
    check_shape(meta.get("shape"), versions.where)
    base = Base(catalogue(versions, version, meta, folder))
    held = MilvusBodies(versions, version)
    try:
        vectors, words = searches(versions, version, meta)
        index = MilvusIndex(
            base, held, meta, vectors, words, lambda: digests(versions, version, meta)
        )
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(versions.where) from error
    there = versions.server.count(versions.passages(version))
    if not there == index.sizes.passages == meta["passages"]:
        raise damaged(versions.where)
    return index


def searches(
    versions: Versions, version: str, meta: Mapping[str, Any]
) -> tuple[MilvusVectors[Any], MilvusWords]:
    """Raises KeyError."""
    server, collection, documents = versions.server, versions.passages(version), meta["documents"]
    vectors = MilvusVectors[Any](
        server,
        collection,
        rows=meta["passages"],
        documents=documents,
        dimension=meta["dimension"],
    )
    words = MilvusWords(server, collection, documents=documents, languages=meta["languages"])
    return vectors, words


def digests(versions: Versions, version: str, meta: Mapping[str, Any]) -> Digests:
    """Of all passages, in order. Raises StoreError."""
    known = files_known(meta).get(DIGESTS)
    if known is None:
        raise damaged(versions.where)
    read = read_file(versions.server, versions.texts(version), DIGESTS, known)
    if len(read) % DIGEST_BYTES:
        raise damaged(versions.where)
    return np.frombuffer(read, dtype=np.uint8).reshape(-1, DIGEST_BYTES)


@dataclass(frozen=True, slots=True)
class KeptMilvus:
    """Keeps the contract of `Kept`."""

    versions: Versions
    version: str
    meta: Mapping[str, Any]
    folder: Path

    def files(self) -> dict[str, Filed]:
        return files_of(self.versions, self.version, self.meta)

    def _texts(self) -> OpenTexts:
        held = MilvusBodies(self.versions, self.version, ahead=AHEAD)
        base = Base(catalogue(self.versions, self.version, self.meta, self.folder))
        return OpenTexts(base, {part.number: held for part in parts_in(self.meta)})

    def documents(self) -> Mapping[str, Document]:
        return Texts(self._texts())

    def known(self) -> Mapping[str, Known]:
        return {it.id: it for it in self._texts().known()}

    def digests(self) -> Digests:
        return digests(self.versions, self.version, self.meta)

    def vectors(self, model_identity: str) -> KnownVectors:
        held, _ = searches(self.versions, self.version, self.meta)
        return KnownVectors.of(model_identity, self.digests(), held)


def files_of(versions: Versions, version: str, meta: Mapping[str, Any]) -> dict[str, Filed]:
    """What is known of the corpus' files. Raises StoreError."""
    name, known = later_files(versions, version, meta)
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILES
        get_file(versions.server, versions.texts(version), name, known, path)
        return read_files(path)


def later_files(versions: Versions, version: str, meta: Mapping[str, Any]) -> tuple[str, Any]:
    """The name of the file with them, and how it was written. Raises StoreError."""
    text = noted(versions.server, versions.texts(version), LATER)
    found = json.loads(text) if text else None
    match found:
        case [str(name), known] if is_known(known):
            return name, known
    known = files_known(meta).get(FILES)
    if known is None:
        raise damaged(versions.where)
    return FILES, known


def check(versions: Versions, version: str, folder: Path) -> None:
    """Reads every document and file of a version, and counts its passages. Raises StoreError."""
    meta = versions.meta(version)
    for name, known in files_known(meta).items():
        read_file(versions.server, versions.texts(version), name, known)
    index = read_version(versions, version, folder)
    for _ in index.each():
        pass
