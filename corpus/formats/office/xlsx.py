"""Spreadsheets (XLSX): each sheet under its name, each row with its cells parted by bars.

What always holds: a cell is shown as its number format says (of a formula the value that was saved
with it); hidden sheets, rows and columns are left out; each row has the range of its cells as its
place. The only room of openpyxl.
"""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.canonical import CanonicalText
from corpus.formats.faults import LIBRARY_FAULTS
from corpus.formats.office.facts import OFFICE_OPEN, office_facts
from corpus.formats.office.grid import Slot
from corpus.formats.office.number_format import GENERAL, shown_number, shown_text
from corpus.formats.office.raised import Level, Piece, join_levels
from corpus.formats.office.sheet import MAX_COLUMN, MAX_ROW, Budget, SeenSheet, seen_sheet
from corpus.formats.office.sheet_text import add_sheet, workbook
from corpus.formats.parsed import Parsed

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._reader import WorkSheetParser

_DAYS_TO_1904 = 1462
_LEVELS = {"superscript": Level.RAISED, "subscript": Level.LOWERED}


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
    return workbook(out, title, facts, where=where)


def _add_sheets(out: CanonicalText, book: Workbook, where: str) -> None:
    budget = Budget(where=where)
    groups = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        groups = add_sheet(out, _read_sheet(sheet, budget), sheet.title, groups)


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
    forms: dict[int, tuple[str, bool]] = {}  # of each style, and whether it is bold
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
            style = cell["style_id"]
            if style not in forms:
                styled = ReadOnlyCell(sheet, **cell)
                forms[style] = styled.number_format or GENERAL, bool(styled.font.b)
            form, bold = forms[style]
            text = _shown(cell["value"], form, shift)
            if text and not (_is_zero(cell["value"]) and _hides_zeros(parser)):
                row[column] = Slot(text=text, row=number, column=column, bold=bold)
    return rows


def _is_zero(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == 0


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
