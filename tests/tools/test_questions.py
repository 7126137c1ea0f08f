"""Our own questions say what their documents say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.load import load_corpus
from qa.measure.evaluate import text_holds
from tools.train_reader import __file__ as here

QUESTIONS = Path(here).parent / "questions"
SETS = sorted(path.name for path in QUESTIONS.iterdir() if path.is_dir())


def rows_of(name: str) -> list[dict[str, Any]]:
    lines = (QUESTIONS / name / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", SETS)
def test_what_is_marked_stands_in_the_documents(name: str) -> None:
    loaded = load_corpus(QUESTIONS / name / "corpus")
    assert loaded.skipped == ()
    texts = {document.id: document.text for document in loaded.documents}
    for row in rows_of(name):
        where = [texts[id_] for id_ in row["relevant"]]
        assert bool(where) is bool(row["gold"]) is row["answerable"], row["id"]
        for alternative in row["gold"]:
            assert any(text_holds(text, [alternative]) for text in where), row["id"]
        assert row.get("near", "") in {"", *texts}, row["id"]


def test_the_table_counts_them() -> None:
    told = (QUESTIONS / "README.md").read_text(encoding="utf-8")
    ids = set[str]()
    for name in SETS:
        rows = rows_of(name)
        good = sum(row["answerable"] for row in rows)
        documents = sum(it.is_file() for it in (QUESTIONS / name / "corpus").rglob("*"))
        line = f"| `{name}` | {documents} | {len(rows)} ({good} / {len(rows) - good}) |"
        assert line in told
        assert len(rows) - good >= 0.41 * len(rows)
        ids |= {row["id"] for row in rows}
    assert len(ids) == sum(len(rows_of(name)) for name in SETS)
