"""The readers' pages: languages, slips, pictures of originals, kept conversations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType

import anyio
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Metadata, Span
from corpus.errors import CorpusError
from corpus.load import load_corpus
from qa.question import Question
from qa.respond import quote_at
from qa.validity import Standing, Validity
from tests.corpus.pdfs import paragraph, simple
from tests.ui.fakes import BLOG, DOCUMENTS, STRATEGY, FakeDesk, asking_over, document_from
from tests.ui.parsed import Parsed, parse
from ui.html import slip_address
from ui.messages import (
    ENGLISH,
    FRENCH,
    GERMAN,
    ITALIAN,
    PORTUGUESE,
    SPANISH,
    Catalogue,
    Said,
)
from ui.web.app import create_app
from ui.web.desk import Conversation, Exchange
from ui.web.language import words_for
from ui.web.read import pictures
from ui.web.read.pages import add_pages
from ui.web.sessions import KEPT_SECONDS, Sessions
from ui.web.talk.conversation import turn_html
from ui.web.talk.page_parts import page_parts, welcome_html
from ui.web.talk.taking import take, ticked, undone

OK, BAD, MISSING = 200, 400, 404
START = STRATEGY.index("Specifically")
END = STRATEGY.index("\n\nFurthermore")
SLIP = f"/slip/hsdl/strategy.txt?start={START}&end={END}"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(FakeDesk()), base_url="http://desk.example") as found:
        yield found


def page(client: TestClient, address: str, **headers: str) -> Parsed:
    response = client.get(address, headers=headers)
    assert response.status_code == OK
    return parse(response.text.removeprefix("<!doctype html>\n"))


def language(client: TestClient, address: str, **headers: str) -> str | None:
    return page(client, address, **headers).all("html")[0].attributes["lang"]


class TestLanguage:
    @pytest.mark.parametrize(
        ("accepted", "chosen", "found"),
        [
            ("es", "", SPANISH),
            ("es-MX,en;q=0.5", "", SPANISH),
            ("ca, en;q=0.8, es;q=0.9", "", SPANISH),
            ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7", "", FRENCH),
            ("pt-PT", "", PORTUGUESE),
            ("de-AT,it;q=0.9", "", GERMAN),
            ("it", "", ITALIAN),
            ("en-US,en;q=0.9,es;q=0.8", "", ENGLISH),
            ("es;q=0", "", ENGLISH),
            ("ca", "", ENGLISH),
            ("", "", ENGLISH),
            ("*", "", ENGLISH),
            ("es;q=x,;;,\x00", "", ENGLISH),
            ("es", "en", ENGLISH),
            ("en", "es", SPANISH),
            ("es", "xx", SPANISH),
        ],
    )
    def test_what_was_chosen_before_what_the_browser_asks_for(
        self, accepted: str, chosen: str, found: object
    ) -> None:
        assert words_for({"accept-language": accepted}, {"lang": chosen}) is found

    @pytest.mark.parametrize("address", ["/doc/hsdl/strategy.txt", SLIP])
    def test_an_address_chooses_and_the_choice_is_kept(
        self, client: TestClient, address: str
    ) -> None:
        client.cookies.clear()
        more = "&" if "?" in address else "?"
        assert language(client, address, **{"accept-language": "es"}) == "es"
        assert language(client, f"{address}{more}lang=en", **{"accept-language": "es"}) == "en"
        assert language(client, address, **{"accept-language": "es"}) == "en"
        assert language(client, f"{address}{more}lang=xx") == "en"
        client.cookies.clear()

    def test_the_desk_is_written_in_it(self, client: TestClient) -> None:
        client.cookies.clear()
        response = client.get("/?lang=es")
        assert response.headers["set-cookie"].startswith("lang=es; ")
        assert re.search(r'<html\s+lang="es"', response.text)
        config = json.loads(
            response.text.partition("window.gradio_config = ")[2].partition(";</script>")[0]
        )
        held = {it["props"].get("elem_id"): it["props"] for it in config["components"]}
        assert held["ask"]["value"] == SPANISH.ask
        assert held["question"]["label"] == SPANISH.question_label
        assert SPANISH.welcome_title in held["conversation"]["value"]
        assert 'href="/?lang=en"' in held["masthead"]["value"]
        client.cookies.clear()
        assert ENGLISH.welcome_title in client.get("/").text

    @pytest.mark.parametrize(
        ("words", "said", "found"),
        [
            (SPANISH, {"en": "Ring 5.", "es": "Llame al 5."}, ("Llame al 5.", None)),
            (ENGLISH, {"en": "Ring 5.", "es": "Llame al 5."}, ("Ring 5.", None)),
            (SPANISH, {"en": "Ring 5."}, ("Ring 5.", "en")),
            (SPANISH, "Ring 5.", ("Ring 5.", None)),
        ],
    )
    def test_the_operator_speaks_it_too(
        self, words: Catalogue, said: Said, found: tuple[str, str | None]
    ) -> None:
        desk = FakeDesk(notice=said, contact=said)
        parsed = parse(page_parts(desk, words)["masthead"])
        [notice] = [it for it in parsed.all("p") if it.attributes.get("class") == "notice"]
        assert (notice.text, notice.attributes.get("lang")) == found
        refused = Exchange(question="?", reply=desk.ask(Question(text="Parking?")))
        contact = parse(turn_html(refused, words, desk)).all("bdi")[-1]
        assert (contact.text, contact.attributes.get("lang")) == found

    def test_questions_to_start_with_are_in_the_documents_language(self) -> None:
        buttons = parse(welcome_html(FakeDesk(), SPANISH)).all("button")
        assert {it.attributes["lang"] for it in buttons} == {"en"}

    def test_the_switch_keeps_the_rest_of_the_address(self, client: TestClient) -> None:
        links = page(client, SLIP).all("a")
        switch = {it.attributes["lang"]: it for it in links if it.attributes.get("hreflang")}
        assert list(switch) == ["de", "es", "fr", "it", "pt"]
        assert switch["es"].attributes["href"] == f"{SLIP}&lang=es"
        assert switch["es"].text == "Español"

    def test_what_is_wrong_is_said_in_it_too(self, client: TestClient) -> None:
        for path in ("/nowhere", "/doc/nowhere", "/conversation/nowhere"):
            response = client.get(path, headers={"accept-language": "es"})
            assert response.status_code == MISSING
            assert '<html lang="es"' in response.text

    def test_a_page_that_is_not_there_leads_on(self, client: TestClient) -> None:
        for path in ("/nowhere", "/doc/nowhere", "/conversation/nowhere"):
            response = client.get(path)
            parsed = parse(response.text.removeprefix("<!doctype html>\n"))
            links = [it for it in parsed.all("a") if "main" in it.inside]
            assert (links[0].text, links[0].attributes["href"]) == (ENGLISH.back_to_desk, "/")
            listed = [it.attributes["href"] for it in links[1:]]
            wanted = ["/doc/hsdl/strategy.txt", "/doc/ncsl%20blog.txt"]
            assert listed == (wanted if path == "/doc/nowhere" else [])
        # In the panel beside the desk there is the list already.
        assert "<a " not in client.get("/doc/nowhere?partial=1").text


class TestSlip:
    def test_quote_citation_day_and_code(self, client: TestClient) -> None:
        parsed = page(client, SLIP)
        [quote] = parsed.all("blockquote")
        assert quote.text == STRATEGY[START:END]
        assert parsed.all("cite")[0].text == DOCUMENTS[0].title
        assert "14 February 2020" in parsed.all("figcaption")[0].text
        address = f"http://desk.example/doc/hsdl/strategy.txt?start={START}&end={END}#q1"
        assert address in [it.attributes["href"] for it in parsed.all("a")]
        [code] = [it for it in parsed.elements if it.attributes.get("role") == "img"]
        assert code.attributes["aria-label"] == ENGLISH.slip_code
        assert parsed.all("svg")
        assert not parsed.all("script")

    @pytest.mark.parametrize("asked", ["", "?start=1&end=0", "?start=0&end=3&q=4-5"])
    def test_one_place_is_asked_for(self, client: TestClient, asked: str) -> None:
        response = client.get(f"/slip/hsdl/strategy.txt{asked}")
        assert response.status_code == BAD
        assert ENGLISH.bad_range.title in response.text

    def test_an_address_too_long_for_a_code_is_shown_without(self) -> None:
        document = document_from("x" * 3_000, "Long", "Long\n\nA text.\n")
        desk = FakeDesk(documents=MappingProxyType({document.id: document}))
        client = TestClient(create_app(desk))
        response = client.get(slip_address(document.id, Span(start=6, end=13)))
        assert response.status_code == OK
        assert "<svg" not in response.text

    def test_the_citation_is_that_of_an_answer(self) -> None:
        expired = Validity(standing=Standing.EXPIRED, valid_until="2020-01-01")
        start = BLOG.index("Protection.")
        document = DOCUMENTS[1]
        span = Span(start=start, end=start + 11)
        quote = quote_at(document, span, document.sha256, expired)
        assert quote.text == "Protection."
        assert quote.citation.section == ("The NCSL Blog",)
        assert quote.citation.validity is expired


@dataclass(slots=True)
class PdfDesk(FakeDesk):
    """A desk over one PDF whose file may be gone."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    data: bytes = b""
    file: str | None = "first"  # changes as the file's stamp does; None: it is gone
    reads: int = 0

    def original(self, document: Document) -> bytes:
        self.reads += 1
        if not self.data:
            raise CorpusError("isn't the file that was indexed", where="/secret/yard.pdf")
        return self.data

    def stamp(self, document: Document) -> object | None:
        return self.file


class TestPictures:
    QUOTE = "A second permit costs thirty dollars."

    @pytest.fixture
    def desk(self, tmp_path_factory: pytest.TempPathFactory) -> PdfDesk:
        folder = tmp_path_factory.mktemp("docs")
        data = simple(
            paragraph(["The gate opens at seven o'clock in the morning and closes at nine."]),
            paragraph(["The permit costs twenty dollars a year.", self.QUOTE]),
        )
        (folder / "yard.pdf").write_bytes(data)
        [document] = load_corpus(folder).documents
        return PdfDesk(documents={document.id: document}, data=data)

    def address(self, desk: PdfDesk) -> str:
        start = desk.documents["yard.pdf"].text.index(self.QUOTE)
        return f"/doc/yard.pdf?start={start}&end={start + len(self.QUOTE)}"

    def test_the_page_of_the_quote_is_shown_before_its_text(self, desk: PdfDesk) -> None:
        client = TestClient(create_app(desk))
        parsed = page(client, self.address(desk))
        [image] = parsed.all("img")
        assert image.attributes["alt"] == ENGLISH.original_page.format(page=2)
        assert parsed.all("mark")[0].text == self.QUOTE
        assert parsed.all("summary")[-1].text == ENGLISH.original_pages.of(1)
        assert ENGLISH.page.format(page=2) in parsed.all("details")[-1].text
        source = image.attributes["src"] or ""
        assert source.startswith("/doc/yard.pdf/page/2.png?q=")
        marked, plain = client.get(source), client.get(source.partition("?")[0])
        assert marked.headers["content-type"] == "image/png"
        assert marked.content[:4] == b"\x89PNG"
        assert marked.content != plain.content

    def test_without_the_original_there_is_only_the_text(self, desk: PdfDesk) -> None:
        desk.data = b""
        client = TestClient(create_app(desk))
        parsed = page(client, self.address(desk))
        assert not parsed.all("img")
        assert parsed.all("mark")[0].text == self.QUOTE
        response = client.get("/doc/yard.pdf/page/2.png")
        assert response.status_code == MISSING
        assert ENGLISH.unknown_picture.title in response.text
        assert "secret" not in response.text

    def test_the_original_is_read_once_for_the_page_and_its_pictures(self, desk: PdfDesk) -> None:
        client = TestClient(create_app(desk))
        for _ in range(3):
            [image] = page(client, self.address(desk)).all("img")
            assert client.get(image.attributes["src"] or "").status_code == OK
        assert desk.reads == 1
        page(client, "/doc/yard.pdf")
        assert desk.reads == 1

    def test_a_page_without_places_or_without_a_file_reads_nothing(self, desk: PdfDesk) -> None:
        client = TestClient(create_app(desk))
        page(client, "/doc/yard.pdf")
        desk.file = None
        assert not page(client, self.address(desk)).all("img")
        assert desk.reads == 0

    def test_a_file_that_changed_is_looked_at_again_and_once(self, desk: PdfDesk) -> None:
        client = TestClient(create_app(desk))
        assert page(client, self.address(desk)).all("img")
        good, desk.data, desk.file = desk.data, b"", "second"
        for _ in range(3):
            assert not page(client, self.address(desk)).all("img")
        assert desk.reads == 2
        assert client.get("/doc/yard.pdf/page/2.png").status_code == MISSING
        desk.data, desk.file = good, "third"
        assert page(client, self.address(desk)).all("img")

    def test_what_is_held_of_originals_is_bounded(
        self, desk: PdfDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pictures, "MAX_HELD_BYTES", len(desk.data) + 1)
        [one] = desk.documents.values()
        two = replace(one, id="another.pdf")
        originals = pictures.Originals(desk)
        for document, reads in ((one, 1), (one, 1), (two, 2), (two, 2), (one, 3)):
            assert originals.of(document) == desk.data
            assert desk.reads == reads
        assert originals.there(two)
        assert desk.reads == 3

    @pytest.mark.parametrize("number", ["0", "3", "99999999999999999999"])
    def test_pages_that_are_not_there(self, desk: PdfDesk, number: str) -> None:
        response = TestClient(create_app(desk)).get(f"/doc/yard.pdf/page/{number}.png")
        assert response.status_code == MISSING


def talk(*questions: str) -> Conversation:
    asking = asking_over(FakeDesk())
    conversation: Conversation = ()
    for question in questions:
        conversation = anyio.run(take, asking, ENGLISH, conversation, question)
    return conversation


class TestKept:
    @pytest.fixture
    def kept(self) -> tuple[TestClient, str]:
        from fastapi import FastAPI

        app, sessions = FastAPI(), Sessions()
        add_pages(app, FakeDesk(), sessions)
        key = sessions.put("", talk("Which goals?", "how many objectivs?", "victims?", "break"))
        return TestClient(app, base_url="http://desk.example"), key

    def test_the_page_has_every_exchange(self, kept: tuple[TestClient, str]) -> None:
        client, key = kept
        response = client.get(f"/conversation/{key}")
        assert response.headers["cache-control"] == "no-store"
        parsed = parse(response.text.removeprefix("<!doctype html>\n"))
        assert [it.text for it in parsed.all("h2")] == [
            "Which goals?", "how many objectivs?", "victims?", "break",
        ]  # fmt: skip
        assert parsed.all("blockquote")[0].text == STRATEGY[START:END]
        assert ENGLISH.searched_for in parsed.text
        assert ENGLISH.failed.body in parsed.text

    @pytest.mark.parametrize(
        ("ending", "media_type"), [("html", "text/html"), ("md", "text/markdown")]
    )
    def test_the_files(self, kept: tuple[TestClient, str], ending: str, media_type: str) -> None:
        client, key = kept
        response = client.get(f"/conversation/{key}.{ending}")
        assert response.headers["content-type"].startswith(media_type)
        assert f'filename="conversation.{ending}"' in response.headers["content-disposition"]
        assert f"start={START}" in response.text
        assert "http://desk.example/doc/" in response.text
        assert 'src="/' not in response.text
        assert 'href="/' not in response.text


class TestSessions:
    def test_conversations_are_found_by_their_key_only(self) -> None:
        sessions, one, two = Sessions(), (Exchange(question="1"),), (Exchange(question="2"),)
        first, second = sessions.put("", one), sessions.put("", two)
        assert first != second
        assert (sessions.get(first), sessions.get(second), sessions.get("")) == (one, two, ())
        assert sessions.put(first, two) == first
        assert sessions.get(first) == two
        # A key that was made up isn't taken on.
        assert sessions.put("made-up", one) != "made-up"
        sessions.drop(first)
        assert sessions.get(first) == ()

    def test_they_are_gone_after_a_while(self) -> None:
        now = [0.0]
        sessions = Sessions(clock=lambda: now[0])
        key = sessions.put("", (Exchange(question="1"),))
        now[0] = KEPT_SECONDS - 1
        assert sessions.get(key)
        now[0] = KEPT_SECONDS + 1
        assert sessions.get(key) == ()

    def test_they_do_not_grow_without_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ui.web.sessions.MAX_KEPT", 3)
        sessions = Sessions()
        keys = [sessions.put("", (Exchange(question=str(n)),)) for n in range(5)]
        assert [bool(sessions.get(key)) for key in keys] == [False, False, True, True, True]


class TestUndoing:
    def test_the_last_question_is_asked_again_in_place_of_itself(self) -> None:
        desk = FakeDesk()
        asking = asking_over(desk)
        conversation = talk("Which goals?", "how many objectivs?")
        after = anyio.run(undone, asking, ENGLISH, conversation, "exactly")
        assert [it.question for it in after] == [it.question for it in conversation]
        assert desk.asked[-1].literal
        assert [len(it.history) for it in desk.asked] == [2]
        after = anyio.run(undone, asking, ENGLISH, after, "alone")
        assert [(it.literal, len(it.history)) for it in desk.asked] == [(True, 2), (True, 0)]
        assert anyio.run(undone, asking, ENGLISH, (), "alone") == ()

    def test_the_filter_stays(self) -> None:
        desk = FakeDesk()
        asking = asking_over(desk)
        taken = partial(take, asking, ENGLISH, (), "Which goals?", only=("ncsl blog.txt",))
        anyio.run(undone, asking, ENGLISH, anyio.run(taken), "exactly")
        assert len(desk.asked) == 2
        assert desk.asked[-1].filters.documents == ("ncsl blog.txt",)

    def test_in_all_documents(self) -> None:
        desk = FakeDesk()
        asking = asking_over(desk)
        refused = anyio.run(partial(take, asking, ENGLISH, (), "Parking?", only=("ncsl blog.txt",)))
        [before] = refused
        shown = parse(turn_html(before, ENGLISH, desk))
        assert [it.text for it in shown.all("button") if "data-undo" in it.attributes] == [
            ENGLISH.ask_everywhere
        ]
        [after] = anyio.run(undone, asking, ENGLISH, refused, "everywhere")
        assert (after.question, after.only) == ("Parking?", ())
        assert [it.filters.documents for it in desk.asked] == [("ncsl blog.txt",), ()]
        assert ENGLISH.ask_everywhere not in turn_html(after, ENGLISH, desk)

    def test_other_documents_are_offered_only_where_they_may_help(self) -> None:
        for question, only in (
            ("", ("ncsl blog.txt",)),
            ("And why?", ("ncsl blog.txt",)),
            ("Which goals?", ("ncsl blog.txt",)),
            ("Parking?", tuple(FakeDesk().documents)),
        ):
            desk = FakeDesk()
            exchange = Exchange(
                question=question, reply=desk.ask(Question(text=question)), only=only
            )
            assert ENGLISH.ask_everywhere not in turn_html(exchange, ENGLISH, desk)


class TestTicked:
    @pytest.mark.parametrize(
        "written", ["", "x", "{}", "[1]", '["nowhere"]', None, 3, "[" * 100_000]
    )
    def test_what_names_no_document_is_passed_over(self, written: object) -> None:
        assert ticked(written, asking_over(FakeDesk())) == ()

    def test_documents(self) -> None:
        written = json.dumps(["ncsl blog.txt", "nowhere", "ncsl blog.txt"])
        assert ticked(written, asking_over(FakeDesk())) == ("ncsl blog.txt",)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_the_configuration_in_the_page_can_not_be_left(name: str) -> None:
    from starlette.requests import Request

    from ui.web.talk.page import _written

    document = document_from("x", name, f"{name}\n\n</script><!-- {name}", Metadata())
    desk = FakeDesk(name=name, notice=name, documents=MappingProxyType({"x": document}))
    raw = b'<html lang="en"><script>window.gradio_config = {"components": [{"props": '
    raw += b'{"elem_id": "masthead"}}]};</script>'
    scope = {"type": "http", "headers": [], "query_string": b"", "method": "GET", "path": "/"}
    written = _written(Request(scope), raw, asking_over(desk)).decode()
    config = written.partition("window.gradio_config = ")[2].partition(";</script>")[0]
    assert not set("<>&") & set(config)
    assert json.loads(config)["title"] == name
