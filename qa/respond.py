"""The final stage: what was found and decided -> the reply.

What always holds: a quote is sliced from a document whose text still has the digest that was
recorded when the index was made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from corpus.document import Document, Span
from corpus.language.value import bare
from corpus.outline import columns_at, outline_of, section_at
from indexer.terms import count_terms
from qa.cite.cite import cite
from qa.cite.page_text import PageText, page_text
from qa.examined import Examined
from qa.passages import Passages
from qa.query.answer_type import CONTACTS
from qa.query.missing import Held, is_verbal
from qa.quote.select import MAX_QUOTES, Selection
from qa.rank.features import passage_stems
from qa.rank.match import unmatched
from qa.rank.retrieve import Hit
from qa.reply import Answer, Quote, Reason, Refusal, Reply, Understanding, quote_from
from qa.validity import InForce, Validity
from qa.weights import Tuning

# From here on only a name or a number that is lacking is told beside an answer.
SURE = 0.85
# From which cosine on a passage in another language than the question's is related to it, with a
# model that knows both: of a few, those that fitted had .28 to .37, the others .05 at most.
RELATED_ACROSS = 0.2
LEAST_WEIGHT = 0.5  # of a word that is told, beside the heaviest of the question


def respond(
    examined: Examined,
    passages: Passages,
    tuning: Tuning,
    in_force: InForce,
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
        language=query.language,
    )
    if decision.answered and not query.context.lost:
        return Answer(
            quotes=quotes,
            confidence=decision.confidence,
            ranking=examined.ranking,
            understanding=replace(
                understanding, unquoted_words=_unquoted(examined, passages, quotes[0])
            ),
        )
    reason = _reason(examined, passages, tuning)
    return Refusal(
        reason=reason,
        closest=quotes if reason is Reason.NOT_ANSWERED else (),
        confidence=decision.confidence,
        ranking=examined.ranking,
        understanding=understanding,
    )


def joined(whole: Reply, parts: Sequence[tuple[str, Reply | None]]) -> Reply:
    """The reply to a message that asks more than one thing: the first quote for each part that has
    an answer, in their order, then what else the whole was answered with. Parts without an answer
    are named."""
    answers = [reply for _, reply in parts if isinstance(reply, Answer)]
    if not answers:
        return whole
    left = tuple(part for part, reply in parts if not isinstance(reply, Answer))
    quotes: list[Quote] = []
    others = whole.quotes if isinstance(whole, Answer) else ()
    for quote in (*(answer.quotes[0] for answer in answers), *others):
        if len(quotes) < max(MAX_QUOTES, len(answers)) and not any(
            quote.document_id == it.document_id and quote.span.overlaps(it.span) for it in quotes
        ):
            quotes.append(quote)
    understanding = whole.understanding
    if len(answers) == len(parts):  # what one part lacks is told of by the other's quote
        understanding = replace(understanding, unquoted_words=())
    return Answer(
        quotes=tuple(quotes),
        confidence=answers[0].confidence,
        ranking=whole.ranking,
        understanding=replace(understanding, unanswered_parts=left),
    )


def _unquoted(examined: Examined, passages: Passages, quote: Quote) -> tuple[str, ...]:
    """Words of the question that the documents hold elsewhere, and the first quote lacks with all
    that stands around it: it may tell of another thing of the kind."""
    query, first = examined.query, examined.selections[0]
    document, language = passages.document(first.document), passages.language(first.document)
    unit = passages.unit(first.candidate.row)
    around = passages.index.passage(unit.passage).span.of(document.text)
    above = [document.title, *passages.section(unit), quote.citation.columns]
    parts = [*above, quote.text, around]
    vocabulary = count_terms([(" \n ".join(parts), language)])
    held = Held(vocabulary=vocabulary, languages=frozenset({language}))
    lacked = [
        term
        for term in unmatched(query.analysis.terms, frozenset(vocabulary.frequencies))
        if term.telling and not term.absent and not held.holds(term.word, query.language)
    ]
    # A name that the whole document is about needn't stand beside each of its facts.
    folded = bare(document.text) if any(term.named for term in lacked) else ""
    sure = examined.decision.confidence >= SURE or language != query.language
    if query.analysis.kind in CONTACTS and language == query.language:
        # A contact beside nothing of what it was asked for is another's.
        sure = sure and any(it.telling and it not in lacked for it in query.analysis.terms)
    least = LEAST_WEIGHT * max((term.idf for term in query.analysis.terms), default=0.0)
    return tuple(
        term.written
        for term in lacked
        if (
            term.word not in folded
            if term.named
            else not sure and term.idf >= least and not is_verbal(term.word, language)
        )
    )


def _reason(examined: Examined, passages: Passages, tuning: Tuning) -> Reason:
    """Why it is refused."""
    if examined.query.context.lost:
        return Reason.NEEDS_CONTEXT
    features = examined.decision.features
    shared = features.nearby if features else 0.0
    named = bool(examined.selections) and _names_most(examined, passages)
    knows = passages.index.settings.across_languages

    def is_near(hit: Hit) -> bool:
        document = passages.index.document_of(hit.passage)
        own = not knows or passages.language(document) == examined.query.language
        return hit.dense >= (tuning.related_cosine if own else RELATED_ACROSS)

    near = any(map(is_near, examined.ranked.hits))
    related = near or shared >= tuning.related_share or named
    return Reason.NOT_ANSWERED if related else Reason.NOTHING_RELATED


def _names_most(examined: Examined, passages: Passages) -> bool:
    """Does the passage of what would be quoted first hold more than half of the words that tell
    what is asked? By their number: beside few documents a word that none holds outweighs the
    others, and a table that names the thing is unlike any question."""
    unit = passages.unit(examined.selections[0].candidate.row)
    telling = [term for term in examined.query.analysis.terms if term.telling]
    lacked = unmatched(telling, passage_stems(passages, unit))
    return 2 * len(lacked) < len(telling)


def quote_at(document: Document, span: Span, sha256: str, validity: Validity) -> Quote:
    """The quote of a place in a document, as an answer would cite it; `sha256`: the digest that was
    recorded for it. Raises IntegrityError."""
    outline = outline_of(document)
    section, columns = (
        section_at(document, outline, span),
        columns_at(document, outline, span.start),
    )
    page = partial(page_text, document)
    return quote_from(
        document,
        sha256=sha256,
        span=span,
        highlights=(),
        citation=cite(document, span, section, columns=columns, page_text=page, validity=validity),
        score=0.0,
    )


def _quote(
    passages: Passages, selection: Selection, validity: Validity, page: Callable[[], PageText]
) -> Quote:
    document = passages.document(selection.document)
    outline, span = passages.outline(selection.document), selection.span
    return quote_from(
        document,
        sha256=passages.index.contents.listed(selection.document).sha256,
        span=span,
        highlights=selection.marks,
        citation=cite(
            document,
            span,
            outline.sections[selection.block],
            columns=columns_at(document, outline, span.start),
            page_text=page,
            validity=validity,
        ),
        score=selection.score,
    )
