"""PDF: the text that stands on its pages, with where each line of it stands.

What always holds: running heads, footers and page numbers are no part of the text (they would
stand in the middle of a paragraph that crosses a page); a file whose pages are pictures is an
error that says how to mend it, never a document without text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.parsed import LeftOut, Parsed
from corpus.formats.pdf.blocks import drafts_of
from corpus.formats.pdf.boilerplate import boilerplate_of
from corpus.formats.pdf.contacts import contacts_of
from corpus.formats.pdf.flow import Draft
from corpus.formats.pdf.lines import Line
from corpus.formats.pdf.printed import without_print
from corpus.formats.pdf.text import PdfText
from corpus.formats.pdf.title import title_of
from corpus.formats.pdf.turned import lines_on
from corpus.metadata import Fact, known_facts, named_author
from corpus.phrase import Phrase, with_mend

MAX_CHARS = 10_000_000
_MEND = Phrase("run OCR first, for example ocrmypdf")
LEAST_PAGES_WITH_TEXT = 0.1

_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


def read_pdf(data: bytes, *, where: str) -> Parsed:
    """A PDF file. Raises `CorpusError` for one that is damaged, encrypted or without text."""
    from corpus.formats.pdf.file import open_pdf  # not needed to ask and to answer

    with open_pdf(data, where=where) as pdf:
        pages = []
        pictured = []
        chars = 0
        for page in pdf.pages():
            pages.append(without_print(lines_on(page)))
            pictured.append(page.pictured)
            chars += len(page.glyphs)
            if chars > MAX_CHARS:
                raise CorpusError(
                    Phrase("holds more than {n} characters", n=MAX_CHARS),
                    where=where,
                    mend="split it",
                )
        facts, bookmarks = pdf.facts(), pdf.bookmarks()
    kept, boilerplate = _without_boilerplate(pages)
    if sum(map(bool, kept)) <= LEAST_PAGES_WITH_TEXT * len(kept):
        raise CorpusError(
            "its pages are images without text",
            where=where,
            mend=_MEND,
        )
    drafts = drafts_of(kept, bookmarks)
    title = title_of(facts, drafts, where=where)
    told = " ".join(line.text for lines in kept for line in lines)
    for lines in contacts_of(pages, boilerplate, told):
        drafts.append(Draft(BlockKind.PARAGRAPH, lines, moved=True))
    written = PdfText(kept)
    for draft in drafts:
        written.add(draft)
    return Parsed(
        text=written.text,
        blocks=tuple(written.blocks),
        title=title,
        facts=_facts(facts),
        places=tuple(written.places),
        left_out=tuple(_lost(kept, pictured)),
    )


def _lost(kept: Sequence[Sequence[Line]], pictured: Sequence[bool]) -> Iterator[LeftOut]:
    """Names the pages that are only pictures."""
    pages = enumerate(zip(kept, pictured, strict=True), start=1)
    numbers = [number for number, (lines, shown) in pages if shown and not lines]
    if not numbers:
        return
    what = Phrase(
        "pages {pages} are images without text, the other pages are read",
        one="page {pages} is an image without text, the other pages are read",
        n=len(numbers),
        pages=_ranges(numbers),
    )
    yield LeftOut(name="", why=with_mend(what, _MEND))


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, for people: "2, 5-7 and 9", a phrase where one word is in it."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    *parts, last = ("-".join(map(str, run)) for run in runs)
    return Phrase("{several} and {last}", several=", ".join(parts), last=last) if parts else last


def _without_boilerplate(
    pages: list[tuple[Line, ...]],
) -> tuple[list[list[Line]], frozenset[int]]:
    """The lines of each page that are text, and the `id()` of all others."""
    boilerplate = boilerplate_of(pages)
    kept = [[line for line in lines if id(line) not in boilerplate] for lines in pages]
    # Two pages that are alike throughout, say: that is a short text, not scans with a stamp.
    if any(kept) or len(pages) > 2:
        return kept, boilerplate
    return [list(lines) for lines in pages], frozenset()


def _facts(facts: Mapping[str, str]) -> dict[str, Fact]:
    """Author, date and language, where they look as if someone had meant them."""
    language = facts.get("Language", "")
    return known_facts(
        {
            "author": named_author(facts.get("Author")),
            "published": _date(facts.get("CreationDate", "") or facts.get("ModDate", "")),
            "language": language if _LANGUAGE.fullmatch(language) else None,
        }
    )


def _date(text: str) -> date | None:
    found = _DATE.match(text.strip())
    try:
        made = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return made if made and made.year >= 1990 else None
