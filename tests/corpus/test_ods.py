"""OpenDocument spreadsheets: the text that each cell shows, and nothing that is hidden."""

from __future__ import annotations

import pytest

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.office import sheet
from corpus.formats.office.ods import read_ods
from tests.corpus.office import ods_of, unzipped, zipped


def cell(shown: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{shown}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


COVERED = "<table:covered-table-cell/>"
EMPTY = "<table:table-cell/>"


def table(*rows: str, name: str = "Fees", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def rows(data: bytes) -> list[str]:
    page = read_ods(data, where="x.ods")
    return [it.span.of(page.text) for it in page.blocks if it.kind is BlockKind.ROW]


def test_a_cell_is_the_text_that_it_shows() -> None:
    number = 'office:value-type="float" office:value="455771302"'
    page = read_ods(
        ods_of(
            table(
                row(cell("Office"), cell("Telephone"), cell("Fee")),
                row(
                    cell("Weights"),
                    cell("0455771302", number),
                    cell("12.50<text:span text:style-name='up'>1</text:span> EUR"),
                ),
            ),
            styles='<style:style style:name="up" style:family="text"><style:text-properties '
            'style:text-position="super 58%"/></style:style>',
        ),
        where="folder/contacts.ods",
    )
    assert page.text == "Fees\n\nOffice | Telephone | Fee\nWeights | 0455771302 | 12.50¹ EUR"
    assert [block.header for block in page.blocks] == [False, True, False]
    assert [place.path for place in page.places] == ["Fees", "Fees!A1:C1", "Fees!A2:C2"]
    assert page.title == "contacts"


def test_a_value_that_was_saved_without_its_text_is_shown_as_it_is() -> None:
    cells = (
        '<table:table-cell office:value-type="float" office:value="7.5"/>',
        '<table:table-cell office:value-type="date" office:date-value="2026-03-09"/>',
        '<table:table-cell office:value-type="string" office:string-value="yes"/>',
    )
    assert rows(ods_of(table(row(cell("A"), *cells)))) == ["A | 7.5 | 2026-03-09 | yes"]


def test_comments_and_drawings_are_no_part_of_a_cell() -> None:
    noted = (
        "<table:table-cell><office:annotation><text:p>secret</text:p></office:annotation>"
        "<text:p>7</text:p></table:table-cell>"
    )
    drawn = "<table:shapes><draw:frame><table:table><table:table-row>"
    drawn += f"{cell('drawn')}</table:table-row></table:table></draw:frame></table:shapes>"
    assert rows(ods_of(table(drawn, row(cell("A"), noted)))) == ["A | 7"]


def test_hidden_sheets_rows_and_columns_are_left_out() -> None:
    columns = (
        "<table:table-column/><table:table-column-group>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        "</table:table-column-group><table:table-column/>"
    )
    hidden = 'table:visibility="collapse" table:number-rows-repeated="2"'
    data = ods_of(
        table(
            columns,
            row(cell("Item"), cell("Cost"), cell("Old"), cell("Price")),
            row(cell("Stall"), cell("1"), cell("2"), cell("30")),
            row(cell("Table"), cell("1"), cell("2"), cell("26"), more=hidden),
            row(cell("Tent"), cell("1"), cell("2"), cell("9"), more='table:visibility="filter"'),
            row(cell("Chair"), cell("1"), cell("2"), cell("25")),
        ),
        table(row(cell("gone")), name="Old", more='table:style-name="off"'),
        styles='<style:style style:name="off" style:family="table"><style:table-properties '
        'table:display="false"/></style:style>',
    )
    assert rows(data) == ["Item | Price", "Stall | 30", "Chair | 25"]
    assert "gone" not in read_ods(data, where="x.ods").text


def test_merged_cells_and_headers_of_two_rows() -> None:
    wide, tall = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    two = 'table:number-columns-repeated="2"'
    data = ods_of(
        table(
            "<table:table-header-rows>",
            row(cell("Hall", tall), cell("Weekdays", wide), COVERED, cell("Weekends", wide)),
            row(COVERED, cell("Half"), cell("Full"), cell("Half"), cell("Full")),
            "</table:table-header-rows>",
            row(cell("Oak", tall), cell("60", two), cell("85"), cell("150")),
            row(
                "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>",
                *map(cell, "1234"),
            ),
        )
    )
    assert rows(data) == [
        "Hall | Weekdays: Half | Weekdays: Full | Weekends: Half | Weekends: Full",
        "Oak | 60 | 60 | 85 | 150",
        "Oak | 1 | 2 | 3 | 4",
    ]


def test_tables_side_by_side_are_two() -> None:
    data = ods_of(
        table(
            row(cell("Tree"), cell("Fee"), EMPTY, cell("Shrub"), cell("Fee")),
            row(cell("Ash"), cell("40"), EMPTY, cell("Holly"), cell("12")),
            row(cell("Elm"), cell("60"), EMPTY, cell("Hazel"), cell("9")),
        )
    )
    assert rows(data) == [
        "Tree | Fee",
        "Ash | 40",
        "Elm | 60",
        "Shrub | Fee",
        "Holly | 12",
        "Hazel | 9",
    ]


def test_what_is_repeated_counts_where_it_shows_something() -> None:
    data = ods_of(
        table(
            row(cell("a"), cell("b", 'table:number-columns-repeated="2"')),
            row(EMPTY, more='table:number-rows-repeated="1000000"'),
            row(cell("c"), cell("d"), more='table:number-rows-repeated="2"'),
            row(
                '<table:table-cell table:number-columns-repeated="16000"/>',
                more='table:number-rows-repeated="1048576"',
            ),
        )
    )
    page = read_ods(data, where="x.ods")
    assert rows(data) == ["a | b | b", "c | d", "c | d"]
    assert [it.path for it in page.places][-2:] == [
        "Fees!A1000002:B1000002",
        "Fees!A1000003:B1000003",
    ]


@pytest.mark.parametrize(
    "many",
    [
        row(cell("x"), more='table:number-rows-repeated="1000000"'),
        row(cell("x", 'table:number-columns-repeated="16384"')) * 2,
        row(more='table:visibility="collapse" table:number-rows-repeated="1048576"'),
        row(cell("x", 'table:number-rows-spanned="9999" table:number-columns-spanned="9999"'))
        + row(cell("y")) * 200,
    ],
)
def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch, many: str) -> None:
    monkeypatch.setattr(sheet, "MAX_CELLS", 100)
    with pytest.raises(CorpusError, match="more than 100 cells"):
        read_ods(ods_of(table(many)), where="x.ods")


def test_what_is_locked_or_no_spreadsheet_says_so() -> None:
    files = unzipped(ods_of(table(row(cell("a")))))
    locked = zipped({**files, "META-INF/manifest.xml": b"<m><encryption-data/></m>"})
    with pytest.raises(CorpusError, match="is locked"):
        read_ods(locked, where="x.ods")
    other = files["content.xml"].replace(b"office:spreadsheet", b"office:drawing")
    with pytest.raises(CorpusError, match="holds no spreadsheet"):
        read_ods(zipped({**files, "content.xml": other}), where="x.ods")
