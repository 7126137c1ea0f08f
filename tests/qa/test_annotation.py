"""Annotations have the form of the W3C model, and come back as what was saved."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Place, Span
from corpus.errors import ReceiptError
from qa.cite.annotation import CONTEXT_CHARS, annotation, read_annotations, receipt
from qa.cite.cite import cite
from qa.cite.page_text import page_text
from qa.reply import Answer, Quote, Reason, Refusal, quote_from
from qa.validity import Validity
from tests.indexer.fakes import FEES, document_of

WHEN = datetime(2026, 3, 1, 12, 30, 15, 999, tzinfo=UTC)


def quote_of(text: str, span: Span, **metadata: Any) -> tuple[Quote, Any]:
    document = document_of(text, "fees é", **metadata)
    return quoted(document, span), document


def quoted(document: Any, span: Span) -> Quote:
    return quote_from(
        document,
        sha256=document.sha256,
        span=span,
        highlights=(),
        citation=cite(
            document, span, (), page_text=lambda: page_text(document), validity=Validity()
        ),
        score=1.0,
    )


def test_it_says_what_was_quoted_and_where() -> None:
    start = FEES.index("The permit costs")
    quote, document = quote_of(FEES, Span(start=start, end=start + 35), url="https://a.org/x#y")
    made = annotation(quote, document, WHEN)
    identity = made.pop("id")
    assert identity == uuid.UUID(identity).urn
    assert made == {
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            {
                "document_id": "urn:x-quotedesk:document_id",
                "document_sha256": "urn:x-quotedesk:document_sha256",
            },
        ],
        "type": "Annotation",
        "motivation": "highlighting",
        "created": "2026-03-01T12:30:15+00:00",
        "target": {
            "source": "https://a.org/x#y",
            "language": "en",
            "document_id": "fees é",
            "document_sha256": document.sha256,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "The permit costs 40 dollars a year.",
                    "prefix": FEES[start - CONTEXT_CHARS : start],
                    "suffix": FEES[start + 35 : start + 35 + CONTEXT_CHARS],
                },
                {"type": "TextPositionSelector", "start": start, "end": start + 35},
            ],
        },
    }
    assert annotation(quote, document, WHEN)["id"] == identity
    assert annotation(quote, document, datetime(2026, 3, 2, tzinfo=UTC))["id"] != identity


def test_a_document_without_an_address_has_a_name_and_a_page_is_a_selector() -> None:
    document = document_of("Pay the fee.", "fees é")
    document = replace(document, places=(Place(span=Span(start=0, end=12), page=4),))
    made = annotation(quoted(document, Span(start=0, end=3)), document, WHEN)
    assert made["target"]["source"] == "urn:x-quotedesk:fees%20%C3%A9"
    assert made["target"]["selector"][2] == {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
        "value": "page=4",
    }


@given(st.text(min_size=1, max_size=80), st.data())
def test_what_is_saved_comes_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start=start, end=data.draw(st.integers(start + 1, len(text))))
    quote, document = quote_of(text, span)
    made = json.loads(json.dumps(annotation(quote, document, WHEN)))
    if not quote.text.strip():
        with pytest.raises(ReceiptError, match="annotation 1 has no quote"):
            read_annotations(made, "r.json")
        return
    for form in (made, [made], {"annotations": [made]}):
        [saved] = read_annotations(form, "r.json")
        assert (saved.exact, saved.start) == (quote.text, start)
        assert (saved.document_id, saved.document_sha256) == (document.id, document.sha256)


def test_a_receipt_holds_the_question_and_every_quote() -> None:
    quote, document = quote_of(FEES, Span(start=0, end=7), publisher="Town office")
    answer = Answer(quotes=(quote, quote), confidence=0.91234, ranking=(document.id,))
    made = receipt("What?", answer, {document.id: document}, WHEN)
    assert (made["question"], made["answered"], made["reason"]) == ("What?", True, None)
    assert made["confidence"] == 0.9123
    assert len(made["annotations"]) == 2
    assert made["citations"][0]["apa"] == "Town office. (n.d.). fees é."
    assert made["citations"][0]["csl"]["accessed"] == {"date-parts": [[2026, 3, 1]]}
    assert len(read_annotations(made, "r.json")) == 2


def test_a_refusals_receipt_has_nothing_to_verify() -> None:
    refusal = Refusal(reason=Reason.NOT_ANSWERED, closest=(), confidence=0.1, ranking=())
    made = receipt("What?", refusal, {}, WHEN)
    assert (made["answered"], made["reason"]) == (False, "related_but_not_answered")
    with pytest.raises(ReceiptError, match=r"^r.json: nothing was quoted in this receipt"):
        read_annotations(made, "r.json")


def test_annotations_of_other_programs_do() -> None:
    foreign = {
        "type": "Annotation",
        "target": [
            {
                "source": "https://a.org/x",
                "selector": {"type": "TextQuoteSelector", "exact": "Pay", "prefix": None},
            }
        ],
    }
    [saved] = read_annotations(foreign, "r.json")
    assert (saved.exact, saved.prefix, saved.start, saved.document_id) == ("Pay", "", None, None)
    assert saved.source == "https://a.org/x"


@pytest.mark.parametrize(
    "read",
    [None, 3, "x", {}, [], [3], {"target": "https://a.org"}, {"target": []}, {"annotations": 3},
     {"target": {"selector": [{"type": "TextQuoteSelector", "exact": 3}]}},
     {"target": {"selector": [{"type": ["TextQuoteSelector"], "exact": "x"}, 3]}}],
)  # fmt: skip
def test_what_holds_no_quote_is_one_line(read: object) -> None:
    with pytest.raises(ReceiptError, match=r"^r\.json: .*Give a receipt"):
        read_annotations(read, "r.json")
