"""The second stage: a query -> the passages that may answer it, best first.

Three searches look for it: passages by embedding, sentences by embedding, passages by words (BM25
over titles, headings and text). Sentences are looked for in the passages that are anywhere near:
among all sentences of a large index it would take longer than all else together. Whatever a search
finds is scored by all, and the scores are added with weights (`Fusion`) that were measured against
reciprocal rank fusion: cosines and a BM25 score divided by the question's own weight say more than
ranks do.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import cast

import numpy as np

from indexer.embed import Vectors
from indexer.index import Index
from indexer.rows import DocumentRow, PassageRow, UnitRow
from qa.query.understand import Query
from qa.weights import Fusion

DEPTH = 60  # results taken from each search
NEAR = 240  # nearest passages whose sentences are looked at
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
    """The rows of some documents, and of their passages."""

    documents: frozenset[DocumentRow]
    passages: Sequence[PassageRow]


def scope_of(index: Index, documents: frozenset[DocumentRow]) -> Scope:
    """O(number of passages); worth keeping. `documents` are rows."""
    passages = array("q", (p for p, d in enumerate(index.passage_documents) if d in documents))
    return Scope(documents=documents, passages=cast("Sequence[PassageRow]", passages))


def retrieve(
    index: Index, query: Query, fusion: Fusion, scope: Scope | None = None
) -> tuple[Hit, ...]:
    """At most KEPT passages, best first, none twice. `scope`: the only documents to search."""
    passages, documents = (scope.passages, scope.documents) if scope else (None, None)
    near = index.passage_vectors.search(query.vector, NEAR, passages)
    dense = near[:DEPTH]
    sparse = index.sparse.search(query.lexical, DEPTH, documents)
    found = {row for row, _ in dense} | {row for row, _ in sparse}
    if query.joined is not None:
        found |= {row for row, _ in index.passage_vectors.search(query.joined, DEPTH, passages)}
    best, nearest = sentences(index, query.vector, sorted(found | {row for row, _ in near}))
    return _fused(index, query, fusion, sorted(found | nearest), dense, sparse, best)


def _fused(
    index: Index,
    query: Query,
    fusion: Fusion,
    rows: Sequence[PassageRow],
    dense: Sequence[tuple[PassageRow, float]],
    sparse: Sequence[tuple[PassageRow, float]],
    best: Mapping[PassageRow, float],
) -> tuple[Hit, ...]:
    """The KEPT best of the passages, best first: each is scored by all searches, whichever of
    them found it. `best` as in `sentences`."""
    if not rows:
        return ()
    cosines = index.passage_vectors.cosines(query.vector, rows).tolist()
    contexts = [0.0] * len(rows)
    if query.joined is not None:
        contexts = index.passage_vectors.cosines(query.joined, rows).tolist()
    bm25 = {row: score / max(query.weight, 1e-6) for row, score in sparse}
    dense_rank = {row: rank for rank, (row, _) in enumerate(dense, 1)}
    sparse_rank = {row: rank for rank, (row, _) in enumerate(sparse, 1)}
    scores = [
        fusion.dense * cosine
        + fusion.unit * best[row]
        + fusion.sparse * bm25.get(row, 0.0)
        + query.context.weight * near
        for row, cosine, near in zip(rows, cosines, contexts, strict=True)
    ]
    return tuple(
        Hit(
            passage=rows[at],
            score=scores[at],
            dense=cosines[at],
            unit=best[rows[at]],
            sparse=bm25.get(rows[at], 0.0),
            context=contexts[at],
            dense_rank=dense_rank.get(rows[at]),
            sparse_rank=sparse_rank.get(rows[at]),
        )
        for at in sorted(range(len(rows)), key=lambda at: (-scores[at], rows[at]))[:KEPT]
    )


def sentences(
    index: Index, query: Vectors, passages: Sequence[PassageRow]
) -> tuple[dict[PassageRow, float], set[PassageRow]]:
    """For each passage the highest cosine of its sentences, boilerplate left out (0 if none); and
    the passages that the DEPTH nearest of all these sentences stand in."""
    rows = list(chain.from_iterable(index.unit_rows[p] for p in passages))
    cosines = index.placed_vectors.cosines(query, rows)
    nearest = np.argsort(-cosines, kind="stable")[:DEPTH].tolist()
    best: dict[PassageRow, float] = {}
    each = iter(cosines.tolist())
    for passage in passages:
        own = index.unit_rows[passage]
        best[passage] = _best(index, own, list(islice(each, len(own))))
    return best, {index.units[rows[at]].passage for at in nearest}


def _best(index: Index, rows: Sequence[UnitRow], cosines: Sequence[float]) -> float:
    best = max(cosines, default=0.0)
    if best > 0 and index.units[rows[cosines.index(best)]].boilerplate:
        pairs = zip(rows, cosines, strict=True)
        best = max((c for row, c in pairs if not index.units[row].boilerplate), default=0.0)
    return max(best, 0.0)
