"""What the reader is trained on, and how it is measured."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.load import load_corpus
from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from tests.indexer.fakes import FEES, HashEmbedder
from tests.tools.made import GROUPS, given, group
from tools.train_reader.groups import Group, read_groups, write_groups
from tools.train_reader.measure import figures
from tools.train_reader.public import public_groups

TEXT = "The permit costs 40 dollars. It is paid at the town office. Dogs are welcome."


def line(**other: Any) -> dict[str, Any]:
    return {
        "id": "q1",
        "question": "what does the permit cost",
        "title": "Permits",
        "text": TEXT,
        "spans": [[0, 28]],
        "answerable": True,
        "language": "en",
        "group": "permits",
        **other,
    }


def public(folder: Path, name: str, *lines: dict[str, Any]) -> list[Group]:
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(it) + "\n" for it in lines))
    return list(public_groups(folder, [name]))


def test_groups_are_read_as_they_were_written(tmp_path: Path) -> None:
    assert write_groups(tmp_path / "g.jsonl", GROUPS) == 2
    assert list(read_groups(tmp_path / "g.jsonl")) == GROUPS


def test_a_passage_is_read_with_its_units_and_headings() -> None:
    passage = given("It costs 5.", "Dogs are welcome.", gold=(1,)).readable
    assert [unit.of(passage.text) for unit in passage.units] == ["It costs 5.", "Dogs are welcome."]
    assert passage.heading == ("A title",)


class TestPublic:
    def test_gold_is_the_sentence_and_others_of_the_article_stand_beside_it(
        self, tmp_path: Path
    ) -> None:
        other = line(id="q2", text="The permit is green. It is valid for a year.", spans=[[0, 20]])
        made = public(tmp_path, "squad2", line(), other)
        assert [it.id for it in made] == ["q1", "q2"]
        for one in made:
            assert one.part == "squad2"
            assert one.answerable is one.found
            for passage in one.passages:
                told = [passage.text[start:end] for start, end in passage.units]
                assert [told[row] for row in passage.gold] in (
                    [],
                    ["The permit costs 40 dollars."],
                    ["The permit is green."],
                )

    def test_some_questions_lose_their_text_and_have_no_answer_then(self, tmp_path: Path) -> None:
        lines = [line(id=f"q{n}", text=f"{TEXT} This is text {n}.") for n in range(60)]
        made = public(tmp_path, "squad2", *lines)
        lost = [it for it in made if not it.answerable]
        assert 3 <= len(lost) <= 25
        assert not any(it.found for it in lost)

    def test_sentences_of_an_article_are_joined(self, tmp_path: Path) -> None:
        lines = [
            line(id=f"q{n}", text=f"sentence number {n} .", spans=[[0, 19]], title="")
            for n in range(8)
        ]
        found = [it for it in public(tmp_path, "nqg", *lines) if it.found]
        for one in found:
            [passage] = [it for it in one.passages if it.gold]
            start, end = passage.units[passage.gold[0]]
            assert f"number {one.id[1:]}" in passage.text[start:end]
            assert len(passage.units) > 1


def test_plain_questions_get_what_our_own_retrieval_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tools.train_reader.plain import plain_groups

    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "fees.txt").write_text(FEES)
    embedder = HashEmbedder(max_tokens=128)
    documents = load_corpus(tmp_path / "docs").documents
    write_index(documents, IndexSettings(), embedder, tmp_path / "index")
    monkeypatch.setattr("tools.train_reader.plain.open_encoder", lambda _: embedder)
    rows = [
        {
            "id": "a",
            "question": "what does a parking permit cost",
            "history": [],
            "answerable": True,
            "relevant": ["fees.txt"],
            "gold": [["costs 40 dollars a year"]],
        },
        {
            "id": "b",
            "question": "who signs the parking permit",
            "history": [],
            "answerable": False,
            "relevant": [],
            "gold": [],
            "near": "fees.txt",
        },
    ]
    questions = tmp_path / "q.jsonl"
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows))
    first, second = plain_groups("town", questions, tmp_path / "index")
    [passage] = [it for it in first.passages if it.gold]
    start, end = passage.units[passage.gold[0]]
    assert passage.text[start:end] == "The permit costs 40 dollars a year."
    assert len(passage.weighs) == len(passage.units)
    assert max(passage.weighs) == passage.weighs[passage.gold[0]]
    assert (first.together, second.together) == ("fees.txt", "fees.txt")
    assert second.passages
    assert not second.found


def test_a_question_in_another_language_has_the_passages_of_the_one_that_it_was_made_of(
    tmp_path: Path,
) -> None:
    from tools.train_reader.plain import translated_groups

    asked = tmp_path / "es.jsonl"
    lines = [{"id": "g", "question": "cuánto cuesta"}, {"id": "other", "question": "quién"}]
    asked.write_text("".join(json.dumps(row) + "\n" for row in lines))
    [made] = translated_groups("es", asked, GROUPS[:1])
    assert (made.id, made.part, made.question) == ("es/g", "es", "cuánto cuesta")
    assert made.passages == GROUPS[0].passages
    assert made.together == GROUPS[0].together


def test_a_question_may_be_that_of_a_group_in_another_language(tmp_path: Path) -> None:
    from tools.train_reader.plain import translated_groups

    asked = tmp_path / "crossed.jsonl"
    lines = [{"id": "g", "like": "es-g"}, {"id": "g", "like": "gone"}]
    asked.write_text("".join(json.dumps(row) + "\n" for row in lines))
    theirs = replace(GROUPS[0], id="es-g", question="cuánto cuesta", passages=())
    [made] = translated_groups("crossed", asked, [GROUPS[0], theirs])
    assert (made.question, made.passages) == ("cuánto cuesta", GROUPS[0].passages)


class TestFigures:
    def test_choice_and_refusal_are_told_apart(self) -> None:
        weighed = [
            group(given("yes", "no", gold=(0,), weighs=(0.0, 1.0)), given("no", weighs=(0.5,))),
            group(given("no", weighs=(0.0,)), answerable=False),
        ]
        found = figures(weighed, lambda it: [[2.0, 1.0], [0.0]] if it.found else [[-1.0]])
        assert (found.questions, found.read, found.first, found.engine) == (2, 1.0, 1.0, 0.0)
        assert (found.mixed, found.refusal) == (1.0, 1.0)

    def test_ties_count_half(self) -> None:
        alike = [group(given("a", gold=(0,))), group(given("b"), answerable=False)]
        assert figures(alike, lambda _: [[0.0]]).refusal == 0.5

    def test_without_questions_there_is_no_figure(self) -> None:
        assert math.isnan(figures([], lambda _: []).first)
