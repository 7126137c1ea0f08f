"""What a page's drawn rules tell of its lines: a grid's cell may be so full that its words nearly
meet the next one's, and its rows lie no further apart than the lines of a cell.

What always holds: a line is parted only between two words, where a rule that stands upright beside
the whole line lies between them; none of its words changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.formats.pdf.glyph import Box
from corpus.formats.pdf.lines import Line

_HIGH = 0.6  # of the size: how far above its baseline a line is at least
_ABOVE = 1.6  # of the size: how far above its baseline a rule is the line's own
_NEAR = 1.0  # points by which words may reach over a rule


def ruled(lines: Sequence[Line], rules: Sequence[Box]) -> list[Line]:
    """The lines of a page in cells, where upright ones of its `rules` stand between their words;
    those that a level one stands over know it."""
    upright = sorted((it for it in rules if it[3] - it[1] > it[2] - it[0]), key=_middle)
    level = sorted((it for it in rules if it[3] - it[1] <= it[2] - it[0]), key=lambda it: it[1])
    places, heights = [_middle(rule) for rule in upright], [rule[1] for rule in level]
    found = []
    for drawn in lines:
        parts = frozenset(_parts(drawn, upright, places)) if drawn.upright else frozenset()
        below = drawn.upright and _is_ruled(drawn, level, heights)
        line = replace(drawn, parted=drawn.parted | parts, ruled=below)
        found.append(line if parts or below else drawn)
    return found


def _is_ruled(line: Line, rules: Sequence[Box], heights: Sequence[float]) -> bool:
    first = bisect_left(heights, line.baseline - _ABOVE * line.size)
    last = bisect_right(heights, line.baseline - _HIGH * line.size)
    left, _, right, _ = line.words[0].box
    return any(rule[0] <= (left + right) / 2 <= rule[2] for rule in rules[first:last])


def _parts(line: Line, rules: Sequence[Box], places: Sequence[float]) -> Iterator[int]:
    top, bottom = line.baseline - _HIGH * line.size, line.baseline
    for at, (before, word) in enumerate(pairwise(line.words), start=1):
        first = bisect_left(places, before.box[2] - _NEAR)
        last = bisect_right(places, word.box[0] + _NEAR)
        if any(rule[1] <= top and bottom <= rule[3] for rule in rules[first:last]):
            yield at


def _middle(rule: Box) -> float:
    return (rule[0] + rule[2]) / 2
