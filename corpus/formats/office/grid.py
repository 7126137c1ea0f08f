"""Tables whose cells span rows and columns: each place of the grid knows the cell that covers it.

What always holds: a cell counts for every row and column that it spans, so that a row says by
itself which group it belongs to, and a figure stands below its own header; headers of several rows
become one, each column with its whole path ("Weekends: Full day"). A cell over a whole row is
written once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.formats.header import has_header
from corpus.formats.table import SAMPLE_ROWS, named_above

_MOST_HEADER_ROWS = 4
_LEAST_GROUPS = 2  # named by a cell that spans nothing
_LABEL_CHARS = 80
_NUMBER = re.compile(r"[^\w]*\d[\d.,'’:\s%]*\D{0,4}")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place of a grid: the text of the cell that covers it, and where that cell begins."""

    text: str
    row: int
    column: int
    bold: bool = False


Line = Sequence[Slot | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row as it is written: from the `first` to the `last` row of the grid, counted from 0."""

    cells: tuple[str, ...]
    header: bool
    first: int
    last: int


def only_cell(line: Line) -> Slot | None:
    """The one cell of a line that has something in it; None where there are more, or none."""
    filled = {slot for slot in line if slot is not None and slot.text}
    return next(iter(filled)) if len(filled) == 1 else None


def is_banner(line: Line) -> bool:
    """Does one cell stand over the whole line?"""
    only = only_cell(line)
    return only is not None and len(line) > 1 and all(slot == only for slot in line)


def table_rows(lines: Sequence[Line], *, stated: int = 0) -> list[TableRow]:
    """The rows of a table that aren't empty, its header first.

    `stated` is how many rows the document itself says to name the columns, at least; where it says
    nothing, the texts tell.
    """
    lines = _without_twins(lines)
    spread = list(lines) if stated else _spread(lines)
    count = _header_rows(spread, stated)
    lines = _named(lines, count)
    labels = _labels(lines, count)
    rows = []
    if count:
        cells = tuple(": ".join(_path(spread[:count], at)) for at in range(len(spread[0])))
        alone = count == 1 and is_banner(spread[0])
        cells = (cells[0],) if alone else ("", *cells) if labels else cells
        rows.append(TableRow(cells=cells, header=True, first=0, last=count - 1))
    for number, line in enumerate(lines[count:], start=count):
        cells = tuple("" if slot is None else slot.text for slot in line)
        if is_banner(line) or (labels and _leads(line)):
            cells = (next(filter(None, cells), ""),)
        elif labels:
            cells = (_label(lines, labels.get(number)), *cells)
        if any(cells):
            rows.append(TableRow(cells=cells, header=False, first=number, last=number))
    return rows


def _named(lines: Sequence[Line], header: int) -> Sequence[Line]:
    """With the name of a group in each of its rows, where only the first of them has it."""
    texts = [[slot.text if slot else "" for slot in line] for line in lines[header:]]
    above = named_above(texts)
    return [
        [lines[header + above[at - header]][0], *line[1:]] if at - header in above else line
        for at, line in enumerate(lines)
    ]


def _label(lines: Sequence[Line], at: int | None) -> str:
    only = None if at is None else only_cell(lines[at])
    return only.text if only else ""


def _labels(lines: Sequence[Line], header: int) -> dict[int, int]:
    """For each row that belongs to a group the row above it that names the group: one cell over the
    whole line, or the first one alone, where such a row begins the table and comes again."""
    banners = [at for at in range(header, len(lines)) if _heads(lines, at, is_banner(lines[at]))]
    alone = [at for at in range(header, len(lines)) if _heads(lines, at, _leads(lines[at]))]
    if not banners and (len(alone) < _LEAST_GROUPS or alone[0] != header or not header):
        return {}
    found: dict[int, int] = {}
    above: int | None = None
    for at in range(header, len(lines)):
        if at in (banners or alone):
            above = at
        elif is_banner(lines[at]):
            above = None  # a remark, which ends the group
        elif above is not None and not _leads(lines[at]):
            found[at] = above
    return found


def _heads(lines: Sequence[Line], at: int, alone: bool) -> bool:
    """Does a row that stands `alone` name those below it? A sentence is a remark."""
    only = only_cell(lines[at]) if alone and at + 1 < len(lines) else None
    if only is None or len(only.text) > _LABEL_CHARS or only.text.endswith((".", "!", "*")):
        return False
    return only_cell(lines[at + 1]) is None and any(lines[at + 1]) and not _is_figure(only)


def _leads(line: Line) -> bool:
    return len(line) > 1 and bool(line[0]) and not any(line[1:])


def _without_twins(lines: Sequence[Line]) -> list[Line]:
    """Without the columns that are merged with the one before them in every line."""
    width = len(lines[0])
    kept = [
        at for at in range(width) if at == 0 or not all(_same(line, at - 1, at) for line in lines)
    ]
    return [[line[at] for at in kept] for line in lines]


def _same(line: Line, one: int, other: int) -> bool:
    return line[one] is not None and line[one] == line[other]


def _path(lines: Sequence[Line], at: int) -> Iterator[str]:
    """The names over a column, from the top, each once."""
    seen: list[str] = []
    for line in lines:
        slot = line[at]
        if slot is not None and slot.text and slot.text not in seen:
            seen.append(slot.text)
            yield slot.text.rstrip(":").rstrip() or slot.text


def sample_of(lines: Sequence[Line]) -> tuple[list[list[str]], list[list[bool]]]:
    """The texts of the first lines, and which of them are in bold type."""
    sample = lines[:SAMPLE_ROWS]
    texts = [[slot.text if slot else "" for slot in line] for line in sample]
    return texts, [[slot is not None and slot.bold for slot in line] for line in sample]


def _header_rows(lines: Sequence[Line], stated: int) -> int:
    if not stated and not has_header(*sample_of(lines)):
        return 0
    count = min(stated, len(lines)) or 1
    while count < min(len(lines) - 1, _MOST_HEADER_ROWS) and _goes_on(lines, count):
        count += 1
    return count


def _goes_on(lines: Sequence[Line], count: int) -> bool:
    """Does a header go on in the next row? It does below names that stand over several columns,
    and beside names that reach down into it."""
    above, line = lines[count - 1], lines[count]
    columns = range(len(line))
    if is_banner(above) or only_cell(line) is not None:
        return False
    wide = [at for at in columns if _is_wide(above, at)]
    stems = [at for at in columns if above[at] is not None and above[at] == line[at]]
    if not wide:
        return len(stems) * 2 > len(columns) or _names_units(line, lines[count + 1])
    if any(_is_figure(line[at]) for at in wide) or not any(line[at] for at in wide):
        return False
    others = [at for at in columns if at not in wide]
    if not others or any(
        at in stems or not _name(line, at) or not _name(above, at) for at in others
    ):
        return True
    # One name over one column beside those over several: all stand above figures.
    return not any(map(_is_figure, line)) and all(map(_is_figure, lines[count + 1]))


def _name(line: Line, at: int) -> str:
    slot = line[at]
    return slot.text if slot else ""


def _names_units(line: Line, below: Line) -> bool:
    """A second row such as "EUR" and "days": without a name of its own, right above figures."""
    named = [at for at, slot in enumerate(line) if slot]
    return not line[0] and all(not _is_figure(line[at]) and _is_figure(below[at]) for at in named)


def _is_wide(line: Line, at: int) -> bool:
    slot = line[at]
    return slot is not None and bool(slot.text) and sum(other == slot for other in line) > 1


def _is_figure(slot: Slot | None) -> bool:
    """A value rather than a name: a number, but for years."""
    text = slot.text if slot else ""
    return _NUMBER.fullmatch(text) is not None and not _YEAR.fullmatch(text)


def _spread(lines: Sequence[Line]) -> list[Line]:
    """Names of a first row that stand over several columns without being merged: over the empty
    places to their right that the second row names, with figures below."""
    spread = list(lines)
    if len(lines) < 3 or (lines[0][0] and lines[1][0]):
        return spread
    first, second = list(lines[0]), lines[1]
    gaps = [
        at
        for at in range(1, len(first))
        if not first[at] and second[at] and second[at - 1] and any(first[:at])
    ]
    named = sum(slot is not None for slot in first)
    figures = any(_is_figure(line[at]) for line in lines[2:SAMPLE_ROWS] for at in gaps)
    if not gaps or named < 2 or not figures or any(map(_is_figure, second)):
        return spread
    for at in gaps:
        first[at] = first[at - 1]
    spread[0] = first
    return spread
