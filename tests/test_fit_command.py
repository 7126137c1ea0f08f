"""The one command that makes all weights, with the real model over the bundled documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.weights import load_weights
from tests.gate import BUNDLED_SET, SETS
from ui.cli import DONE, main


@pytest.mark.model
@pytest.mark.usefixtures("one_model")
def test_weights_are_made_from_the_bundled_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Of the mechanism only: the project's own weights are never fitted to these questions.
    monkeypatch.chdir(tmp_path)
    assert main(["index", "--index", "idx"]) == DONE
    questions = str(SETS[BUNDLED_SET])
    assert main(["fit", "--set", questions, "idx", "--out", "made.json", "--anew"]) == DONE
    made = load_weights(tmp_path / "made.json")
    assert made.made["sets"][0]["asked"] == 87
    assert made.units["overlap"] + made.units["nearby"] > 0
    out = capsys.readouterr().out
    figures = {
        line.split()[0]: line.split()[1:]
        for line in out.splitlines()
        if line.startswith("  strategy_questions")
    }
    assert float(figures["strategy_questions"][7]) > 0.9  # AUROC, after
