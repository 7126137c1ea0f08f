"""Answer or refuse? A probability from a small model that can be read.

A logistic regression over a handful of evidence features, its coefficients in `weights.json`, says
how likely it is that the first quote answers the question. At `threshold` or above it is shown as
an answer, below it the desk refuses.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from importlib import resources

from qa.analyse import Analysis
from qa.answer_type import AnswerType
from qa.retrieve import Hit
from qa.select import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What the decision is made from.

    cosine     of the question and the best sentence
    passage    of the question and the best passage
    overlap    share of the question's word weight in the quoted sentence
    nearby     the same in its passage and headings
    missing    share of the question's word weight that no document holds
    kind_found / kind_absent   a kind of answer was asked for, and is / isn't in the quote
    agreement  both searches have the same passage among their first three
    margin     how far the best passage's fused score is ahead of the fifth's
    few_words  the question has at most one content word
    heading    likeness of the question and the heading above the quote
    """

    cosine: float
    passage: float
    overlap: float
    nearby: float
    missing: float
    kind_found: float
    kind_absent: float
    agreement: float
    margin: float
    few_words: float
    heading: float


FEATURES = tuple(field.name for field in fields(Features))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Coefficients of both models and the threshold, as in `weights.json`."""

    units: Mapping[str, float]
    decision: Mapping[str, float]
    intercept: float
    threshold: float


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    raw = json.loads((resources.files("qa") / "weights.json").read_text(encoding="utf-8"))
    return Weights(
        units=raw["units"],
        decision=raw["decision"],
        intercept=raw["intercept"],
        threshold=raw["threshold"],
    )


def features_of(
    analysis: Analysis, hits: Sequence[Hit], candidates: Sequence[Candidate]
) -> Features:
    best = candidates[0]
    untyped = analysis.kind in (AnswerType.OPEN, AnswerType.LIST, AnswerType.STEPS)
    missing = sum(term.idf for term in analysis.terms if not term.known)
    fifth = hits[min(4, len(hits) - 1)].score
    return Features(
        cosine=best.evidence.cosine,
        passage=max(hit.dense for hit in hits[:3]),
        overlap=best.evidence.overlap,
        nearby=best.evidence.nearby,
        missing=missing / analysis.weight if analysis.weight else 1.0,
        kind_found=0.0 if untyped else best.evidence.kind,
        kind_absent=0.0 if untyped else 1.0 - best.evidence.kind,
        agreement=float(
            any((hit.dense_rank or 99) <= 3 and (hit.sparse_rank or 99) <= 3 for hit in hits[:3])
        ),
        margin=hits[0].score - fifth,
        few_words=float(len(analysis.terms) <= 1),
        heading=best.evidence.heading,
    )


def probability(features: Features, weights: Weights) -> float:
    """That the first quote answers the question, 0 to 1."""
    values = asdict(features)
    z = weights.intercept + sum(weights.decision.get(name, 0.0) * values[name] for name in FEATURES)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))
