"""The fit of the decision: what moves, what stays, and what may be measured on what."""

from __future__ import annotations

import json
import random
from dataclasses import fields, replace
from pathlib import Path

import pytest

from indexer.build import build_index
from indexer.settings import IndexSettings
from qa.decide import probability
from qa.engine import Engine
from qa.measure.calibrate import (
    FOLDS,
    Example,
    best_threshold,
    calibrate,
    enough,
    example_of,
    fit,
    folds_of,
    group_of,
    pull_of,
)
from qa.measure.evaluate import Expected
from qa.measure.metrics import Judged, log_loss
from qa.question import Question, Turn
from qa.weights import (
    FEATURES,
    Features,
    Weights,
    default_weights,
    weights_from,
    weights_text,
)
from tests.indexer.fakes import HashEmbedder, two_documents


def features(**given: float) -> Features:
    return Features(**({field.name: 0.0 for field in fields(Features)} | given))


def examples(number: int, *, groups: int = 10_000, seed: int = 1) -> list[Example]:
    """Questions that have an answer where `passage` is high, mostly."""
    chance = random.Random(seed)
    made = []
    for at in range(number):
        passage = chance.random()
        made.append(
            Example(
                features=features(
                    passage=passage, score=chance.random(), personal=float(at % 3 == 0)
                ),
                answerable=chance.random() < (0.9 if passage > 0.5 else 0.2),
                group=f"group {at % groups}",
            )
        )
    return made


def loss(made: list[Example], weights: Weights) -> float:
    return log_loss((probability(one.features, weights), one.answerable) for one in made)


PRIOR = default_weights()


def test_a_fit_helps_questions_that_it_has_not_seen() -> None:
    fitted = fit(examples(200), PRIOR)
    unseen = examples(200, seed=2)
    assert loss(unseen, fitted) < loss(unseen, PRIOR)


def test_the_choice_of_quotes_and_the_threshold_stay() -> None:
    fitted = fit(examples(40), PRIOR)
    assert fitted.units == PRIOR.units
    assert fitted.threshold == PRIOR.threshold
    assert set(fitted.decision) == set(FEATURES)
    assert fitted.personal.keys() == PRIOR.personal.keys()


def test_a_strong_pull_and_no_questions_leave_the_weights_as_they_are() -> None:
    for fitted in (fit(examples(60), PRIOR, pull=1e9), fit(examples(1), PRIOR, pull=1e6)):
        assert fitted.intercept == pytest.approx(PRIOR.intercept, abs=0.01)
        for name in FEATURES:
            assert fitted.decision[name] == pytest.approx(PRIOR.decision.get(name, 0.0), abs=0.01)


def test_few_questions_move_less_than_many() -> None:
    def moved(number: int) -> float:
        fitted = fit(examples(number), PRIOR)
        return sum(abs(fitted.decision[n] - PRIOR.decision.get(n, 0.0)) for n in FEATURES)

    assert moved(10) < moved(400)
    assert pull_of(examples(10)) > pull_of(examples(400))


def test_the_fit_is_where_the_loss_is_least() -> None:
    made = examples(80)
    fitted = fit(made, PRIOR, pull=0.001)
    for step in (-0.2, 0.2):
        passage = fitted.decision["passage"] + step
        beside = replace(fitted, decision={**fitted.decision, "passage": passage})
        assert loss(made, fitted) <= loss(made, beside)


def test_folds_keep_groups_together_and_spread_both_kinds() -> None:
    made = examples(100, groups=25)
    folds = folds_of(made)
    assert folds == folds_of(made)
    assert set(folds) == set(range(FOLDS))
    for group in {one.group for one in made}:
        assert len({at for one, at in zip(made, folds, strict=True) if one.group == group}) == 1
    for fold in range(FOLDS):
        held = [one.answerable for one, at in zip(made, folds, strict=True) if at == fold]
        assert 10 <= len(held) <= 30
        assert {True, False} <= set(held)


def test_one_group_for_all_is_parted_by_question() -> None:
    made = examples(50, groups=1)
    assert set(folds_of(made)) == set(range(FOLDS))
    same = [*made, made[0]]
    assert folds_of(same)[0] == folds_of(same)[-1]


def test_figures_after_are_of_questions_not_fitted_to() -> None:
    # Labels by chance: whoever measures on what was fitted finds a gain that isn't there.
    chance = random.Random(3)
    made = [replace(one, answerable=chance.random() < 0.5) for one in examples(60)]
    done = calibrate(made, PRIOR, pull=0.01)
    assert done.after.auroc is not None
    assert done.after.auroc < 0.75
    assert done.after.log_loss > loss(made, done.weights)
    assert len(done.judged) == len(made)


def test_a_calibration_says_what_thresholds_cost_and_what_got_worse() -> None:
    done = calibrate(examples(120), PRIOR)
    assert [point.threshold for point in done.points] == [at / 10 for at in range(1, 10)]
    for point in done.points:
        parts = (point.answered_rightly, point.answered_wrongly)
        assert sum(parts) + point.refused_rightly + point.refused_wrongly == 120
    assert done.weights.threshold == best_threshold(done.judged)
    assert done.after.log_loss < done.before.log_loss
    assert "log_loss" not in done.worse
    assert replace(done, before=done.after, after=done.before).worse[0] == "log_loss"


def test_the_threshold_is_in_the_middle_of_the_best() -> None:
    made = [Judged(confidence=value, answerable=value > 0.5) for value in (0.1, 0.2, 0.8, 0.9)]
    assert best_threshold(made) == pytest.approx(0.5, abs=0.02)


def test_too_few_questions_are_no_ground() -> None:
    assert enough([True] * 15 + [False] * 5)
    assert not enough([True] * 14 + [False] * 5)
    assert not enough([True] * 96 + [False] * 4)
    assert not enough([False] * 96 + [True] * 4)
    with pytest.raises(ValueError, match="too few"):
        calibrate(examples(5), PRIOR)


def test_weights_are_read_back_as_they_were() -> None:
    done = calibrate(examples(60), PRIOR)
    assert weights_from(weights_text(done.weights)) == done.weights
    assert weights_from(weights_text(PRIOR)) == PRIOR
    assert list(json.loads(weights_text(PRIOR))) == [it.name for it in fields(PRIOR)]


def test_questions_of_a_document_or_conversation_belong_together() -> None:
    def expected(text: str, *said: str, relevant: str | None = None) -> Expected:
        history = tuple(Turn(role="user", content=each) for each in said)
        return Expected(
            id=text,
            question=Question(text=text, history=history),
            answerable=True,
            relevant={relevant: 1} if relevant else {},
        )

    assert group_of(expected("a", relevant="x")) == group_of(expected("b", "c", relevant="x"))
    assert group_of(expected("a")) == group_of(expected("b", "a", "c"))
    assert group_of(expected("a")) != group_of(expected("b"))


def test_evidence_is_the_engines_own(tmp_path: Path) -> None:
    embedder = HashEmbedder(max_tokens=128)
    index = build_index(two_documents(), IndexSettings(), embedder, tmp_path)
    engine = Engine(index, embedder)
    question = Question(text="What does the parking permit cost a year?")
    made = example_of(engine, Expected(id="a", question=question, answerable=True))
    examined = engine.examine(question)
    assert made is not None
    assert examined is not None
    assert made.features == examined.decision.features
    assert probability(made.features, PRIOR) == examined.decision.confidence
    nothing = Expected(id="b", question=Question(text="?"), answerable=False)
    assert example_of(engine, nothing) is None
