"""A question -> the passages that may answer it, best first.

Three searches look for it: passages by embedding, sentences by embedding, passages by words (BM25
over titles, headings and text). Whatever one of them finds is scored by all, and the scores are
added with weights (`FUSION`) that were measured against reciprocal rank fusion: cosines and a BM25
score divided by the question's own weight say more than ranks do.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from indexer.embed import Vectors
from indexer.index import Index
from indexer.rows import DocumentRow, PassageRow, UnitRow

# Weights of: passage cosine, best sentence's cosine, BM25 a unit of question weight. Measured by
# document hit@1 and nDCG@5; docs/answers.md has the table.
FUSION = {"dense": 1.0, "unit": 0.5, "sparse": 0.35}
DEPTH = 60  # results taken from each search
KEPT = 40  # passages kept after fusion


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage's row and why it was found. Ranks count from 1; None: not found by that search."""

    passage: int
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
    index: Index,
    *,
    query: Vectors,
    words: Mapping[str, float],
    weight: float,
    context: Vectors | None = None,
    context_weight: float = 0.0,
    scope: Scope | None = None,
) -> tuple[Hit, ...]:
    """At most KEPT passages, best first, none twice.

    query           embedding of the question, shape (dimension,)
    words           words for the lexical search with their weights
    weight          what a passage that holds every word is worth (sum of idf), for scaling BM25
    context         embedding of the question joined with what went before, if that helps
    scope           the only documents to search, or None for all
    """
    passages, in_them = (scope.passages, scope.units) if scope else (None, None)
    dense = index.passage_vectors.search(query, DEPTH, passages)
    sparse = index.sparse.search(words, DEPTH, scope.documents if scope else None)
    found = {row for row, _ in dense} | {row for row, _ in sparse}
    nearest = index.placed_vectors.search(query, DEPTH, in_them)
    found |= {index.units[row].passage for row, _ in nearest}
    if context is not None:
        found |= {row for row, _ in index.passage_vectors.search(context, DEPTH, passages)}
    rows = sorted(found)
    if not rows:
        return ()
    near = index.passage_vectors.cosines
    cosines = near(query, rows).tolist()
    contexts = near(context, rows).tolist() if context is not None else [0.0] * len(rows)
    units = best_units(index, query, rows)
    bm25 = {row: score / max(weight, 1e-6) for row, score in sparse}
    dense_rank = {row: rank for rank, (row, _) in enumerate(dense, 1)}
    sparse_rank = {row: rank for rank, (row, _) in enumerate(sparse, 1)}
    hits = [
        Hit(
            passage=row,
            score=FUSION["dense"] * cosine
            + FUSION["unit"] * unit
            + FUSION["sparse"] * bm25.get(row, 0.0)
            + context_weight * beside,
            dense=cosine,
            unit=unit,
            sparse=bm25.get(row, 0.0),
            context=beside,
            dense_rank=dense_rank.get(row),
            sparse_rank=sparse_rank.get(row),
        )
        for row, cosine, unit, beside in zip(rows, cosines, units, contexts, strict=True)
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage))[:KEPT])


def best_units(index: Index, query: Vectors, passages: Sequence[int]) -> list[float]:
    """For each passage the highest cosine of its sentences, furniture left out (0 if none)."""
    rows = [row for p in passages for row in index.unit_rows[p] if not index.units[row].furniture]
    best = dict.fromkeys(passages, 0.0)
    cosines = index.placed_vectors.cosines(query, rows).tolist()
    for row, cosine in zip(rows, cosines, strict=True):
        passage = index.units[row].passage
        best[passage] = max(best[passage], cosine)
    return [best[p] for p in passages]
