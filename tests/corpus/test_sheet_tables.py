"""Tables below each other on a sheet, each with names of its own for its columns."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence

import openpyxl
import pytest
from openpyxl.styles import Font

from corpus.document import BlockKind
from corpus.formats.office.ods import read_ods
from corpus.formats.office.xlsx import read_xlsx
from corpus.formats.parsed import Parsed
from tests.corpus.office import ods_of
from tests.corpus.test_ods import cell, row, table

Rows = Sequence[Sequence[object]]

FEES: Rows = [["Service", "Price"], ["Copy", 5], ["Seal", 7]]
RENTS: Rows = [["Room", "Rent"], ["Oak hall", 60], ["Elm hall", 45]]
STAFF: Rows = [["Name", "Office"], ["Ann", "Registry"], ["Bo", "Pool"]]
CLUBS: Rows = [["Club", "Place"], ["Chess", "Library"], ["Choir", "School"]]
BIRTHS: Rows = [["Births", 2022, 2023], ["Boys", 40, 44], ["Girls", 38, 41]]
DEATHS: Rows = [["Deaths", 2022, 2023], ["Men", 10, 14], ["Women", 8, 11]]
HALL: Rows = [["Address", "Elm Walk 4"], ["Telephone", "0455 771 300"], ["E-mail", "a@b.example"]]
EMPTY: Rows = [[]]


def tables(rows: Rows, bold: Collection[int] = ()) -> list[list[str]]:
    """The rows of each table of a sheet, a header in brackets. `bold`: rows, counted from 1."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            sheet.cell(number, column, value).font = Font(bold=number in bold)
    out = io.BytesIO()
    book.save(out)
    return found(read_xlsx(out.getvalue(), where="a.xlsx"))


def found(parsed: Parsed) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for block in parsed.blocks:
        if block.kind is BlockKind.ROW:
            text = block.span.of(parsed.text)
            groups.setdefault(block.group, []).append(f"[{text}]" if block.header else text)
    return list(groups.values())


def written(rows: Rows) -> list[str]:
    first, *others = (" | ".join(map(str, cells)) for cells in rows)
    return [f"[{first}]", *others]


@pytest.mark.parametrize(
    ("one", "other", "bold"),
    [
        *((FEES, RENTS, False), (FEES, RENTS, True), (STAFF, CLUBS, True), (BIRTHS, DEATHS, False)),
        *((BIRTHS, DEATHS, True), (FEES, [["Room", "Price"], *RENTS[1:]], False)),
    ],
)
@pytest.mark.parametrize("between", [[], EMPTY])
def test_each_has_its_own_header(one: Rows, other: Rows, bold: bool, between: Rows) -> None:
    places = (1, len(one) + len(between) + 1) if bold else ()
    assert tables([*one, *between, *other], places) == [written(one), written(other)]


@pytest.mark.parametrize("value", ["free", "Free", "On request", "see note 3", "12 or 15"])
def test_a_row_with_a_word_for_a_figure_is_a_row(value: str) -> None:
    rows = [*FEES, ["Form", value], ["Map", 2], ["Stamp", 3]]
    assert tables(rows) == tables(rows, (1,)) == [written(rows)]


def test_sums_in_bold_type_are_rows() -> None:
    rows = [*FEES, ["Total", 12], ["Map", 2], ["Stamp", 3]]
    assert tables(rows, (1, 4)) == [written(rows)]


def test_what_follows_an_empty_row_goes_on_without_names_of_its_own() -> None:
    more: Rows = [["Cy", "Library"], ["Di", "School"]]
    assert tables([*STAFF, *EMPTY, *more], (1,)) == [written([*STAFF, *more])]
    assert tables([*FEES, *EMPTY, ["Total", 12]]) == [written([*FEES, ["Total", 12]])]
    assert tables([*FEES, *EMPTY, ["Map", "2 €"], ["Stamp", "3 €"]])[1:] == []


def test_labels_and_values_are_no_more_of_the_table_above_or_below() -> None:
    plain = [" | ".join(map(str, cells)) for cells in HALL]
    assert tables([*FEES, *EMPTY, *HALL]) == [written(FEES), plain]
    assert tables([*HALL, *EMPTY, *FEES]) == [plain, written(FEES)]


def test_a_bold_header_of_a_style_that_another_is_made_of() -> None:
    name = 'table:style-name="ce1"'
    lines = [
        row(*(cell(str(it), name if at == 0 else "") for it in cells))
        for rows in (STAFF, CLUBS)
        for at, cells in enumerate(rows)
    ]
    styles = (
        '<style:style style:name="Strong" style:family="table-cell"><style:text-properties '
        'fo:font-weight="bold" xmlns:fo="fo"/></style:style><style:style style:name="ce1" '
        'style:family="table-cell" style:parent-style-name="Strong"/>'
    )
    read = read_ods(ods_of(table(*lines), styles=styles), where="x.ods")
    assert found(read) == [written(STAFF), written(CLUBS)]
