"""The same figure given differently in two documents.

Two ways to tell that figures are about the same, both strict, since a false alarm costs more than
it brings: sentences with the very same words but for one figure, and phone numbers beside the
same name. A document that gives several values itself shows a pattern (a table, a list of
offices), not a fact, and isn't held against others.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.document import BlockKind, Document, Span
from corpus.figures import regions_of
from corpus.lint.figures import Figure, FigureKind, figures_of
from corpus.lint.finding import Code, Evidence, Finding
from corpus.outline import outline_of
from corpus.phrase import Phrase, either
from corpus.structure import Unit, fold, is_boilerplate, units

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

    document_id: str
    span: Span
    text: str
    figures: tuple[Figure, ...]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(figure.value for figure in self.figures)


# What a sentence is about: `_FORM` and its words, or `_NAME` and the name beside a number.
_Key = tuple[str, ...]
_FORM, _NAME = "form", "name"


class Differences:
    """What documents say, which are put here in their order. Of each sentence three numbers are in
    memory; those that differ are read again."""

    def __init__(self, region: str = "") -> None:
        """`region`: whose telephone numbers they give, where set."""
        self._region = region
        self._keys, self._values, self._rows = array("q"), array("q"), array("q")
        self._count = 0

    def add(self, document: Document, own: Sequence[Unit]) -> None:
        for key, said in _sayings(document, own, self._region):
            self._keys.append(hash(key))
            self._values.append(hash(said.values))
            self._rows.append(self._count)
        self._count += 1

    def findings(self, documents: Sequence[Document], rows: Collection[int]) -> Iterator[Finding]:
        """`documents`: those that were put here; `rows`: which of them are held against each
        other."""
        differing, wanted = self._differing(rows)
        found: dict[_Key, list[_Said]] = defaultdict(list)
        for row in sorted(wanted):
            document = documents[row]
            for key, said in _sayings(document, units(document), self._region):
                if hash(key) in differing:
                    found[key].append(said)
        told: set[tuple[str, Span]] = set()
        for said_of in (it for key, it in found.items() if key[0] == _FORM):
            for finding in _in_sentences(said_of):
                told |= {(each.document_id, each.span) for each in finding.evidence}
                yield finding
        for said_of in (it for key, it in found.items() if key[0] == _NAME):
            yield from (
                finding
                for finding in _beside_names(said_of)
                if not all((each.document_id, each.span) in told for each in finding.evidence)
            )

    def _differing(self, rows: Collection[int]) -> tuple[set[int], set[int]]:
        """What several values are given of, by its number, and the documents that do."""
        keys, documents = self._keys, self._rows
        there = (at for at, row in enumerate(documents) if row in rows)
        differing: set[int] = set()
        wanted: set[int] = set()
        for key, group in groupby(sorted(there, key=keys.__getitem__), key=keys.__getitem__):
            said = [(documents[at], self._values[at]) for at in group]
            if len({value for _, value in said}) > 1 and not _is_pattern(said):
                differing.add(key)
                wanted |= {row for row, _ in said}
        return differing, wanted


def _sayings(document: Document, own: Sequence[Unit], region: str) -> Iterator[tuple[_Key, _Said]]:
    """What its sentences say with figures. `own`: its units."""
    text = document.text
    regions = regions_of(document.metadata.language, region)
    introduced = _introductions(document)
    before: Unit | None = None
    for unit in own:
        figures = tuple(figures_of(text, unit.span, regions))
        if figures and not (unit.boilerplate or is_boilerplate(unit.span.of(text))):
            said = _Said(
                document_id=document.id, span=unit.span, text=unit.span.of(text), figures=figures
            )
            form = _form(text, unit.span, figures)
            if len({word for word in form if word[0] != "<"}) >= LEAST_WORDS:
                context = introduced.get(unit.block, "")
                if _POINTING.match(said.text):
                    context += _context(document, unit, before)
                yield (_FORM, context, *form), said
            for number, figure in enumerate(figures):
                if figure.kind is FigureKind.PHONE:
                    name = _name(text, unit.span, figures[:number], figure)
                    if len(name) >= LEAST_NAME:
                        yield (_NAME, *name), replace(said, figures=(figure,))
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
    if len(values) < 2 or _is_pattern([(one.document_id, one.values) for one in said]):
        return
    differing = [n for n, column in enumerate(zip(*values, strict=True)) if len(set(column)) > 1]
    if len(differing) == 1:
        yield _finding(said, differing[0])


def _beside_names(said: Sequence[_Said]) -> Iterator[Finding]:
    values = [(one.document_id, one.values) for one in said]
    if len({it for _, it in values}) > 1 and not _is_pattern(values):
        yield _finding(said, 0)


def _is_pattern(said: Sequence[tuple[Hashable, Hashable]]) -> bool:
    """Do the values vary for another reason than that one of them is wrong? `said`: by which
    document, and which."""
    own: dict[Hashable, set[Hashable]] = defaultdict(set)
    for document, values in said:
        own[document].add(values)
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
        documents=tuple(dict.fromkeys(one.document_id for group in groups for one in group)),
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
    return _within(one, position).of(one.text)


def _within(one: _Said, position: int) -> Span:
    """The figure's place in the sentence."""
    span = one.figures[position].span
    return Span(start=span.start - one.span.start, end=span.end - one.span.start)


def _one_each(group: Sequence[_Said]) -> list[_Said]:
    """The first of each document."""
    return list({one.document_id: one for one in reversed(group)}.values())[::-1]


def _quote(one: _Said, position: int) -> Evidence:
    return Evidence(
        document_id=one.document_id, span=one.span, text=one.text, marks=(_within(one, position),)
    )
