"""The final stage: what was found and decided -> the reply.

What always holds: a quote is sliced from a document whose text still has the digest that was
recorded when the index was made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from corpus.document import Document, Span
from corpus.outline import outline_of, section_at
from qa.cite.cite import cite
from qa.cite.page_text import PageText, page_text
from qa.examined import Examined
from qa.passages import Passages
from qa.quote.select import Selection
from qa.reply import Answer, Quote, Reason, Refusal, Reply, Understanding, quote_from
from qa.validity import Validity
from qa.weights import Tuning


def respond(
    examined: Examined,
    passages: Passages,
    tuning: Tuning,
    in_force: Sequence[Validity],
    page_text_of: Callable[[int], PageText],
) -> Reply:
    """`in_force`: the standing of each document; `page_text_of`: a document's text in the form
    that links are made from, by row. Raises IntegrityError if a document was changed."""
    quotes = tuple(
        _quote(passages, each, in_force[each.document], partial(page_text_of, each.document))
        for each in examined.selections
    )
    query, decision = examined.query, examined.decision
    understanding = Understanding(
        searched_for=query.analysis.text if query.analysis.mended else None,
        understood_with=query.context.carried,
        missing_words=query.analysis.missing,
    )
    if decision.answered and not query.context.lost:
        return Answer(
            quotes=quotes,
            confidence=decision.confidence,
            ranking=examined.ranking,
            understanding=understanding,
        )
    reason = _reason(examined, tuning)
    return Refusal(
        reason=reason,
        closest=quotes if reason is Reason.NOT_ANSWERED else (),
        confidence=decision.confidence,
        ranking=examined.ranking,
        understanding=understanding,
    )


def _reason(examined: Examined, tuning: Tuning) -> Reason:
    """Why it is refused."""
    if examined.query.context.lost:
        return Reason.NEEDS_CONTEXT
    near = max((hit.dense for hit in examined.ranked.hits), default=0.0)
    features = examined.decision.features
    shared = features.nearby if features else 0.0
    related = near >= tuning.related_cosine or shared >= tuning.related_share
    return Reason.NOT_ANSWERED if related else Reason.NOTHING_RELATED


def quote_at(document: Document, span: Span, sha256: str, validity: Validity) -> Quote:
    """The quote of a place in a document, as an answer would cite it; `sha256`: the digest that was
    recorded for it. Raises IntegrityError."""
    section = section_at(document, outline_of(document), span)
    page = partial(page_text, document)
    return quote_from(
        document,
        sha256=sha256,
        span=span,
        highlights=(),
        citation=cite(document, span, section, page_text=page, validity=validity),
        score=0.0,
    )


def _quote(
    passages: Passages, selection: Selection, validity: Validity, page: Callable[[], PageText]
) -> Quote:
    document = passages.document(selection.document)
    section = passages.outline(selection.document).sections[selection.block]
    return quote_from(
        document,
        sha256=passages.index.recorded[document.id],
        span=selection.span,
        highlights=selection.marks,
        citation=cite(document, selection.span, section, page_text=page, validity=validity),
        score=selection.score,
    )
