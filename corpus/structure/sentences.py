"""The sentences of a block, whatever format it came from. The only room of sentencex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import sentencex

from corpus.document import Span

# A sentence that runs into the next: "services" + "The strategy". Only words that open sentences
# count, so that names such as "eBenefits" and "HealtheVet" stay whole.
_OPENERS = (
    "The|This|These|Those|There|They|Then|That|It|Its|In|If|For|From|We|You|To|An|As|At|On|Our|Your"
    "|He|She|His|Her|But|And|However|All|No|When|Where|While|Who|How|What|Why|Please|See|With|By"
    "|Some|Many|Most|Each|Every|After|Before|During|Also|Although|Because|Learn|Find|Read|Under"
)
_GLUED = re.compile(rf"(?<=[a-z]{{2}})(?=(?:{_OPENERS})[\s,])")
_NO_SPACE = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]*[\s,’'])")


def sentences(text: str, span: Span, language: str) -> tuple[Span, ...]:
    """The sentences of a block, without the white space around them; never empty for a block
    that has a visible character.

    sentencex finds them; then sentences that run into each other are parted, and a run-in heading
    ("Prevention. Focuses efforts on ...") stays with its sentence.
    """
    body = span.of(text)
    bounds = [
        (found["start_index"], found["end_index"])
        for found in sentencex.get_sentence_boundaries(language.split("-", maxsplit=1)[0], body)
    ]
    parts = _trimmed(text, span.start, _parted(body, bounds))
    return tuple(_with_run_in(text, parts))


def _parted(body: str, bounds: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in bounds:
        cuts = [m.start() for m in _GLUED.finditer(body, start, end)]
        for found in _NO_SPACE.finditer(body, start, end):
            token = re.split(r"\s", body[start : found.start()])[-1]
            if token.count(".") <= 1 and "/" not in token and "@" not in token:
                cuts.append(found.start())
        edges = [start, *sorted(set(cuts) - {start}), end]
        yield from pairwise(edges)


def _trimmed(text: str, offset: int, parts: Iterable[tuple[int, int]]) -> Iterator[Span]:
    for start, end in parts:
        piece = text[offset + start : offset + end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            yield Span(start=offset + start + left, end=offset + start + right)


def _with_run_in(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for span in spans:
        here = Span(start=held.start, end=span.end) if held else span
        held = None
        words = span.of(text).split()
        if len(words) <= 3 and here == span and text[span.end - 1] in ".:":
            held = span
            continue
        yield here
    if held:
        yield held
