"""Whether a saved quote still stands: never said of words that aren't there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from qa.cite.annotation import Saved, urn_of
from qa.cite.verify import Difference, State, Verdict, verify
from tests.indexer.fakes import FEES, document_of

QUOTE = "The permit costs 40 dollars a year. It is paid at the town office (TO)."
START = FEES.index(QUOTE)
FILLER = "Nothing about it is said in this one, which tells of boats and of the harbour only.\n\n"


def saved(text: str = FEES, exact: str = QUOTE, name: str = "fees") -> Saved:
    start = text.index(exact)
    return Saved(
        exact=exact,
        prefix=text[max(0, start - 32) : start],
        suffix=text[start + len(exact) : start + len(exact) + 32],
        start=start,
        document_id=name,
        document_sha256=document_of(text).sha256,
        source=urn_of(name),
    )


def verdict(*documents: Document, one: Saved | None = None) -> Verdict:
    return verify(one or saved(), {document.id: document for document in documents})


def place(found: Verdict) -> tuple[str | None, int]:
    assert found.span is not None
    return found.document_id, found.span.start


def test_in_its_place() -> None:
    found = verdict(document_of(FEES, "fees"))
    assert (found.state, place(found), found.text) == (State.UNCHANGED, ("fees", START), QUOTE)
    assert found.same_document


def test_in_its_place_in_a_document_that_has_changed_after_it() -> None:
    found = verdict(document_of(FEES.replace("a passport", "a visa"), "fees"))
    assert (found.state, place(found)) == (State.UNCHANGED, ("fees", START))
    assert not found.same_document


def test_elsewhere_in_its_document() -> None:
    found = verdict(document_of(FILLER + FEES, "fees"))
    assert (found.state, place(found)) == (State.MOVED, ("fees", START + len(FILLER)))


def test_of_two_places_the_one_with_its_old_surroundings() -> None:
    found = verdict(document_of(f"{FILLER}{QUOTE}\n\n{FILLER}{FEES}", "fees"))
    assert place(found) == ("fees", len(f"{FILLER}{QUOTE}\n\n{FILLER}") + START)


def test_in_another_document_when_its_own_is_gone() -> None:
    renamed = document_of(FEES, "fees-2027")
    found = verdict(document_of(FILLER + QUOTE, "other"), renamed)
    assert (found.state, place(found)) == (State.MOVED, ("fees-2027", START))
    assert found.stands


def test_other_words_in_its_place() -> None:
    now = FEES.replace("40 dollars a year", "45 dollars and 50 cents a year")
    found = verdict(document_of(now, "fees"))
    assert found.state is State.CHANGED
    assert not found.stands
    assert found.text == QUOTE.replace("40 dollars", "45 dollars and 50 cents")
    assert found.differences == (
        Difference(was="40", now="45"),
        Difference(was="", now="and 50 cents"),
    )


def test_an_old_copy_elsewhere_does_not_make_up_for_a_change() -> None:
    now = document_of(FEES.replace("40", "45"), "fees")
    found = verdict(document_of(FEES, "archive/fees"), now)
    assert (found.state, found.document_id) == (State.CHANGED, "fees")


def test_white_space_alone_is_a_change_without_other_words() -> None:
    found = verdict(document_of(FEES.replace("year. It", "year.\nIt"), "fees"))
    assert (found.state, found.differences) == (State.CHANGED, ())


def test_changed_in_another_document() -> None:
    found = verdict(document_of(FILLER, "a"), document_of(FEES.replace("40", "45"), "b"))
    assert (found.state, found.document_id) == (State.CHANGED, "b")


def test_gone() -> None:
    for documents in ((), (document_of(FILLER, "fees"),), (document_of(FILLER, "other"),)):
        found = verdict(*documents)
        assert (found.state, found.document_id, found.text) == (State.GONE, None, "")


def test_an_annotation_without_place_or_id_is_found_by_its_address() -> None:
    one = Saved(exact=QUOTE, source="https://a.org/fees#:~:text=x")
    document = document_of(FILLER + FEES, "fees", url="https://a.org/fees#top")
    found = verdict(document_of(FEES, "copy"), document, one=one)
    assert (found.state, found.document_id) == (State.UNCHANGED, "fees")


@given(st.text("ab .\n", min_size=1, max_size=60), st.text("ab .\n", max_size=80), st.data())
def test_what_stands_is_there_character_for_character(
    text: str, now: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    exact = text[start : data.draw(st.integers(start + 1, len(text)))]
    document = document_of(data.draw(st.sampled_from([now, text, now + text, text + now])), "fees")
    found = verdict(document, one=saved(text, exact))
    assert found.stands is (exact in document.text)
    if found.span is not None:
        assert found.text == found.span.of(document.text)
        assert (found.text == exact) is found.stands
