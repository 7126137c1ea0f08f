"""What stands at one height of a PDF's page: names, and the figures behind them.

What always holds: a line is in one row; a figure that stands alone is plainly one, and of other
words only few count as a figure, below three figures that begin where they do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from corpus.figures.money import MONEY
from corpus.formats.header import is_number
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import MARK, Line
from corpus.formats.pdf.words import Word

SAME = 0.15  # of the size, between baselines of one line
BESIDE = 0.5  # of the size, between a name and the figures
_FIGURE_WORDS = 5
_LEAST_ALIKE = 3  # figures make a column known
_VALUE_WORDS = 3
_DRAWN_APART = 8  # lines between two of one row
_PLAIN = re.compile(rf"{MONEY}|\d{{1,2}}[:.h]\d\d(?!\d)")
_NUMBER = re.compile(rf"{MONEY}|[-+−–(]?\d[\d.,:]*[%°]?(?:\s?[–—-]\s?\d[\d.,:]*)?(?:\s|$)|[–—-]$")

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
    """Downwards; lines that were drawn apart together, where each ends before the next begins.
    `lines`: in the order in which they were drawn."""
    levels: list[list[Line]] = []
    for line in sorted(lines, key=lambda it: it.baseline):
        if levels and line.baseline - levels[-1][0].baseline <= SAME * line.size:
            levels[-1].append(line)
        else:
            levels.append([line])
    drawn = {id(line): number for number, line in enumerate(lines)}
    rows = [row for level in levels for row in _beside(level, drawn)]
    plain = [cell for row in rows for cell, alone in _cells(row)[-1:] if _is_figure(cell, alone)]
    edges = Counter(edge for cell in plain for edge in _edges(cell))
    known = frozenset(edge for edge, count in edges.items() if count >= _LEAST_ALIKE)
    return [_row(row, known) for row in rows]


def _beside(level: Sequence[Line], drawn: Mapping[int, int]) -> list[list[Line]]:
    """The lines of one height as one row, or each by itself where they aren't one."""
    lines = sorted(level, key=lambda it: it.left)
    one = all(
        b.left > a.right + BESIDE * b.size
        and _are_one(a, b, near=abs(drawn[id(a)] - drawn[id(b)]) <= _DRAWN_APART)
        for a, b in pairwise(lines)
    )
    return [lines] if one else [[line] for line in lines]


def _are_one(line: Line, other: Line, *, near: bool) -> bool:
    """Are two lines beside each other of one row? No name follows figures, for then two lists lie
    side by side; and what was drawn much later is nothing but figures."""
    if all(_is_figure(cell, True) for cell in cells_of(other)):
        return True
    return near and not _is_figure(cells_of(line)[-1], True)


def _edges(cell: Cell) -> tuple[tuple[str, int], tuple[str, int]]:
    """Where a cell begins and ends, in points."""
    return ("left", round(cell[0].box[0])), ("right", round(cell[-1].box[2]))


def _cells(lines: Sequence[Line]) -> list[tuple[Cell, bool]]:
    """The cells of a row, and whether each begins a line."""
    return [(cell, not at) for line in lines for at, cell in enumerate(cells_of(line))]


def _row(lines: Sequence[Line], known: Set[tuple[str, int]]) -> Row:
    """`known`: where columns of figures begin or end; a word or two may stand for one there."""
    cells = _cells(lines)
    start = len(cells)
    while start and _is_figure(*cells[start - 1]):
        start -= 1
    last, _ = cells[-1]
    if start == len(cells) > 1 and len(last) <= _VALUE_WORDS and not known.isdisjoint(_edges(last)):
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
