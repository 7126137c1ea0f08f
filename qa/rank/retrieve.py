"""The second stage: a query -> the passages that may answer it, best first.

Two searches look for it: by embedding, and by words (BM25 over titles, headings and text). Whatever
one finds is scored by both, and the scores are added with weights (`Fusion`) that were measured
against reciprocal rank fusion and z-scores: a cosine and a BM25 score divided by the question's own
weight say more than ranks do, and mean the same in all collections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.index import Index
from indexer.rows import DocumentRow, PassageRow
from qa.query.understand import Query
from qa.weights import Fusion

DEPTH = 60  # results taken from each search
KEPT = 40  # passages kept after fusion
# A share of the weight of the words, which no passage can exceed by much; a word that is in nearly
# every text has next to no weight, and would be all that counts.
_MOST_BM25 = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage's row and why it was found. Ranks count from 1; None: not found by that search."""

    passage: PassageRow
    score: float
    dense: float
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
    """Worth keeping: as `Index.passages_in`. `documents` are rows."""
    return Scope(documents=documents, passages=index.passages_in(documents))


def retrieve(
    index: Index, query: Query, fusion: Fusion, scope: Scope | None = None
) -> tuple[Hit, ...]:
    """At most KEPT passages, best first, none twice. `scope`: the only documents to search."""
    passages, documents = (scope.passages, scope.documents) if scope else (None, None)
    dense = index.passage_vectors.search(query.vector, DEPTH, passages)
    sparse = index.sparse.search(query.lexical, DEPTH, documents)
    found = {row for row, _ in dense} | {row for row, _ in sparse}
    if query.joined is not None:
        found |= {row for row, _ in index.passage_vectors.search(query.joined, DEPTH, passages)}
    hits = _fused(index, query, fusion, sorted(found), dense, sparse)
    index.expect([hit.passage for hit in hits])
    return hits


def _fused(
    index: Index,
    query: Query,
    fusion: Fusion,
    rows: Sequence[PassageRow],
    dense: Sequence[tuple[PassageRow, float]],
    sparse: Sequence[tuple[PassageRow, float]],
) -> tuple[Hit, ...]:
    """The KEPT best of the passages, best first: each is scored by all searches, whichever of
    them found it."""
    if not rows:
        return ()
    cosines = index.passage_vectors.cosines(query.vector, rows).tolist()
    contexts = [0.0] * len(rows)
    if query.joined is not None:
        contexts = index.passage_vectors.cosines(query.joined, rows).tolist()
    bm25 = {row: min(score / max(query.weight, 1e-6), _MOST_BM25) for row, score in sparse}
    dense_rank = {row: rank for rank, (row, _) in enumerate(dense, 1)}
    sparse_rank = {row: rank for rank, (row, _) in enumerate(sparse, 1)}
    scores = [
        fusion.dense * cosine + fusion.sparse * bm25.get(row, 0.0) + query.context.weight * near
        for row, cosine, near in zip(rows, cosines, contexts, strict=True)
    ]
    return tuple(
        Hit(
            passage=rows[at],
            score=scores[at],
            dense=cosines[at],
            sparse=bm25.get(rows[at], 0.0),
            context=contexts[at],
            dense_rank=dense_rank.get(rows[at]),
            sparse_rank=sparse_rank.get(rows[at]),
        )
        for at in sorted(range(len(rows)), key=lambda at: (-scores[at], rows[at]))[:KEPT]
    )
