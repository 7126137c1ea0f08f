"""Figures at the right of their column whose names nearly reach them: the longest name of a list
and its amount stand as near as two words.

What always holds: only a line that ends where the figures of two others end is parted, before an
amount, at its widest gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.formats.header import is_number
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import Line

_LEAST = 2
_NEAR = 0.6  # points by which the ends of a column differ
_WIDE = 0.45  # of the size: wider than a space
_MORE = 1.3  # so much wider than the other gaps of the line
_LINES = 12.0  # of the size: how far the others stand
_MOST_LINES = 2_000


def parted_figures(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with those parted."""
    if len(lines) > _MOST_LINES:  # no page of text, and this takes the square of their number
        return list(lines)
    ends = [line for line in lines if line.upright and _ends_in_figures(line)]
    return [_parted(line, ends) for line in lines]


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
