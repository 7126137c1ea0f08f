"""Columns of text that a file draws line by line: left line, right line, and so on down the page.

Such lines look like the rows of a table with two cells. They are columns where both sides run on:
where lines end since the next word had no room, and go on in the middle of a sentence.

What always holds: no word is lost and none changes its line; lines change their order, and are
parted, only within such columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.formats.pdf.lines import Line

_LEAST_ROWS = 3
_GUTTER = 0.9  # of the size, at least, between two columns
_INDENT = 3.0  # of the size: so far from its column's edge may a line begin
_NARROWEST = 8  # of the size
_FULL_LINES = 0.6  # of a column's lines end since the next word has no room
_RUN_ON = 0.3  # of them begin within a sentence
_ROOM = 2.0  # of the size: more than a next word needs may be free, as where lines are counted
_WORDS = 3  # a line, at least, on average
_MAX_LINES = 2_000
_MAX_EDGES = 12


def columns_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those of columns that were drawn line by line one column at a time."""
    if len(lines) > _MAX_LINES:  # no page of text
        return list(lines)
    for edge in _edges(lines):
        found = _columns_at(lines, edge)
        if found is not None:
            start, end, left, right = found
            apart = [*columns_apart(left), *columns_apart(right)]
            return [*columns_apart(lines[:start]), *apart, *columns_apart(lines[end:])]
    return list(lines)


def _edges(lines: Iterable[Line]) -> list[float]:
    """Where columns may begin, what most lines speak for first."""
    counts: Counter[float] = Counter()
    first: float | None = None
    for line in lines:
        if not line.upright:
            continue
        first = line.left if first is None else min(first, line.left)
        counts[round(line.left)] += 1
        for before, word in pairwise(line.words):
            if word.box[0] - before.box[2] >= _GUTTER * line.size:
                counts[round(word.box[0])] += 1
    near = {at: counts[at - 1] + counts[at] + counts[at + 1] for at in list(counts)}
    enough = [at for at, count in near.items() if count >= _LEAST_ROWS and at > (first or 0) + 40]
    return sorted(enough, key=lambda at: -near[at])[:_MAX_EDGES]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line, parted at the edge of a column; None for a side without words."""

    left: Line | None
    right: Line | None

    @property
    def baseline(self) -> float:
        return min(side.baseline for side in (self.left, self.right) if side is not None)

    @property
    def both(self) -> bool:
        return self.left is not None and self.right is not None


def _row(line: Line, edge: float) -> _Row | None:
    """The line parted at `edge`; None if it runs over it."""
    near = edge - 0.5 * line.size
    at = next((n for n, word in enumerate(line.words) if word.box[0] >= near), len(line.words))
    if not line.upright or (at and line.words[at - 1].box[2] > edge - 0.5 * line.size):
        return None
    words, name = line.words, line.column
    left = replace(line, words=words[:at], column=name + "l") if at else None
    right = replace(line, words=words[at:], column=name + "r") if at < len(words) else None
    if right is not None and right.left > edge + _INDENT * line.size and left is not None:
        return None
    if left is not None and right is not None and right.left - left.right < _GUTTER * line.size:
        return None
    return _Row(left, right)


def _columns_at(
    lines: Sequence[Line], edge: float
) -> tuple[int, int, list[Line], list[Line]] | None:
    """The first stretch of lines with a column that begins at `edge`: from where to where, and the
    lines of both sides."""
    rows = [_row(line, edge) for line in lines]
    for start, end in _stretches(rows):
        stretch = [row for row in rows[start:end] if row is not None]
        left = [row.left for row in stretch if row.left is not None]
        right = [row.right for row in stretch if row.right is not None]
        if _runs_on(left) and _runs_on(right) and not _restarts(stretch):
            return start, end, left, right
    return None


def _stretches(rows: Sequence[_Row | None]) -> Iterator[tuple[int, int]]:
    """Runs of rows down the page in which both sides take turns."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and _follows(rows[at - 1], rows[at]):
            continue
        turns = [n for n in range(start, at) if _takes_turns(rows, n, at)]
        if len(turns) >= _LEAST_ROWS:
            yield turns[0], _tail(rows, turns[-1] + 1, at)
        start = at


def _follows(above: _Row | None, row: _Row | None) -> bool:
    if above is None or row is None:
        return False
    size = max(side.size for side in (above.left, above.right, row.left, row.right) if side)
    return -0.5 * size <= row.baseline - above.baseline <= 4 * size


def _takes_turns(rows: Sequence[_Row | None], at: int, end: int) -> bool:
    row, after = rows[at], rows[at + 1] if at + 1 < end else None
    if row is None or row.both:
        return row is not None
    return after is not None and (row.left is None) != (after.left is None)


def _tail(rows: Sequence[_Row | None], at: int, end: int) -> int:
    """Where the stretch ends whose sides take turns up to `at`: past the rest of one column."""
    while at < end and rows[at - 1] is not None:
        above, row = rows[at - 1], rows[at]
        if above is None or row is None or row.both:
            break
        side = row.left or row.right
        if side is None or row.baseline - above.baseline > 1.7 * side.size:
            break
        at += 1
    return at


def _runs_on(column: Sequence[Line]) -> bool:
    """Is it running text?"""
    if len(column) < _LEAST_ROWS:
        return False
    edge = max(line.right for line in column)
    size = median(line.size for line in column)
    if edge - min(line.left for line in column) < _NARROWEST * size:
        return False
    if sum(len(line.words) for line in column) < _WORDS * len(column):
        return False
    full = cased = within = 0
    for line, after in pairwise(column):
        first = after.words[0]
        full += edge - line.right < first.box[2] - first.box[0] + _ROOM * line.size
        letter = next(filter(str.isalnum, after.text), "")
        cased += letter.isdigit() or letter.lower() != letter.upper()
        within += letter.islower()
    return full >= _FULL_LINES * (len(column) - 1) and within >= _RUN_ON * cased


def _restarts(rows: Sequence[_Row]) -> bool:
    """Do both sides begin anew together, time and again? Then they are a table's cells with several
    lines each."""
    if 2 * sum(row.both for row in rows) < len(rows):
        return False
    usual = median(row.baseline - above.baseline for above, row in pairwise(rows))
    count = 0
    for above, row in pairwise(rows):
        anew = not above.both or row.baseline - above.baseline > 1.3 * usual
        if anew and row.left is not None and row.right is not None:
            count += not (row.left.text[0].islower() or row.right.text[0].islower())
    return count >= 2
