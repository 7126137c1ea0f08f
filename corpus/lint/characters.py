"""Checks of one document's text as it was read: characters that were lost, pages without text,
passages too long to be searched whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.document import Document, Span
from corpus.lint.finding import Code, Evidence, Finding, evidence_of
from corpus.phrase import Phrase
from corpus.places import opens_at_page
from corpus.structure import Unit

# About what the model reads at once: of a longer sentence only the beginning is searched for.
LONG_CHARS = 1_200
SHOWN = 3  # places that a finding shows, of many
AROUND = 24  # characters shown on either side of a bad one

# The replacement character, C1 and other controls that no text has, a font's own characters.
_LOST = re.compile(r"[\ufffd\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]+")
# UTF-8 that was read as Windows-1252 or Latin-1: a lead byte and its followers, as characters.
_CP1252_HIGH = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_FOLLOWER = f"[\u0080-\u00bf{re.escape(_CP1252_HIGH)}]"
_GARBLED = re.compile(
    f"(?:[\u00c2-\u00df]{_FOLLOWER}|[\u00e0-\u00ef]{_FOLLOWER}{{2}}|[\u00f0-\u00f4]{_FOLLOWER}{{3}})+"
)


def character_findings(document: Document) -> Iterator[Finding]:
    """Lost and garbled characters, with their first places."""
    text = document.text
    garbled = [
        (Span(start=found.start(), end=found.end()), meant)
        for found in _GARBLED.finditer(text)
        if (meant := _ungarbled(found.group()))
    ]
    if garbled:
        span, meant = garbled[0]
        yield Finding(
            code=Code.MOJIBAKE,
            documents=(document.id,),
            message=Phrase(
                "{n} places with UTF-8 that was read as another encoding: {found} for {meant}",
                one="{n} place with UTF-8 that was read as another encoding: {found} for {meant}",
                n=len(garbled),
                found=repr(span.of(text)),
                meant=repr(meant),
            ),
            evidence=tuple(_around(document, span) for span, _ in garbled[:SHOWN]),
        )
    known = {at for span, _ in garbled for at in range(span.start, span.end)}
    lost = [
        Span(start=found.start(), end=found.end())
        for found in _LOST.finditer(text)
        if found.start() not in known
    ]
    if lost:
        kinds = Counter(f"U+{ord(c):04X}" for span in lost for c in span.of(text))
        named = ", ".join(f"{code} ({n})" for code, n in kinds.most_common(SHOWN))
        yield Finding(
            code=Code.UNDECODABLE,
            documents=(document.id,),
            message=Phrase(
                "{n} characters lost or no text: {named}",
                one="{n} character lost or no text: {named}",
                n=sum(kinds.values()),
                named=named,
            ),
            evidence=tuple(_around(document, span) for span in lost[:SHOWN]),
        )


def _ungarbled(text: str) -> str | None:
    """What was meant, None where the characters are no garbled UTF-8 after all."""
    data = bytearray()
    for character in text:
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return None
            data.append(ord(character))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _around(document: Document, span: Span) -> Evidence:
    """The place with a little of what stands on its line around it."""
    start = max(span.start - AROUND, document.text.rfind("\n", 0, span.start) + 1)
    line_end = document.text.find("\n", span.end)
    end = min(span.end + AROUND, line_end if line_end >= 0 else len(document.text))
    return evidence_of(document, Span(start=start, end=max(end, span.end)), span)


def length_findings(document: Document, units: Sequence[Unit]) -> Iterator[Finding]:
    """Sentences, rows and blocks of code that are longer than the model reads."""
    for unit in units:
        if len(unit.span) > LONG_CHARS:
            yield Finding(
                code=Code.LONG_PASSAGE,
                documents=(document.id,),
                message=Phrase("nowhere to part it in {n} characters", n=len(unit.span)),
                evidence=(evidence_of(document, unit.span),),
            )


def page_findings(document: Document) -> Iterator[Finding]:
    """Pages that gave no text, up to the last one that did; they may be blank."""
    pages = {place.page for place in document.places if place.page is not None}
    if not pages or not opens_at_page(document):  # a slide may be hidden
        return
    empty = sorted(set(range(1, max(pages) + 1)) - pages)
    if empty:
        yield Finding(
            code=Code.PAGE_WITHOUT_TEXT,
            documents=(document.id,),
            message=Phrase(
                "no text on pages {pages}",
                one="no text on page {pages}",
                n=len(empty),
                pages=_ranges(empty),
            ),
        )


def _ranges(pages: Sequence[int]) -> str:
    """``1, 4-6``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
