"""What to write next: themes, the heat of sections, and where both are shown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from qa.question import Question
from qa.reply import Answer
from tests.ui.fakes import DOCUMENTS, FakeDesk
from tests.ui.parsed import parse
from ui.config import Config, Secrets
from ui.messages import CATALOGUES, ENGLISH, Catalogue
from ui.web.app import create_app
from ui.web.ledger import SECTIONS, Ledger
from ui.web.outcomes import Need
from ui.web.staff import sign_in
from ui.web.staff.later import Later
from ui.web.staff.needs import by_document, counts_of, needs_html, shade
from ui.web.staff.themes import NEAREST, themes_of

PASSWORD = "correct horse"


def need(question: str, n: int = 1, day: str = "2026-03-10", unhelpful: int = 0) -> Need:
    return Need(question=question, days={day: n}, unhelpful=unhelpful)


class TestThemes:
    def test_the_same_in_other_words_is_one_theme(self) -> None:
        needs = [
            need("Where can I park my car?", 3),
            need("Where may I park a car?", 2, "2026-03-11"),
            need("zebra opening hours", 4),
        ]
        park, zebra = themes_of(needs, FakeDesk())
        assert [it.question for it in park.needs] == [needs[0].question, needs[1].question]
        assert (park.times, park.days) == (5, {"2026-03-10": 3, "2026-03-11": 2})
        assert [it.question for it in zebra.needs] == ["zebra opening hours"]

    @pytest.mark.parametrize("n", [0, 1, 2, 7])
    def test_every_question_is_in_one(self, n: int) -> None:
        needs = [need(f"word{number} thing{number}") for number in range(n)]
        themes = themes_of(needs, FakeDesk())
        assert sorted(it.question for theme in themes for it in theme.needs) == sorted(
            it.question for it in needs
        )

    def test_what_is_answered_by_now_says_so(self) -> None:
        known = "What are the five goals of the strategy?"
        (solved,) = themes_of([need(known)], FakeDesk())
        assert solved.solved
        assert 0 < len(solved.nearest) <= NEAREST
        (unhelpful,) = themes_of([need(known, unhelpful=1)], FakeDesk())
        assert not unhelpful.solved

    def test_a_question_that_is_too_long_by_now_still_counts(self) -> None:
        (theme,) = themes_of([need("zebra " * 1_000)], FakeDesk())
        assert theme.times == 1


class TestLedger:
    def test_needs_are_the_unanswered_and_the_unhelpful_by_day(self, tmp_path: Path) -> None:
        days = iter(["2026-03-09", "2026-03-10", "2026-03-10", "2026-03-10"])
        now = [datetime.fromisoformat("2026-03-09T09:00+00:00")]
        ledger = Ledger(tmp_path / "l", store_questions=True, clock=lambda: now[0])
        desk = FakeDesk()
        identity = ""
        for text in ("Zebras?", "zebras", "What are the five goals of the strategy?", "2018 cases"):
            now[0] = datetime.fromisoformat(f"{next(days)}T09:00+00:00")
            asked = Question(text=text)
            identity = ledger.record(asked, desk.ask(asked))
        assert ledger.feedback(identity, helpful=False)
        zebras, cases = ledger.needs()
        assert zebras.days == {"2026-03-09": 1, "2026-03-10": 1}
        assert (cases.question, cases.unhelpful) == ("2018 cases", 1)

    def test_sections_are_counted_even_where_no_question_is_stored(self, tmp_path: Path) -> None:
        ledger, desk = Ledger(tmp_path / "l"), FakeDesk()
        asked = Question(text="What are the five goals of the strategy?")
        reply = desk.ask(asked)
        assert isinstance(reply, Answer)
        for _ in range(2):
            ledger.record(asked, reply)
        place = reply.quotes[0].document_id, SECTIONS.join(reply.quotes[0].citation.section)
        assert ledger.sections()[place] == 2
        assert ledger.needs() == ()

    def test_what_helped_is_kept_with_its_quote(self, tmp_path: Path) -> None:
        ledger, desk = Ledger(tmp_path / "l", store_questions=True), FakeDesk()
        asked = Question(text="What are the five goals of the strategy?")
        reply = desk.ask(asked)
        assert isinstance(reply, Answer)
        ledger.feedback(ledger.record(asked, reply), helpful=True)
        ledger.record(asked, reply)
        (helped,) = ledger.helpful()
        assert (helped.question, helped.quote) == (asked.text, reply.quotes[0].text)

    def test_personal_data_is_masked(self, tmp_path: Path) -> None:
        ledger, desk = Ledger(tmp_path / "l", store_questions=True), FakeDesk()
        asked = Question(text="zebra, write to ana@example.org or 0455 77 41 20")
        identity = ledger.record(asked, desk.ask(asked))
        ledger.feedback(identity, helpful=False, remark="call 0455 77 41 20")
        ledger.close()
        written = b"".join(it.read_bytes() for it in tmp_path.iterdir())
        assert b"example.org" not in written
        assert b"0455" not in written


class TestHeat:
    def test_each_section_is_there_with_its_count(self) -> None:
        document = DOCUMENTS[1]
        quoted = {(document.id, "gone by now"): 3, ("other", "x"): 7}
        counts = counts_of(document, by_document(quoted)[document.id])
        assert counts.pop("gone by now") == 3
        assert counts
        assert set(counts.values()) == {0}

    def test_shades_go_with_the_figures(self) -> None:
        shades = [shade(n, 50) for n in (0, 1, 10, 11, 30, 50)]
        assert shades == sorted(shades)
        assert (shades[0], shades[1], shades[-1]) == (0, 1, 5)


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(sign_in, "_N", 2**4)
    config = Config(
        ledger=str(tmp_path / "l"), pins=str(tmp_path / "p"), store_questions=True, rate_limit=0
    )
    app = create_app(FakeDesk(), config=config, secrets=Secrets(staff_password=PASSWORD))
    with TestClient(app, base_url="http://desk.example", follow_redirects=False) as found:
        for question in ("Zebras?", "zebras", "<img src=x>", "What are the five goals?"):
            found.post("/api/ask", json={"question": question})
        found.post("/staff/sign-in", data={"password": PASSWORD})
        yield found


class TestPages:
    @pytest.mark.parametrize("words", CATALOGUES.values(), ids=lambda it: it.language)
    def test_what_is_asked_and_what_is_quoted(self, client: TestClient, words: Catalogue) -> None:
        page = parse(client.get("/staff/needs", params={"lang": words.language}).text)
        assert words.staff.themes_title in page.text
        assert "zebras" in page.text
        assert "<img src=x>" in page.text
        assert not page.all("img")
        assert words.staff.heat_quoted.of(1) in page.text

    def test_where_no_question_is_stored_the_sections_still_are(self) -> None:
        documents = {it.id: it for it in DOCUMENTS}
        page = parse(needs_html((), {}, documents, ENGLISH, stored=False))
        assert "store_questions" in page.text
        assert DOCUMENTS[0].title in page.text

    def test_a_long_wait_is_said(self) -> None:
        page = parse(needs_html(None, {}, {}, ENGLISH, stored=True))
        assert ENGLISH.staff.themes_wait in page.text

    def test_as_files(self, client: TestClient) -> None:
        rows = list(csv.reader(io.StringIO(client.get("/staff/needs.csv").text.lstrip("\ufeff"))))
        assert rows[0][0] == "question"
        assert {row[0] for row in rows[1:]} >= {"<img src=x>"}
        rows = list(csv.reader(io.StringIO(client.get("/staff/sections.csv").text)))
        assert sum(int(row[2]) for row in rows[1:]) >= 1

    def test_strangers_see_nothing(self, client: TestClient) -> None:
        client.cookies.clear()
        for path in ("/staff/needs", "/staff/needs.csv", "/staff/sections.csv"):
            assert client.get(path).status_code == 303


def test_what_takes_long_is_worked_out_once_for_the_very_same() -> None:
    later: Later[int] = Later("test")
    made: list[int] = []

    def work() -> int:
        made.append(1)
        return len(made)

    documents: dict[str, int] = {}
    assert later.get((documents, (1,)), work, 60) == 1
    assert later.get((documents, (1,)), work, 60) == 1
    assert later.get((documents, (1, 2)), work, 60) == 2
    assert later.get(({}, (1, 2)), work, 60) == 3


def test_pins_and_feedback_make_a_test_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.cli import main

    monkeypatch.chdir(tmp_path)
    ledger, desk = Ledger(Path("l"), store_questions=True), FakeDesk()
    asked = Question(text="What are the five goals of the strategy?")
    reply = desk.ask(asked)
    ledger.feedback(ledger.record(asked, reply), helpful=True)
    ledger.close()
    Path("quotedesk.toml").write_text('ledger = "l"\npins = "p"\nstore_questions = true\n')
    assert main(["pins", "questions", "own.jsonl"]) == 0
    (line,) = [json.loads(it) for it in Path("own.jsonl").read_text().splitlines()]
    assert isinstance(reply, Answer)
    assert (line["question"], line["gold"]) == (asked.text, [[reply.quotes[0].text]])
    assert line["answerable"]
