"""Does a saved quote still stand in the documents as they are now?

What always holds: `UNCHANGED` and `MOVED` are said only of text that is there character for
character; a quote that its own document now words otherwise is `CHANGED`, even where another
document (an older version, say) still has the old words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from corpus.document import Document, Span
from qa.cite.annotation import Saved, urn_of

NEAR = 80  # how alike, of 100, the nearest text must be to count as the changed quote
EDGE_CHARS = 40  # of a quote's start and end, to find where its changed text starts and ends
SHARED_WORDS = 0.6  # of a quote's words that a document must hold to be looked through
MOST_PLACES = 1_000


class State(StrEnum):
    UNCHANGED = "unchanged"  # where it was
    MOVED = "moved"  # elsewhere in its document, or in another one
    CHANGED = "changed"  # something near to it stands there
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words of the quote and those that stand in their place now; either may be empty."""

    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    document_id, span  where the quote, or what it became, stands now; None if it is gone
    text               what stands there now; empty if it is gone
    same_document      that document's whole text is what it was when the quote was saved
    differences        by words; empty but for a changed quote (white space doesn't count)
    """

    saved: Saved
    state: State
    document_id: str | None = None
    same_document: bool = False
    span: Span | None = None
    text: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def stands(self) -> bool:
        return self.state in (State.UNCHANGED, State.MOVED)


def verify(saved: Saved, documents: Mapping[str, Document]) -> Verdict:
    """`documents`: all that there are now, by id."""
    own = _own(saved, documents)
    others = [document for document in documents.values() if own is None or document.id != own.id]
    others.sort(key=lambda document: document.sha256 != saved.document_sha256)  # renamed, maybe
    if own is not None:
        place = _place(saved, own.text)
        if place is not None:
            same = saved.start is None or place == saved.start
            return _standing(saved, own, place, State.UNCHANGED if same else State.MOVED)
        if (near := _near(saved.exact, own.text)) is not None:
            return _changed(saved, own, near)
    for document in others:
        if (place := _place(saved, document.text)) is not None:
            return _standing(saved, document, place, State.MOVED)
    for document in _likely(saved.exact, others):
        if (near := _near(saved.exact, document.text)) is not None:
            return _changed(saved, document, near)
    return Verdict(saved=saved, state=State.GONE)


def _own(saved: Saved, documents: Mapping[str, Document]) -> Document | None:
    if saved.document_id is not None and saved.document_id in documents:
        return documents[saved.document_id]
    if saved.source is None:
        return None
    address = saved.source.partition("#")[0]
    return next(
        (
            document
            for document in documents.values()
            if address in ((document.metadata.url or "").partition("#")[0], urn_of(document.id))
        ),
        None,
    )


def _standing(saved: Saved, document: Document, start: int, state: State) -> Verdict:
    return Verdict(
        saved=saved,
        state=state,
        document_id=document.id,
        same_document=document.sha256 == saved.document_sha256,
        span=Span(start=start, end=start + len(saved.exact)),
        text=saved.exact,
    )


def _changed(saved: Saved, document: Document, span: Span) -> Verdict:
    text = span.of(document.text)
    return Verdict(
        saved=saved,
        state=State.CHANGED,
        document_id=document.id,
        same_document=document.sha256 == saved.document_sha256,
        span=span,
        text=text,
        differences=tuple(_differences(saved.exact, text)),
    )


# --- where it stands --------------------------------------------------------------------------


def _place(saved: Saved, text: str) -> int | None:
    """Where the quote stands: its old place if it is still there, else where most of what stood
    around it stands around it, the nearest to its old place of those."""
    if saved.start is not None and text.startswith(saved.exact, saved.start):
        return saved.start
    places: list[int] = []
    at = text.find(saved.exact)
    while at >= 0 and len(places) < MOST_PLACES:
        places.append(at)
        at = text.find(saved.exact, at + 1)
    return min(
        places,
        key=lambda at: (-_context(saved, text, at), abs(at - (saved.start or 0))),
        default=None,
    )


def _context(saved: Saved, text: str, at: int) -> int:
    """How many characters around a place are as they were saved."""
    end = at + len(saved.exact)
    before = text[max(0, at - len(saved.prefix)) : at]
    after = text[end : end + len(saved.suffix)]
    return _agree(before[::-1], saved.prefix[::-1]) + _agree(after, saved.suffix)


def _agree(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _near(exact: str, text: str) -> Span | None:
    """The stretch of whole words that is most like the quote, if it is like it enough."""
    if len(exact) > 2 * len(text):
        return None
    found = fuzz.partial_ratio_alignment(exact, text, score_cutoff=NEAR)
    if found is None:
        return None
    # The stretch found is about as long as the quote; words that were put in make it longer.
    middle = (found.dest_start + found.dest_end) // 2
    room = len(exact)
    low, high = max(0, found.dest_start - room), min(len(text), found.dest_end + room)
    first = fuzz.partial_ratio_alignment(exact[:EDGE_CHARS], text[low:middle], score_cutoff=NEAR)
    last = fuzz.partial_ratio_alignment(exact[-EDGE_CHARS:], text[middle:high], score_cutoff=NEAR)
    start = low + first.dest_start if first else found.dest_start
    end = middle + last.dest_end if last else found.dest_end
    while start > 0 and not text[start - 1].isspace() and not text[start].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace() and not text[end - 1].isspace():
        end += 1
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    return Span(start=start, end=start + len(body.strip()))


def _likely(exact: str, documents: list[Document]) -> Iterator[Document]:
    """The documents that hold most of the quote's words, most first."""
    words = {word for word in exact.casefold().split() if word.isalnum()} or {exact.casefold()}
    shares = []
    for row, document in enumerate(documents):
        text = document.text.casefold()
        share = sum(word in text for word in words) / len(words)
        if share >= SHARED_WORDS:
            shares.append((-share, row))
    return (documents[row] for _, row in sorted(shares))


def _differences(was: str, now: str) -> Iterator[Difference]:
    old, new = was.split(), now.split()
    for step in Levenshtein.opcodes(old, new):
        if step.tag != "equal":
            yield Difference(
                was=" ".join(old[step.src_start : step.src_end]),
                now=" ".join(new[step.dest_start : step.dest_end]),
            )
