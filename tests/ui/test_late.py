"""The chat page comes after everything else, or not at all where Gradio isn't installed."""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

import ui.web.app
from corpus.errors import ServeError
from tests.conftest import Run
from tests.ui.fakes import DOCUMENTS, FakeDesk, asking_over
from ui.cli import DONE
from ui.messages import ENGLISH, SPANISH, Catalogue
from ui.web.app import create_app, serve
from ui.web.sessions import Sessions
from ui.web.talk.late import AGAIN_SECONDS, LatePage, Page, can_chat

OK, MISSING, BROKEN, NOT_YET = 200, 404, 500, 503
SECONDS = 60


@pytest.fixture(autouse=True)
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real place of the page, not the one that other tests have."""
    monkeypatch.setattr("ui.web.app.LatePage", LatePage)


@dataclass(slots=True)
class Slow:
    """A page that is made when it is let go."""

    let_go: threading.Event = field(default_factory=threading.Event)
    begun: threading.Event = field(default_factory=threading.Event)
    served: list[str] = field(default_factory=list)

    def make(self, *_: object) -> Page:
        self.begun.set()
        assert self.let_go.wait(SECONDS)

        @asynccontextmanager
        async def lifespan() -> AsyncIterator[None]:
            self.served.append("begun")
            yield
            self.served.append("ended")

        return Page(app=PlainTextResponse("the page"), lifespan=lifespan)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    page = Slow()
    monkeypatch.setattr("ui.web.app._chat_page", page.make)
    yield page
    page.let_go.set()


class TestWhileItIsMade:
    def test_all_else_is_served_and_who_asks_for_it_waits(self, slow: Slow) -> None:
        with TestClient(create_app(FakeDesk())) as client, ThreadPoolExecutor(2) as pool:
            assert slow.begun.wait(SECONDS)  # nobody has asked for it yet
            pages = [pool.submit(client.get, "/") for _ in range(2)]
            assert client.get("/readyz").status_code == OK
            assert client.get("/doc/hsdl/strategy.txt").status_code == OK
            assert client.post("/api/ask", json={"question": "Which goals?"}).status_code == OK
            assert not any(page.done() for page in pages)
            slow.let_go.set()
            assert [page.result(SECONDS).text for page in pages] == ["the page"] * 2
            assert slow.served == ["begun"]
        assert slow.served == ["begun", "ended"]

    @pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("es", SPANISH)])
    def test_who_has_waited_long_gets_a_page_that_asks_again(
        self, slow: Slow, monkeypatch: pytest.MonkeyPatch, language: str, words: Catalogue
    ) -> None:
        monkeypatch.setattr("ui.web.talk.late.PATIENCE_SECONDS", 0.01)
        with TestClient(create_app(FakeDesk())) as client:
            early = client.get("/", headers={"accept-language": language})
            assert early.status_code == NOT_YET
            assert early.headers["refresh"] == early.headers["retry-after"] == str(AGAIN_SECONDS)
            assert early.headers["cache-control"] == "no-store"
            assert "default-src 'none'" in early.headers["content-security-policy"]
            assert f'lang="{language}"' in early.text
            assert words.opening.body in early.text
            assert all(document.title in early.text for document in DOCUMENTS)
            monkeypatch.setattr("ui.web.talk.late.PATIENCE_SECONDS", SECONDS)
            slow.let_go.set()
            assert client.get("/").text == "the page"

    @pytest.mark.parametrize("path", ["/nowhere", "/gradio_api/upload", "/config"])
    def test_what_it_doesnt_need_is_not_found_at_once(self, slow: Slow, path: str) -> None:
        with TestClient(create_app(FakeDesk())) as client:
            assert client.get(path).status_code == MISSING
            assert not slow.let_go.is_set()

    def test_a_desk_that_is_closed_doesnt_wait_for_it(self, slow: Slow) -> None:
        with TestClient(create_app(FakeDesk())):
            assert slow.begun.wait(SECONDS)
        assert slow.served == []


def test_several_pages_may_be_made_at_once() -> None:
    from ui.web.talk.page import chat_page

    def make(_: int) -> Page:
        return chat_page(asking_over(FakeDesk()), Sessions())

    with warnings.catch_warnings(), ThreadPoolExecutor(3) as pool:
        warnings.simplefilter("ignore")  # FastAPI ignores one itself, which counts for all threads
        assert len({id(page.app) for page in pool.map(make, range(12))}) == 12


class TestWhereItCantBeMade:
    @pytest.fixture(autouse=True)
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def make(*_: object) -> Page:
            raise ImportError("cannot import name 'x' from 'gradio'")

        monkeypatch.setattr("ui.web.app._chat_page", make)

    def test_the_desk_ends_with_one_line_and_the_log_has_the_rest(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        with (
            caplog.at_level(logging.ERROR),
            pytest.raises(ServeError, match=r"can't be made \(ImportError: cannot import .*pip"),
        ):
            serve(FakeDesk(), "127.0.0.1", 0)
        [record] = [one for one in caplog.records if one.name == "ui.web.talk.late"]
        assert record.exc_info is not None

    def test_whoever_waits_for_it_gets_an_error_and_no_trace(self) -> None:
        with TestClient(create_app(FakeDesk()), raise_server_exceptions=False) as client:
            response = client.get("/")
            assert (response.status_code, response.json()) == (BROKEN, {"error": "internal error"})
            assert client.get("/readyz").status_code == OK


class TestWithoutGradio:
    @pytest.fixture(autouse=True)
    def missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert can_chat()
        monkeypatch.setitem(sys.modules, "gradio", None)
        monkeypatch.setattr("ui.web.app._chat_page", lambda *_: pytest.fail("it was asked for"))

    def test_the_documents_are_listed_in_its_place(self) -> None:
        with TestClient(create_app(FakeDesk())) as client:
            page = client.get("/")
            assert page.status_code == OK
            assert ENGLISH.no_chat.body in page.text
            assert "Strategy desk" in page.text
            assert 'href="/doc/hsdl/strategy.txt"' in page.text
            assert "<script" not in page.text
            assert SPANISH.no_chat.title in client.get("/?lang=es").text
            assert client.get("/doc/hsdl/strategy.txt").status_code == OK
            assert client.get("/gradio_api/app_id").status_code == MISSING
            assert client.post("/api/ask", json={"question": "Which goals?"}).status_code == OK

    def test_the_command_says_so(
        self, run: Run, docs: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ui.web.app, "serve", lambda *_: None)
        status, _, err = run("serve", "--index", "idx")
        assert status == DONE
        assert err.splitlines()[0] == (
            "the chat page needs gradio, which isn't installed: pip install 'quotedesk[desk]'"
        )
