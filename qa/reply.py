"""What the desk says: quotes with citations, or a refusal. Nothing else can be said.

What always holds: a `Quote` is built only by `quote_from`, by slicing a document whose text still
has the digest that it is cited with. There is no other way to put words into a reply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from corpus.document import Document, Span, text_digest
from corpus.errors import IntegrityError
from qa.validity import Validity


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a quote stands: what a reader needs to find and judge it."""

    title: str
    language: str
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    section: tuple[str, ...] = ()
    columns: str = ""  # what names the columns of rows that are quoted without them: a slice, too
    page: int | None = None
    url: str | None = None  # deep link to the quote in the original, where that has an address
    source_url: str | None = None  # the original's own address
    validity: Validity = field(default_factory=Validity)
    text: str = ""  # one line: author, title, publisher, date, section


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A verified slice of a document. `highlights` are offsets into `text`, ordered, disjoint."""

    document_id: str
    document_sha256: str
    span: Span
    text: str
    highlights: tuple[Span, ...]
    citation: Citation
    score: float


class Reason(StrEnum):
    """Why there is no answer. The wording for people is in the catalogues of ``ui/messages``."""

    NOTHING_RELATED = "nothing_related"
    NOT_ANSWERED = "related_but_not_answered"
    NEEDS_CONTEXT = "needs_an_earlier_question"
    EMPTY_QUESTION = "empty_question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """How the question was read, as data: shown to the user, who can undo it.

    searched_for     the question with misspelled words mended, if any were
    understood_with  words or phrases carried over from earlier in the conversation
    missing_words    words of the question that no document holds
    unquoted_words   of an answer: words that some document holds, and the first quote, with its
                     headings, doesn't
    unanswered_parts of a message that asks more than one thing: what is left without an answer
    language         that the question was read in, ISO 639-1; empty where it has no word
    """

    searched_for: str | None = None
    understood_with: tuple[str, ...] = ()
    missing_words: tuple[str, ...] = ()
    unquoted_words: tuple[str, ...] = ()
    unanswered_parts: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """At least one quote, best first. `confidence`: probability that the first one answers.
    `chosen_by_staff`: the first one is pinned to the question."""

    quotes: tuple[Quote, ...]
    confidence: float
    ranking: tuple[str, ...]
    understanding: Understanding = field(default_factory=Understanding)
    explain: dict[str, Any] | None = None
    chosen_by_staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A normal outcome. `closest` are related passages, never to be shown as an answer.
    `chosen_by_staff`: staff say that no document answers; `contact`: whom to ask then."""

    reason: Reason
    closest: tuple[Quote, ...]
    confidence: float
    ranking: tuple[str, ...]
    understanding: Understanding = field(default_factory=Understanding)
    explain: dict[str, Any] | None = None
    chosen_by_staff: bool = False
    contact: str = ""


Reply = Answer | Refusal


def quote_from(
    document: Document,
    *,
    sha256: str,
    span: Span,
    highlights: tuple[Span, ...],
    citation: Citation,
    score: float,
) -> Quote:
    """Slices a quote, having checked that the document is still the one that was indexed.

    `sha256` is the digest recorded in the index; `highlights` are offsets into the document and
    come back as offsets into the quote.

    Raises IntegrityError if the text has another digest or the span lies outside of it.
    """
    wrong = None
    if text_digest(document.text) != sha256:
        wrong = "the document's text is not the one that was indexed"
    elif span.end > len(document.text) or not len(span):
        wrong = f"characters {span.start} to {span.end} are not in the document"
    if wrong:
        raise IntegrityError(wrong, where=document.id, mend="run `quotedesk index` again")
    inside = tuple(
        Span(start=max(h.start, span.start) - span.start, end=min(h.end, span.end) - span.start)
        for h in highlights
        if h.overlaps(span)
    )
    return Quote(
        document_id=document.id,
        document_sha256=sha256,
        span=span,
        text=span.of(document.text),
        highlights=inside,
        citation=citation,
        score=score,
    )
