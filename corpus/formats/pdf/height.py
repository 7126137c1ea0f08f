"""What stands at one height of a PDF's page: names, and the figures behind them.

What always holds: a line is in one row; a figure that stands alone is plainly one, and of other
words only few count as a figure, below three figures that begin where they do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from corpus.figures import MONEY
from corpus.formats.header import is_number
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import MARK, Line
from corpus.formats.pdf.words import Word

SAME = 0.15  # of the size, between baselines of one line
BESIDE = 0.5  # of the size, between a name and the figures
_FIGURE_WORDS = 5
_LEAST_ALIKE = 3  # figures make a column known
_VALUE_WORDS = 3
_PLAIN = re.compile(rf"{MONEY}|\d{{1,2}}[:.h]\d\d(?!\d)")
_NUMBER = re.compile(rf"{MONEY}|[-+−–(]?\d|[–—-]$")

Cell = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at one height: `names` and the `figures` behind them; either may be missing."""

    lines: tuple[Line, ...]
    names: tuple[Cell, ...]
    figures: tuple[Cell, ...]

    @property
    def height(self) -> float:
        return self.lines[0].baseline

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def left(self) -> float:
        return self.names[0][0].box[0]

    @property
    def bold(self) -> bool:
        """Are its names?"""
        words = [word for cell in self.names for word in cell]
        return all(word.bold for word in words if any(map(str.isalnum, word.text)))

    @property
    def text(self) -> str:
        return " ".join(word.text for cell in self.names for word in cell)


def rows_by_height(lines: Sequence[Line]) -> list[Row]:
    """Downwards; lines that were drawn apart together, where each ends before the next begins."""
    levels: list[list[Line]] = []
    for line in sorted(lines, key=lambda it: it.baseline):
        if levels and line.baseline - levels[-1][0].baseline <= SAME * line.size:
            levels[-1].append(line)
        else:
            levels.append([line])
    rows = [row for level in levels for row in _beside(sorted(level, key=lambda it: it.left))]
    lefts = Counter(
        round(cell[0].box[0])
        for row in rows
        for cell, alone in _cells(row)[-1:]
        if _is_figure(cell, alone)
    )
    known = frozenset(left for left, count in lefts.items() if count >= _LEAST_ALIKE)
    return [_row(row, known) for row in rows]


def _beside(level: Sequence[Line]) -> list[list[Line]]:
    """The lines of one height as one row, or each by itself where they overlap."""
    apart = all(b.left > a.right + BESIDE * b.size for a, b in pairwise(level))
    return [list(level)] if apart else [[line] for line in level]


def _cells(lines: Sequence[Line]) -> list[tuple[Cell, bool]]:
    """The cells of a row, and whether each begins a line."""
    return [(cell, not at) for line in lines for at, cell in enumerate(cells_of(line))]


def _row(lines: Sequence[Line], known: Set[int]) -> Row:
    """`known`: where columns of figures begin; there a word or two may stand for one."""
    cells = _cells(lines)
    start = len(cells)
    while start and _is_figure(*cells[start - 1]):
        start -= 1
    last, _ = cells[-1]
    if start == len(cells) > 1 and len(last) <= _VALUE_WORDS and round(last[0].box[0]) in known:
        start -= 1
    names, figures = cells[:start], cells[start:]
    return Row(tuple(lines), tuple(it for it, _ in names), tuple(it for it, _ in figures))


def _is_figure(cell: Cell, alone: bool) -> bool:
    """Is it an amount? `alone`: it begins its line, so that it must be plainly one."""
    text = " ".join(word.text for word in cell)
    if is_number(text):
        return not MARK.fullmatch(text)
    if len(cell) > _FIGURE_WORDS:
        return False
    return (_PLAIN if alone else _NUMBER).match(text) is not None
