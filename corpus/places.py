"""Where a span stands on the pages of its document.

What always holds: places and boxes are computed from `Document.places`, nothing is searched for on
the page; a document without pages has no page numbers and no boxes.
"""

from __future__ import annotations

from bisect import bisect_right

from corpus.document import Document, Place, Span

Box = tuple[float, float, float, float]  # left, top, right, bottom, in points


def places_of(document: Document, span: Span) -> tuple[Place, ...]:
    """The places that `span` touches, in order; none where the document has none there."""
    places = document.places
    first = max(0, bisect_right(places, span.start, key=lambda place: place.span.start) - 1)
    found = []
    for place in places[first:]:
        if place.span.start >= span.end:
            break
        if place.span.overlaps(span):
            found.append(place)
    return tuple(found)


def page_of(document: Document, span: Span) -> int | None:
    """The page on which `span` starts, from 1; None for a document without pages."""
    return next((place.page for place in places_of(document, span) if place.page), None)


def opens_at_page(document: Document) -> bool:
    """Whether a link can open the document at a page: slides, and PDFs on a mail, have numbers
    only."""
    return document.source is None or document.source.media_type == "application/pdf"


def boxes_of(document: Document, span: Span) -> dict[int, tuple[Box, ...]]:
    """For each page that `span` stands on, a box a line; the first and the last line's end at
    the words that the span touches."""
    found: dict[int, list[Box]] = {}
    for place in places_of(document, span):
        box = _box(document.text, place, span)
        if place.page is not None and box is not None:
            found.setdefault(place.page, []).append(box)
    return {page: tuple(boxes) for page, boxes in found.items()}


def _box(text: str, place: Place, span: Span) -> Box | None:
    """The place's box, as far as its words are touched by the span; None if none is."""
    if place.box is None:
        return None
    left, top, right, bottom = place.box
    if not place.edges:
        return left, top, right, bottom
    edges: list[float] = []
    end = place.span.start
    words = place.span.of(text).split()
    for word, *sides in zip(words, place.edges[::2], place.edges[1::2], strict=True):
        start = text.index(word, end)
        end = start + len(word)
        if start < span.end and span.start < end:
            edges += sides
    return (min(edges), top, max(edges), bottom) if edges else None
