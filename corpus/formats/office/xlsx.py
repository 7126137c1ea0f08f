"""Spreadsheets (XLSX): each sheet under its name, each row with its cells parted by bars.

What always holds: a cell is shown as its number format says (of a formula the value that was saved
with it); hidden sheets, rows and columns are left out; each row has the range of its cells as its
place. The only room of openpyxl.
"""

from __future__ import annotations

import io
import re
import warnings
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.canonical import CanonicalText
from corpus.formats.faults import LIBRARY_FAULTS
from corpus.formats.office.facts import OFFICE_OPEN, office_facts
from corpus.formats.office.grid import Slot
from corpus.formats.office.number_format import shown_number, shown_text
from corpus.formats.office.raised import Level, Piece, join_levels
from corpus.formats.office.sheet import MAX_COLUMN, MAX_ROW, Budget, SeenSheet, seen_sheet
from corpus.formats.office.sheet_tables import SheetTable, sheet_tables
from corpus.formats.parsed import Parsed

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._reader import WorkSheetParser

# Of one workbook, empty ones between others counted.
MAX_CELLS = 5_000_000

_DAYS_TO_1904 = 1462
_LEVELS = {"superscript": Level.RAISED, "subscript": Level.LOWERED}
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


def read_xlsx(data: bytes, *, where: str) -> Parsed:
    """A workbook. Raises `CorpusError` if it is damaged, or over a limit."""
    archive = Archive(data, where=where)  # checks the limits, before anything is unpacked
    title, facts = office_facts(archive, OFFICE_OPEN, where=where)
    from openpyxl import load_workbook

    out = CanonicalText()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that don't matter here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, rich_text=True)
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
    budget = Budget(MAX_CELLS, where)
    groups = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        seen = _read_sheet(sheet, budget)
        if not seen.rows:
            continue
        name = sheet.title if _PLAIN_NAME.fullmatch(sheet.title) else f"'{sheet.title}'"
        out.add(BlockKind.HEADING, " ".join(sheet.title.split()), level=2, path=name)
        for table in sheet_tables(seen.rows):
            groups += 1
            _add_table(out, seen, table, name, groups)


def _read_sheet(sheet: Any, budget: Budget) -> SeenSheet:
    from openpyxl.worksheet._reader import WorkSheetParser

    # The sheet's own reader makes dates of numbers before their format is known, and keeps neither
    # merged cells nor what is hidden.
    with sheet._get_source() as source:
        strings = sheet._shared_strings
        parser = WorkSheetParser(source, strings, data_only=True, rich_text=True)
        texts = _texts(sheet, parser, budget)
    return seen_sheet(
        texts,
        merged=parser.merged_cells.mergeCell if parser.merged_cells else (),
        row_facts=parser.row_dimensions,
        column_facts=parser.column_dimensions.values(),
        budget=budget,
    )


def _texts(sheet: Any, parser: WorkSheetParser, budget: Budget) -> dict[int, dict[int, Slot]]:
    """The cells by row and column, each with its text; rows without any are there too."""
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    shift = _DAYS_TO_1904 if sheet.parent.epoch == CALENDAR_MAC_1904 else 0
    rows: dict[int, dict[int, Slot]] = {}
    for number, cells in parser.parse():
        budget.take(len(cells) + 1)
        if number > MAX_ROW or number in rows:
            continue
        row = rows[number] = {}
        for cell in cells:
            column = cell["column"]
            if cell["value"] is None or column > MAX_COLUMN:
                continue
            form = ReadOnlyCell(sheet, **cell).number_format or ""
            text = _shown(cell["value"], form, shift)
            if text and not (text == "0" and cell["value"] == 0 and _hides_zeros(parser)):
                row[column] = Slot(text=text, row=number, column=column)
    return rows


def _hides_zeros(parser: WorkSheetParser) -> bool:
    views: Any = getattr(parser, "views", None)
    return any(view.showZeros is False for view in views.sheetView) if views else False


def _shown(value: object, form: str, shift: int) -> str:
    """A cell's value on one line."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        moved = shift if shift and _is_date(form) else 0
        return shown_number(value + moved, form)
    if isinstance(value, date | datetime | time | timedelta):
        from openpyxl.utils.datetime import to_excel

        return shown_number(to_excel(value), form if _is_date(form) else "yyyy-mm-dd h:mm")
    if isinstance(value, str):
        text = value
    else:
        text = join_levels(_piece(one) for one in value) if isinstance(value, list) else str(value)
    return shown_text(" ".join(text.split()), form)


def _piece(one: object) -> Piece:
    """A run of a rich text; openpyxl gives runs without a font of their own as strings."""
    font: Any = getattr(one, "font", None)
    return str(one), _LEVELS.get(getattr(font, "vertAlign", None) or "", Level.LINE)


def _is_date(form: str) -> bool:
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    return bool(is_date_format(form)) and not is_timedelta_format(form)


def _add_table(
    out: CanonicalText, seen: SeenSheet, table: SheetTable, name: str, group: int
) -> None:
    for line in table.lines:
        text = next(slot.text for slot in line.slots.values() if slot.text)
        path = _range(seen, name, (line.number, line.number), (min(line.slots),) * 2)
        out.add(BlockKind.PARAGRAPH, text, path=path)
    for row in table.written():
        first, last = table.rows[row.first], table.rows[row.last]
        own = [*first.slots, *last.slots]
        path = _range(seen, name, (first.number, last.number), (min(own), max(own)))
        cells = list(row.cells)
        while not cells[-1]:
            cells.pop()
        out.add(BlockKind.ROW, " | ".join(cells), group=group, header=row.header, path=path)


def _range(seen: SeenSheet, name: str, rows: tuple[int, int], columns: tuple[int, int]) -> str:
    from openpyxl.utils import get_column_letter

    first, last = (
        f"{get_column_letter(seen.columns[column])}{row}"
        for column, row in zip(columns, rows, strict=True)
    )
    return f"{name}!{first}" if first == last else f"{name}!{first}:{last}"
