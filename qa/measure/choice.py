"""Fits the choice of quotes: which of a question's units is picked first.

A multinomial logistic regression, one choice among all units that were weighed; where several are
right, any of them will do, so that the sum of their probabilities counts. What always holds: every
set counts the same, however many questions it has; the same examples give the same weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from qa.measure.examples import Example
from qa.weights import EVIDENCE

RARE = 50  # questions; a weight that fewer say anything about stays as it is in use
RIDGE = 3.0  # one over the variance that a weight is thought to have

Matrix = npt.NDArray[np.float64]
Sets = Mapping[str, Sequence[Example]]


def fit_choice(
    sets: Sets, *, ridge: float = RIDGE, near: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Evidence -> weight. `near`: where to start, which saves time and changes nothing.

    Raises ValueError where there is no question with a choice."""
    from scipy.optimize import minimize

    chosen = {name: [one for one in held if one.chosen] for name, held in sets.items()}
    weights = shares(chosen)
    problem = Choice([one for held in chosen.values() for one in held], weights)

    def loss(point: Matrix) -> tuple[float, Matrix]:
        value, slope = problem.loss(point)
        return value + ridge / 2 * float(point @ point), slope + ridge * point

    start = vector_of(near or {})
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: float(value) for name, value in zip(EVIDENCE, found.x, strict=True)}


def rare(sets: Sets) -> tuple[str, ...]:
    """The evidence in which the units differ for fewer questions than `RARE`."""
    counts = np.zeros(len(EVIDENCE))
    for held in sets.values():
        for one in held:
            if one.chosen:
                counts += np.ptp(one.evidence, axis=0) > 0
    return tuple(name for name, count in zip(EVIDENCE, counts, strict=True) if count < RARE)


def shares(sets: Sets) -> Matrix:
    """A weight a question, of mean 1, such that each set has the same in all."""
    counts = [len(held) for held in sets.values() if held]
    if not counts:
        raise ValueError("none of the questions has a right choice and a wrong one")
    return np.concatenate([np.full(n, sum(counts) / (len(counts) * n)) for n in counts])


class Choice:
    """The loss over many questions at once: their units end to end."""

    def __init__(self, examples: Sequence[Example], weights: Matrix) -> None:
        self._evidence = np.concatenate([one.evidence for one in examples]).astype(np.float64)
        self._right = np.concatenate([one.right for one in examples])
        sizes = [len(one.right) for one in examples]
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self._of = np.repeat(np.arange(len(examples)), sizes)
        self._weights = weights

    def loss(self, weights: Matrix) -> tuple[float, Matrix]:
        """Weighted negative log-likelihood that a right unit is picked, and its slope."""
        scores = self._evidence @ weights
        top = np.maximum.reduceat(scores, self._starts)
        raised = np.exp(scores - top[self._of])
        all_ = np.add.reduceat(raised, self._starts)
        right = np.add.reduceat(raised * self._right, self._starts)
        right = np.maximum(right, np.finfo(np.float64).tiny)
        pull = raised / all_[self._of] - raised * self._right / right[self._of]
        slope = self._evidence.T @ (pull * self._weights[self._of])
        return float(self._weights @ (np.log(all_) - np.log(right))), slope


def picks_right(examples: Sequence[Example], weights: Mapping[str, float]) -> float | None:
    """Share of the questions with an answer among the units whose first unit is a right one."""
    held = [one for one in examples if one.right.any()]
    if not held:
        return None
    vector = vector_of(weights)
    return sum(bool(one.right[np.argmax(one.evidence @ vector)]) for one in held) / len(held)


def vector_of(weights: Mapping[str, float]) -> Matrix:
    return np.array([weights.get(name, 0.0) for name in EVIDENCE])


def lead_of(examples: Sequence[Example], weights: Mapping[str, float]) -> float:
    """How far the best unit is ahead of the tenth, the median over the questions."""
    vector = vector_of(weights)
    leads = []
    for one in examples:
        scores = np.sort(one.evidence @ vector)[::-1]
        if len(scores):
            leads.append(scores[0] - scores[min(9, len(scores) - 1)])
    return float(np.median(leads)) if leads else 0.0
