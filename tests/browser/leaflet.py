"""A PDF as an office would hand it out, and where two quotes stand in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.document import Document, Span
from corpus.load import load_corpus
from tests.corpus.pdfs import BOLD, Page, Pdf, Text
from ui.html import document_address

TITLE = "Using the reading room"
QUOTES = (
    "A second card costs five dollars and is ready on the next working day.",
    "Please order them two days before you come, with the form at the desk.",
)
_PAGES = (
    (
        ("#", TITLE),
        ("", "This leaflet says who may use the reading room, what a card costs and how to"),
        ("", "order what is kept in the stacks."),
        ("##", "Who may come"),
        ("", "The reading room is open to everyone over sixteen. Younger readers come with an"),
        ("", "adult, who stays with them. Bags and coats are left in the lockers at the door."),
        ("##", "The card"),
        ("", "The first card is free. Please bring a document with your name and photograph."),
        ("", QUOTES[0]),
        ("", "Cards are valid for three years. Tell us if you move: we send nothing by post that"),
        ("", "you could not fetch yourself."),
    ),
    (
        ("##", "What is kept in the stacks"),
        ("", "Newspapers before 1990, maps and everything printed before 1900 are in the stacks."),
        ("", QUOTES[1]),
        ("", "What you have ordered is kept for you for one week."),
        ("##", "Copies"),
        ("", "You may photograph without a flash. The staff make copies of what must not be"),
        ("", "opened wide; they cost fifty cents a page."),
    ),
)
_SIZES = {"#": (22.0, 40.0), "##": (15.0, 34.0), "": (11.0, 16.0)}


def _lines(lines: Iterable[tuple[str, str]]) -> list[Text]:
    found: list[Text] = []
    y, before = 60.0, ""
    for kind, line in lines:
        size, step = _SIZES[kind]
        y += step if kind or not before else 26.0
        font = {"font": BOLD} if kind else {}
        found.append(Text(x=60, y=y, text=line, size=size, **font))
        before = kind
    return found


@cache
def leaflet() -> tuple[Document, bytes]:
    """The document, and the file that it was read from."""
    pages = [Page(texts=_lines(lines)) for lines in _PAGES]
    data = Pdf(pages=pages, info={"Title": TITLE}, language="en").data()
    with TemporaryDirectory() as folder:
        (Path(folder) / "leaflet.pdf").write_bytes(data)
        (document,) = load_corpus(Path(folder)).documents
    return document, data


def leaflet_address() -> str:
    """Its page, with both places marked."""
    document, _ = leaflet()
    starts = [document.text.index(it) for it in QUOTES]
    spans = [Span(start=at, end=at + len(it)) for at, it in zip(starts, QUOTES, strict=True)]
    return document_address(document.id, tuple(spans))
