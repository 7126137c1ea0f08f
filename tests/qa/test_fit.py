"""The fit of all weights: pinned sets give pinned weights, and the sums behind it are right."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import check_grad

from corpus.document import Document, Span
from indexer.build import build_index
from indexer.settings import IndexSettings
from qa.engine import Engine
from qa.measure.choice import Choice, fit_choice, lead_of, picks_right, shares
from qa.measure.decision import (
    NEARLY,
    THRESHOLDS,
    best_threshold,
    confidences,
    fit_decision,
    log_loss,
)
from qa.measure.evaluate import Expected
from qa.measure.examples import (
    PARTS,
    Example,
    Examples,
    Remembering,
    RememberingReader,
    load,
    save,
)
from qa.measure.fit import _as_far, between, fit, fit_units, worth
from qa.measure.provenance import SetFacts, corpus_digest, kept_apart, provenance
from qa.measure.ranking import LOSS, fit_ranking, gain, quality
from qa.question import Question
from qa.read.reader import Readable, Reading
from qa.weights import (
    BESIDE_A_READER,
    EVIDENCE,
    FEATURES,
    Fusion,
    Weights,
    default_weights,
    weights_from,
    weights_text,
)
from tests.fit_examples import FOUND, fitted, pinned
from tests.indexer.fakes import HashEmbedder, two_documents
from tests.qa.fakes import WEIGHTS, FixedReader, WordReader

PRIOR = default_weights()
Sets = Mapping[str, Sequence[Example]]


@pytest.fixture(scope="module")
def sets() -> Sets:
    return pinned()


def example(chance: random.Random, *, answerable: bool = True, units: int = 6) -> Example:
    """`overlap` says which unit is right, and `passage` whether there is an answer."""
    evidence = np.array([[chance.random() for _ in EVIDENCE] for _ in range(units)], np.float32)
    right = np.zeros(units, dtype=np.bool_)
    overlap = EVIDENCE.index("overlap")
    if answerable:
        right[int(np.argmax(evidence[:, overlap]))] = True
    features = np.array([chance.random() for _ in FEATURES], np.float32)
    features[FEATURES.index("passage")] = chance.random() / 2 + answerable / 2
    first = answerable and chance.random() < 0.7
    documents = np.arange(units, dtype=np.int32)
    wanted = documents == 0 if answerable else documents < 0
    parts = np.array([[chance.random() for _ in PARTS] for _ in range(units)], np.float32)
    return Example(
        group="",
        answerable=answerable,
        relevant=int(answerable),
        parts=parts,
        documents=documents,
        wanted=wanted,
        evidence=evidence,
        owners=documents,
        right=right,
        features=features,
        first=first,
        three=first,
    )


def many(number: int, seed: int = 1) -> list[Example]:
    chance = random.Random(seed)
    return [example(chance, answerable=at % 3 > 0) for at in range(number)]


# --- the whole --------------------------------------------------------------------------------


def test_pinned_sets_give_pinned_weights(sets: Sets) -> None:
    assert sum(map(len, sets.values())) >= 60
    expected = json.loads(FOUND.read_text(encoding="utf-8"))
    found = fitted(sets)
    for table in ("units", "decision", "personal"):
        assert found[table] == pytest.approx(expected[table], abs=0.02), table
    assert found["intercept"] == pytest.approx(expected["intercept"], abs=0.02)
    assert found["threshold"] == pytest.approx(expected["threshold"], abs=0.011)


@pytest.mark.slow
def test_no_set_loses_by_a_fit_unless_all_is_made_anew(sets: Sets) -> None:
    corpora = {name: name for name in sets}
    made = fit(lambda _: sets, PRIOR, corpora)
    for name, before in made.before.items():
        for figure in ("unit", "quote", "auroc", "balanced_accuracy"):
            assert getattr(made.after[name], figure) >= getattr(before, figure) - LOSS, (
                name,
                figure,
            )
    anew = fit(lambda _: sets, PRIOR, corpora, anew=True)
    assert anew.steps == (1.0, 1.0)
    assert anew.weights.units == fit_units(sets, PRIOR).units
    assert anew.crossed.keys() == sets.keys()


@pytest.mark.slow
def test_the_second_time_the_engine_is_asked_with_the_new_choice() -> None:
    sets = {"one": many(60), "two": many(60, seed=2)}
    asked: list[Weights] = []

    def ask(weights: Weights) -> Sets:
        asked.append(weights)
        return sets

    made = fit(ask, PRIOR, {"one": "a", "two": "a"}, anew=True)
    assert asked[0] == PRIOR
    assert asked[-1].units == made.weights.units != PRIOR.units
    assert made.crossed == {}  # sets of one corpus are left out together, and nothing remains


def test_a_way_ends_where_a_set_loses() -> None:
    end = replace(PRIOR, intercept=PRIOR.intercept + 1)

    def harmless(made: Weights) -> Weights | None:
        moved = made.intercept - PRIOR.intercept
        return made if moved < 0.35 or moved > 0.75 else None  # what lies beyond is luck

    made, share = _as_far(PRIOR, end, harmless, anew=False)
    assert share == 0.3
    assert made.intercept == pytest.approx(PRIOR.intercept + 0.3)
    assert _as_far(PRIOR, end, harmless, anew=True) == (end, 1.0)
    assert _as_far(PRIOR, end, lambda _: None, anew=False) == (PRIOR, 0.0)


def test_weights_between_two() -> None:
    end = replace(PRIOR, intercept=PRIOR.intercept + 2, units={"overlap": 3.0}, threshold=0.7)
    half = between(PRIOR, end, 0.5)
    assert half.intercept == pytest.approx(PRIOR.intercept + 1)
    assert half.units["overlap"] == pytest.approx((PRIOR.units["overlap"] + 3) / 2)
    assert half.units["nearby"] == pytest.approx(PRIOR.units["nearby"] / 2)
    assert between(PRIOR, end, 1.0).units["nearby"] == 0


# --- the choice -------------------------------------------------------------------------------


def test_the_slope_of_the_choice_is_its_slope() -> None:
    examples = [one for one in many(12) if one.chosen]
    problem = Choice(examples, np.linspace(0.5, 1.5, len(examples)))
    point = np.linspace(-1, 1, len(EVIDENCE))
    wrong = check_grad(lambda w: problem.loss(w)[0], lambda w: problem.loss(w)[1], point)
    assert wrong < 1e-4


def test_any_of_several_right_units_will_do() -> None:
    one = example(random.Random(1))
    both = one.right.copy()
    both[[0, 1]] = True
    point = np.ones(len(EVIDENCE))
    scores = one.evidence.astype(float) @ point
    value, _ = Choice([replace(one, right=both)], np.ones(1)).loss(point)
    assert value == pytest.approx(-np.log(np.exp(scores[both]).sum() / np.exp(scores).sum()))


def test_the_choice_learns_what_tells() -> None:
    units = fit_choice({"one": many(150)})
    assert max(units, key=lambda name: units[name]) == "overlap"
    # By what tells alone all would be; of few examples some noise is learnt, too.
    some = many(300, seed=2)
    assert (picks_right(some, units) or 0.0) > 0.75
    assert (picks_right(some, dict.fromkeys(units, 1.0)) or 1.0) < 0.6


def test_the_choice_keeps_its_scale() -> None:
    sets = {"one": many(60)}
    made = fit_units(sets, PRIOR)
    assert lead_of(sets["one"], made.units) == pytest.approx(
        lead_of(sets["one"], PRIOR.units), rel=0.01
    )


def test_every_set_counts_the_same() -> None:
    weights = shares({"large": many(30), "small": many(10), "none": []})
    assert weights[:30].sum() == pytest.approx(weights[30:].sum())
    assert weights.mean() == pytest.approx(1.0)
    with pytest.raises(ValueError, match="none of the questions"):
        shares({"none": []})


def test_more_of_the_same_questions_pull_less_to_nothing() -> None:
    few, more = fit_choice({"one": many(30)}), fit_choice({"one": many(30) * 5})
    assert more["overlap"] > few["overlap"] > 0


# --- the decision -----------------------------------------------------------------------------


def test_the_slope_of_the_decision_is_its_slope() -> None:
    columns = np.random.default_rng(1).normal(size=(20, 3))
    given: tuple[Any, ...] = (
        columns,
        (columns[:, 0] > 0).astype(float),
        np.linspace(0.5, 1.5, 20),
        columns[:, 1],
        np.array([1.0, 2.0, 0.5]),
    )
    point = np.array([0.3, -0.2, 0.1, 0.4])
    wrong = check_grad(lambda p: log_loss(p, *given)[0], lambda p: log_loss(p, *given)[1], point)
    assert wrong < 1e-4


def test_confidence_says_how_often_the_first_quote_is_right() -> None:
    held = many(600)
    made = fit_decision({"one": held}, PRIOR)
    sure = confidences(held, made)
    right = np.mean([one.first for one in held])
    assert sure.mean() == pytest.approx(right, abs=0.02)  # and not the share with an answer
    assert max(made.decision, key=lambda name: made.decision[name]) == "passage"


def test_the_threshold_is_among_the_best_of_the_mean_over_sets() -> None:
    sets = {"large": many(200), "small": many(30, seed=4)}
    made = fit_decision(sets, PRIOR)

    def mean(threshold: float) -> float:
        tried = replace(made, threshold=threshold)
        found = [worth(held, tried).balanced_accuracy or 0 for held in sets.values()]
        return sum(found) / len(found)

    assert made.threshold == best_threshold(sets, made)
    best = max(mean(at) for at in THRESHOLDS)
    assert mean(made.threshold) >= best - NEARLY


def test_beside_a_reader_few_features_are_weighed() -> None:
    sets = {"one": many(200)}
    made = fit_decision(sets, replace(PRIOR, reader="some", decision={}, personal={}))
    weighed = {name for name, weight in made.decision.items() if weight}
    assert weighed
    assert weighed <= set(BESIDE_A_READER)
    alone = fit_decision(sets, replace(PRIOR, decision={}, personal={}))
    assert {name for name, weight in alone.decision.items() if weight} > weighed


def test_nothing_to_decide_is_not_sure() -> None:
    lost = replace(many(1)[0], features=np.zeros(0, np.float32))
    assert confidences([lost], PRIOR).tolist() == [0.0]


# --- ranking ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_ranking_stays_where_another_gains_little(sets: Sets) -> None:
    assert fit_ranking({"one": []}, PRIOR.units, PRIOR.fusion) == PRIOR.fusion
    found = fit_ranking(sets, PRIOR.units, PRIOR.fusion)
    assert gain(sets, PRIOR.units, found) >= gain(sets, PRIOR.units, PRIOR.fusion)


@pytest.mark.slow
def test_a_ranking_that_ranks_better_is_found() -> None:
    # Only the words say which document is wanted, and today's weights hardly look at them.
    held = []
    for one in many(60):
        parts = one.parts.copy()
        parts[:, PARTS.index("sparse")] = one.wanted * 0.8
        held.append(replace(one, parts=parts))
    weak = Fusion(dense=1.0, sparse=0.2, document=0.0)
    found = fit_ranking({"one": held}, PRIOR.units, weak)
    assert found.sparse > weak.sparse
    assert quality(held, PRIOR.units, found)[0] > quality(held, PRIOR.units, weak)[0]


# --- examples and where they come from --------------------------------------------------------


def test_examples_are_read_back_as_they_were(tmp_path: Path) -> None:
    held = [*many(3), replace(many(1)[0], features=np.zeros(0, np.float32))]
    save(held, tmp_path / "set.npz")
    for one, other in zip(held, load(tmp_path / "set.npz"), strict=True):
        for name in Example.__slots__:
            assert np.array_equal(getattr(one, name), getattr(other, name)), name


def test_examples_are_the_engines_own(tmp_path: Path) -> None:
    embedder = Remembering(HashEmbedder(max_tokens=128))
    index = build_index(two_documents(), IndexSettings(), embedder, tmp_path)
    question = Question(text="What does the parking permit cost a year?")
    expected = Expected(
        id="a", question=question, answerable=True, relevant={"fees": 1}, gold=(("40 dollars",),)
    )
    examples = Examples(index, embedder, PRIOR)
    made = examples.of(expected)
    examined = Engine(index, embedder).examine(question)
    assert made is not None
    assert examined is not None
    assert (made.first, made.three, made.answerable, made.relevant) == (True, True, True, 1)
    best = int(np.argmax(made.evidence @ np.array([PRIOR.units[name] for name in EVIDENCE])))
    assert made.right[best]
    assert not made.right.all()
    assert {index.documents[row].id for row in made.owners[made.right]} == {"fees"}
    assert confidences([made], PRIOR)[0] == pytest.approx(examined.decision.confidence, abs=1e-4)
    assert examples.of(replace(expected, question=Question(text="?"))) is None
    hit, _ = quality([made], PRIOR.units, PRIOR.fusion)
    assert (hit == 1.0) == (examined.ranking[0] == "fees")


def test_examples_hold_what_a_reader_says(tmp_path: Path) -> None:
    embedder = HashEmbedder(max_tokens=128)
    index = build_index(two_documents(), IndexSettings(), embedder, tmp_path)
    question = Question(text="What does the parking permit cost a year?")
    expected = Expected(id="a", question=question, answerable=True, gold=(("40 dollars",),))
    made = Examples(index, embedder, WEIGHTS, FixedReader("40 dollars", sure=3.0)).of(expected)
    assert made is not None
    said = made.evidence[:, EVIDENCE.index("reader")]
    assert sorted(said.tolist()) == [-3.0] * (len(said) - 1) + [3.0]
    assert made.right[np.argmax(said)]
    quoted, together = (made.features[FEATURES.index(name)] for name in ("reader", "answers"))
    assert quoted == pytest.approx(0.3)
    assert together > quoted


def test_a_passage_is_read_once_for_a_question() -> None:
    seen: list[tuple[str, str]] = []

    class Counting(WordReader):
        def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
            seen.extend((question, passage.text) for passage in passages)
            return super().read(question, passages)

    given = [
        Readable(heading=(), text=text, units=(Span(start=0, end=len(text)),))
        for text in ("a fee", "a dog", "a bell")
    ]
    reader = RememberingReader(Counting())
    assert reader.identity == Counting.identity
    for passages in (given[:2], given[::-1], [given[0], given[0]], []):
        assert reader.read("which fee", passages) == WordReader().read("which fee", passages)
    assert seen == [("which fee", text) for text in ("a fee", "a dog", "a bell")]
    assert reader.read("which dog", given[:1]) != reader.read("which fee", given[:1])
    assert seen[3:] == [("which dog", "a fee")]


def test_provenance_changes_with_the_data() -> None:
    one, two = two_documents()
    changed = Document(**{**_fields(two), "sha256": hashlib.sha256(b"other").hexdigest()})
    assert corpus_digest([one, two]) == corpus_digest([two, one])
    assert corpus_digest([one, two]) != corpus_digest([one, changed])
    assert corpus_digest([one, two]) != corpus_digest([one])


def _fields(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in Document.__dataclass_fields__}


def test_weights_with_provenance_are_read_as_weights() -> None:
    facts = SetFacts(
        name="one", questions="q", corpus="c", model="m", asked=3, answerable=2, left_out=1
    )
    made_from = provenance([facts], PRIOR, (0.5, 1.0))
    made = replace(PRIOR, made=made_from)
    assert weights_from(weights_text(made)) == made
    assert made_from["sets"][0]["left_out"] == 1
    assert made_from["steps"] == {"choice": 0.5, "decision": 1.0}
    other = provenance([facts], replace(PRIOR, intercept=0.0), (0.5, 1.0))
    assert other["from"] != made_from["from"]


def test_what_a_gate_asks_is_kept_apart() -> None:
    def asked(text: str, *relevant: str) -> Expected:
        return Expected(
            id=text,
            question=Question(text=text),
            answerable=bool(relevant),
            relevant=dict.fromkeys(relevant, 1),
        )

    guarded = [asked("What does it cost?", "fees"), asked("Who sings?")]
    given = [asked("who  SINGS?"), asked("How much?", "fees", "x"), asked("When?", "hours")]
    kept, left_out = kept_apart(given, guarded)
    assert [one.id for one in kept] == ["When?"]
    assert left_out == 2
