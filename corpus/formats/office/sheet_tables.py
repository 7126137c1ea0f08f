"""The tables of a sheet: what empty rows and empty columns part, with the lines above each.

What always holds: every row of the sheet is in one table or among the lines above one; a table that
stands beside another, with an empty column between them, is one of its own if it has names of its
own for its rows. What follows an empty row goes on with the table above it unless it has a header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from corpus.formats.header import is_number
from corpus.formats.office.grid import Line, Slot, TableRow, only_cell, table_rows
from corpus.formats.office.sheet import SheetRow
from corpus.formats.office.stacked import begins_table, figures, goes_on

# So many tables stand side by side at most: what goes on is looked for among the last ones.
_BESIDE = 8


@dataclass(slots=True)
class SheetTable:
    """Lines of one cell each, and the rows of a table below them; both may be missing."""

    lines: list[SheetRow] = field(default_factory=list)
    rows: list[SheetRow] = field(default_factory=list)
    columns: set[int] = field(init=False)  # those that have something in them

    def __post_init__(self) -> None:
        self.columns = {at for row in self.rows for at in row.slots}

    def go_on(self, found: SheetTable) -> None:
        self.rows += found.rows
        self.columns |= found.columns

    def written(self) -> list[TableRow]:
        columns = sorted(self.columns)
        lines: list[Line] = [[row.slots.get(at) for at in columns] for row in self.rows]
        return table_rows(lines) if lines else []


def sheet_tables(rows: Sequence[SheetRow]) -> list[SheetTable]:
    """The tables of a sheet, in the order in which they are read."""
    tables: list[SheetTable] = []
    for found in _cut(rows):
        if not tables or not tables[-1].rows:
            above = tables.pop().lines if tables else []
            tables.append(SheetTable(lines=above + found.lines, rows=found.rows))
        elif (of := _continued(tables, found)) is not None:
            of.go_on(found)
        else:
            tables.append(found)
    return tables


def _continued(tables: Sequence[SheetTable], found: SheetTable) -> SheetTable | None:
    """The table above that rows without a header of their own belong to."""
    if found.lines or not found.rows:
        return None
    written = found.written()
    header = any(row.header for row in written)
    if header and written[0].last > 0:
        return None
    for table in islice(reversed(tables), _BESIDE):
        above, here = table.columns, found.columns
        if above and min(above) <= max(here) and min(here) <= max(above):
            return table if goes_on(table.rows, found.rows, header=header) else None
    return None


def _cut(rows: Sequence[SheetRow]) -> Iterator[SheetTable]:
    """Parts at empty rows, then at empty columns, and each part again."""
    for run in (part for whole in _runs(rows) for part in _titled(whole)):
        wide = next((at for at, row in enumerate(run) if _only(row) is None), len(run))
        lines, rest = run[:wide], run[wide:]
        parts = list(_parts(rest)) if rest else []
        if len(parts) < 2:
            yield SheetTable(lines=lines, rows=rest)
            continue
        for number, columns in enumerate(parts):
            beside = [row for one in rest if (row := _within(one, columns)).slots]
            for found in _cut(beside):
                found.lines[:0] = lines if not number else []
                lines = []
                yield found


def _runs(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    run: list[SheetRow] = []
    for row in rows:
        if run and row.at != run[-1].at + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _titled(run: list[SheetRow]) -> Iterator[list[SheetRow]]:
    """Tables right below each other: figures, then a title, then names over figures again; or
    a row that names the columns of another one."""
    start = 0
    for at in range(1, len(run) - 1):
        if begins_table(run, start, at):
            yield run[start:at]
            start = at
            continue
        if at > len(run) - 3:
            break
        before, title, names, below = run[at - 1 : at + 3]
        if _only(title) is not None and figures(before) and not figures(names):
            again = figures(below) & set(names.slots)
            if again and _only(names) is None:
                yield run[start:at]
                start = at
    yield run[start:]


def _only(row: SheetRow) -> Slot | None:
    return only_cell(list(row.slots.values()))


def _within(row: SheetRow, columns: range) -> SheetRow:
    return replace(row, slots={at: slot for at, slot in row.slots.items() if at in columns})


def _parts(rows: Sequence[SheetRow]) -> Iterator[range]:
    """Ranges of columns that are tables of their own."""
    used = sorted({at for row in rows for at in row.slots})
    starts = [used[0]] + [b for a, b in pairwise(used) if b > a + 1]
    ends = [*starts[1:], used[-1] + 1]
    kept = [starts[0]]
    for start, end in zip(starts[1:], ends[1:], strict=True):
        left, right = range(kept[-1], start), range(start, end)
        if _stands_alone(rows, left, None) and _stands_alone(rows, right, left):
            kept.append(start)
    for start, end in zip(kept, [*kept[1:], used[-1] + 1], strict=True):
        yield range(start, end)


def _stands_alone(rows: Sequence[SheetRow], columns: range, beside: range | None) -> bool:
    """Has it two rows and columns at least, and names for its rows, or numbers where its neighbour
    has them? Else it is more of the table beside it, past a narrow column that only parts."""
    inside = [[at for at in row.slots if at in columns] for row in rows]
    if len({at for row in inside for at in row}) < 2 or sum(map(bool, inside)) < 2:
        return False
    return beside is None or not _counts(rows, columns[0]) or _counts(rows, beside[0])


def _counts(rows: Sequence[SheetRow], column: int) -> bool:
    """Are there mostly numbers in a column, its first cell aside?"""
    texts = [row.slots[column].text for row in rows if column in row.slots][1:]
    return sum(map(is_number, texts)) * 2 > len(texts)
