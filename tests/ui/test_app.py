"""The HTTP surface over a desk without an engine."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from types import MappingProxyType

import anyio
import pytest
from fastapi.testclient import TestClient

from corpus.errors import ServeError
from qa.question import MAX_QUESTION_CHARS, Filters, Question, Turn
from qa.reply import Reply
from tests.ui.fakes import BLOG, DOCUMENTS, FakeDesk, asking_over, document_from
from tests.ui.parsed import parse
from ui.messages import ENGLISH
from ui.web.app import bound_socket, create_app, serve
from ui.web.asking import CONCURRENT, Asking
from ui.web.desk import MAX_EXCHANGES, Conversation, history_of
from ui.web.guard import MAX_BODY_BYTES
from ui.web.talk.conversation import turn_html
from ui.web.talk.taking import NotAsked, take

OK, BAD, MISSING, TOO_LARGE, UNREADABLE, BROKEN, NOT_READY = 200, 400, 404, 413, 422, 500, 503


class BrokenDesk(FakeDesk):
    def ask(self, question: Question) -> Reply:
        raise ZeroDivisionError("a secret in a trace")


@pytest.fixture(scope="module")
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture(scope="module")
def client(desk: FakeDesk) -> Iterator[TestClient]:
    with TestClient(create_app(desk), raise_server_exceptions=False) as found:
        yield found


class TestAsk:
    def test_answers(self, client: TestClient) -> None:
        response = client.post("/api/ask", json={"id": "a1", "question": "Which goals?"})
        assert response.status_code == OK
        record = response.json()
        assert record["id"] == "a1"
        assert record["question"] == "Which goals?"
        assert record["answered"] is True
        first = record["quotes"][0]
        assert DOCUMENTS[0].text[first["start"] : first["end"]] == first["text"]
        assert record["elapsed_ms"] >= 0

    def test_refuses(self, client: TestClient) -> None:
        record = client.post("/api/ask", json={"question": "Parking?"}).json()
        assert record["answered"] is False
        assert record["quotes"] == []
        assert record["reason"] == "nothing_related"

    def test_hands_history_and_filters_on(self, client: TestClient, desk: FakeDesk) -> None:
        body = {
            "question": "And the objectives?",
            "history": [
                {"role": "user", "content": "What are the goals?", "more": 1},
                {"role": "assistant", "content": "Five."},
            ],
            "filters": {"documents": [DOCUMENTS[0].id, DOCUMENTS[0].id], "since": "2020"},
            "unknown": True,
        }
        assert client.post("/api/ask", json=body).status_code == OK
        assert desk.asked[-1] == Question(
            text="And the objectives?",
            history=(
                Turn(role="user", content="What are the goals?"),
                Turn(role="assistant", content="Five."),
            ),
            filters=Filters(documents=(DOCUMENTS[0].id,), since="2020"),
        )

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            ("not json", BAD),
            ("[" * 100_000, BAD),
            ("[]", UNREADABLE),
            ("{}", UNREADABLE),
            ('{"question": 3}', UNREADABLE),
            (json.dumps({"question": "x" * (MAX_QUESTION_CHARS + 1)}), TOO_LARGE),
            ('{"question": "x", "history": {}}', UNREADABLE),
            ('{"question": "x", "history": [{"role": "system", "content": ""}]}', UNREADABLE),
            ('{"question": "x", "history": ["x"]}', UNREADABLE),
            ('{"question": "x", "filters": []}', UNREADABLE),
            ('{"question": "x", "filters": {"documents": "x"}}', UNREADABLE),
            ('{"question": "x", "filters": {"document": ["x"]}}', UNREADABLE),
            ('{"question": "x", "filters": {"since": 2020}}', UNREADABLE),
            ("x" * (MAX_BODY_BYTES + 1), TOO_LARGE),
        ],
    )
    def test_says_in_one_line_what_is_wrong(
        self, client: TestClient, body: str, status: int
    ) -> None:
        response = client.post("/api/ask", content=body)
        assert response.status_code == status
        assert list(response.json()) == ["error"]
        assert "\n" not in response.json()["error"]

    def test_a_body_without_a_length_is_limited_too(self, client: TestClient) -> None:
        pieces = (b"x" * 100_000 for _ in range(MAX_BODY_BYTES // 100_000 + 2))
        assert client.post("/api/ask", content=pieces).status_code == TOO_LARGE

    def test_lone_surrogates_do_no_harm(self, client: TestClient) -> None:
        response = client.post("/api/ask", content=b'{"question": "goals \\ud800"}')
        assert response.status_code == OK

    def test_wrong_methods(self, client: TestClient) -> None:
        response = client.get("/api/ask")
        assert response.status_code in {MISSING, 405}
        assert list(response.json()) == ["error"]

    def test_operators_errors_stay_with_the_operator(self, client: TestClient) -> None:
        response = client.post("/api/ask", json={"question": "break"})
        assert response.status_code == BROKEN
        assert "secret" not in response.text

    def test_no_trace_ever(self) -> None:
        broken = TestClient(create_app(BrokenDesk()), raise_server_exceptions=False)
        response = broken.post("/api/ask", json={"question": "x"})
        assert response.status_code == BROKEN
        assert response.json() == {"error": "internal error"}
        assert response.headers["x-content-type-options"] == "nosniff"


class TestSourcePages:
    def test_marks_the_asked_places(self, client: TestClient) -> None:
        start = BLOG.index("near 11,000 cases")
        address = f"/doc/ncsl%20blog.txt?start={start}&end={start + 17}&q=0-3&q=4-8"
        response = client.get(address)
        assert response.status_code == OK
        parsed = parse(response.text.removeprefix("<!doctype html>\n"))
        marks = {it.attributes["id"]: it.text for it in parsed.all("mark")}
        assert marks == {"q1": "near 11,000 cases", "q2": "The", "q3": "NCSL"}
        assert parsed.all("article")[0].text == BLOG
        assert parsed.all("html")[0].attributes["lang"] == "en"
        assert not parsed.all("script")

    def test_ids_with_slashes(self, client: TestClient) -> None:
        assert client.get("/doc/hsdl/strategy.txt").status_code == OK

    def test_the_panels_part(self, client: TestClient) -> None:
        response = client.get("/doc/hsdl/strategy.txt?start=0&end=3&partial=1")
        assert response.status_code == OK
        assert "<html" not in response.text
        assert 'id="q1"' in response.text

    @pytest.mark.parametrize("partial", ["", "&partial=1"])
    @pytest.mark.parametrize(
        "asked",
        ["start=1", "end=3", "start=a&end=b", "start=-1&end=3", "start=3&end=3", "start=5&end=2",
         "start=0&end=99999999", "q=1", "q=1-", "q=3-1", "start=²&end=3",
         "start=0&end=9999999999999999999999", "&".join("q=0-1" for _ in range(51))],
    )  # fmt: skip
    def test_bad_numbers(self, client: TestClient, asked: str, partial: str) -> None:
        response = client.get(f"/doc/hsdl/strategy.txt?{asked}{partial}")
        assert response.status_code == BAD
        assert ENGLISH.bad_range.title in response.text
        assert "Traceback" not in response.text

    @pytest.mark.parametrize("path", ["/doc/nowhere", "/doc/", "/doc/%00", "/doc/..%2f..%2fetc"])
    def test_unknown_documents(self, client: TestClient, path: str) -> None:
        response = client.get(path)
        assert response.status_code == MISSING
        assert ENGLISH.unknown_document.title in response.text

    def test_a_document_that_utf8_cannot_write(self) -> None:
        document = document_from("odd", "Odd \ud800", "Odd \ud800\n\nA \x00 b\r\n")
        client = TestClient(create_app(FakeDesk(documents=MappingProxyType({"odd": document}))))
        assert client.get("/doc/odd?start=0&end=5").status_code == OK
        assert client.get("/").status_code == OK


class TestHardening:
    @pytest.mark.parametrize(
        "path",
        ["/monitoring", "/config", "/gradio_api/info", "/gradio_api/openapi.json", "/docs",
         "/redoc", "/openapi.json", "/gradio_api/file=/etc/passwd", "/gradio_api/runs", "/nowhere",
         "/gradio_api/proxy=http://example.org/", "/static/nowhere", "/login", "/manifest.json"],
    )  # fmt: skip
    def test_what_is_not_needed_is_not_there(self, client: TestClient, path: str) -> None:
        response = client.get(path)
        assert response.status_code == MISSING
        assert ENGLISH.unknown_page.title in response.text

    @pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/run/on_ask", "/login"])
    def test_nothing_else_takes_posts(self, client: TestClient, path: str) -> None:
        assert client.post(path, json={}).status_code == MISSING

    @pytest.mark.parametrize("path", ["/", "/doc/hsdl/strategy.txt", "/healthz", "/nowhere"])
    def test_security_headers(self, client: TestClient, path: str) -> None:
        headers = client.get(path, headers={"origin": "https://evil.example"}).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in headers
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]

    def test_the_page_has_a_fresh_nonce_and_no_other_host(self, client: TestClient) -> None:
        first, second = client.get("/"), client.get("/")
        assert first.headers["content-security-policy"] != second.headers["content-security-policy"]
        for name in ("og:image", "googleapis", "huggingface.co", 'rel="manifest"'):
            assert name not in first.text

    def test_static_files(self, client: TestClient) -> None:
        for name, media_type in (("desk.css", "text/css"), ("desk.js", "text/javascript")):
            response = client.get(f"/static/{name}")
            assert response.status_code == OK
            assert response.headers["content-type"].startswith(media_type)


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready", "documents": 2}
    empty = TestClient(create_app(FakeDesk(documents=MappingProxyType({}))))
    assert empty.get("/readyz").status_code == NOT_READY


def taken(asking: Asking, conversation: Conversation, question: str) -> Conversation:
    return anyio.run(take, asking, ENGLISH, conversation, question)


class TestConversation:
    def test_history_is_questions_and_first_quotes(self) -> None:
        desk = FakeDesk()
        conversation: Conversation = ()
        for question in ("Which goals?", "Parking?", "How many objectives?"):
            conversation = taken(asking_over(desk), conversation, question)
        history = desk.asked[-1].history
        assert [it.role for it in history] == ["user", "assistant", "user"]
        assert history[1].content.startswith("Specifically")

    def test_long_questions_are_refused_kindly(self) -> None:
        desk = FakeDesk()
        for over, title in ((1, "1 character too long"), (98_000, "98,000 characters too long")):
            with pytest.raises(NotAsked) as caught:
                taken(asking_over(desk), (), "x" * (MAX_QUESTION_CHARS + over))
            assert caught.value.wording.title == f"The question is {title}"
            assert "2,000 characters" in caught.value.wording.body
        assert not desk.asked
        taken(asking_over(desk), (), "  " + "x" * MAX_QUESTION_CHARS + "\n")
        assert desk.asked

    def test_a_busy_desk_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ui.web.asking.WAITING", -CONCURRENT)
        desk = FakeDesk()
        asking = asking_over(desk)
        with pytest.raises(NotAsked) as caught:
            taken(asking, (), "Which goals?")
        assert caught.value.wording == ENGLISH.busy
        assert not desk.asked

    def test_engine_errors_become_fixed_wording(self) -> None:
        (exchange,) = taken(asking_over(FakeDesk()), (), "break")
        assert exchange.reply is None
        assert history_of((exchange,)) == ()
        assert ENGLISH.failed.body in turn_html(exchange, ENGLISH, FakeDesk())

    def test_it_does_not_grow_without_end(self) -> None:
        conversation: Conversation = ()
        for _ in range(MAX_EXCHANGES + 5):
            conversation = taken(asking_over(FakeDesk()), conversation, "Parking?")
        assert len(conversation) == MAX_EXCHANGES


class TestServe:
    def test_a_taken_port(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with pytest.raises(ServeError, match=f"port {port} is taken.*--port or PORT="):
                serve(FakeDesk(), "127.0.0.1", port)

    def test_an_unknown_host(self) -> None:
        with pytest.raises(ServeError, match="no host"):
            bound_socket("no such host.invalid", 0)

    def test_an_address_of_another_machine(self) -> None:
        with pytest.raises(ServeError, match="can't be used"):
            bound_socket("192.0.2.1", 0)
