"""Filters, receipts and `quotedesk verify`, run as a user does over a model that takes no time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import ui.live
from qa.reply import Answer
from qa.validity import Standing, Validity
from tests.conftest import Run
from tests.indexer.fakes import FEES, HashEmbedder, use_model
from tests.ui.fakes import DOCUMENTS, FakeDesk, found
from tests.ui.parsed import parse
from ui.cli import DONE, ERROR, REFUSED, USAGE, main
from ui.config import ENVIRONMENT, Config
from ui.messages import ENGLISH
from ui.render import reply_lines
from ui.web.app import create_app
from ui.web.desk import Exchange
from ui.web.talk.conversation import turn_html

QUESTION = "What does the parking permit cost a year?"
COST = "The permit costs 40 dollars a year."
MANIFEST = """
[[documents]]
file = "fees.txt"
id = "fees"
title = "Parking permits"
publisher = "Town office"
published = 2024-05-01
url = "https://example.org/fees"
tags = ["parking"]
valid_until = 2025-12-31

[[documents]]
file = "boats.txt"
id = "boats"
publisher = "Harbour"
"""
BOATS = "Boats\n\nA boat's permit is paid for a year at the harbour. It does cost 90 dollars.\n"


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an indexed corpus, as the current folder."""
    monkeypatch.chdir(tmp_path)
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    embedder = HashEmbedder(max_tokens=128)
    use_model(monkeypatch, embedder)
    monkeypatch.setattr("qa.decide.probability", lambda *_: 0.99)
    Path("docs").mkdir()
    write(FEES)
    Path("docs/boats.txt").write_text(BOATS)
    index()


def write(text: str) -> None:
    Path("docs/fees.txt").write_text(text, newline="")
    Path("docs/manifest.toml").write_text(MANIFEST)


def index() -> None:
    assert main(["index", "--corpus", "docs", "--index", "idx"]) == DONE


@pytest.fixture
def run(run: Run) -> Run:
    """Runs one command over the index; gives its exit status, stdout and stderr."""
    return lambda *arguments: run(*arguments, "--index", "idx")


def one_line(result: tuple[int, str, str], *parts: str) -> None:
    status, out, err = result
    assert (status, out) == (ERROR, "")
    assert len(err.splitlines()) == 1
    for part in parts:
        assert part in err


class TestFilters:
    def test_ask_searches_only_what_passes(self, run: Run) -> None:
        for option, value in (("--publisher", "harbour"), ("--document", "boats")):
            _, out, _ = run("ask", "--json", option, value, QUESTION)
            assert json.loads(out)["ranking"] == ["boats"]
        _, out, _ = run("ask", "--json", "--since", "2024", "--tag", "parking", QUESTION)
        assert json.loads(out)["ranking"] == ["fees"]

    def test_what_no_document_has_is_one_line(self, run: Run) -> None:
        one_line(run("ask", "--publisher", "Harbor", QUESTION), "Did you mean 'Harbour'?")
        one_line(run("ask", "--until", "2020", QUESTION), "no document passes all of the filters")
        assert run("ask", "--since", "yesterday", QUESTION)[0] == USAGE

    def test_a_batch_has_them_in_its_lines(self, run: Run) -> None:
        lines = [
            {"id": "a", "question": QUESTION, "filters": {"publishers": ["Harbour"]}},
            {"id": "b", "question": QUESTION, "filters": {"publishers": ["Harbor"]}},
            {"id": "c", "question": QUESTION, "filters": {"publisher": "Harbour"}},
            {"id": "d", "question": QUESTION},
        ]
        Path("q.jsonl").write_text("\n".join(map(json.dumps, lines)))
        status, out, _ = run("batch", "q.jsonl")
        made = [json.loads(line) for line in out.splitlines()]
        assert status == ERROR  # two lines name what isn't there
        assert [one["id"] for one in made] == ["a", "b", "c", "d"]
        assert made[0]["ranking"] == ["boats"]
        assert "Did you mean 'Harbour'?" in made[1]["error"]
        assert "no filter 'publisher'" in made[2]["error"]
        assert set(made[3]["ranking"]) == {"boats", "fees"}

    def test_so_has_the_api(self) -> None:
        desk = ui.live.LiveDesk(Config(index="idx"))
        with TestClient(create_app(desk)) as client:

            def ask(**filters: Any) -> Any:
                return client.post("/api/ask", json={"question": QUESTION, "filters": filters})

            assert ask(publishers=["Harbour"]).json()["ranking"] == ["boats"]
            refused = ask(documents=["nowhere"])
            assert refused.status_code == 422
            assert "no document 'nowhere'" in refused.json()["error"]
            assert ask(current=True).json()["ranking"] == ["boats"]


class TestValidity:
    def test_it_is_shown_with_the_quote(self, run: Run) -> None:
        label = ENGLISH.expired.format(date="31 December 2025")
        _, out, _ = run("ask", QUESTION)
        assert f"    {label}" in out.splitlines()
        assert out.index("boat's permit") < out.index(COST) < out.index(label)
        _, out, _ = run("ask", "--json", QUESTION)
        validity = [quote["validity"] for quote in json.loads(out)["quotes"]]
        assert [one["standing"] for one in validity[:2]] == ["current", "expired"]
        assert validity[1]["valid_until"] == "2025-12-31"

    @pytest.mark.parametrize(
        ("validity", "shown"),
        [
            (Validity(), None),
            (Validity(standing=Standing.EXPIRED, valid_until="2025-12-31"),
             "Expired: it was valid until 31 December 2025"),
            (Validity(standing=Standing.NOT_YET_VALID, valid_from="2027-01-01"),
             "Not in force before 1 January 2027"),
            (Validity(standing=Standing.SUPERSEDED, superseded_by="<new>"),
             "Superseded by <new>"),
            (Validity(valid_until="2027-01-01"), "Valid until 1 January 2027"),
        ],
    )  # fmt: skip
    def test_the_desk_shows_it_too(self, validity: Validity, shown: str | None) -> None:
        quote = found(DOCUMENTS[0], "five key goals")
        quote = replace(quote, citation=replace(quote.citation, validity=validity))
        answer = Answer(quotes=(quote,), confidence=0.9, ranking=())
        asked = Exchange(question="?", reply=answer)
        page = parse(str(turn_html(asked, ENGLISH, FakeDesk())))
        labels = [it.text for it in page.all("strong") if it.attributes.get("class") == "validity"]
        assert labels == ([shown] if shown else [])
        lines = list(reply_lines(answer, ENGLISH))
        assert [line.strip() for line in lines if line.strip() == shown] == labels


class TestReceipts:
    def save(self, run: Run) -> Any:
        status, _, _ = run("ask", "--receipt", "r.json", "--document", "fees", QUESTION)
        assert status == DONE
        return json.loads(Path("r.json").read_text())

    def test_one_is_saved_with_what_was_quoted(self, run: Run) -> None:
        saved = self.save(run)
        assert (saved["question"], saved["answered"]) == (QUESTION, True)
        exact = [one["target"]["selector"][0]["exact"] for one in saved["annotations"]]
        assert any(COST in text for text in exact)
        assert saved["citations"][0]["apa"] == (
            "Town office. (2024, May 1). Parking permits. https://example.org/fees"
        )
        assert saved["citations"][0]["url"].startswith("https://example.org/fees#:~:text=")

    def test_a_place_that_cant_be_written_is_found_first(self, run: Run) -> None:
        one_line(run("ask", "--receipt", "nowhere/r.json", QUESTION), "nowhere/r.json: can't be")

    def test_unchanged(self, run: Run) -> None:
        self.save(run)
        status, out, err = run("verify", "r.json")
        assert (status, err) == (DONE, "")
        assert out.startswith(" 1. unchanged  ")
        assert "[fees " in out

    def test_it_is_said_in_the_language_of_the_settings(self, run: Run) -> None:
        self.save(run)
        write(f"A word before it all.\n\n{FEES.replace('40', '95')}")
        index()
        Path("quotedesk.toml").write_text('language = "de"\n')
        status, out, _ = run("verify", "r.json")
        assert status == REFUSED
        assert [line[:16] for line in out.splitlines() if line.startswith(" 1.")] == [
            " 1. geändert    "
        ]
        assert "    vorher: 40\n    jetzt: 95\n" in out

    def test_moved(self, run: Run) -> None:
        self.save(run)
        write(f"A word before it all.\n\n{FEES}")
        index()
        status, out, _ = run("verify", "r.json")
        assert status == DONE
        assert out.startswith(" 1. moved ")
        assert ", was at " in out

    def test_changed(self, run: Run) -> None:
        self.save(run)
        write(FEES.replace("40 dollars", "45 dollars"))
        index()
        status, out, _ = run("verify", "r.json")
        assert status == REFUSED
        shown = out.splitlines()
        assert shown[0].startswith(" 1. changed ")
        assert shown[2:4] == ["    was: 40", "    now: 45"]
        status, out, _ = run("verify", "--json", "r.json")
        record = json.loads(out)
        assert (status, record["stands"]) == (REFUSED, False)
        first = record["quotes"][0]
        assert (first["state"], first["document_unchanged"]) == ("changed", False)
        assert first["differences"] == [{"was": "40", "now": "45"}]
        text = FEES.replace("40 dollars", "45 dollars")
        assert first["text"] == text[first["start"] : first["end"]]
        assert first["validity"]["standing"] == "expired"

    def test_gone(self, run: Run) -> None:
        self.save(run)
        write("Nothing is left of what was said here.")
        index()
        status, out, _ = run("verify", "r.json")
        assert status == REFUSED
        assert out.startswith(" 1. gone ")

    def test_one_annotation_or_a_list_does(self, run: Run) -> None:
        saved = self.save(run)
        for form in (saved["annotations"], saved["annotations"][0]):
            Path("a.json").write_text(json.dumps(form))
            assert run("verify", "a.json")[0] == DONE

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"{", "is not JSON"),
            (b"\xff\xfe", "is not JSON"),
            (b"[" * 100_000, "is not JSON"),
            (b"{}", "annotation 1 has no quote"),
            (b'{"annotations": []}', "nothing was quoted in this receipt"),
        ],
    )
    def test_what_is_no_receipt_is_one_line(self, run: Run, content: bytes, message: str) -> None:
        Path("r.json").write_bytes(content)
        one_line(run("verify", "r.json"), f"r.json: {message}")

    def test_a_file_that_is_not_there_is_one_line(self, run: Run) -> None:
        one_line(run("verify", "nowhere.json"), "nowhere.json: can't be read")
