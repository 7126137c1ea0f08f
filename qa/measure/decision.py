"""Fits the decision, answer or refuse, from nothing: a logistic regression and two numbers.

First the features are weighed to tell the questions that have an answer from the others. Then the
log-odds are stretched and moved as a whole, which changes no order, until they say how often the
first quote is right, for that is what a confidence means. What always holds: every set counts the
same; a feature's weight is pulled to nothing in proportion to how much the feature varies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from qa.measure.choice import RARE, shares
from qa.measure.examples import Example
from qa.measure.metrics import Judged, operating_point
from qa.weights import BESIDE_A_READER, FEATURES, Weights

RIDGE = 10.0  # of 0.3 to 50, left-out corpora tell little between them
STEEPEST = 1.0  # confidence is never made surer than the first fit has it
NEARLY = 0.015  # of balanced accuracy: thresholds that lose less than this are as good as the best
THRESHOLDS = tuple(round(0.05 + 0.01 * step, 2) for step in range(91))

Matrix = npt.NDArray[np.float64]
Sets = Mapping[str, Sequence[Example]]


def fit_decision(sets: Sets, prior: Weights, *, ridge: float = RIDGE) -> Weights:
    """`prior` with other `decision`, `personal`, `intercept` and `threshold`. Of `prior` is read
    which `personal` weights there are, the weight of what too few questions tell of, and whether a
    reader has read: then only BESIDE_A_READER is weighed."""
    decided = {name: [one for one in held if one.decided] for name, held in sets.items()}
    examples = [one for held in decided.values() for one in held]
    counts = shares(decided)
    columns = inputs(examples, tuple(prior.personal))
    if prior.reader:
        columns[:, [name not in BESIDE_A_READER for name in FEATURES]] = 0.0
    answerable = np.array([one.answerable for one in examples], dtype=np.float64)
    nothing = np.zeros(len(examples))
    pulls = ridge * columns.var(axis=0)
    weights, intercept = logistic(columns, answerable, counts, nothing, pulls)
    right = np.array([one.first for one in examples], dtype=np.float64)
    stretch, moved = _stretch(columns @ weights + intercept, right, counts)
    values = [round(float(value), 4) for value in weights * stretch]
    told = np.count_nonzero(columns, axis=0) >= RARE
    made = replace(
        prior,
        decision={
            name: value if enough else prior.decision.get(name, 0.0)
            for name, value, enough in zip(FEATURES, values, told, strict=False)
        },
        personal=dict(zip(prior.personal, values[len(FEATURES) :], strict=True)),
        intercept=round(intercept * stretch + moved, 4),
    )
    return replace(made, threshold=best_threshold(sets, made) or prior.threshold)


def inputs(examples: Sequence[Example], personal: Sequence[str]) -> Matrix:
    """A row an example: its features, then those that count otherwise for personal questions."""
    features = np.stack([one.features for one in examples]).astype(np.float64)
    tells = features[:, [FEATURES.index("personal")]]
    return np.hstack([features, tells * features[:, [FEATURES.index(name) for name in personal]]])


def logistic(
    columns: Matrix, labels: Matrix, counts: Matrix, offset: Matrix, pulls: Matrix
) -> tuple[Matrix, float]:
    """Weights and intercept of the least weighted log loss + half of `pulls` times their squares;
    the intercept isn't pulled. By L-BFGS."""
    from scipy.optimize import minimize

    def loss(point: Matrix) -> tuple[float, Matrix]:
        return log_loss(point, columns, labels, counts, offset, pulls)

    start = np.zeros(columns.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 5_000})
    return found.x[:-1], float(found.x[-1])


def log_loss(
    point: Matrix,
    columns: Matrix,
    labels: Matrix,
    counts: Matrix,
    offset: Matrix,
    pulls: Matrix,
) -> tuple[float, Matrix]:
    """The loss at weights and intercept, and its slope."""
    z = columns @ point[:-1] + point[-1] + offset
    value = counts @ (np.logaddexp(0.0, z) - labels * z) + pulls @ point[:-1] ** 2 / 2
    wrong = counts * (0.5 * (1 + np.tanh(z / 2)) - labels)
    return float(value), np.append(columns.T @ wrong + pulls * point[:-1], wrong.sum())


def _stretch(log_odds: Matrix, right: Matrix, counts: Matrix) -> tuple[float, float]:
    """How much to stretch log-odds, and then to move them, to say how often something is right."""
    still = np.zeros(len(log_odds))
    stretch, moved = logistic(log_odds[:, None], right, counts, still, np.zeros(1))
    if 0 < stretch[0] <= STEEPEST:
        return float(stretch[0]), moved
    _, moved = logistic(np.zeros((len(log_odds), 1)), right, counts, log_odds, np.ones(1))
    return 1.0, moved


def confidences(examples: Sequence[Example], weights: Weights) -> Matrix:
    """As `qa.decide.probability`; 0 where there was nothing to decide."""
    found = np.zeros(len(examples))
    decided = [at for at, one in enumerate(examples) if one.decided]
    if decided:
        names = tuple(weights.personal)
        columns = inputs([examples[at] for at in decided], names)
        vector = np.array(
            [weights.decision.get(name, 0.0) for name in FEATURES] + [*weights.personal.values()]
        )
        z = np.clip(columns @ vector + weights.intercept, -30.0, 30.0)
        found[decided] = 1 / (1 + np.exp(-z))
    return found


def judge(examples: Sequence[Example], weights: Weights) -> tuple[Judged, ...]:
    return tuple(
        Judged(confidence=float(value), answerable=one.answerable, decided=one.decided)
        for one, value in zip(examples, confidences(examples, weights), strict=True)
    )


def best_threshold(
    sets: Sets, weights: Weights, allowed: Callable[[float], bool] = lambda _: True
) -> float | None:
    """The one of the best balanced accuracy, meant over the sets that have questions of both
    kinds; of those that are as good, the middle one. None where none is allowed."""
    judged = [
        judge(held, weights) for held in sets.values() if len({one.answerable for one in held}) == 2
    ]
    if not judged:
        return weights.threshold
    means = {
        at: sum(operating_point(one, at).balanced_accuracy for one in judged) / len(judged)
        for at in THRESHOLDS
        if allowed(at)
    }
    best = [at for at, mean in means.items() if mean >= max(means.values()) - NEARLY]
    return best[len(best) // 2] if best else None


def quoted(examples: Sequence[Example], sure: Matrix, threshold: float) -> float | None:
    """quote@1 at those confidences: the first quote answers and is shown."""
    shown = [
        one.first and one.decided and value >= threshold
        for one, value in zip(examples, sure.tolist(), strict=True)
        if one.answerable
    ]
    return sum(shown) / len(shown) if shown else None
