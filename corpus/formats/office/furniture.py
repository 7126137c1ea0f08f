"""What the headers and footers of a text document say that its text may not: contacts, opening
hours and addresses of a letterhead.

What always holds: page numbers and running titles are not kept; a line is kept for what stands in
it, in the forms of many countries, and a letterhead's name with the lines below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from corpus.figures.address import holds_postal
from corpus.figures.reach import tells_contact

_NAME_CHARS = 80

_PAGE = re.compile(
    r"[\s|·•–—-]*(?:\b(?:page|seite|página|pagina|pág\.?|pag\.?|p\.|side|sida|sivu|strona|s\.)\s*"
    r"\d*|^\d+)(?:\s*(?:of|von|de|di|van|sur|af|av|z|/)\s*\d*)?[\s|·•–—-]*$",
    re.IGNORECASE,
)


def kept_lines(paragraphs: Sequence[str], *, titles: Collection[str]) -> list[str]:
    """What of a header or footer is kept, as the lines of one paragraph each.

    `paragraphs` have tabs between what stands left, in the middle and right; `titles` are the
    document's own, which a header repeats.
    """
    folded = {_folded(title) for title in titles}
    lines: list[str] = []
    for paragraph in paragraphs:
        for line in paragraph.split("\n"):
            parts = (_without(" ".join(part.split()), folded) for part in line.split("\t"))
            shown = " ".join(part for part in parts if part)
            if shown:
                lines.append(shown)
    told = [tells_contact(line) for line in lines]
    if told.count(True) > 1 or any(map(holds_postal, lines)):
        # A letterhead: the name over an address is whose it is.
        told = [
            tells or (any(told[at + 1 : at + 2]) and len(lines[at]) <= _NAME_CHARS)
            for at, tells in enumerate(told)
        ]
    return ["\n".join(line for line, tells in zip(lines, told, strict=True) if tells)]


def _without(part: str, titles: Collection[str]) -> str:
    """Without page numbers, and without titles that a bar or dot parts from the rest."""
    pieces = _PAGE.sub("", part).split(" | ")
    pieces = [piece for one in pieces for piece in one.split(" · ")]
    kept = [piece for piece in pieces if _folded(piece) not in titles]
    return _PAGE.sub("", part) if len(kept) == len(pieces) else " | ".join(kept)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
