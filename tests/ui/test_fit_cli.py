"""`quotedesk fit`, run as a user does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa.weights import default_weights, load_weights
from tests.conftest import Run
from tests.indexer.fakes import AID, FEES
from ui.cli import DONE, ERROR, USAGE

ASKED: list[dict[str, Any]] = [
    {"id": "cost", "question": "What does the parking permit cost a year?"},
    {"id": "papers", "question": "Which papers does the permit need?"},
    {"id": "tower", "question": "Who built the tower?", "answerable": False},
    {"id": "violin", "question": "Who tunes the violin?", "answerable": False},
]
GOLD: dict[str, Any] = {"relevant": ["fees.txt"], "gold": [["40 dollars"]]}


@pytest.fixture(autouse=True)
def corpus(docs: Path) -> None:
    (docs / "fees.txt").write_text(FEES, newline="")
    (docs / "aid.txt").write_text(AID, newline="")


def write(name: str = "q.jsonl", lines: list[dict[str, Any]] | None = None) -> str:
    held = lines or [line if "answerable" in line else line | GOLD for line in ASKED]
    Path(name).write_text("".join(json.dumps(line) + "\n" for line in held), encoding="utf-8")
    return name


def test_all_weights_are_made_in_one_command(run: Run, indexed: None) -> None:
    status, out, err = run("fit", "--set", write(), "idx", "--out", "made.json")
    assert status == DONE
    assert "one corpus only" in err
    assert "With the weights in use:" in out
    made = load_weights(Path("made.json"))
    [facts] = made.made["sets"]
    assert (facts["name"], facts["asked"], facts["answerable"]) == ("q", 4, 2)
    assert len(facts["questions"]) == len(facts["corpus"]) == 64
    assert made.tuning == default_weights("default").tuning
    again = run("fit", "--set", write(), "idx", "--out", "again.json")
    assert again[0] == DONE
    assert Path("again.json").read_bytes() == Path("made.json").read_bytes()


def test_what_a_gate_asks_is_left_out(run: Run, indexed: None) -> None:
    gate = write("gate.jsonl", [{**ASKED[2]}])
    status, _, _ = run("fit", "--set", write(), "idx", "--without", gate, "--out", "made.json")
    assert status == DONE
    [facts] = load_weights(Path("made.json")).made["sets"]
    assert (facts["asked"], facts["left_out"]) == (3, 1)


def test_nothing_to_choose_from_is_an_error_of_one_line(run: Run, indexed: None) -> None:
    none = write("none.jsonl", [ASKED[2], ASKED[3]])
    status, out, err = run("fit", "--set", none, "idx", "--out", "made.json")
    assert (status, out) == (ERROR, "")
    assert "Give sets with more questions" in err
    assert not Path("made.json").exists()


def test_a_set_is_needed(run: Run) -> None:
    assert run("fit")[0] == USAGE
