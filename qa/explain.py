"""How a reply came about, as data: what each stage found, and why this span won or none did.

It is made from what the engine looked at anyway; asking for it changes no reply.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from indexer.index import Index
from qa.decide import contributions
from qa.examined import Examined
from qa.passages import Passages
from qa.query.analysis import Analysis
from qa.query.conversation import Context
from qa.rank.rank import Candidate, Ranked
from qa.rank.retrieve import Hit
from qa.weights import EVIDENCE, Weights

SHOWN_HITS = 10
SHOWN_CANDIDATES = 10


def explanation(examined: Examined, passages: Passages) -> dict[str, Any]:
    """JSON-ready: question, retrieval, reading, selection and decision, in the order in which they
    work."""
    index, query, ranked = passages.index, examined.query, examined.ranked
    weights = examined.weights
    fusion = {name: value for name, value in asdict(weights.fusion).items() if name != "document"}
    return {
        "question": _question(query.analysis, query.context),
        "retrieval": {
            "weights": fusion | {"context": query.context.weight},
            "passages": [_hit(hit, index) for hit in ranked.hits[:SHOWN_HITS]],
        },
        "reading": _reading(ranked, index),
        "selection": {
            "weights": dict(weights.units),
            "units": [_candidate(c, index) for c in ranked.candidates[:SHOWN_CANDIDATES]],
        },
        "decision": _decision(examined, weights),
    }


def _question(analysis: Analysis, context: Context) -> dict[str, Any]:
    return {
        "original": analysis.original,
        "searched_for": analysis.text,
        "kind": analysis.kind.value,
        "terms": [
            {
                "word": term.word,
                "stem": term.stem,
                "weight": round(term.idf, 3),
                "in_corpus": term.known,
                "also": [" ".join(other) for other in term.also],
            }
            for term in analysis.terms
        ],
        "leans_on_history": context.leans,
        "joined": context.joined,
        "carried": list(context.carried),
    }


def _hit(hit: Hit, index: Index) -> dict[str, Any]:
    passage = index.passage(hit.passage)
    return {
        "passage": passage.id,
        "start": passage.span.start,
        "end": passage.span.end,
        "dense_rank": hit.dense_rank,
        "dense": round(hit.dense, 4),
        "sparse_rank": hit.sparse_rank,
        "sparse": round(hit.sparse, 4),
        "context": round(hit.context, 4),
        "fused": round(hit.score, 4),
    }


def _reading(ranked: Ranked, index: Index) -> dict[str, Any] | None:
    """What a reader read, in its order, and what it said, as log-odds; None without one. What it
    says of a unit is in that unit's evidence."""
    readings = ranked.readings
    if readings is None:
        return None
    return {
        "question": ranked.query.readable,
        "answers": round(readings.answers, 4),
        "passages": [
            {"passage": index.passage(row).id, "answers": round(said, 4)}
            for row, said in readings.passages.items()
        ],
    }


def _candidate(candidate: Candidate, index: Index) -> dict[str, Any]:
    unit = index.unit(candidate.row)
    return {
        "document_id": index.contents.listed(unit.document).id,
        "start": unit.span.start,
        "end": unit.span.end,
        "score": round(candidate.score, 4),
        "evidence": {name: round(getattr(candidate.evidence, name), 4) for name in EVIDENCE},
    }


def _decision(examined: Examined, weights: Weights) -> dict[str, Any]:
    features, confidence = examined.decision.features, examined.decision.confidence
    if features is None:
        return {"confidence": 0.0, "threshold": weights.threshold, "features": {}}
    added = contributions(features, weights)
    return {
        "confidence": round(confidence, 4),
        "threshold": weights.threshold,
        "intercept": weights.intercept,
        "features": {
            name: {"value": round(value, 4), "adds": round(added[name], 4)}
            for name, value in asdict(features).items()
        },
    }
