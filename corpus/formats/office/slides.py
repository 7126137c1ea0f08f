"""What slide shows of both kinds (PPTX, ODP) have in common: titles, and the numbers of slides.

What always holds: a name that a program gave is no title; a slide show over the limit is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.document import Place
from corpus.errors import CorpusError
from corpus.formats.canonical import CanonicalText
from corpus.formats.parsed import Parsed
from corpus.metadata import Fact
from corpus.phrase import Phrase

MAX_SLIDES = 10_000
MAX_HEADING_CHARS = 100
_UNTITLED = re.compile(r"power\s?point|^(?:slide|presentation|untitled|folie) ?\d*$", re.IGNORECASE)


def own_title(title: str | None) -> str | None:
    """A file's title, unless it is what the program calls what nobody has named."""
    return None if title and _UNTITLED.search(title) else title


def reads_like_title(text: str) -> bool:
    """Whether the first text of a slide without a title reads like one."""
    short = "\n" not in text and 0 < len(text) <= MAX_HEADING_CHARS
    return short and not text.endswith((".", ":", ";", ","))


def check_slides(count: int, *, where: str) -> None:
    """Raises `CorpusError` for more slides than are read."""
    if count > MAX_SLIDES:
        raise CorpusError(
            Phrase("has more than {n} slides", n=MAX_SLIDES), where=where, mend="split it"
        )


def slide_show(
    out: CanonicalText,
    title: str | None,
    facts: Mapping[str, Fact],
    pages: Mapping[str, int],
) -> Parsed:
    """What was read of a slide show. `pages`: the slides' numbers by the paths of places."""
    return Parsed(
        text=out.text,
        blocks=out.blocks,
        title=title,
        facts=facts,
        places=_with_slides(out.places, pages),
    )


def _with_slides(places: Sequence[Place], pages: Mapping[str, int]) -> tuple[Place, ...]:
    """The places, each with the number of its slide; `pages` has them by the places' paths."""
    numbers = (pages.get(place.path or "") for place in places)
    return tuple(
        place if number is None else replace(place, page=number)
        for place, number in zip(places, numbers, strict=True)
    )
