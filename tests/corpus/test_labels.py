"""Lines of plain text that tie a value to its label are units of their own, and no headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind
from corpus.formats.text import read_text
from corpus.structure.labels import Text, is_value, labelled_lines, ties_value


def shape(text: str) -> list[tuple[str, str]]:
    parsed = read_text(text.encode(), where="x.txt")
    assert parsed.text == text
    return [(str(block.kind), block.span.of(text)) for block in parsed.blocks]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_first_line_of_a_list_of_labels_is_no_heading(end: str) -> None:
    lines = [
        "Street lighting faults: 0455/77 14 02",
        "Water mains burst (day and night): +32 (0)455 77-14-03",
        "Stray animals: 0455.771.404",
        "Noise at night: 112",
    ]
    rest = "The switchboard is answered from 8.30 a.m. to 4 p.m."
    found = shape(end.join(["Useful numbers", "", *lines, "", rest]))
    assert found == [
        ("heading", "Useful numbers"),
        *(("item", line) for line in lines),
        ("paragraph", rest),
    ]


def test_a_list_begins_at_the_top_or_below_its_title() -> None:
    lines = ["Camera hire: 12 euros", "Tripod hire (per day, deposit needed): 5 euros"]
    assert shape("\n".join(lines)) == [("item", line) for line in lines]
    found = shape("\n".join(["Prices", *lines]))
    assert found == [("heading", "Prices"), *(("item", line) for line in lines)]


def test_columns_that_stand_straight_are_rows() -> None:
    table = [
        "Ticket        Adults   Children",
        "Day               38         19",
        "Week             100         50",
    ]
    text = "\n".join([table[0], "------        ------   --------", *table[1:]])
    assert shape(text) == [("row", line) for line in table]
    blocks = read_text(text.encode(), where="x.txt").blocks
    assert [block.header for block in blocks] == [True, False, False]
    assert len({block.group for block in blocks}) == 1


def test_as_many_cells_in_each_row_are_columns_though_they_stand_aslant() -> None:
    rows = ["Item                 Price    Members", "Squash court    14 euros    9 euros"]
    assert shape("\n".join(rows)) == [("row", row) for row in rows]


@pytest.mark.parametrize("gap", ["\t", " ........ ", "     "])
def test_what_parts_a_label_from_its_value(gap: str) -> None:
    lines = [f"Camera hire{gap}12 euros", f"Tripod hire{gap}5 euros"]
    assert shape("\n".join(lines)) == [("row", line) for line in lines]


@pytest.mark.parametrize("sign", [":", " –", " =", " -", " ->"])
def test_long_labels_with_their_values_are_no_headings(sign: str) -> None:
    lines = [
        f"Summer camp{sign} 3 May",
        f"Autumn camp (with the river trip, for the ages nine to twelve){sign} 14 September",
        f"Winter camp in the hut on the hill, as long as there is snow{sign} 30 November",
    ]
    assert shape("\n".join(lines)) == [("item", line) for line in lines]


def test_a_label_that_goes_on_in_the_next_line() -> None:
    lines = ["Camera: 12 euros", "Tripod (per day,\n  deposit needed): 5 euros", "Lens: 7 euros"]
    assert shape("\n".join(lines)) == [("item", line) for line in lines]


def test_dashes_in_running_text_make_no_list() -> None:
    text = "The council – which met again\nin March – found that a fee\nof 12 euros – no more."
    assert {kind for kind, _ in shape(text)} == {"paragraph"}
    title = f"Minutes of the council: 3 May\n\n{'They met in the hall and talked. ' * 3}"
    assert shape(title)[0][0] == "heading"


def test_a_term_stays_with_its_definition() -> None:
    terms = ["Photograph\n    35 by 45 millimetres", "Proof\n    a rent contract\n    or a bill"]
    assert shape("\n".join(terms)) == [("item", term) for term in terms]


def test_what_people_say_and_wrapped_sentences_are_no_lists() -> None:
    said = (
        "MARY: I think that we should all go there tomorrow.  It is fun.\n"
        "JOHN: I do not know whether that is any good at all.  Let us see."
    )
    assert {kind for kind, _ in shape(said)} == {"paragraph"}
    prose = "One word.  Two words here.\nThree words.  Four words here."
    assert "row" not in {kind for kind, _ in shape(prose)}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Deposit: 50 euros", True),
        ("Summer camp: 3 May", True),
        ("Chapter 3: Fees of 2020", False),
        ("Goal 1: 500 homes", False),
        ("Living With Fire: Wildfire Strategy 2023-2033", False),
        ("Published 3 May (planned: 15 January)", False),
        ("Opening hours", False),
        ("Contact: the office", False),
    ],
)
def test_a_label_with_a_figure_is_no_heading(line: str, value: bool) -> None:
    assert is_value(line) is value
    text = f"Title\n\n{line}\n\n{'It is paid at the counter and nobody gets it back. ' * 3}"
    assert (shape(text)[1][0] == "paragraph") is value


@pytest.mark.parametrize(
    ("line", "ties"),
    [
        ("Abono mensual .......... 38,00 €", True),
        ("Season ticket: 120 euros", True),
        ("Season ticket | 120 euros", True),
        ("Season ticket | 120 euros | 80 euros", False),  # whose names stand above them
        ("Boxes 1 to 9 ....... hall 3", False),
        ("Door: closes itself", False),
        ("A season ticket costs 120 euros.", False),
    ],
)
def test_a_line_that_ties_one_figure_to_a_label(line: str, *, ties: bool) -> None:
    assert ties_value(line) is ties


@given(
    lines=st.lists(
        st.text(alphabet="ab1:  .\t-(", min_size=1, max_size=30).map(str.strip).filter(bool),
        max_size=12,
    )
)
def test_runs_are_disjoint_and_lie_in_the_text(lines: list[str]) -> None:
    texts = [Text(body=line, indent=len(line) % 4, blank_before=False) for line in lines]
    at = 0
    for number, one in sorted(labelled_lines(texts).items()):
        assert number >= at
        at = number + one.lines
        assert at <= len(lines)
    text = "\n".join(" " * one.indent + one.body for one in texts)
    blocks = read_text(text.encode(), where="x.txt").blocks
    ends = [0, *(block.span.end for block in blocks)]
    assert all(end <= block.span.start for end, block in zip(ends, blocks, strict=False))
    assert all(block.kind in BlockKind for block in blocks)
