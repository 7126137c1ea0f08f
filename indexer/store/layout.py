"""One version of an index: the files in its folder.

What always holds: what is read is what was written, or it is one line of error. When a version is
opened, its small files are checked to be as they were written, and of the large ones their length
and samples: that takes the same time however large they are. What samples don't see is found when
it is read: each document has a digest of its own. `check_whole` reads everything. Nothing in it is
a pickle.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.errors import StoreError
from indexer.settings import SCHEMA_VERSION, IndexSettings
from indexer.store.codec import write_text
from indexer.store.fingerprint import shape

# The names of a version's files; those of a part lie in its folder.
META = "meta.json"
INDEX = "index.sqlite"
TERMS = "terms"
TEXTS = "texts.sqlite"
PASSAGE_VECTORS = "passages.faiss"
DIGESTS = "digests.npy"
FILES = "files.json"
FRESH = ".fresh"
PART = "part-"

AGAIN = "run `quotedesk index` again"

WHOLE_BYTES = 4_000_000  # of a file that is always read whole
SAMPLES, SAMPLE_BYTES = 32, 16_384


def read_meta(version: Path, folder: Path) -> dict[str, Any]:
    """What is written about a version, whose files are checked as is told above."""
    try:
        meta = json.loads((version / META).read_text(encoding="utf-8"))
        schema = meta["schema"]
        whole = schema != SCHEMA_VERSION or (
            meta["sha256"] == _seal(meta) and looks(version) == _looks_in(meta)
        )
    except PermissionError as error:
        raise StoreError(
            "the index may not be read", where=str(folder), mend="check the rights of its files"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise damaged(folder) from error
    if schema != SCHEMA_VERSION:
        raise StoreError(
            f"the index has form {schema}, this quotedesk reads {SCHEMA_VERSION}",
            where=str(folder),
            mend=AGAIN,
        )
    if not whole:
        raise damaged(folder)
    return dict(meta)


def check_whole(version: Path, meta: Mapping[str, Any], folder: Path) -> None:
    """Reads every file. Raises StoreError if one of them isn't as it was written."""
    try:
        for name, (_, _, sha256) in meta["files"].items():
            if _whole(version / name) != sha256:
                raise StoreError("the index is damaged", where=str(version / name), mend=AGAIN)
    except OSError as error:
        raise damaged(folder) from error


def damaged(folder: Path) -> StoreError:
    return StoreError("the index is damaged", where=str(folder), mend=AGAIN)


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


def names(version: Path) -> Iterator[str]:
    """Every file of a version but meta.json, which tells of these, and those that are written
    later: lock files, and what is known of the corpus' files."""
    for path in sorted(version.rglob("*")):
        name = path.relative_to(version).as_posix()
        if path.is_file() and name not in {META, FILES} and path.suffix not in {".lock", FRESH}:
            yield name


def looks(version: Path) -> dict[str, list[Any]]:
    """The size of every file, and the digest of its samples."""
    return {name: _look(version / name) for name in names(version)}


def _looks_in(meta: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {name: [size, samples] for name, (size, samples, _) in meta["files"].items()}


def _look(path: Path) -> list[Any]:
    """A small file is its own only sample."""
    size = path.stat().st_size
    if size <= WHOLE_BYTES:
        return [size, _whole(path)]
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for number in range(SAMPLES):
            file.seek((size - SAMPLE_BYTES) * number // (SAMPLES - 1))
            digest.update(file.read(SAMPLE_BYTES))
    return [size, digest.hexdigest()]


def _whole(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_of(version: Path, before: Path | None, known: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of every file its size and the digests of its samples and of all of it; taken over from what
    is `known` of the version `before` for files that are that version's own. Raises OSError."""
    found: dict[str, list[Any]] = {}
    for name in names(version):
        path = version / name
        own = before / name if before is not None and name in known else None
        if own is not None and own.exists() and path.samefile(own):
            found[name] = list(known[name])
        else:
            found[name] = [*_look(path), _whole(path)]
    return found


def link(old: Path, new: Path) -> None:
    """Puts a folder's files into another one that is new, without copying them where the disk can
    do that. Raises OSError."""
    new.mkdir(parents=True)
    for path in old.iterdir():
        if path.is_file() and path.suffix not in {".lock", FRESH}:
            try:
                os.link(path, new / path.name)
            except OSError:
                (new / path.name).write_bytes(path.read_bytes())


def meta_of(
    settings: IndexSettings, model_identity: str, passages: int, fingerprint: str
) -> dict[str, Any]:
    """What is written about an index, beside its files."""
    return {
        "schema": SCHEMA_VERSION,
        "fingerprint": fingerprint,
        "shape": shape(),
        "settings": asdict(settings),
        "model_identity": model_identity,
        "passages": passages,
    }


def finish(folder: Path, meta: Mapping[str, Any]) -> None:
    """Writes about a version whose other files are there, and waits until all of it is on the
    disk. Raises OSError."""
    write_text(folder / META, sealed(meta))
    rights = (folder / META).stat().st_mode & 0o777
    for path in [folder, *folder.rglob("*")]:
        if path.is_file():
            path.chmod(rights)  # the lexical part's files are made for their owner only
        sync(path)


def sync(path: Path) -> None:
    """Waits until a file, or a folder's list of names, is on the disk. Raises OSError."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
