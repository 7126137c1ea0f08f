"""The name of a group that stands in the middle beside its rows, given to each of them.

A cell that spans rows is often centred over their height: then it stands on the line of a row in
the middle, or between two, and nothing but its place says whose it is.

What always holds: rows get a name only where all names beside them part all of them, each name at
the top or in the middle of its own; else the lines stay as they are. No line is lost, and what a
row gets keeps its box on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean, median

from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import Line
from corpus.formats.pdf.words import Word

_MOST_LINES = 2_000
_LEAST_ROWS = 3
_EVEN = 1.5  # the widest distance of rows, in parts of the least
_BESIDE = 20.0  # of the size: how far a name stands from its rows at most
_MOST_ROWS = 120  # of a table, and of a group: names are tried in each place
_MOST_IN_GROUP = 40
_NEAR = 0.3  # of the distance of rows, by which a name may miss its place
_OVER = 0.6  # of it, by which a name may stand over the middle: on the line above that
_ROOM = 0.6  # of that distance, by which a line of a name may stand over or under the rows
_APART = 2.3  # of that distance: what stands further is no part of the table
_FIRST_APART = 3.5  # of the size, for the first two rows
_NAME_CHARS = 60
_LEADING = 1.35  # of the size, between the lines of one name


@dataclass(frozen=True, slots=True)
class _Name:
    """What stands beside rows: lines of its own, or the first cell of a row (`row`)."""

    lines: tuple[Line, ...]
    words: tuple[Word, ...]
    row: int | None = None

    @property
    def height(self) -> float:
        heights = [line.baseline for line in self.lines]
        return (heights[0] + heights[-1]) / 2


def named(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with the names of groups in each of their rows."""
    found = list(lines)
    if len(lines) > _MOST_LINES:  # no page of text, and this takes the square of their number
        return found
    upright = [it for it in lines if it.upright]
    singles = [it for it in upright if len(cells_of(it)) == 1]
    for rows in _tables(lines, singles):
        names = _names(rows, singles) if _is_even(rows) else []
        if names and not _alone(rows, names, upright):
            continue
        groups = _groups(rows, names) if names else None
        if groups is None:
            continue
        for row, name in zip(rows, (n for n, size in groups for _ in range(size)), strict=True):
            found[_place(found, row)] = _with(row, name, names)
        alone = {id(line) for line in singles}
        gone = {id(it) for name in names for it in name.lines if id(it) in alone}
        found = [line for line in found if id(line) not in gone]
    return found


def _is_even(rows: Sequence[Line]) -> bool:
    """Do rows stand at one distance? Those of cells with several lines don't."""
    gaps = [b.baseline - a.baseline for a, b in pairwise(rows)]
    return len(rows) >= _LEAST_ROWS and max(gaps) <= _EVEN * min(gaps)


def _alone(rows: Sequence[Line], names: Sequence[_Name], lines: Sequence[Line]) -> bool:
    """Does nothing but names stand left of the rows, and near them? Another column of the page has
    more lines."""
    known = {id(line) for line in rows} | {id(line) for name in names for line in name.lines}
    left = min(cells_of(row)[-2][0].box[0] for row in rows)
    place = (rows[0].column, rows[0].turn)
    others = (line for line in lines if id(line) not in known and line.left < left)
    if any(
        rows[0].baseline <= line.baseline <= rows[-1].baseline
        for line in others
        if (line.column, line.turn) == place
    ):
        return False
    return all(left - name.words[-1].box[2] <= _BESIDE * name.words[0].size for name in names)


def _place(lines: Sequence[Line], row: Line) -> int:
    return next(at for at, line in enumerate(lines) if line is row)


def _tables(lines: Sequence[Line], singles: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of cells below each other, whose last columns are the same."""
    rows = [line for line in lines if line.upright and len(cells_of(line)) > 1]
    rows.sort(key=lambda line: (line.column, line.turn, line.baseline))
    table: list[Line] = []
    for line in rows:
        if table and not _follows(table, line, singles):
            if 1 < len(table) <= _MOST_ROWS:
                yield table
            table = []
        table.append(line)
    if 1 < len(table) <= _MOST_ROWS:
        yield table


def _follows(table: Sequence[Line], line: Line, singles: Sequence[Line]) -> bool:
    last = table[-1]
    apart = line.baseline - last.baseline
    usual = min((b.baseline - a.baseline for a, b in pairwise(table)), default=None)
    most = _FIRST_APART * line.size if usual is None else _APART * usual
    if (line.column, line.turn) != (last.column, last.turn) or not 0 < apart <= most:
        return False
    cells, above = cells_of(line), cells_of(last)
    if abs(len(cells) - len(above)) > 1:
        return False
    few = min(len(cells), len(above))
    columns = zip(cells[-few:], above[-few:], strict=True)
    if not all(a[0].box[0] < b[-1].box[2] and b[0].box[0] < a[-1].box[2] for a, b in columns):
        return False
    core = min(cells[-few][0].box[0], above[-few][0].box[0])
    between = (it for it in singles if last.baseline < it.baseline < line.baseline)
    return all(it.right < core or it.left > line.right for it in between)


def _names(rows: Sequence[Line], singles: Sequence[Line]) -> list[_Name]:
    """What stands left of the columns that all rows have, downwards; none where that isn't what
    names groups."""
    counts = [len(cells_of(row)) for row in rows]
    most = max(counts)
    room = _ROOM * median(b.baseline - a.baseline for a, b in pairwise(rows))
    for own in (most, most - 1):
        if min(counts) < own or own < 2:
            continue
        core = min(cells_of(row)[-own][0].box[0] for row in rows)
        beside = [
            _Name((it,), it.words)
            for it in singles
            if it.right < core
            and len(it.text) <= _NAME_CHARS
            and (it.column, it.turn) == (rows[0].column, rows[0].turn)
            and rows[0].baseline - room < it.baseline < rows[-1].baseline + room
        ]
        firsts = [
            _Name((row,), cells_of(row)[0], number)
            for number, row in enumerate(rows)
            if counts[number] > own
        ]
        if any(name.words[-1].box[2] >= core for name in firsts):
            continue
        if beside or 0 < len(firsts) < len(rows):
            names = _joined(sorted([*beside, *firsts], key=lambda name: name.height))
            return names if _is_column(names) else []
    return []


def _is_column(names: Sequence[_Name]) -> bool:
    """Are they short, and below each other?"""
    left = max(min(word.box[0] for word in name.words) for name in names)
    right = min(max(word.box[2] for word in name.words) for name in names)
    short = all(sum(len(it.text) + 1 for it in name.words) <= _NAME_CHARS for name in names)
    return short and left < right


def _joined(names: Sequence[_Name]) -> list[_Name]:
    """With the lines of one name as one."""
    found: list[_Name] = []
    for name in names:
        last = found[-1] if found else None
        near = last is not None and (
            name.lines[0].baseline - last.lines[-1].baseline <= _LEADING * name.words[0].size
        )
        if last is None or not near or None not in {last.row, name.row}:
            found.append(name)
            continue
        row = name.row if last.row is None else last.row
        found[-1] = _Name((*last.lines, *name.lines), (*last.words, *name.words), row)
    return found


def _groups(rows: Sequence[Line], names: Sequence[_Name]) -> list[tuple[_Name, int]] | None:
    """Each name with how many rows are its own; None where the names don't part all rows, or all
    stand at the top of theirs: those are told by the empty cells below them."""
    heights = [row.baseline for row in rows]
    pitch = median(b - a for a, b in pairwise(heights))
    near = _NEAR * pitch
    if _at_top(rows, names, near):
        return None
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for name in names:
        reached: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, sizes) in best.items():
            for end in range(start + 1, min(start + _MOST_IN_GROUP, len(rows)) + 1):
                if name.row is not None and not start <= name.row < end:
                    continue
                under = (name.height - fmean(heights[start:end])) / pitch
                on_top = abs(name.height - heights[start]) <= _NEAR * pitch
                if not on_top and not -_OVER <= under <= _NEAR:
                    continue
                whole = cost + under**2
                if end not in reached or whole < reached[end][0]:
                    reached[end] = (whole, [*sizes, end - start])
        best = reached
    if len(rows) not in best:
        return None
    sizes = best[len(rows)][1]
    starts = [sum(sizes[:n]) for n in range(len(sizes))]
    at_top = (abs(n.height - heights[s]) <= near for n, s in zip(names, starts, strict=True))
    return None if all(at_top) else list(zip(names, sizes, strict=True))


def _at_top(rows: Sequence[Line], names: Sequence[_Name], near: float) -> bool:
    """Is each name drawn with a row, or on the line of one, and one of them on the first below the
    header?"""
    if all(name.row is not None for name in names):
        return True
    heights = [row.baseline for row in rows]
    on_rows = all(any(abs(name.height - at) <= near for at in heights) for name in names)
    first = heights[1 if _is_header(rows) else 0]
    return on_rows and any(abs(name.height - first) <= near for name in names)


def _is_header(rows: Sequence[Line]) -> bool:
    figures = [any(map(str.isdigit, row.text)) for row in rows]
    return (rows[0].bold and not rows[1].bold) or (not figures[0] and all(figures[1:]))


def _with(row: Line, name: _Name, names: Sequence[_Name]) -> Line:
    """A row behind its name, without a name of its own."""
    own = next((one for one in names if any(it is row for it in one.lines)), None)
    skip = 0 if own is None else len(cells_of(row)[0])
    words = tuple(replace(word, baseline=row.baseline) for word in name.words)
    moved = {at - skip + len(words) for at in row.parted if at > skip} | {len(words)}
    return replace(row, words=(*words, *row.words[skip:]), parted=frozenset(moved))
