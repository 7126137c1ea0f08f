"""An index on disk.

A folder holds whole versions of an index and one small file, CURRENT, that names the one in use. A
new version is written beside, made durable, and put in use by replacing CURRENT, which is atomic:
whoever opens the index at any moment finds the old one or the new one, never a mix, and a crash
leaves at worst a folder that the next writer removes. Nothing in it is a pickle.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from corpus.document import Block, BlockKind, Document, Metadata, Span, text_digest
from corpus.errors import StoreError
from indexer.chunk import Passage
from indexer.dense import DenseIndex
from indexer.embed import Embedder
from indexer.index import Index, IndexedUnit, Progress, build_index, ranges_of
from indexer.settings import SCHEMA_VERSION, IndexSettings
from indexer.sparse import SparseIndex
from indexer.terms import Vocabulary, base_language

CURRENT = "CURRENT"
AGAIN = "run `quotedesk index` again"


def fingerprint(documents: Sequence[Document], settings: IndexSettings, model_identity: str) -> str:
    """What an index is made from, as one digest: equal fingerprints give equal indexes."""
    parts = [SCHEMA_VERSION, _shaping(settings), model_identity]
    parts += [_document_row(document) | {"text": document.sha256} for document in documents]
    return hashlib.sha256(_json(parts).encode()).hexdigest()


def write_index(
    documents: Sequence[Document],
    settings: IndexSettings,
    embedder: Embedder,
    folder: Path,
    progress: Progress | None = None,
) -> Index:
    """Builds an index and puts it in use, whole or not at all.

    Raises StoreError if the folder is not an index and not empty, or the disk fails.
    """
    _check_target(folder)
    name = f"v-{secrets.token_hex(6)}"
    fresh = folder / f".new-{name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.mkdir()
        index = build_index(documents, settings, embedder, fresh / "terms", progress)
        _save(index, fresh, fingerprint(documents, settings, embedder.identity))
        fresh.rename(folder / name)
        pointer = folder / f".{name}"
        _write(pointer, name)
        pointer.replace(folder / CURRENT)
    except OSError as error:
        raise StoreError(
            f"the index can't be written ({error.strerror or error})",
            where=str(folder),
            mend="check the disk and the folder's rights; the index in use is unchanged",
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    for old in folder.glob("v-*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)
    # The lexical part was opened where it was built; open it where it is now.
    return read_index(folder)


def stored_fingerprint(folder: Path) -> str | None:
    """The fingerprint of the index in use, or None if there is no index that can be read."""
    try:
        meta = json.loads((_version(folder) / "meta.json").read_text(encoding="utf-8"))
    except (StoreError, OSError, ValueError):
        return None
    found = meta.get("fingerprint") if meta.get("schema") == SCHEMA_VERSION else None
    return found if isinstance(found, str) else None


def read_index(folder: Path) -> Index:
    """Opens the index in use.

    Raises StoreError if there is none, or it is damaged or of another schema version.
    """
    version = _version(folder)
    try:
        meta = json.loads((version / "meta.json").read_text(encoding="utf-8"))
        if meta.get("schema") != SCHEMA_VERSION:
            raise StoreError(
                f"the index has form {meta.get('schema')}, this quotedesk reads {SCHEMA_VERSION}",
                where=str(folder),
                mend=AGAIN,
            )
        documents = tuple(_document(row) for row in _rows(version / "documents.jsonl"))
        _check_digests(documents, meta["documents"], folder)
        passages, passage_documents = _read_passages(version / "passages.jsonl", documents)
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
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
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
    if folder.is_dir() and not (folder / CURRENT).exists():
        others = [p.name for p in folder.iterdir() if not p.name.startswith((".new-", ".v-", "v-"))]
        if others:
            raise StoreError(
                f"this folder holds other things ({sorted(others)[0]})",
                where=str(folder),
                mend="give an empty or a new folder for the index",
            )


def _version(folder: Path) -> Path:
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise StoreError(
            "there is no index here", where=str(folder), mend="run `quotedesk index` first"
        ) from error
    if not name.startswith("v-") or "/" in name or not (folder / name).is_dir():
        raise StoreError("the index is damaged", where=str(folder), mend=AGAIN)
    return folder / name


def _save(index: Index, folder: Path, digest: str) -> None:
    _write(folder / "documents.jsonl", _lines(_document_row(d) for d in index.documents))
    _write(
        folder / "passages.jsonl",
        _lines(
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
    _write(folder / "vocabulary.json", _json(vocabulary))
    meta = {
        "schema": SCHEMA_VERSION,
        "fingerprint": digest,
        "settings": asdict(index.settings),
        "model_identity": index.model_identity,
        "documents": {d.id: d.sha256 for d in index.documents},
    }
    _write(folder / "meta.json", json.dumps(meta, indent=1, ensure_ascii=False))
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


def _json(value: Any) -> str:
    # ASCII only: every line separator of Unicode is escaped, so a row is a line.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _lines(rows: Any) -> str:
    return "".join(_json(row) + "\n" for row in rows)


def _rows(path: Path) -> list[Any]:
    with path.open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def _shaping(settings: IndexSettings) -> dict[str, Any]:
    """The settings that change what is in an index."""
    shaping = asdict(settings)
    del shaping["model_download"]
    return shaping


def _document_row(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "blocks": [
            [b.kind.value, b.span.start, b.span.end, b.level, b.group, int(b.header), b.line]
            for b in document.blocks
        ],
        "metadata": asdict(document.metadata),
    }


def _document(row: dict[str, Any]) -> Document:
    metadata = row["metadata"]
    metadata["tags"] = tuple(metadata["tags"])
    metadata["supersedes"] = tuple(metadata["supersedes"])
    return Document(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        sha256=text_digest(row["text"]),
        blocks=tuple(
            Block(
                kind=BlockKind(kind),
                span=Span(start=start, end=end),
                level=level,
                group=group,
                header=bool(header),
                line=line,
            )
            for kind, start, end, level, group, header, line in row["blocks"]
        ),
        metadata=Metadata(**metadata),
    )


def _check_digests(documents: Sequence[Document], recorded: dict[str, str], folder: Path) -> None:
    for document in documents:
        if recorded.get(document.id) != document.sha256:
            raise StoreError(
                f"the text of {document.id} is not the one that was indexed",
                where=str(folder),
                mend=AGAIN,
            )


def _read_passages(
    path: Path, documents: Sequence[Document]
) -> tuple[tuple[Passage, ...], tuple[int, ...]]:
    passages = []
    owners = []
    for row, name, start, end, section in _rows(path):
        passages.append(
            Passage(
                id=name,
                document_id=documents[row].id,
                span=Span(start=start, end=end),
                section=tuple(section),
            )
        )
        owners.append(int(row))
    return tuple(passages), tuple(owners)
