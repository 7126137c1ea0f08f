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
from qa.decide import (
    FEATURES,
    Features,
    contributions,
    default_weights,
    load_weights,
    probability,
)
from qa.rank.features import EVIDENCE

VALUES = st.fixed_dictionaries({name: st.floats(-2, 2) for name in FEATURES})


def test_the_weights_that_come_along_are_complete() -> None:
    weights = default_weights()
    assert set(weights.units) == set(EVIDENCE)
    assert set(weights.decision) == set(FEATURES)
    assert 0 < weights.threshold < 1


@given(VALUES)
def test_a_probability_is_the_logistic_of_the_contributions(values: dict[str, float]) -> None:
    weights = default_weights()
    features = Features(**values)
    p = probability(features, weights)
    z = weights.intercept + sum(contributions(features, weights).values())
    assert 0 <= p <= 1
    assert p == pytest.approx(1 / (1 + math.exp(-max(-30, min(30, z)))))


def test_weights_for_personal_questions_are_added() -> None:
    weights = replace(default_weights(), decision={"cosine": 1.0}, personal={"cosine": 2.0})
    values = dict.fromkeys(FEATURES, 0.0) | {"cosine": 0.5}
    assert contributions(Features(**values), weights)["cosine"] == 0.5
    personal = Features(**values | {"personal": 1.0})
    assert contributions(personal, weights)["cosine"] == 1.5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"units": {}}',
        '{"units": {}, "decision": {"no": 1}, "personal": {}, "intercept": 0, "threshold": 0.5}',
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
    raw = {
        "units": dict(weights.units),
        "decision": dict(weights.decision),
        "personal": dict(weights.personal),
        "intercept": weights.intercept,
        "threshold": 0.25,
    }
    file.write_text(json.dumps(raw), encoding="utf-8")
    assert load_weights(file) == replace(weights, threshold=0.25)
