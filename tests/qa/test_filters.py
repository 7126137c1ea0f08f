"""Filters: which documents pass, and that what can't be meant is said in one line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import QuestionError
from indexer.contents import Listing
from qa.query.filters import passing
from qa.question import Filters
from qa.validity import InForce
from tests.indexer.fakes import document_of

DOCUMENTS = (
    document_of(
        "x", "a", publisher="Town Office", tags=("fees", "Parking"), published="2020-02-14"
    ),
    document_of("x", "b", publisher="Harbour", tags=("fees",), published="2021-06-30"),
    document_of("x", "c", language="es-MX", published="2021-01", valid_until="2022-01-01"),
    document_of("x", "d", language="es", publisher="town office"),
    document_of("x", "A", language="zh-Hant-TW", supersedes=("b",)),
)
LISTING = Listing(DOCUMENTS)
IN_FORCE = InForce(LISTING, date(2026, 3, 1))


def names(filters: Filters) -> str:
    rows = passing(filters, LISTING, IN_FORCE)
    assert rows is not None
    return "".join(DOCUMENTS[row].id for row in sorted(rows))


@pytest.mark.parametrize(
    ("filters", "passed"),
    [
        (Filters(documents=("b", "a")), "ab"),
        (Filters(documents=("A",)), "A"),
        (Filters(publishers=("town office",)), "ad"),
        (Filters(publishers=("Harbour", "TOWN OFFICE")), "abd"),
        (Filters(tags=("parking",)), "a"),
        (Filters(tags=("fees",), publishers=("harbour",)), "b"),
        (Filters(languages=("es",)), "cd"),
        (Filters(languages=("ES-mx",)), "c"),
        (Filters(languages=("zh-Hant",)), "A"),
        (Filters(languages=("en", "zh")), "abA"),
        (Filters(since="2020-02-14"), "abc"),
        (Filters(since="2020-02-15"), "bc"),
        (Filters(since="2021"), "bc"),
        (Filters(until="2020"), "a"),
        (Filters(since="2021-01", until="2021-01"), "c"),
        (Filters(until="2021-06-29"), "ac"),
        (Filters(current=True), "adA"),
        (Filters(current=True, languages=("es",)), "d"),
    ],
)
def test_documents_pass_every_kind_by_one_of_its_values(filters: Filters, passed: str) -> None:
    assert names(filters) == passed


def test_without_filters_nothing_is_restricted() -> None:
    assert passing(Filters(), LISTING, IN_FORCE) is None


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(documents=("a", "nowhere")), "no document 'nowhere'. See the ids"),
        (Filters(publishers=("Harbor",)), "no publisher 'Harbor'. Did you mean 'Harbour'?"),
        (Filters(tags=("fee",)), "no tag 'fee'. Did you mean 'fees'?"),
        (Filters(tags=("boats",)), "no tag 'boats'. There are 'Parking', 'fees'."),
        (Filters(languages=("fr",)), "no language 'fr'. There are "),
        (Filters(publishers=("\x1b\ud800" * 100,)), r"no publisher '\x1b\ud800"),
        (Filters(tags=("parking",), languages=("es",)), "no document passes all of the filters"),
        (Filters(since="2022"), "no document passes all of the filters"),
    ],
)
def test_what_leaves_nothing_is_an_error(filters: Filters, message: str) -> None:
    with pytest.raises(QuestionError) as caught:
        passing(filters, LISTING, IN_FORCE)
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_kind_that_no_document_has_is_named() -> None:
    listing = Listing([document_of("x")])
    with pytest.raises(QuestionError, match="No document has a tag: leave the filter out"):
        passing(Filters(tags=("fees",)), listing, InForce(listing, date(2026, 3, 1)))


@given(st.sampled_from(DOCUMENTS), st.sampled_from(DOCUMENTS))
def test_more_values_never_take_documents_away(one: object, other: object) -> None:
    first, second = one.id, other.id  # type: ignore[attr-defined]
    alone = set(names(Filters(documents=(first,))))
    assert alone <= set(names(Filters(documents=(first, second)))) == {first, second}
