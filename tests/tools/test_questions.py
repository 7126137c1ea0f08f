"""Our own questions say what their documents say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from corpus.load import load_corpus
from qa.measure.evaluate import text_holds
from tools.train_reader import __file__ as here

QUESTIONS = Path(here).parent / "questions"
SETS = sorted(path.name for path in QUESTIONS.iterdir() if path.is_dir())


# Files of questions over pages that aren't here.
ELSEWHERE = ("benefits.jsonl", "plans.jsonl")
TURNS = ("desks", "services")  # folders with conversations, too


def rows_of(name: str) -> list[dict[str, Any]]:
    """Of a file, or of a folder's."""
    path = QUESTIONS / name
    lines = (path if path.is_file() else path / "questions.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


@pytest.mark.parametrize("name", SETS)
def test_what_is_marked_stands_in_the_documents(name: str) -> None:
    loaded = load_corpus(QUESTIONS / name / "corpus")
    assert loaded.skipped == ()
    texts = {document.id: document.text for document in loaded.documents}
    turns = rows_of(f"{name}/conversations.jsonl") if name in TURNS else []
    for row in [*rows_of(name), *turns]:
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
        assert len(rows) - good >= 0.39 * len(rows)
        ids |= {row["id"] for row in rows}
    assert len(ids) == sum(len(rows_of(name)) for name in SETS)


@pytest.mark.parametrize("path", [*ELSEWHERE, *(f"{it}/conversations.jsonl" for it in TURNS)])
def test_other_files_are_counted_too(path: str) -> None:
    rows = rows_of(path)
    good = sum(row["answerable"] for row in rows)
    told = " ".join((QUESTIONS / "README.md").read_text(encoding="utf-8").split())
    assert re.search(rf"`{path}` \({len(rows):,}[,;] {good:,}[ )]", told)
    assert all(bool(row["relevant"]) is bool(row["gold"]) is row["answerable"] for row in rows)
    assert all(row["near"] for row in rows if path in ELSEWHERE and not row["answerable"])
    assert len({row["id"] for row in rows}) == len(rows)
    assert len(rows) - good >= 0.41 * len(rows)
    if path not in ELSEWHERE:
        assert sum(bool(row["history"]) for row in rows) == len(rows)
