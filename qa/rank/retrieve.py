"""The second stage: a query -> the passages that may answer it, best first.

Three searches look for it: passages by embedding, sentences by embedding, passages by words (BM25
over titles, headings and text). Whatever one of them finds is scored by all, and the scores are
added with weights (`Fusion`) that were measured against reciprocal rank fusion: cosines and a BM25
score divided by the question's own weight say more than ranks do.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from indexer.embed import Vectors
from indexer.index import Index
from indexer.rows import DocumentRow, PassageRow, UnitRow
from qa.query.understand import Query
from qa.weights import Fusion

DEPTH = 60  # results taken from each search
KEPT = 40  # passages kept after fusion


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage's row and why it was found. Ranks count from 1; None: not found by that search."""

    passage: PassageRow
    score: float
    dense: float
    unit: float
    sparse: float
    context: float
    dense_rank: int | None
    sparse_rank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The rows of some documents, of their passages and of the units in those."""

    documents: frozenset[DocumentRow]
    passages: Sequence[PassageRow]
    units: Sequence[UnitRow]


def scope_of(index: Index, documents: frozenset[DocumentRow]) -> Scope:
    """O(number of passages and units); worth keeping. `documents` are rows."""
    passages = array("q", (p for p, d in enumerate(index.passage_documents) if d in documents))
    units = array("q", (row for p in passages for row in index.unit_rows[p]))
    return Scope(
        documents=documents,
        passages=cast("Sequence[PassageRow]", passages),
        units=cast("Sequence[UnitRow]", units),
    )


def retrieve(
    index: Index, query: Query, fusion: Fusion, scope: Scope | None = None
) -> tuple[Hit, ...]:
    """At most KEPT passages, best first, none twice. `scope`: the only documents to search."""
    passages, units = (scope.passages, scope.units) if scope else (None, None)
    documents = scope.documents if scope else None
    dense = index.passage_vectors.search(query.vector, DEPTH, passages)
    sparse = index.sparse.search(query.lexical, DEPTH, documents)
    nearest = index.placed_vectors.search(query.vector, DEPTH, units)
    found = {row for row, _ in dense} | {row for row, _ in sparse}
    found |= {index.units[row].passage for row, _ in nearest}
    if query.joined is not None:
        found |= {row for row, _ in index.passage_vectors.search(query.joined, DEPTH, passages)}
    hits = _fused(index, query, fusion, sorted(found), dense, sparse)
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage))[:KEPT])


def _fused(
    index: Index,
    query: Query,
    fusion: Fusion,
    rows: Sequence[PassageRow],
    dense: Sequence[tuple[PassageRow, float]],
    sparse: Sequence[tuple[PassageRow, float]],
) -> list[Hit]:
    """Each passage scored by all searches, whichever of them found it."""
    if not rows:
        return []
    cosines = index.passage_vectors.cosines(query.vector, rows).tolist()
    contexts = [0.0] * len(rows)
    if query.joined is not None:
        contexts = index.passage_vectors.cosines(query.joined, rows).tolist()
    bm25 = {row: score / max(query.weight, 1e-6) for row, score in sparse}
    dense_rank = {row: rank for rank, (row, _) in enumerate(dense, 1)}
    sparse_rank = {row: rank for rank, (row, _) in enumerate(sparse, 1)}
    units = best_units(index, query.vector, rows)
    return [
        Hit(
            passage=row,
            score=fusion.dense * cosine
            + fusion.unit * unit
            + fusion.sparse * bm25.get(row, 0.0)
            + query.context.weight * near,
            dense=cosine,
            unit=unit,
            sparse=bm25.get(row, 0.0),
            context=near,
            dense_rank=dense_rank.get(row),
            sparse_rank=sparse_rank.get(row),
        )
        for row, cosine, unit, near in zip(rows, cosines, units, contexts, strict=True)
    ]


def best_units(index: Index, query: Vectors, passages: Sequence[PassageRow]) -> list[float]:
    """For each passage the highest cosine of its sentences, boilerplate left out (0 if none)."""
    rows = [row for p in passages for row in index.unit_rows[p] if not index.units[row].boilerplate]
    best = dict.fromkeys(passages, 0.0)
    cosines = index.placed_vectors.cosines(query, rows).tolist()
    for row, cosine in zip(rows, cosines, strict=True):
        passage = index.units[row].passage
        best[passage] = max(best[passage], cosine)
    return [best[p] for p in passages]
