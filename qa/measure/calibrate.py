"""Refits the decision, answer or refuse, to a desk's own questions.

The weights in use are where the fit starts from and what it is pulled back to: a few questions
move little, many move much. What it gains is measured on questions that it was not fitted to. The
choice of quotes is left as it is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np
import numpy.typing as npt

from qa.decide import probability
from qa.engine import Engine
from qa.measure.evaluate import Expected
from qa.measure.metrics import (
    Judged,
    Point,
    auroc,
    calibration_error,
    log_loss,
    operating_point,
    reliability,
)
from qa.weights import FEATURES, Features, Weights

FOLDS = 5
LEAST_QUESTIONS = 20
LEAST_OF_EACH = 5  # questions that have an answer, and questions that have none
PULL = 50.0  # see `pull_of`
INTERCEPT_PULL = 0.1  # of the pull: the share of answerable questions differs most among desks
ROUNDING = 0.005
THRESHOLDS = tuple(round(0.05 + 0.01 * step, 2) for step in range(91))
SHOWN_THRESHOLDS = tuple(step / 10 for step in range(1, 10))

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Evidence for one question, and whether the documents hold an answer to it.

    The label is `answerable`, not "the first quote is right": the decision is to refuse what the
    documents don't answer, and most desks can say that of a question more easily.
    Examples of one `group` are never parted between fitting and measuring.
    """

    features: Features
    answerable: bool
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Of probabilities and decisions for questions that weren't fitted to."""

    log_loss: float
    auroc: float | None
    ece: float | None
    balanced_accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The refitted weights, and what they are worth by cross-validation.

    before, after     in `after` each fold's threshold too was chosen without its questions
    judged            each example with the probability that it got when it wasn't fitted to
    points            what thresholds would have cost, over `judged`
    """

    weights: Weights
    before: Quality
    after: Quality
    judged: tuple[Judged, ...]
    points: tuple[Point, ...]

    @property
    def worse(self) -> tuple[str, ...]:
        """The figures that the fit made worse by more than rounding."""
        before, after = self.before, self.after
        gains = {
            "log_loss": before.log_loss - after.log_loss,
            "auroc": (after.auroc or 0.0) - (before.auroc or 0.0),
            "balanced_accuracy": after.balanced_accuracy - before.balanced_accuracy,
        }
        return tuple(name for name, gain in gains.items() if gain < -ROUNDING)


def example_of(engine: Engine, expected: Expected) -> Example | None:
    """None where the decision is not made from evidence: nothing was found, say.

    Raises QuestionError as `Engine.examine` does.
    """
    examined = engine.examine(expected.question)
    if examined is None or examined.query.context.lost or examined.decision.features is None:
        return None
    return Example(
        features=examined.decision.features,
        answerable=expected.answerable,
        group=group_of(expected),
    )


def group_of(expected: Expected) -> str:
    """The document that is asked about, else the conversation, else the question itself."""
    if expected.relevant:
        return f"document {next(iter(expected.relevant))}"
    asked = [turn.content for turn in expected.question.history if turn.role == "user"]
    return f"question {asked[0] if asked else expected.question.text}"


def enough(labels: Iterable[bool]) -> bool:
    """There are questions enough, of both kinds."""
    counts = Counter(labels)
    return counts.total() >= LEAST_QUESTIONS and min(counts[True], counts[False]) >= LEAST_OF_EACH


# --- fitting ----------------------------------------------------------------------------------


def pull_of(examples: Iterable[Example]) -> float:
    """The pull for so many questions, of which the rarer kind counts: 1 where there are 50 of it.

    What few questions without an answer have in common is chance. On collections of 30 to 600
    questions this was found near to the best of 0.1 to 100, for log loss and for AUROC.
    """
    counts = Counter(one.answerable for one in examples)
    return PULL / max(1, min(counts[True], counts[False]))


def fit(examples: Sequence[Example], prior: Weights, *, pull: float | None = None) -> Weights:
    """Logistic regression whose weights are normally distributed around `prior`'s (maximum a
    posteriori, by L-BFGS). `units`, `threshold` and which `personal` weights there are stay.

    `pull` is one over that distribution's variance: the greater, the nearer to `prior`
    (default: `pull_of`).
    """
    from scipy.optimize import minimize

    inputs = _inputs(examples, prior)
    labels = np.array([one.answerable for one in examples], dtype=np.float64)
    start = np.array(
        [
            *(prior.decision.get(name, 0.0) for name in FEATURES),
            *prior.personal.values(),
            prior.intercept,
        ]
    )
    pulls = np.full(len(start), pull_of(examples) if pull is None else pull)
    pulls[-1] *= INTERCEPT_PULL

    def loss(point: Matrix) -> tuple[float, Matrix]:
        z = inputs @ point
        moved = point - start
        value = np.logaddexp(0.0, z).sum() - labels @ z + (pulls * moved) @ moved / 2
        slope = inputs.T @ (0.5 * (1 + np.tanh(z / 2)) - labels) + pulls * moved
        return float(value), slope

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 2_000})
    values = [round(float(value), 4) for value in found.x]
    return replace(
        prior,
        decision=dict(zip(FEATURES, values, strict=False)),
        personal=dict(zip(prior.personal, values[len(FEATURES) :], strict=False)),
        intercept=values[-1],
    )


def _inputs(examples: Sequence[Example], prior: Weights) -> Matrix:
    """One row an example: features, those that count otherwise for personal questions, 1."""
    features = np.array([astuple(one.features) for one in examples], dtype=np.float64)
    personal = features[:, [FEATURES.index("personal")]]
    columns = [FEATURES.index(name) for name in prior.personal]
    return np.hstack([features, personal * features[:, columns], np.ones_like(personal)])


def best_threshold(judged: Sequence[Judged]) -> float:
    """The one of the best balanced accuracy; of equals, the middle one."""
    scores = [operating_point(judged, at).balanced_accuracy for at in THRESHOLDS]
    best = [at for at, score in zip(THRESHOLDS, scores, strict=True) if score == max(scores)]
    return best[len(best) // 2]


# --- measuring --------------------------------------------------------------------------------


def calibrate(
    examples: Sequence[Example], prior: Weights, *, pull: float | None = None
) -> Calibration:
    """Fits to all examples, and measures by fitting to four fifths of them five times.

    Raises ValueError without `enough` examples.
    """
    if not enough(one.answerable for one in examples):
        raise ValueError(f"{len(examples)} examples are too few, or of one kind")
    folds = folds_of(examples)
    unseen: dict[int, Judged] = {}
    decided: dict[int, Judged] = {}  # confidence 1 or 0: answered or refused
    for fold in sorted(set(folds)):
        others = [one for one, at in zip(examples, folds, strict=True) if at != fold]
        weights = fit(others, prior, pull=pull)
        threshold = best_threshold(_judge(others, weights))
        for row, (one, at) in enumerate(zip(examples, folds, strict=True)):
            if at == fold:
                [unseen[row]] = _judge([one], weights)
                said = float(unseen[row].confidence >= threshold)
                decided[row] = replace(unseen[row], confidence=said)
    judged = tuple(unseen[row] for row in range(len(examples)))
    before = _judge(examples, prior)
    answers = [decided[row] for row in range(len(examples))]
    return Calibration(
        weights=replace(fit(examples, prior, pull=pull), threshold=best_threshold(judged)),
        before=_quality(before, operating_point(before, prior.threshold)),
        after=_quality(judged, operating_point(answers, 0.5)),
        judged=judged,
        points=tuple(operating_point(judged, at) for at in SHOWN_THRESHOLDS),
    )


def folds_of(examples: Sequence[Example]) -> tuple[int, ...]:
    """A number below five for each example, the same each time; both kinds are spread evenly.

    Groups stay together, unless there are too few to have both kinds in every fit.
    """
    groups = [one.group for one in examples]
    kinds = [{one.group for one in examples if one.answerable is kind} for kind in (True, False)]
    if min(map(len, kinds)) < FOLDS:
        groups = [str(astuple(one.features)) for one in examples]
    members: dict[str, list[int]] = {}
    for row, group in enumerate(groups):
        members.setdefault(group, []).append(row)
    counts: list[Counter[bool]] = [Counter() for _ in range(FOLDS)]
    folds = [0] * len(examples)
    for rows in sorted(members.values(), key=lambda rows: (-len(rows), _digest(groups[rows[0]]))):
        held = Counter(examples[row].answerable for row in rows)
        kind = held[True] >= held[False]
        fold = min(range(FOLDS), key=lambda at: (counts[at][kind], counts[at].total(), at))
        counts[fold] += held
        for row in rows:
            folds[row] = fold
    return tuple(folds)


def _digest(group: str) -> str:
    return hashlib.sha256(group.encode("utf-8", "surrogatepass")).hexdigest()


def _judge(examples: Iterable[Example], weights: Weights) -> tuple[Judged, ...]:
    return tuple(
        Judged(confidence=probability(one.features, weights), answerable=one.answerable)
        for one in examples
    )


def _quality(judged: Sequence[Judged], point: Point) -> Quality:
    pairs = [(one.confidence, one.answerable) for one in judged]
    return Quality(
        log_loss=log_loss(pairs),
        auroc=auroc(pairs),
        ece=calibration_error(reliability(pairs)),
        balanced_accuracy=point.balanced_accuracy,
    )
