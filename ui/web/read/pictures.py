"""Pictures of an original's pages, with the quoted places framed.

What always holds: a picture is drawn only from the very bytes that were indexed, which were
compared with the recorded digest; an original is read and compared once, for the page that offers
its pictures and for the pictures, and again only when its file has changed; memory is bounded.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from markupsafe import Markup

from corpus.document import Document, Span
from corpus.errors import CorpusError
from corpus.formats.pdf.picture import page_image
from corpus.places import boxes_of
from ui.html import element, picture_address
from ui.messages import Catalogue
from ui.web.desk import Desk

MAX_PICTURES = 4
PICTURE_SCALE = 1.5  # pixels a point
MAX_HELD_BYTES = 64 << 20  # of originals; always the latest one, however large
MAX_FOUND = 1_000  # originals of which it is remembered whether they are the indexed ones


class Originals:
    """The files that documents were read from. Thread-safe."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        # By what the document was read from; the latest is at the end.
        self._held: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        # The stamp that the file had when it was compared, and whether it was the indexed one.
        self._found: OrderedDict[tuple[str, str], tuple[object, bool]] = OrderedDict()

    def there(self, document: Document) -> bool:
        """Whether the original can be drawn. Reads it only where that isn't known of its stamp."""
        stamp = self._desk.stamp(document)
        if stamp is None:
            return False
        with self._lock:
            found = self._found.get(_key(document))
        if found is not None and found[0] == stamp:
            return found[1]
        try:
            self.of(document)
        except CorpusError:
            return False
        return True

    def of(self, document: Document) -> bytes:
        """Its bytes. Raises CorpusError if they aren't there any more."""
        key = _key(document)
        # One is read at a time: the pictures of one page are asked for together.
        with self._lock:
            # Before it is read: a change meanwhile is then seen next time.
            stamp = self._desk.stamp(document)
            found = self._found.get(key)
            if key in self._held and found == (stamp, True):
                self._held.move_to_end(key)
                return self._held[key]
            self._held.pop(key, None)
            self._note(key, stamp, same=False)
            data = self._desk.original(document)
            self._note(key, stamp, same=True)
            self._held[key] = data
            while len(self._held) > 1 and sum(map(len, self._held.values())) > MAX_HELD_BYTES:
                self._held.popitem(last=False)
            return data

    def _note(self, key: tuple[str, str], stamp: object, *, same: bool) -> None:
        self._found[key] = (stamp, same)
        self._found.move_to_end(key)
        while len(self._found) > MAX_FOUND:
            self._found.popitem(last=False)


def _key(document: Document) -> tuple[str, str]:
    return document.id, document.source.sha256 if document.source else ""


def drawn(
    originals: Originals, document: Document, spans: tuple[Span, ...], number: int
) -> bytes | None:
    """The picture of a page as PNG, the spans framed; None where there is no such page or no
    original to draw it from."""
    if not any(place.page == number for place in document.places):
        return None
    boxes = tuple(box for span in spans for box in boxes_of(document, span).get(number, ()))
    try:
        data = originals.of(document)
        return page_image(data, number, boxes=boxes, where=document.id, scale=PICTURE_SCALE)
    except CorpusError:
        return None


def pictures_html(
    originals: Originals, document: Document, spans: tuple[Span, ...], words: Catalogue
) -> Markup | None:
    """The original's pages that hold the places, if the original is the one that was indexed."""
    pages = sorted({page for span in spans for page in boxes_of(document, span)})[:MAX_PICTURES]
    if not pages or not originals.there(document):
        return None
    return element(
        "details",
        element("summary", words.original_pages.of(len(pages))),
        element("div", *(_picture(document, page, spans, words) for page in pages)),
        class_="pictures",
        open=True,
    )


def _picture(document: Document, page: int, spans: tuple[Span, ...], words: Catalogue) -> Markup:
    address = picture_address(document.id, page, spans)
    return element(
        "a",
        element("img", src=address, alt=words.original_page.format(page=page), loading="lazy"),
        # What it shows is said by the picture's own words to those who don't see it.
        element("span", words.page.format(page=page), aria_hidden="true"),
        href=address,
    )
