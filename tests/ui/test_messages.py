"""Every catalogue is complete, in its own language throughout, and says nothing about documents."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from qa.cite.verify import State
from qa.measure.figures import figures
from qa.reply import Reason
from ui.messages import (
    CATALOGUES,
    ENGLISH,
    FRENCH,
    GERMAN,
    ITALIAN,
    PORTUGUESE,
    SPANISH,
    Catalogue,
    catalogue,
)
from ui.messages.wording import Count
from ui.web.outcomes import Fault

LANGUAGES = pytest.mark.parametrize("words", CATALOGUES.values(), ids=CATALOGUES)
OTHERS = pytest.mark.parametrize(
    "words", [it for it in CATALOGUES.values() if it is not ENGLISH], ids=lambda it: it.language
)
_PLACE = re.compile(r"\{(\w+)")
_CODE = re.compile(r"`[^`]*`|\{[^}]*\}|--\w+")

# What stands on buttons, and must not be much longer than the English that the page is made for.
BUTTONS = (
    *("ask", "new_conversation", "filter_clear", "ask_exactly", "ask_alone", "ask_everywhere"),
    *("open_source", "open_page", "original", "copy", "copy_link", "copied", "slip", "yes", "no"),
    *("send", "read_or_print", "save_html", "save_markdown", "close_source", "to_quote"),
    *("back_to_conversation", "back_to_desk"),
)
# Words that are the same in both languages.
COGNATES: Mapping[str, frozenset[str]] = {
    "es": frozenset({"Original", "No"}),
    "fr": frozenset({"Conversation", "Documents", "Original", "Question", "Questions", "Source"})
    | {"Licence"}
    | {"page {page}", "{n} documents", "{n} questions", "{n} questions."},
    "de": frozenset({"Original", "Status"}),
    "pt": frozenset({"Original", "Status"}),
    "it": frozenset({"No", "Password", "File"}),
}
_ENGLISH = re.compile(
    r"\b(?:the|and|of|is|are|with|this|that|your|please|from|not|were|could|which|file)\b",
    re.IGNORECASE,
)


def wordings(value: Any) -> Iterator[str | Count]:
    """Every wording of a catalogue's field, in order."""
    if isinstance(value, str | Count):
        yield value
    elif isinstance(value, Mapping):
        for key in value:
            yield from wordings(value[key])
    elif isinstance(value, tuple):
        for it in value:
            yield from wordings(it)
    else:
        for field in dataclasses.fields(value):
            if field.name not in {"language", "phrases"}:
                yield from wordings(getattr(value, field.name))


def strings(value: Any) -> Iterator[str]:
    """The same, both forms of what depends on a number."""
    for it in wordings(value):
        yield from (it.one, it.many) if isinstance(it, Count) else (it,)


def said(words: Catalogue) -> Iterator[str]:
    """Everything that a catalogue says, without names of settings and what is filled in."""
    for it in (*strings(words), *strings(words.phrases)):
        yield _CODE.sub("", it)


def filled(wording: str) -> set[str]:
    """What is filled in."""
    return set(_PLACE.findall(wording))


@LANGUAGES
def test_every_code_has_its_wording(words: Catalogue) -> None:
    assert set(words.refusals) == set(Reason)
    assert list(words.faults) == list(Fault)
    for codes in ("outcomes", "severities", "findings", "mends"):
        assert list(getattr(words.staff, codes)) == list(getattr(ENGLISH.staff, codes)), codes
    assert list(words.verify.states) == list(State)
    assert list(words.report.figures) == list(figures([]))


@LANGUAGES
def test_no_wording_is_empty_and_all_are_filled_alike(words: Catalogue) -> None:
    for mine, english in zip(wordings(words), wordings(ENGLISH), strict=True):
        if isinstance(mine, Count):
            assert isinstance(english, Count), mine
            assert mine.language == words.language
            # "1 document" is enough where one is said of 1 alone.
            assert filled(mine.one) | {"n"} == filled(english.one) | {"n"}, mine
            assert filled(mine.many) == filled(english.many), mine
        else:
            assert isinstance(english, str), mine
            assert filled(mine) == filled(english), mine
    assert all(it.strip() for it in strings(words))


@LANGUAGES
@pytest.mark.parametrize("n", [0, 1, 2, 5, 21, 101])
def test_what_counts_shows_the_number(words: Catalogue, n: int) -> None:
    """Whatever is said of how many: French, for one, says the same of none and of one."""
    for one, english in zip(wordings(words), wordings(ENGLISH), strict=True):
        if isinstance(one, Count) and isinstance(english, Count) and "1" in english.one:
            shown = one.form(n).format(n=n, names="")
            assert re.findall(r"\d+", shown) == [str(n)], one


@OTHERS
def test_no_english_is_left(words: Catalogue) -> None:
    same = {
        one
        for one, english in zip(strings(words), strings(ENGLISH), strict=True)
        if one == english and re.search(r"[A-Za-z]{2}", _CODE.sub("", one))
    }
    assert same <= COGNATES[words.language]
    for it in said(words):
        found = _ENGLISH.search(it.replace("DOCUMENT --span START-END", ""))
        assert found is None or found[0] in COGNATES[words.language] | {"file"}, it


@LANGUAGES
def test_buttons_are_short(words: Catalogue) -> None:
    for name in BUTTONS:
        shown, english = getattr(words, name), getattr(ENGLISH, name)
        assert len(shown) <= max(1.6 * len(english), len(english) + 6), name
    for name in ("sign_in", "sign_out"):
        assert len(getattr(words.staff, name)) <= 14, name


@OTHERS
def test_a_wording_ends_as_the_english_one_does(words: Catalogue) -> None:
    for one, english in zip(strings(words), strings(ENGLISH), strict=True):
        for mark in ".:?":
            assert one.endswith(mark) is english.endswith(mark), one


@LANGUAGES
def test_spaces_and_signs(words: Catalogue) -> None:
    for it in (*strings(words), *strings(words.phrases)):
        assert it == it.strip(), it
        assert "  " not in it, it
        if words.language != "fr":
            assert not re.search(r"\s[;:?!](?:\s|$)", it), it


def test_french_signs_keep_to_the_word_before_them() -> None:
    for it in said(FRENCH):
        assert not re.search(r"(?<!\N{NARROW NO-BREAK SPACE})[;?!]", it), it
        # Within a time or an address it is no sign of French.
        assert not re.search(r"(?<![\N{NO-BREAK SPACE}'])[:](?:\s|$)", it), it


@pytest.mark.parametrize("words", [FRENCH, ITALIAN], ids=lambda it: it.language)
def test_apostrophes_are_curly(words: Catalogue) -> None:
    for it in said(words):
        assert not re.search(r"\w'\w", it), it


def test_spanish_questions_are_opened() -> None:
    for it in said(SPANISH):
        assert it.count("¿") == it.count("?"), it
        assert it.count("¡") == it.count("!"), it


def test_german_is_polite_and_its_quotes_are_low_and_high() -> None:
    for it in said(GERMAN):
        assert not re.search(r"\b(?:du|dein\w*|dir|dich|euch|euer)\b", it), it
        assert it.count("\N{DOUBLE LOW-9 QUOTATION MARK}") == it.count(
            "\N{LEFT DOUBLE QUOTATION MARK}"
        ), it


@pytest.mark.parametrize(
    ("words", "familiar"),
    [
        (FRENCH, r"\b(?:tu|ton|ta|tes|toi)\b"),
        (SPANISH, r"\b(?:tú|tu|tus|ti|contigo)\b"),
        (PORTUGUESE, r"\b(?:tu|teu|tua|teus|tuas|você|vocês|senhora?)\b"),
        (ITALIAN, r"\b(?:tu|tuo|tua|tuoi|tue|ti)\b"),
    ],
    ids=("fr", "es", "pt", "it"),
)
def test_nobody_is_addressed_as_a_friend(words: Catalogue, familiar: str) -> None:
    for it in said(words):
        assert not re.search(familiar, it, re.IGNORECASE), it


def test_unknown_languages_fall_back_on_english() -> None:
    assert catalogue("en-GB") is ENGLISH
    assert catalogue("xx") is ENGLISH
    assert catalogue("es-MX") is SPANISH
    assert catalogue("pt-PT") is PORTUGUESE


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
    ("words", "first", "later", "month"),
    [
        (SPANISH, "1 de marzo de 2020", "14 de marzo de 2020", "marzo de 2020"),
        (FRENCH, "1er mars 2020", "14 mars 2020", "mars 2020"),
        (GERMAN, "1. März 2020", "14. März 2020", "März 2020"),
        (PORTUGUESE, "1º de março de 2020", "14 de março de 2020", "março de 2020"),
        (ITALIAN, "1º marzo 2020", "14 marzo 2020", "marzo 2020"),
    ],
    ids=("es", "fr", "de", "pt", "it"),
)
def test_dates_in_other_languages(words: Catalogue, first: str, later: str, month: str) -> None:
    shown = tuple(words.date(it) for it in ("2020-03-01", "2020-03-14", "2020-03"))
    assert shown == (first, later, month)


@pytest.mark.parametrize(
    ("words", "number", "percent"),
    [
        (ENGLISH, "12,345", "87%"),
        (SPANISH, "12.345", "87\N{NO-BREAK SPACE}%"),
        (FRENCH, "12\N{NARROW NO-BREAK SPACE}345", "87\N{NO-BREAK SPACE}%"),
        (GERMAN, "12.345", "87\N{NO-BREAK SPACE}%"),
        (PORTUGUESE, "12.345", "87%"),
        (ITALIAN, "12.345", "87%"),
    ],
    ids=("en", "es", "fr", "de", "pt", "it"),
)
def test_numbers(words: Catalogue, number: str, percent: str) -> None:
    assert words.number(12_345) == number
    assert number in words.documents.of(12_345)
    assert words.percent(0.874) == percent


@pytest.mark.parametrize(
    ("probability", "word"),
    [(1.0, "Strong match"), (0.8, "Strong match"), (0.5, "Likely match"), (0.1, "Possible match")],
)
def test_confidence_in_words(probability: float, word: str) -> None:
    assert ENGLISH.confidence(probability) == word


def test_counts() -> None:
    assert ENGLISH.quotes_found.of(1) == "1 quote"
    assert ENGLISH.quotes_found.of(1234) == "1,234 quotes"
    assert [FRENCH.quotes_found.of(n) for n in (0, 1, 2)] == [
        "0 citation",
        "1 citation",
        "2 citations",
    ]
    assert [GERMAN.quotes_found.of(n) for n in (0, 1, 2)] == ["0 Zitate", "1 Zitat", "2 Zitate"]
