"""Fits how documents are ranked: the weights of the searches, and the share of the best unit.

There are two numbers (the passage's own cosine counts 1), so all of a grid are tried: what is
measured is what is wanted, nDCG@5 of documents, meant over the sets. What always holds: no set
loses by a change, and one that gains less than `LEAST_GAIN` is none, for the other weights are in
units of these.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import numpy.typing as npt

from qa.measure.choice import vector_of
from qa.measure.examples import Example
from qa.weights import Fusion

SPARSE = (0.2, 0.25, 0.3, 0.35, 0.5)  # below .2 it finds less on corpora not fitted to
DOCUMENT = (0.0, 0.015, 0.03, 0.045, 0.06)
LEAST_GAIN = 0.005
LOSS = 0.005  # a set that loses less in a figure is as good as before
SEEN = 5  # documents that count

Sets = Mapping[str, Sequence[Example]]
Matrix = npt.NDArray[np.float64]


def fit_ranking(sets: Sets, units: Mapping[str, float], prior: Fusion) -> Fusion:
    """The best of the grid with which no set loses, or `prior` where that gains too little."""
    before = {name: quality(held, units, prior) for name, held in sets.items()}
    measured = {
        ranking: gain(sets, units, ranking)
        for ranking in {*grid(prior), prior}
        if all(_harmless(held, units, ranking, before[name]) for name, held in sets.items())
    }
    best = max(measured, key=lambda one: (round(measured[one], 6), one == prior, _far(one, prior)))
    return best if measured[best] >= measured[prior] + LEAST_GAIN else prior


def _harmless(
    examples: Sequence[Example],
    units: Mapping[str, float],
    ranking: Fusion,
    before: tuple[float, float],
) -> bool:
    """No figure is lower by more than chance makes it."""
    now = quality(examples, units, ranking)
    return all(after >= was - LOSS for was, after in zip(before, now, strict=True))


def grid(prior: Fusion) -> list[Fusion]:
    return [
        replace(prior, sparse=sparse, document=document)
        for sparse, document in product(SPARSE, DOCUMENT)
    ]


def _far(one: Fusion, prior: Fusion) -> float:
    """Of equals, the nearest to what is in use."""
    return -abs(one.sparse - prior.sparse)


def gain(sets: Sets, units: Mapping[str, float], ranking: Fusion) -> float:
    """nDCG@5, meant over the sets that say which documents are relevant."""
    found = [ndcg for held in sets.values() if (ndcg := quality(held, units, ranking)[1]) >= 0]
    return sum(found) / len(found) if found else 0.0


def quality(
    examples: Sequence[Example], units: Mapping[str, float], ranking: Fusion
) -> tuple[float, float]:
    """hit@1 and nDCG@5 over the questions that name relevant documents; -1 without any."""
    known = [one for one in examples if one.answerable and one.relevant]
    if not known:
        return -1.0, -1.0
    vector = vector_of(units)
    ranked = [ranks(one, vector, ranking) for one in known]
    hits = sum(0 in each for each in ranked) / len(known)
    gains = [
        sum(1 / math.log2(rank + 2) for rank in each if rank < SEEN)
        / sum(1 / math.log2(rank + 2) for rank in range(min(SEEN, one.relevant)))
        for one, each in zip(known, ranked, strict=True)
    ]
    return hits, sum(gains) / len(known)


def ranks(one: Example, units: Matrix, ranking: Fusion) -> list[int]:
    """Where the relevant documents stand, counted from 0, as `rank_documents` would have it."""
    if not len(one.parts) or not len(one.evidence):
        return []
    scores = one.parts @ np.array([ranking.dense, ranking.sparse, 1.0])
    unit_scores = one.evidence @ units
    names, place = np.unique(one.documents, return_inverse=True)
    best = np.full(len(names), -np.inf)
    np.maximum.at(best, place, scores)
    lifted = np.full(len(names), -np.inf)
    there = np.isin(one.owners, names)
    np.maximum.at(lifted, np.searchsorted(names, one.owners[there]), unit_scores[there])
    lifted[np.isinf(lifted)] = lifted[~np.isinf(lifted)].min(initial=0.0)
    order = np.argsort(-best - ranking.document * lifted, kind="stable")
    wanted = np.zeros(len(names), dtype=np.bool_)
    wanted[place[one.wanted]] = True
    return [rank for rank, at in enumerate(order[:10]) if wanted[at]]
