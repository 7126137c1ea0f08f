"""What names the columns of a PDF's table, and what names its groups of rows.

What always holds: each column has its whole path of names; what names a group or several columns
stands in each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.formats.header import is_number
from corpus.formats.pdf.grid_row import TIGHT, Cell, Columns, GridRow
from corpus.formats.table import named_above

_ASIDE = 3.0  # of the size: what ends so far before the names over columns has none
_MOST_HEADS = 3
_CLOCK = re.compile(r"\d{1,2}[.:h]\d\d\b")


def with_header(rows: list[GridRow], columns: Columns) -> list[GridRow]:
    """With the lines above the figures as one row of names, each column with its whole path."""
    data = next((n for n, row in enumerate(rows) if any(map(_is_figure, row.texts[1:]))), 0)
    if not data and rows[0].filled > 1 and id(rows[0].lines[0]) in columns.named:
        rows[0].header = True
    heads = [row for row in rows[:data] if row.filled > 1]
    if not 0 < len(heads) <= _MOST_HEADS or len(heads) > data:
        return rows
    figures = zip(*(row.texts for row in rows[data:] if row.filled > 1), strict=True)
    bold = all(row.lines[0].bold for row in heads) and not rows[data].lines[0].bold
    if not bold and not any(all(map(is_number, filter(None, column))) for column in figures):
        return rows
    if len(heads) > 1 and not columns.spanned and _is_one(heads, columns):
        heads = [_in_one(heads)]
        rows, data = [*heads, *rows[len(rows[:data]) :]], 1
    main = heads[-1]
    if len(heads) == 2 and columns.spanned and rows[1] is main:
        main.cells = _paths(heads[0], main)
        main.lines = [*heads[0].lines, *main.lines]
        heads = [main]
    if len(heads) != 1:
        return rows
    main.header = True
    return [main, *(row for row in rows[:data] if row.filled == 1), *rows[data:]]


def _is_one(heads: Sequence[GridRow], columns: Columns) -> bool:
    """Are they the lines of one row of names, nearer to each other than rows are?"""
    lines = [line for row in heads for line in row.lines]
    near = all(0 < a.above(b) <= TIGHT * columns.pitch for a, b in pairwise(lines))
    return near and not any(line.ruled for line in lines[1:])


def _in_one(heads: Sequence[GridRow]) -> GridRow:
    columns = zip(*(row.cells for row in heads), strict=True)
    lines = [line for row in heads for line in row.lines]
    return GridRow(lines, [[part for cell in column for part in cell] for column in columns])


def _is_figure(text: str) -> bool:
    return is_number(text) or _CLOCK.match(text) is not None


def _paths(over: GridRow, main: GridRow) -> list[Cell]:
    """The names of columns, each with the name over it: the one whose middle is nearest."""

    def middle(cell: Cell) -> float:
        return (cell[0][1][0].box[0] + cell[0][1][-1].box[2]) / 2

    first = over.cells[0][0][1][0].box[0]

    def nearest_to(cell: Cell) -> Cell:
        return min(over.cells, key=lambda name: abs(middle(name) - middle(cell)))

    paths: list[Cell] = []
    for number, cell in enumerate(main.cells):
        if not cell or cell[0][1][-1].box[2] < first - _ASIDE * cell[0][0].size:
            paths.append(cell)
            continue
        nearest = nearest_to(cell)
        under = [it for it in main.cells[1:] if it and nearest_to(it) is nearest]
        if not number and under and cell[0][1][-1].box[2] < first:
            # What names the rows stands under no name that is in the middle without it.
            left, right, last = middle(under[0]), middle(under[-1]), middle(nearest)
            if abs(left + right - 2 * last) < abs(middle(cell) + right - 2 * last):
                paths.append(cell)
                continue
        line, words = nearest[-1]
        named = (*words[:-1], replace(words[-1], text=f"{words[-1].text}:"))
        paths.append([*nearest[:-1], (line, named), *cell])
    return paths


def with_groups(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """With the name of its group in each row."""
    header = 1 if rows and rows[0].header else 0
    above = named_above([row.texts for row in rows[header:]])
    for at, named in above.items():
        rows[header + at].cells[0] = rows[header + named].cells[0]
    titles = [n for n in range(header, len(rows) - 1) if _is_title(rows[n], rows[n + 1])]
    label: Cell = []
    for number, row in enumerate(rows):
        if number in titles:
            label = row.cells[0]
            row.cells = [label]
        elif titles:
            row.cells = [label if number > titles[0] else [], *row.cells]
        yield row


def _is_title(row: GridRow, below: GridRow) -> bool:
    """Does a row of one cell name those below it?"""
    alone = row.filled == 1 and bool(row.cells[0]) and below.filled > 1
    return alone and row.lines[0].bold and not below.lines[0].bold
