"""How exactly a PDF is read: against `pdftotext`, page by page, and against PDFium's own boxes."""

from __future__ import annotations

import random
import subprocess
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from rapidfuzz.distance import Indel

from corpus.document import Document, Span, text_digest
from corpus.formats.parsed import Parsed
from corpus.formats.pdf.boilerplate import boilerplate_of
from corpus.formats.pdf.file import open_pdf
from corpus.formats.pdf.read import read_pdf
from corpus.formats.pdf.turned import lines_on
from corpus.places import boxes_of, places_of
from corpus.structure import units

QUOTES = 40  # of each PDF
HYPHENS = str.maketrans("", "", "-‐\u00ad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One PDF. Rates are of the characters that pdftotext gives, white space apart.

    differing   share that only one of the two has, hyphens apart
    hyphens     the same for hyphens
    boilerplate share in lines that were left out of the text
    order       share that an alignment moves, drops or adds, without boilerplate
    quotes      quotes tried, and those whose boxes hold their words and nothing else
    """

    name: str
    maker: str
    pages: int
    chars: int
    differing: float
    hyphens: float
    boilerplate: float
    order: float
    quotes: int
    exact: int
    ms: float


def plain(text: str) -> str:
    """Without white space, and with one way to write what can be written in two (ligatures)."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def theirs(file: Path) -> list[str]:
    """What pdftotext gives for each page."""
    done = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True)
    return [plain(page) for page in done.stdout.decode("utf-8", "replace").split("\f")]


def boilerplate_lines(data: bytes) -> list[list[str]]:
    with open_pdf(data, where="") as pdf:
        pages = [lines_on(page) for page in pdf.pages()]
    left_out = boilerplate_of(pages)
    return [[plain(line.text) for line in lines if id(line) in left_out] for lines in pages]


def compare(file: Path, maker: str) -> Row:
    data = file.read_bytes()
    started = time.process_time()
    parsed = read_pdf(data, where=file.name)
    seconds = time.process_time() - started
    lines = boilerplate_lines(data)
    texts = ["" for _ in lines]
    for place in parsed.places:
        texts[(place.page or 1) - 1] += plain(place.span.of(parsed.text))
    chars = differing = hyphens = moved = dropped = 0
    for ours, left_out, other in zip(texts, lines, theirs(file), strict=False):
        chars += len(other)
        dropped += sum(map(len, left_out))
        both = [Counter(ours + "".join(left_out)), Counter(other)]
        only = (both[0] - both[1]) + (both[1] - both[0])
        hyphens += sum(only[mark] for mark in "-‐\u00ad")
        differing += sum(only.values())
        for line in left_out:
            other = other.replace(line, "", 1)  # noqa: PLW2901 (what the loop is about)
        moved += Indel.distance(ours.translate(HYPHENS), other.translate(HYPHENS)) // 2
    exact = list(check_boxes(as_document(file, parsed), data))
    return Row(
        name=file.name,
        maker=maker,
        pages=len(lines),
        chars=chars,
        differing=(differing - hyphens) / 2 / chars,
        hyphens=hyphens / 2 / chars,
        boilerplate=dropped / chars,
        order=moved / chars,
        quotes=len(exact),
        exact=sum(exact),
        ms=1_000 * seconds / len(lines),
    )


def as_document(file: Path, parsed: Parsed) -> Document:
    return Document(
        id=file.name,
        title=file.name,
        text=parsed.text,
        sha256=text_digest(parsed.text),
        blocks=parsed.blocks,
        places=parsed.places,
    )


def check_boxes(document: Document, data: bytes) -> Iterator[bool]:
    """For quotes drawn by lot: does PDFium itself find just their words in their boxes?"""
    spans = [unit.span for unit in units(document)]
    pdf = pdfium.PdfDocument(data)
    try:
        for span in random.Random(4).sample(spans, min(QUOTES, len(spans))):
            boxes = [
                (page, box) for page, found in boxes_of(document, span).items() for box in found
            ]
            inside = [in_box(pdf, page, box) for page, box in boxes]
            wanted = "".join(words_of(document, span))
            yield comparable("".join(inside)) == comparable(wanted)
    finally:
        pdf.close()


def words_of(document: Document, span: Span) -> Iterator[str]:
    """The words that the span touches, whole, line by line."""
    for place in places_of(document, span):
        start = place.span.start
        for word in place.span.of(document.text).split():
            start = document.text.index(word, start)
            if start < span.end and span.start < start + len(word):
                yield word
            start += len(word)


def comparable(text: str) -> str:
    """Letters and digits only: points and quote marks lie in the rim that `in_box` leaves out."""
    return "".join(filter(str.isalnum, plain(text)))


def in_box(pdf: pdfium.PdfDocument, number: int, box: tuple[float, float, float, float]) -> str:
    """What PDFium gives for a box on a page that isn't turned. The box's rim is left out: PDFium
    takes every letter that a box touches."""
    page = pdf[number - 1]
    left, _, _, above = page.get_bbox()
    rim = 0.3 * (box[3] - box[1])
    text: str = page.get_textpage().get_text_bounded(
        left=left + box[0] + 0.6,
        bottom=above - box[3] + rim,
        right=left + box[2] - 0.6,
        top=above - box[1] - rim,
    )
    return text
