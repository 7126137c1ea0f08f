"""What a probability and a decision are worth: pure functions over (confidence, label) pairs.

Evaluation and calibration share them, so that both mean the same by a figure.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10
CERTAIN = 1e-6  # a probability nearer to 0 or 1 counts as this near in the log loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Questions whose confidence is in [low, high): their number, mean confidence, share right."""

    low: float
    high: float
    questions: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a decision is judged by; `decided` as in `Case`."""

    confidence: float
    answerable: bool
    decided: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What a threshold costs, in questions: rightly answered are those that have an answer."""

    threshold: float
    answered_rightly: int
    answered_wrongly: int
    refused_rightly: int
    refused_wrongly: int

    @property
    def answered_share(self) -> float:
        """Of the questions that have an answer."""
        return self.answered_rightly / max(1, self.answered_rightly + self.refused_wrongly)

    @property
    def refused_share(self) -> float:
        """Of the questions that have none."""
        return self.refused_rightly / max(1, self.refused_rightly + self.answered_wrongly)

    @property
    def balanced_accuracy(self) -> float:
        return (self.answered_share + self.refused_share) / 2


def auroc(pairs: Iterable[tuple[float, bool]]) -> float | None:
    """Share of pairs of one right and one wrong that the confidence orders; a tie is a half."""
    right: list[float] = []
    wrong: list[float] = []
    for confidence, label in pairs:
        (right if label else wrong).append(confidence)
    if not right or not wrong:
        return None
    wrong.sort()
    wins = sum((bisect_left(wrong, one) + bisect_right(wrong, one)) / 2 for one in right)
    return wins / (len(right) * len(wrong))


def bin_of(confidence: float) -> int:
    """Which of the ten bins; 1 is in the last."""
    return min(BINS - 1, int(confidence * BINS))


def reliability(pairs: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Ten bins of equal width over (confidence, right); those without a question are left out."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        bins[bin_of(confidence)].append((confidence, right))
    return tuple(
        Bin(
            low=at / BINS,
            high=(at + 1) / BINS,
            questions=len(held),
            confidence=math.fsum(confidence for confidence, _ in held) / len(held),
            right=sum(right for _, right in held) / len(held),
        )
        for at, held in enumerate(bins)
        if held
    )


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error: |share right - mean confidence|, weighted by questions."""
    total = sum(one.questions for one in bins)
    if not total:
        return None
    return math.fsum(one.questions * abs(one.right - one.confidence) for one in bins) / total


def operating_point(judged: Iterable[Judged], threshold: float) -> Point:
    """What answering from `threshold` on would have done."""
    counts = {(a, b): 0 for a in (True, False) for b in (True, False)}
    for one in judged:
        counts[one.decided and one.confidence >= threshold, one.answerable] += 1
    return Point(
        threshold=threshold,
        answered_rightly=counts[True, True],
        answered_wrongly=counts[True, False],
        refused_rightly=counts[False, False],
        refused_wrongly=counts[False, True],
    )


def log_loss(pairs: Iterable[tuple[float, bool]]) -> float:
    """Mean negative log-likelihood, in nats; NaN of no pairs."""
    held = list(pairs)
    losses = [
        -math.log(min(1.0, max(CERTAIN, confidence if label else 1.0 - confidence)))
        for confidence, label in held
    ]
    return math.fsum(losses) / len(held) if held else math.nan
