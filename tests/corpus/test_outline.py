"""The outline of a document: sections, lists and bounds, block by block."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import BlockKind, Span
from corpus.load import load_corpus
from corpus.outline import columns_at, outline_of, section_at
from tests.indexer.fakes import document_of

FEES = document_of(
    "Parking\n\n"  # 0
    "Permits are given at the counter in the town hall, on any working day.\n\n"  # 1
    "Fees\n\n"  # 2
    "The yearly fee depends on the zone that somebody lives in. These are the zones:\n\n"  # 3
    "- Zone A is the old town\n- Zone B is all the rest\n\n"  # 4, 5
    "The fee is paid in advance, and it isn't given back when somebody moves away.\n\n"  # 6
    "Fines\n\n"  # 7
    "Who parks without a permit pays a fine, and the car may be towed away at night.",  # 8
    "parking",
    title="Parking",
)


def at(text: str) -> Span:
    start = FEES.text.index(text)
    return Span(start=start, end=start + len(text))


def test_each_block_has_the_headings_above_it() -> None:
    kinds = [block.kind for block in FEES.blocks]
    assert [n for n, kind in enumerate(kinds) if kind is BlockKind.HEADING] == [0, 2, 7]
    sections = outline_of(FEES).sections
    assert sections == ((), (), (), *[("Fees",)] * 4, (), ("Fines",))


def test_a_list_is_that_of_its_items_and_of_what_introduces_it() -> None:
    outline = outline_of(FEES)
    [zones] = outline.lists
    assert zones.items == (4, 5)
    assert zones.lead_in == at("These are the zones:")
    assert outline.groups == (None, None, None, zones, zones, zones, None, None, None)


def test_what_introduces_one_list_and_belongs_to_another_is_of_its_own() -> None:
    """An item before a table stays an item of its list."""
    document = document_of("- One\n- Two:\n\n| a | b |\n| c | d |\n", "x")
    outline = outline_of(document)
    [items, table] = outline.lists
    assert outline.groups == (items, items, table, table)
    assert table.lead_in is None


def test_bounds_run_from_heading_to_heading() -> None:
    bounds = outline_of(FEES).bounds
    assert bounds == ((0, 0), (1, 1), (2, 2), *[(3, 6)] * 4, (7, 7), (8, 8))


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Permits are given", ()),
        ("old town", ("Fees",)),
        ("moves away.\n\nFines\n\nWho", ("Fees",)),  # the first block that it touches counts
        ("towed away", ("Fines",)),
        ("\n\n", ()),  # between blocks
    ],
)
def test_the_section_of_a_place(text: str, section: tuple[str, ...]) -> None:
    assert section_at(FEES, outline_of(FEES), at(text)) == section


def test_the_columns_of_rows_are_those_over_them(tmp_path: Path) -> None:
    page = "Tools to hire.\n\n| Tool | Day |\n|---|---|\n| Winch | 46 |\n| Saw | 12 |\n\nAsk us."
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    [document] = load_corpus(tmp_path).documents
    outline = outline_of(document)

    def columns(first: str) -> str:
        return columns_at(document, outline, document.text.index(first))

    names = columns("Saw")
    assert names.split() == ["Tool", "|", "Day"]
    assert names in document.text
    assert columns("Winch") == names
    assert columns("Tool |") == ""  # they are in the quote
    assert columns("Tools to") == columns("Ask") == ""


@pytest.mark.parametrize(
    ("above", "below", "is_title"),
    [
        ("Opening hours of the pool", "| Day | Opens |\n|---|---|\n| Monday | 9 |\n", True),
        ("The pool opens late.", "| Day | Opens |\n|---|---|\n| Monday | 9 |\n", False),
        ("Opening hours of the pool", "- Monday: 9\n- Friday: 10\n", False),
    ],
)
def test_a_few_words_above_a_table_with_a_header_are_its_title(
    tmp_path: Path, above: str, below: str, *, is_title: bool
) -> None:
    (tmp_path / "a.md").write_text(f"# Pool\n\n{above}\n\n{below}", encoding="utf-8")
    [document] = load_corpus(tmp_path).documents
    [group] = outline_of(document).lists
    assert (group.lead_in is not None) is is_title
