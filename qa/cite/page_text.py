"""A document's text as a browser searches its page, folded more than any browser folds.

Browsers differ in how much they fold when they compare (case, accents, quotation marks, white
space, word boundaries). What always holds: whatever a browser takes for the same is the same in
`PageText.folded`, so what is there once is on the page at most once. A piece is a stretch that a
browser matches within: never over the edge of a block, a line or a table cell.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from corpus.document import BlockKind, Document, Span

_LINES = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_CELLS = re.compile(r"(?:(?!\t|(?<!\S)\|(?!\S))[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029])+")
_CODE = re.compile(r"\S+(?: \S+)*")  # where white space counts, no part holds more than one space


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A document's text as a browser would search it.

    pieces   the stretches that a part may lie in, in order
    starts   for each piece where it begins in `folded`
    folded   the folded pieces with a space between them
    """

    text: str
    pieces: tuple[Span, ...]
    starts: tuple[int, ...]
    folded: str

    def place(self, piece: int, at: int) -> int:
        """Where an offset that stands in a piece is in the folded text."""
        before = _fold(self.text[self.pieces[piece].start : at])
        folded = _collapsed(before)
        return self.starts[piece] + len(folded) + bool(folded and before[-1].isspace())

    def segments(self, span: Span) -> list[tuple[int, Span]]:
        """The parts of a span that lie in pieces, each with its piece's number, without the white
        space around it; none is empty."""
        number = max(0, bisect_right(self.pieces, span.start, key=lambda it: it.start) - 1)
        found = []
        for row in range(number, len(self.pieces)):
            piece = self.pieces[row]
            if piece.start >= span.end:
                break
            start, end = max(piece.start, span.start), min(piece.end, span.end)
            if start < end and (inner := _stripped(self.text, start, end)):
                found.append((row, inner))
        return found


def page_text(document: Document) -> PageText:
    """O(length of the text); worth keeping."""
    text = document.text
    pieces: list[Span] = []
    starts: list[int] = []
    parts: list[str] = []
    at = 0
    for block in document.blocks:
        pattern = {BlockKind.ROW: _CELLS, BlockKind.CODE: _CODE}.get(block.kind, _LINES)
        for found in pattern.finditer(text, block.span.start, block.span.end):
            folded = fold(found.group())
            if folded and (piece := _stripped(text, found.start(), found.end())):
                pieces.append(piece)
                starts.append(at)
                parts.append(folded)
                at += len(folded) + 1
    return PageText(text=text, pieces=tuple(pieces), starts=tuple(starts), folded=" ".join(parts))


def _stripped(text: str, start: int, end: int) -> Span | None:
    body = text[start:end]
    inner = body.strip()
    if len(inner) < len(body):
        start += len(body) - len(body.lstrip())
    return Span(start=start, end=start + len(inner)) if inner else None


class _Folding(dict[int, str | None]):
    """What `str.translate` does to a character, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        folded: str | None = character
        if not character.isspace() and unicodedata.category(character)[0] in "MC":
            folded = None  # marks, and what can't be seen
        self[code] = folded
        return folded


_FOLDING = _Folding(
    {**dict.fromkeys(map(ord, "‘’‚‛"), "'"), **dict.fromkeys(map(ord, "“”„‟"), '"')}
)
_FOLDING |= {ord(a): b for a, b in (("ø", "o"), ("ł", "l"), ("đ", "d"), ("æ", "ae"), ("œ", "oe"))}


def fold(text: str) -> str:
    """A stretch of text as it would stand in `PageText.folded`."""
    return _collapsed(_fold(text))


def _fold(text: str) -> str:
    """Case, accents, compatibility forms and quotation marks; each character by itself."""
    if text.isascii() and text.isprintable():
        return text.lower()
    return unicodedata.normalize("NFKD", text).casefold().translate(_FOLDING)


def _collapsed(text: str) -> str:
    return " ".join(text.split())
