"""The values that flow through the house: spans, blocks and documents.

What always holds: offsets are half-open and count code points of ``Document.text``; every block's
span lies inside its document and blocks are ordered and never overlap; nothing here is changed
after it was made.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The slice of `text` that this span names."""
        return text[self.start : self.end]


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one item of a list
    ROW = "row"  # one row of a table
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a document's text.

    span    without surrounding white space; a list item's span starts after its bullet or number
    level   1..6 for a heading, depth from 1 for an item, else 0
    group   number of the list or table that an item or row belongs to (unique in the document;
            a nested list shares its outermost list's number), else -1
    header  a table's header row
    apart   it stands beside the document's main text (a page's footer, a letterhead), under none of
            its headings: what is asked for may stand there, but it leads no other answer
    line    first line of the source file that it came from, from 1, where known
    """

    kind: BlockKind
    span: Span
    level: int = 0
    group: int = -1
    header: bool = False
    line: int | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stretch of a document's text stands in the file that it was extracted from.

    page    from 1, of a PDF; the number of a slide
    box     left, top, right and bottom in points from the page's top left corner
    edges   left and right of each word of the span in turn, in points; empty where unknown
    path    where it stands in a file without pages: an element's path, a paragraph or a cell
    anchor  id of the nearest element at or before it that has one, for a link to the place
    """

    span: Span
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    edges: tuple[float, ...] = ()
    path: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that a document was read from.

    file        relative to the corpus folder, with slashes; a member of an archive as
                ``reports.zip/2024/one.pdf``
    sha256      hex digest of that file's (or member's) bytes
    media_type  ``text/plain``, ``application/pdf`` and the like
    encoding    what its bytes were decoded with; None where that is the format's own affair
    """

    file: str
    sha256: str
    media_type: str
    encoding: str | None = None


# What a document's language is taken for where nobody has told it: `corpus.contents` always has.
UNTOLD_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about a document beyond its text. Dates are ISO 8601 (``2020-02-14``).

    assumed  nothing said which language it is in, and its text tells too little by itself: it was
             taken from the other documents
    """

    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str = UNTOLD_LANGUAGE
    assumed: bool = False
    url: str | None = None
    licence: str | None = None
    tags: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_until: str | None = None
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as people see it: `text` is what quotes are slices of.

    sha256  hex digest of `text` encoded as UTF-8
    places  where the text stands in the original, ordered and disjoint; empty where the text is
            the file's own (plain text, JSON Lines, CSV)
    source  the file, None where there is no such one
    """

    id: str
    title: str
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    places: tuple[Place, ...] = ()
    source: Source | None = None


def text_digest(text: str) -> str:
    """SHA-256 of a document's text, hex. Lone surrogates (only hostile input has them) hash too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
