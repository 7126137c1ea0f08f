"""How a reply came about, as data: what each stage found, and why this span won or none did.

It is made from what the engine looked at anyway; asking for it changes no reply.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from indexer.index import Index
from qa.decide import Features, Weights, contributions
from qa.query.conversation import Context
from qa.query.understand import Analysis
from qa.quote.select import Selection
from qa.rank.features import EVIDENCE, Candidate
from qa.rank.retrieve import FUSION, Hit

SHOWN_HITS = 10
SHOWN_CANDIDATES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What the engine found for one question; `features` is None where no unit was read."""

    analysis: Analysis
    context: Context
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    selections: tuple[Selection, ...]
    ranking: tuple[str, ...]
    features: Features | None
    confidence: float


def explanation(examined: Examined, index: Index, weights: Weights) -> dict[str, Any]:
    """JSON-ready: question, retrieval, selection and decision, in the order in which they work."""
    return {
        "question": _question(examined.analysis, examined.context),
        "retrieval": {
            "weights": FUSION | {"context": examined.context.weight},
            "passages": [_hit(hit, index) for hit in examined.hits[:SHOWN_HITS]],
        },
        "selection": {
            "weights": dict(weights.units),
            "units": [_candidate(c, index) for c in examined.candidates[:SHOWN_CANDIDATES]],
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
    passage = index.passages[hit.passage]
    return {
        "passage": passage.id,
        "start": passage.span.start,
        "end": passage.span.end,
        "dense_rank": hit.dense_rank,
        "dense": round(hit.dense, 4),
        "sparse_rank": hit.sparse_rank,
        "sparse": round(hit.sparse, 4),
        "best_sentence": round(hit.unit, 4),
        "context": round(hit.context, 4),
        "fused": round(hit.score, 4),
    }


def _candidate(candidate: Candidate, index: Index) -> dict[str, Any]:
    unit = index.units[candidate.row]
    return {
        "document_id": index.documents[unit.document].id,
        "start": unit.span.start,
        "end": unit.span.end,
        "score": round(candidate.score, 4),
        "evidence": {name: round(getattr(candidate.evidence, name), 4) for name in EVIDENCE},
    }


def _decision(examined: Examined, weights: Weights) -> dict[str, Any]:
    if examined.features is None:
        return {"confidence": 0.0, "threshold": weights.threshold, "features": {}}
    added = contributions(examined.features, weights)
    return {
        "confidence": round(examined.confidence, 4),
        "threshold": weights.threshold,
        "intercept": weights.intercept,
        "features": {
            name: {"value": round(value, 4), "adds": round(added[name], 4)}
            for name, value in asdict(examined.features).items()
        },
    }
