"""What a check of the documents finds.

What always holds: every quote in a finding is the slice of its document that its span names, so
that the place can be opened; a message is one line, a `Phrase`
which can be said in other languages; every code has a mend.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document, Span


class Severity(StrEnum):
    PROBLEM = "problem"  # text is lost, or an answer may mislead: to be mended
    NOTE = "note"  # worth knowing; may well be meant


class Code(StrEnum):
    """What was found; in the order in which people want to read it."""

    SKIPPED = "skipped-file"
    DIFFERING_FIGURE = "differing-figure"
    DIFFERING_PHONE = "differing-phone"
    UNDECODABLE = "undecodable"
    MOJIBAKE = "mojibake"
    DUPLICATE = "duplicate"
    SUPERSEDES_NOTHING = "supersedes-nothing"
    DATES = "dates-contradict"
    MISSING_TITLE = "missing-title"
    PAGE_WITHOUT_TEXT = "page-without-text"
    NEAR_DUPLICATE = "near-duplicate"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    SAME_TITLE = "same-title"
    MISSING_DATE = "missing-date"
    MISSING_PUBLISHER = "missing-publisher"
    MISSING_URL = "missing-url"
    ENCODINGS = "mixed-encodings"
    LEFT_OUT = "left-out"
    LONG_PASSAGE = "long-passage"
    BOILERPLATE = "boilerplate"
    IGNORED = "ignored-file"


PROBLEMS = frozenset(
    {
        Code.SKIPPED,
        Code.DIFFERING_FIGURE,
        Code.DIFFERING_PHONE,
        Code.UNDECODABLE,
        Code.MOJIBAKE,
        Code.DUPLICATE,
        Code.SUPERSEDES_NOTHING,
        Code.DATES,
        Code.MISSING_TITLE,
    }
)


MENDS: Mapping[Code, str] = {
    Code.SKIPPED: "see the reason beside each; its text can't be found or quoted",
    Code.DIFFERING_FIGURE: "find out which is right, and mend the others",
    Code.DIFFERING_PHONE: "find out which is right, and mend the others",
    Code.UNDECODABLE: "save the original anew as UTF-8; a PDF, with its fonts",
    Code.MOJIBAKE: "mend the original, or read it with the encoding that it was written in",
    Code.PAGE_WITHOUT_TEXT: "if they are pictures of text, run OCR over the file first",
    Code.DUPLICATE: "keep one of them",
    Code.SUPERSEDES_NOTHING: "mend the id, or take it out",
    Code.DATES: "mend the dates",
    Code.MISSING_TITLE: "give `title` in manifest.toml",
    Code.NEAR_DUPLICATE: "keep one, or say with `supersedes` which is the newer",
    Code.SUPERSEDED: "remove it, unless it is to be quoted where nothing newer answers",
    Code.EXPIRED: "renew `valid_until`, or remove the document",
    Code.NOT_YET_VALID: "nothing, if that is meant",
    Code.SAME_TITLE: "give each a `title` of its own, so that citations tell them apart",
    Code.MISSING_DATE: "give `published` in manifest.toml",
    Code.MISSING_PUBLISHER: "give `publisher` in manifest.toml",
    Code.MISSING_URL: "give `url` in manifest.toml, so that quotes link to the original",
    Code.ENCODINGS: "save them as UTF-8, after a look at their accents and quotation marks",
    Code.LEFT_OUT: "nothing, unless it is to be quoted: then say it in the document's text too",
    Code.LONG_PASSAGE: "each is quoted whole or not at all: part it into sentences, items or"
    " blocks, or see whether the file was read rightly",
    Code.BOILERPLATE: "these lines look like a page's furniture and never lead an answer: if one"
    " says something, word it as a sentence of its document",
    Code.IGNORED: "nothing, if they hold no text to be quoted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place in a document. `marks`: offsets into `text` of what it is about, ordered."""

    document_id: str
    span: Span
    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`documents`: ids of the documents that it is about; none for a file that was left out."""

    code: Code
    documents: tuple[str, ...]
    message: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def mend(self) -> str:
        """What to do about it."""
        return MENDS[self.code]

    @property
    def severity(self) -> Severity:
        return Severity.PROBLEM if self.code in PROBLEMS else Severity.NOTE


def evidence_of(document: Document, span: Span, *marks: Span) -> Evidence:
    """`marks` are spans of the document, inside of `span`."""
    return Evidence(
        document_id=document.id,
        span=span,
        text=span.of(document.text),
        marks=tuple(
            Span(start=mark.start - span.start, end=mark.end - span.start) for mark in marks
        ),
    )
