"""Tables of a PDF with rules between their cells, and columns that nearly meet without any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from corpus.document import BlockKind
from tests.corpus.pdfs import BOLD, HEIGHT, MONO, REGULAR, Page, Pdf, Text, paragraph, simple
from tests.corpus.test_pdf import read

LEFTS = (60, 150, 226)
RULES = (56, 146, 223, 289)
BERTHS = (
    ("Quay with water", "12", "19"),
    ("Inner pontoon", "9", "15"),
    ("Mooring buoy", "4", "7"),
)


def cells(
    y: float, row: Sequence[str], *, font: str = REGULAR, x: Sequence[float] = LEFTS
) -> list[Text]:
    return [Text(x=at, y=y, text=cell, font=font) for at, cell in zip(x, row, strict=False) if cell]


def upright(x: float, top: float, bottom: float) -> str:
    return f"{x} {HEIGHT - top} m {x} {HEIGHT - bottom} l S\n"


def level(y: float, left: float = RULES[0], right: float = RULES[-1]) -> str:
    return f"{left} {HEIGHT - y} m {right} {HEIGHT - y} l S\n"


def box(left: float, top: float, right: float, bottom: float) -> str:
    return f"{left} {HEIGHT - bottom} {right - left} {bottom - top} re S\n"


def bar(x: float, top: float, bottom: float) -> str:
    return f"{x} {HEIGHT - bottom} 0.5 {bottom - top} re f\n"


def rows(texts: Sequence[Text], raw: str = "") -> list[str]:
    parsed = read(Pdf(pages=[Page(texts=texts, raw=raw)]).data())
    return [
        ("# " if block.header else "") + block.span.of(parsed.text)
        for block in parsed.blocks
        if block.kind is BlockKind.ROW
    ]


CENTRED = (
    (("Berth", 60), ("Let by", 168), ("Side", 236)),
    (("Quay with water in", 60), ("Harbour master", 147), ("East side", 222)),
    (("Pontoon", 60), ("Office", 168), ("West", 236)),
    (("Buoy", 60), ("Anyone", 164), ("Outside", 226)),
)
TABLE = [
    Text(x=x, y=104 + 18 * at, text=text, font=REGULAR if at else BOLD)
    for at, row in enumerate(CENTRED)
    for text, x in row
]
WRITTEN = [
    ("" if at else "# ") + " | ".join(text for text, _ in row) for at, row in enumerate(CENTRED)
]
EDGES = (56, 145, 219, 285)


@pytest.mark.parametrize("drawn", [upright, bar])
def test_rules_part_cells_that_nearly_meet(drawn: Callable[[float, float, float], str]) -> None:
    assert rows(TABLE) != WRITTEN
    assert rows(TABLE, "".join(drawn(x, 92, 166) for x in EDGES)) == WRITTEN


def test_the_sides_of_boxes_are_rules() -> None:
    boxes = "".join(
        box(left, 92 + 18 * at, right, 110 + 18 * at)
        for at in range(4)
        for left, right in pairwise(EDGES)
    )
    assert rows(TABLE, boxes) == WRITTEN


def test_a_rule_that_ends_above_a_line_parts_nothing_in_it() -> None:
    texts = paragraph(["The harbour office is open on working days.", "Berths are let by it."])
    plain = read(Pdf(pages=[Page(texts=texts)]).data()).text
    ruled = upright(110, 20, 70) + "".join(upright(x, 130, 190) for x in RULES)
    assert read(Pdf(pages=[Page(texts=texts, raw=ruled)]).data()).text == plain


def test_what_stands_below_a_level_rule_begins_a_row() -> None:
    names = [*cells(104, ("Berth", "Members", "Non-"), font=BOLD)]
    names += cells(115, ("", "", "members"), font=BOLD)
    texts = [*names, *cells(131, ("Along the quay",), font=BOLD)]
    texts += [text for at, row in enumerate(BERTHS) for text in cells(149 + 18 * at, row)]
    raw = "".join(upright(x, 92, 195) for x in RULES)
    assert rows(texts, raw + "".join(level(y) for y in (92, 120, 137, 155, 173))) == [
        *("# | Berth | Members | Non-members", "Along the quay"),
        *("Along the quay | " + " | ".join(row) for row in BERTHS),
    ]


def test_names_of_two_lines_are_one_header() -> None:
    over, names = ("", "Local", "Other", "Deposit"), ("Room", "groups", "users", "(all)")
    halls = [("Main hall", "18", "40", "50"), ("Small hall", "11", "25", "50")]
    places = (60, 200, 300, 400)
    texts = [*cells(93, over, font=BOLD, x=places), *cells(104, names, font=BOLD, x=places)]
    texts += [text for at, row in enumerate(halls) for text in cells(126 + 18 * at, row, x=places)]
    assert rows(texts) == [
        *("# Room | Local groups | Other users | Deposit (all)", *map(" | ".join, halls)),
    ]


def ending(x: float, y: float, text: str, font: str = REGULAR) -> Text:
    """Figures that end at `x`: in Helvetica a digit takes 0.556 of the size, a point half of it."""
    width = 10 * sum(0.278 if letter in " .,:" else 0.556 for letter in text)
    return Text(x=round(x - width, 2), y=y, text=text, font=font)


def test_columns_of_figures_that_nearly_meet() -> None:
    lines = [("Mill", "5:22", "22:52", "6:52"), ("Pier", "5:34", "23:04", "7:04")]
    lines += [("Dock", "15:38", "23:08", "17:08")]
    texts = []
    for at, (name, *times) in enumerate(lines):
        y = 104 + 16 * at
        texts += [Text(x=60, y=y, text=name)]
        texts += [ending(x, y, time) for x, time in zip((180, 213, 246), times, strict=True)]
    assert rows(texts) == [*map(" | ".join, lines)]


def test_listings_keep_their_lines() -> None:
    lines = ["P  23646  45190  50333", "CC 26174  35535  38227", "CC 27723  25691  25712"]
    texts = [Text(x=60, y=104 + 12 * at, text=it, font=MONO) for at, it in enumerate(lines)]
    assert rows(texts) == []


def test_the_name_of_the_rows_stands_under_no_name_of_columns() -> None:
    texts = [Text(x=x, y=88, text=name, font=BOLD) for x, name in ((192, "Week"), (285, "Sunday"))]
    texts += cells(104, ("Stop", "first", "last", "first", "last"), font=BOLD, x=(142, *PLACES[1:]))
    lines = [("Mill", "5:22", "22:52", "6:52", "9:12"), ("Pier", "5:34", "23:04", "7:04", "9:24")]
    lines += [("Dock", "5:38", "23:08", "7:08", "9:28")]
    texts += [text for at, row in enumerate(lines) for text in cells(120 + 16 * at, row, x=PLACES)]
    names = ("Stop", "Week: first", "Week: last", "Sunday: first", "Sunday: last")
    assert rows(texts) == ["# " + " | ".join(names), *map(" | ".join, lines)]


PLACES = (120, 170, 220, 270, 320)


def test_thousands_stay_in_their_figure() -> None:
    figures = [("Roads", "1 087 300", "1 204 900"), ("Books", "148 250", "139 980")]
    figures += [("Schools", "2 310 775", "2 402 118"), ("Parks", "402 000", "389 500")]
    texts = []
    for at, (name, *sums) in enumerate(figures):
        y = 104 + 16 * at
        texts += [Text(x=60, y=y, text=name)]
        texts += [ending(x, y, amount) for x, amount in zip((160, 240), sums, strict=True)]
    assert rows(texts) == [*map(" | ".join, figures)]


@pytest.mark.parametrize("before", [True, False])
def test_a_sign_of_money_belongs_to_its_amount(before: bool) -> None:
    bands = [("Band A", "1,241.60", "52.18"), ("Band B", "1,448.53", "60.88")]
    bands += [("Band C", "655.47", "69.57")]
    texts = []
    for at, (name, *sums) in enumerate(bands):
        y = 104 + 16 * at
        texts += [Text(x=60, y=y, text=name)]
        for x, amount in zip((260, 400), sums, strict=True):
            texts += [ending(x, y, amount), Text(x=x - 80 if before else x + 25, y=y, text="$")]
    found = rows(texts)
    signed = "{} | $ {} | $ {}" if before else "{} | {} $ | {} $"
    assert found == [signed.format(*band) for band in bands]


def test_prices_behind_dots_are_no_pages_of_chapters() -> None:
    prices = [("Adult swim", "5.60"), ("Child swim", "3.10"), ("Family swim", "13.20")]
    texts = [
        Text(x=60, y=104 + 16 * at, text=f"{name} {'.' * 60} {price}")
        for at, (name, price) in enumerate(prices)
    ]
    assert rows(texts) == [*map(" | ".join, prices)]


def test_the_first_group_is_named_as_the_others_are() -> None:
    places, texts = (60, 300), []
    prices = [("Swimming",), ("Adult", "5.60"), ("Child", "3.10")]
    prices += [("Lessons",), ("Adult", "11.75"), ("Child", "8.40")]
    for at, row in enumerate(prices):
        font = BOLD if len(row) == 1 else REGULAR
        texts += cells(140 + 16 * at, row, font=font, x=places)
    texts += paragraph(["Prices at the counter hold for the whole of the summer season."], y=90)
    assert rows(texts)[-5:] == [
        *("Swimming | Adult | 5.60", "Swimming | Child | 3.10", "Lessons"),
        *("Lessons | Adult | 11.75", "Lessons | Child | 8.40"),
    ]


def test_a_letterhead_keeps_the_name_above_its_numbers() -> None:
    head = [Text(x=60, y=40, text="Office of the Harbour", size=14, font=BOLD)]
    head += [Text(x=60, y=59, text="Tel. 0455 771 300", size=8)]
    bodies = (
        f"Ships of the {name} fleet lie at the outer quay." for name in ("red", "blue", "old")
    )
    texts = [[*head, *paragraph([body, "They leave in spring."], y=200)] for body in bodies]
    assert read(simple(*texts)).text.endswith("\n\nOffice of the Harbour Tel. 0455 771 300")
