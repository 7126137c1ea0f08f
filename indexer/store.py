"""An index on disk.

A folder holds whole versions of an index and one small file, CURRENT, that names the one in use. A
new version is written beside, made durable, and put in use by replacing CURRENT, which is atomic:
whoever opens the index at any moment finds the old one or the new one, never a mix, and a crash
leaves at worst a folder that the next writer removes. There is one writer at a time. Every file's
digest is checked before a library reads it. Nothing in it is a pickle.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from corpus.document import Document, Span
from corpus.errors import StoreError
from indexer.dense import DenseIndex
from indexer.embed import Embedder
from indexer.index import Index, IndexedUnit, Progress, build_index, ranges_of
from indexer.rows import (
    as_json,
    as_lines,
    document_from,
    document_row,
    read_passages,
    read_rows,
)
from indexer.settings import SCHEMA_VERSION, IndexSettings
from indexer.sparse import SparseIndex
from indexer.terms import Vocabulary, base_language

CURRENT = "CURRENT"
LOCK = ".lock"
VERSION = re.compile(r"v-[0-9a-f]{12}")
OURS = re.compile(rf"(?:\.new-|\.)?{VERSION.pattern}|{re.escape(LOCK)}|{CURRENT}")
AGAIN = "run `quotedesk index` again"


def fingerprint(documents: Sequence[Document], settings: IndexSettings, model_identity: str) -> str:
    """What an index is made from, as one digest: equal fingerprints give equal indexes."""
    parts = [SCHEMA_VERSION, _shaping(settings), model_identity]
    parts += [document_row(document) | {"text": document.sha256} for document in documents]
    return hashlib.sha256(as_json(parts).encode()).hexdigest()


def write_index(
    documents: Sequence[Document],
    settings: IndexSettings,
    embedder: Embedder,
    folder: Path,
    progress: Progress | None = None,
) -> Index:
    """Builds an index and puts it in use, whole or not at all.

    Raises StoreError if the folder is not an index and not empty, another process is writing it,
    or the disk fails.
    """
    _check_target(folder)
    name = f"v-{secrets.token_hex(6)}"
    fresh = folder / f".new-{name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            try:
                fresh.mkdir()
                index = build_index(documents, settings, embedder, fresh / "terms", progress)
                _save(index, fresh, fingerprint(documents, settings, embedder.identity))
                fresh.rename(folder / name)
                pointer = folder / f".{name}"
                _write(pointer, name)
                pointer.replace(folder / CURRENT)
            finally:
                _remove_unused(folder)
    except OSError as error:
        raise StoreError(
            f"the index can't be written ({error.strerror or error})",
            where=str(folder),
            mend="check the disk and the folder's rights; the index in use is unchanged",
        ) from error
    # The lexical part was opened where it was built; open it where it is now.
    return read_index(folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Holds the folder's lock, which the system lets go of when the process ends."""
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                "another process is writing this index", where=str(folder), mend="wait for its end"
            ) from error
        yield


def _remove_unused(folder: Path) -> None:
    """Everything but the index in use: older ones, and what a crash left."""
    kept = {CURRENT, LOCK, _used(folder)}
    for old in [path for path in folder.iterdir() if OURS.fullmatch(path.name)]:
        if old.name in kept:
            continue
        if old.is_dir():
            # Again if need be: a reader in the same moment makes a lock file.
            for _ in range(3):
                if old.exists():
                    shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)


def stored_fingerprint(folder: Path) -> str | None:
    """The fingerprint of the index in use, or None if there is none that is whole."""
    try:
        version = _version(folder)
        found = _meta(version, folder)["fingerprint"]
    except (StoreError, KeyError):
        return None
    return found if isinstance(found, str) else None


def read_index(folder: Path) -> Index:
    """Opens the index in use.

    Raises StoreError if there is none, or it is damaged or of another schema version.
    """
    version = _version(folder)
    try:
        return _read(version, folder)
    except StoreError:
        # A writer may have put a new one in use, and removed this one, while it was being read.
        if (newer := _version(folder)) == version:
            raise
        return _read(newer, folder)


def _meta(version: Path, folder: Path) -> dict[str, Any]:
    """What is written about a version, whose files are checked to be as they were written."""
    try:
        meta = json.loads((version / "meta.json").read_text(encoding="utf-8"))
        schema = meta["schema"]
        whole = schema != SCHEMA_VERSION or _digests(version) == meta["files"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError("the index is damaged", where=str(folder), mend=AGAIN) from error
    if schema != SCHEMA_VERSION:
        raise StoreError(
            f"the index has form {schema}, this quotedesk reads {SCHEMA_VERSION}",
            where=str(folder),
            mend=AGAIN,
        )
    if not whole:
        raise StoreError("the index is damaged", where=str(folder), mend=AGAIN)
    return dict(meta)


def _digests(version: Path) -> dict[str, str]:
    """SHA-256 of every file of a version but meta.json, which holds these, and lock files."""
    found = {}
    for path in sorted(version.rglob("*")):
        name = path.relative_to(version).as_posix()
        if path.is_file() and name != "meta.json" and not name.endswith(".lock"):
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _read(version: Path, folder: Path) -> Index:
    meta = _meta(version, folder)
    try:
        documents = tuple(document_from(row) for row in read_rows(version / "documents.jsonl"))
        _check_digests(documents, meta["documents"], folder)
        passages, passage_documents = read_passages(version / "passages.jsonl", documents)
        table = np.load(version / "units.npy", allow_pickle=False)
        units = tuple(
            IndexedUnit(
                document=int(row[0]),
                passage=int(row[1]),
                block=int(row[2]),
                span=Span(start=int(row[3]), end=int(row[4])),
                furniture=bool(row[5]),
            )
            for row in table.tolist()
        )
        vocabulary = json.loads((version / "vocabulary.json").read_text(encoding="utf-8"))
        languages = sorted({base_language(d.metadata.language) for d in documents})
        index = Index(
            settings=IndexSettings(**meta["settings"]),
            model_identity=meta["model_identity"],
            documents=documents,
            passages=passages,
            passage_documents=passage_documents,
            units=units,
            unit_rows=ranges_of(units, len(passages)),
            passage_vectors=DenseIndex.load(version / "passages.faiss"),
            unit_vectors=DenseIndex.load(version / "units.faiss"),
            sparse=SparseIndex.load(version / "terms", languages),
            vocabulary=Vocabulary(
                documents=vocabulary["documents"],
                frequencies=vocabulary["frequencies"],
                words=vocabulary["words"],
            ),
            acronyms=vocabulary["acronyms"],
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise StoreError("the index is damaged", where=str(folder), mend=AGAIN) from error
    if len(index.passage_vectors) != len(passages) or len(index.unit_vectors) != len(units):
        raise StoreError("the index is damaged", where=str(folder), mend=AGAIN)
    return index


def check_model(index: Index, embedder: Embedder) -> None:
    """Raises StoreError unless the index was made with this very model."""
    if index.model_identity != embedder.identity:
        raise StoreError(
            f"the index was made with {index.model_identity}, not with {embedder.identity}",
            mend=f"set that model, or {AGAIN}",
        )


def _check_target(folder: Path) -> None:
    """An index never goes where somebody keeps other things."""
    if folder.exists() and not folder.is_dir():
        raise StoreError("this is a file", where=str(folder), mend="give a folder for the index")
    if folder.is_dir() and _used(folder) is None:
        others = [p.name for p in folder.iterdir() if not OURS.fullmatch(p.name)]
        if others:
            raise StoreError(
                f"this folder holds other things ({sorted(others)[0]})",
                where=str(folder),
                mend="give an empty or a new folder for the index",
            )


def _used(folder: Path) -> str | None:
    """The name of the version in use, or None if CURRENT names none."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return name if VERSION.fullmatch(name) else None


def _version(folder: Path) -> Path:
    if not (folder / CURRENT).exists():
        raise StoreError(
            "there is no index here", where=str(folder), mend="run `quotedesk index` first"
        )
    name = _used(folder)
    if name is None or not (folder / name).is_dir():
        raise StoreError("the index is damaged", where=str(folder), mend=AGAIN)
    return folder / name


def _save(index: Index, folder: Path, digest: str) -> None:
    _write(folder / "documents.jsonl", as_lines(document_row(d) for d in index.documents))
    _write(
        folder / "passages.jsonl",
        as_lines(
            [row, p.id, p.span.start, p.span.end, list(p.section)]
            for row, p in zip(index.passage_documents, index.passages, strict=True)
        ),
    )
    table = [
        [u.document, u.passage, u.block, u.span.start, u.span.end, int(u.furniture)]
        for u in index.units
    ]
    with (folder / "units.npy").open("wb") as file:
        np.save(file, np.asarray(table, dtype=np.int64).reshape(-1, 6), allow_pickle=False)
    index.passage_vectors.save(folder / "passages.faiss")
    index.unit_vectors.save(folder / "units.faiss")
    vocabulary = asdict(index.vocabulary) | {"acronyms": dict(index.acronyms)}
    _write(folder / "vocabulary.json", as_json(vocabulary))
    meta = {
        "schema": SCHEMA_VERSION,
        "fingerprint": digest,
        "settings": asdict(index.settings),
        "model_identity": index.model_identity,
        "documents": {d.id: d.sha256 for d in index.documents},
        "files": _digests(folder),
    }
    _write(folder / "meta.json", json.dumps(meta, indent=1))
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _write(path: Path, text: str) -> None:
    # Lone surrogates (hostile JSON Lines may hold them) must come back as they were.
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _shaping(settings: IndexSettings) -> dict[str, Any]:
    """The settings that change what is in an index."""
    shaping = asdict(settings)
    del shaping["model_download"]
    return shaping


def _check_digests(documents: Sequence[Document], recorded: dict[str, str], folder: Path) -> None:
    for document in documents:
        if recorded.get(document.id) != document.sha256:
            raise StoreError(
                f"the text of {document.id} is not the one that was indexed",
                where=str(folder),
                mend=AGAIN,
            )
