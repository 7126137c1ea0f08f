"""Weighed units -> the spans to quote.

The best units are made whole: a list with its lead-in, a sentence with the one that it leans on, a
table row with its header. What always holds: nothing is cut inside a sentence, no two spans of one
reply overlap or say the same, and a heading or page furniture never stands in for an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import BlockKind, Document, Span
from corpus.structure import ListGroup
from indexer.index import Index
from indexer.terms import base_language
from qa.analyse import Analysis
from qa.answer_type import UNTYPED, AnswerType, holds
from qa.evidence import SHORT_CHARS, Candidate, match, stem_set
from qa.lexicon import LEANING, ORDINALS
from qa.outline import Outlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to quote of one document. `marks`: the spans that carry the answer, inside `span`."""

    document: int
    block: int
    passage: int
    span: Span
    marks: tuple[Span, ...]
    score: float
    candidate: Candidate


MAX_QUOTES = 3
WHOLE_LIST_CHARS = 1_500
WHOLE_PARAGRAPH_CHARS = 460
PAIR_CHARS = 400
NEAR_TIE = 1.5
CLAUSE_CHARS = 100  # a shorter sentence is marked whole
_CLAUSE_END = re.compile(r"[,;:](?=\s)\s*")
ORDINAL_DEPTH = 12  # best units among which the list is looked for


def select(
    index: Index,
    outlines: Outlines,
    analysis: Analysis,
    candidates: Sequence[Candidate],
    limit: int = MAX_QUOTES,
) -> tuple[Selection, ...]:
    """The best spans, best first, none inside or beside another, none said twice."""
    chosen = _ordinal_item(index, outlines, analysis, candidates)
    seen: set[frozenset[str]] = set()
    scores = {candidate.row: candidate.score for candidate in candidates}
    for candidate in candidates:
        if len(chosen) >= limit:
            break
        if candidate.evidence.furniture and chosen:
            continue
        selection = _whole(index, outlines, analysis, candidate, scores)
        document = index.documents[selection.document]
        said = stem_set(selection.span.of(document.text), base_language(document.metadata.language))
        taken = any(
            other.document == selection.document and other.span.overlaps(selection.span)
            for other in chosen
        )
        if taken or _repeats(said, seen):
            continue
        seen.add(said)
        chosen.append(selection)
    return tuple(chosen)


def _ordinal_item(
    index: Index, outlines: Outlines, analysis: Analysis, candidates: Sequence[Candidate]
) -> list[Selection]:
    """ "The fourth goal": the fourth item of the best list that the question's words introduce."""
    if analysis.ordinal is None:
        return []
    terms = [term for term in analysis.terms if term.word not in ORDINALS]
    for candidate in candidates[:ORDINAL_DEPTH]:
        unit = index.units[candidate.row]
        document = index.documents[unit.document]
        group = outlines[unit.document].groups[unit.block]
        if group is None or group.lead_in is None or group.kind is not BlockKind.ITEM:
            continue
        items = [number for number in group.items if document.blocks[number].level == 1]
        language = base_language(document.metadata.language)
        # What introduces it: its lead-in with the paragraph around it, and the headings above.
        before = document.blocks[group.items[0] - 1].span.of(document.text)
        headings = outlines[unit.document].sections[unit.block]
        introduced = stem_set(" ".join([*headings, before]), language)
        named = not terms or any(match(term, introduced) for term in terms)
        if not named or analysis.ordinal > len(items):
            continue
        block = items[analysis.ordinal - 1 if analysis.ordinal > 0 else -1]
        span = document.blocks[block].span
        return [
            Selection(
                document=unit.document,
                block=block,
                passage=unit.passage,
                span=span,
                marks=(span,),
                score=candidate.score,
                candidate=candidate,
            )
        ]
    return []


def names_item(
    index: Index, outlines: Outlines, analysis: Analysis, candidates: Sequence[Candidate]
) -> bool:
    """Does the question name one item of a list by its number?"""
    return bool(_ordinal_item(index, outlines, analysis, candidates))


def _repeats(said: frozenset[str], seen: set[frozenset[str]]) -> bool:
    """Is nearly every word of it in something already chosen?"""
    return any(len(said & other) >= 0.9 * len(said) for other in seen)


def _whole(
    index: Index,
    outlines: Outlines,
    analysis: Analysis,
    candidate: Candidate,
    scores: Mapping[int, float],
) -> Selection:
    unit = index.units[candidate.row]
    document = index.documents[unit.document]
    outline = outlines[unit.document]
    group = outline.groups[unit.block]
    span = unit.span
    marks: tuple[Span, ...] = (_carrying(analysis, document, unit.span),)
    if group is not None and _wants_group(analysis, candidate, group, unit.span):
        span = group.span
        blocks = [document.blocks[i] for i in group.items]
        marks = tuple(block.span for block in blocks if not block.header)
    elif document.blocks[unit.block].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        span = _with_neighbours(index, candidate, scores, document)
        if span.of(document.text).endswith(":"):
            span = _with_next_block(document, unit.block, span)
    elif group is not None and group.kind is BlockKind.ROW:
        span = _row_with_header(document, group, unit.block)
    return Selection(
        document=unit.document,
        block=unit.block,
        passage=unit.passage,
        span=span,
        marks=marks,
        score=candidate.score,
        candidate=candidate,
    )


def _carrying(analysis: Analysis, document: Document, unit: Span) -> Span:
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
        if _speaks(analysis, text[start:end], language)
    ]
    if not kept:
        return unit
    part = text[kept[0][0] : kept[-1][1]]
    start = unit.start + kept[0][0]
    return Span(start=start, end=start + len(part.rstrip(" ,;:")))


def _speaks(analysis: Analysis, clause: str, language: str) -> bool:
    found = stem_set(clause, language)
    matched = any(match(term, found) for term in analysis.terms)
    typed = analysis.kind not in UNTYPED
    return matched or (typed and holds(analysis.kind, clause, analysis.folded))


def _wants_group(analysis: Analysis, candidate: Candidate, group: ListGroup, unit: Span) -> bool:
    """Is the whole list or table the answer, rather than the one item?"""
    if len(group.span) > WHOLE_LIST_CHARS:
        return False
    if group.lead_in is not None and group.lead_in.overlaps(unit):
        return True
    if group.kind is BlockKind.ROW:
        return len(group.span) <= PAIR_CHARS
    if analysis.kind in (AnswerType.LIST, AnswerType.STEPS):
        return True
    return len(group.span) <= 2 * WHOLE_PARAGRAPH_CHARS and candidate.evidence.overlap < 0.75


def _with_next_block(document: Document, block: int, span: Span) -> Span:
    """What announces something, with the paragraph that it announces."""
    after = document.blocks[block + 1] if block + 1 < len(document.blocks) else None
    if (
        after is None
        or after.kind is BlockKind.HEADING
        or after.span.end - span.start > 2 * PAIR_CHARS
    ):
        return span
    return Span(start=span.start, end=after.span.end)


def _row_with_header(document: Document, group: ListGroup, block: int) -> Span:
    """A row with its header where little stands between them; else the row."""
    row = document.blocks[block].span
    first = document.blocks[group.items[0]]
    if first.header and row.end - first.span.start <= PAIR_CHARS:
        return Span(start=first.span.start, end=row.end)
    return row


def _with_neighbours(
    index: Index, candidate: Candidate, scores: Mapping[int, float], document: Document
) -> Span:
    """A sentence with what it needs: what it leans on before it, what it asks or announces after
    it, and a neighbour that is as good as itself."""
    unit = index.units[candidate.row]
    text = unit.span.of(document.text)
    block = document.blocks[unit.block].span
    if len(block) <= WHOLE_PARAGRAPH_CHARS and not _runs_on(index, candidate.row, document):
        return block
    before = _unit_at(index, candidate.row - 1, unit.document, unit.block)
    after = _unit_at(index, candidate.row + 1, unit.document, unit.block)
    if before is not None and before.end == unit.span.start:
        before = None
    if after is not None and unit.span.end == after.start:
        after = None
    start, end = unit.span.start, unit.span.end
    if before is not None and LEANING.match(text) and end - before.start <= 2 * PAIR_CHARS:
        start = before.start
    if after is not None and (text.endswith(("?", ":")) or len(text) < SHORT_CHARS):
        end = after.end
    for row, neighbour in ((candidate.row + 1, after), (candidate.row - 1, before)):
        if neighbour is None or scores.get(row, -1.0) < candidate.score - NEAR_TIE:
            continue
        joined = Span(start=min(start, neighbour.start), end=max(end, neighbour.end))
        if len(joined) <= PAIR_CHARS:
            start, end = joined.start, joined.end
    return Span(start=start, end=end)


def _runs_on(index: Index, row: int, document: Document) -> bool:
    """Does a sentence run into another without even a space ("servicesThe strategy")?"""
    unit = index.units[row]
    for one, other in ((row - 1, row), (row, row + 1)):
        before = _unit_at(index, one, unit.document, unit.block)
        after = _unit_at(index, other, unit.document, unit.block)
        if before and after and before.end == after.start:
            return document.text[before.end - 1] not in ".!?"
    return False


def _unit_at(index: Index, row: int, document: int, block: int) -> Span | None:
    """The unit in that row if it stands in the same block."""
    if not 0 <= row < len(index.units):
        return None
    unit = index.units[row]
    return unit.span if (unit.document, unit.block) == (document, block) else None
