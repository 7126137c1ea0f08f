"""The fourth stage: weighed units -> the spans to quote.

The best units are made whole (`qa.quote.expand`). What always holds: no two spans of one reply
overlap or say the same, and a heading, a table's header or page boilerplate never stands in for an
answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Span
from indexer.index import IndexedUnit
from indexer.rows import DocumentRow, PassageRow
from indexer.terms import stem_set
from qa.passages import Passages
from qa.query.understand import Query
from qa.quote.expand import expand, marks_of
from qa.rank.rank import Candidate, Ranked
from qa.weights import Tuning

MAX_QUOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to quote of one document. `marks`: the spans that carry the answer, inside `span`."""

    document: DocumentRow
    block: int
    passage: PassageRow
    span: Span
    marks: tuple[Span, ...]
    score: float
    candidate: Candidate

    def same_place(self, other: Selection) -> bool:
        return self.document == other.document and self.span.overlaps(other.span)


def select(passages: Passages, ranked: Ranked, tuning: Tuning) -> tuple[Selection, ...]:
    """The best spans, best first, none inside or beside another, none said twice."""
    chosen: list[Selection] = []
    said: list[frozenset[str]] = []
    scores = {candidate.row: candidate.score for candidate in ranked.candidates}
    for candidate in ranked.candidates:
        best = ranked.candidates[0].score
        if len(chosen) >= MAX_QUOTES or candidate.score < best - tuning.far_behind:
            break
        if candidate.evidence.boilerplate and chosen:
            continue
        span = expand(passages, ranked.query, candidate, scores, tuning.near_tie)
        unit = passages.unit(candidate.row)
        if any(it.document == unit.document and it.span.overlaps(span) for it in chosen):
            continue
        words = _stems_of(passages, unit.document, span)
        if _is_header_alone(passages, unit, span) or _repeats(words, said):
            continue
        said.append(words)
        chosen.append(_selection(passages, ranked.query, candidate, span))
    return tuple(chosen)


def stems_of(passages: Passages, selection: Selection) -> frozenset[str]:
    """What a selection says, for telling whether two say the same."""
    return _stems_of(passages, selection.document, selection.span)


def _stems_of(passages: Passages, row: DocumentRow, span: Span) -> frozenset[str]:
    return stem_set(span.of(passages.document(row).text), passages.language(row))


def _is_header_alone(passages: Passages, unit: IndexedUnit, span: Span) -> bool:
    """Is it a table's header without a row that it is the header of?"""
    blocks = passages.document(unit.document).blocks
    block, group = blocks[unit.block], passages.group(unit)
    if group is None or not block.header or span != block.span:
        return False
    return any(not blocks[row].header for row in group.items)


def _repeats(words: frozenset[str], said: list[frozenset[str]]) -> bool:
    """Is nearly every word of it in something already chosen?"""
    return any(len(words & other) >= 0.9 * len(words) for other in said)


def _selection(passages: Passages, query: Query, candidate: Candidate, span: Span) -> Selection:
    unit = passages.unit(candidate.row)
    return Selection(
        document=unit.document,
        block=unit.block,
        passage=unit.passage,
        span=span,
        marks=marks_of(passages, query, candidate),
        score=candidate.score,
        candidate=candidate,
    )
