"""Figures in a text: which there are, and that those that say the same have the same value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from corpus.lint.figures import Figure, FigureKind, figures_of
from tests.corpus.texts import TEXT


def found(text: str) -> list[Figure]:
    return list(figures_of(text, Span(start=0, end=len(text))))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("call 1-888-373-7888.", FigureKind.PHONE, "8883737888"),
        ("call (888) 373 7888", FigureKind.PHONE, "8883737888"),
        ("call +49 30 901820", FigureKind.PHONE, "4930901820"),
        ("ring 020 7946 0958", FigureKind.PHONE, "02079460958"),
        ("by May 5, 2020", FigureKind.DATE, "2020-05-05"),
        ("by 5th May 2020", FigureKind.DATE, "2020-05-05"),
        ("by 2020-05-05", FigureKind.DATE, "2020-05-05"),
        ("in May 2020", FigureKind.DATE, "2020-05-00"),
        ("by 05/04/2020", FigureKind.DATE, "5/4/2020"),
        ("at 8:00 a.m. (ET)", FigureKind.TIME, "8:00a"),
        ("at 8 am", FigureKind.TIME, "8:00a"),
        ("at 20:30", FigureKind.TIME, "20:30"),
        ("pay $1,200.00 now", FigureKind.MONEY, "1200"),
        ("pay 1.200,00 € now", FigureKind.MONEY, "1200"),
        ("pay $1.2 million", FigureKind.MONEY, "1200000"),
        ("pay 1,200,000 dollars", FigureKind.MONEY, "1200000"),
        ("up to 7.5 percent", FigureKind.PERCENT, "7.5"),
        ("up to 7.50%", FigureKind.PERCENT, "7.5"),
        ("in 2018 again", FigureKind.YEAR, "2018"),
        ("near 11,000 cases", FigureKind.NUMBER, "11000"),
        ("within 30 days", FigureKind.NUMBER, "30"),
        ("a 30-day term", FigureKind.NUMBER, "30"),
        ("within thirty days", FigureKind.NUMBER, "30"),
        ("0.125 of it", FigureKind.NUMBER, "0.125"),
    ],
)
def test_a_figure_and_what_it_amounts_to(text: str, kind: FigureKind, value: str) -> None:
    [figure] = found(text)
    assert (figure.kind, figure.value) == (kind, value)
    assert figure.span.of(text) in text


@pytest.mark.parametrize(
    "text",
    [
        "VA Form 10-10EZ",
        "Form 21",
        "Title 38",
        "38 U.S.C. Chapter 31",
        "COVID-19 and the Post-9/11 bill",
        "section 1710(a)",
        "§ 12 and #4",
        "PO Box 27063",
        "version 2.0 and 2.0.1",
        "IPv6, H1N1",
    ],
)
def test_a_number_in_a_name_is_no_figure(text: str) -> None:
    assert found(text) == []


@given(text=TEXT)
def test_figures_are_ordered_and_disjoint(text: str) -> None:
    ends = 0
    for figure in found(text):
        assert ends <= figure.span.start < figure.span.end <= len(text)
        assert figure.value
        ends = figure.span.end


@given(st.integers(1, 10**9))
def test_a_number_is_the_same_with_and_without_separators(number: int) -> None:
    plain, [parted] = found(f"pay ${number} now"), found(f"pay ${number:,} now")
    assert [figure.value for figure in plain] == [parted.value] == [str(number)]
