"""The third stage: passages -> their sentences, items and rows, best first.

The evidence of each unit is added up by a linear model whose weights are data (`weights.json`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, mul

import numpy as np

from indexer.embed import Vectors
from indexer.index import Index
from indexer.rows import DocumentRow, PassageRow, UnitRow
from qa.passages import Passages
from qa.query.analysis import without_ordinal
from qa.query.understand import Query
from qa.rank.features import evidence_of, passage_stems
from qa.rank.match import Wanted
from qa.rank.ordinal import ListItem, item_named
from qa.rank.retrieve import Hit
from qa.weights import EVIDENCE, Evidence, Fusion

PASSAGES_READ = 12


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

    query    as it was ranked: without the word that counts where an item is named by its number
    answers  the most that a reader said of any passage; 0 where none has read
    """

    query: Query
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    answers: float = 0.0


def rank(
    passages: Passages, query: Query, hits: tuple[Hit, ...], weights: Mapping[str, float]
) -> Ranked:
    """Weighs every unit of the best passages."""
    ranked = Ranked(query=query, hits=hits, candidates=_weighed(passages, query, hits, weights))
    rows = [candidate.row for candidate in ranked.candidates]
    item = item_named(passages, query, rows)
    if item is None:
        return ranked
    # "The fourth goal" names an item of a list: "fourth" need not stand in a text.
    query = replace(query, analysis=without_ordinal(query.analysis))
    return Ranked(query=query, hits=hits, candidates=_weighed(passages, query, hits, weights, item))


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
    item: ListItem | None = None,
) -> tuple[Candidate, ...]:
    index, vector = passages.index, _vector(query)
    rows = _rows(index, hits, item)
    cosines = index.unit_vectors.cosines(vector, list(rows)).tolist()
    placed = index.placed_vectors.cosines(vector, list(rows)).tolist()
    score_of, wanted = scores_by(weights), Wanted(query.terms)
    nearby: dict[PassageRow, float] = {}
    above: tuple[DocumentRow, tuple[str, ...]] | None = None
    found = []
    for (row, hit), cosine, below in zip(rows.items(), cosines, placed, strict=True):
        unit = index.units[row]
        if unit.passage not in nearby:
            nearby[unit.passage] = wanted.coverage(passage_stems(passages, unit))
        section = (unit.document, passages.section(unit))
        evidence = evidence_of(
            passages,
            query.analysis,
            wanted,
            unit,
            cosine=cosine,
            placed=below,
            passage=max(0.0, 1.0 + hit.score - hits[0].score),
            nearby=nearby[unit.passage],
            first=section != above,
            ordinal=item.sure if item is not None and row in item.rows else 0.0,
        )
        above = section
        found.append(Candidate(row=row, hit=hit, evidence=evidence, score=score_of(evidence)))
    return in_order(found)


def _rows(index: Index, hits: Sequence[Hit], item: ListItem | None) -> dict[UnitRow, Hit]:
    """The units to weigh, each with the hit that it was found by."""
    rows = {row: hit for hit in hits[:PASSAGES_READ] for row in index.unit_rows[hit.passage]}
    # A long list may go on in a passage that wasn't found.
    return rows | {row: hits[0] for row in (item.rows if item else ()) if row not in rows}


def _vector(query: Query) -> Vectors:
    """A question that leans on another is as near as its better reading."""
    if query.joined is None or not query.context.leans or not query.carried:
        return query.vector
    mean: Vectors = np.mean([query.vector, query.joined], axis=0, dtype=np.float32)
    return mean


def rank_documents(index: Index, ranked: Ranked, fusion: Fusion, limit: int) -> tuple[str, ...]:
    """Document ids by their best passage and their best unit, best first, each once."""
    if not ranked.candidates:
        return ()
    scores: dict[DocumentRow, float] = {}
    for hit in ranked.hits:
        scores.setdefault(index.passage_documents[hit.passage], hit.score)
    best: dict[DocumentRow, float] = {}
    for candidate in ranked.candidates:
        best.setdefault(index.units[candidate.row].document, candidate.score)
    least = min(best.values())
    order = sorted(scores, key=lambda row: -scores[row] - fusion.document * best.get(row, least))
    return tuple(index.documents[row].id for row in order[:limit])
