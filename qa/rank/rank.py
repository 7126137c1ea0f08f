"""The third stage: passages -> their sentences, items and rows, best first.

The evidence of each unit is added up by a linear model whose weights are data (`qa/fitted`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from operator import attrgetter, mul

from indexer.index import Index
from indexer.numbers import numbers_in
from indexer.rows import DocumentRow, PassageRow, UnitRow
from qa.passages import Passages
from qa.query.analysis import without_ordinal
from qa.query.answer_type import AnswerType
from qa.query.understand import Query
from qa.rank.features import evidence_of, passage_stems
from qa.rank.match import Wanted
from qa.rank.ordinal import ListItem, item_named
from qa.rank.retrieve import Hit
from qa.read.stage import Readings, any_of
from qa.weights import EVIDENCE, Evidence, Fusion

PASSAGES_WEIGHED = 12  # where no reader says which


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit's row with its evidence and score."""

    row: UnitRow
    hit: Hit
    evidence: Evidence
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What was found for a query, best first.

    query     as it was ranked: without the word that counts where an item is named by its number
    readings  what a reader said of the units that are weighed; None where there is none
    """

    query: Query
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    readings: Readings | None = None


def rank(
    passages: Passages,
    query: Query,
    hits: tuple[Hit, ...],
    weights: Mapping[str, float],
    readings: Readings | None = None,
) -> Ranked:
    """Weighs every unit of the passages that a reader has read; without one, of the best."""
    candidates = _weighed(passages, query, hits, weights, readings)
    ranked = Ranked(query=query, hits=hits, candidates=candidates, readings=readings)
    rows = [candidate.row for candidate in ranked.candidates]
    item = item_named(passages, query, rows)
    if item is None:
        return ranked
    # "The fourth goal" names an item of a list: "fourth" need not stand in a text.
    query = replace(query, analysis=without_ordinal(query.analysis))
    candidates = _weighed(passages, query, hits, weights, readings, item)
    return replace(ranked, query=query, candidates=candidates)


_values = attrgetter(*EVIDENCE)


def scores_by(weights: Mapping[str, float]) -> Callable[[Evidence], float]:
    """What gives a unit its score."""
    coefficients = tuple(weights.get(name, 0.0) for name in EVIDENCE)
    return lambda evidence: sum(map(mul, coefficients, _values(evidence)))


def in_order(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Best first; in the order of the documents where two are alike."""
    return tuple(sorted(candidates, key=lambda each: (-each.score, each.row)))


def _weighed(
    passages: Passages,
    query: Query,
    hits: Sequence[Hit],
    weights: Mapping[str, float],
    readings: Readings | None,
    item: ListItem | None = None,
) -> tuple[Candidate, ...]:
    index = passages.index
    rows = _rows(index, hits, readings, item)
    said, across = (readings.units, readings.across) if readings else ({}, {})
    score_of, wanted = scores_by(weights), Wanted(query.terms)
    nearby: dict[PassageRow, float] = {}
    above: tuple[DocumentRow, tuple[str, ...]] | None = None
    found = []
    for row, hit in rows.items():
        unit = index.unit(row)
        if unit.passage not in nearby:
            nearby[unit.passage] = wanted.coverage(passage_stems(passages, unit))
        section = (unit.document, passages.section(unit))
        # A reader doesn't count: what it says of "the fourth goal" isn't held against the fourth.
        named = item is not None and row in item.rows
        told = _said(passages, query, row, said) + across.get(row, 0.0)
        evidence = evidence_of(
            passages,
            query.analysis,
            wanted,
            unit,
            passage=max(0.0, 1.0 + hit.score - hits[0].score),
            nearby=nearby[unit.passage],
            first=section != above,
            ordinal=item.sure if item is not None and named else 0.0,
            reader=max(0.0, told) if named else told,
        )
        above = section
        found.append(Candidate(row=row, hit=hit, evidence=evidence, score=score_of(evidence)))
    return in_order(_holding(passages, query, found))


def _holding(passages: Passages, query: Query, found: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those that hold the number that something is asked about; all where none does."""
    asked = query.analysis.numbers
    if not asked:
        return found
    texts = ((it, passages.text(passages.unit(it.row))) for it in found)
    return [it for it, text in texts if not asked.isdisjoint(numbers_in(text))] or found


def _said(passages: Passages, query: Query, row: UnitRow, said: Mapping[UnitRow, float]) -> float:
    """What a reader said of a unit. Where a list is asked for, what introduces one stands for all
    of it: that any of its units answers."""
    if query.analysis.kind not in (AnswerType.LIST, AnswerType.STEPS, AnswerType.NUMBER):
        return said.get(row, 0.0)
    unit = passages.unit(row)
    group = passages.group(unit)
    if group is None or group.lead_in is None or not group.lead_in.overlaps(unit.span):
        return said.get(row, 0.0)
    index = passages.index
    rows = index.units_in(unit.document)
    following = takewhile(lambda at: index.unit(at).block <= group.items[-1], rows[row - rows[0] :])
    return any_of([said[at] for at in following if at in said])


def _rows(
    index: Index, hits: Sequence[Hit], readings: Readings | None, item: ListItem | None
) -> dict[UnitRow, Hit]:
    """The units to weigh, each with the hit that it was found by."""
    chosen = hits[:PASSAGES_WEIGHED]
    if readings:
        chosen = [hit for hit in hits if hit.passage in readings.passages]
    rows = {row: hit for hit in chosen for row in index.units_of(hit.passage)}
    # A long list may go on in a passage that wasn't found.
    return rows | {row: hits[0] for row in (item.rows if item else ()) if row not in rows}


def rank_documents(index: Index, ranked: Ranked, fusion: Fusion, limit: int) -> tuple[str, ...]:
    """Document ids by their best passage and their best unit, best first, each once."""
    if not ranked.candidates:
        return ()
    scores: dict[DocumentRow, float] = {}
    for hit in ranked.hits:
        scores.setdefault(index.document_of(hit.passage), hit.score)
    best: dict[DocumentRow, float] = {}
    for candidate in ranked.candidates:
        best.setdefault(index.unit(candidate.row).document, candidate.score)
    least = min(best.values())
    order = sorted(scores, key=lambda row: -scores[row] - fusion.document * best.get(row, least))
    return tuple(index.contents.listed(row).id for row in order[:limit])
