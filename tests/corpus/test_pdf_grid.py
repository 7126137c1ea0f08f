"""Tables of a PDF whose rows are more than a line, or less than all columns."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import BlockKind
from tests.corpus.pdfs import BOLD, REGULAR, Text, paragraph, simple
from tests.corpus.test_pdf import read

NAMES = ("Permit", "Residents", "Businesses", "Days needed")
PERMITS = (
    *(("Scaffolding", "64", "180", "10"), ("Skip on the road", "41", "95", "5")),
    *(("Market stall", "33", "120", "7"), ("Dropped kerb", "310", "640", "42")),
)
PLACES = (60, 220, 320, 420)


def line(y: float, cells: Sequence[str], *, bold: bool = False) -> list[Text]:
    font = BOLD if bold else REGULAR
    return [
        Text(x=x, y=y, text=cell, font=font) for x, cell in zip(PLACES, cells, strict=False) if cell
    ]


def rows(texts: Sequence[Text]) -> list[str]:
    """The rows of a page, the header marked."""
    parsed = read(simple(texts))
    return [
        ("# " if block.header else "") + block.span.of(parsed.text)
        for block in parsed.blocks
        if block.kind is BlockKind.ROW
    ]


def lines(cells: Sequence[Sequence[str]], *, y: float = 120) -> list[Text]:
    return [text for at, row in enumerate(cells) for text in line(y + 16 * at, row)]


WRITTEN = ["# " + " | ".join(NAMES), *map(" | ".join, PERMITS)]


def test_cells_that_go_on_in_another_line() -> None:
    texts = [
        *line(88, (*NAMES[:3], "Days"), bold=True),
        *line(99, ("", "", "", "needed"), bold=True),
    ]
    texts += [*lines(PERMITS[:3]), *line(163, ("(a day)",)), *lines(PERMITS[3:], y=180)]
    texts += paragraph(["Permits are issued by the office, never by the town hall itself."], y=210)
    assert rows(texts) == [
        *("# Permit | Residents | Businesses | Days needed", *map(" | ".join, PERMITS[:2])),
        *("Market stall (a day) | 33 | 120 | 7", "Dropped kerb | 310 | 640 | 42"),
    ]


def test_empty_cells_keep_their_place() -> None:
    more = [("Boat", "12", "", "3"), ("Bench", "", "", "9"), ("Kiosk", "70", "450")]
    found = rows([*line(104, NAMES, bold=True), *lines([*PERMITS, *more])])
    assert found == [*WRITTEN, "Boat | 12 |  | 3", "Bench |  |  | 9", "Kiosk | 70 | 450"]


def test_each_column_has_the_name_that_stands_over_it() -> None:
    halls = [("Oak hall", "60", "110", "85", "150"), ("Elm hall", "45", "80", "65", "115")]
    places = (60, 220, 290, 360, 430)
    texts = [Text(x=x, y=86, text=name) for x, name in ((240, "Weekdays"), (380, "Weekends"))]
    for at, row in enumerate([("Hall", *("Half", "Full") * 2), *halls, *halls]):
        texts += [Text(x=x, y=100 + 16 * at, text=c) for x, c in zip(places, row, strict=True)]
    assert rows(texts)[:2] == [
        "# Hall | Weekdays: Half | Weekdays: Full | Weekends: Half | Weekends: Full",
        "Oak hall | 60 | 110 | 85 | 150",
    ]


def test_the_name_of_a_group_stands_in_its_rows() -> None:
    kinds = [(f"Type {n}", str(100 + n)) for n in range(1, 5)]
    texts = line(104, ("Cemetery", "Type", "Fee"), bold=True)
    named = [
        (name if n == 0 else "", *kind)
        for name in ("Old", "Forest")
        for n, kind in enumerate(kinds)
    ]
    assert rows([*texts, *lines(named)]) == [
        "# Cemetery | Type | Fee",
        *(f"{name} | {kind} | {fee}" for name in ("Old", "Forest") for kind, fee in kinds),
    ]
    zones: list[Text] = line(104, ("Zone", "Day", "Week"), bold=True)
    for at, name in enumerate(("Centre", "Harbour")):
        zones += line(120 + 64 * at, (name,), bold=True)
        zones += lines(
            [("Car", "12", "60"), ("Van", "20", "90"), ("Bus", "4", "8")], y=136 + 64 * at
        )
    assert rows(zones)[:3] == ["# | Zone | Day | Week", "Centre", "Centre | Car | 12 | 60"]
    assert rows(zones)[-1] == "Harbour | Bus | 4 | 8"


def test_a_table_takes_no_text_around_it() -> None:
    above = paragraph(
        ["Fees of the town", "What a permit costs is told below, in euros a year."], y=70
    )
    below = paragraph(
        ["Paid at the desk.", "Who pays late pays twice as much as told above."], y=186
    )
    parsed = read(simple([*above, *line(104, NAMES, bold=True), *lines(PERMITS), *below]))
    kinds = [block.kind for block in parsed.blocks if block.kind is BlockKind.ROW]
    assert len(kinds) == 5
    assert parsed.text.endswith(
        "Paid at the desk.\n\nWho pays late pays twice as much as told above."
    )


def test_the_name_of_a_group_goes_on_over_the_page() -> None:
    kinds = [(f"Type {n}", str(100 + n)) for n in range(1, 9)]
    named = [
        (name if n == 0 else "", *kind)
        for name in ("Old", "Forest")
        for n, kind in enumerate(kinds)
    ]
    first = [*line(104, ("Cemetery", "Type", "Fee"), bold=True), *lines(named[:12])]
    text = read(simple(first, lines(named[12:], y=60))).text
    assert text.endswith("Forest | Type 7 | 107\nForest | Type 8 | 108")
