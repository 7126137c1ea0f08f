"""Rows of a PDF's table whose names take several lines, or whose cells were drawn apart, as one
line each.

A file draws a table cell by cell, often also column by column: then a figure comes long after the
name that it stands beside, and a name of two lines has its figure beside the first, the last or
neither of them. What always holds: only figures that stand below each other, two at least, are
given to the names left of them; what runs on as text is none of these, and each word keeps its box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from corpus.formats.pdf.height import BESIDE, SAME, Cell, Row, rows_by_height
from corpus.formats.pdf.lines import Line
from corpus.formats.pdf.words import Word

_MOST_LINES = 2_000
_NEAR = 0.6  # of the size, by which cells of a column differ
_HANGS = 2.5  # of the size, by which more of a name is indented
_INDENT = 1.0  # the same where there are columns of names
_LEADING = 1.6  # of the size, between lines of a cell
_FURTHEST = 3.5  # of the size, between two lines of a table
_TIGHT = 0.87  # of the distance of rows: so near stands what goes on with a cell
_JUMP = 1.2  # so much wider are the gaps between rows than those in them
_MOST_BETWEEN = 5  # lines of a name
_RUN_ON = 0.3  # of the names begin within a sentence, at most
_TEXT_WORDS = 3  # a line of running text, at least, on average
_NAME_CHARS = 160
_SAYS = re.compile(r":\s\S*\d\S*$")  # a label with its own value
_OPEN = re.compile(r"[,/&(-]$")


def unwrapped(lines: Sequence[Line], *, but: Set[int] = frozenset()) -> list[Line]:
    """The lines of a page with such rows as one line each, those of a table in order. `but`: the
    `id()` of lines that are none of a table's."""
    found = list(lines)
    if len(lines) > _MOST_LINES:  # no page of text
        return found
    plain = [it for it in lines if it.upright and not it.mono and id(it) not in but]
    for place in dict.fromkeys((it.column, it.turn) for it in plain):
        own = [it for it in plain if (it.column, it.turn) == place]
        for table in _tables(rows_by_height(own)):
            parts = _whole([*_parts(table)])
            made = [(part, _one(part)) for part in parts]
            if any(one is not None for _, one in made) and not _is_text(parts):
                found = _replaced(found, made)
    return found


def _replaced(
    lines: Sequence[Line], made: Sequence[tuple[Sequence[Row], Line | None]]
) -> list[Line]:
    """The lines with the rows of a table where the first of their lines stands."""
    known = {id(line) for part, _ in made for row in part for line in row.lines}
    first = next(at for at, line in enumerate(lines) if id(line) in known)
    rows: list[Line] = []
    for part, one in made:
        rows += [line for row in part for line in row.lines] if one is None else [one]
    others = [line for line in lines[first:] if id(line) not in known]
    top = made[0][0][0]
    over = [it for it in others if _is_over(it, top)]
    return [*lines[:first], *over, *rows, *(it for it in others if not _is_over(it, top))]


def _is_over(line: Line, top: Row) -> bool:
    place = top.lines[0]
    same = (line.column, line.turn) == (place.column, place.turn)
    return same and line.baseline < top.height and line.right > place.left


# --- tables -----------------------------------------------------------------------------------


def _tables(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows with figures below each other, and lines of names between and around them."""
    counted = [at for at, row in enumerate(rows) if row.figures]
    start = 0
    for n in range(1, len(counted) + 1):
        if n < len(counted) and _follows(rows, counted[n - 1], counted[n]):
            continue
        if n - start > 1:
            yield _with_names(rows, counted[start], counted[n - 1])
        start = n


def _follows(rows: Sequence[Row], one: int, other: int) -> bool:
    """Do figures go on with those above, with nothing but lines of names between them?"""
    above, below = rows[one], rows[other]
    if other - one > _MOST_BETWEEN or not _aligned(above, below):
        return False
    if not all(_is_near(a, b) for a, b in pairwise(rows[one : other + 1])):
        return False
    between = rows[one + 1 : other]
    if not all(_fits(row, above) and _fits(row, below) for row in between):
        return False
    lefts = [row.left for row in (above, below) if row.names]
    return max(lefts, default=0) - min(lefts, default=0) <= _HANGS * above.size


def _is_near(above: Row, below: Row) -> bool:
    alike = abs(above.size - below.size) < SAME * above.size
    return alike and below.height - above.height <= _FURTHEST * above.size


def _aligned(one: Row, other: Row) -> bool:
    if len(one.figures) != len(other.figures):
        return False
    near = _NEAR * one.size
    return all(
        min(
            abs(a[0].box[0] - b[0].box[0]),
            abs(a[-1].box[2] - b[-1].box[2]),
            abs(a[0].box[0] + a[-1].box[2] - b[0].box[0] - b[-1].box[2]) / 2,
        )
        <= near
        for a, b in zip(one.figures, other.figures, strict=True)
    )


def _fits(names: Row, row: Row) -> bool:
    """May a line of names be more of a row's name?"""
    if names.figures or (row.names and names.bold != row.bold) or _SAYS.search(names.text):
        return False
    if names.names[-1][-1].box[2] > row.figures[0][0].box[0] - BESIDE * row.size:
        return False
    if not row.names:
        return True
    return names.left >= row.left - _HANGS * row.size


def _with_names(rows: Sequence[Row], first: int, last: int) -> list[Row]:
    """With the lines of names right above and below that may belong to the first and last row."""
    start, end = first, last + 1
    while start and first - start < _MOST_BETWEEN and _fits(rows[start - 1], rows[first]):
        if not _is_near(rows[start - 1], rows[start]):
            break
        start -= 1
    while end < len(rows) and end - last <= _MOST_BETWEEN and _fits(rows[end], rows[last]):
        if not _is_near(rows[end - 1], rows[end]):
            break
        end += 1
    return list(rows[start:end])


def _is_text(parts: Sequence[Sequence[Row]]) -> bool:
    """Is what stands left of the figures running text? Then much of it begins within a sentence."""
    begins = [next((row for row in part if row.names), part[0]) for part in parts]
    words = [len(row.text.split()) for row in begins if len(row.names) == 1]
    letters = [letter for it in begins if (letter := next(filter(str.isalpha, it.text), ""))]
    few = sum(words) < _TEXT_WORDS * len(begins)
    return not few and sum(map(str.islower, letters)) > _RUN_ON * len(letters)


# --- rows -------------------------------------------------------------------------------------


def _parts(table: Sequence[Row]) -> Iterator[list[Row]]:
    """What belongs to one row each."""
    tight = _tight(table)
    left = min((row.left for row in table if row.figures and row.names), default=0.0)
    part: list[Row] = []
    for row in table:
        if part and not _goes_on(part[-1], row, tight, left):
            yield part
            part = []
        part.append(row)
    yield part


def _whole(parts: list[list[Row]]) -> list[list[Row]]:
    """Without those at the edges that have no figures: titles, and text that follows."""
    counted = [at for at, part in enumerate(parts) if any(row.figures for row in part)]
    return parts[counted[0] : counted[-1] + 1]


def _tight(table: Sequence[Row]) -> float:
    """Lines so near belong to one row; 0 where their distance doesn't tell."""
    rows = [(b.height - a.height, bool(a.figures and b.figures)) for a, b in pairwise(table)]
    between = [gap for gap, whole in rows if whole]
    if between:
        return _TIGHT * min(between)
    gaps = sorted({round(gap) for gap, _ in rows if gap >= 1})
    jumps = [(b / a, (a + b) / 2) for a, b in pairwise(gaps) if b / a >= _JUMP]
    return max(jumps, default=(0.0, 0.0))[1]


def _goes_on(above: Row, row: Row, tight: float, left: float) -> bool:
    """`left`: where the names of rows begin; what stands in another column goes on there."""
    if above.figures and row.figures:
        return False
    if row.names and not row.figures and row.left > left + _HANGS * row.size:
        near = row.height - above.height <= _LEADING * row.size
        return near and all(_column(it, above.names, row.size) is not None for it in row.names)
    begun = above.names and above.left <= left + _HANGS * row.size
    if begun and row.names and above.bold == row.bold:
        first = row.text.lstrip("(")[:1]
        if first.islower() or row.text.startswith("(") or _OPEN.search(above.text):
            return True
    return row.height - above.height <= tight


def _one(part: Sequence[Row]) -> Line | None:
    """One line of a row's lines; None where it is one, or where they aren't those of one row."""
    counted = [row for row in part if row.figures]
    if len(counted) != 1 or (len(part) == 1 and len(part[0].lines) == 1):
        return None
    [row] = counted
    if not row.names and (row is part[0] or row is part[-1]):
        return None  # figures below or above a name, and not beside it
    own = row.names or part[0].names
    columns: list[list[Word]] = [[] for _ in own]
    for names in part:
        for cell in names.names:
            at = _column(cell, own, row.size)
            if at is None:
                return None
            columns[at] += cell
    chars = sum(len(word.text) + 1 for column in columns for word in column)
    if not columns or chars > _NAME_CHARS * len(columns):
        return None
    cells = [*columns, *row.figures]
    starts = [sum(map(len, cells[:n])) for n in range(1, len(cells))]
    words = tuple(replace(word, baseline=row.height) for cell in cells for word in cell)
    heights = (part[0].height, part[-1].height)
    return replace(row.lines[0], words=words, parted=frozenset(starts), heights=heights)


def _column(cell: Cell, own: Sequence[Cell], size: float) -> int | None:
    """Which of a row's cells a cell stands below: the one that begins where it does, about."""
    room = (_HANGS if len(own) == 1 else _INDENT) * size
    apart = [(abs(cell[0].box[0] - it[0].box[0]), at) for at, it in enumerate(own)]
    return min((it for it in apart if it[0] <= room), default=(0.0, None))[1]
