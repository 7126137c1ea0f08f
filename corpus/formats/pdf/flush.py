"""Figures at the right of their column whose names nearly reach them: the longest name of a list
and its amount stand as near as two words, and so do the figures of two columns.

What always holds: only a line whose figures end where those of two others end is parted, before an
amount, at its widest gap, or behind such figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from corpus.formats.header import is_number
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import Line

_LEAST = 2
_NEAR = 0.6  # points by which the ends of a column differ
_WIDE = 0.45  # of the size: wider than a space
_MORE = 1.3  # so much wider than the other gaps of the line
_LINES = 12.0  # of the size: how far the others stand
_MOST_LINES = 2_000
_BEGINS = re.compile(r"[-+−–(]?[$€£¥]?\d|[-+−–]$")  # a figure, or the sign before it
_ENDS = frozenset("0123456789%)€£$")

_Place = tuple[str, int, int]  # a column of text, its turn, and about where figures end


def parted_figures(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with those parted."""
    if len(lines) > _MOST_LINES:  # no page of text, and this takes the square of their number
        return list(lines)
    whole = _parted_columns(lines)
    ends = [line for line in whole if line.upright and _ends_in_figures(line)]
    return [_parted(line, ends) for line in whole]


def _parted_columns(lines: Sequence[Line]) -> list[Line]:
    """With lines parted behind each of their figures that ends where figures of two others end,
    where other figures follow all of them at more than a space."""
    found = [_before_figures(line) for line in lines]
    ends: dict[_Place, list[tuple[float, float]]] = defaultdict(list)
    for line, behind in zip(lines, found, strict=True):
        for end in behind.values():
            ends[line.column, line.turn, round(end)].append((end, line.baseline))

    def is_column(line: Line, end: float) -> bool:
        near = (ends[line.column, line.turn, round(end) + n] for n in (-1, 0, 1))
        alike = sum(
            abs(other - end) <= _NEAR and abs(at - line.baseline) <= _LINES * line.size
            for other, at in chain.from_iterable(near)
        )
        return alike > _LEAST  # it is one of them

    parts = [
        frozenset(at for at, end in behind.items() if is_column(line, end))
        for line, behind in zip(lines, found, strict=True)
    ]
    return [
        replace(line, parted=line.parted | cuts) if cuts else line
        for line, cuts in zip(lines, parts, strict=True)
    ]


def _before_figures(line: Line) -> dict[int, float]:
    """Which words begin figures behind other figures at more than a space, and where those end."""
    if not line.upright or line.mono:
        return {}
    return {
        at: one.box[2]
        for at, (one, other) in enumerate(pairwise(line.words), start=1)
        if other.box[0] - one.box[2] >= _WIDE * line.size
        and one.text[-1] in _ENDS
        and _BEGINS.match(other.text)
    }


def _ends_in_figures(line: Line) -> bool:
    cells = cells_of(line)
    return len(cells) > 1 and is_number(" ".join(word.text for word in cells[-1]))


def _parted(line: Line, ends: Sequence[Line]) -> Line:
    if not line.upright or len(line.words) < 3 or len(cells_of(line)) > 1:
        return line
    beside = [
        it
        for it in ends
        if abs(it.right - line.right) <= _NEAR
        and abs(it.baseline - line.baseline) <= _LINES * line.size
        and (it.column, it.turn) == (line.column, line.turn)
    ]
    if len(beside) < _LEAST:
        return line
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(line.words)]
    widest = max(gaps)
    at = gaps.index(widest) + 1
    others = [gap for n, gap in enumerate(gaps, start=1) if n != at]
    amount = " ".join(word.text for word in line.words[at:])
    wide = widest >= _WIDE * line.size and widest >= _MORE * max(others)
    return replace(line, parted=line.parted | {at}) if wide and is_number(amount) else line
