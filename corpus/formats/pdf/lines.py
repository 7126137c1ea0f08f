"""From the glyphs of a page to its lines of words.

PDFium gives glyphs in the order of drawing, which nearly always is the order of reading, and says
where it sees line ends and gaps. Its gaps are too few where a file has no spaces of its own (some
typesetters only move the pen), so a move of the pen counts as a gap too.

What always holds: every glyph is in one word, every word in one line; a line's words stand in the
order in which they are read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from corpus.formats.pdf.glyph import Box, Glyph, PdfPage
from corpus.formats.pdf.words import (
    Word,
    composed,
    dots_apart,
    merged,
    most,
    parts_of,
    with_raised,
    word_of,
)

# Parts of the font's size. A typesetter's narrowest space is about 0.2, kerning stays below 0.15.
_SPACE = 0.2
_NEAR = 1.2  # runs of one line that lie closer than this belong together whatever PDFium says
_DRAWN_BACK = 0.08  # so far may the pen go back inside of a word
_MARK_ROOM = 4  # so far may a list's mark stand from its item

# What stands before an item of a list; the private ones are the bullets of symbol fonts.
BULLET = re.compile(r"[•‣⁃◦▪▫●○■□◆◇♦➢➤✓✔❖‧∙·*–—\-−\uf0a7\uf0b7\uf0d8\uf0fc\uf02d]")
MARK = re.compile(rf"{BULLET.pattern}|\(?\d{{1,3}}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{{1,5}}\)")


@dataclass(frozen=True, kw_only=True)
class Line:
    """Words on one baseline.

    upright  False for text that is turned on the page as shown
    turn     90 or 270 where it was read as if the page had been turned (see `turned`)
    column   which one of columns that were drawn line by line; those within one have longer names
    parted   which words begin a cell though the gap before them is none (see `aligned`)
    heights  the first and last baseline of what it was put together of (see `wrapped`)
    ruled    a level rule is drawn right above it (see `ruled`)
    """

    page: int
    words: tuple[Word, ...]
    upright: bool
    turn: int = 0
    column: str = ""
    parted: frozenset[int] = frozenset()
    heights: tuple[float, float] | None = None
    ruled: bool = False

    @cached_property
    def box(self) -> Box:
        boxes = [word.box for word in self.words]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        return most((word.size, len(word.text)) for word in self.words)

    @cached_property
    def baseline(self) -> float:
        return most((word.baseline, len(word.text)) for word in self.words)

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def mono(self) -> bool:
        return all(word.mono for word in self.words)

    def above(self, other: Line) -> float:
        """How far its last baseline is above the other line's first one."""
        _, last = self.heights or (0.0, self.baseline)
        first, _ = other.heights or (other.baseline, 0.0)
        return first - last

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def right(self) -> float:
        return self.box[2]


def lines_of(page: PdfPage) -> tuple[Line, ...]:
    """The lines of a page in the order of reading."""
    runs = [_line(run, page.number) for run in _runs(dots_apart(composed(page.glyphs)))]
    lines = [
        replace(line, words=with_raised(line.words)) if line.upright else line
        for line in _joined(runs)
    ]
    return tuple(_in_order(_with_marks(lines)))


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[list[Glyph]]]:
    """Words, each a list of glyphs, up to where a line ends."""
    run: list[list[Glyph]] = []
    gap = True
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text == " ":
            gap = True
            continue
        if glyph.text == "\n" or (last and _leaves(last, glyph)):
            if run:
                yield run
            run, last, gap = [], None, True
            if glyph.text == "\n":
                continue
        if last and last.style.upright:
            space = _SPACE * max(last.style.size, glyph.style.size)
            gap = gap or glyph.start - last.end > space
        if gap or not run:
            run.append([])
        run[-1].append(glyph)
        gap, last = False, glyph
    if run:
        yield run


def _leaves(last: Glyph, glyph: Glyph) -> bool:
    """Does the pen leave the line between two glyphs?"""
    if last.style.upright != glyph.style.upright:
        return True
    if not glyph.style.upright:
        return False
    size = max(last.style.size, glyph.style.size, 1.0)
    return abs(glyph.baseline - last.baseline) > 0.7 * size or glyph.end < last.start - size


def _line(run: Sequence[Sequence[Glyph]], page: int) -> Line:
    words = tuple(word_of(part) for word in run for part in parts_of(word))
    return Line(page=page, words=words, upright=run[0][0].style.upright)


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Puts together what PDFium parted on one line: raised figures, cells of a table."""
    held: Line | None = None
    for line in lines:
        if held is not None and _same_line(held, line):
            words = (*held.words, *line.words)
            if _goes_on(held, line):
                last, first = held.words[-1], line.words[0]
                words = (*held.words[:-1], merged(last, first), *line.words[1:])
            held = Line(page=held.page, words=words, upright=True)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _same_line(held: Line, line: Line) -> bool:
    if not (held.upright and line.upright):
        return False
    size = max(held.size, line.size)
    gap = line.left - held.right
    apart = abs(line.baseline - held.baseline)
    if apart <= 0.15 * size:
        return gap > -0.3 * size
    return apart <= 0.5 * size and -0.3 * size <= gap <= _NEAR * size


def _goes_on(held: Line, line: Line) -> bool:
    """Does a word go on that was drawn in two? The pen may have gone back a little between them."""
    last, first = held.words[-1], line.words[0]
    alike = last.size == first.size and last.bold == first.bold
    same = alike and abs(last.baseline - first.baseline) <= 0.02 * first.size
    near = -_DRAWN_BACK <= (first.box[0] - last.box[2]) / max(first.size, 1.0) <= 0.02
    return same and near and last.text[-1].isalpha() and first.text[0].islower()


def _with_marks(lines: list[Line]) -> list[Line]:
    """Puts bullets and numbers that were drawn by themselves, say all of a page at its end, before
    the line that they stand beside."""
    marks = [line for line in lines if len(line.words) == 1 and MARK.fullmatch(line.text)]
    if not marks:
        return lines
    heights: dict[int, list[Line]] = defaultdict(list)
    for mark in marks:
        for near in (-1, 0, 1):
            heights[int(mark.baseline) + near].append(mark)
    lone = {id(line) for line in marks}
    found: dict[int, Line] = {}
    for line in lines:
        if id(line) in lone or not line.upright:
            continue
        for mark in heights[int(line.baseline)]:
            beside = abs(mark.baseline - line.baseline) <= 0.15 * line.size
            if beside and 0 <= line.left - mark.right <= _MARK_ROOM * line.size:
                found[id(line)] = mark
    used = {id(mark) for mark in found.values()}
    return [
        Line(page=line.page, words=(*found[id(line)].words, *line.words), upright=True)
        if id(line) in found
        else line
        for line in lines
        if id(line) not in used
    ]


def _in_order(lines: list[Line]) -> list[Line]:
    """The lines as they are, unless most of them stand above the one drawn before them: then the
    file draws in no order, and they are read downwards."""
    upwards = sum(b.baseline < a.baseline for a, b in pairwise(lines))
    if 2 * upwards <= len(lines):
        return lines
    return sorted(lines, key=lambda line: (line.baseline, line.left))
