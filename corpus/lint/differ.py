"""The same figure given differently in two documents.

Two ways to tell that figures are about the same, both strict, since a false alarm costs more than
it brings: sentences with the very same words but for one figure, and phone numbers beside the
same name. A document that gives several values itself shows a pattern (a table, a list of
offices), not a fact, and isn't held against others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.document import BlockKind, Document, Span
from corpus.figures import regions_of
from corpus.lint.figures import Figure, FigureKind, figures_of
from corpus.lint.finding import Code, Evidence, Finding, evidence_of
from corpus.outline import outline_of
from corpus.phrase import Phrase, either
from corpus.structure import Unit, fold, is_boilerplate

LEAST_WORDS = 4  # of meaning, in a sentence that is about one thing only
LEAST_NAME = 2  # of meaning, in a name beside a phone number
MOST_VALUES = 3  # more than these, and no one of them in most documents: a pattern
SHOWN = 2  # quotes that a finding shows of each value

# English words that two ways of saying the same differ in. In other languages every word counts.
_EMPTY = frozenset(
    {
        *("a", "an", "the", "this", "that", "these", "those", "all", "any"),
        *("of", "at", "in", "on", "for", "to", "by", "with", "from", "as", "and", "or"),
        *("is", "are", "was", "were", "be", "been", "will", "can", "may", "has", "have", "had"),
        *("it", "its", "we", "us", "our", "you", "your", "they", "their"),
        *("please", "note", "now", "currently", "also", "only", "just"),
        *("call", "calling", "dial", "ring", "phone", "telephone"),
    }
)
# A sentence that starts so speaks of what the one before it names.
_POINTING = re.compile(
    r"\W*(?:(?:and|but|so|or)\b\W*)?(?:it|its|they|their|this|that|these|those|we|our|he|she|his|"
    r"her|here|there|then|(?:call|phone|dial|fax|write|contact|mail)\s+(?:us|them|it|\W*\d+))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What parts a name from the sentence before it, and from the number after it.
_BEFORE_NAME = re.compile(
    r".*(?:\b(?:call|calling|contact|contacting|phone|dial|ring|reach|reaching|telephone|fax|text|"
    r"or|and|to|please|if|then|when|from|through|with|by|more|need|questions?)\b"
    r"|[;.!?,()\[\]|\n\d]|:(?!\s*$))",
    re.IGNORECASE | re.DOTALL,
)
_AFTER_NAME = re.compile(
    r"(?:[\s:—–(,|-]|\b(?:at|on|is|via|toll[ -]free|number|phone|tel|by|calling|call|dial)\b\.?)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One sentence with what it says: `values` in the order of `figures`."""

    document: Document
    span: Span
    figures: tuple[Figure, ...]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(figure.value for figure in self.figures)


_Key = tuple[str, ...]


def difference_findings(
    documents: Sequence[Document], units: Sequence[Sequence[Unit]], region: str = ""
) -> Iterator[Finding]:
    """`units`: those of each document; `region`: whose telephone numbers they give, where set."""
    forms: dict[_Key, list[_Said]] = defaultdict(list)
    names: dict[_Key, list[_Said]] = defaultdict(list)
    for document, own in zip(documents, units, strict=True):
        _gather(document, own, forms, names, region)
    told: set[tuple[str, Span]] = set()
    for said in forms.values():
        for finding in _in_sentences(said):
            told |= {(each.document_id, each.span) for each in finding.evidence}
            yield finding
    for said in names.values():
        yield from (
            finding
            for finding in _beside_names(said)
            if not all((each.document_id, each.span) in told for each in finding.evidence)
        )


def _gather(
    document: Document,
    units: Sequence[Unit],
    forms: dict[_Key, list[_Said]],
    names: dict[_Key, list[_Said]],
    region: str,
) -> None:
    regions = regions_of(document.metadata.language, region)
    introduced = _introductions(document)
    before: Unit | None = None
    for unit in units:
        figures = tuple(figures_of(document.text, unit.span, regions))
        if figures and not (unit.boilerplate or is_boilerplate(unit.span.of(document.text))):
            said = _Said(document=document, span=unit.span, figures=figures)
            form = _form(document.text, unit.span, figures)
            if len({word for word in form if word[0] != "<"}) >= LEAST_WORDS:
                context = introduced.get(unit.block, "")
                if _POINTING.match(unit.span.of(document.text)):
                    context += _context(document, unit, before)
                forms[(context, *form)].append(said)
            for number, figure in enumerate(figures):
                if figure.kind is FigureKind.PHONE:
                    name = _name(document.text, unit.span, figures[:number], figure)
                    if len(name) >= LEAST_NAME:
                        alone = _Said(document=document, span=unit.span, figures=(figure,))
                        names[name].append(alone)
        before = unit


def _meaning(text: str, start: int, end: int) -> list[str]:
    """The words that matter, folded; a plural counts as its singular."""
    words = (
        found.group().casefold().replace("’", "'") for found in _WORD.finditer(text, start, end)
    )
    return [
        word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
        for word in words
        if word not in _EMPTY
    ]


def _form(text: str, span: Span, figures: Sequence[Figure]) -> _Key:
    """The sentence's words without their order, and the kinds of its figures in theirs."""
    words = []
    at = span.start
    for figure in figures:
        words += _meaning(text, at, figure.span.start)
        at = figure.span.end
    words += _meaning(text, at, span.end)
    return (*sorted(words), *(f"<{figure.kind}>" for figure in figures))


def _context(document: Document, unit: Unit, before: Unit | None) -> str:
    """What a pointing sentence points to: the sentence before it, else the heading above."""
    if before is not None and before.block == unit.block:
        return fold(before.span.of(document.text))
    for block in reversed(document.blocks[: unit.block]):
        if block.kind is BlockKind.HEADING:
            return fold(block.span.of(document.text))
    return fold(document.title)


def _introductions(document: Document) -> Mapping[int, str]:
    """For an item or row what it belongs to: its lead-in or header row, else the block before."""
    found: dict[int, str] = {}
    for group in outline_of(document).lists:
        first = group.items[0]
        span = group.lead_in or document.blocks[max(0, first - 1)].span
        text = fold(span.of(document.text))
        found.update(dict.fromkeys(group.items, f"{group.kind}: {text}"))
    return found


def _name(text: str, span: Span, before: Sequence[Figure], figure: Figure) -> _Key:
    """The name beside a number: "National Hotline" in "call the National Hotline at 1-888-..."."""
    start = before[-1].span.end if before else span.start
    lead = _AFTER_NAME.sub("", text[start : figure.span.start])
    parted = _BEFORE_NAME.match(lead)
    return tuple(_meaning(lead, parted.end() if parted else 0, len(lead)))


def _in_sentences(said: Sequence[_Said]) -> Iterator[Finding]:
    values = list(dict.fromkeys(one.values for one in said))
    if len(values) < 2 or _is_pattern(said):
        return
    differing = [n for n, column in enumerate(zip(*values, strict=True)) if len(set(column)) > 1]
    if len(differing) == 1:
        yield _finding(said, differing[0])


def _beside_names(said: Sequence[_Said]) -> Iterator[Finding]:
    if len({one.values for one in said}) > 1 and not _is_pattern(said):
        yield _finding(said, 0)


def _is_pattern(said: Sequence[_Said]) -> bool:
    """Do the values vary for another reason than that one of them is wrong?"""
    own: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in said:
        own[one.document.id].add(one.values)
    if any(len(values) > 1 for values in own.values()):
        return True
    counts = Counter(value for values in own.values() for value in values)
    return len(counts) > MOST_VALUES and 2 * max(counts.values()) < len(own)


def _finding(said: Sequence[_Said], position: int) -> Finding:
    """`position`: which of the sentences' figures differs."""
    of_value: dict[str, list[_Said]] = defaultdict(list)
    for one in said:
        of_value[one.values[position]].append(one)
    groups = sorted(of_value.values(), key=len, reverse=True)
    written = [_written(group[0], position) for group in groups]
    kind = said[0].figures[position].kind
    return Finding(
        code=Code.DIFFERING_PHONE if kind is FigureKind.PHONE else Code.DIFFERING_FIGURE,
        documents=tuple(dict.fromkeys(one.document.id for group in groups for one in group)),
        message=either(
            [
                Phrase(
                    "{figure} ({n} documents)",
                    one="{figure} ({n} document)",
                    figure=figure,
                    n=len(_one_each(group)),
                )
                for figure, group in zip(written, groups, strict=True)
            ]
        ),
        evidence=tuple(
            _quote(one, position) for group in groups for one in _one_each(group)[:SHOWN]
        ),
    )


def _written(one: _Said, position: int) -> str:
    return one.figures[position].span.of(one.document.text)


def _one_each(group: Sequence[_Said]) -> list[_Said]:
    """The first of each document."""
    return list({one.document.id: one for one in reversed(group)}.values())[::-1]


def _quote(one: _Said, position: int) -> Evidence:
    return evidence_of(one.document, one.span, one.figures[position].span)
