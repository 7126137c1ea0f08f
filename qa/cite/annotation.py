"""Quotes as W3C Web Annotations (JSON-LD), and receipts of whole replies, to be kept and verified.

What always holds: an annotation says exactly what was quoted and where. Positions count code points
of the document's text as quotedesk keeps it (for plain text and JSON Lines that is the file's own),
and `document_sha256` is the SHA-256 of that text in UTF-8. What is read back is checked before it
is used: an annotation of another program does if it has a TextQuoteSelector.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote as percent_encode
from uuid import NAMESPACE_URL, uuid5

from corpus.document import Document
from corpus.errors import ReceiptError
from corpus.places import opens_at_page
from qa.cite.formats import apa, csl
from qa.reply import Answer, Quote, Reply

CONTEXT_CHARS = 32  # of text before and after a quote
URN = "urn:x-quotedesk:"
# The two names that the vocabulary of annotations doesn't have.
CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {"document_id": f"{URN}document_id", "document_sha256": f"{URN}document_sha256"},
)
PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"  # the name that the model gives to "page=N"
MEND = "give a receipt that `quotedesk ask --receipt` saved, or W3C annotations with a quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What an annotation says was quoted; None and "" where it doesn't say."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    document_id: str | None = None
    document_sha256: str | None = None
    source: str | None = None


def annotation(quote: Quote, document: Document, created: datetime) -> dict[str, Any]:
    """A Web Annotation of a quote. `document` is the quote's own, `created` has a time zone."""
    text, span = document.text, quote.span
    when = created.isoformat(timespec="seconds")
    selectors: list[dict[str, Any]] = [
        {
            "type": "TextQuoteSelector",
            "exact": quote.text,
            "prefix": text[max(0, span.start - CONTEXT_CHARS) : span.start],
            "suffix": text[span.end : span.end + CONTEXT_CHARS],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
    if quote.citation.page is not None and opens_at_page(document):
        selectors.append(
            {
                "type": "FragmentSelector",
                "conformsTo": PDF_FRAGMENTS,
                "value": f"page={quote.citation.page}",
            }
        )
    name = f"{quote.document_sha256} {percent_encode(document.id, errors='replace')}"
    return {
        "@context": list(CONTEXT),
        "id": uuid5(NAMESPACE_URL, f"{name} {span.start}-{span.end} {when}").urn,
        "type": "Annotation",
        "motivation": "highlighting",
        "created": when,
        "target": {
            "source": document.metadata.url or urn_of(document.id),
            "language": quote.citation.language,
            "document_id": document.id,
            "document_sha256": quote.document_sha256,
            "selector": selectors,
        },
    }


def urn_of(document_id: str) -> str:
    """What stands for the address of a document that has none."""
    return URN + percent_encode(document_id, errors="replace")


def receipt(
    question: str, reply: Reply, documents: Mapping[str, Document], created: datetime
) -> dict[str, Any]:
    """What was asked and answered when, as JSON. A refusal's has no annotations."""
    quotes = reply.quotes if isinstance(reply, Answer) else ()
    return {
        "question": question,
        "created": created.isoformat(timespec="seconds"),
        "answered": isinstance(reply, Answer),
        "reason": None if isinstance(reply, Answer) else reply.reason.value,
        "confidence": round(reply.confidence, 4),
        "citations": [
            {
                "plain": quote.citation.text,
                "apa": apa(quote.citation),
                "csl": csl(quote.citation, quote.document_id, created.date()),
                "url": quote.citation.url,
            }
            for quote in quotes
        ],
        "annotations": [
            annotation(quote, documents[quote.document_id], created) for quote in quotes
        ],
    }


def read_annotations(read: object, where: str) -> tuple[Saved, ...]:
    """The quotes of a receipt, of one annotation or of a list of them, as JSON was read.

    Raises ReceiptError, which names `where`.
    """
    if isinstance(read, dict) and "annotations" in read:
        read = read["annotations"]
        if read == []:
            raise ReceiptError(
                "nothing was quoted in this receipt", where=where, mend="take one of an answer"
            )
    annotations = read if isinstance(read, list) else [read]
    if not annotations:
        raise ReceiptError("holds no annotation", where=where, mend=MEND)
    return tuple(_saved(one, number, where) for number, one in enumerate(annotations, 1))


def _saved(read: object, number: int, where: str) -> Saved:
    target = read.get("target") if isinstance(read, dict) else None
    if isinstance(target, list):
        target = target[0] if target else None
    quoted = _selector(target, "TextQuoteSelector")
    start = _selector(target, "TextPositionSelector").get("start")
    exact = _text(quoted, "exact")
    if exact is None:
        raise ReceiptError(f"annotation {number} has no quote", where=where, mend=MEND)
    return Saved(
        exact=exact,
        prefix=_text(quoted, "prefix") or "",
        suffix=_text(quoted, "suffix") or "",
        start=start if type(start) is int and start >= 0 else None,
        document_id=_text(target, "document_id"),
        document_sha256=_text(target, "document_sha256"),
        source=_text(target, "source"),
    )


def _selector(target: object, kind: str) -> dict[str, Any]:
    """A target's first selector of a kind; empty if it has none."""
    found = target.get("selector") if isinstance(target, dict) else None
    for selector in found if isinstance(found, list) else [found]:
        if isinstance(selector, dict) and selector.get("type") == kind:
            return selector
    return {}


def _text(read: object, key: str) -> str | None:
    """A string with something in it, else None."""
    value = read.get(key) if isinstance(read, dict) else None
    return value if isinstance(value, str) and value.strip() else None
