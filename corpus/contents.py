"""What is in one file of a corpus: a document, or several where it is an archive or JSON Lines.

What always holds: what a file holds that can't be read is named with the reason, and the rest of
it is given.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO

from corpus.document import Block, BlockKind, Document, Place, Source, text_digest
from corpus.errors import CorpusError
from corpus.files import Opened, Skipped, printable
from corpus.formats import media_type, reader_for
from corpus.formats.archive import BadMember, members
from corpus.formats.jsonl import BadLine, read_json_lines
from corpus.language import language_of
from corpus.manifest import ARCHIVE, JSON_LINES, MANIFEST_NAME, Entry
from corpus.metadata import Fact, metadata_from
from corpus.structure import plain_blocks

MAX_TITLE_CHARS = 120


def kind_of(name: str) -> str | None:
    """`ARCHIVE` or `JSON_LINES`: the files that hold several documents."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix in {ARCHIVE, JSON_LINES} else None


def unknown(name: str) -> Skipped:
    return Skipped(where=printable(name), why="not a format that is read", fault=False)


def failed(name: str, error: CorpusError) -> Skipped:
    why = ", ".join(part for part in (error.what, error.mend) if part)
    return Skipped(where=printable(name), why=why)


def contents(
    name: str, opened: Opened, entries: Mapping[str, Entry]
) -> Iterator[Document | Skipped]:
    """Everything that a file holds; `entries` is what the manifest says of it and its members.

    Raises `CorpusError` with why it, or the rest of it, can't be read.
    """
    kind = kind_of(name)
    if kind == JSON_LINES:
        yield from _lines(name, opened.file)
    elif kind == ARCHIVE:
        yield from _members(name, opened.file.read(), entries)
    else:
        yield _document_in(name, opened.file.read(), opened.sha256, entries.get(name))


def _members(name: str, data: bytes, entries: Mapping[str, Entry]) -> Iterator[Document | Skipped]:
    missing = set(entries)
    held = False
    for member in members(data, where=name):
        inside = PurePosixPath(member.name)
        where = f"{name}/{member.name}"
        missing.discard(where)
        if any(_is_hidden(part) for part in inside.parts):
            continue
        held = True
        if isinstance(member, BadMember):
            yield Skipped(where=where, why=member.why)
        elif inside.name == MANIFEST_NAME:
            why = "a manifest in an archive isn't read, name its members in the corpus folder's"
            yield Skipped(where=where, why=why, fault=False)
        elif kind_of(member.name) == JSON_LINES:
            yield from _lines(where, io.BytesIO(member.data))
        elif reader_for(member.name) is None:
            yield unknown(where)
        else:
            digest = hashlib.sha256(member.data).hexdigest()
            try:
                yield _document_in(where, member.data, digest, entries.get(where))
            except CorpusError as error:
                yield failed(where, error)
    for where in sorted(missing):
        why = f"named in {MANIFEST_NAME}, but not in the archive, mend its name"
        yield Skipped(where=where, why=why)
    if not held:
        yield Skipped(where=printable(name), why="is an archive without documents")


def _is_hidden(part: str) -> bool:
    """Is it a file or folder that systems keep beside the documents?"""
    return part == "__MACOSX" or (part.startswith(".") and part not in {".", ".."})


def _document_in(name: str, data: bytes, sha256: str, entry: Entry | None) -> Document:
    """The document that a file or member is. Raises `CorpusError` with why it can't be."""
    reader = reader_for(name)
    if reader is None:
        raise CorpusError("not a format that is read")
    reading = reader(data, where=name)
    if not reading.blocks:
        raise CorpusError("holds no text")
    return _document(
        key=entry.id if entry and entry.id else name,
        title=_first(
            entry.title if entry else None, reading.title, _title_in(reading.text, reading.blocks)
        )
        or PurePosixPath(name).stem,
        text=reading.text,
        blocks=reading.blocks,
        sources=(entry.facts if entry else {}, reading.facts),
        places=reading.places,
        source=Source(
            file=name,
            sha256=sha256,
            media_type=media_type(name),
            encoding=reading.encoding,
        ),
    )


def _lines(name: str, file: BinaryIO) -> Iterator[Document | Skipped]:
    try:
        for found in read_json_lines(file):
            where = f"{printable(name)} line {found.line}"
            if isinstance(found, BadLine):
                yield Skipped(where=where, why=found.why)
                continue
            blocks = plain_blocks(found.text)
            if not blocks:
                yield Skipped(where=where, why="holds no text")
                continue
            yield _document(
                key=found.id,
                title=_first(found.title, _title_in(found.text, blocks)) or found.id,
                text=found.text,
                blocks=blocks,
                sources=(found.facts,),
            )
    except OSError as error:
        raise CorpusError(f"can't be read ({error.strerror})") from error


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
    if not any("language" in facts for facts in sources):
        sources = (*sources, {"language": language_of(text)})
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
