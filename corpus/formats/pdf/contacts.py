"""What people ask for and only a letterhead or a page's foot tells: numbers, addresses, hours.

Lines that repeat on every page are no part of the text, but these are kept: once, as a paragraph of
their own behind everything else, where they part nothing.

What always holds: nothing is kept that the text itself says; page numbers are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import groupby

from corpus.figures.reach import tells_contact
from corpus.formats.pdf.headings import folded
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import Line

_MAX_BLOCKS = 20
_NEAR = 2.0  # of the larger size: lines of one letterhead, its name too
_PAGE = re.compile(
    r"^\W*(?:(?:page|seite|página|pagina|pág\.?|p\.|s\.|strona|strana) ?)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?: ?(?:of|von|de|di|sur|/|z) ?\d{1,4})?\W*$",
    re.IGNORECASE,
)
_LAST_PAGE = re.compile(r"^(?:page|seite|página|pagina|pág\.?|strona|strana)$", re.IGNORECASE)


def contacts_of(
    pages: Sequence[Sequence[Line]], boilerplate: Set[int], text: str
) -> list[list[Line]]:
    """The lines to keep of what is boilerplate, each stretch of them once; `text` is all that the
    document says without them."""
    said = ""
    found: list[list[Line]] = []
    for lines in pages:
        for block in _blocks([line for line in lines if id(line) in boilerplate]):
            if not any(tells_contact(line.text) for line in block):
                continue
            said = said or folded(text)
            told = [line for line in block if folded(line.text) not in said]
            if any(tells_contact(line.text) for line in told) and len(found) < _MAX_BLOCKS:
                found.append(told)
                said += "\n" + "\n".join(folded(line.text) for line in told)
    return found


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand near each other, without page numbers."""
    upright = sorted(
        (line for line in lines if line.upright), key=lambda line: (line.baseline, line.left)
    )
    number, last = 0, None
    numbers = []
    for line in upright:
        near = _NEAR * max(line.size, last.size) if last is not None else 0.0
        if last is not None and line.baseline - last.baseline > near:
            number += 1
        numbers.append(number)
        last = line
    pairs = zip(numbers, upright, strict=True)
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        whole = [_without_number(line) for _, line in group]
        yield [line for line in whole if line is not None]


def _without_number(line: Line) -> Line | None:
    """The line without the page's number; None where it is nothing else."""
    cells = [cell for cell in cells_of(line) if not _PAGE.match(" ".join(w.text for w in cell))]
    words = [word for cell in cells for word in cell]
    for at in range(max(0, len(words) - 4), len(words)):
        if _LAST_PAGE.match(words[at].text):
            words = words[:at]
            break
    while words and not any(map(str.isalnum, words[-1].text)):
        words.pop()
    return replace(line, words=tuple(words)) if words else None
