"""Where a span stands on the pages of its document, and the picture of a page."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from corpus.document import Document, Place, Span, text_digest
from corpus.errors import CorpusError
from corpus.formats.pdf.picture import page_image
from corpus.places import boxes_of, page_of, places_of
from tests.corpus.pdfs import HEIGHT, WIDTH, Page, Pdf, Text, simple

ONE, TWO, THREE = "The gate opens", "at seven", "(a stamp)"
TEXT = f"{ONE} {TWO}\n\n{THREE}"


def made() -> Document:
    """Three places: two lines on page 2, and one on page 3 of which no words are known."""
    first = Span(start=0, end=len(ONE))
    second = Span(start=first.end + 1, end=first.end + 1 + len(TWO))
    third = Span(start=second.end + 2, end=len(TEXT))
    return Document(
        id="a.pdf",
        title="A",
        text=TEXT,
        sha256=text_digest(TEXT),
        blocks=(),
        places=(
            Place(span=first, page=2, box=(10, 20, 90, 30), edges=(10, 30, 35, 55, 60, 90)),
            Place(span=second, page=2, box=(10, 32, 50, 42), edges=(10, 20, 25, 50)),
            Place(span=third, page=3, box=(5, 5, 9, 99)),
        ),
    )


def span_of(piece: str) -> Span:
    return Span(start=TEXT.index(piece), end=TEXT.index(piece) + len(piece))


def test_a_span_has_the_places_that_it_touches() -> None:
    document = made()
    assert places_of(document, span_of("gate opens at")) == document.places[:2]
    assert places_of(document, span_of("seven\n\n(a")) == document.places[1:]
    assert places_of(document, Span(start=len(ONE), end=len(ONE) + 1)) == ()
    assert places_of(document, Span(start=0, end=len(TEXT))) == document.places


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_places_are_those_of_a_plain_search(one: int, other: int) -> None:
    document, span = made(), Span(start=min(one, other), end=max(one, other))
    touched = tuple(place for place in document.places if place.span.overlaps(span))
    assert places_of(document, span) == touched
    assert page_of(document, span) == (touched[0].page if touched else None)


@pytest.mark.parametrize(
    ("piece", "boxes"),
    [
        ("gate", {2: ((35, 20, 55, 30),)}),
        ("ate op", {2: ((35, 20, 90, 30),)}),
        ("opens at", {2: ((60, 20, 90, 30), (10, 32, 20, 42))}),
        ("The gate opens at seven", {2: ((10, 20, 90, 30), (10, 32, 50, 42))}),
        ("seven\n\n(a", {2: ((25, 32, 50, 42),), 3: ((5, 5, 9, 99),)}),
        ("\n\n", {}),
    ],
)
def test_a_box_a_line_cut_at_words(
    piece: str, boxes: dict[int, tuple[tuple[float, ...], ...]]
) -> None:
    assert boxes_of(made(), span_of(piece)) == boxes


def test_a_document_without_pages_has_none() -> None:
    plain = Document(id="a", title="A", text=TEXT, sha256="", blocks=())
    marked = Document(
        id="a", title="A", text=TEXT, sha256="", blocks=(), places=(Place(span=span_of(ONE)),)
    )
    for document in (plain, marked):
        assert page_of(document, span_of(ONE)) is None
        assert boxes_of(document, span_of(ONE)) == {}


def picture(data: bytes, page: int, **more: float) -> Image.Image:
    png = page_image(data, page, boxes=[(100, 200, 300, 240)], where="a.pdf", **more)
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_a_page_with_a_box_on_it() -> None:
    image = picture(simple([], [Text(x=110, y=230, text="Fees", size=30)]), 2, scale=1.5)
    assert image.size == (900, 1200)
    assert image.getpixel((10, 10)) == (255, 255, 255)
    inside = {image.getpixel((x, y)) for x in range(155, 445) for y in range(305, 355)}
    assert (255, 226, 122) in inside
    assert (0, 0, 0) in inside
    assert image.getpixel((149, 330)) == (179, 89, 0)


@pytest.mark.parametrize("turn", [90, 270])
def test_a_turned_page_is_shown_turned(turn: int) -> None:
    image = picture(Pdf(pages=[Page(turn=turn)]).data(), 1, scale=1)
    assert image.size == (HEIGHT, WIDTH)
    assert image.getpixel((200, 220)) == (255, 226, 122)


@pytest.mark.slow
def test_a_huge_page_gives_a_picture_of_bounded_size() -> None:
    image = picture(simple([]), 1, scale=100)
    assert image.size[0] * image.size[1] <= 41_000_000


@pytest.mark.parametrize("page", [0, -1, 3])
def test_a_page_that_is_not_there(page: int) -> None:
    with pytest.raises(CorpusError, match=r"a\.pdf: has 2 pages"):
        picture(simple([], []), page)
