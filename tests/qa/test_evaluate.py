"""The figures, against an example small enough to work out by hand."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.build import build_index
from indexer.settings import IndexSettings
from qa.engine import Engine
from qa.measure.evaluate import Case, Expected, Said, holds, inside, watch
from qa.measure.figures import figures, judged, misses
from qa.measure.metrics import (
    Judged,
    auroc,
    bin_of,
    calibration_error,
    log_loss,
    operating_point,
    reliability,
)
from qa.question import Question, Turn
from tests.indexer.fakes import HashEmbedder, two_documents


def case(name: str, *, said: tuple[tuple[str, str], ...] = (), **changed: Any) -> Case:
    """`said`: document and text of each quote; `changed`: fields of Expected and of Case."""
    of_expected = {
        key: changed.pop(key) for key in ("relevant", "gold", "within") if key in changed
    }
    expected = Expected(
        id=name,
        question=Question(text=name),
        answerable=changed.pop("answerable", True),
        **of_expected,
    )
    quotes = tuple(Said(document_id=document, text=text) for document, text in said)
    answered = changed.get("answered", True)
    fields: dict[str, Any] = {
        "expected": expected,
        "ranking": (),
        "answered": True,
        "confidence": 0.5,
        "quotes": quotes if answered else (),
        "first": quotes[0] if quotes else None,
        "decided": True,
        "checked": len(quotes),
        "faults": 0,
        "elapsed_ms": 1.0,
    }
    return Case(**fields | changed)


@pytest.fixture
def cases() -> list[Case]:
    return [
        case(  # the right document is second; the first quote is another document's
            "one",
            relevant={"a": 1, "b": 1},
            gold=(("forty", "dollars"),),
            ranking=("x", "a", "y"),
            said=(("x", "It costs forty"), ("a", "new\n dollars")),
            confidence=0.9,
            elapsed_ms=10.0,
        ),
        case(  # all right
            "two",
            relevant={"b": 1},
            gold=(("never",), ("at  nine",)),
            within=("The gate closes at nine in the evening.",),
            ranking=("b",),
            said=(("b", "closes at\nnine in the evening"),),
            confidence=0.8,
            elapsed_ms=30.0,
        ),
        case(  # refused, though its first quote would have been right
            "three",
            relevant={"a": 1},
            ranking=("x", "y", "z"),
            said=(("a", "closest"),),
            answered=False,
            confidence=0.3,
            faults=1,
            elapsed_ms=20.0,
        ),
        case("four", answerable=False, said=(("a", "No"),), confidence=0.3, elapsed_ms=40.0),
        case("five", answerable=False, answered=False, confidence=0.1, elapsed_ms=50.0),
    ]


def test_every_figure_of_the_example(cases: list[Case]) -> None:
    second = 1 / math.log2(3)  # what a document at rank 2 counts
    found = figures(cases)
    expected = {
        "recall@5": (0.5 + 1 + 0) / 3,
        "recall@10": (0.5 + 1 + 0) / 3,
        "ndcg@5": (second / (1 + second) + 1 + 0) / 3,
        "ndcg@10": (second / (1 + second) + 1 + 0) / 3,
        "mrr": (1 / 2 + 1 + 0) / 3,
        "hit@1": 1 / 3,
        "cited@1": 1 / 3,
        "quote@1": 1 / 2,
        "quote@3": 1.0,
        "in_section@1": 1.0,
        "quote_chars": (len("It costs forty") + len("closes at\nnine in the evening")) / 2,
        "answered_answerable": 2 / 3,
        "refused_unanswerable": 1 / 2,
        "balanced_accuracy": (2 / 3 + 1 / 2) / 2,
        # Pairs: .9 and .8 before .3 and .1; .3 ties with .3 and is before .1.
        "auroc": (2 + 2 + 1.5) / 6,
        # .9 and .8 in bins of their own, wrong and right; .3 and .3 together, one of them right.
        "ece": (0.9 + (1 - 0.8) + 2 * abs(0.5 - 0.3) + 0.1) / 5,
        "quotes": 5,
        "verbatim_faults": 1,
        "p50_ms": 30.0,
        "p95_ms": 50.0,
    }
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        assert found[name] == pytest.approx(value), name


def test_what_no_question_says_has_no_figure() -> None:
    found = figures([case("one", said=(("a", "b"),))])
    assert found["recall@5"] is None
    assert found["quote@1"] is None
    assert found["in_section@1"] is None
    assert found["refused_unanswerable"] is None
    assert found["balanced_accuracy"] is None
    assert found["auroc"] is None
    assert figures([])["p95_ms"] is None


def test_ids_of_any_kind_can_be_measured() -> None:
    odd = "a b\t\ud800\n"
    [one, two] = [
        case("\ud800 x", relevant={odd: 1}, ranking=(odd,)),
        case("\ud800 y", relevant={odd: 1}, ranking=()),
    ]
    assert figures([one, two])["hit@1"] == 0.5


def test_grades_count_in_the_gain_only() -> None:
    made = case("one", relevant={"good": 2, "fair": 1}, ranking=("fair", "good"))
    found = figures([made])
    gain = (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3))
    assert found["ndcg@5"] == pytest.approx(gain)
    assert found["hit@1"] == found["recall@5"] == 1


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({"answerable": False, "said": (("a", "b"),)}, False),
        ({"said": (("a", "b"),)}, True),
        ({}, True),
        ({"relevant": {"a": 1}, "said": (("a", "b"),)}, True),
        ({"relevant": {"a": 1}, "said": (("b", "b"),)}, False),
        ({"relevant": {"a": 1}}, False),
        ({"relevant": {"b": 1}, "gold": (("b",),), "said": (("a", "b"),)}, True),
        ({"relevant": {"a": 1}, "gold": (("c",),), "said": (("a", "b"), ("a", "c"))}, False),
        ({"gold": (("b",),), "said": (("a", "b"),), "answered": False}, True),
    ],
)
def test_when_the_first_quote_answers(changed: dict[str, Any], right: bool) -> None:
    assert case("one", **changed).first_answers is right


def test_text_is_compared_with_white_space_folded() -> None:
    quotes = [Said(document_id="a", text="one\n\n two"), Said(document_id="a", text="three")]
    assert holds(quotes, [["one two", "three"]])
    assert holds(quotes, [["four"], ["three"]])
    assert not holds(quotes, [["twothree"]])
    assert not holds([], [["one"]])
    assert not holds(quotes, [])


def test_a_quote_is_inside_a_section_by_its_words() -> None:
    section = "Bring a passport, proof of address, and the registration of the car."
    assert inside("a Passport – proof of ADDRESS", [section])
    assert inside("passport", ["Something else.", section])
    assert not inside("a passport and a visa", [section])
    assert not inside("a passport", [])
    assert not inside("of car", [section])


@pytest.mark.parametrize(
    ("section", "inside_it", "elsewhere"),
    [
        (
            "Принесите паспорт и справку о месте жительства, не старше трёх месяцев.",
            "Справку о\nместе  ЖИТЕЛЬСТВА",
            "Библиотека закрыта по воскресеньям.",
        ),
        (
            "أحضر جواز السفر وإثبات العنوان وتسجيل السيارة.",
            "جواز السفر وإثبات العنوان",
            "المكتبة مغلقة يوم الأحد.",
        ),
        ("居民须带护照和住址证明到市政厅办理。", "护照和住址证明", "图书馆星期天不开门。"),
    ],
)
def test_words_of_any_script_are_words(section: str, inside_it: str, elsewhere: str) -> None:
    assert inside(inside_it, [section])
    assert not inside(elsewhere, [section])
    assert not inside(f"{inside_it} {elsewhere}", [section])


def test_an_accent_counts_and_its_spelling_does_not() -> None:
    assert inside("cafe\u0301 de la plaza", ["El caf\u00e9 de la plaza"])
    assert not inside("el cafe", ["El caf\u00e9"])


@pytest.mark.parametrize("text", ["", "… –", "_"])
def test_no_words_stand_in_no_section(text: str) -> None:
    assert not inside(text, ["a passport", text])


def test_the_worst_misses_come_first(cases: list[Case]) -> None:
    assert [one.expected.id for one in misses(cases, 9)] == ["one", "three", "four"]
    assert [one.expected.id for one in misses(cases, 1)] == ["one"]


def test_what_a_threshold_costs(cases: list[Case]) -> None:
    point = operating_point(judged(cases), 0.3)
    assert (point.answered_rightly, point.answered_wrongly) == (3, 1)
    assert (point.refused_rightly, point.refused_wrongly) == (1, 0)
    assert point.balanced_accuracy == 0.75
    lost = [Judged(confidence=0.9, answerable=True, decided=False)]
    assert operating_point(lost, 0.1).refused_wrongly == 1


def test_the_ends_of_confidence_are_in_the_outer_bins() -> None:
    assert [bin_of(value) for value in (0.0, 0.0999, 0.1, 0.9999, 1.0)] == [0, 0, 1, 9, 9]


def test_the_log_loss_of_a_sure_mistake_is_finite() -> None:
    assert log_loss([(0.5, True), (0.5, False)]) == pytest.approx(math.log(2))
    assert log_loss([(0.0, True)]) < 20
    assert math.isnan(log_loss([]))


PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


@given(PAIRS)
def test_bins_hold_every_question_once(pairs: list[tuple[float, bool]]) -> None:
    bins = reliability(pairs)
    assert sum(one.questions for one in bins) == len(pairs)
    assert all(one.low <= one.confidence + 1e-9 for one in bins)
    error = calibration_error(bins)
    assert error is not None
    assert 0 <= error <= 1


@given(PAIRS)
def test_auroc_is_the_share_of_pairs_in_order(pairs: list[tuple[float, bool]]) -> None:
    right = [value for value, label in pairs if label]
    wrong = [value for value, label in pairs if not label]
    wins = [(a > b) + (a == b) / 2 for a in right for b in wrong]
    found = auroc(pairs)
    assert found == (pytest.approx(sum(wins) / len(wins)) if wins else None)


class TestWatch:
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Engine:
        embedder = HashEmbedder(max_tokens=128)
        index = build_index(two_documents(), IndexSettings(), embedder, tmp_path)
        return Engine(index, embedder)

    def watch(self, engine: Engine, text: str, *history: Turn) -> Case:
        question = Question(text=text, history=history)
        expected = Expected(id="a", question=question, answerable=True)
        return watch(engine, engine.documents, expected)

    def test_a_reply_is_kept_with_its_first_quote(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for confidence in (0.99, 0.01):
            monkeypatch.setattr("qa.decide.probability", lambda *_, at=confidence: at)
            made = self.watch(engine, "What does the parking permit cost a year?")
            assert made.answered is (confidence == 0.99)
            assert bool(made.quotes) is made.answered
            assert made.first is not None
            assert "40 dollars" in made.first.text
            assert made.decided
            assert made.confidence == confidence
            assert made.faults == 0
            assert made.elapsed_ms > 0
            assert made.ranking[0] == "fees"

    def test_nothing_to_weigh_is_not_decided(self, engine: Engine) -> None:
        made = self.watch(engine, "?!")
        assert (made.first, made.decided, made.answered) == (None, False, False)

    def test_a_quote_that_is_no_slice_is_a_fault(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("qa.decide.probability", lambda *_: 0.99)
        question = Question(text="What does the parking permit cost a year?")
        expected = Expected(id="a", question=question, answerable=True)
        made = watch(engine, {}, expected)
        assert made.faults == made.checked > 0
