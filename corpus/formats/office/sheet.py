"""One sheet of a workbook as people see it: the texts of its cells, without what is hidden.

What always holds: hidden rows and columns are gone, and leave no gap; a cell that is merged over
others counts for each row and column that it covers. Positions count the rows and columns that are
seen, from 0; `number` and `columns` name them as the sheet does, from 1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from corpus.errors import CorpusError
from corpus.formats.office.grid import Slot
from corpus.phrase import Phrase

# Rows and columns as in Excel.
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
# Of one workbook, empty ones between others counted.
MAX_CELLS = 5_000_000


class Merged(Protocol):
    """A range of merged cells, in the sheet's own numbers."""

    @property
    def min_row(self) -> int: ...

    @property
    def max_row(self) -> int: ...

    @property
    def min_col(self) -> int: ...

    @property
    def max_col(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row with something in it; `at` and the keys of `slots` count what is seen."""

    at: int
    number: int
    slots: Mapping[int, Slot]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSheet:
    """The rows of a sheet that have something in them, and the number of each column seen."""

    rows: tuple[SheetRow, ...]
    columns: Mapping[int, int]


@dataclass(slots=True)
class Budget:
    """How many cells of a workbook may still be read."""

    where: str
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = MAX_CELLS

    def take(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise CorpusError(
                Phrase("has more than {n} cells", n=MAX_CELLS),
                where=self.where,
                mend="split it, or use CSV",
            )


def seen_sheet(
    rows: dict[int, dict[int, Slot]],
    *,
    merged: Iterable[Merged],
    row_facts: Mapping[str, Mapping[str, str]],
    column_facts: Iterable[Mapping[str, str]],
    budget: Budget,
) -> SeenSheet:
    """What is seen of the cells that a sheet has, by row and column, from 1; rows without any are
    among `rows` too. The facts are the attributes of its rows, by number, and of its columns."""
    _merge(rows, merged, budget)
    hidden = frozenset(int(n) for n, found in row_facts.items() if _is_hidden(found, "ht"))
    return _seen(rows, hidden, _hidden_columns(column_facts))


def _merge(rows: dict[int, dict[int, Slot]], merged: Iterable[Merged], budget: Budget) -> None:
    """What a merged cell shows stands in all places that it covers, and nothing else does."""
    # A merged title may reach far beyond what the sheet holds.
    widest = max((max(row, default=0) for row in rows.values()), default=0)
    for one in merged:
        first, last = one.min_row, min(one.max_row, MAX_ROW)
        left, right = one.min_col, min(one.max_col, MAX_COLUMN)
        shown = rows.get(first, {}).get(left)
        covered = _between(rows, first, last)
        budget.take(len(covered) * (min(right, max(widest, left)) - left + 1))
        for number in covered:
            row = rows[number]
            for column in range(left, min(right, max(widest, left)) + 1):
                row.pop(column, None)
                if shown is not None:
                    row[column] = shown


def _between(rows: Mapping[int, object], first: int, last: int) -> list[int]:
    if last - first < len(rows):
        return [number for number in range(first, last + 1) if number in rows]
    return [number for number in rows if first <= number <= last]


def _seen(
    rows: dict[int, dict[int, Slot]], hidden_rows: Collection[int], hidden_columns: Collection[int]
) -> SeenSheet:
    used = sorted({column for row in rows.values() for column in row})
    gone = sorted(hidden_columns)
    places = {
        column: column - 1 - bisect_left(gone, column)
        for column in used
        if column not in hidden_columns
    }
    seen: list[SheetRow] = []
    before = 0
    for number in sorted({*rows, *(n for n in hidden_rows if n <= max(rows, default=0))}):
        if number in hidden_rows:
            before += 1
            continue
        slots = {places[at]: slot for at, slot in rows[number].items() if at in places}
        # What only spans into a row adds nothing to it.
        if any(slot.row == number or slot.row in hidden_rows for slot in slots.values()):
            seen.append(SheetRow(at=number - 1 - before, number=number, slots=slots))
    return SeenSheet(rows=tuple(seen), columns={at: column for column, at in places.items()})


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    """Marked as hidden, or drawn so that it has no size."""
    if attributes.get("hidden") in {"1", "true"}:
        return True
    try:
        return float(attributes.get(size, "1")) == 0
    except ValueError:
        return False


def _hidden_columns(dimensions: Iterable[Mapping[str, str]]) -> frozenset[int]:
    ranges: Sequence[range] = [
        range(int(found["min"]), min(int(found["max"]), MAX_COLUMN) + 1)
        for found in dimensions
        if _is_hidden(found, "width")
    ]
    return frozenset(column for one in ranges for column in one)
