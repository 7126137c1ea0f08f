"""A document is in force by its dates and by what supersedes it, on the day that is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from qa.validity import Standing, validities
from tests.indexer.fakes import document_of

TODAY = date(2026, 3, 1)


def standings(*documents: Document) -> list[Standing]:
    return [validity.standing for validity in validities(documents, TODAY)]


@pytest.mark.parametrize(
    ("dates", "standing"),
    [
        ({}, Standing.CURRENT),
        ({"valid_from": "2026-03-01"}, Standing.CURRENT),
        ({"valid_from": "2026-03-02"}, Standing.NOT_YET_VALID),
        ({"valid_until": "2026-03-01"}, Standing.CURRENT),
        ({"valid_until": "2026-02-28"}, Standing.EXPIRED),
        ({"valid_from": "2025-01-01", "valid_until": "2026-12-31"}, Standing.CURRENT),
    ],
)
def test_dates_hold_from_their_first_to_their_last_day(
    dates: dict[str, str], standing: Standing
) -> None:
    [validity] = validities([document_of("x", **dates)], TODAY)
    assert validity.standing is standing
    assert validity.current is (standing is Standing.CURRENT)
    assert (validity.valid_from, validity.valid_until) == (
        dates.get("valid_from"),
        dates.get("valid_until"),
    )


def test_the_newest_document_in_force_is_named() -> None:
    found = validities(
        [
            document_of("x", "old"),
            document_of("x", "newer", supersedes=("old",)),
            document_of("x", "newest", supersedes=("newer",)),
            document_of("x", "next", supersedes=("newest",), valid_from="2027-01-01"),
        ],
        TODAY,
    )
    assert [one.superseded_by for one in found] == ["newest", "newest", None, None]
    assert [one.standing for one in found] == [
        *(Standing.SUPERSEDED, Standing.SUPERSEDED, Standing.CURRENT, Standing.NOT_YET_VALID),
    ]


def test_a_superseded_document_that_has_expired_too_names_its_successor() -> None:
    old = document_of("x", "old", valid_until="2020-01-01")
    found = validities([old, document_of("x", "new", supersedes=("old",))], TODAY)[0]
    assert (found.standing, found.superseded_by) == (Standing.SUPERSEDED, "new")


def test_a_circle_supersedes_nothing_inside_of_it() -> None:
    circle = [document_of("x", "a", supersedes=("b",)), document_of("x", "b", supersedes=("a",))]
    itself = document_of("x", "c", supersedes=("c", "nowhere"))
    assert standings(*circle, itself) == [Standing.CURRENT] * 3
    before = document_of("x", "z")
    leads_in = document_of("x", "a", supersedes=("b", "z"))
    assert standings(before, leads_in, circle[1])[0] is Standing.SUPERSEDED


@given(st.lists(st.lists(st.integers(0, 5), max_size=3), min_size=1, max_size=6))
def test_any_web_of_successors_comes_to_an_end(web: list[list[int]]) -> None:
    documents = [
        document_of("x", str(n), supersedes=tuple(map(str, older))) for n, older in enumerate(web)
    ]
    for document, validity in zip(documents, validities(documents, TODAY), strict=True):
        assert validity.superseded_by != document.id
        assert (validity.superseded_by is None) is validity.current
