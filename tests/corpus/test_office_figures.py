"""Figures of office documents stay what a reader sees: marks, merged cells, letterheads, sheets."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
import openpyxl
import pytest
from docx.oxml.ns import nsdecls
from docx.table import Table
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.figures.reach import tells_contact
from corpus.formats.office import walk
from corpus.formats.office.docx import read_docx
from corpus.formats.office.furniture import kept_lines
from corpus.formats.office.odt import read_odt
from corpus.formats.office.raised import Level, join_levels
from corpus.formats.office.xlsx import read_xlsx
from corpus.formats.parsed import Parsed
from tests.corpus.office import docx_of, docx_with, odt_of, saved, unzipped, zipped

UP, DOWN, ON = Level.RAISED, Level.LOWERED, Level.LINE


def texts(parsed: Parsed) -> list[str]:
    return [block.span.of(parsed.text) for block in parsed.blocks]


def rows(parsed: Parsed) -> list[tuple[bool, str]]:
    return [
        (block.header, block.span.of(parsed.text))
        for block in parsed.blocks
        if block.kind is BlockKind.ROW
    ]


# --- What stands above the line -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        # Marks
        ([("costs 44", ON), ("1", UP), (" euros", ON)], "costs 44¹ euros"),
        ([("35", ON), ("1", UP), ("2", UP), (" euros", ON)], "35¹² euros"),
        ([("35", ON), ("(1)", UP), (" euros", ON)], "35⁽¹⁾ euros"),
        ([("35", ON), ("b", UP), (" euros", ON)], "35ᵇ euros"),
        ([("35", ON), ("*", UP), (" euros", ON)], "35* euros"),
        ([("March", ON), ("2", UP)], "March²"),
        ([("word", ON), ("see note 3", UP), ("more", ON)], "word see note 3 more"),
        ([("1", UP), (" Riders", ON)], "¹ Riders"),
        ([("It costs €44.", ON), ("12", UP), (" Riders", ON)], "It costs €44.¹² Riders"),
        ([("It costs €44.", ON), ("12", UP)], "It costs €44.¹²"),
        # Units, powers, formulas
        ([("120 m", ON), ("2", UP)], "120 m²"),
        ([("10", ON), ("-3", UP), (" mol", ON)], "10⁻³ mol"),
        ([("H", ON), ("2", DOWN), ("O", ON)], "H₂O"),
        ([("V", ON), ("max", DOWN)], "Vmax"),
        ([("20 ", ON), ("o", UP), ("C", ON)], "20 °C"),
        ([("1", ON), ("1", UP), ("/", ON), ("2", DOWN), (" cup", ON)], "1¹/₂ cup"),
        # Ordinals and shortened words
        ([("1", ON), ("st", UP), (" floor", ON)], "1st floor"),
        ([("3", ON), ("e", UP), (" étage", ON)], "3e étage"),
        ([("1", ON), ("er", UP), (" mai", ON)], "1er mai"),
        ([("XX", ON), ("e", UP), (" siècle", ON)], "XXe siècle"),
        ([("n", ON), ("o", UP), (" 5", ON)], "nº 5"),
        ([("M", ON), ("me", UP), (" Blanc", ON)], "Mme Blanc"),
        ([("Acme", ON), ("TM", UP)], "Acme™"),
        # Cents
        ([("€ 4,", ON), ("95", UP), (" each", ON)], "€ 4,95 each"),
        ([("4.", ON), ("99", UP), (" €", ON)], "4.99 €"),
        ([("€4", ON), (".95", UP)], "€4.95"),
        ([("$4", ON), ("99", UP)], "$4⁹⁹"),
        # A paragraph that is raised as a whole stands above nothing.
        ([("only 16", UP)], "only 16"),
    ],
)
def test_what_is_raised_never_fuses(pieces: Sequence[tuple[str, Level]], shown: str) -> None:
    assert join_levels(pieces) == shown


def raised(text: str, properties: str = "<w:vertAlign w:val='superscript'/>") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def plain(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_marks_of_a_word_document_stay_apart() -> None:
    files = unzipped(
        docx_of(
            plain("costs 44") + raised("1") + plain(" euros"),
            plain("costs 45") + raised("2", "<w:rStyle w:val='Mark'/>") + plain(" euros"),
            plain("costs 46") + raised("3", "<w:position w:val='8'/>") + plain(" euros"),
            plain("costs 47") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + plain(" euros"),
            plain("costs 4") + raised("8", "<w:vertAlign w:val='baseline'/>") + plain(" euros"),
        )
    )
    style = (
        "<w:style w:type='character' w:styleId='Mark'><w:basedOn w:val='Up'/></w:style>"
        "<w:style w:type='character' w:styleId='Up'><w:rPr><w:vertAlign w:val='superscript'/>"
        "</w:rPr></w:style></w:styles>"
    )
    name = "word/styles.xml"
    files[name] = files[name].replace(b"</w:styles>", style.encode())
    assert texts(read_docx(zipped(files), where="x")) == [
        *("costs 44¹ euros", "costs 45² euros", "costs 46³ euros", "costs 47 euros"),
        "costs 48 euros",
    ]


def test_formulas_of_a_word_document_keep_their_meaning() -> None:
    names = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    power = "<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>".format(
        *(f"<m:r><m:t>{text}</m:t></m:r>" for text in ("10", "-3"))
    )
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    page = read_docx(
        docx_of(
            plain("It is ") + f"<m:oMath {names}>{power}</m:oMath>",
            f"<m:oMath {names}>{half}</m:oMath>",
        ),
        where="x",
    )
    assert texts(page) == ["It is 10⁻³", "1/2"]


def test_hidden_text_of_an_open_document_is_left_out() -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties '
        'text:display="none"/></style:style><style:style style:name="T2" style:family="text" '
        'style:parent-style-name="T1"/>'
    )
    body = (
        '<text:p>It costs 35<text:span text:style-name="T1"> or <text:span>30</text:span>'
        '</text:span> euros<text:span text:style-name="T2">, not 36</text:span>.</text:p>'
        '<text:section text:name="a" text:display="none"><text:p>Unseen</text:p></text:section>'
        '<text:section text:name="b"><text:p>Seen</text:p></text:section>'
    )
    assert texts(read_odt(odt_of(body, styles=styles), where="x")) == ["It costs 35 euros.", "Seen"]


def test_marks_of_an_open_document_stay_apart() -> None:
    def style(name: str, position: str, parent: str = "") -> str:
        return (
            f'<style:style style:name="{name}" style:family="text" '
            f'style:parent-style-name="{parent}">{position}</style:style>'
        )

    def at(position: str) -> str:
        return f'<style:text-properties style:text-position="{position}"/>'

    page = read_odt(
        odt_of(
            '<text:p>costs 44<text:span text:style-name="A">1</text:span> euros</text:p>'
            '<text:p>costs 45<text:span text:style-name="B"><text:span text:style-name="None">2'
            "</text:span></text:span> euros</text:p>"
            '<text:p>H<text:span text:style-name="C">2</text:span>O</text:p>'
            "<text:p>costs 47<text:note><text:note-citation>3</text:note-citation><text:note-body>"
            "<text:p>The note.</text:p></text:note-body></text:note> euros</text:p>",
            styles=style("A", at("super 58%")) + style("B", "", "Up") + style("Up", at("33% 58%"))
            + style("C", at("-33% 58%")),
        ),
        where="x",
    )  # fmt: skip
    assert texts(page)[:4] == ["costs 44¹ euros", "costs 45² euros", "H₂O", "costs 47 euros"]


# --- Merged cells -------------------------------------------------------------------------------


def word_table(count: int, columns: int) -> tuple[docx.document.Document, Table]:
    document = docx.Document()
    return document, document.add_table(rows=count, cols=columns)


def fill(table: Table, lines: Sequence[Sequence[str]]) -> None:
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            if text:
                cell.text = text


def test_a_cell_counts_for_all_rows_that_it_spans() -> None:
    document, table = word_table(5, 3)
    fill(
        table,
        [
            ["Cemetery", "Grave", "Fee"],
            *(["Forest" if n == 30 else "", f"Type {n}", f"{n}7"] for n in (30, 31)),
            *(["Old town" if n == 40 else "", f"Type {n}", f"{n}9"] for n in (40, 41)),
        ],
    )
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(4, 0))
    assert rows(read_docx(saved(document), where="x")) == [
        (True, "Cemetery | Grave | Fee"),
        (False, "Forest | Type 30 | 307"),
        (False, "Forest | Type 31 | 317"),
        (False, "Old town | Type 40 | 409"),
        (False, "Old town | Type 41 | 419"),
    ]


def test_each_figure_has_its_whole_path_of_headers() -> None:
    document, table = word_table(4, 5)
    fill(
        table,
        [
            ["Hall", "Weekdays", "", "Weekends", ""],
            ["", "Half day", "Full day", "Half day", "Full day"],
            ["Oak hall", "60", "110", "85", "150"],
            ["Elm hall", "45", "closed", "", "115"],
        ],
    )
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 3).merge(table.cell(0, 4))
    table.cell(3, 2).merge(table.cell(3, 3))
    assert rows(read_docx(saved(document), where="x")) == [
        (
            True,
            (
                "Hall | Weekdays: Half day | Weekdays: Full day | Weekends: Half day"
                " | Weekends: Full day"
            ),
        ),
        (False, "Oak hall | 60 | 110 | 85 | 150"),
        (False, "Elm hall | 45 | closed | closed | 115"),
    ]


def test_a_title_over_a_table_is_not_its_header() -> None:
    document, table = word_table(4, 2)
    fill(table, [["Fees of 2027", ""], ["What", "Fee"], ["Copy", "5"], ["Adults", ""]])
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(3, 0).merge(table.cell(3, 1))
    page = read_docx(saved(document), where="x")
    assert page.text == "Fees of 2027\n\nWhat | Fee\nCopy | 5\nAdults"
    assert [place.path for place in page.places] == [f"table 1 row {n}" for n in (1, 2, 3, 4)]
    assert [header for header, _ in rows(page)] == [True, False, False]


def test_cells_that_only_differ_in_width_stay_below_each_other() -> None:
    document, table = word_table(2, 3)
    fill(table, [["What", "", "Fee"], ["Copy", "5", ""]])
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 1).merge(table.cell(1, 2))
    assert [row for _, row in rows(read_docx(saved(document), where="x"))] == [
        *("What | Fee", "Copy | 5")
    ]


def test_cells_of_an_open_document_count_for_all_that_they_span() -> None:
    def cell(text: str, spans: str = "") -> str:
        return f"<table:table-cell {spans}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    wide = 'table:number-columns-spanned="2"'
    tall = 'table:number-rows-spanned="2"'
    lines = (
        cell("Hall", tall) + cell("Week", wide) + covered,
        covered + cell("Half day") + cell("Full day"),
        cell("Oak", tall) + cell("60") + cell("110"),
        covered + cell("free", 'table:number-columns-repeated="2"'),
    )
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    # A word processor says so of the first row only, unless somebody tells it more.
    body = body.replace("</table:table-row>", "</table:table-row></table:table-header-rows>", 1)
    body = f"<table:table-header-rows>{body}"
    gone = f'<table:table-row table:visibility="collapse">{cell("x") * 3}</table:table-row>'
    assert rows(read_odt(odt_of(f"<table:table>{body}{gone}</table:table>"), where="x")) == [
        (True, "Hall | Week: Half day | Week: Full day"),
        (False, "Oak | 60 | 110"),
        (False, "Oak | free | free"),
    ]


@pytest.mark.parametrize("corner", ["", "Place"])
def test_one_name_over_one_column_beside_one_over_several(corner: str) -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=4)
    lines = ([corner, "Summer", "", "Winter"], [corner, "Day", "Night", "Day"])
    for at, line in enumerate((*lines, ["Tent", "9", "12", "5"], ["Hut", "30", "41", "25"])):
        for column, text in enumerate(line):
            table.cell(at, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Summer"
    table.cell(0, 0).merge(table.cell(1, 0)).text = corner
    header = f"{corner} | Summer: Day | Summer: Night | Winter: Day".strip()
    assert rows(read_docx(saved(document), where="x"))[0] == (True, header)


def test_a_table_that_spans_more_than_can_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MAX_PLACES", 10)
    wide = '<table:table-cell table:number-columns-spanned="999999"/>'
    body = "".join(f"<table:table-row>{wide * count}</table:table-row>" for count in (1, 2))
    with pytest.raises(CorpusError, match="has a table of more than 10 cells"):
        read_odt(odt_of(f"<table:table>{body}</table:table>"), where="x")


# --- Headers and footers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Riding office, telephone 202-555-0177", True),
        ("Tel. 112", True),
        ("+32 (0)455 77 13 00", True),
        ("desk@example.org", True),
        ("www.example.org/riding", True),
        ("12 Main Street, Springfield, IL 62701", True),
        ("Hauptstraße 5, 12345 Berlin", True),
        ("3, rue de la Gare", True),
        ("Calle Mayor 12", True),
        ("Dam 1, 1012 JS Amsterdam", True),
        ("London SW1A 2AA", True),
        ("Music school, Mill Street 4, 4020 Linz", True),
        ("ul. Rynek 1, 50-106 Wrocław", True),
        ("P.O. Box 12", True),
        ("Monday to Friday 9.00-17.00", True),
        ("Open on Saturdays", True),
        ("lundi : 9h00 à 12h30", True),
        ("8:30 am to 4 pm", True),
        ("Form R-12", False),
        ("Annual report 2024-2025", False),
        ("Printed on 2025-01-31 at 12:30", False),
        ("31.01.2025", False),
        ("Version 1.2.3 of 12 May 2024", False),
        ("Riding school handbook", False),
        ("Confidential", False),
    ],
)
def test_what_is_a_contact(line: str, kept: bool) -> None:
    assert tells_contact(line) is kept


def test_page_numbers_and_titles_are_taken_off_a_line_that_is_kept() -> None:
    lines = ["The Handbook\tTel. 0455 771 300\tPage 3 of 10", "12", "Seite 3 von 10", "Page of"]
    assert kept_lines(lines, titles={"The  handbook"}) == ["Tel. 0455 771 300"]
    assert kept_lines(["The handbook · Tel. 112 | Page 3"], titles={"The Handbook"}) == ["Tel. 112"]
    assert kept_lines(["Riding office", "12 Main Street", "Tel. 0455 771 300"], titles=()) == [
        "Riding office\n12 Main Street\nTel. 0455 771 300"
    ]
    assert kept_lines(["Draft of May", "Tel. 0455 771 300"], titles=()) == ["Tel. 0455 771 300"]
    one = ["Ayuntamiento de Soto", "Plaza Mayor 1, 28500 Soto · Tel. 918 765 432", "Página 2"]
    assert kept_lines(one, titles=()) == ["\n".join(one[:2])]


def test_contacts_of_a_word_documents_furniture_stand_at_its_end() -> None:
    document = docx.Document()
    document.add_heading("The riding school", 1)
    document.add_paragraph("The school is open to all.")
    section = document.sections[0]
    section.header.paragraphs[0].text = "The riding school\tTel. 0455 771 300"
    section.footer.paragraphs[0].text = "Page footer: form R-12"
    section.first_page_header.paragraphs[0].text = "Never shown: 0455 771 999"
    document.add_section().footer.is_linked_to_previous = True
    page = read_docx(saved(document), where="x")
    assert texts(page) == [
        *("The riding school", "The school is open to all.", "Tel. 0455 771 300"),
    ]
    assert page.places[-1].path == "header"
    section.different_first_page_header_footer = True
    table = section.first_page_header.add_table(1, 2, docx.shared.Cm(10))
    table.cell(0, 1).text = "12 Main Street"
    assert texts(read_docx(saved(document), where="x"))[2:] == [
        "Tel. 0455 771 300",
        "Never shown: 0455 771 999\n12 Main Street",
    ]


def test_text_boxes_of_a_letterhead_are_read() -> None:
    box = f"<w:txbxContent><w:p>{plain('desk@example.org')}</w:p></w:txbxContent>"
    data = docx_with(
        docx_of(
            plain("Text"),
            "<w:pPr><w:sectPr><w:footerReference w:type='default' "
            f"{nsdecls('r')} r:id='rId77'/></w:sectPr></w:pPr>",
        ),
        {"footer77": f"<w:ftr {nsdecls('w')}><w:p><w:r><w:pict>{box}</w:pict></w:r></w:p></w:ftr>"},
    )
    assert texts(read_docx(data, where="x")) == ["Text", "desk@example.org"]


def test_contacts_of_an_open_documents_furniture_stand_at_its_end() -> None:
    page = read_odt(
        odt_of(
            "<text:p>Text</text:p>",
            pages='<style:master-page style:name="Standard"><style:header><text:p>Report</text:p>'
            "</style:header><style:footer><text:p>Office<text:tab/>Tel. 0455 771 300<text:tab/>"
            "Page <text:page-number>3</text:page-number></text:p></style:footer><style:footer-left "
            'style:display="false"><text:p>0455 771 999</text:p></style:footer-left>'
            "</style:master-page>",
        ),
        where="x",
    )
    assert texts(page) == ["Text", "Office Tel. 0455 771 300"]
    assert page.places[-1].path == "footer"


# --- Sheets -------------------------------------------------------------------------------------


def sheet_text(make: Callable[[Worksheet], None]) -> Parsed:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    make(sheet)
    out = io.BytesIO()
    book.save(out)
    return read_xlsx(out.getvalue(), where="x")


def test_a_cell_shows_its_number_format() -> None:
    def make(sheet: Worksheet) -> None:
        for line in (("Office", "Phone", "Fee"), ("Animals", 455771302, 1250.5), ("Dogs", 0, 0)):
            sheet.append(line)
        for row in (2, 3):
            sheet[f"B{row}"].number_format = "0000000000"
            sheet[f"C{row}"].number_format = '#,##0.00 "EUR";;"free"'

    assert rows(sheet_text(make)) == [
        (True, "Office | Phone | Fee"),
        (False, "Animals | 0455771302 | 1,250.50 EUR"),
        (False, "Dogs | 0000000000 | free"),
    ]


def test_zeros_that_a_sheet_does_not_show_are_left_out() -> None:
    def make(sheet: Worksheet) -> None:
        sheet.append(["a", 0, "b", 0, False, 1])
        sheet["B1"].number_format = "0.00"
        sheet.sheet_view.showZeros = False

    assert texts(sheet_text(make))[1:] == ["a | b | FALSE | 1"]


def test_marks_in_a_cell_stay_apart() -> None:
    def make(sheet: Worksheet) -> None:
        up = InlineFont(vertAlign="superscript")
        sheet.append(["Day", CellRichText("16", TextBlock(up, "2"))])
        sheet.append([CellRichText("m", TextBlock(up, "2")), "x"])
        sheet["A1"].font = Font(vertAlign="superscript")

    assert texts(sheet_text(make))[1:] == ["Day | 16²", "m² | x"]


def test_what_is_hidden_is_left_out_and_parts_nothing() -> None:
    def make(sheet: Worksheet) -> None:
        for line in (("What", "Cost", "Fee"), ("Chair", 1, 25), ("Table", 2, 26), ("Desk", 3, 27)):
            sheet.append(line)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    page = sheet_text(make)
    assert texts(page)[1:] == ["What | Fee", "Chair | 25", "Desk | 27"]
    assert [place.path for place in page.places][1:] == [f"Sheet!A{n}:C{n}" for n in (1, 2, 4)]


@pytest.mark.parametrize("merged", [True, False])
def test_headers_of_two_rows_are_one(merged: bool) -> None:
    def make(sheet: Worksheet) -> None:
        for line in (
            ("Fees of 2027",),
            ("Hall", "Weekdays", None, "Weekends", None),
            (None, "Half day", "Full day", "Half day", "Full day"),
            ("Oak hall", 60, 110, 85, 150),
            ("Elm hall", 45, 80, 65, 115),
        ):
            sheet.append(line)
        if merged:
            for cells in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
                sheet.merge_cells(cells)

    page = sheet_text(make)
    assert page.text == (
        "Sheet\n\nFees of 2027\n\nHall | Weekdays: Half day | Weekdays: Full day"
        " | Weekends: Half day | Weekends: Full day\n"
        "Oak hall | 60 | 110 | 85 | 150\nElm hall | 45 | 80 | 65 | 115"
    )
    assert [place.path for place in page.places][1:3] == ["Sheet!A1", "Sheet!A2:E3"]


def test_units_below_the_names_of_columns_are_part_of_them() -> None:
    def make(sheet: Worksheet) -> None:
        for line in (("Service", "Fee", "Wait"), (None, "EUR", "days"), ("Passport", 65, 10)):
            sheet.append(line)

    assert texts(sheet_text(make))[1:] == ["Service | Fee: EUR | Wait: days", "Passport | 65 | 10"]


def test_a_title_between_figures_begins_another_table() -> None:
    def make(sheet: Worksheet) -> None:
        for line in (
            *(("Fees",), ("What", "Fee"), ("Copy", 5), ("Adults",), ("Seal", 6), ("Stamp", 7)),
            *(("Loans",), ("What", "Days"), ("Book", 21), ("Film", 7)),
        ):
            sheet.append(line)

    assert sheet_text(make).text == (
        "Sheet\n\nFees\n\nWhat | Fee\nCopy | 5\nAdults\nSeal | 6\nStamp | 7\n\n"
        "Loans\n\nWhat | Days\nBook | 21\nFilm | 7"
    )


def test_names_over_other_columns_right_below_figures_begin_another_table() -> None:
    def closed(sheet: Worksheet) -> None:
        for line in (("Day", "From", "To"), ("Mon", 8, 12), ("Tue", "closed"), ("Wed", 9)):
            sheet.append(line)

    assert texts(sheet_text(closed))[2:] == ["Mon | 8 | 12", "Tue | closed", "Wed | 9"]

    def parted(sheet: Worksheet) -> None:
        for line in (
            *(("Club", "Fee"), ("Golf", "on request"), ("Chess", 35)),
            *(("Room", "Seats", "Floor"), ("Blue", 40, 2), ("Red", 25, 1)),
        ):
            sheet.append(line)

    found = sheet_text(parted)
    assert found.text == (
        "Sheet\n\nClub | Fee\nGolf | on request\nChess | 35\n\n"
        "Room | Seats | Floor\nBlue | 40 | 2\nRed | 25 | 1"
    )
    assert [block.header for block in found.blocks].count(True) == 2


def test_a_merged_label_counts_for_all_its_rows() -> None:
    def make(sheet: Worksheet) -> None:
        for line in (
            *(("Site", "Grave", "Fee"), ("Forest", "30", 1), (None, "31", 2), ("Old", "40", 3)),
        ):
            sheet.append(line)
        sheet.merge_cells("A2:A3")

    assert texts(sheet_text(make))[1:] == [
        *("Site | Grave | Fee", "Forest | 30 | 1", "Forest | 31 | 2", "Old | 40 | 3")
    ]


def test_the_name_of_a_group_stands_in_its_rows() -> None:
    def below(sheet: Worksheet) -> None:
        for line in (
            *(("Site", "Grave", "Fee"), ("Forest", "A", 1), (None, "B", 2), (None, "C", 3)),
            *(("Old", "A", 4), (None, "B", 5)),
        ):
            sheet.append(line)

    assert texts(sheet_text(below))[2:] == [
        *("Forest | A | 1", "Forest | B | 2", "Forest | C | 3", "Old | A | 4", "Old | B | 5")
    ]

    def above(sheet: Worksheet) -> None:
        for line in (
            *(("Zone", "Fee"), ("Centre",), ("Car", 12), ("Van", 20), ("Harbour",), ("Car", 6)),
            ("Fees are due in March.",),
        ):
            sheet.append(line)

    assert texts(sheet_text(above))[1:] == [
        *("| Zone | Fee", "Centre", "Centre | Car | 12", "Centre | Van | 20"),
        *("Harbour", "Harbour | Car | 6", "Fees are due in March."),
    ]


def test_a_row_over_all_columns_names_those_below_it() -> None:
    document, table = word_table(5, 2)
    fill(table, [("Zone", "Fee"), ("", ""), ("Car", "12"), ("", ""), ("Car", "6")])
    for row, name in ((1, "Centre"), (3, "Harbour")):
        table.cell(row, 0).merge(table.cell(row, 1)).text = name
    assert texts(read_docx(saved(document), where="x")) == [
        *("| Zone | Fee", "Centre", "Centre | Car | 12", "Harbour", "Harbour | Car | 6")
    ]


def test_tables_side_by_side_and_below_each_other_are_tables_of_their_own() -> None:
    def make(sheet: Worksheet) -> None:
        for line in (
            ("Chairs", None, None, "Offices"),
            ("Item", "Price", None, "Office", "Phone"),
            ("Chair", 25, None, "Desk", "202-555-0112"),
            ("Table", 26, None, "Shop", "202-555-0113"),
            (),
            ("Stool", 27),
            (),
            ("Colour", "Code"),
            ("red", 1),
        ):
            sheet.append(line)

    assert sheet_text(make).text == (
        "Sheet\n\nChairs\n\nItem | Price\nChair | 25\nTable | 26\nStool | 27\n\n"
        "Offices\n\nOffice | Phone\nDesk | 202-555-0112\nShop | 202-555-0113\n\n"
        "Colour | Code\nred | 1"
    )


def test_an_empty_column_that_parts_figures_only_parts_no_table() -> None:
    def make(sheet: Worksheet) -> None:
        for line in (
            ("Hall", "Half", "Full", None, "Half at night", "Full at night"),
            ("Oak", 1, 2, None, 3, 4),
            ("Elm", 5, 6, None, 7, 8),
        ):
            sheet.append(line)

    assert texts(sheet_text(make))[1:] == [
        "Hall | Half | Full | Half at night | Full at night",
        *("Oak | 1 | 2 | 3 | 4", "Elm | 5 | 6 | 7 | 8"),
    ]


def test_days_are_counted_from_where_the_workbook_says() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["From", 1])
    sheet["B1"].number_format = "yyyy-mm-dd"
    out = io.BytesIO()
    book.save(out)
    assert texts(read_xlsx(out.getvalue(), where="x"))[1] == "From | 1904-01-02"
