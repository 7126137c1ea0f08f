"""Whether a table's first row names its columns, by its type and its texts."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest

from corpus.document import BlockKind
from corpus.formats.header import has_header, is_number
from corpus.formats.office.docx import read_docx
from corpus.formats.table import read_table

NAMED = (
    (("What", "Where"), ("form", "office")),
    (("Ticket", "Price"), ("Adults", "8,50"), ("Children", "free"), ("Dogs", "not allowed")),
    (("Ticket", "Price"), ("Adults", "8,50 €"), ("Children", "free")),
    (("Service", "Fee 2024"), ("Copy", "5 €"), ("Seal", "7 €")),
    (("Parameter", "Value"), ("Phone", "0455 771 300"), ("Fee", "35 €")),
    (("Office", "Contact"), ("Registry", "0455 771 300"), ("Library", "lib@town.example")),
    (("Office", "Telephone"), ("Registry", "0455 771 300"), ("Library", "0455 771 301")),
    (("Day", "Hours"), ("Monday", "9:00-12:00"), ("Tuesday", "closed")),
    (("", "2023", "2024"), ("Births", "4", "5")),
    (("Measure", "Count"), ("Number of cars", "3"), ("Number of sites", "9")),
    (("Frage", "Antwort"), ("Was kostet es?", "35 €"), ("Wo?", "Im Rathaus.")),
    (("Deadline", "Event"), ("1 May 2024", "Fair"), ("3 June 2024", "Run")),
)
LABELS = (
    (("Name", "Town hall of Elmford"), ("Telephone", "0455 771 300"), ("E-mail", "a@b.example")),
    (("Address", "Elm Walk 4"), ("Phone", "0455 771 300"), ("Opening", "daily"), ("Fee", "35 €")),
    (("Phone", "0455 771 300"), ("Address", "Elm Walk 4")),
    (("Opening hours:", "Mon-Fri"), ("Director:", "Ann Lee")),
    (("Adult", "8 €"), ("Child", "free"), ("Dog", "not allowed")),
    (("How do I pay?", "In cash"), ("Where is it?", "Room 4")),
    (("To bring", "Your card, and whatever tells where you live."), ("Duration", "ten days")),
    (("Träger", "Elmfurt"), ("Telefon", "0455 771300"), ("Anschrift", "Ulmenweg 4")),
    (("Capacity", "120"), ("Fee", "35 €"), ("Contact", "a@b.example")),
    (("Room, single", "35 € a night"), ("Room, double", "61 € a night")),
)


@pytest.mark.parametrize("table", NAMED)
def test_a_first_row_of_names_is_a_header(table: Sequence[Sequence[str]]) -> None:
    assert has_header(table)


@pytest.mark.parametrize("table", LABELS)
def test_labels_with_their_values_have_no_header(table: Sequence[Sequence[str]]) -> None:
    assert not has_header(table)


def test_what_alone_is_bold_is_a_header() -> None:
    table = (("Zone", "1", "2"), ("Adult", "3", "4"), ("Child", "2", "3"), ("Sum", "5", "7"))
    plain = [(False,) * 3] * 2
    assert not has_header(table)
    assert has_header(table, [(True,) * 3, *plain, (True,) * 3])
    pair = (("Name", "Town hall"), ("Head", "Ann Lee"), ("Place", "Elmford"))
    assert has_header(pair)
    assert not has_header(pair, [(True, False)] * 3)
    assert has_header(LABELS[0], [(True, True), *[(True, False)] * 2])


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *(("35 €", True), ("€ 35", True), ("1 200,50 EUR", True), ("CHF 12.-", True)),
        *(("-5 €", True), ("35,–", True), ("8 %", True)),
        *(("5 rooms", False), ("35 € a night", False), ("€", False)),
    ],
)  # fmt: skip
def test_an_amount_of_money_is_a_number(cell: str, number: bool) -> None:
    assert is_number(cell) is number


def test_labels_in_other_formats() -> None:
    page = read_table("\n".join(map(";".join, LABELS[0])).encode(), where="contact.csv")
    assert not any(block.header for block in page.blocks)
    for bold, header in ((False, False), (True, True)):
        document = docx.Document()
        table = document.add_table(0, 2)
        for number, row in enumerate(LABELS[0]):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.paragraphs[0].add_run(text).bold = bold and not number
        out = io.BytesIO()
        document.save(out)
        rows = [
            it for it in read_docx(out.getvalue(), where="x").blocks if it.kind is BlockKind.ROW
        ]
        assert [it.header for it in rows] == [header, False, False]
