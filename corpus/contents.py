"""What is in one file of a corpus: a document, or several where it is an archive or JSON Lines.

What always holds: what a file holds that can't be read is named with the reason, and the rest of
it is given.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from corpus.document import Block, BlockKind, Document, Place, Source, text_digest
from corpus.errors import CorpusError
from corpus.files import Opened, Skipped, failed, printable, unknown
from corpus.formats.parsed import LeftOut, Member, Record
from corpus.formats.registry import Container, container_of, format_of
from corpus.language.detect import told_in
from corpus.manifest import MANIFEST_NAME, Entry
from corpus.metadata import Fact, metadata_from
from corpus.phrase import Phrase, with_mend
from corpus.structure import plain_blocks, with_items

MAX_TITLE_CHARS = 120

# What a container gives, and what becomes of it.
Held = Member | Record | LeftOut
Found = Document | Skipped


def contents(name: str, opened: Opened, entries: Mapping[str, Entry]) -> Iterator[Found]:
    """Everything that a file holds; `entries` is what the manifest says of it and its members.

    Raises `CorpusError` with why it, or the rest of it, can't be read.
    """
    container = container_of(name)
    if container is None:
        yield from _document_in(name, opened.file.read(), opened.sha256, entries.get(name))
    else:
        yield from _held_in(name, opened.file, container, entries)


def _held_in(
    name: str, file: BinaryIO, container: Container, entries: Mapping[str, Entry]
) -> Iterator[Found]:
    missing = set(entries)
    empty = True
    for one in container.unpacker(file, where=name):
        where = f"{printable(name)}{'/' if container.of_files else ' '}{one.name}"
        missing.discard(where)
        if not (container.of_files and _is_hidden(one.name)):
            empty = False
            yield from _found_in(where, one, entries)
    for where in sorted(missing):
        why = Phrase("named in {manifest}, but not in the archive", manifest=MANIFEST_NAME)
        yield Skipped(where=where, why=with_mend(why, "mend its name"))
    if empty and container.of_files:
        yield Skipped(where=printable(name), why="is an archive without documents")


def _is_hidden(name: str) -> bool:
    """Is it, or does it lie in, what systems keep beside the documents?"""
    return any(
        part == "__MACOSX" or (part.startswith(".") and part not in {".", ".."})
        for part in PurePosixPath(name).parts
    )


def _found_in(where: str, one: Held, entries: Mapping[str, Entry]) -> Iterator[Found]:
    if isinstance(one, LeftOut):
        yield Skipped(where=where, why=one.why)
        return
    if isinstance(one, Record):
        yield _stated(where, one)
        return
    inside = container_of(where)
    if inside is not None and inside.of_files:
        yield Skipped(where=where, why=with_mend("an archive inside an archive", "unpack it"))
    elif inside is not None:
        yield from _held_in(where, io.BytesIO(one.data), inside, {})
    elif PurePosixPath(where).name == MANIFEST_NAME:
        why = with_mend(
            "a manifest in an archive isn't read", "name its members in the corpus folder's"
        )
        yield Skipped(where=where, why=why, fault=False)
    elif format_of(where) is None:
        yield unknown(where)
    else:
        digest = hashlib.sha256(one.data).hexdigest()
        try:
            yield from _document_in(where, one.data, digest, entries.get(where))
        except CorpusError as error:
            yield failed(where, error)


def _document_in(name: str, data: bytes, sha256: str, entry: Entry | None) -> Iterator[Found]:
    """The document that a file or member is, what hangs on it and isn't read, and what of it
    couldn't be.

    Raises `CorpusError` with why it can't be one.
    """
    form = format_of(name)
    if form is None:
        raise CorpusError("not a format that is read")
    parsed = form.parser(data, where=name)
    for one in parsed.left_out:
        if one.name:
            yield Skipped(where=f"{printable(name)}/{one.name}", why=one.why, fault=one.fault)
    if not parsed.blocks:
        raise CorpusError("holds no text")
    blocks = with_items(parsed.text, parsed.blocks)
    yield _document(
        key=entry.id if entry and entry.id else name,
        title=_first(entry.title if entry else None, parsed.title, _title_in(parsed.text, blocks))
        or PurePosixPath(name).stem,
        text=parsed.text,
        blocks=blocks,
        sources=(entry.facts if entry else {}, parsed.facts),
        places=parsed.places,
        source=Source(
            file=name,
            sha256=sha256,
            media_type=form.media_type,
            encoding=parsed.encoding,
        ),
    )
    for one in parsed.left_out:
        if not one.name:
            yield Skipped(where=printable(name), why=one.why, fault=one.fault, partly=True)


def _stated(where: str, one: Record) -> Found:
    """The document that a record states whole."""
    blocks = plain_blocks(one.text)
    if not blocks:
        return Skipped(where=where, why="holds no text")
    return _document(
        key=one.id,
        title=_first(one.title, _title_in(one.text, blocks)) or one.id,
        text=one.text,
        blocks=blocks,
        sources=(one.facts,),
    )


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
    assumed = False
    if not any("language" in facts for facts in sources):
        told = told_in(text)
        assumed = told is None
        sources = (*sources, {"language": told} if told else {})
    return Document(
        id=key,
        title=title,
        text=text,
        sha256=text_digest(text),
        blocks=blocks,
        metadata=replace(metadata_from(*sources), assumed=assumed),
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
