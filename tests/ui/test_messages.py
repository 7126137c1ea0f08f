"""The catalogue is complete and says nothing about what documents hold."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from qa.reply import Reason
from ui.messages import CATALOGUES, ENGLISH, SPANISH, Catalogue, catalogue
from ui.web.outcomes import Fault

LANGUAGES = pytest.mark.parametrize("words", CATALOGUES.values(), ids=CATALOGUES)
_PLACE = re.compile(r"\{(\w+)")


def strings(value: Any) -> Iterator[str]:
    """Every string of a catalogue's field, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key in value:
            yield from strings(value[key])
    elif isinstance(value, tuple):
        for it in value:
            yield from strings(it)
    else:
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))


@LANGUAGES
def test_every_code_has_its_wording(words: Catalogue) -> None:
    assert set(words.refusals) == set(Reason)
    assert list(words.faults) == list(Fault)


@LANGUAGES
def test_no_wording_is_empty_and_all_are_filled_alike(words: Catalogue) -> None:
    for field in dataclasses.fields(words):
        shown = list(strings(getattr(words, field.name)))
        assert shown, field.name
        english = list(strings(getattr(ENGLISH, field.name)))
        for one, other in zip(shown, english, strict=True):
            assert one.strip(), field.name
            assert set(_PLACE.findall(one)) == set(_PLACE.findall(other)), field.name


def test_spanish_is_not_english() -> None:
    same = {
        field.name
        for field in dataclasses.fields(SPANISH)
        if list(strings(getattr(SPANISH, field.name)))
        == list(strings(getattr(ENGLISH, field.name)))
    }
    assert same == {"original", "no", "made_on"}


@pytest.mark.parametrize("part", ["staff", "api"])
def test_nor_is_it_behind_the_desk(part: str) -> None:
    spanish, english = getattr(SPANISH, part), getattr(ENGLISH, part)
    for field in dataclasses.fields(spanish):
        shown = strings(getattr(spanish, field.name))
        for one, other in zip(shown, strings(getattr(english, field.name)), strict=True):
            assert one != other, field.name


def test_unknown_languages_fall_back_on_english() -> None:
    assert catalogue("en-GB") is ENGLISH
    assert catalogue("xx") is ENGLISH
    assert catalogue("es-MX") is SPANISH


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


def test_dates_in_spanish() -> None:
    assert SPANISH.date("2020-02-14") == "14 de febrero de 2020"
    assert SPANISH.date("2020-02") == "febrero de 2020"


@pytest.mark.parametrize(
    ("probability", "word"),
    [(1.0, "Strong match"), (0.8, "Strong match"), (0.5, "Likely match"), (0.1, "Possible match")],
)
def test_confidence_in_words(probability: float, word: str) -> None:
    assert ENGLISH.confidence(probability) == word


def test_counts() -> None:
    assert ENGLISH.quotes_found.of(1) == "1 quote"
    assert ENGLISH.quotes_found.of(1234) == "1,234 quotes"
