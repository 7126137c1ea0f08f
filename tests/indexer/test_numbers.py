"""Long numbers are found by their digits, however they are grouped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.numbers import as_written, number_keys, numbers_in, ungrouped
from indexer.terms import count_terms, lemmas, stem_set


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("0455771404", "045 577 14 04"),
        ("0455771404", "0455.771.404"),
        ("0455771404", "+32 455 77 14 04"),
        ("+32455771404", "0455/77 14 04"),
        ("+44 20 7946 0123", "+44 (0)20 7946 0123"),
        ("BE71096123456769", "BE71 0961 2345 6769"),
        ("be71 0961 2345 6769", "BE71096123456769"),
        ("2023045678", "2023-0456-78"),
        ("11000", "11,000"),
        ("0455 661 202", "0455 661 201 0455 661 202"),
        ("0455771404", "0455 77 14 04¹"),
        ("0455771404", "0455 77 14 04[2] or 112"),
    ],
)
def test_a_number_is_found_however_it_is_grouped(asked: str, written: str) -> None:
    assert set(numbers_in(asked)) & set(numbers_in(f"It is {written}."))


@pytest.mark.parametrize("text", ["Title 38", "COVID-19", "no number", "10-10EZ"])
def test_a_short_number_is_no_long_one(text: str) -> None:
    assert numbers_in(text) == []
    assert ungrouped(text) == text


def test_a_date_keeps_its_parts_in_a_question() -> None:
    for text in ("on 12.03.2024", "on 2024-05-05", "in 2018-2019", "8.30-12.30"):
        assert ungrouped(text) == text
    assert ungrouped("Whose is 045 577 14 04?") == "Whose is 0455771404?"


def test_a_question_takes_the_grouping_of_a_text() -> None:
    text = "Gas leaks: 0455/77 14 05"
    assert as_written("Whose is +32455771405?", text) == "Whose is 0455/77 14 05?"
    assert as_written("Whose is 0455771406?", text) == "Whose is 0455771406?"


def test_what_is_indexed_counted_and_matched_has_the_number_in_one_piece() -> None:
    text = "Gas leaks: 045 577 14 05"
    assert "0455771405" in lemmas(text, "en").split()
    assert {"0455771405", "gas", "577"} <= stem_set(text, "en")
    assert {"0455771405", "045"} <= count_terms([(text, "en")]).frequencies.keys()


@given(st.text(alphabet="0123456789+() -./,ABab", max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    keys = numbers_in(text)
    assert all(key and key.isalnum() for key in keys)
    assert ungrouped(ungrouped(text)) is not None
    assert number_keys("") == []
