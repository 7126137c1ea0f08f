"""What comes out of the API, and what goes in beside a question, as types; a question's are in
``ui/question_form.py``.

What always holds: they describe and never change what is sent; a test compares real replies with
them.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ui.web.outcomes import MAX_REMARK_CHARS, Fault


class _Sent(BaseModel):
    # A client must not fail over a key that comes later.
    model_config = ConfigDict(extra="allow")


class ValidityRecord(_Sent):
    """Whether a document is in force today, and what that comes from."""

    standing: Literal["current", "not_yet_valid", "expired", "superseded"]
    valid_from: str | None
    valid_until: str | None
    superseded_by: str | None


class QuoteRecord(_Sent):
    """A slice of a document: `text` is exactly its characters from `start` to `end`."""

    document_id: str
    title: str
    text: str
    start: int = Field(description="offset in code points of the document's text")
    end: int
    highlights: list[list[int]] = Field(description="[start, end] within `text`: what carries it")
    section: list[str]
    page: int | None
    score: float
    url: str | None = Field(description="link to the quote in the original")
    citation: str = Field(description="one line")
    citation_apa: str = Field(description="in the style of the APA")
    csl: dict[str, Any] = Field(description="as a CSL-JSON item, for reference managers")
    document_sha256: str = Field(description="digest of the text that was quoted")
    published: str | None
    publisher: str | None
    language: str
    validity: ValidityRecord
    columns: str = Field(description="over a row quoted without them; else empty")


class ReplyRecord(_Sent):
    """An answer, or a refusal that says why. A refusal is a normal reply."""

    id: str
    question: str
    answered: bool
    confidence: float = Field(description="probability that the first quote answers")
    quotes: list[QuoteRecord] = Field(description="best first; empty on a refusal")
    closest: list[QuoteRecord] = Field(description="related, but no answer; only on a refusal")
    reason: str | None = Field(description="why there is no answer, as a code")
    ranking: list[str] = Field(description="ids of documents, best first")
    searched_for: str | None = Field(description="the question as it was mended")
    understood_with: list[str] = Field(description="words carried over from the history")
    missing_words: list[str] = Field(description="words of the question in no document")
    unquoted_words: list[str] = Field(
        description="of an answer: words of the question that its first quote lacks"
    )
    unanswered_parts: list[str] = Field(
        description="of a message that asks more than one thing: what is left without an answer"
    )
    chosen_by_staff: bool = Field(
        description="the first quote is pinned to the question, or staff say that none answers it"
    )
    language: str = Field(description="that the question was read in; a quote has its own")
    elapsed_ms: float
    reply_id: str = Field(description="to give feedback with")


class FeedbackBody(BaseModel):
    """Whether a reply helped."""

    model_config = ConfigDict(strict=True, extra="forbid")

    reply_id: str
    helpful: bool
    reason: str = Field(
        default="",
        max_length=MAX_REMARK_CHARS,
        description="one of " + ", ".join(Fault) + "; or words of one's own, which are kept only "
        "where the operator keeps questions",
    )
    remark: str = Field(
        default="",
        max_length=MAX_REMARK_CHARS,
        description="words of one's own beside one of those reasons, kept in the same way",
    )


class DocumentRecord(_Sent):
    """What is known of a document."""

    id: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    language: str
    url: str | None
    licence: str | None
    tags: list[str]
    valid_from: str | None
    valid_until: str | None
    characters: int
    sha256: str = Field(description="digest of the text")
    page: str = Field(description="where the document can be read, on this server")


class DocumentsRecord(_Sent):
    """The documents that are searched, or a page of their list."""

    indexed: str | None = Field(description="when the index was put in place, ISO 8601")
    documents: list[DocumentRecord]
    next: str | None = Field(description="of a page after which more come: `after` of the next")


class DoneRecord(_Sent):
    """That it was done."""

    status: Literal["ok"]


class ReadyRecord(_Sent):
    """That questions can be asked, of how many documents."""

    status: Literal["ready"]
    documents: int
    desk: str | None = Field(default=None, description="its name, where there are several")
    desks: dict[str, bool] | None = Field(
        default=None, description="of the desk at /: which of all desks can be asked"
    )


class ErrorRecord(_Sent):
    """One line that says what is wrong."""

    error: str
    detail: str | None = Field(default=None, description="the same, on status 429")
