"""Pins: kept in a file, on the staff's pages, on the command line and in replies."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus.document import Span
from corpus.errors import PinError
from qa.cite.annotation import annotation
from qa.pins.pin import Pin, new_pin, pin_from
from qa.pins.pinned import Standing, standing_of
from qa.question import Question
from qa.reply import Answer, Refusal, Reply
from tests.conftest import Run
from tests.indexer.fakes import FEES, HashEmbedder, use_model
from tests.ui.fakes import DOCUMENTS, FakeDesk
from tests.ui.parsed import parse
from ui.cli import DONE, ERROR, REFUSED, USAGE, main
from ui.config import ENVIRONMENT, Config, Secrets
from ui.messages import CATALOGUES, ENGLISH, Catalogue
from ui.pins import Action, PinStore
from ui.render import reply_lines
from ui.web.app import create_app
from ui.web.desk import Exchange
from ui.web.ledger import Ledger
from ui.web.read.export import exchange_values
from ui.web.staff import sign_in
from ui.web.talk.conversation import turn_html

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
STRATEGY = DOCUMENTS[0]
PASSWORD = "correct horse"
SEE_OTHER, UNPROCESSABLE = 303, 422
QUESTION = "What does the parking permit cost a year?"


def pin_of(question: str = "Which goals?", text: str = "Specifically") -> Pin:
    start = STRATEGY.text.index(text)
    quote = FakeDesk().quote_at(STRATEGY, Span(start=start, end=start + len(text)))
    return new_pin(question, annotation(quote, STRATEGY, NOW), by="Ana", now=NOW)


def ask(question: str) -> Reply:
    return FakeDesk().ask(Question(text=question))


def standing(pin: Pin) -> Standing:
    return standing_of(pin, {it.id: it for it in DOCUMENTS})


def test_what_staff_settled_is_no_longer_open(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger", store_questions=True)
    refused = ask("zebra")
    assert isinstance(refused, Refusal)
    ledger.record(Question(text="zebra"), replace(refused, chosen_by_staff=True))
    assert ledger.groups() == ()
    assert ledger.needs() == ()
    assert ledger.days()[0].outcomes == {"settled_by_staff": 1}


class TestStore:
    def test_nothing_is_made_before_something_is_kept(self, tmp_path: Path) -> None:
        store = PinStore(tmp_path / "below" / "pins.sqlite")
        assert store.pins() == ()
        assert store.log() == ()
        assert not (tmp_path / "below").exists()

    def test_what_is_kept_is_there_for_others(self, tmp_path: Path) -> None:
        pins = [pin_of(), new_pin("Is it free?", None, contact="room 2", now=NOW)]
        PinStore(tmp_path / "pins").put(pins, "Ana")
        assert PinStore(tmp_path / "pins").pins() == tuple(pins)

    def test_the_same_object_until_something_changes_in_any_process(self, tmp_path: Path) -> None:
        one, other = PinStore(tmp_path / "pins"), PinStore(tmp_path / "pins")
        one.put([pin_of()], "Ana")
        seen = other.pins()
        assert other.pins() is seen
        one.put([pin_of("Another?")], "Ana")
        assert len(other.pins()) == 2
        other.remove(seen[0].id, "Ben")
        assert len(other.pins()) == 1
        assert one.pins() == other.pins()

    def test_a_known_id_is_replaced_in_its_place(self, tmp_path: Path) -> None:
        store, first = PinStore(tmp_path / "pins"), pin_of()
        store.put([first, pin_of("Another?")], "Ana")
        changed = replace(first, questions=("Which goals?", "What goals?"))
        store.put([changed], "Ben", Action.CHANGED)
        assert store.pins()[0] == changed

    def test_every_change_is_logged(self, tmp_path: Path) -> None:
        store, pin = PinStore(tmp_path / "pins", clock=lambda: NOW), pin_of()
        store.put([pin], "Ana")
        assert store.remove(pin.id, "Ben")
        assert not store.remove(pin.id, "Ben")
        assert [(it.who, it.action, it.question) for it in store.log()] == [
            ("Ben", "removed", "Which goals?"),
            ("Ana", "added", "Which goals?"),
        ]

    def test_what_can_not_be_kept_changes_nothing(self, tmp_path: Path) -> None:
        store = PinStore(tmp_path / "pins")
        store.put([pin_of()], "Ana")
        with sqlite3.connect(tmp_path / "pins") as base:
            base.execute("DROP TABLE log")
        with pytest.raises(PinError, match="can't be read or kept"):
            store.put([pin_of("Another?")], "Ana")
        assert len(PinStore(tmp_path / "pins").pins()) == 1

    @pytest.mark.parametrize(
        ("content", "mend"),
        [
            (b"no database at all, but long enough to see" * 30, "name another file as `pins`"),
            (None, "Install the quotedesk that wrote it"),
        ],
    )
    def test_a_file_that_is_none_is_one_line(
        self, tmp_path: Path, content: bytes | None, mend: str
    ) -> None:
        place = tmp_path / "pins"
        if content is None:
            with sqlite3.connect(place) as base:
                base.execute("PRAGMA user_version = 99")
        else:
            place.write_bytes(content)
        with pytest.raises(PinError, match=mend):
            PinStore(place).pins()


class TestShown:
    @pytest.mark.parametrize("words", CATALOGUES.values(), ids=lambda it: it.language)
    def test_that_staff_chose_it_is_said(self, words: Catalogue) -> None:
        reply = ask("What are the five goals of the strategy?")
        assert isinstance(reply, Answer)
        chosen = replace(reply, chosen_by_staff=True)
        for shown, said in ((chosen, True), (reply, False)):
            html = turn_html(Exchange(question="q", reply=shown), words, FakeDesk())
            assert (words.chosen_by_staff in parse(html).text) is said
            assert (words.chosen_by_staff in "\n".join(reply_lines(shown, words))) is said

    def test_whom_to_ask_where_staff_say_that_none_answers(self) -> None:
        reply = ask("zebra")
        assert isinstance(reply, Refusal)
        refused = replace(reply, chosen_by_staff=True, contact="the harbour office")
        html = parse(turn_html(Exchange(question="q", reply=refused), ENGLISH, FakeDesk()))
        assert ENGLISH.staff_say_none in html.text
        assert "the harbour office" in html.text
        assert "room 2" not in html.text
        kept = exchange_values(Exchange(question="q", reply=refused), FakeDesk(), ENGLISH, "")
        assert kept["refusal"].body == ENGLISH.staff_say_none
        assert kept["contact"] == "the harbour office"


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(pinned=(standing(pin_of()),))


@pytest.fixture
def client(tmp_path: Path, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Signed in as Ana."""
    monkeypatch.setattr(sign_in, "_N", 2**4)
    places = {name: str(tmp_path / name) for name in ("ledger", "pins")}
    config = Config(ledger=places["ledger"], pins=places["pins"], rate_limit=0)
    app = create_app(desk, config=config, secrets=Secrets(staff_password=PASSWORD))
    with TestClient(app, base_url="http://desk.example", follow_redirects=False) as found_:
        sent = {"password": PASSWORD, "who": "Ana"}
        assert post(found_, "/staff/sign-in", sent).status_code == SEE_OTHER
        yield found_


def post(client: TestClient, path: str, sent: dict[str, str], site: str = "same-origin") -> Any:
    return client.post(path, data=sent, headers={"sec-fetch-site": site})


def choices(html: str) -> list[str]:
    """What a page lets staff choose."""
    inputs = parse(html).all("input")
    return [it.attributes["value"] or "" for it in inputs if it.attributes.get("type") == "radio"]


ASKED = {"question": "What are the five goals of the strategy?"}


class TestPages:
    def test_a_quote_is_chosen(self, client: TestClient, tmp_path: Path) -> None:
        first = choices(client.get("/staff/pins/new", params=ASKED).text)[0]
        assert post(client, "/staff/pins", {**ASKED, "choice": first}).status_code == SEE_OTHER
        (pin,) = PinStore(tmp_path / "pins").pins()
        assert pin.questions == (ASKED["question"],)
        assert pin.by == "Ana"
        assert pin.saved is not None
        assert pin.saved.exact in STRATEGY.text
        assert [it.who for it in PinStore(tmp_path / "pins").log()] == ["Ana"]

    def test_other_words_find_other_quotes(self, client: TestClient) -> None:
        plain = choices(client.get("/staff/pins/new", params=ASKED).text)
        look = {**ASKED, "look": "How many cases were there in 2018?"}
        more = choices(client.get("/staff/pins/new", params=look).text)
        assert set(plain) < set(more)

    def test_that_none_answers_is_chosen(self, client: TestClient, tmp_path: Path) -> None:
        sent = {**ASKED, "choice": "none", "contact": "room 2"}
        assert post(client, "/staff/pins", sent).status_code == SEE_OTHER
        (pin,) = PinStore(tmp_path / "pins").pins()
        assert (pin.annotation, pin.contact) == (None, "room 2")

    @pytest.mark.parametrize(
        "choice", ["", "0 5", "0 5 no-such-document", "5 2 {id}", "0 99999999 {id}", "x y {id}"]
    )
    def test_nothing_is_kept_of_a_choice_that_is_none(
        self, client: TestClient, tmp_path: Path, choice: str
    ) -> None:
        sent = {**ASKED, "choice": choice.format(id=STRATEGY.id)}
        response = post(client, "/staff/pins", sent)
        assert response.status_code == UNPROCESSABLE
        assert ENGLISH.staff.pin_pick in parse(response.text).text
        assert not PinStore(tmp_path / "pins").pins()

    def test_what_the_page_offers_for_none_is_what_is_taken(
        self, client: TestClient, tmp_path: Path
    ) -> None:
        last = choices(client.get("/staff/pins/new", params=ASKED).text)[-1]
        sent = {**ASKED, "choice": last, "contact": "room 2"}
        assert post(client, "/staff/pins", sent).status_code == SEE_OTHER
        (pin,) = PinStore(tmp_path / "pins").pins()
        assert pin.annotation is None

    def test_choosing_again_takes_the_place_of_what_was_chosen(
        self, client: TestClient, tmp_path: Path
    ) -> None:
        store = PinStore(tmp_path / "pins")
        old = replace(pin_of(ASKED["question"]), questions=("Goals?", ASKED["question"]))
        store.put([old], "Ben")
        assert post(client, "/staff/pins", {**ASKED, "choice": "none"}).status_code == SEE_OTHER
        (pin,) = store.pins()
        assert (pin.id, pin.questions, pin.annotation) == (old.id, old.questions, None)

    def test_pins_that_cant_be_read_are_said_and_the_rest_is_there(
        self, client: TestClient, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def unreadable(_: FakeDesk) -> tuple[Standing, ...]:
            raise PinError("the pins can't be read or kept (it is damaged)", mend="restore it")

        monkeypatch.setattr(FakeDesk, "standings", unreadable)
        page = parse(client.get("/staff").text).text
        assert "it is damaged" in page
        assert ENGLISH.staff.documents_title in page
        assert "it is damaged" in parse(client.get("/staff/pins").text).text

    def test_the_languages_lead_to_the_same_page(self, client: TestClient) -> None:
        for path in ("/staff/pins", "/staff/needs"):
            response = client.get(path, params={"lang": "de"})
            assert response.headers["set-cookie"].startswith("lang=de")
            links = [it.attributes.get("href") or "" for it in parse(response.text).all("a")]
            assert f"{path}?lang=es" in links

    def test_an_empty_question_is_not_kept(self, client: TestClient, tmp_path: Path) -> None:
        sent = {"question": " ", "choice": "none"}
        assert post(client, "/staff/pins", sent).status_code == UNPROCESSABLE
        assert not PinStore(tmp_path / "pins").pins()

    def test_another_wording_is_added_and_a_pin_is_removed(
        self, client: TestClient, tmp_path: Path
    ) -> None:
        store, pin = PinStore(tmp_path / "pins"), pin_of()
        store.put([pin], "Ben")
        sent = {"id": pin.id, "question": "What  goals?"}
        assert post(client, "/staff/pins/word", sent).status_code == SEE_OTHER
        assert store.pins()[0].questions == ("Which goals?", "What goals?")
        assert post(client, "/staff/pins/word", {"id": "x", "question": "a"}).status_code == 422
        assert post(client, "/staff/pins/remove", {"id": pin.id}).status_code == SEE_OTHER
        assert store.pins() == ()
        assert [it.action for it in store.log()] == ["removed", "changed", "added"]

    def test_other_sites_and_strangers_change_nothing(
        self, client: TestClient, tmp_path: Path
    ) -> None:
        sent = {**ASKED, "choice": "none"}
        post(client, "/staff/pins", sent, site="cross-site")
        client.cookies.clear()
        for path in ("/staff/pins", "/staff/pins/word", "/staff/pins/remove"):
            response = post(client, path, sent)
            assert (response.status_code, response.headers["location"]) == (SEE_OTHER, "/staff")
        for path in ("/staff/pins", "/staff/pins/new", "/staff/pins.jsonl"):
            assert client.get(path).status_code == SEE_OTHER
        assert not PinStore(tmp_path / "pins").pins()

    @pytest.mark.parametrize("words", CATALOGUES.values(), ids=lambda it: it.language)
    def test_a_quote_that_changed_is_a_finding(
        self, client: TestClient, desk: FakeDesk, words: Catalogue
    ) -> None:
        lost = annotated(pin_of(), exact="Specifically, the plan identifies six key goals")
        desk.pinned = (standing(pin_of()), standing(lost))
        chosen = {"lang": words.language}
        overview = parse(client.get("/staff", params=chosen).text).text
        assert words.staff.pins_lost.of(1) in overview
        page = parse(client.get("/staff/pins", params=chosen).text).text
        assert words.staff.pin_states["unchanged"] in page
        assert words.staff.pin_states["changed"] in page or words.staff.pin_states["gone"] in page

    def test_what_people_wrote_is_text(self, client: TestClient, desk: FakeDesk) -> None:
        hostile = "<img src=x onerror=alert(1)>"
        desk.pinned = (standing(replace(pin_of(hostile), by=hostile)),)
        page = client.get("/staff/pins").text
        assert not parse(page).all("img")
        assert hostile in parse(page).text
        asked = client.get("/staff/pins/new", params={"question": hostile, "look": hostile}).text
        assert not parse(asked).all("img")

    def test_the_export_is_what_import_reads(self, client: TestClient, tmp_path: Path) -> None:
        store = PinStore(tmp_path / "pins")
        store.put([pin_of(), pin_of("Another?")], "Ben")
        lines = client.get("/staff/pins.jsonl").text.splitlines()
        assert tuple(pin_from(line, "here") for line in lines) == store.pins()


def annotated(pin: Pin, *, exact: str) -> Pin:
    """The pin with another quote in it."""
    changed = json.loads(json.dumps(pin.annotation))
    changed["target"]["selector"][0]["exact"] = exact
    return replace(pin, annotation=changed)


@pytest.fixture
def indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an indexed corpus, as the current folder."""
    monkeypatch.chdir(tmp_path)
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    use_model(monkeypatch, HashEmbedder(max_tokens=128))
    Path("docs").mkdir()
    Path("docs/fees.txt").write_text(FEES, newline="")
    Path("quotedesk.toml").write_text('corpus = "docs"\nindex = "idx"\npins = "pins.sqlite"\n')
    assert main(["index"]) == DONE


@pytest.mark.usefixtures("indexed")
class TestCommand:
    def test_from_a_file_to_a_reply_and_to_questions(self, run: Run) -> None:
        reply = json.loads(run("ask", "--json", QUESTION)[1])
        assert not reply["chosen_by_staff"]
        pay = FEES[FEES.index("It is paid") : FEES.index("(TO).") + 5]
        quote = {
            "target": {
                "document_id": "fees.txt",
                "selector": [{"type": "TextQuoteSelector", "exact": pay}],
            }
        }
        Path("in.jsonl").write_text(json.dumps({"questions": [QUESTION], "quote": quote}) + "\n")
        assert run("pins", "import", "in.jsonl")[0] == DONE
        status, out, _ = run("ask", "--json", QUESTION)
        reply = json.loads(out)
        assert (status, reply["chosen_by_staff"], reply["quotes"][0]["text"]) == (DONE, True, pay)
        assert run("pins", "list")[0] == DONE
        assert "imported" in run("pins", "log")[1]
        assert run("pins", "questions", "own.jsonl")[0] == DONE
        (own,) = [json.loads(line) for line in Path("own.jsonl").read_text().splitlines()]
        assert (own["question"], own["answerable"], own["gold"]) == (QUESTION, True, [[pay]])
        assert own["relevant"] == ["fees.txt"]
        # What stands at the foot of every page answers from each of them.
        Path("docs/foot.txt").write_text(f"Boats\n\nThey are let by the hour.\n\n{pay}\n")
        assert main(["index"]) == DONE
        assert run("pins", "questions", "own.jsonl")[0] == DONE
        (own,) = [json.loads(line) for line in Path("own.jsonl").read_text().splitlines()]
        assert own["relevant"] == ["fees.txt", "foot.txt"]

    def test_what_is_exported_comes_in_again(self, run: Run) -> None:
        PinStore(Path("pins.sqlite")).put([new_pin("Is it free?", None, now=NOW)], "Ana")
        assert run("pins", "export", "out.jsonl")[0] == DONE
        before = PinStore(Path("pins.sqlite")).pins()
        Path("pins.sqlite").unlink()
        assert run("pins", "import", "out.jsonl")[0] == DONE
        assert PinStore(Path("pins.sqlite")).pins() == before
        assert run("ask", "Is it free?")[0] == REFUSED

    def test_options_may_stand_anywhere(self, run: Run) -> None:
        Path("two.toml").write_text(
            '[desks.a]\ncorpus = "docs"\npins = "a.sqlite"\n[desks.b]\ncorpus = "docs"\n'
        )
        PinStore(Path("a.sqlite")).put([new_pin("Is it free?", None, now=NOW)], "Ana")
        for words in (
            ("--desk", "a", "export", "out.jsonl"),
            ("export", "--desk", "a", "out.jsonl"),
            ("export", "out.jsonl", "--desk", "a"),
        ):
            status, out, err = run("--config", "two.toml", "pins", *words)
            assert (status, out, err) == (DONE, "1 written to out.jsonl\n", ""), words
        assert run("pins", "export")[0] == USAGE

    def test_a_quote_that_is_gone_has_a_status_of_its_own(self, run: Run) -> None:
        gone = {"target": {"selector": {"type": "TextQuoteSelector", "exact": "zebras at noon"}}}
        Path("in.jsonl").write_text(json.dumps({"questions": ["a b"], "quote": gone}))
        assert run("pins", "import", "in.jsonl")[0] == DONE
        status, out, _ = run("pins", "list")
        assert status == REFUSED
        assert out.startswith("gone")

    def test_without_pins(self, run: Run) -> None:
        assert run("pins", "list") == (DONE, "nothing is pinned\n", "")
        assert not Path("pins.sqlite").exists()

    @pytest.mark.parametrize(
        ("content", "said"),
        [("", "holds no pin"), ("no json\n", "in.jsonl:1: is not JSON"), (None, "can't be read")],
    )
    def test_a_file_that_is_none_is_one_line(
        self, run: Run, content: str | None, said: str
    ) -> None:
        if content is not None:
            Path("in.jsonl").write_text(content)
        status, _, err = run("pins", "import", "in.jsonl")
        assert status == ERROR
        assert said in err
        assert len(err.splitlines()) == 1
        assert not Path("pins.sqlite").exists()
