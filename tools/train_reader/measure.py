"""How well a reader chooses and refuses, on groups that it hasn't learnt from.

first@1   the best unit of all that were read is gold; of questions whose answer was read
refusal   AUROC of "something here answers", over all questions
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from qa.measure.metrics import auroc
from qa.read.pace import PASSAGES_READ
from qa.read.stage import any_of
from tools.train_reader.groups import Group

# For a group the scores of all units of its passages, one list a passage.
Scorer = Callable[[Group], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    questions: int
    read: float  # of the answerable ones, those whose answer is in a passage that was read
    first: float
    engine: float  # the same, by the engine's own evidence
    mixed: float  # and by both, each in its own spread
    refusal: float


def as_a_desk_reads(group: Group) -> Group:
    """With no more passages than are read for a question; more are gathered to learn from."""
    return replace(group, passages=group.passages[:PASSAGES_READ])


def figures(groups: Iterable[Group], scorer: Scorer, mix: float = 0.4) -> Figures:
    """`mix`: the weight of the engine's evidence."""
    hits, engine, mixed, found, sure, answerable, count = 0, 0, 0, 0, list[float](), 0, 0
    truth: list[bool] = []
    for group in groups:
        count += 1
        answerable += group.answerable
        scores = scorer(group)
        flat = [score for passage in scores for score in passage]
        gold = [
            row in passage.gold
            for passage, some in zip(group.passages, scores, strict=True)
            for row in range(len(some))
        ]
        sure.append(any_of(flat) if flat else -math.inf)
        truth.append(group.answerable)
        if not group.answerable or not any(gold):
            continue
        found += 1
        weighs = [
            weight
            for passage, some in zip(group.passages, scores, strict=True)
            for weight in (*passage.weighs, *[0.0] * len(some))[: len(some)]
        ]
        hits += gold[_best(flat)]
        engine += gold[_best(weighs)]
        mixed += gold[_best([a + mix * b for a, b in zip(flat, weighs, strict=True)])]
    ordered = auroc(zip(sure, truth, strict=True))
    return Figures(
        questions=count,
        read=_share(found, answerable),
        first=_share(hits, found),
        engine=_share(engine, found),
        mixed=_share(mixed, found),
        refusal=math.nan if ordered is None else ordered,
    )


def told(name: str, found: Figures) -> str:
    rounded = {key: round(value, 3) for key, value in asdict(found).items()}
    return json.dumps({"part": name, **rounded})


def _best(scores: Sequence[float]) -> int:
    return max(range(len(scores)), key=lambda row: scores[row])


def _share(some: int, of: int) -> float:
    return some / of if of else float("nan")
