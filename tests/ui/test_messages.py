"""The catalogue is complete and says nothing about what documents hold."""

from __future__ import annotations

import dataclasses

import pytest

from qa.reply import Reason
from ui.messages import ENGLISH, catalogue


def test_every_reason_has_its_wording() -> None:
    assert set(ENGLISH.refusals) == set(Reason)
    assert all(it.title and it.body for it in ENGLISH.refusals.values())


def test_no_wording_is_empty() -> None:
    for field in dataclasses.fields(ENGLISH):
        assert getattr(ENGLISH, field.name), field.name


def test_unknown_languages_fall_back_on_english() -> None:
    assert catalogue("en-GB") is ENGLISH
    assert catalogue("xx") is ENGLISH


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2020-02-14", "14 February 2020"),
        ("2020-02", "February 2020"),
        ("2020", "2020"),
        ("2020-02-14T10:00:00Z", "14 February 2020"),
        ("2020-13-01", "2020-13-01"),
        ("2020-00-01", "2020-00-01"),
        ("spring 2020", "spring 2020"),
        ("", ""),
    ],
)
def test_dates(iso: str, shown: str) -> None:
    assert ENGLISH.date(iso) == shown


@pytest.mark.parametrize(
    ("probability", "word"),
    [(1.0, "Strong match"), (0.8, "Strong match"), (0.5, "Likely match"), (0.1, "Possible match")],
)
def test_confidence_in_words(probability: float, word: str) -> None:
    assert ENGLISH.confidence(probability) == word


def test_counts() -> None:
    assert ENGLISH.quotes_found.of(1) == "1 quote"
    assert ENGLISH.quotes_found.of(1234) == "1,234 quotes"
