"""One version of an index: the files in its folder.

What always holds: what is read is what was written, or it is one line of error; every file's
digest is checked before a library reads it, but for what only says which files needn't be read
again and has its own; nothing in it is a pickle.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from corpus.document import Document, Span
from corpus.errors import StoreError
from corpus.language import base_language
from indexer.index import BuiltIndex, IndexedUnit, ranges_of
from indexer.rows import DocumentRow, PassageRow
from indexer.search import Searches, default_searches
from indexer.settings import SCHEMA_VERSION, IndexSettings
from indexer.store.codec import (
    as_json,
    as_lines,
    document_from,
    document_row,
    read_passages,
    read_rows,
    write_text,
)
from indexer.store.fingerprint import check_shape, shape
from indexer.terms import Vocabulary

# The names of a version's files.
META = "meta.json"
DOCUMENTS = "documents.jsonl"
PASSAGES = "passages.jsonl"
UNITS = "units.npy"
VOCABULARY = "vocabulary.json"
TERMS = "terms"
PASSAGE_VECTORS = "passages.faiss"
DIGESTS = "digests.npy"
FILES = "files.json"
FRESH = ".fresh"

AGAIN = "run `quotedesk index` again"


def read_meta(version: Path, folder: Path) -> dict[str, Any]:
    """What is written about a version, whose files are checked to be as they were written."""
    try:
        meta = json.loads((version / META).read_text(encoding="utf-8"))
        schema = meta["schema"]
        whole = schema != SCHEMA_VERSION or (
            meta["sha256"] == _seal(meta) and digests(version) == meta["files"]
        )
    except PermissionError as error:
        raise StoreError(
            "the index may not be read", where=str(folder), mend="check the rights of its files"
        ) from error
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


def model_of(version: Path) -> str | None:
    """The model that a version says it was made with; None where that can't be read. Nothing is
    checked."""
    try:
        model = json.loads((version / META).read_text(encoding="utf-8"))["model_identity"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return model if isinstance(model, str) else None


def sealed(meta: Mapping[str, Any]) -> str:
    """What is written about a version, with its own digest: nothing else says that it is whole."""
    return json.dumps({**meta, "sha256": _seal(meta)}, indent=1)


def _seal(meta: Mapping[str, Any]) -> str:
    body = {name: value for name, value in meta.items() if name != "sha256"}
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def digests(version: Path) -> dict[str, str]:
    """SHA-256 of every file of a version but meta.json, which holds these, and those that are
    written later: lock files, and what is known of the corpus' files."""
    found = {}
    for path in sorted(version.rglob("*")):
        name = path.relative_to(version).as_posix()
        if path.is_file() and name not in {META, FILES} and path.suffix not in {".lock", FRESH}:
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def read_version(version: Path, folder: Path, searches: Searches | None = None) -> BuiltIndex:
    """Raises StoreError if it is damaged, or was made by other code or libraries."""
    meta = read_meta(version, folder)
    check_shape(meta.get("shape"), str(folder))
    searches = searches or default_searches()
    try:
        index = _index(version, meta, searches)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise StoreError("the index is damaged", where=str(folder), mend=AGAIN) from error
    _check_digests(index.documents, meta["documents"], folder)
    if len(index.passage_vectors) != len(index.passages):
        raise StoreError("the index is damaged", where=str(folder), mend=AGAIN)
    return index


def _index(version: Path, meta: Mapping[str, Any], searches: Searches) -> BuiltIndex:
    documents = tuple(document_from(row) for row in read_rows(version / DOCUMENTS))
    passages, passage_documents = read_passages(version / PASSAGES, documents)
    units = _units(version / UNITS)
    vocabulary = json.loads((version / VOCABULARY).read_text(encoding="utf-8"))
    languages = sorted({base_language(d.metadata.language) for d in documents})
    return BuiltIndex(
        settings=IndexSettings(**meta["settings"]),
        model_identity=meta["model_identity"],
        documents=documents,
        passages=passages,
        passage_documents=passage_documents,
        units=units,
        unit_rows=ranges_of(units, len(passages)),
        passage_vectors=searches.open_dense(version / PASSAGE_VECTORS),
        sparse=searches.open_lexical(version / TERMS, languages),
        vocabulary=Vocabulary(
            documents=vocabulary["documents"],
            frequencies=vocabulary["frequencies"],
            words=vocabulary["words"],
        ),
        acronyms=vocabulary["acronyms"],
        digests=np.load(version / DIGESTS, allow_pickle=False),
    )


def _units(path: Path) -> tuple[IndexedUnit, ...]:
    table = np.load(path, allow_pickle=False)
    return tuple(
        IndexedUnit(
            document=DocumentRow(int(row[0])),
            passage=PassageRow(int(row[1])),
            block=int(row[2]),
            span=Span(start=int(row[3]), end=int(row[4])),
            boilerplate=bool(row[5]),
        )
        for row in table.tolist()
    )


def meta_of(index: BuiltIndex, fingerprint: str) -> dict[str, Any]:
    """What is written about an index, beside the digests of its files."""
    return {
        "schema": SCHEMA_VERSION,
        "fingerprint": fingerprint,
        "shape": shape(),
        "settings": asdict(index.settings),
        "model_identity": index.model_identity,
        "passages": len(index.passages),
        "documents": {document.id: document.sha256 for document in index.documents},
    }


def save(
    index: BuiltIndex,
    folder: Path,
    fingerprint: str,
    *,
    encoder: str | None = None,
    corpus: str = "",
) -> None:
    """Writes a version into its folder, where the lexical part is already, and waits until all of
    it is on the disk. `encoder`: the folder beside it that holds the index's encoder; `corpus`:
    where its documents were read from.

    Raises OSError or StoreError.
    """
    write_text(folder / DOCUMENTS, as_lines(document_row(d) for d in index.documents))
    write_text(
        folder / PASSAGES,
        as_lines(
            [row, p.id, p.span.start, p.span.end, list(p.section)]
            for row, p in zip(index.passage_documents, index.passages, strict=True)
        ),
    )
    _save_arrays(index, folder)
    vocabulary = asdict(index.vocabulary) | {"acronyms": dict(index.acronyms)}
    write_text(folder / VOCABULARY, as_json(vocabulary))
    meta = meta_of(index, fingerprint) | {
        "corpus": corpus,
        "encoder": encoder,
        "files": digests(folder),
    }
    write_text(folder / META, sealed(meta))
    rights = (folder / META).stat().st_mode & 0o777
    for path in [folder, *folder.rglob("*")]:
        if path.is_file():
            path.chmod(rights)  # the lexical part's files are made for their owner only
        sync(path)


def _save_arrays(index: BuiltIndex, folder: Path) -> None:
    table = [
        [u.document, u.passage, u.block, u.span.start, u.span.end, int(u.boilerplate)]
        for u in index.units
    ]
    with (folder / UNITS).open("wb") as file:
        np.save(file, np.asarray(table, dtype=np.int64).reshape(-1, 6), allow_pickle=False)
    index.passage_vectors.save(folder / PASSAGE_VECTORS)
    with (folder / DIGESTS).open("wb") as file:
        np.save(file, index.digests, allow_pickle=False)


def sync(path: Path) -> None:
    """Waits until a file, or a folder's list of names, is on the disk. Raises OSError."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _check_digests(
    documents: Sequence[Document], recorded: Mapping[str, str], folder: Path
) -> None:
    for document in documents:
        if recorded.get(document.id) != document.sha256:
            raise StoreError(
                f"the text of {document.id} is not the one that was indexed",
                where=str(folder),
                mend=AGAIN,
            )
