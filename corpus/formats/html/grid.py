"""The rows of an HTML table as they are quoted: each with all that counts for it.

A row is often quoted alone. So a cell that spans rows or columns stands in each of them, a header
of several rows becomes one with the whole path over each column, and what heads a group of rows
stands in each of them.

What always holds: rows stand in the table's order, tables that lie side by side one after the
other; what is repeated is bounded by what the table holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.formats.table import named_above

# More columns than this spans no cell that means it.
MAX_SPAN = 50
# Longer texts are no labels: they stand in the first of the rows or columns they span, once.
MAX_REPEATED_CHARS = 200

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\W*\d[\d\s.,:/%–-]*\W*(?:[A-Z]{3}|euros?)?\W*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """
    columns, rows  how many it spans; 0 rows for all that are left
    head           it is a heading by its element or its bold type
    linked         how many of its characters are links
    """

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False
    linked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`header`: it says that it names columns. `section`: rows of one number lie in one part of
    the table, which no cell reaches out of. `foot`: it stands at the table's foot, wherever it is
    written."""

    cells: tuple[Cell, ...]
    header: bool = False
    section: int = 0
    foot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A row as it is written. `row`: number of the one that it begins with; `table`: which of the
    tables that lie side by side it belongs to, from 0."""

    row: int
    body: str
    header: bool
    table: int = 0
    linked: int = 0


_EMPTY = Cell(text="")
_Line = list[Cell]  # one cell for each column, the same one where it spans several
_Reaching = dict[int, tuple[Cell, int]]  # by column, with how many more rows it reaches into


def tables_of(rows: Sequence[Row]) -> list[list[int]]:
    """The numbers of the rows of each table, as they are shown: the foot at the end, and a new
    table where a row further down names columns anew."""
    shown = sorted(range(len(rows)), key=lambda at: rows[at].foot)
    found: list[list[int]] = [[]]
    for place, at in enumerate(shown):
        above = found[-1]
        anew = rows[at].header and bool(above) and not rows[above[-1]].header
        follows = place + 1 < len(shown) and not rows[shown[place + 1]].header
        if anew and follows and _names_columns(rows[at]):
            found.append([])
        found[-1].append(at)
    return found


def _names_columns(row: Row) -> bool:
    texts = [cell.text for cell in row.cells if cell.text]
    return len(texts) > 1 and not any(_NUMBER.fullmatch(text) for text in texts)


def written_rows(rows: Sequence[Row]) -> list[Written]:
    """All rows that hold any text. O(n) in the table's text and cells."""
    lines = _grid(rows)
    width = max(map(len, lines), default=0)
    heads = _header_rows(rows, lines, width)
    header = _paths([lines[at] for at in heads if not _is_single(lines[at], width)])
    parts = _side_by_side(header, lines, width)
    lines = _named(lines, heads.stop)
    labels = list(_labels(rows, lines, width, heads))
    prefixed = any(labels)
    found = []
    for table, columns in enumerate(parts):
        told = False
        for at, line in enumerate(lines):
            if not any(cell.text for cell in rows[at].cells):
                continue
            single = _is_single(line, width)
            if single:
                cells: Sequence[Cell] = [] if table else line[:1]
            elif at in heads and header:
                cells, told = [] if told else header[columns], True
            else:
                cells = line[columns]
            body = cells if not cells or single or not prefixed else (Cell(text=labels[at]), *cells)
            if any(cell.text for cell in cells):
                is_header = at in heads or (rows[at].header and single)
                found.append(_written(at, body, is_header, table))
    return found


def _written(row: int, cells: Sequence[Cell], header: bool, table: int) -> Written:
    return Written(
        row=row,
        body=" | ".join(cell.text for cell in cells),
        header=header,
        table=table,
        linked=sum(cell.linked for cell in cells),
    )


def _grid(rows: Sequence[Row]) -> list[_Line]:
    """A line of cells for each row, those that reach into it from the left or above included."""
    most = min(MAX_SPAN, max((len(row.cells) for row in rows), default=0))
    room = 4 * sum(len(row.cells) for row in rows) + 1000
    chars = 4 * sum(len(cell.text) for row in rows for cell in row.cells) + 1000
    lines: list[_Line] = []
    above: _Reaching = {}
    section = None
    for row in rows:
        spans = room > 0 and chars > 0
        line, above = _line(
            row, above if spans and row.section == section else {}, most if spans else 1, len(rows)
        )
        section = row.section
        room -= len(line)
        chars -= sum(len(cell.text) for cell in line)
        lines.append(line)
    return lines


def _line(row: Row, above: _Reaching, most: int, left: int) -> tuple[_Line, _Reaching]:
    """A row's line, and what reaches out of it into those below.

    most  columns that a cell may span
    left  rows that a cell may span which names no number of them
    """
    line: _Line = []
    below: _Reaching = {}
    for cell in (*row.cells, None):
        while len(line) in above:
            higher, further = above[len(line)]
            if further > 1:
                below[len(line)] = (higher, further - 1)
            line.append(_repeated(higher))
        if cell is not None:
            down = cell.rows or left
            for at in range(max(1, min(cell.columns, most))):
                if down > 1:
                    below[len(line)] = (cell, down - 1)
                line.append(_repeated(cell) if at else cell)
    return line, below


def _repeated(cell: Cell) -> Cell:
    return cell if len(cell.text) <= MAX_REPEATED_CHARS else _EMPTY


def _is_single(line: _Line, width: int) -> bool:
    """Whether one cell takes the whole row."""
    return len(line) >= max(1, width) and all(cell is line[0] for cell in line)


def _header_rows(rows: Sequence[Row], lines: Sequence[_Line], width: int) -> range:
    """The rows at the top that name the columns.

    Under a row whose cells span columns the next one parts them, also where it doesn't say so.
    """
    count = 0
    while count < len(rows) and rows[count].header:
        count += 1
    if count == len(rows) and count > 1:
        count = 1 if rows[0].section == rows[-1].section else count  # cells of <th> only
    while count > 1 and _is_single(lines[count - 1], width):
        count -= 1  # it heads the rows below it, not the columns
    first = next((at for at in range(min(2, len(rows))) if not _is_single(lines[at], width)), None)
    if first is None or count > first + 1 or len(rows) < first + 3:
        return range(count)
    spans = any(cell.columns > 1 for cell in rows[first].cells)
    names = not any(_DIGIT.search(c.text) for c in (*rows[first].cells, *rows[first + 1].cells))
    figures = any(_DIGIT.search(cell.text) for cell in rows[first + 2].cells)
    corner = bool(rows[first].cells[0].text)  # else none of the header's rows need name the rows
    below = len(lines[first + 1]) == width and all(
        cell.text for cell in rows[first + 1].cells[0 if corner else 1 :]
    )
    return range(first + 2) if spans and names and figures and below else range(count)


def _paths(heads: Sequence[_Line]) -> _Line:
    """One header of several: for each column what stands over it, outermost first."""
    if len(heads) == 1:
        return heads[0]
    header: _Line = []
    for column in range(max(map(len, heads), default=0)):
        over = [line[column] for line in heads if column < len(line)]
        texts = dict.fromkeys(cell.text for cell in over if cell.text)
        header.append(Cell(text=": ".join(texts), linked=sum(cell.linked for cell in over)))
    return header


def _labels(rows: Sequence[Row], lines: Sequence[_Line], width: int, heads: range) -> Iterator[str]:
    """For each row the heading of its group, which stands in a row of its own above it."""
    label, of, told = "", 0, False  # the section that it stands in, and whether rows followed there
    for at, line in enumerate(lines):
        if rows[at].foot or (told and rows[at].section != of):
            label = ""
        if at in heads or width < 2:
            yield ""
            continue
        alone = [cell for cell in rows[at].cells if cell.text]
        if len(alone) == 1 and alone[0].head and _is_single(line, width):
            text = alone[0].text
            label = text if len(text) <= MAX_REPEATED_CHARS else ""
            of, told = rows[at].section, False
            yield ""
        else:
            told = told or rows[at].section == of
            yield label


def _named(lines: Sequence[_Line], header: int) -> list[_Line]:
    """With the name of a group in each of its rows, where only the first of them has it."""
    above = named_above([[cell.text for cell in line] for line in lines[header:]])
    return [
        [replace(lines[header + above[at - header]][0], linked=0), *line[1:]]
        if at - header in above
        else line
        for at, line in enumerate(lines)
    ]


def _side_by_side(header: _Line, lines: Sequence[_Line], width: int) -> list[slice]:
    """The columns of each table, where several lie side by side in one."""
    whole = [slice(0, width)]
    names = [cell.text for cell in header]
    for period in range(2, len(names) // 2 + 1):
        alike = len(names) % period == 0 and names == names[:period] * (len(names) // period)
        if alike and all(names) and len(set(names[:period])) == period and len(names) == width:
            return [slice(at, at + period) for at in range(0, width, period)]
    wide = [line for line in lines if not _is_single(line, width)]
    if not header or len(wide) < 3:
        return whole
    used = [any(c < len(line) and line[c].text for line in wide) for c in range(width)]
    parts: list[slice] = []
    at = 0
    while at < width:
        end = next((c for c in range(at, width) if not used[c]), width)
        if end > at:
            parts.append(slice(at, end))
        at = end + 1
    apart = len(parts) > 1 and all(_stands_alone(header, wide, part) for part in parts)
    return parts if apart else whole


def _stands_alone(header: _Line, lines: Sequence[_Line], part: slice) -> bool:
    """Whether these columns begin with what names their rows, as those of a table do."""
    named = all(cell.text for cell in header[part]) and part.stop - part.start >= 2
    first = [line[part.start].text for line in lines[1:] if part.start < len(line)]
    texts = sum(bool(text) and not _NUMBER.fullmatch(text) for text in first)
    return named and len(header) >= part.stop and 2 * texts >= len(first) > 0
