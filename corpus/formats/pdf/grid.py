"""More of a PDF's table than rows with as many cells: cells of several lines, empty ones, names of
groups, and a header of several lines.

What always holds: a table only grows by lines whose cells stand below or above its columns; each
line that it takes is in one row, and each row has a cell for every column; what names a group or
several columns stands in each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from corpus.formats.header import is_number
from corpus.formats.pdf.aligned import names_over
from corpus.formats.pdf.grid_names import with_groups, with_header
from corpus.formats.pdf.grid_row import TIGHT, Cell, Columns, GridRow, text_of
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import Line
from corpus.formats.pdf.words import Word

_FAR = 2.2  # of that distance: what stands further is no part of the table
_ALONE = 1.6  # the same for a line of one cell
_GAP = 0.4  # of the size, between words of two columns
_NEAR = 0.4  # of the size by which a cell may miss its column


def grown(lines: Sequence[Line], start: int, end: int, free: range) -> list[GridRow]:
    """The rows of the table that the lines from `start` to `end` begin, with those around them in
    `free` that belong to it; none where there are no more."""
    columns = _columns(lines[start:end])
    if columns is None:
        return []
    first, last = start, end
    while first > free.start and _belongs(lines, first - 1, first, columns, above=True):
        first -= 1
        if columns.spanned:
            break
    while last < free.stop and _belongs(lines, last, last - 1, columns, above=False):
        last += 1
    first, last = _trimmed(lines, first, last, start, end, columns)
    if (first, last) == (start, end):
        return []
    spanned = {id(line) for line in columns.spanned}
    if any(id(it) not in spanned and _places(it, columns) is None for it in lines[first:last]):
        return []  # a column that was found later left no room for the cells of another
    rows = _rows(lines[first:last], columns)
    return list(with_groups(with_header(rows, columns)))


def _columns(seed: Sequence[Line]) -> Columns | None:
    gaps = [a.above(b) for a, b in pairwise(seed) if a.page == b.page]
    cells = [[(c[0].box[0], c[-1].box[2]) for c in cells_of(line)] for line in seed]
    lefts = [min(found[0][0] for found in part) for part in _by_page(seed, cells)]
    size = seed[0].size
    if not gaps or max(lefts) - min(lefts) > size:
        return None  # shifted from page to page
    bands = [
        (min(left for left, _ in column), max(right for _, right in column))
        for column in zip(*cells, strict=True)
    ]
    if any(a[1] >= b[0] for a, b in pairwise(bands)):
        return None
    ends = [" ".join(word.text for word in cells_of(line)[-1]) for line in seed]
    if len(bands) == 2 and 2 * sum(map(is_number, ends)) <= len(seed):
        return None  # names and what they mean, numbered lines: what follows may be text
    near = _NEAR * size
    # Between columns that nearly meet, no more than half of what parts them.
    rooms = [min(near, (after[0] - before[1]) / 2) for before, after in pairwise(bands)]
    return Columns(bands=bands, rooms=[near, *rooms, near], pitch=median(gaps), size=size)


def _by_page(
    seed: Sequence[Line], cells: Sequence[list[tuple[float, float]]]
) -> Iterator[list[list[tuple[float, float]]]]:
    pages = {line.page for line in seed}
    for page in pages:
        yield [found for line, found in zip(seed, cells, strict=True) if line.page == page]


def _belongs(lines: Sequence[Line], at: int, beside: int, columns: Columns, *, above: bool) -> bool:
    """Does the line at `at` belong to the table that ends at `beside`?"""
    line, other = lines[at], lines[beside]
    apart = line.above(other) if above else other.above(line)
    if line.page != other.page and not above:
        return _goes_over(other, line, columns)
    if line.page != other.page or line.column != other.column or line.turn != other.turn:
        return False
    if not line.upright or not 0 < apart <= _FAR * columns.pitch:
        return False
    if abs(line.size - columns.size) > 0.2 * columns.size:
        return False
    apart_already = len(cells_of(line)) == len(columns.bands) and _places(line, columns) is not None
    bold = above and line.bold and not other.bold and not apart_already
    if bold and (begins := names_over(line, columns.bands)):
        columns.named[id(line)] = begins
    found = _cells(line, columns)
    places = _places(line, columns)
    if places is not None:
        return len(found) > 1 or apart <= _ALONE * columns.pitch
    rest = None if len(found) != len(columns.bands) + 1 else _places(line, columns, skip=1)
    if rest == list(range(len(columns.bands))) and found[0][-1].box[2] < columns.bands[0][0]:
        columns.bands.insert(0, (found[0][0].box[0], found[0][-1].box[2]))
        columns.rooms.insert(0, _NEAR * columns.size)
        return True
    if above and _spans(line, columns):
        columns.spanned.append(line)
        return True
    return False


def _goes_over(last: Line, line: Line, columns: Columns) -> bool:
    """Does a table go on with the first line of the next page? Names would begin another one."""
    if line.page != last.page + 1 or line.bold != last.bold or line.turn != last.turn:
        return False
    places = _places(line, columns)
    same = places is not None and len(places) > 1 and places == _places(last, columns)
    return same and any(map(str.isdigit, line.text))


def _places(line: Line, columns: Columns, *, skip: int = 0) -> list[int] | None:
    """For each cell of a line the column it stands in; None if it is none of the table's."""
    if id(line) in columns.named:
        return list(range(len(columns.bands)))
    found: list[int] = []
    for cell in _cells(line, columns)[skip:]:
        over = _over(cell, columns)
        if len(over) != 1 or (found and over[0] <= found[-1]):
            return None
        found += over
    return found


def _over(cell: Sequence[Word], columns: Columns) -> list[int]:
    """The columns that words stand in."""
    left, right = cell[0].box[0], cell[-1].box[2]
    rooms = pairwise(columns.rooms)
    return [
        n
        for n, ((a, b), (before, after)) in enumerate(zip(columns.bands, rooms, strict=True))
        if left < b + after and right > a - before
    ]


def _cells(line: Line, columns: Columns) -> list[tuple[Word, ...]]:
    """The cells of a line, those apart as well whose gap is small but lies between two columns."""
    if begins := columns.named.get(id(line)):
        ends = [*begins[1:], len(line.words)]
        return [line.words[a:b] for a, b in zip(begins, ends, strict=True)]
    cells: list[tuple[Word, ...]] = []
    for cell in cells_of(line):
        start = 0
        for at in range(1, len(cell)):
            before, word = cell[at - 1 : at + 1]
            if word.box[0] - before.box[2] < _GAP * columns.size:
                continue
            if set(_over((before,), columns)).isdisjoint(_over((word,), columns)):
                cells.append(cell[start:at])
                start = at
        cells.append(cell[start:])
    return cells


def _spans(line: Line, columns: Columns) -> bool:
    """Are these names, some of them over several columns?"""
    found = cells_of(line)
    names = 1 < len(found) < len(columns.bands) and not any(map(str.isdigit, line.text))
    inside = line.right <= columns.bands[-1][1] + columns.size
    return names and inside and line.left >= columns.bands[0][0] - columns.size


def _trimmed(
    lines: Sequence[Line], first: int, last: int, start: int, end: int, columns: Columns
) -> tuple[int, int]:
    """Without the lines of one cell at the edges: titles, and text that follows. What stands near
    the last row goes on with it."""
    while first < start and len(_cells(lines[first], columns)) < 2:
        named = len(_cells(lines[first + 1], columns)) > 1
        others = (line for line in lines[first + 2 : last] if len(_cells(line, columns)) < 2)
        if named and lines[first].bold and any(_are_titles(lines[first], it) for it in others):
            break
        first += 1
    while last > end and len(cells_of(lines[last - 1])) < 2:
        line, above = lines[last - 1], lines[last - 2]
        if above.above(line) <= TIGHT * columns.pitch:
            break
        last -= 1
    return first, last


def _are_titles(one: Line, other: Line) -> bool:
    """Are two lines of one cell drawn alike, as the names of two groups are?"""
    alike = (one.bold, one.size, one.turn) == (other.bold, other.size, other.turn)
    return alike and abs(one.left - other.left) <= 1


def _rows(lines: Sequence[Line], columns: Columns) -> list[GridRow]:
    rows: list[GridRow] = []
    for line in lines:
        if any(line is it for it in columns.spanned):
            rows.append(GridRow([line], [[(line, cell)] for cell in _cells(line, columns)]))
            continue
        places = _places(line, columns) or []
        cells: list[Cell] = [[] for _ in columns.bands]
        for place, cell in zip(places, _cells(line, columns), strict=True):
            cells[place].append((line, cell))
        if rows and _goes_on(rows[-1], line, cells, columns):
            for above, more in zip(rows[-1].cells, cells, strict=True):
                above.extend(more)
            rows[-1].lines.append(line)
        else:
            rows.append(GridRow([line], cells))
    return rows


def _goes_on(row: GridRow, line: Line, cells: Sequence[Cell], columns: Columns) -> bool:
    """Does a line go on with the cells of the row above it?"""
    above = row.lines[-1]
    if (
        any(above is it for it in columns.spanned)
        or above.page != line.page
        or all(cells)
        or not row.filled > 1
        or line.ruled
    ):
        return False
    if any(more and not cell for cell, more in zip(row.cells, cells, strict=True)):
        return False
    if any(is_number(text_of(more)) for more in cells if more):
        return False
    if above.above(line) <= TIGHT * columns.pitch:
        return True
    return sum(map(bool, cells)) == 1 and (line.text[0].islower() or line.text[0] == "(")
