"""A unit that answers -> the span to quote, complete and no longer than needed.

A list comes with its lead-in, a sentence with the one that it leans on, a table row with its
header, what announces something with what it announces, and a short section whole where more of it
than one sentence answers. What always holds: nothing is cut inside a sentence, a list or a row.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import BlockKind, Document, Span
from corpus.language import Language, base_language, language_named
from corpus.outline import DocumentOutline
from corpus.structure import ListGroup, header_of
from indexer.index import IndexedUnit
from indexer.rows import UnitRow
from indexer.terms import stem_set, words
from qa.passages import Passages
from qa.query.analysis import Analysis
from qa.query.answer_type import CONTACTS, UNTYPED, AnswerType, holds
from qa.query.understand import Query
from qa.rank.features import SHORT_CHARS
from qa.rank.match import match
from qa.rank.rank import Candidate

WHOLE_LIST_CHARS = 1_500
WHOLE_PARAGRAPH_CHARS = 460
WHOLE_SECTION_CHARS = 800
ANNOUNCED_CHARS = 900
PAIR_CHARS = 400
LETTERHEAD = 160  # a name and ways to reach who has it, on lines of their own
FEW_WORDS = 3
BULLET_CHARS = 4  # "(12)"
CLAUSE_CHARS = 100  # a shorter sentence is marked whole
_CLAUSE_END = re.compile(r"[,;:](?=\s)\s*")


def expand(
    passages: Passages,
    query: Query,
    candidate: Candidate,
    scores: Mapping[UnitRow, float],
    near_tie: float,
) -> Span:
    """What to quote for a unit.

    `scores`: of every unit that was weighed, by row; `near_tie` as in `Tuning`.
    """
    unit = passages.unit(candidate.row)
    document = passages.document(unit.document)
    block = document.blocks[unit.block]
    if candidate.evidence.ordinal:
        return block.span
    group = passages.group(unit)
    around = _Around(passages, candidate, scores, candidate.score - near_tie)
    span = unit.span
    if group is not None and _wants_group(query.analysis, candidate, group, unit.span):
        span = _introduced_list(document, group)
    elif block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        span = _with_neighbours(around)
        if query.analysis.kind in CONTACTS:
            span = _with_contact(around, query.analysis, span)
        if _spoken(document).announcing.search(span.of(document.text)):
            span = _with_announced(document, passages.outline(unit.document), unit.block, span)
    elif group is not None and group.kind is BlockKind.ROW:
        span = _row_with_header(document, group, unit.block)
    return _with_section(around, span)


def marks_of(passages: Passages, query: Query, candidate: Candidate) -> tuple[Span, ...]:
    """The parts of what is quoted for a unit that carry the answer."""
    unit = passages.unit(candidate.row)
    document = passages.document(unit.document)
    if candidate.evidence.ordinal:
        return (document.blocks[unit.block].span,)
    group = passages.group(unit)
    if group is not None and _wants_group(query.analysis, candidate, group, unit.span):
        blocks = [document.blocks[i] for i in group.items]
        return tuple(block.span for block in blocks if not block.header)
    regions = passages.regions(unit.document)
    return (_carrying(query.analysis, document, unit.span, regions),)


@dataclass(frozen=True, slots=True)
class _Around:
    """A unit with the units around it. `near`: the score from which one is as good as it."""

    passages: Passages
    candidate: Candidate
    scores: Mapping[UnitRow, float]
    near: float

    @property
    def unit(self) -> IndexedUnit:
        return self.passages.unit(self.candidate.row)

    @property
    def document(self) -> Document:
        return self.passages.document(self.unit.document)

    def is_near(self, row: UnitRow) -> bool:
        """Was it weighed, and is it nearly as good?"""
        return self.scores.get(row, -math.inf) >= self.near

    def beside(self, step: int) -> Span | None:
        """The unit that many rows on, if it stands in the same block."""
        row = UnitRow(self.candidate.row + step)
        if row not in self.passages.index.units_in(self.unit.document):
            return None
        other = self.passages.unit(row)
        return other.span if other.block == self.unit.block else None


def _carrying(analysis: Analysis, document: Document, unit: Span, regions: tuple[str, ...]) -> Span:
    """The part of a long sentence that carries the answer: the clauses from the first to the last
    that hold words of the question or something of the kind asked for."""
    if len(unit) < CLAUSE_CHARS:
        return unit
    text = unit.of(document.text)
    language = base_language(document.metadata.language)
    edges = [0, *(m.end() for m in _CLAUSE_END.finditer(text)), len(text)]
    kept = [
        (start, end)
        for start, end in pairwise(edges)
        if _speaks(analysis, text[start:end], language, regions)
    ]
    if not kept:
        return unit
    part = text[kept[0][0] : kept[-1][1]]
    start = unit.start + kept[0][0]
    return Span(start=start, end=start + len(part.rstrip(" ,;:")))


def _speaks(analysis: Analysis, clause: str, language: str, regions: tuple[str, ...]) -> bool:
    found = stem_set(clause, language)
    matched = any(match(term, found) for term in analysis.terms)
    typed = analysis.kind not in UNTYPED
    return matched or (
        typed and holds(analysis.kind, clause, analysis.folded, language=language, regions=regions)
    )


def _wants_group(analysis: Analysis, candidate: Candidate, group: ListGroup, unit: Span) -> bool:
    """Is the whole list or table the answer, rather than the one item?"""
    if analysis.numbers:
        return False
    if len(group.span) > WHOLE_LIST_CHARS:
        return False
    if group.lead_in is not None and group.lead_in.overlaps(unit):
        return True
    if group.kind is BlockKind.ROW:
        return len(group.span) <= PAIR_CHARS
    if analysis.kind in (AnswerType.LIST, AnswerType.STEPS):
        return True
    return len(group.span) <= 2 * WHOLE_PARAGRAPH_CHARS and candidate.evidence.overlap < 0.75


def _spoken(document: Document) -> Language:
    return language_named(base_language(document.metadata.language))


def _introduced_list(document: Document, group: ListGroup) -> Span:
    """A list with its lead-in; with the whole paragraph where that lead-in says little by itself
    ("All of these must be true. You:")."""
    if group.lead_in is None or group.lead_in.start == group.span.end:
        return _from_bullet(document, group.span)
    lead_in = group.lead_in.of(document.text)
    paragraph = document.blocks[group.items[0] - 1].span
    needs = len(words(lead_in)) <= FEW_WORDS or _spoken(document).leaning.match(lead_in)
    if not needs or len(paragraph) > WHOLE_PARAGRAPH_CHARS:
        return group.span
    return Span(start=min(paragraph.start, group.span.start), end=group.span.end)


def _from_bullet(document: Document, span: Span) -> Span:
    """With the first item's bullet: the others have theirs, it would look like their heading."""
    line = document.text.rfind("\n", 0, span.start) + 1
    before = document.text[line : span.start]
    if not before.strip() or len(before.strip()) > BULLET_CHARS:
        return span
    return Span(start=line + len(before) - len(before.lstrip()), end=span.end)


def _with_announced(document: Document, outline: DocumentOutline, block: int, span: Span) -> Span:
    """What announces something, with the paragraph or list that it announces."""
    number = block + 1
    if number >= len(document.blocks) or document.blocks[number].kind is BlockKind.HEADING:
        return span
    group = outline.groups[number]
    end = group.span.end if group is not None else document.blocks[number].span.end
    return Span(start=span.start, end=end) if end - span.start <= ANNOUNCED_CHARS else span


def _with_contact(around: _Around, analysis: Analysis, span: Span) -> Span:
    """A letterhead's name without what was asked for, with the next line of it that has that."""
    document, number = around.document, around.unit.block + 1
    after = document.blocks[number] if number < len(document.blocks) else None
    if after is None or after.kind is not BlockKind.PARAGRAPH:
        return span
    language = base_language(document.metadata.language)
    regions = around.passages.regions(around.unit.document)
    told, there = (
        holds(analysis.kind, it.of(document.text), language=language, regions=regions)
        for it in (span, after.span)
    )
    whole = Span(start=span.start, end=after.span.end)
    return whole if there and not told and len(whole) <= LETTERHEAD else span


def _with_section(around: _Around, span: Span) -> Span:
    """The whole section where it is short and another sentence of it is nearly as good: together
    they are the answer, and the reader needs no choice between them."""
    unit, document = around.unit, around.document
    outline = around.passages.outline(unit.document)
    if not outline.sections[unit.block]:
        return span
    first, last = outline.bounds[unit.block]
    section = Span(start=document.blocks[first].span.start, end=document.blocks[last].span.end)
    lists = (outline.groups[first], outline.groups[last])
    cut = any(group is not None and not _inside(group.span, section) for group in lists)
    if cut or len(section) > WHOLE_SECTION_CHARS:  # cut: a list may hold headings
        return span
    units = _units_of(around, section)
    if any(it.boilerplate for it in units.values()):
        return span
    near = any(around.is_near(row) and not it.span.overlaps(span) for row, it in units.items())
    return _from_bullet(document, section) if near else span


def _inside(part: Span, section: Span) -> bool:
    return section.start <= part.start and part.end <= section.end


def _units_of(around: _Around, section: Span) -> Mapping[UnitRow, IndexedUnit]:
    """The units of a section, which holds the one that it is around, by row."""
    passages, rows = around.passages, around.passages.index.units_in(around.unit.document)
    at = around.candidate.row - rows[0]
    found: dict[UnitRow, IndexedUnit] = {}
    for some in (rows[at::-1], rows[at + 1 :]):
        for row in some:
            unit = passages.unit(row)
            if not unit.span.overlaps(section):
                break
            found[row] = unit
    return found


def _row_with_header(document: Document, group: ListGroup, block: int) -> Span:
    """A row with its header where little stands between them; else the row."""
    row = document.blocks[block].span
    header = header_of(document, group)
    if header and row.end - header.start <= PAIR_CHARS:
        return Span(start=header.start, end=row.end)
    return row


def _with_neighbours(around: _Around) -> Span:
    """A sentence with what it needs: what it leans on before it, what it asks or announces after
    it, and a neighbour that is as good as itself."""
    unit, document = around.unit, around.document
    text = unit.span.of(document.text)
    block = document.blocks[unit.block].span
    if len(block) <= WHOLE_PARAGRAPH_CHARS and not _runs_on(around):
        return block
    before, after = around.beside(-1), around.beside(1)
    if before is not None and before.end == unit.span.start:
        before = None
    if after is not None and unit.span.end == after.start:
        after = None
    start, end = unit.span.start, unit.span.end
    if (
        before is not None
        and _spoken(document).leaning.match(text)
        and end - before.start <= 2 * PAIR_CHARS
    ):
        start = before.start
    if after is not None and (text.endswith(("?", ":")) or len(text) < SHORT_CHARS):
        end = after.end
    for step, neighbour in ((1, after), (-1, before)):
        if neighbour is None or not around.is_near(UnitRow(around.candidate.row + step)):
            continue
        joined = Span(start=min(start, neighbour.start), end=max(end, neighbour.end))
        if len(joined) <= PAIR_CHARS:
            start, end = joined.start, joined.end
    return Span(start=start, end=end)


def _runs_on(around: _Around) -> bool:
    """Does a sentence run into another without even a space ("servicesThe strategy")?"""
    unit = around.unit.span
    for one, other in ((around.beside(-1), unit), (unit, around.beside(1))):
        if one and other and one.end == other.start:
            return around.document.text[one.end - 1] not in ".!?"
    return False
