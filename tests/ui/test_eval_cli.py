"""`quotedesk eval` and `quotedesk calibrate`, run as a user does."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from qa.weights import default_weights, load_weights
from tests.conftest import Run
from tests.indexer.fakes import AID, FEES
from ui.cli import DONE, ERROR, USAGE
from ui.commands.tables import FIGURES

pytestmark = pytest.mark.slow

QUESTION = "What does the parking permit cost a year?"
HOSTILE = "<script>alert(1)</script> \x1b[31m permit \u202e ?"
COST: dict[str, Any] = {
    "id": "cost",
    "question": QUESTION,
    "relevant": ["fees.txt"],
    "gold": [["40 dollars"]],
    "within": [FEES],
}
NONE: dict[str, Any] = {"id": "none", "question": "Who built the tower?", "answerable": False}


@pytest.fixture(autouse=True)
def corpus(docs: Path) -> None:
    (docs / "fees.txt").write_text(FEES, newline="")
    (docs / "aid.txt").write_text(AID, newline="")


def write(lines: Sequence[Any], name: str = "q.jsonl") -> str:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    Path(name).write_text("\n".join(texts) + "\n", encoding="utf-8")
    return name


def many() -> list[dict[str, Any]]:
    """Enough questions to calibrate on."""
    words = ("permit", "passport", "registration", "address", "residents", "town office")
    found = [f"What about the {word} {at}?" for word in words for at in ("fee", "papers", "hours")]
    made: list[dict[str, Any]] = [
        {"id": str(at), "question": text, "answerable": True} for at, text in enumerate(found)
    ]
    lost = ("zeppelin", "moon", "violin", "tower", "glacier", "opera", "whale", "comet")
    made += [
        {"id": word, "question": f"Who built the {word}?", "answerable": False} for word in lost
    ]
    return made


def refused_in_one_line(result: tuple[int, str, str], *parts: str) -> None:
    status, out, err = result
    assert (status, out) == (ERROR, "")
    assert len(err.splitlines()) == 1, err
    assert err.startswith("quotedesk: ")
    for part in parts:
        assert part in err


class TestEval:
    def test_a_table_for_people(self, run: Run, indexed: None) -> None:
        status, out, err = run("eval", write([COST, NONE]), "--index", "idx")
        assert (status, err) == (DONE, "")
        lines = out.splitlines()
        assert lines[0] == "2 questions, 1 of them with an answer"
        assert [line.split()[0] for line in lines[2:]] == list(FIGURES)
        assert "  verbatim_faults            0  quotes that" in out

    def test_json_is_one_object(self, run: Run, indexed: None) -> None:
        status, out, _ = run("eval", write([COST, NONE]), "--index", "idx", "--json")
        assert status == DONE
        assert len(out.splitlines()) == 1
        made = json.loads(out)
        assert list(made) == ["questions", "skipped", *FIGURES]
        assert made["questions"] == 2
        assert made["hit@1"] == made["recall@5"] == made["mrr"] == 1
        assert made["verbatim_faults"] == 0
        assert made["quotes"] > 0

    @pytest.mark.parametrize("head", ["query-id\tcorpus-id\tscore\n", ""])
    def test_the_form_of_beir(self, run: Run, indexed: None, head: str) -> None:
        name = write(
            [
                {"_id": "cost", "text": QUESTION, "metadata": {}},
                {"_id": "other", "text": "Not judged at all"},
                {"_id": "none", "text": "Who built the tower?"},
            ],
        )
        Path("qrels.tsv").write_text(
            f"{head}cost\tfees.txt\t1\ncost\taid.txt\t0\nnone\tfees.txt\t0\ncost\tgone\t2\n"
        )
        arguments = ("eval", name, "--qrels", "qrels.tsv", "--index", "idx", "--json")
        status, out, err = run(*arguments)
        assert status == DONE
        made = json.loads(out)
        assert (made["questions"], made["skipped"]) == (2, 1)
        assert made["recall@5"] == 0.5
        assert made["refused_unanswerable"] is not None
        assert err.splitlines() == [
            "questions left out, since nothing says what is expected: 1",
            (
                "relevant documents that are not in the index and count as not found: 1"
                " ('gone', for one)"
            ),
        ]

    def test_a_report_takes_hostile_questions_as_text(self, run: Run, indexed: None) -> None:
        missed = {"id": HOSTILE, "question": HOSTILE, "gold": [["what no document says"]]}
        arguments = ("eval", write([COST, COST | missed]), "--index", "idx", "--report", "r.html")
        status, out, err = run(*arguments)
        assert (status, err) == (DONE, "the report is in r.html\n")
        page = Path("r.html").read_text(encoding="utf-8")
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert page.count("data:image/svg+xml;base64,") == 4
        assert sorted(path.name for path in Path().iterdir()) == [
            *("docs", "idx", "q.jsonl", "r.html"),
        ]
        assert not {"\x1b", "\u202e"} & set(out)

    def test_questions_of_stdin_history_and_a_mark(self, run: Run, indexed: None) -> None:
        turns = [{"role": "user", "content": QUESTION}]
        line = json.dumps(NONE | {"question": "And when?", "history": turns})
        Path("q.jsonl").write_text(f"\ufeff{line}\r\n\r\n", encoding="utf-8")
        assert run("eval", "q.jsonl", "--index", "idx", "--json")[0] == DONE

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("{not json", "q.jsonl:2: the line is not JSON"),
            ("[1]", "q.jsonl:2: the line is not a JSON object"),
            ({"id": "a", "answerable": True}, "q.jsonl:2: the question is missing"),
            ({"id": "a", "question": "x"}, "q.jsonl:2: the line doesn't say what is expected"),
            ({"id": "a", "question": "x", "answerable": "yes"}, "answerable is not as it should"),
            ({"id": "a", "question": "x", "relevant": "fees.txt"}, "relevant is not as it should"),
            ({"id": "a", "question": "x", "gold": ["words"]}, "gold is not as it should be"),
            ({"id": "a", "question": "x", "gold": [[]]}, "gold is not as it should be"),
            ({"id": "a", "question": "x", "gold": [[" "]]}, "gold is not as it should be"),
            ({"id": "a", "question": "x", "within": [5]}, "within is not as it should be"),
            ({"id": "a", "question": "x", "history": [5], "gold": []}, "history is not a list"),
            ({"id": "a", "question": "x" * 3_000, "gold": []}, "more than 2,000 characters"),
            (COST, "the id 'cost' is there twice"),
        ],
    )
    def test_a_line_that_cant_be_read_is_one_line(
        self, run: Run, indexed: None, line: Any, message: str
    ) -> None:
        refused_in_one_line(run("eval", write([COST, line]), "--index", "idx"), message)

    @pytest.mark.parametrize(
        "text", ["", "cost\tfees.txt\n", "cost fees.txt 1\n", "cost\tx\thigh\n", "cost\tx\t101\n"]
    )
    def test_judgements_that_cant_be_read_are_one_line(
        self, run: Run, indexed: None, text: str
    ) -> None:
        Path("qrels.tsv").write_text(text)
        result = run("eval", write([COST]), "--qrels", "qrels.tsv", "--index", "idx")
        refused_in_one_line(result, "qrels.tsv", "judgement", "corpus-id")

    def test_files_that_are_not_there_are_one_line(self, run: Run, indexed: None) -> None:
        refused_in_one_line(run("eval", "no.jsonl", "--index", "idx"), "no.jsonl: can't be read")
        refused_in_one_line(run("eval", "docs", "--index", "idx"), "docs: can't be read")
        refused_in_one_line(run("eval", write([""]), "--index", "idx"), "holds no question")
        name = write([COST])
        refused_in_one_line(run("eval", name, "--index", "none"), "there is no index here")
        refused_in_one_line(
            run("eval", name, "--index", "idx", "--report", "no/r.html"), "no/r.html: can't be"
        )
        refused_in_one_line(
            run("eval", name, "--index", "idx", "--qrels", "no.tsv"), "no.tsv: can't be read"
        )
        write([COST | {"id": "else", "relevant": None, "gold": None, "within": None}])
        Path("qrels.tsv").write_text("x\ty\t1\n")
        refused_in_one_line(
            run("eval", name, "--index", "idx", "--qrels", "qrels.tsv"), "none of its questions"
        )

    def test_a_file_is_asked_for(self, run: Run) -> None:
        assert run("eval")[0] == run("calibrate")[0] == USAGE


class TestCalibrate:
    def test_weights_are_written_and_can_be_used(self, run: Run, indexed: None) -> None:
        status, out, err = run("calibrate", write(many()), "--index", "idx")
        assert (status, err) == (DONE, "")
        assert "26 questions, 18 of them with an answer" in out
        assert "log_loss" in out
        assert out.count("\n  0.") >= 9
        weights = load_weights(Path("weights.json"))
        assert weights.units == default_weights("default").units
        line = out.splitlines()[-1].partition("quotedesk.toml: ")[2]
        assert tomllib.loads(line) == {"weights": "weights.json"}
        Path("quotedesk.toml").write_text(line)
        assert run("eval", "q.jsonl", "--index", "idx")[0] == DONE

    def test_it_moves_the_decision_towards_the_questions(self, run: Run, indexed: None) -> None:
        run("calibrate", write(many()), "--index", "idx", "--out", "a b.json")
        weights = load_weights(Path("a b.json"))
        assert weights.decision != default_weights("default").decision

    def test_a_corpus_is_indexed_and_leaves_nothing(self, run: Run) -> None:
        status, _, _ = run("calibrate", write(many()), "--corpus", "docs", "--report", "r.html")
        assert status == DONE
        assert sorted(path.name for path in Path().iterdir()) == [
            *("docs", "q.jsonl", "r.html", "weights.json"),
        ]
        page = Path("r.html").read_text(encoding="utf-8")
        assert page.count("data:image/svg+xml;base64,") == 3
        assert "balanced_accuracy" in page

    def test_a_corpus_and_an_index_are_kept(self, run: Run) -> None:
        arguments = ("calibrate", write(many()), "--corpus", "docs", "--index", "idx")
        assert run(*arguments)[0] == DONE
        assert Path("idx").is_dir()

    def test_questions_with_nothing_to_weigh_are_left_out(self, run: Run, indexed: None) -> None:
        lines = [*many(), {"id": "x", "question": "?!", "answerable": False}]
        _, out, err = run("calibrate", write(lines), "--index", "idx")
        assert "nothing to weigh for them: 1" in err
        assert out.startswith("26 questions")

    def test_the_same_questions_give_the_same_weights(self, run: Run, indexed: None) -> None:
        for name in ("a.json", "b.json"):
            run("calibrate", write(many()), "--index", "idx", "--out", name)
        assert Path("a.json").read_bytes() == Path("b.json").read_bytes()

    @pytest.mark.parametrize("lines", [many()[:18], many()[:22], many()[14:], [COST], many()[-8:]])
    def test_too_few_questions_are_one_line(
        self, run: Run, indexed: None, lines: list[dict[str, Any]]
    ) -> None:
        result = run("calibrate", write(lines), "--index", "idx")
        refused_in_one_line(result, "are too few", "Give at least 20, of which 5")
        assert not Path("weights.json").exists()

    def test_a_place_that_cant_be_written_is_one_line(self, run: Run, indexed: None) -> None:
        name = write(many())
        for place in ("no/w.json", "docs"):
            refused_in_one_line(
                run("calibrate", name, "--index", "idx", "--out", place), f"{place}: can't be"
            )
