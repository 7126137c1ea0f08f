"""A quote can only be a slice of the document that it cites."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Place, Span, text_digest
from corpus.errors import IntegrityError
from qa.cite.cite import cite
from qa.cite.page_text import PageText, page_text
from qa.reply import Citation, Quote, quote_from
from qa.validity import Standing, Validity
from tests.indexer.fakes import document_of

TEXTS = st.text(min_size=1, max_size=200)
EXPIRED = Validity(standing=Standing.EXPIRED, valid_until="2020-01-01")


def cited(document: Document, span: Span, section: tuple[str, ...] = ()) -> Citation:
    return cite(document, span, section, page_text=lambda: page_text(document), validity=EXPIRED)


def quoted(text: str, span: Span, *, marks: tuple[Span, ...] = (), sha256: str = "") -> Quote:
    document = document_of(text)
    return quote_from(
        document,
        sha256=sha256 or document.sha256,
        span=span,
        highlights=marks,
        citation=cited(document, span),
        score=1.0,
    )


def test_the_page_is_looked_at_only_for_a_link_into_its_text() -> None:
    def unread() -> PageText:
        raise AssertionError

    document, span = document_of("Permits cost 40 dollars."), Span(start=0, end=7)
    assert cite(document, span, (), page_text=unread, validity=EXPIRED).url is None
    known = replace(document, metadata=replace(document.metadata, url="https://x.org/a"))
    paged = replace(known, places=(Place(span=span, page=2),))
    assert cite(paged, span, (), page_text=unread, validity=EXPIRED).url == "https://x.org/a#page=2"
    with pytest.raises(AssertionError):
        cite(known, span, (), page_text=unread, validity=EXPIRED)


@given(TEXTS, st.data())
def test_a_quote_is_its_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mark_start = data.draw(st.integers(0, len(text) - 1))
    mark = Span(start=mark_start, end=data.draw(st.integers(mark_start + 1, len(text))))
    quote = quoted(text, Span(start=start, end=end), marks=(mark,))
    assert quote.text == text[start:end]
    assert all(0 <= h.start < h.end <= len(quote.text) for h in quote.highlights)
    marked = [quote.text[h.start : h.end] for h in quote.highlights]
    assert marked == (
        [text[max(start, mark.start) : min(end, mark.end)]]
        if mark.overlaps(Span(start=start, end=end))
        else []
    )


def test_a_changed_document_is_never_quoted() -> None:
    with pytest.raises(IntegrityError, match="not the one that was indexed"):
        quoted("The fee is 5 dollars.", Span(start=0, end=7), sha256=text_digest("The fee is 4."))


@pytest.mark.parametrize("span", [Span(start=0, end=99), Span(start=3, end=3)])
def test_a_span_outside_of_the_document_is_never_quoted(span: Span) -> None:
    with pytest.raises(IntegrityError, match="are not in the document"):
        quoted("The fee is 5.", span)


def test_deep_links_are_text_fragments() -> None:
    text = "Pay the fee, then wait - at most ten days, & come back for it with your receipt."
    document = document_of(text, url="https://example.org/fees")
    short = cited(document, Span(start=0, end=11)).url
    assert short == "https://example.org/fees#:~:text=Pay%20the%20fee"
    long = cited(document, Span(start=0, end=len(text))).url
    assert long is not None
    assert long.startswith("https://example.org/fees#:~:text=Pay%20the%20fee%2C%20then,")
    assert cited(document_of(text), Span(start=0, end=5)).url is None


def test_a_link_to_an_element_keeps_it() -> None:
    document = document_of("Pay the fee.", url="https://example.org/fees#pay:~:text=old")
    url = cited(document, Span(start=0, end=12)).url
    assert url == "https://example.org/fees#pay:~:text=Pay%20the%20fee."


def placed(document: Document, **place: Any) -> Document:
    return replace(document, places=(Place(span=Span(start=0, end=len(document.text)), **place),))


def test_the_nearest_element_is_where_a_browser_goes_without_the_text() -> None:
    text = "Same.\n\n" * 5 + "Other."
    document = placed(document_of(text, url="https://a.org/x#y"), anchor="c-4 §")
    links = [cited(document, Span(start=at, end=at + 5)).url for at in (14, 35)]
    assert links == ["https://a.org/x#c-4%20%C2%A7", "https://a.org/x#c-4%20%C2%A7:~:text=Other"]


def test_a_page_is_linked_to_by_its_number() -> None:
    document = placed(document_of("Pay the fee.", url="https://example.org/fees.pdf#toc"), page=3)
    citation = cited(document, Span(start=0, end=12))
    assert (citation.page, citation.url) == (3, "https://example.org/fees.pdf#page=3")


def test_a_citation_names_what_is_known() -> None:
    document = document_of(
        "Pay.", title="Fees", publisher="Town", author="A. Clerk", published="2020-02-14"
    )
    citation = cited(document, Span(start=0, end=4), ("Parking", "Costs"))
    assert citation.text == "A. Clerk. Fees. Town. 2020-02-14. Parking › Costs"
    assert citation.validity is EXPIRED
