"""The command line, run as a user does, over a small index and a model that takes no time."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.store.place import CURRENT
from tests.conftest import Run
from tests.corpus.pdfs import Page, Pdf, Text
from tests.indexer.fakes import AID, FEES, HashEmbedder
from ui.cli import DONE, ERROR, REFUSED, USAGE, main
from ui.config import BUNDLED
from ui.render import MARK_CLOSE, MARK_OPEN

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "The gate \x1b[31mopens\x1b[0m at \u202eseven\u202c o'clock in the morning.\x07\r\n\r\n"
    "The gate is shut at nine o'clock in the evening.\r\n"
)
QUESTION = "What does the parking permit cost a year?"
RECORD_KEYS = [
    *("question", "answered", "confidence", "quotes", "closest", "reason", "ranking"),
    *(
        "searched_for",
        "understood_with",
        "missing_words",
        "unquoted_words",
        "unanswered_parts",
        "chosen_by_staff",
        "language",
        "elapsed_ms",
    ),
]
# Every command, with what it can't do without.
COMMANDS = {
    "fetch": ["http://localhost:9/"],
    "index": [],
    "ask": [QUESTION],
    "batch": ["q.jsonl"],
    "show": [],
    "eval": ["q.jsonl"],
    "calibrate": ["q.jsonl"],
    "fit": ["--set", "q.jsonl", "index"],
    "init": [],
    "doctor": [],
    "serve": [],
    "lint": [],
    "pins": ["list"],
    "verify": ["r.json"],
    "backup": ["b.zip"],
    "restore": ["b.zip"],
}
# These are there for settings that aren't yet, or can't be read.
WITHOUT_SETTINGS = ("init", "doctor")
QUOTE_KEYS = [
    *("document_id", "title", "text", "start", "end", "highlights", "section", "page", "score"),
    *("url", "citation", "citation_apa", "csl", "document_sha256", "published", "publisher"),
    *("language", "validity", "columns"),
]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, docs: Path) -> Path:
    """A folder with a corpus, as the current folder."""
    (docs / "fees.txt").write_text(FEES, newline="")
    (docs / "aid.txt").write_text(AID, newline="")
    (docs / "gate.txt").write_text(HOSTILE, newline="")
    return tmp_path


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets how sure the desk is of every answer: what decides has tests of its own."""

    def be(confidence: float) -> None:
        monkeypatch.setattr("qa.decide.probability", lambda *_: confidence)

    be(0.99)
    return be


def refused_in_one_line(result: tuple[int, str, str], *parts: str) -> None:
    """An error: status 1, nothing on stdout, one line that says what happened and the mend."""
    status, out, err = result
    assert (status, out) == (ERROR, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("quotedesk: ")
    for part in parts:
        assert part in err


class TestIndex:
    def test_it_says_what_it_did(self, run: Run) -> None:
        status, out, err = run("index", "--corpus", "docs", "--index", "idx")
        assert (status, err) == (DONE, "")
        assert out.startswith("indexed 3 documents in ")
        assert out.endswith(" into idx\n")

    def test_again_is_up_to_date_and_embeds_nothing(
        self, run: Run, indexed: None, embedder: HashEmbedder
    ) -> None:
        before = len(embedder.embedded)
        status, out, _ = run("index", "--corpus", "docs", "--index", "idx")
        assert (status, out) == (DONE, "idx is up to date (3 documents)\n")
        assert len(embedder.embedded) == before
        Path("docs/fees.txt").write_text(FEES + "\nAll fees are paid in cash.\n")
        assert run("index", "--corpus", "docs", "--index", "idx")[1].startswith("indexed 3 ")
        assert len(embedder.embedded) == before + 1
        assert all("All fees are paid in cash." in text for text in embedder.embedded[before:])

    def test_what_is_read_in_part_is_said_so(self, run: Run) -> None:
        lines = ("The library opens at nine in the morning, and closes at six.",) * 3
        texts = [Text(x=60, y=80 + 20 * n, text=line) for n, line in enumerate(lines)]
        Path("docs/scan.pdf").write_bytes(Pdf(pages=[Page(texts=texts), Page(image=True)]).data())
        menu = "<body><nav><form><p>Call 0455 771 300</p></form></nav><main><p>Open.</p></main>"
        Path("docs/page.html").write_text(menu)
        status, out, err = run("index", "--corpus", "docs", "--index", "idx")
        assert status == ERROR
        assert out.endswith(", 1 read in part\n")
        [scan] = err.splitlines()  # what nobody meant to read is lint's affair
        assert scan.startswith("read in part: scan.pdf: page 2 is an image without text")

    def test_what_could_not_be_read_is_an_error_and_the_rest_is_indexed(self, run: Run) -> None:
        Path("docs/bad.md").write_text("---\na: b: c\n---\nText")
        Path("docs/photo.heic").write_bytes(b"\0\1")
        for _ in range(2):
            status, out, err = run("index", "--corpus", "docs", "--index", "idx")
            assert status == ERROR
            assert "3 documents" in out
            assert out.rstrip(")\n").endswith(", 1 skipped")
            [bad, other] = err.splitlines()
            assert bad.startswith("skipped bad.md: its front matter is not YAML")
            assert other == "no documents: photo.heic"
        Path("docs/bad.md").unlink()
        status, out, err = run("index", "--corpus", "docs", "--index", "idx")
        assert (status, out) == (DONE, "idx is up to date (3 documents)\n")
        assert err == "no documents: photo.heic\n"

    def test_an_index_that_is_damaged_is_mended(self, run: Run, indexed: None) -> None:
        version = Path("idx", Path("idx", CURRENT).read_text())
        (version / "units.npy").write_bytes(b"")
        refused_in_one_line(run("ask", "--index", "idx", QUESTION), "`quotedesk index` again")
        assert run("index", "--corpus", "docs", "--index", "idx")[1].startswith("indexed 3 ")
        assert run("ask", "--index", "idx", QUESTION)[0] in {DONE, REFUSED}

    def test_the_corpus_is_one_line_when_it_is_not_there(self, run: Run) -> None:
        refused_in_one_line(run("index", "--corpus", "nowhere"), "nowhere: doesn't exist", "Give")
        Path("empty").mkdir()
        refused_in_one_line(run("index", "--corpus", "empty"), "empty: holds no documents", "Put")
        refused_in_one_line(run("index", "--corpus", "docs/fees.txt"), "neither a folder nor")
        assert not Path(".quotedesk").exists()

    def test_a_folder_with_other_things_is_left_alone(self, run: Run) -> None:
        refused_in_one_line(
            run("index", "--corpus", "docs", "--index", "docs"), "docs: this folder holds other"
        )
        assert len(list(Path("docs").iterdir())) == 3


class TestServe:
    @pytest.fixture(autouse=True)
    def served(self, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        """What was served, in place of a web server."""
        calls: list[Any] = []
        monkeypatch.setattr("ui.web.app.serve", lambda *arguments: calls.append(arguments))
        return calls

    def test_an_index_that_is_not_there_is_made_and_named_with_its_corpus(
        self, run: Run, served: list[Any]
    ) -> None:
        Path("quotedesk.toml").write_text('corpus = "docs"')
        status, out, err = run("serve", "--index", "nope")
        assert (status, out) == (DONE, "")
        assert err.splitlines()[0] == "indexing docs into nope"
        assert len(served) == 1
        # An index that was named and is there is served as it is.
        assert run("serve", "--index", "nope") == (DONE, "", "")

    def test_without_settings_it_says_that_it_takes_the_bundled_documents(self, run: Run) -> None:
        status, _, err = run("serve")
        assert status == DONE
        assert err.splitlines()[0] == (
            f"indexing {BUNDLED} (the documents that come with quotedesk) into .quotedesk/index"
        )

    @pytest.mark.parametrize("command", ["serve", "index"])
    def test_an_index_of_other_documents_is_never_replaced(
        self, run: Run, served: list[Any], indexed: None, command: str
    ) -> None:
        Path("quotedesk.toml").write_text('index = "idx"\nname = "Our desk"')
        before = (Path("idx") / "CURRENT").read_text()
        status, _, err = run(command)
        assert status == ERROR
        assert "the index in place holds" in err
        assert f"other documents, made from {Path('docs').resolve()}" in err
        assert "Set `corpus` to the folder that it was made from" in err
        assert (Path("idx") / "CURRENT").read_text() == before
        assert served == []

    def test_a_corpus_that_was_moved_or_filled_anew_is_indexed(
        self, run: Run, indexed: None
    ) -> None:
        Path("docs").rename("moved")
        assert run("index", "--corpus", "moved", "--index", "idx")[0] == DONE
        for file in Path("moved").iterdir():
            file.unlink()
        Path("moved/new.txt").write_text("Quite another document than before.")
        Path("moved").rename("docs")
        assert run("index", "--corpus", "docs", "--index", "idx")[0] == DONE

    def test_it_is_said_before_anything_can_fail(self, run: Run, served: list[Any]) -> None:
        Path("quotedesk.toml").write_text('corpus = "dosc"')
        status, _, err = run("serve")
        assert status == ERROR
        assert err.splitlines() == [
            "indexing dosc into .quotedesk/index",
            "quotedesk: dosc: doesn't exist. Give a folder of documents or a .jsonl file of them.",
        ]
        assert served == []


class TestAsk:
    def test_an_answer(self, run: Run, indexed: None, sure: Callable[[float], None]) -> None:
        status, out, err = run("ask", "--index", "idx", QUESTION)
        assert (status, err) == (DONE, "")
        assert "The permit costs 40 dollars a year." in out
        assert "[fees.txt " in out

    def test_a_refusal(self, run: Run, indexed: None, sure: Callable[[float], None]) -> None:
        sure(0.0)
        status, out, err = run("ask", "--index", "idx", QUESTION)
        assert (status, err) == (REFUSED, "")
        assert out

    def test_no_question_is_a_refusal(self, run: Run, indexed: None) -> None:
        for text in ("", "   ", "?!", "\u202e", "\ud800"):
            status, out, err = run("ask", "--json", "--index", "idx", text)
            assert (status, err) == (REFUSED, "")
            assert json.loads(out)["reason"] == "empty_question"

    @pytest.mark.parametrize("confidence", [0.99, 0.0])
    def test_json_has_the_fields_of_the_design(
        self, run: Run, indexed: None, sure: Callable[[float], None], confidence: float
    ) -> None:
        sure(confidence)
        _, out, _ = run("ask", "--json", "--index", "idx", QUESTION)
        assert len(out.splitlines()) == 1
        record = json.loads(out)
        assert list(record) == RECORD_KEYS
        assert record["question"] == QUESTION
        assert record["answered"] is (confidence == 0.99)
        assert set(record["ranking"]) <= {"fees.txt", "aid.txt", "gate.txt"}
        assert record["elapsed_ms"] > 0
        assert bool(record["quotes"]) is record["answered"]
        assert (record["reason"] is None) is record["answered"]
        texts = {"fees.txt": FEES, "aid.txt": AID, "gate.txt": HOSTILE}
        for quote in record["quotes"] + record["closest"]:
            assert list(quote) == QUOTE_KEYS
            assert quote["text"] == texts[quote["document_id"]][quote["start"] : quote["end"]]
            for start, end in quote["highlights"]:
                assert 0 <= start < end <= len(quote["text"])

    def test_a_word_that_no_document_holds_is_named(self, run: Run, indexed: None) -> None:
        _, out, _ = run("ask", "--json", "--index", "idx", "What does a zeppelin cost a year?")
        assert json.loads(out)["missing_words"] == ["zeppelin"]

    def test_what_could_drive_a_terminal_is_shown_as_escapes(
        self, run: Run, indexed: None, sure: Callable[[float], None]
    ) -> None:
        question = "When is the gate opens o'clock in the morning?"
        status, out, _ = run("ask", "--index", "idx", question)
        assert status == DONE
        assert "\\x1b[31mopens\\x1b[0m" in out
        assert "\\u202eseven\\u202c" in out
        assert not {"\x1b", "\u202e", "\x07", "\r"} & set(out)

    def test_a_missing_index_is_one_line(self, run: Run) -> None:
        refused_in_one_line(
            run("ask", "--index", "nowhere", QUESTION),
            "nowhere: there is no index here. Run `quotedesk index` first",
        )

    def test_an_index_of_another_model_is_one_line(
        self, run: Run, indexed: None, embedder: HashEmbedder
    ) -> None:
        embedder.identity = "other@2"
        refused_in_one_line(run("ask", "--index", "idx", QUESTION), "made with hash-64@1")

    def test_a_question_that_is_too_long_is_one_line(self, run: Run) -> None:
        refused_in_one_line(
            run("ask", "word " * 20_000), "the question has 100,000 characters, at most 2,000"
        )

    def test_an_errors_text_cant_drive_a_terminal(self, run: Run) -> None:
        refused_in_one_line(
            run("ask", "--index", "a\x1b[31m\u202e\nb", QUESTION), "\\x1b[31m\\u202e"
        )

    def test_debug_shows_where_an_error_arose(self) -> None:
        with pytest.raises(Exception, match="no index here"):
            main(["--debug", "ask", "--index", "nowhere", QUESTION])


class TestConfig:
    def test_a_bad_key_is_one_line(self, run: Run) -> None:
        Path("quotedesk.toml").write_text('indx = "x"')
        refused_in_one_line(
            run("ask", QUESTION),
            "quotedesk.toml: there is no setting 'indx'",
            "Use: corpus, store, index",
        )
        refused_in_one_line(
            run("--config", "none.toml", "ask", QUESTION), "none.toml: can't be read"
        )

    def test_a_file_can_say_where_everything_is(self, run: Run) -> None:
        Path("a.toml").write_text('corpus = "docs"\nindex = "there"')
        assert run("--config", "a.toml", "index")[0] == DONE
        assert run("--config", "a.toml", "show")[1].startswith("aid.txt\t")
        assert Path("there", CURRENT).exists()


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["unheard-of"],
            ["ask"],
            ["ask", "one", "two"],
            ["batch"],
            ["serve", "--port", "0"],
            ["serve", "--port", "65536"],
            ["serve", "--port", "-1"],
            ["serve", "--port", "http"],
            ["serve", "--port", "²"],
            ["show", "fees.txt", "--span", "5"],
            ["show", "fees.txt", "--span", "9-5"],
            ["show", "fees.txt", "--span", "a-b"],
            ["show", "fees.txt", "--span", "-3-5"],
            ["show", "fees.txt", "--span", "1-2-3"],
        ],
    )
    def test_what_cant_be_meant_is_a_usage_error(self, run: Run, arguments: list[str]) -> None:
        status, out, err = run(*arguments)
        assert (status, out) == (USAGE, "")
        assert err.startswith("usage: quotedesk")
        assert "Traceback" not in err

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_has_help_with_an_example(self, run: Run, command: str) -> None:
        status, out, _ = run(command, "--help")
        assert status == DONE
        assert f"Example: quotedesk {command}" in out
        assert "--config FILE" in out

    def test_no_command_is_left_out_here(self, run: Run) -> None:
        listed = re.findall(r"^    ([a-z]+) ", run("--help")[1], re.MULTILINE)
        assert listed == list(COMMANDS)

    @pytest.mark.parametrize("command", ["fetch", "init", "lint", "backup", "restore"])
    def test_an_option_that_would_mean_nothing_is_refused(self, run: Run, command: str) -> None:
        status, _, err = run(command, *COMMANDS[command], "--index", "idx")
        assert status == USAGE
        assert "unrecognized arguments: --index idx" in err

    @pytest.mark.parametrize(
        ("command", "arguments"),
        [(name, given) for name, given in COMMANDS.items() if name not in WITHOUT_SETTINGS],
    )
    def test_every_command_takes_the_settings_before_its_name_and_after_it(
        self, run: Run, command: str, arguments: list[str]
    ) -> None:
        settings, line = ["--config", "none.toml"], [command, *arguments]
        Path("good.toml").write_text('index = "idx"')
        for given in (
            [*settings, *line],
            [command, *settings, *arguments],
            [*line, *settings],
            ["--config", "good.toml", *line, *settings],
        ):
            refused_in_one_line(run(*given), "none.toml: can't be read")

    def test_help_names_the_exit_statuses(self, run: Run) -> None:
        status, out, _ = run("--help")
        assert status == DONE
        assert "0 answered or done, 1 error, 2 usage, 3 refused" in " ".join(out.split())


class TestShow:
    def test_without_a_document_it_lists_them(self, run: Run, indexed: None) -> None:
        status, out, _ = run("show", "--index", "idx")
        assert status == DONE
        assert [line.split("\t")[0] for line in out.splitlines()] == [
            "aid.txt",
            "fees.txt",
            "gate.txt",
        ]
        assert "fees.txt\tParking permits\n" in out

    def test_a_span_is_marked_where_a_quote_stands(
        self, run: Run, indexed: None, sure: Callable[[float], None]
    ) -> None:
        quote = json.loads(run("ask", "--json", "--index", "idx", QUESTION)[1])["quotes"][0]
        span = f"{quote['start']}-{quote['end']}"
        status, out, _ = run("show", "--index", "idx", quote["document_id"], "--span", span)
        assert status == DONE
        assert f"{MARK_OPEN}{quote['text']}{MARK_CLOSE}" in out
        shown = out.replace(MARK_OPEN, "").replace(MARK_CLOSE, "")
        assert shown.endswith("\n\n" + FEES)

    def test_windows_newlines_are_ends_of_lines(self, run: Run, indexed: None) -> None:
        _, out, _ = run("show", "--index", "idx", "gate.txt")
        assert "evening.\n" in out
        assert "\\r" not in out
        assert "\\x1b[31m" in out

    def test_what_is_not_there_is_one_line(self, run: Run, indexed: None) -> None:
        refused_in_one_line(
            run("show", "--index", "idx", "a\nb"), "there is no document 'a\\nb'", "lists their ids"
        )
        refused_in_one_line(
            run("show", "--index", "idx", "fees.txt", "--span", "0-99999"),
            f"has {len(FEES)} characters",
        )

    def test_the_nearest_ids_are_named(self, run: Run, indexed: None) -> None:
        Path("docs/sub").mkdir()
        Path("docs/sub/office-hours.csv").write_text("day,hours\nMonday,9 to 12\n")
        run("index", "--corpus", "docs", "--index", "idx")
        for near, id_ in (
            ("office-hours", "sub/office-hours.csv"),
            ("Fees.TXT", "fees.txt"),
            ("feees", "fees.txt"),
        ):
            _, _, err = told = run("show", "--index", "idx", near)
            refused_in_one_line(told)
            assert err == (
                f"quotedesk: idx: there is no document {near!r}. Did you mean {id_!r}?\n"
            )


class TestBatch:
    def write(self, *lines: Any) -> str:
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        Path("q.jsonl").write_text("\n".join(texts) + "\n", encoding="utf-8")
        return "q.jsonl"

    def records(self, run: Run, *lines: Any, ends: int = DONE) -> list[dict[str, Any]]:
        status, out, err = run("batch", self.write(*lines), "--index", "idx")
        assert (status, err) == (ends, "")
        return [json.loads(line) for line in out.splitlines()]

    def test_replies_are_in_the_order_of_the_input(self, run: Run, indexed: None) -> None:
        made = self.records(
            run,
            {"id": "b", "question": QUESTION, "unknown": 1},
            "",
            {"id": "a", "question": "¿Qué hacen las víctimas?", "history": []},
            {"id": 7, "question": "And when?", "history": [{"role": "user", "content": QUESTION}]},
            {"question": "No id"},
            {"id": None, "question": "No id"},
        )
        assert [one["id"] for one in made] == ["b", "a", "7", "5", "6"]
        assert all(list(one) == ["id", *RECORD_KEYS] for one in made)
        assert made[0]["question"] == QUESTION

    def test_broken_lines_have_an_error_and_the_rest_go_on(self, run: Run, indexed: None) -> None:
        turn = {"role": "system", "content": "x"}
        bad: list[tuple[Any, str | None, str]] = [
            ("{not json", None, "line 1 is not JSON"),
            ("[1, 2]", None, "line 2 is not a JSON object"),
            ("[" * 100_000, None, "line 3 is not JSON"),
            ('{"id": ' + "9" * 5_000 + "}", None, "line 4 is not JSON"),
            ({"id": "e"}, "e", "the question is missing"),
            ({"id": "f", "question": 5}, "f", "not a string"),
            ({"id": "g", "question": "x", "history": "y"}, "g", "history is not a list"),
            ({"id": "h", "question": "x", "history": [turn]}, "h", "history is not a list"),
            ({"id": "i", "question": "x" * 3_000}, "i", "more than 2,000 characters"),
            ('"' + "x" * 1_000_001 + '"', None, "more than 1000000 characters"),
        ]
        good = {"id": "last", "question": QUESTION}
        made = self.records(run, *[line for line, _, _ in bad], good, ends=ERROR)
        assert len(made) == len(bad) + 1
        for record, (_, identity, message) in zip(made, bad, strict=False):
            assert list(record) == ["id", "error"]
            assert record["id"] == identity
            assert message in record["error"]
            assert len(record["error"].splitlines()) == 1
        assert list(made[-1]) == ["id", *RECORD_KEYS]

    def test_hostile_questions_are_answered_like_others(self, run: Run, indexed: None) -> None:
        questions = ["\ud800 permit?", "\x00", "permit\u2028cost\x85?", "a" * 2_000, "🚲" * 500]
        questions += ["(" * 500, "AND OR NOT *:* body_en:permit", "' OR 1=1 --", "<script>"]
        made = self.records(run, *({"id": str(n), "question": q} for n, q in enumerate(questions)))
        # A lone surrogate, which nothing can write, is the one thing that is mended.
        assert [one["question"] for one in made] == ["? permit?", *questions[1:]]

    def test_a_mark_at_the_start_and_bytes_that_are_no_text(self, run: Run, indexed: None) -> None:
        line = json.dumps({"id": "a", "question": QUESTION}).encode()
        Path("q.jsonl").write_bytes(b"\xef\xbb\xbf" + line + b'\r\n{"id": "\xff"\n' + line + b"\n")
        status, out, err = run("batch", "q.jsonl", "--index", "idx")
        made = [json.loads(text) for text in out.splitlines()]
        assert (status, err) == (ERROR, "")
        assert [one["id"] for one in made] == ["a", None, "a"]

    def test_standard_input(self, run: Run, indexed: None, monkeypatch: pytest.MonkeyPatch) -> None:
        line = json.dumps({"id": "a", "question": QUESTION}).encode()
        stdin = io.TextIOWrapper(io.BytesIO(b"\xff\n" + line), encoding="ascii")
        monkeypatch.setattr(sys, "stdin", stdin)
        status, out, _ = run("batch", "-", "--index", "idx")
        assert status == ERROR
        assert [json.loads(text)["id"] for text in out.splitlines()] == [None, "a"]

    def test_a_file_that_is_not_there_is_one_line(self, run: Run, indexed: None) -> None:
        for name in ("nowhere.jsonl", "docs"):
            refused_in_one_line(
                run("batch", name, "--index", "idx"), f"{name}: can't be read", "Name a file"
            )

    def test_an_empty_file_has_no_replies(self, run: Run, indexed: None) -> None:
        Path("q.jsonl").touch()
        assert run("batch", "q.jsonl", "--index", "idx") == (DONE, "", "")


@pytest.mark.slow
class TestProcess:
    """As a process of its own: what only the system's pipes and encodings show."""

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sys; from ui.cli import main; sys.exit(main())",
                *arguments,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        )

    def test_a_reader_that_goes_away_is_no_error_to_tell(self, run: Run) -> None:
        corpus = Path("long.jsonl")
        rows = ({"_id": f"d{n}", "title": "T" * 200, "text": "Some text."} for n in range(2_000))
        corpus.write_text("\n".join(json.dumps(row) for row in rows))
        assert run("index", "--corpus", str(corpus), "--index", "idx")[0] == DONE
        with self.start("show", "--index", "idx") as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            err = process.stderr.read()
        assert err == b""
        assert process.returncode in {DONE, ERROR}

    def test_a_terminal_of_another_encoding_gets_escapes(self, run: Run, indexed: None) -> None:
        process = self.start("show", "--index", "idx", "aid.txt", PYTHONIOENCODING="ascii")
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (DONE, b"")
        assert b"Ayuda a las v\\xedctimas" in out
