"""Filters as they are written, in JSON and as options."""

from __future__ import annotations

import argparse

import pytest

from corpus.errors import QuestionError
from qa.question import NO_FILTERS, Filters
from ui.filters import add_filters, filters_from, is_date
from ui.question_form import question_of

ALL = Filters(
    documents=("a", "b"),
    publishers=("Town",),
    tags=("x",),
    languages=("es-MX",),
    since="2020-02-29",
    until="2021",
    current=True,
)


def asked_with(filters: object) -> Filters:
    """As a line of a batch, a request or a tool's arguments have them."""
    return question_of({"question": "What?", "filters": filters})[1].filters


def options(*arguments: str) -> Filters:
    parser = argparse.ArgumentParser()
    add_filters(parser)
    return filters_from(parser.parse_args(arguments))


def test_both_ways_of_writing_mean_the_same() -> None:
    read = {
        "documents": ["a", "b", "a"],
        "publishers": ["Town"],
        "tags": ["x"],
        "languages": ["es-MX"],
        "since": "2020-02-29",
        "until": "2021",
        "current": True,
    }
    written = (
        *("--document", "a", "--document", "b", "--document", "a", "--publisher", "Town"),
        *("--tag", "x", "--language", "es-MX", "--since", "2020-02-29", "--until", "2021"),
        "--current",
    )
    assert asked_with(read) == options(*written) == ALL


def test_none_at_all() -> None:
    assert options() == asked_with(None) == asked_with({}) == NO_FILTERS
    assert asked_with({"tags": [], "since": None, "current": None}) == NO_FILTERS


@pytest.mark.parametrize(
    "read",
    [[], "x", 3, {"document": ["a"]}, {"documents": "a"}, {"tags": [3]}, {"tags": {"x": 1}},
     {"since": 2020}, {"since": "14 February 2020"}, {"until": "2021-02-29"}, {"current": 1},
     {"since": "2021", "until": "2020-12-31"}, {"since": ""}, {"\ud800": 1}],
)  # fmt: skip
def test_what_cant_be_meant_is_one_line(read: object) -> None:
    with pytest.raises(QuestionError) as caught:
        asked_with(read)
    assert len(str(caught.value).splitlines()) == 1
    assert "filter" in str(caught.value) or "since" in str(caught.value)


@pytest.mark.parametrize("text", ["2020", "2020-02", "2020-02-29", "0001-01-01"])
def test_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "20", "2021-02-29", "2020-13", "2020-2", "0000", "２０２０", "2020-02-14T10", "2020-"],
)
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)


def test_options_in_the_wrong_order_of_time_are_an_error() -> None:
    with pytest.raises(QuestionError, match="since 2021 lies after until 2020"):
        options("--since", "2021", "--until", "2020")
    with pytest.raises(SystemExit):
        options("--since", "yesterday")
