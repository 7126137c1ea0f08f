"""The tables of an index's SQLite files, and what a row of them holds.

One file, `index.sqlite`, has what is known of the documents without their texts, and the words that
were counted: it is written anew with each version. The texts lie in the parts, each of which is
written once: `texts.sqlite` of a part has a row a document, with its text, blocks, places, passages
and units. What always holds: such a row has a digest in `index.sqlite`, and what is read is what
was written.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.document import Document, Metadata, Span
from indexer.chunk import Passage
from indexer.index import IndexedUnit
from indexer.rows import DocumentRow, PassageRow
from indexer.store.codec import (
    as_json,
    document_from,
    document_row,
    fields_of,
    shortened,
    steps_of,
)

INDEX_TABLES = """
CREATE TABLE documents (
    row INTEGER PRIMARY KEY, place INTEGER NOT NULL, id BLOB NOT NULL UNIQUE,
    head TEXT NOT NULL, sha256 BLOB NOT NULL, key BLOB NOT NULL, digest BLOB NOT NULL,
    published TEXT, dated INTEGER NOT NULL, part INTEGER NOT NULL,
    first_passage INTEGER NOT NULL, passages INTEGER NOT NULL,
    first_unit INTEGER NOT NULL, units INTEGER NOT NULL
);
CREATE INDEX by_place ON documents (place);
CREATE INDEX by_passage ON documents (first_passage);
CREATE INDEX by_unit ON documents (first_unit);
CREATE INDEX by_day ON documents (published) WHERE published IS NOT NULL;
CREATE INDEX by_standing ON documents (dated) WHERE dated;
CREATE TABLE superseded (id BLOB NOT NULL, by_row INTEGER NOT NULL, PRIMARY KEY (id, by_row))
    WITHOUT ROWID;
CREATE TABLE facets (facet TEXT NOT NULL, value BLOB NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY (facet, value, row)) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY, n INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE stems (word TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE acronyms (word TEXT PRIMARY KEY, n INTEGER NOT NULL, at INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE lines (word BLOB PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE gone (first INTEGER PRIMARY KEY, passages INTEGER NOT NULL);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
# Large pages: a document fills half of a small one, and the next begins in another.
TEXT_TABLES = """
PRAGMA page_size = 16384;
CREATE TABLE texts (row INTEGER PRIMARY KEY, body BLOB NOT NULL);
"""

DIGEST_BYTES = 16
LINE_BYTES = 8
# What reading a row raises that isn't what was written.
BROKEN = (ValueError, KeyError, TypeError, IndexError, zlib.error)
# What most units are, from the one before: where it is so to a row's end, nothing is written.
_UNIT: tuple[Any, ...] = (None, None, 1, 0, 0)
_LEVEL = 6  # of compression: two fifths of the size, in a tenth of the time that splitting takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Documents that were written together; their passages' rows begin with `first`."""

    number: int
    name: str
    first: int
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document with its parts, as they are read together."""

    document: Document
    first_passage: int
    first_unit: int
    passages: tuple[Passage, ...]
    units: tuple[IndexedUnit, ...]
    units_of: tuple[range, ...]  # for each passage, rows


def as_key(text: str) -> bytes:
    """SQLite takes no half surrogate pairs, which an id may hold."""
    return text.encode("utf-8", "surrogatepass")


def from_key(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def digest_of(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:DIGEST_BYTES]


def line_key(line: str) -> bytes:
    """Of a line that is folded."""
    return hashlib.sha256(as_key(line)).digest()[:LINE_BYTES]


def head_of(document: Document) -> str:
    """What isn't known of a document takes no room: there may be many."""
    found = fields_of(document.metadata).items()
    known = {name: value for name, value in found if value not in (None, False, ())}
    language = {"language": document.metadata.language}
    return as_json([document.title, language | known, len(document.text)])


def from_head(head: str) -> tuple[str, Metadata, int]:
    """Title, metadata, and how many characters the text has."""
    title, known, characters = json.loads(head)
    for name in ("tags", "supersedes"):
        known[name] = tuple(known.get(name, ()))
    return str(title), Metadata(**known), int(characters)


def body_of(
    document: Document, passages: Sequence[Passage], units: Sequence[IndexedUnit], first: int
) -> bytes:
    """`first`: the row of the first passage."""
    row = document_row(document)
    starts = steps_of(p.span.start for p in passages)
    row["passages"] = [
        [step, len(p.span), *p.section] for step, p in zip(starts, passages, strict=True)
    ]
    starts = steps_of(u.span.start for u in units)
    owners = steps_of(u.passage - first for u in units)
    blocks = steps_of(u.block for u in units)
    row["units"] = [
        shortened([step, len(u.span), block, owner, int(u.boilerplate)], _UNIT)
        for step, block, owner, u in zip(starts, blocks, owners, units, strict=True)
    ]
    return zlib.compress(as_json(row).encode(), _LEVEL)


def from_body(
    body: bytes,
    row: DocumentRow,
    first_passage: int,
    first_unit: int,
    is_repeated: Callable[[str], bool],
) -> Held:
    """`is_repeated` says of a unit's text whether it is boilerplate, which other documents decide.

    Raises ValueError, KeyError, TypeError, zlib.error where it isn't what was written."""
    read: dict[str, Any] = json.loads(zlib.decompress(body))
    document = document_from(read)
    passages = tuple(
        Passage(
            id=f"{document.id}#{number}",
            document_id=document.id,
            span=Span(start=start, end=start + length),
            section=tuple(section),
        )
        for number, (start, length, *section) in enumerate(_placed(read["passages"]))
    )
    units = tuple(_units(read["units"], row, first_passage, document.text, is_repeated))
    return Held(
        document=document,
        first_passage=first_passage,
        first_unit=first_unit,
        passages=passages,
        units=units,
        units_of=_ranges(units, len(passages), first_passage, first_unit),
    )


def _placed(rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """With where each starts in place of the step from the one before."""
    start = 0
    for step, *rest in rows:
        start += step
        yield [start, *rest]


def _units(
    rows: Iterable[list[int]],
    document: DocumentRow,
    passage: int,
    text: str,
    is_repeated: Callable[[str], bool],
) -> Iterator[IndexedUnit]:
    """`passage`: the row of the document's first."""
    block = 0
    for start, length, *rest in _placed(rows):
        on, owner, boilerplate = (*rest, *_UNIT[2 + len(rest) :])
        block, passage = block + on, passage + owner
        span = Span(start=start, end=start + length)
        yield IndexedUnit(
            document=document,
            passage=PassageRow(passage),
            block=block,
            span=span,
            boilerplate=bool(boilerplate) or is_repeated(span.of(text)),
        )


def _ranges(
    units: Sequence[IndexedUnit], passages: int, first_passage: int, first_unit: int
) -> tuple[range, ...]:
    bounds = [[0, 0] for _ in range(passages)]
    for at, unit in enumerate(units, first_unit):
        bound = bounds[unit.passage - first_passage]
        bound[0] = bound[0] if bound[1] else at
        bound[1] = at + 1
    return tuple(range(*bound) for bound in bounds)
