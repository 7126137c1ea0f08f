"""Spreadsheets (XLSX): each sheet under its name, each row with its cells parted by bars.

What always holds: a cell is shown as its value (of a formula the one that was saved with it, dates
as ISO 8601, percentages as such); hidden sheets are left out; each row has the range of its cells
as its place. The only room of openpyxl.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.canonical import CanonicalText
from corpus.formats.faults import LIBRARY_FAULTS
from corpus.formats.office.facts import OFFICE_OPEN, office_facts
from corpus.formats.parsed import Parsed
from corpus.formats.table import has_header

if TYPE_CHECKING:
    from openpyxl import Workbook

# Of one workbook, empty ones between others counted; rows and columns as in Excel.
MAX_CELLS = 5_000_000
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row that isn't empty: its cells from the first to the last that has something in it."""

    number: int
    column: int  # of the first cell, from 1
    cells: tuple[str, ...]


def read_xlsx(data: bytes, *, where: str) -> Parsed:
    """A workbook. Raises `CorpusError` if it is damaged, or over a limit."""
    archive = Archive(data, where=where)  # checks the limits, before anything is unpacked
    title, facts = office_facts(archive, OFFICE_OPEN, where=where)
    from openpyxl import load_workbook

    out = CanonicalText()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that don't matter here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            _add_sheets(out, book, where)
    except LIBRARY_FAULTS as error:
        raise CorpusError(
            "not a workbook that can be read",
            where=where,
            mend="open it in a spreadsheet program and save it again as XLSX",
        ) from error
    return Parsed(
        text=out.text,
        blocks=out.blocks,
        # Not its first heading, as with other documents: that names one sheet.
        title=title or PurePath(where).stem or None,
        facts=facts,
        places=out.places,
    )


def _add_sheets(out: CanonicalText, book: Workbook, where: str) -> None:
    budget = MAX_CELLS
    groups = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows, budget = _rows(sheet, budget, where)
        if not rows:
            continue
        name = sheet.title if _PLAIN_NAME.fullmatch(sheet.title) else f"'{sheet.title}'"
        out.add(BlockKind.HEADING, " ".join(sheet.title.split()), level=2, path=name)
        for lines, table, header in _tables(rows):
            for row in lines:
                out.add(BlockKind.PARAGRAPH, row.cells[0], path=_range(name, row))
            groups += 1
            for row in table:
                out.add(
                    BlockKind.ROW,
                    " | ".join(row.cells),
                    group=groups,
                    header=header and row is table[0],
                    path=_range(name, row),
                )


def _rows(sheet: Any, budget: int, where: str) -> tuple[list[_Row], int]:
    """The rows of a sheet that aren't empty, and how many cells more may be read."""
    rows: list[_Row] = []
    # What the file says of its size is often wrong.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=MAX_ROW), start=1):
        budget -= len(cells) + 1
        if budget < 0 or len(cells) > MAX_COLUMN:
            raise CorpusError(
                f"has more than {MAX_CELLS:,} cells", where=where, mend="split it, or use CSV"
            )
        texts = [_shown(cell) for cell in cells]
        filled = [at for at, text in enumerate(texts) if text]
        if filled:
            first, last = filled[0], filled[-1]
            rows.append(_Row(number=number, column=first + 1, cells=tuple(texts[first : last + 1])))
    return rows, budget


def _tables(rows: Sequence[_Row]) -> Iterator[tuple[list[_Row], list[_Row], bool]]:
    """Tables, which empty rows part, with the single cells above each, and whether it has a header.

    What follows an empty row goes on with the table above it if it has no header of its own.
    """
    runs: list[list[_Row]] = []
    for row in rows:
        if not runs or row.number != runs[-1][-1].number + 1:
            runs.append([])
        runs[-1].append(row)
    lines: list[_Row] = []
    table: list[_Row] = []
    header = False
    for run in runs:
        wide = next((at for at, row in enumerate(run) if len(row.cells) > 1), None)
        narrow = len(run) if wide is None else wide
        own = has_header([row.cells for row in run[narrow:]])
        if table and not narrow and not own:
            table += run
            continue
        if table:
            yield lines, table, header
            lines, table = [], []
        lines += run[:narrow]
        table, header = run[narrow:], own
    if lines or table:
        yield lines, table, header


def _range(name: str, row: _Row) -> str:
    from openpyxl.utils import get_column_letter

    first = f"{get_column_letter(row.column)}{row.number}"
    last = f"{get_column_letter(row.column + len(row.cells) - 1)}{row.number}"
    return f"{name}!{first}" if first == last else f"{name}!{first}:{last}"


def _shown(cell: Any) -> str:
    """A cell's value on one line."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | int):
        form = cell.number_format or ""
        if form.endswith("%"):
            return f"{value * 100:.{len(form.partition('.')[2]) - 1 if '.' in form else 0}f}%"
        return str(value) if isinstance(value, int) else f"{value:.15g}"
    return " ".join(str(value).split())
