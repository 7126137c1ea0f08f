"""A row or a contact that names all that was asked of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.load import load_corpus
from indexer.build import build_index
from indexer.settings import IndexSettings
from qa.engine import Engine
from qa.query.asked import asked_for, asks
from qa.question import Question
from tests.indexer.fakes import HashEmbedder
from tests.qa.fakes import WEIGHTS

TENTS = """# Camp site

| Place | Summer | Winter |
|---|---|---|
| Tent | 14 euros | 9 euros |
| Caravan | 22 euros | closed in winter |
"""
Covered = Callable[[str, str], float]


@pytest.fixture
def covered(tmp_path: Path) -> Covered:
    def said(text: str, question: str) -> float:
        (tmp_path / "page.md").write_text(text, encoding="utf-8")
        embedder = HashEmbedder()
        index = build_index(
            load_corpus(tmp_path).documents,
            IndexSettings(),
            embedder,
            tmp_path.parent / f"{tmp_path.name}-terms",
        )
        examined = Engine(index, embedder, weights=WEIGHTS).examine(Question(text=question))
        assert examined is not None
        assert examined.decision.features is not None
        return examined.decision.features.covered

    return said


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does a tent cost in summer?", 1),
        ("What is the price of a tent in summer?", 1),
        ("What does a tent cost in spring?", 0),  # of which no column is
        ("What does a motor home cost in summer?", 0),
        ("Is there a shop at the camp site in summer?", 0),  # no kind of thing is asked for
        ("What tent is it that costs 14 euros and 9 euros?", 0),  # and none that isn't given
    ],
)
def test_a_row_counts_that_has_what_was_asked_and_lacks_no_word(
    covered: Covered, question: str, expected: float
) -> None:
    assert covered(TENTS, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the phone number of the harbour office?", 1.5),
        ("What is the fax number of the harbour office?", 0),
        ("What is the phone number of the harbour school?", 0),
        ("Whose number is 0455 771 302?", 1),
        ("Whose number is 0455 771 303?", 0),
        ("What is the phone number?", 1.5),
    ],
)
def test_so_does_a_contact(covered: Covered, question: str, expected: float) -> None:
    text = "# Contact\n\nHarbour office: phone +32 455 77 13 02\n\nOpen from nine to five.\n"
    if "Whose" in question:
        text = text.replace("+32 455 77 13 02", "0455 771 302")
    assert covered(text, question) == expected


def test_a_name_and_its_number_may_stand_on_lines_of_their_own(covered: Covered) -> None:
    text = "Town hall, 4 Church Lane\\\nTel. +41 31 555 12 12\n"
    assert covered(text, "What is the telephone number of the town hall?") == 1.5


def test_but_not_in_a_list_whose_items_are_of_different_people(covered: Covered) -> None:
    text = "# Numbers\n\n- Harbour school: +41 31 555 12 12\n- Ferry office: +41 31 555 12 13\n"
    assert not covered(text, "What is the telephone number of the harbour office?")


def test_one_number_of_many_is_no_answer_to_which(covered: Covered) -> None:
    text = "# Contact\n\nHarbour: phone +32 455 77 13 02\n\nSchool: phone +32 455 77 13 05\n"
    assert not covered(text, "What is the phone number?")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which code has waste?", 1),
        ("Which code has garden waste?", 0),
        ("Which code has w-2?", 0),  # it gives nothing new
        ("Is waste water?", 0),  # two rows, and no column
        ("Which group has waste?", 0),  # no column of that name
    ],
)
def test_a_column_and_a_row_may_be_all_that_is_named(
    covered: Covered, question: str, expected: float
) -> None:
    table = "# Fees\n\n| Service | Code |\n|---|---|\n| Water | W-1 |\n| Waste | W-2 |\n"
    assert covered(table, question) == expected


def test_a_columns_name_says_what_its_figures_count(covered: Covered) -> None:
    table = (
        "# Fees\n\n| Permit | Fee | Days |\n|---|---|---|\n| Skip | 41 | 5 |\n| Stall | 33 | 7 |\n"
    )
    assert covered(table, "How many days for a stall?")
    assert not covered(table, "How many days for a bench?")


PRICES = "# Swimming\n\n- Day ticket: 6 euros\n- Season ticket: 120 euros\n- Door: closes itself\n"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How much is a season ticket?", 1),
        ("How much is a week ticket?", 0),
        ("How much is the door?", 0),
    ],
)
def test_a_label_with_its_value_is_such_a_row(
    covered: Covered, question: str, expected: float
) -> None:
    assert covered(PRICES, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Whose number is 1522?", 1),
        ("Whose number is 1523?", 0),
        ("Whose number is 0455 771 302?", 1),
    ],
)
def test_a_short_number_is_found_behind_its_label(
    covered: Covered, question: str, expected: float
) -> None:
    text = "# Numbers\n\n- Women's line: 1522\n- Harbour: 0455/77 13 02\n- Coast guard: 1530\n"
    assert covered(text, question) == expected


@pytest.mark.parametrize(
    ("word", "question", "language", "expected"),
    [
        ("cost", "What does a tent cost?", "en", True),
        ("tent", "What does a tent cost?", "en", False),
        ("telephone", "What is the telephone number of the office?", "en", True),
        ("fax", "What is the fax number of the office?", "en", False),
        ("cuesta", "\u00bfCu\u00e1nto cuesta una tienda?", "es", True),
        ("tienda", "\u00bfCu\u00e1nto cuesta una tienda?", "es", False),
    ],
)
def test_what_a_word_of_a_question_is_for(
    word: str, question: str, language: str, *, expected: bool
) -> None:
    assert asks(word, question, asked_for(question, language), language) is expected
