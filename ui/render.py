"""Replies as JSON and as plain text.

What always holds: the text of a quote is printed as it is, line for line; only control characters,
which could drive a terminal, are shown as escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.document import Document, Span
from corpus.places import page_of
from qa.cite.formats import apa, csl
from qa.reply import Answer, Quote, Refusal, Reply, Understanding
from qa.validity import Validity
from ui.messages import Catalogue

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
MARK_OPEN, MARK_CLOSE = "⟦", "⟧"


def record_of(
    question_id: str | None, question: str, reply: Reply, elapsed_ms: float
) -> dict[str, Any]:
    """The JSON object of the design for one reply."""
    answered = isinstance(reply, Answer)
    record: dict[str, Any] = {
        "id": question_id,
        "question": question,
        "answered": answered,
        "confidence": round(reply.confidence, 4),
        "quotes": [_quote_record(q) for q in reply.quotes] if isinstance(reply, Answer) else [],
        "closest": [] if isinstance(reply, Answer) else [_quote_record(q) for q in reply.closest],
        "reason": None if isinstance(reply, Answer) else reply.reason.value,
        "ranking": list(reply.ranking),
        "searched_for": reply.understanding.searched_for,
        "understood_with": list(reply.understanding.understood_with),
        "missing_words": list(reply.understanding.missing_words),
        "unquoted_words": list(reply.understanding.unquoted_words),
        "unanswered_parts": list(reply.understanding.unanswered_parts),
        "chosen_by_staff": reply.chosen_by_staff,
        "language": reply.understanding.language,
        "elapsed_ms": round(elapsed_ms, 1),
    }
    if isinstance(reply, Refusal) and reply.chosen_by_staff:
        record["contact"] = reply.contact
    if question_id is None:
        del record["id"]
    if reply.explain is not None:
        record["explain"] = reply.explain
    return record


def _quote_record(quote: Quote) -> dict[str, Any]:
    return {
        "document_id": quote.document_id,
        "title": quote.citation.title,
        "text": quote.text,
        "start": quote.span.start,
        "end": quote.span.end,
        "highlights": [[mark.start, mark.end] for mark in quote.highlights],
        "section": list(quote.citation.section),
        "page": quote.citation.page,
        "score": round(quote.score, 4),
        "url": quote.citation.url,
        "citation": quote.citation.text,
        "citation_apa": apa(quote.citation),
        "csl": csl(quote.citation, quote.document_id),
        "document_sha256": quote.document_sha256,
        "published": quote.citation.published,
        "publisher": quote.citation.publisher,
        "language": quote.citation.language,
        "validity": validity_record(quote.citation.validity),
        "columns": quote.citation.columns,
    }


def validity_record(validity: Validity) -> dict[str, Any]:
    """Standing (`current`, `not_yet_valid`, `expired` or `superseded`) and what it comes from."""
    return {
        "standing": validity.standing.value,
        "valid_from": validity.valid_from,
        "valid_until": validity.valid_until,
        "superseded_by": validity.superseded_by,
    }


def visible(text: str) -> str:
    """Text that is safe to print: control and direction characters as escapes."""
    return _CONTROL.sub(
        lambda m: m.group().encode("unicode_escape", "surrogatepass").decode(), text
    )


def reply_lines(reply: Reply, words: Catalogue) -> Iterator[str]:
    """A reply for people, line by line."""
    understanding = reply.understanding
    if understanding.searched_for:
        yield f"{words.searched_for} {visible(understanding.searched_for)}"
    if understanding.understood_with:
        yield f"{words.understood_with} {visible(', '.join(understanding.understood_with))}"
    if isinstance(reply, Answer):
        yield from _lacking(understanding, words)
        chosen = f", {words.chosen_by_staff}" if reply.chosen_by_staff else ""
        yield f"{words.confidence(reply.confidence)} ({words.percent(reply.confidence)}){chosen}"
        yield from _quote_lines(reply.quotes, words, understanding.language)
        return
    wording = words.refused(reply)
    yield wording.title
    yield wording.body
    if reply.contact:
        yield f"{words.contact} {visible(reply.contact)}"
    yield from _lacking(understanding, words)
    if reply.closest:
        yield ""
        yield words.related.of(len(reply.closest))
        yield from _quote_lines(reply.closest, words, understanding.language)


def _lacking(understanding: Understanding, words: Catalogue) -> Iterator[str]:
    """The words that stand nowhere, or not in what is quoted first."""
    for label, lacking in (
        (words.missing_words, understanding.missing_words),
        (words.unquoted_words, understanding.unquoted_words),
        (words.unanswered_parts, understanding.unanswered_parts),
    ):
        if lacking:
            yield f"{label} {visible(', '.join(lacking))}"


def _quote_lines(quotes: Sequence[Quote], words: Catalogue, asked_in: str) -> Iterator[str]:
    """`asked_in`: the question's language; that of a quote in another one is named."""
    for number, quote in enumerate(quotes, 1):
        yield ""
        first, *rest = _lines(quote.text)
        yield f"{number:>2}. {first}"
        yield from (f"    {line}" for line in rest)
        if columns := quote.citation.columns:
            yield f"    {visible(words.columns.format(names=' '.join(columns.split())))}"
        place = f"{quote.document_id} {quote.span.start}-{quote.span.end}"
        page = quote.citation.page
        on = f", {words.page.format(page=page)}" if page is not None else ""
        yield f"    — {visible(quote.citation.text)}{on} [{visible(place)}]"
        if label := words.validity(quote.citation.validity):
            yield f"    {visible(label)}"
        if language := words.other_language(quote.citation.language, asked_in):
            yield f"    {visible(language)}"
        if quote.citation.url:
            yield f"    {visible(quote.citation.url)}"


def document_lines(document: Document, span: Span | None) -> Iterator[str]:
    """A document's text, with the span between marks."""
    yield visible(document.title)
    known = document.metadata
    page = page_of(document, span) if span else None
    place = f"page {page}" if page else None
    facts = (known.author, known.publisher, known.published, known.url, document.id, place)
    yield visible(" · ".join(fact for fact in facts if fact))
    yield ""
    text = document.text
    if span is not None:
        text = text[: span.start] + MARK_OPEN + span.of(text) + MARK_CLOSE + text[span.end :]
    yield from _lines(text)


def _lines(text: str) -> list[str]:
    # Parted before it is escaped: a carriage return ends a line, it isn't shown.
    return [visible(line) for line in text.splitlines()] or [""]
