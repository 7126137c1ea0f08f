"""CSV, TSV and XLSX: rows, headers, places, and values as people see them."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.header import has_header
from corpus.formats.office import sheet
from corpus.formats.office.xlsx import read_xlsx
from corpus.formats.parsed import Parsed
from corpus.formats.table import read_table
from tests.corpus.office import unzipped, xlsx_of, zipped


def rows(parsed: Parsed) -> list[tuple[bool, str]]:
    return [
        (block.header, block.span.of(parsed.text))
        for block in parsed.blocks
        if block.kind is BlockKind.ROW
    ]


# --- CSV ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_each_record_is_a_row_of_the_files_own_text(mark: str) -> None:
    lines = [["Fee", "Note"], ["£5", '"two\r\nlines, and; |"'], ["", ""], ["£7", "x"]]
    text = "\r\n".join(mark.join(cells) for cells in lines) + "\r\n"
    page = read_table(text.encode(), where="folder/fees.csv")
    assert page.text == text
    assert rows(page) == [
        (True, f"Fee{mark}Note"),
        (False, f"£5{mark}{lines[1][1]}"),
        (False, f"£7{mark}x"),
    ]
    assert {block.group for block in page.blocks} == {0}
    assert [block.line for block in page.blocks] == [1, 2, 5]
    assert page.title == "fees"
    assert page.places == ()


@pytest.mark.slow
def test_a_quote_that_is_never_closed_takes_no_more_than_it_can() -> None:
    text = 'a,b\n1,"x\n' + "2,y\n" * 60_000
    page = read_table(text.encode(), where="x.csv")
    assert page.text == text
    assert rows(page)[:3] == [(True, "a,b"), (False, '1,"x'), (False, "2,y")]
    assert len(page.blocks) == 60_002


@pytest.mark.parametrize(
    ("table", "header"),
    [
        ([["Name", "Age"], ["Ann", "30"], ["Bo", "25"]], True),
        ([["Ann", "30"], ["Bo", "25"], ["Cy", "9"]], False),
        ([["Country", "2019", "2020"], ["France", "1.5", "2"], ["Spain", "3", "4"]], True),
        ([["What", "Where"], ["form", "office"]], True),
        ([["5 %", "x"], ["£1,000", "y"]], False),
        ([["Only", "row"]], False),
        ([], False),
    ],
)
def test_a_header_is_a_first_row_that_differs(table: list[list[str]], header: bool) -> None:
    assert has_header(table) is header


@given(text=st.text(st.sampled_from(list('ab1,;\t|"\n\r \x0b\u2028')), max_size=80))
def test_rows_cover_all_that_can_be_seen_of_a_table(text: str) -> None:
    page = read_table(text.encode(), where="x.csv")
    assert page.text == text
    end = 0
    for block in page.blocks:
        assert not text[end : block.span.start].strip(' ,;\t|"\n\r\x0b\u2028')
        end = block.span.end
    assert not text[end:].strip(' ,;\t|"\n\r\x0b\u2028')


# --- XLSX ---------------------------------------------------------------------------------------


def test_sheets_are_sections_and_rows_have_their_cells_places() -> None:
    page = read_xlsx(
        xlsx_of(
            {
                "Fees": [
                    ["Fees of 2024"],
                    [],
                    ["What", "Fee", "From"],
                    ["Copy", 5, dt.date(2024, 1, 2)],
                    ["Seal\nand  stamp", 7.5, dt.datetime(2024, 1, 2, 3, 4)],  # noqa: DTZ001
                    [],
                    [None, "Total", 12.5],
                ],
                "Empty": [[]],
                "More of it": [["a", "b"]],
            }
        ),
        where="folder/fees.xlsx",
    )
    assert page.text == (
        "Fees\n\nFees of 2024\n\nWhat | Fee | From\nCopy | 5 | 2024-01-02\n"
        "Seal and stamp | 7.5 | 2024-01-02 3:04:00\n| Total | 12.5\n\nMore of it\n\na | b"
    )
    assert [(str(block.kind), block.header) for block in page.blocks] == [
        *(("heading", False), ("paragraph", False), ("row", True), ("row", False)),
        *(("row", False), ("row", False), ("heading", False), ("row", False)),
    ]
    assert [place.path for place in page.places] == [
        *("Fees", "Fees!A1", "Fees!A3:C3", "Fees!A4:C4", "Fees!A5:C5", "Fees!B7:C7"),
        *("'More of it'", "'More of it'!A1:B1"),
    ]
    assert page.title == "fees"


def test_values_are_shown_as_people_see_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["x", True, 0.1 + 0.2, 0.256, 0.5, dt.time(9, 30), 3.0, "#N/A"])
    sheet["D1"].number_format, sheet["E1"].number_format = "0.0%", "0%"
    hidden = book.create_sheet("Hidden")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    book.properties.title, book.properties.creator = "T", "Ann Lee"
    book.properties.modified = dt.datetime(2021, 3, 4)  # noqa: DTZ001
    out = io.BytesIO()
    book.save(out)
    page = read_xlsx(out.getvalue(), where="x")
    assert page.text == "Sheet\n\nx | TRUE | 0.3 | 25.6% | 50% | 9:30:00 | 3 | #N/A"
    assert page.title == "T"
    assert page.facts["author"] == "Ann Lee"


@pytest.mark.parametrize("creator", ["openpyxl", "Microsoft Office User", "Apache POI", "Admin"])
def test_a_program_or_an_account_is_no_author(creator: str) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Fee", 5])
    book.properties.creator = creator
    out = io.BytesIO()
    book.save(out)
    assert "author" not in read_xlsx(out.getvalue(), where="x").facts


def test_of_a_formula_the_saved_value_is_shown() -> None:
    files = unzipped(xlsx_of({"Sheet": [["Sum", 5]]}))
    name = "xl/worksheets/sheet1.xml"
    files[name] = files[name].replace(b"<v>5</v>", b"<f>SUM(1,4)</f><v>5</v>")
    assert read_xlsx(zipped(files), where="x").text == "Sheet\n\nSum | 5"


@pytest.mark.slow
@pytest.mark.parametrize("place", ['r="999999999999"', 'r="1048577"'])
def test_rows_that_can_not_be_are_not_counted_up_to(place: str) -> None:
    files = unzipped(xlsx_of({"Sheet": [["a", "b"], ["c", "d"]]}))
    name = "xl/worksheets/sheet1.xml"
    files[name] = files[name].replace(b'<row r="2">', f"<row {place}>".encode())
    try:
        page = read_xlsx(zipped(files), where="x")
    except CorpusError:
        return
    assert page.text == "Sheet\n\na | b"


def test_a_workbook_with_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_CELLS", 10)
    with pytest.raises(CorpusError, match="has more than 10 cells"):
        read_xlsx(xlsx_of({"Sheet": [["a", "b", "c"]] * 4}), where="x")
