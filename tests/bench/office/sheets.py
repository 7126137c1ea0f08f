"""Workbooks: by openpyxl, and written as Excel and as Google Sheets write them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html import escape

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.bench.office.content import (
    FIGURES,
    FIGURES_HEAD,
    HIDDEN,
    SEASONS,
    Figure,
    Table,
    seen_of_sheets,
)
from tests.bench.office.made import Made
from tests.corpus.office import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Formats that Excel has numbers for, and doesn't write out.
_BUILT_IN = {"General": 0, "0%": 9, "@": 49}
_FIRST_OWN = 164


def workbooks() -> Iterator[Made]:
    seen = tuple(seen_of_sheets())
    yield Made(producer="openpyxl", name="fees.xlsx", data=_by_library(), seen=seen)
    yield Made(producer="as Excel", name="fees.xlsx", data=_by_hand(excel=True), seen=seen)
    yield Made(producer="as Google Sheets", name="fees.xlsx", data=_by_hand(excel=False), seen=seen)


def placed(table: Table) -> Iterator[tuple[int, int, str, int, int]]:
    """Its cells: row and column (from 1), text, and how far each spans across and down."""
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows, start=1):
        column = 1
        for cell in row:
            while (number, column) in covered:
                column += 1
            text = "".join(run for run, _ in cell.runs)
            yield number, column, text, cell.across, cell.down
            covered |= {
                (r, c)
                for r in range(number, number + cell.down)
                for c in range(column, column + cell.across)
            }
            column += cell.across


# --- openpyxl ---------------------------------------------------------------------------------


def _by_library() -> bytes:
    book = openpyxl.Workbook()
    figures = book.worksheets[0]
    figures.title = "Figures"
    figures.append(FIGURES_HEAD)
    for number, it in enumerate(FIGURES, start=2):
        figures.cell(number, 1, it.name)
        figures.cell(number, 2, it.value).number_format = it.form
        figures.cell(number, 3, HIDDEN)
    figures.column_dimensions["C"].hidden = True
    figures.append([HIDDEN, HIDDEN])
    figures.row_dimensions[len(FIGURES) + 2].hidden = True
    _library_table(book.create_sheet("Seasons"), SEASONS)
    internal = book.create_sheet("Internal")
    internal.append([HIDDEN])
    internal.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _library_table(sheet: Worksheet, table: Table) -> None:
    for row, column, text, across, down in placed(table):
        sheet.cell(row, column, text)
        if across > 1 or down > 1:
            last = (row + down - 1, column + across - 1)
            sheet.merge_cells(
                start_row=row, start_column=column, end_row=last[0], end_column=last[1]
            )


# --- as Excel and Google Sheets write ---------------------------------------------------------


class _Strings:
    """The texts of a workbook, each kept once."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def number(self, text: str) -> int:
        if text not in self.kept:
            self.kept.append(text)
        return self.kept.index(text)

    def part(self, *, excel: bool) -> str:
        def item(text: str) -> str:
            text = escape(text, quote=False)
            if excel and " " in text:  # in pieces, as where a part of it is bold
                first, _, rest = text.partition(" ")
                return (
                    f"<si><r><t>{first}</t></r><r><rPr><b/></rPr>"
                    f'<t xml:space="preserve"> {rest}</t></r></si>'
                )
            return f"<si><t>{text}</t></si>"

        return f'<sst xmlns="{_MAIN}">{"".join(map(item, self.kept))}</sst>'


def _by_hand(*, excel: bool) -> bytes:
    strings = _Strings()
    forms = list(dict.fromkeys(it.form for it in FIGURES))
    sheets = {
        "Figures": _figures(strings, forms, excel=excel),
        "Seasons": _merged(strings, SEASONS, excel=excel),
        "Internal": _sheet([_row(1, [_text("A1", HIDDEN, strings)], excel=excel)]),
    }
    numbered = list(enumerate(sheets, start=1))
    names = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"'
        f"{' state=' + chr(34) + 'hidden' + chr(34) if name == 'Internal' else ''}/>"
        for n, name in numbered
    )
    related = [
        *((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered),
        ("rId8", "styles", "styles.xml"),
        ("rId9", "sharedStrings", "sharedStrings.xml"),
    ]
    kinds = [
        ("workbook.xml", "sheet.main"),
        ("styles.xml", "styles"),
        ("sharedStrings.xml", "sharedStrings"),
        *((f"worksheets/sheet{n}.xml", "worksheet") for n, _ in numbered),
    ]
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in kinds
    )
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
            ),
            "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{names}</sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": _relations(related),
            "xl/styles.xml": _styles(forms, excel=excel),
            "xl/sharedStrings.xml": strings.part(excel=excel),
            **{f"xl/worksheets/sheet{n}.xml": sheets[name] for n, name in numbered},
        }
    )


def _relations(related: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{identity}" Type="{_REL}/{kind}" Target="{target}"/>'
        for identity, kind, target in related
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _styles(forms: Sequence[str], *, excel: bool) -> str:
    own = [form for form in forms if not (excel and form in _BUILT_IN)]
    numbers = {form: _FIRST_OWN + n for n, form in enumerate(own)}
    written = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(form)}"/>'
        for form, number in numbers.items()
    )
    used = "".join(
        f'<xf numFmtId="{numbers.get(form, _BUILT_IN.get(form, 0))}" fontId="0" fillId="0" '
        'borderId="0" applyNumberFormat="1"/>'
        for form in forms
    )
    one = "<font><sz val='10'/></font>"
    fills = "<fills count='1'><fill><patternFill patternType='none'/></fill></fills>"
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(own)}">{written}</numFmts>'
        f"<fonts count='1'>{one}</fonts>{fills}<borders count='1'>"
        "<border/></borders><cellStyleXfs count='1'><xf/></cellStyleXfs>"
        f'<cellXfs count="{len(forms) + 1}"><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def _text(place: str, text: str, strings: _Strings, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}" t="s"><v>{strings.number(text)}</v></c>'


def _figure(place: str, it: Figure, strings: _Strings, style: int, *, excel: bool) -> str:
    if isinstance(it.value, str):
        return _text(place, it.value, strings, style)
    if isinstance(it.value, bool):
        return f'<c r="{place}" s="{style}" t="b"><v>{int(it.value)}</v></c>'
    # As Excel writes a sum, with what it came to; Google keeps whole numbers with a point.
    formula = "<f>SUM(D1:D9)</f>" if excel else ""
    value = it.value if excel else float(it.value)
    return f'<c r="{place}" s="{style}">{formula}<v>{value!r}</v></c>'


def _row(number: int, cells: Sequence[str], *, excel: bool, hidden: bool = False) -> str:
    more = ' spans="1:3" x14ac:dyDescent="0.25"' if excel else ' customHeight="0"'
    unseen = ' hidden="1"' if hidden else ""
    return f'<row r="{number}"{more}{unseen}>{"".join(cells)}</row>'


def _figures(strings: _Strings, forms: Sequence[str], *, excel: bool) -> str:
    head = [_text(f"{at}1", text, strings) for at, text in zip("AB", FIGURES_HEAD, strict=True)]
    rows = [_row(1, head, excel=excel)]
    for n, it in enumerate(FIGURES, start=2):
        style = forms.index(it.form) + 1
        cells = [
            _text(f"A{n}", it.name, strings),
            _figure(f"B{n}", it, strings, style, excel=excel),
            _text(f"C{n}", HIDDEN, strings),
        ]
        rows.append(_row(n, cells, excel=excel))
    last = len(FIGURES) + 2
    unseen = [_text(f"A{last}", HIDDEN, strings)]
    rows.append(_row(last, unseen, excel=excel, hidden=True))
    return _sheet(rows, '<cols><col min="3" max="3" width="9" hidden="1" customWidth="1"/></cols>')


def _merged(strings: _Strings, table: Table, *, excel: bool) -> str:
    rows: dict[int, list[str]] = {}
    merged = ""
    for row, column, text, across, down in placed(table):
        place = f"{'ABCDEFG'[column - 1]}{row}"
        rows.setdefault(row, []).append(_text(place, text, strings))
        if across > 1 or down > 1:
            last = f"{'ABCDEFG'[column + across - 2]}{row + down - 1}"
            merged += f'<mergeCell ref="{place}:{last}"/>'
    written = [_row(number, cells, excel=excel) for number, cells in rows.items()]
    return _sheet(written, after=f"<mergeCells>{merged}</mergeCells>")


def _sheet(rows: Sequence[str], before: str = "", after: str = "") -> str:
    names = (
        f'xmlns="{_MAIN}" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
    )
    return f"<worksheet {names}>{before}<sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"
