"""The decision is a sum that can be read."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ConfigError
from indexer.rows import PassageRow
from qa.decide import contributions, margin_of, probability
from qa.rank.retrieve import Hit
from qa.weights import (
    EVIDENCE,
    FEATURES,
    Features,
    default_weights,
    load_weights,
    weights_text,
)

VALUES = st.fixed_dictionaries({name: st.floats(-2, 2) for name in FEATURES})


@pytest.mark.parametrize("reader", [False, True])
def test_the_weights_that_come_along_are_complete(*, reader: bool) -> None:
    weights = default_weights("default" if reader else "")
    assert set(weights.units) == set(EVIDENCE)
    assert set(weights.decision) == set(FEATURES)
    assert 0 < weights.threshold < 1


def test_weights_for_no_reader_weigh_none() -> None:
    weights = default_weights()
    assert weights.reader == ""
    assert weights.units["reader"] == weights.decision["reader"] == weights.decision["answers"] == 0


@given(VALUES, st.sampled_from(FEATURES), st.floats(0.1, 1))
def test_more_of_what_speaks_for_an_answer_makes_it_likelier(
    values: dict[str, float], name: str, more: float
) -> None:
    weights = replace(default_weights(), personal={})
    before = probability(Features(**values), weights)
    after = probability(Features(**values | {name: values[name] + more}), weights)
    assert 0 <= before <= 1
    slope = weights.decision[name]
    assert after >= before if slope >= 0 else after <= before


def test_a_corpus_without_a_fifth_passage_is_as_far_ahead_as_others_are() -> None:
    def hits(*scores: float) -> list[Hit]:
        rest = {"dense": 0.0, "sparse": 0.0, "context": 0.0}
        return [
            Hit(passage=PassageRow(n), score=it, dense_rank=None, sparse_rank=None, **rest)
            for n, it in enumerate(scores)
        ]

    assert margin_of(hits(0.9), 0.2) == pytest.approx(0.2)
    assert margin_of(hits(0.9, 0.6), 0.2) == pytest.approx(0.4)
    assert margin_of(hits(0.9, 0.6, 0.5, 0.4, 0.3), 0.2) == pytest.approx(0.6)
    assert margin_of(hits(0.9, 0.6, 0.5, 0.4, 0.3, 0.1), 0.0) == pytest.approx(0.6)


def test_a_probability_of_even_odds_is_a_half() -> None:
    weights = replace(default_weights(), decision={"passage": 2.0}, personal={}, intercept=-1.0)
    even = Features(**dict.fromkeys(FEATURES, 0.0) | {"passage": 0.5})
    assert probability(even, weights) == 0.5
    ten_to_one = Features(**dict.fromkeys(FEATURES, 0.0) | {"passage": 0.5 + math.log(10) / 2})
    assert probability(ten_to_one, weights) == pytest.approx(10 / 11)


def test_weights_for_personal_questions_are_added() -> None:
    weights = replace(default_weights(), decision={"passage": 1.0}, personal={"passage": 2.0})
    values = dict.fromkeys(FEATURES, 0.0) | {"passage": 0.5}
    assert contributions(Features(**values), weights)["passage"] == 0.5
    personal = Features(**values | {"personal": 1.0})
    assert contributions(personal, weights)["passage"] == 1.5


def _changed(**tables: object) -> str:
    return json.dumps(json.loads(weights_text(default_weights())) | tables)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"units": {}}',
        _changed(units={"no": 1.0}),
        _changed(units={"overlap": 1.0}),
        _changed(units={**default_weights().units, "overlap": 10**400}),
        _changed(decision={**default_weights().decision, "passage": "much"}),
        _changed(threshold=float("nan")),
        _changed(threshold=17),
        _changed(threshold=True),
        _changed(fusion={"dense": 1}),
        _changed(tuning={}),
        _changed(reader=None),
        _changed(reader=1),
    ],
)
def test_weights_of_another_form_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "weights.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="quotedesk calibrate"):
        load_weights(file)


def test_saved_weights_come_back(tmp_path: Path) -> None:
    weights = default_weights()
    file = tmp_path / "weights.json"
    weights = replace(weights, threshold=0.25, made={"sets": ["one"]}, reader="a reader@1")
    file.write_text(weights_text(weights), encoding="utf-8")
    assert load_weights(file) == weights
