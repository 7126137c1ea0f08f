"""The benchmark beside other programs: its protocol, its scores, its page. No peer is run here."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.bench.peers import scores, synthetic
from tests.bench.peers.adapters import cheap
from tests.bench.peers.adapters.protocol import Job, Passage
from tests.bench.peers.measure import ADAPTERS, PeerError, Session, build, cold_and_warm
from tests.bench.peers.peers import BASELINE, ENVIRONMENTS, OURS, PEERS, chosen
from tests.bench.peers.report import page, ratio, write_report
from tests.bench.peers.run import Plan, questions_of

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "bench" / "peers" / "adapters"
PAGES = (
    Passage(
        id="a#0",
        document_id="a",
        title="Parking",
        context="Parking",
        text="The gate closes at eight.",
    ),
    Passage(
        id="a#1",
        document_id="a",
        title="Parking",
        context="",
        text="Visitors park behind the building.",
    ),
    Passage(
        id="b#0",
        document_id="b",
        title="Leave",
        context="",
        text="Parents may take 20 weeks of leave.",
    ),
)


# --- the protocol -----------------------------------------------------------------------------


@pytest.fixture
def job(tmp_path: Path) -> Job:
    file = tmp_path / "passages.jsonl"
    file.write_text("".join(json.dumps(asdict(one)) + "\n" for one in PAGES), encoding="utf-8")
    return Job(
        folder=str(tmp_path / "peer"),
        passages=str(file),
        corpus="",
        model="",
        reader=None,
        cheap=True,
    )


@pytest.fixture
def start(job: Job) -> Callable[[], Session]:
    return lambda: Session(Path(sys.executable), "shared_words", job)


def test_a_peer_indexes_and_answers(job: Job, start: Callable[[], Session]) -> None:
    built = build(Path(sys.executable), "shared_words", job)
    assert built["passages"] == 3
    assert built["index_bytes"] == (job.index / "texts.json").stat().st_size
    assert built["seconds"] > 0
    assert built["peak_bytes"] > 1_000_000
    asked = [{"id": "1", "question": "How many weeks?"}, {"id": "2", "question": "xyz"}]
    answers, times = cold_and_warm(start, asked, repeats=2, cold=3, seconds=60)
    assert answers["1"]["passages"] == ["b#0"]
    assert answers["1"]["quote"] == PAGES[2].text
    assert answers["2"]["quote"] is None
    assert times["asked"] == 2
    assert 0 < times["p50_ms"] <= times["p95_ms"] < times["cold_p50_ms"] <= times["cold_worst_ms"]


def test_title_and_headings_are_searched_with_a_passage(
    job: Job, start: Callable[[], Session]
) -> None:
    build(Path(sys.executable), "shared_words", job)
    with start() as session:
        assert session.ask("Parking?")["passages"] == ["a#0"]


def test_a_peer_that_fails_is_told_by_its_last_line(job: Job) -> None:
    Path(job.folder).mkdir()
    job.index.mkdir()  # so that the adapter can't
    with pytest.raises(PeerError, match="FileExistsError"):
        build(Path(sys.executable), "shared_words", job)


def test_no_peer_is_asked_for_longer_than_there_is_time(
    job: Job, start: Callable[[], Session]
) -> None:
    build(Path(sys.executable), "shared_words", job)
    asked = [{"id": str(number), "question": "park"} for number in range(50)]
    _, times = cold_and_warm(start, asked, repeats=2, cold=1, seconds=0)
    assert times["asked"] < 50


# What adapters may import: what is no peer, and the peers whose variants they are.
SHARED = ("protocol", "cheap", "haystack", "quotedesk")


def test_adapters_know_nothing_of_each_other_and_of_the_runner() -> None:
    ours = {f"{ADAPTERS}.{name}" for name in SHARED} | {ADAPTERS}
    for file in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
                assert node.module in ours, file.name


def test_every_peer_has_an_adapter_and_pinned_packages() -> None:
    for peer in PEERS:
        assert (FOLDER / f"{peer.module}.py").is_file()
        assert peer.environment == OURS or all(
            any(pin.startswith(f"{package}==") for pin in ENVIRONMENTS[peer.environment])
            for package in peer.packages
        )
    assert all("==" in pin for pins in ENVIRONMENTS.values() for pin in pins)


def test_the_baseline_is_always_there() -> None:
    assert [peer.name for peer in chosen("cairn, bm25s")] == [BASELINE, "cairn", "bm25s"]
    assert {"haystack", "haystack-reader"} < {peer.name for peer in chosen("haystack-reader")}
    assert chosen(None) == PEERS
    with pytest.raises(ValueError, match="'nobody'"):
        chosen("nobody")


# --- what is asked ----------------------------------------------------------------------------


def test_made_up_passages_are_the_same_each_time() -> None:
    made = list(synthetic.passages(20))
    assert made == list(synthetic.passages(20))
    assert len({passage.text for passage in made}) == 20
    [asked, *_] = synthetic.questions(made, 5)
    [relevant] = [one for one in made if [one.document_id] == asked["relevant"]]
    assert set(cheap.words_of(str(asked["question"]))) <= set(cheap.words_of(relevant.text))


def test_cheap_vectors_have_length_1_and_know_shared_words() -> None:
    vectors = cheap.embed(["park behind the building", "behind the building park", "leave", ""])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.allclose(vectors[0], vectors[1])
    assert vectors[0] @ vectors[2] < 0.5


def test_questions_that_lean_on_earlier_ones_are_left_out(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [{"id": "1"}, {"id": "2", "history": [{}]}, {"id": "3"}]
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    plan = Plan(
        peers=PEERS,
        corpus=tmp_path,
        questions=(file, file),
        about="",
        work=tmp_path,
        sizes=(),
        readers={},
    )
    assert [one["id"] for one in questions_of(plan)] == ["1", "3", "1", "3"]


# --- scores -----------------------------------------------------------------------------------


def test_scores() -> None:
    asked = [
        {"id": "1", "answerable": True, "relevant": ["a"], "gold": [["at  eight", "gate"]]},
        {"id": "2", "answerable": True, "relevant": ["b"], "gold": [["nine"], ["ten"]]},
        {"id": "3", "answerable": False, "relevant": [], "gold": []},
    ]
    answers: dict[str, dict[str, Any]] = {
        "1": {"ranking": ["a", "b"], "quote": "The gate closes at\neight."},
        "2": {"ranking": ["a", "b"], "quote": None},
        "3": {"ranking": [], "quote": None},
    }
    found = scores.quality(asked, answers, quotes=True)
    assert found["hit@1"] == 0.5
    assert found["ndcg@5"] == pytest.approx((1 + 0.6309) / 2, abs=1e-4)
    assert (found["quote@1"], found["answered"], found["refused"]) == (0.5, 0.5, 1.0)
    assert scores.quality(asked, answers, quotes=False)["quote@1"] is None
    assert scores.ranking(
        {"documents": [], "passages": ["x1", "y", "x2"]}, {"x1": "x", "y": "y", "x2": "x"}
    ) == ["x", "y"]
    assert [scores.percentile([3, 1, 2, 4], share) for share in (0.5, 0.95)] == [2, 4]


# --- the page ---------------------------------------------------------------------------------


def _measured(factor: float) -> dict[str, Any]:
    return {
        "build": {
            "passages": 100,
            "seconds": 10 * factor,
            "cpu_seconds": 10 * factor,
            "peak_bytes": 1e9 * factor,
            "index_bytes": 1e6 * factor,
        },
        "times": {
            "asked": 40,
            "cold_p50_ms": 9000 * factor,
            "cold_worst_ms": 9900 * factor,
            "p50_ms": 20 * factor,
            "p95_ms": 30 * factor,
            "p50_cpu_ms": 20 * factor,
            "p95_cpu_ms": 30 * factor,
            "peak_bytes": 8e8 * factor,
        },
    }


@pytest.fixture
def results() -> dict[str, Any]:
    quality = {
        "hit@1": 0.75,
        "ndcg@5": 0.8,
        "quote@1": None,
        "quote_chars": None,
        "answered": None,
        "refused": None,
    }
    peers = {
        name: _measured(factor)
        | {
            "does": "finds",
            "versions": {name: "1"},
            "quality": deepcopy(quality),
            "sizes": {"1000": _measured(factor), "10000": _measured(3 * factor)},
        }
        for name, factor in ((BASELINE, 1.0), ("quotedesk", 0.5), ("tantivy", 0.01))
    }
    peers["haystack-reader"] = {
        "does": "reads",
        "versions": {},
        "sizes": {},
        "notes": ["not run: no model at hand"],
    }
    return {
        "date": "2026-01-01",
        "machine": {
            "system": "Linux",
            "processor": "x",
            "cores": 2,
            "python": "3.11",
            "load": [0.5],
        },
        "set": {
            "about": "a set",
            "documents": 9,
            "passages": 100,
            "questions": 40,
            "answerable": 30,
            "repeats": 3,
            "cold": 5,
        },
        "limits": {
            "passage_tokens": 150,
            "question_tokens": 12,
            "passages_per_second": 20,
            "question_ms": 4.0,
            "gflops": 50,
        },
        "peers": peers,
    }


def test_the_page_tells_ratios_to_the_baseline(results: dict[str, Any], tmp_path: Path) -> None:
    file = write_report(results, tmp_path)
    text = file.read_text(encoding="utf-8")
    assert f"| {BASELINE} | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 |" in text
    assert "| quotedesk | 2 | 0.5 | 0.5 | 0.5 | 0.5 | 0.5 | 0.5 | 0.5 |" in text
    assert "| haystack-reader | not run |" in text
    assert "- haystack-reader: not run: no model at hand" in text
    assert "one encoder pass for the question (12 tokens, mean) | 0.2 |" in text
    assert "one BM25 query, the faster of those here | 0.01 |" in text
    for plot in ("peers-quality.svg", "peers-cost.svg"):
        assert f"](plots/{plot})" in text
        assert ElementTree.parse(tmp_path / "plots" / plot).getroot().tag.endswith("svg")
    told = json.loads((tmp_path / "plots" / "peers.json").read_text(encoding="utf-8"))
    assert page(told) == text


def test_a_run_without_sizes_has_a_page(results: dict[str, Any], tmp_path: Path) -> None:
    for peer in results["peers"].values():
        peer["sizes"] = {}
    assert "Cost against size" not in write_report(results, tmp_path).read_text(encoding="utf-8")


def test_ratios_have_two_digits() -> None:
    told = [ratio(value, 3) for value in (3, 1, 100, 29.9, 0.001, None)]
    assert told == ["1", "0.33", "33", "10", "0.00033", "–"]


def test_the_page_in_the_documentation_is_the_one_of_its_figures() -> None:
    told = json.loads((ROOT / "docs" / "plots" / "peers.json").read_text(encoding="utf-8"))
    assert (ROOT / "docs" / "performance.md").read_text(encoding="utf-8") == page(told)
