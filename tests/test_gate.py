"""The evaluation gate: several small sets, pinned, whose figures may only rise.

`python -m tests.gate --update` raises the floors after an
improvement and pins files that were changed on purpose.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.embed import Embedder
from qa.engine import Engine
from qa.measure.figures import figures
from qa.measure.gate import (
    GUARDED,
    Baseline,
    baseline_text,
    below,
    changed,
    digests,
    raised,
    read_baseline,
)
from tests.gate import BASELINE, BUNDLED_SET, CORPUS, SETS, asked, engine_over, pinned_digests
from ui.questions import read_labelled

LONGEST_MEDIAN_QUOTE = 300
LEAST_QUESTIONS = 25


@pytest.fixture(scope="module")
def gate_engine(real_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_over(CORPUS, real_embedder, tmp_path_factory.mktemp("gate") / "index")


@pytest.mark.model
@pytest.mark.parametrize("name", SETS)
def test_answers_are_as_good_as_they_were(name: str, request: pytest.FixtureRequest) -> None:
    fixture = "bundled_engine" if name == BUNDLED_SET else "gate_engine"
    measured = figures(asked(name, request.getfixturevalue(fixture)))
    fell = below(read_baseline(BASELINE).floors[name], measured)
    assert not fell, f"figure: measured, floor: {fell}"
    assert measured["verbatim_faults"] == 0
    assert (measured["quote_chars"] or 0) <= LONGEST_MEDIAN_QUOTE


def test_the_files_are_those_that_were_measured() -> None:
    assert changed(read_baseline(BASELINE), pinned_digests()) == ()


def test_every_set_has_questions_enough_and_floors() -> None:
    baseline = read_baseline(BASELINE)
    assert baseline.floors.keys() == SETS.keys()
    for name, file in SETS.items():
        questions = read_labelled(str(file)).questions
        assert len(questions) >= LEAST_QUESTIONS, name
        assert sum(not one.answerable for one in questions) >= 5, name
        assert set(baseline.floors[name]) >= set(GUARDED) - {"hit@1", "ndcg@5", "cited@1"}, name


def test_relevant_documents_are_in_the_corpus() -> None:
    there = {file.name for file in CORPUS.iterdir()}
    for name, file in SETS.items():
        if name != BUNDLED_SET:
            for one in read_labelled(str(file)).questions:
                assert one.relevant.keys() <= there, one.id


# --- the rules --------------------------------------------------------------------------------


def test_a_floor_only_rises() -> None:
    floors = {"quote@1": 0.8, "auroc": 0.9, "hit@1": 0.5}
    made = raised(floors, {"quote@1": 0.6, "auroc": 0.95, "hit@1": None, "quote@3": 0.9}, 50)
    assert made == {"quote@1": 0.8, "auroc": 0.94, "hit@1": 0.5, "quote@3": 0.88}


def test_a_figure_that_is_gone_has_fallen() -> None:
    assert below({"quote@1": 0.5, "auroc": 0.9}, {"quote@1": 0.5, "auroc": None}) == {
        "auroc": (None, 0.9)
    }
    assert below({"quote@1": 0.5}, {"quote@1": 0.499}) == {"quote@1": (0.499, 0.5)}


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    names = [tmp_path / name for name in ("a", "b")]
    baseline = Baseline(files=digests(names, tmp_path), floors={})
    assert changed(baseline, digests(names, tmp_path)) == ()
    (tmp_path / "a").write_text("other", encoding="utf-8")
    assert changed(baseline, digests([tmp_path / "a", tmp_path / "c"], tmp_path)) == ("a", "b", "c")


def test_a_baseline_is_read_back_as_it_was(tmp_path: Path) -> None:
    baseline = Baseline(files={"b": "1", "a": "2"}, floors={"last": {"auroc": 0.5}})
    (tmp_path / "baseline.json").write_text(baseline_text(baseline), encoding="utf-8")
    assert read_baseline(tmp_path / "baseline.json") == baseline
