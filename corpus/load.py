"""From a folder of files, or one JSON Lines file, to documents.

What always holds: documents come in the order of their files' names (lines, for JSON Lines), each
with an id of its own; nothing outside of the folder is read; a file that can't be read is listed
with the reason and the others load. Only what makes the whole wrong stops it: a bad manifest, two
documents with one id, or nothing to read.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Block, BlockKind, Document, Place, Source, text_digest
from corpus.errors import CorpusError
from corpus.manifest import MANIFEST_NAME, Entry, load_manifest
from corpus.metadata import Fact, metadata_from
from corpus.readers import READERS, media_type, reader_for
from corpus.readers.jsonl import BadLine, read_json_lines
from corpus.structure import plain_blocks

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_TITLE_CHARS = 120
JSON_LINES_SUFFIX = ".jsonl"

logger = logging.getLogger(__name__)

# Called after each file with how many are done and how many there are; after each document of a
# JSON Lines file, whose length isn't known before its end, with None.
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file or line that was left out: `where` names it, `why` says the reason and the mend."""

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What was loaded; `files` counts the files that were looked at, skipped ones included."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    files: int


def load_corpus(path: Path, *, progress: Progress | None = None) -> Corpus:
    """The documents of a folder or of a ``.jsonl`` file.

    Raises `CorpusError` if there is no such corpus, its manifest is wrong, two documents share an
    id, or not one document can be read.
    """
    report = progress or _no_report
    if path.is_dir():
        corpus = _load_folder(path, report)
    elif not path.exists():
        raise CorpusError("doesn't exist", where=str(path), mend=_MEND_PATH)
    elif path.is_file() and path.suffix.lower() == JSON_LINES_SUFFIX:
        corpus = _load_json_lines(path, report)
    else:
        raise CorpusError("is neither a folder nor a .jsonl file", where=str(path), mend=_MEND_PATH)
    for one in corpus.skipped:
        logger.warning("left out: %s: %s", one.where, one.why)
    if not corpus.documents:
        first = corpus.skipped[0] if corpus.skipped else None
        why = f"; the first, {first.where}: {first.why}" if first else ""
        raise CorpusError(
            f"none of its {len(corpus.skipped)} documents can be read{why}"
            if first
            else "holds no documents",
            where=str(path),
            mend=f"put {', '.join(READERS)} files there",
        )
    return corpus


def _no_report(_done: int, _total: int | None) -> None:
    """Progress that nobody watches."""


_MEND_PATH = "give a folder of documents or a .jsonl file of them"


def _load_folder(folder: Path, report: Progress) -> Corpus:
    entries = load_manifest(folder)
    try:
        names = sorted({*_names(folder), *entries})
    except OSError as error:
        raise CorpusError(
            f"can't be read ({error.strerror})",
            where=str(folder),
            mend="check the folder's permissions",
        ) from error
    documents: list[Document] = []
    skipped: list[Skipped] = []
    files_of_ids: dict[str, str] = {}
    root = folder.resolve()
    for done, name in enumerate(names, start=1):
        try:
            document = _load_file(root, name, entries.get(name))
        except CorpusError as error:
            why = ", ".join(part for part in (error.what, error.mend) if part)
            skipped.append(Skipped(where=_printable(name), why=why))
        else:
            other = files_of_ids.setdefault(document.id, name)
            if other != name:
                raise CorpusError(
                    f"id {document.id!r} belongs to both {other!r} and {name!r}",
                    where=str(folder / MANIFEST_NAME),
                    mend="give one of them another id",
                )
            documents.append(document)
        report(done, len(names))
    return Corpus(documents=tuple(documents), skipped=tuple(skipped), files=len(names))


def _names(folder: Path) -> Iterator[str]:
    """Paths of all files that aren't hidden, relative to the folder, with slashes.

    Links to folders aren't followed: they could lead in circles, or outside.
    """

    def stop(error: OSError) -> None:
        if error.filename == str(folder):
            raise error
        logger.warning("can't be read: %s (%s)", error.filename, error.strerror)

    for parent, folders, files in os.walk(folder, onerror=stop):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                relative = (Path(parent) / name).relative_to(folder).as_posix()
                if relative != MANIFEST_NAME:
                    yield relative


def _load_file(root: Path, name: str, entry: Entry | None) -> Document:
    """One document of the resolved folder `root`. Raises `CorpusError` with why it can't be."""
    if name != _printable(name):
        raise CorpusError("its name isn't UTF-8", mend="rename it")
    reader = reader_for(name)
    if reader is None:
        raise CorpusError("not a format that is read yet")
    data = _bytes(root, name)
    reading = reader(data, where=name)
    if not reading.blocks:
        raise CorpusError("holds no text")
    return _document(
        key=entry.id if entry and entry.id else name,
        title=_first(
            entry.title if entry else None, reading.title, _title_in(reading.text, reading.blocks)
        )
        or Path(name).stem,
        text=reading.text,
        blocks=reading.blocks,
        sources=(entry.facts if entry else {}, reading.facts),
        places=reading.places,
        source=Source(
            file=name, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type(name)
        ),
    )


def _bytes(root: Path, name: str) -> bytes:
    path = root / name
    try:
        if not path.resolve(strict=True).is_relative_to(root):
            raise CorpusError("a link that leads outside of the corpus folder")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            raise CorpusError("not a regular file")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = error.strerror if isinstance(error, OSError) else "a link in a circle"
        raise CorpusError(f"can't be read ({reason})") from error
    if len(data) > MAX_FILE_BYTES:
        raise CorpusError(f"larger than {MAX_FILE_BYTES >> 20} MB", mend="split it")
    if not data.strip():
        raise CorpusError("is empty")
    return data


def _load_json_lines(path: Path, report: Progress) -> Corpus:
    documents: list[Document] = []
    skipped: list[Skipped] = []
    try:
        with path.open("rb") as file:
            for found in read_json_lines(file):
                if isinstance(found, BadLine):
                    skipped.append(Skipped(where=f"{path.name} line {found.line}", why=found.why))
                    continue
                blocks = plain_blocks(found.text)
                if not blocks:
                    where = f"{path.name} line {found.line}"
                    skipped.append(Skipped(where=where, why="holds no text"))
                    continue
                title = _first(found.title, _title_in(found.text, blocks))
                documents.append(
                    _document(
                        key=found.id,
                        title=title or found.id,
                        text=found.text,
                        blocks=blocks,
                        sources=(found.facts,),
                    )
                )
                report(len(documents), None)
    except OSError as error:
        raise CorpusError(
            f"can't be read ({error.strerror})", where=str(path), mend="check its permissions"
        ) from error
    return Corpus(documents=tuple(documents), skipped=tuple(skipped), files=1)


def _document(
    *,
    key: str,
    title: str,
    text: str,
    blocks: tuple[Block, ...],
    sources: tuple[Mapping[str, Fact], ...],
    places: tuple[Place, ...] = (),
    source: Source | None = None,
) -> Document:
    return Document(
        id=key,
        title=title,
        text=text,
        sha256=text_digest(text),
        blocks=blocks,
        metadata=metadata_from(*sources),
        places=places,
        source=source,
    )


def _first(*titles: str | None) -> str | None:
    """The first title with something in it, on one line."""
    lines = (" ".join(title.split()) for title in titles if title)
    return next((line for line in lines if line), None)


def _title_in(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The first heading of level 1, else the text's first line if it is short enough for one."""
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level == 1:
            return block.span.of(text)[:MAX_TITLE_CHARS]
    line = text.lstrip().partition("\n")[0].strip()
    return line if len(line) <= MAX_TITLE_CHARS else None


def _printable(name: str) -> str:
    """`name` with what is not UTF-8 in it replaced: file systems allow any bytes."""
    return name.encode("utf-8", "replace").decode("utf-8")
