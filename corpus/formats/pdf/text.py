"""Writes the canonical text of a PDF, with its blocks and with the place of each line.

The lines of a paragraph are joined with one space: line ends are the page's affair, and a quote
with them reads badly. A word that was parted at a line end is written whole, since that hyphen is
the page's too: a search for "government" must find it, and who reads the quote expects it.
Whether a hyphen belongs to the word ("well-known") is decided by how the document writes the word
elsewhere. All this happens once, here; a quote is a slice of this text and stays as it is.

What always holds: each line of the page, or each part of it between wide gaps, is one place; its
span is words with white space between, and it has the left and right of each unless the line is
turned; the halves of a parted word are in the places of their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from corpus.document import Block, BlockKind, Place, Span
from corpus.formats.pdf.flow import Draft, is_wide
from corpus.formats.pdf.glyph import returned_box
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import Line
from corpus.formats.pdf.words import Word

_HYPHENS = "-‐"
_HEAD = re.compile(r"[\w'’.-]*[^\W\d_]$")
_TAIL = re.compile(r"[^\W\d_]+(?:['’-]\w+)*")
_PREFIXES = frozenset(("non", "self"))  # that keep a hyphen of their own
_AROUND = "\"'“”‘’()[]{}<>«»,.;:!?…"
_CELL = " | "  # between the cells of a row
_MAX_INDENT = 40
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")  # scripts without spaces


class PdfText:
    """Takes drafts in order; then there are `text`, `blocks` and `places`."""

    def __init__(self, pages: Iterable[Sequence[Line]]) -> None:
        self._words = _vocabulary(pages)
        self._parts: list[str] = []
        self._length = 0
        self._before: Draft | None = None
        self.blocks: list[Block] = []
        self.places: list[Place] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, draft: Draft) -> None:
        before, self._before = self._before, draft
        if before is not None:
            same = before.kind is draft.kind and before.group == draft.group
            listed = draft.group >= 0 or draft.kind is None
            self._write("\n" if same and listed else "\n\n")
        start = self._length
        if draft.kind is BlockKind.ROW:
            self._row(draft)
        elif draft.kind is BlockKind.CODE:
            start = self._code(draft.lines)
        else:
            self._flowing(draft.lines)
            if draft.marked:
                start += len(draft.lines[0].words[0].text) + 1
        if draft.kind is not None:
            span = Span(start=start, end=self._length)
            self.blocks.append(
                Block(
                    kind=draft.kind,
                    span=span,
                    level=draft.level,
                    group=draft.group,
                    header=draft.header,
                )
            )

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _place(self, text: str, words: Sequence[Word], line: Line) -> None:
        """Writes `text`, the words of a line or of a part of it, and notes where they stand."""
        start = self._length
        self._write(text)
        boxes = [returned_box(word.box, line.turn) if line.turn else word.box for word in words]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        edges = [round(edge, 1) for pair in zip(lefts, rights, strict=True) for edge in pair]
        self.places.append(
            Place(
                span=Span(start=start, end=self._length),
                page=line.page,
                box=(
                    round(min(lefts), 1),
                    round(min(tops), 1),
                    round(max(rights), 1),
                    round(max(bottoms), 1),
                ),
                edges=tuple(edges) if line.upright and not line.turn else (),
            )
        )

    def _flowing(self, lines: Sequence[Line]) -> None:
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            *cells, last = cells_of(line) if is_wide(line) else (line.words,)
            for cell in cells:
                self._place(_text(cell), cell, line)
                self._write(" ")
            text, joint = _text(last), ""
            if after is not None:
                text, joint = self._joint(text, after.words[0].text)
            self._place(text, last, line)
            self._write(joint)

    def _joint(self, text: str, tail: str) -> tuple[str, str]:
        """A line as it is written when a line that begins with `tail` follows, and what stands
        between them."""
        if _WIDE.match(text[-1]) and _WIDE.match(tail[0]):
            return text, ""
        word = text.rsplit(" ", 1)[-1]
        head = word[:-1].lstrip(_AROUND)
        found = _TAIL.match(tail)
        if word[-1] not in _HYPHENS or not _HEAD.match(head) or found is None:
            return text, " "
        return (text if self._keeps_hyphen(head, found[0]) else text[:-1]), ""

    def _keeps_hyphen(self, head: str, tail: str) -> bool:
        """Does the hyphen belong to the word? Asked of the document's other words first."""
        one, other = head.casefold(), tail.casefold()
        if one + other in self._words:
            return False
        if f"{one}-{other}" in self._words or "-" in one or any(map(str.isdigit, one)):
            return True
        if one in _PREFIXES or (tail[0].isupper() and not head.isupper()):
            return True
        return min(len(one), len(other)) > 2 and {one, other} <= self._words

    def _row(self, draft: Draft) -> None:
        line = draft.lines[0]
        cells = list(draft.cells or ([(line, it)] for it in cells_of(line)))
        while not cells[-1]:
            cells.pop()
        for number, cell in enumerate(cells):
            if number:
                self._write(_CELL if any(cells[:number]) else _CELL.lstrip())
            parts = [(line, it) for line, words in cell for it in _heights(words)]
            for at, (beside, words) in enumerate(parts, start=1):
                text, joint = _text(words), ""
                if at < len(parts):
                    text, joint = self._joint(text, parts[at][1][0].text)
                self._place(text, words, beside)
                self._write(joint)

    def _code(self, lines: Sequence[Line]) -> int:
        """Lines as they stand, their indents and gaps as spaces; gives where they start."""
        words = [word for line in lines for word in line.words]
        width = median((word.box[2] - word.box[0]) / len(word.text) for word in words)
        margin = min(line.left for line in lines)

        def spaces(gap: float) -> int:
            return min(_MAX_INDENT, round(gap / width)) if width > 0 else 0

        start = -1
        for number, line in enumerate(lines):
            self._write("\n" * bool(number) + " " * spaces(line.left - margin))
            start = self._length if start < 0 else start
            text = line.words[0].text
            for before, word in zip(line.words, line.words[1:], strict=False):
                text += " " * max(1, spaces(word.box[0] - before.box[2])) + word.text
            self._place(text, line.words, line)
        return start


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def _heights(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The words of a cell that stand at one height: its lines, where it was put together."""
    start = 0
    for at in range(1, len(words)):
        (_, top, _, bottom), (_, above, _, below) = words[at].box, words[at - 1].box
        if min(bottom, below) - max(top, above) < min(bottom - top, below - above) / 2:
            yield words[start:at]
            start = at
    yield words[start:]


def _vocabulary(pages: Iterable[Sequence[Line]]) -> frozenset[str]:
    """The document's words, folded, without halves of parted ones."""
    found: set[str] = set()
    parted = False
    for lines in pages:
        for line in lines:
            words = [word.text for word in line.words]
            if parted:
                del words[0]
            parted = line.words[-1].text[-1] in _HYPHENS
            if parted and words:
                del words[-1]
            found |= {word.strip(_AROUND).casefold() for word in words}
    return frozenset(found)
