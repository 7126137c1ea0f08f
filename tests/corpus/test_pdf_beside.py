"""Tables of a PDF whose cells nearly meet, or whose groups have their names in the middle; and what
a browser prints around a page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.corpus.pdfs import BOLD, REGULAR, Page, Pdf, Text, paragraph, simple
from tests.corpus.test_pdf import read
from tests.corpus.test_pdf_grid import rows

PLACES = (60, 180, 300)
BEACH = (("Chair", "35"), ("Hut", "90"), ("Umbrella", "20"))
# As a browser prints it: the widest of a column stands a space before the next one.
CLOSE = (60, 94.5, 150)
ROOMS = (("Single", "8 euros"), ("Double", "61 euros"), ("Suite", "199 euros"))
WEEKS = ("50", "400", "1200")


def cells(
    y: float, row: Sequence[str], places: Sequence[float], *, bold: bool = False
) -> list[Text]:
    font = BOLD if bold else REGULAR
    return [Text(x=x, y=y, text=it, font=font) for x, it in zip(places, row, strict=True) if it]


def group(y: float, name: str, kinds: Sequence[tuple[str, str]], *, at: float) -> list[Text]:
    """Rows with their name before them, as files draw a cell that spans rows; `at`: in which row
    it stands, from 0."""
    texts = cells(y + 16 * at, (name, "", ""), PLACES)
    for number, kind in enumerate(kinds):
        texts += cells(y + 16 * number, ("", *kind), PLACES)
    return texts


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("header", [True, False])
def test_a_name_in_the_middle_is_given_to_each_of_its_rows(count: int, header: bool) -> None:
    kinds, middle = BEACH[:count], (count - 1) / 2
    texts = cells(104, ("Beach", "Place", "Week"), PLACES, bold=True) if header else []
    texts += group(120, "East beach", kinds, at=middle)
    texts += group(120 + 16 * count, "West beach", kinds, at=middle)
    assert rows(texts) == [
        *(["# Beach | Place | Week"] if header else []),
        *(f"{name} | {it} | {fee}" for name in ("East beach", "West beach") for it, fee in kinds),
    ]


def test_names_at_the_top_and_in_the_middle_of_their_rows() -> None:
    texts = group(120, "East", BEACH, at=1) + group(168, "West", BEACH[:2], at=0)
    assert rows(texts) == [
        *(f"East | {it} | {fee}" for it, fee in BEACH),
        *(f"West | {it} | {fee}" for it, fee in BEACH[:2]),
    ]


def test_a_name_of_two_lines_is_one() -> None:
    texts = cells(130, ("West", "", ""), PLACES) + cells(142, ("beach", "", ""), PLACES)
    texts += [it for n, kind in enumerate(BEACH) for it in cells(120 + 16 * n, ("", *kind), PLACES)]
    assert rows(texts) == [f"West beach | {it} | {fee}" for it, fee in BEACH]


def test_what_stands_beside_rows_and_does_not_part_them_stays_a_text() -> None:
    texts = cells(152, ("See the plan", "", ""), PLACES)
    for number in range(8):
        texts += cells(120 + 16 * number, ("", f"Hut {number}", "90"), PLACES)
    found = read(simple(texts)).text
    assert "Hut 0 | 90" in found
    assert "See the plan |" not in found


def test_cells_that_nearly_meet_are_parted_where_they_stand_under_each_other() -> None:
    texts = cells(104, ("Room", "Night", "Week"), CLOSE, bold=True)
    for number, (room, fee) in enumerate(ROOMS):
        texts += cells(120 + 16 * number, (room, fee, WEEKS[number]), CLOSE)
    assert rows(texts) == [
        "# Room | Night | Week",
        *(f"{room} | {fee} | {WEEKS[n]}" for n, (room, fee) in enumerate(ROOMS)),
    ]


def test_names_of_columns_that_nearly_meet_stand_over_their_columns() -> None:
    places = (60, 150, 200)
    names = cells(104, ("Claim", "By paper", "Online"), places, bold=True)
    texts = [
        it for n in range(4) for it in cells(120 + 16 * n, (f"Up to {n}00", "31", "21"), places)
    ]
    assert rows([*names, *texts])[0] == "# Claim | By paper | Online"
    wide = cells(104, ("Length of boat", "Summer", "Winter"), (60, 132, 175), bold=True)
    lengths = [("8 to 10 m", "1160", "580"), ("6 to 8 m", "1120", "560"), ("to 6 m", "1100", "520")]
    right = [it for n, row in enumerate(lengths) for it in cells(120 + 16 * n, row, (60, 148, 191))]
    assert rows([*wide, *right])[0] == "# Length of boat | Summer | Winter"


@pytest.mark.parametrize(
    "lines",
    [
        ["The pool opens at nine.", "The mill opens at noon.", "The shop opens at ten."],
        ["1. Fill in the form", "2. Pay the fee", "10. Wait for the post"],
    ],
)
def test_lines_of_text_are_no_cells(lines: list[str]) -> None:
    assert rows(paragraph(lines, y=120)) == []
    marked = [it.split(" ", 1) for it in lines]
    texts = [it for n, two in enumerate(marked) for it in cells(120 + 16 * n, two, (60, 92))]
    assert rows(texts) == []


def test_what_a_browser_prints_around_a_page_is_no_part_of_it() -> None:
    body = paragraph(["The mooring fee is 18 euros a night.", "Boats leave by noon."], y=100)
    head = [Text(x=24, y=20, text="11/26/26, 11:51 PM", size=8)]
    head += [Text(x=280, y=20, text="Harbour fees", size=8)]
    foot = [Text(x=24, y=780, text="https://town.example/fees", size=8)]
    number = Text(x=560, y=780, text="1/1", size=8)
    assert "town.example" not in read(simple([*body, *head, *foot, number])).text
    assert "11:51" not in read(simple([*body, *head, *foot, number])).text
    assert "town.example" in read(simple([*body, *foot])).text


def test_a_word_that_was_drawn_in_two_pieces_is_one() -> None:
    raw = "BT /F2 10 Tf 60 600 Td (Da) Tj ET BT /F2 10 Tf 72.6 600 Td (y of rest) Tj ET"
    page = Page(texts=[Text(x=60, y=100, text="Closed.")], raw=raw)
    assert "Day of rest" in read(Pdf(pages=[page]).data()).text


def test_lines_of_a_paragraph_that_goes_on_are_no_cells() -> None:
    """By chance words of some of its lines begin below each other."""
    rooms = [it for n, row in enumerate(ROOMS) for it in cells(120 + 12 * n, row, CLOSE[:2])]
    assert len(rows(rooms)) == len(ROOMS)
    assert rows([*rooms, *paragraph(["and so the paragraph goes on."], x=60, y=156)]) == []
