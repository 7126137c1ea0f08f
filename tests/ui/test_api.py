"""The API's description, its other routes, and what happens when the desk is busy."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from corpus.errors import QuestionError
from qa.question import Question
from qa.reply import Reply
from tests.ui.fakes import DOCUMENTS, FakeDesk
from tests.ui.parsed import Parsed, parse
from tests.ui.test_messages import strings
from ui.config import Config, Secrets
from ui.messages import CATALOGUES, ENGLISH, SPANISH
from ui.question_form import AskBody, object_of, question_of
from ui.web import asking
from ui.web.api.records import (
    DocumentsRecord,
    ErrorRecord,
    FeedbackBody,
    QuoteRecord,
    ReplyRecord,
    ValidityRecord,
)
from ui.web.app import create_app
from ui.web.guard import MAX_BODY_BYTES
from ui.web.outcomes import MAX_REMARK_CHARS, Fault

OK, MISSING, UNREADABLE, LIMITED, BUSY = 200, 404, 422, 429, 503


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(FakeDesk(), config=Config(rate_limit=0))) as found:
        yield found


def ask(client: TestClient, question: str) -> dict[str, Any]:
    found: dict[str, Any] = client.post("/api/ask", json={"question": question}).json()
    return found


@pytest.mark.parametrize("question", ["Which goals?", "victims", "Parking?", ""])
def test_replies_are_as_they_are_described(client: TestClient, question: str) -> None:
    record = ask(client, question)
    assert set(record) == set(ReplyRecord.model_fields)
    for quote in (*record["quotes"], *record["closest"]):
        assert set(quote) == set(QuoteRecord.model_fields)
        assert set(quote["validity"]) == set(ValidityRecord.model_fields)
    read = ReplyRecord.model_validate(record, strict=True)
    assert read.model_dump() == record


def test_what_the_description_takes_is_taken() -> None:
    body = AskBody.model_validate(
        {
            "question": "Which goals?",
            "id": "a",
            "history": [{"role": "user", "content": "What is it?"}],
            "filters": {
                "documents": ["a"],
                "publishers": ["b"],
                "tags": [],
                "languages": ["es"],
                "since": "2020",
                "until": "2020-03-01",
                "current": True,
            },
        }
    )
    identity, question = question_of(object_of(body.model_dump_json(), "it"))
    assert (identity, question.text) == ("a", "Which goals?")
    assert question.filters.publishers == ("b",)
    empty = AskBody(question="x").model_dump()
    assert question_of(empty) == (None, Question(text="x"))


def test_the_documents(client: TestClient) -> None:
    record = client.get("/api/documents").json()
    read = DocumentsRecord.model_validate(record, strict=True)
    assert read.model_dump() == record
    assert [it.id for it in read.documents] == [it.id for it in DOCUMENTS]
    assert read.indexed == "2026-03-01T12:00:00+00:00"
    for document, known in zip(read.documents, DOCUMENTS, strict=True):
        assert document.characters == len(known.text)
        assert client.get(document.page).status_code == OK


def test_the_documents_page_by_page(client: TestClient) -> None:
    whole = client.get("/api/documents").json()
    first = client.get("/api/documents", params={"limit": 1}).json()
    assert first == whole | {"documents": whole["documents"][:1], "next": DOCUMENTS[0].id}
    rest = client.get("/api/documents", params={"limit": 1000, "after": first["next"]}).json()
    assert rest["documents"] == whole["documents"][1:]
    assert rest["next"] is None
    assert client.get("/api/documents", params={"after": first["next"]}).json() == rest


@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=1001", "limit=x", "limit=1&after=x", "after=x"]
)
def test_a_page_of_documents_that_cannot_be_is_one_line(client: TestClient, asked: str) -> None:
    response = client.get(f"/api/documents?{asked}")
    assert response.status_code == UNREADABLE
    ErrorRecord.model_validate(response.json())


class TestFeedback:
    def test_on_a_reply(self, client: TestClient) -> None:
        reply_id = ask(client, "Which goals?")["reply_id"]
        body = FeedbackBody(
            reply_id=reply_id, helpful=False, reason=Fault.OUT_OF_DATE, remark="x" * 300
        )
        response = client.post("/api/feedback", json=body.model_dump())
        assert (response.status_code, response.json()) == (OK, {"status": "ok"})

    def test_on_none(self, client: TestClient) -> None:
        response = client.post("/api/feedback", json={"reply_id": "x", "helpful": True})
        assert response.status_code == MISSING
        ErrorRecord.model_validate(response.json())

    @pytest.mark.parametrize(
        "body",
        ["[]", "{}", '{"reply_id": "x"}', '{"reply_id": 1, "helpful": true}',
         '{"reply_id": "x", "helpful": "yes"}', '{"reply_id": "x", "helpful": 1}',
         '{"reply_id": "x", "helpful": true, "more": 1}',
         '{"reply_id": "x", "helpful": true, "reason": null}',
         '{"reply_id": "x", "helpful": true, "remark": 1}',
         f'{{"reply_id": "x", "helpful": true, "reason": "{"x" * (MAX_REMARK_CHARS + 1)}"}}',
         f'{{"reply_id": "x", "helpful": true, "remark": "{"x" * (MAX_REMARK_CHARS + 1)}"}}'],
    )  # fmt: skip
    def test_of_another_form(self, client: TestClient, body: str) -> None:
        response = client.post("/api/feedback", content=body)
        assert response.status_code == UNREADABLE
        assert "\n" not in response.json()["error"]


class TestDescription:
    def test_every_reference_leads_somewhere(self, client: TestClient) -> None:
        schema = client.get("/api/openapi.json").json()
        assert schema["openapi"].startswith("3.")
        names = set(schema["components"]["schemas"])
        references = list(references_in(schema))
        assert references
        assert {it.removeprefix("#/components/schemas/") for it in references} <= names
        assert names >= {"AskBody", "FilterBody", "Message", "ReplyRecord", "FeedbackBody"}

    def test_it_describes_what_is_there_and_nothing_else(self, client: TestClient) -> None:
        schema = client.get("/api/openapi.json").json()
        assert {path: list(methods) for path, methods in schema["paths"].items()} == {
            "/api/ask": ["post"],
            "/api/feedback": ["post"],
            "/api/documents": ["get"],
            "/healthz": ["get"],
            "/readyz": ["get"],
        }
        for route in schema["paths"].values():
            for method in route.values():
                for reply in method["responses"].values():
                    assert list(reply["content"]) == ["application/json"]

    def test_the_page_says_all_of_it_without_script(self, client: TestClient) -> None:
        response = client.get("/api/docs")
        assert response.status_code == OK
        policy = response.headers["content-security-policy"]
        assert "script" not in policy
        assert "default-src 'none'" in policy
        parsed = parse(response.text.removeprefix("<!doctype html>\n"))
        assert not parsed.all("script")
        ids = {it.attributes.get("id") for it in parsed.all("h3")}
        for link in parsed.all("a"):
            target = link.attributes["href"] or ""
            assert target.startswith(("/", "#"))
            assert not target.startswith("#") or target[1:] in ids
        for path in client.get("/api/openapi.json").json()["paths"]:
            assert path in response.text
        assert "curl http://testserver/api/documents" in response.text

    def test_its_frame_is_in_the_reader_s_language_and_the_schema_in_english(
        self, client: TestClient
    ) -> None:
        def page(address: str = "/api/docs") -> Parsed:
            response = client.get(address, headers={"accept-language": "es"})
            assert response.headers["vary"].startswith("accept-language, cookie,")
            return parse(response.text.removeprefix("<!doctype html>\n"))

        def plain(wording: str) -> str:
            return wording.replace("`", "")

        spanish = page()
        assert "`" not in spanish.text
        assert spanish.all("html")[0].attributes["lang"] == "es"
        english = set(strings(ENGLISH.api)) - set(strings(SPANISH.api))
        for tag in ("h1", "h2", "h3", "th", "td", "caption"):
            assert not english & {it.text for it in spanish.all(tag)}
        assert "lista de" in spanish.text
        assert "2.000 caracteres como máximo" in spanish.text
        assert "se puede omitir" in spanish.text
        marked = {it.text for it in spanish.elements if it.attributes.get("lang") == "en"}
        schema = client.get("/api/openapi.json").json()
        for methods in schema["paths"].values():
            for route in methods.values():
                said = {plain(it["description"]) for it in route["responses"].values()}
                assert {route["summary"], *said} <= marked
        for described in schema["components"]["schemas"].values():
            for value in described["properties"].values():
                assert "description" not in value or plain(value["description"]) in marked
        (other,) = [it for it in spanish.all("a") if it.attributes.get("hreflang") == "en"]
        assert page(other.attributes["href"] or "").all("html")[0].attributes["lang"] == "en"
        assert page().all("html")[0].attributes["lang"] == "en"


def references_in(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for value in schema.values():
            yield from references_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references_in(value)


class SlowDesk(FakeDesk):
    """Answers once it is let go."""

    go = threading.Event()

    def ask(self, question: Question) -> Reply:
        assert self.go.wait(60)
        return super().ask(question)


def test_a_busy_desk_says_so_at_once_and_the_others_are_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "WAITING", 3)
    taken = asking.CONCURRENT + 3
    app = create_app(SlowDesk(), config=Config(rate_limit=0))

    async def run() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
            body = {"question": "Which goals?"}
            calls = [
                asyncio.create_task(client.post("/api/ask", json=body)) for _ in range(taken + 4)
            ]
            done: set[asyncio.Task[httpx.Response]] = set()
            while len(done) < 4:
                done, _ = await asyncio.wait(calls, return_when="FIRST_COMPLETED", timeout=0.05)
            # While it is busy, what needs no engine is served.
            assert (await client.get("/healthz")).status_code == OK
            assert (await client.get("/doc/hsdl/strategy.txt")).status_code == OK
            SlowDesk.go.set()
            return list(await asyncio.gather(*calls))

    responses = asyncio.run(run())
    statuses = [it.status_code for it in responses]
    assert (statuses.count(OK), statuses.count(BUSY)) == (taken, 4)
    turned_away = next(it for it in responses if it.status_code == BUSY)
    assert int(turned_away.headers["retry-after"]) > 0
    assert "busy" in turned_away.json()["error"]


def test_too_many_requests_are_refused_in_one_line() -> None:
    client = TestClient(create_app(FakeDesk(), config=Config(rate_limit=6)))
    statuses = [client.post("/api/ask", json={"question": "x"}).status_code for _ in range(2)]
    response = client.post("/api/ask", json={"question": "x"})
    assert [*statuses, response.status_code] == [OK, OK, LIMITED]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "try again in" in ErrorRecord.model_validate(response.json()).error
    spanish = client.post("/api/ask", json={"question": "x"}, headers={"accept-language": "es"})
    assert "Inténtelo otra vez" in spanish.json()["error"]
    assert client.get("/healthz").status_code == OK


class TestMetrics:
    def test_figures_without_words(self) -> None:
        client = TestClient(create_app(FakeDesk()), client=("127.0.0.1", 1))
        for question in ("Which goals?", "Parking at Parkhausstrasse?", "break"):
            client.post("/api/ask", json={"question": question})
        text = client.get("/metrics").text
        for line in (
            'quotedesk_questions_total{outcome="answered",reason=""} 1.0',
            'quotedesk_questions_total{outcome="refused",reason="nothing_related"} 1.0',
            'quotedesk_questions_total{outcome="failed",reason=""} 1.0',
            "quotedesk_question_seconds_count 3.0",
            'quotedesk_turned_away_total{why="limited"} 0.0',
            "quotedesk_documents 2.0",
        ):
            assert f"\n{line}\n" in text
        assert "\nquotedesk_index_age_seconds " in text
        assert "Parkhaus" not in text

    def test_a_question_that_cannot_be_taken_calls_nobody(self) -> None:
        class Picky(FakeDesk):
            def ask(self, question: Question) -> Reply:
                raise QuestionError("there is no document 'x'", mend="name another")

        client = TestClient(create_app(Picky()), client=("127.0.0.1", 1))
        body = {"question": "Which goals?", "filters": {"documents": ["x"]}}
        assert client.post("/api/ask", json=body).status_code == UNREADABLE
        text = client.get("/metrics").text
        assert '\nquotedesk_questions_total{outcome="failed",reason=""} 0.0\n' in text
        assert "\nquotedesk_question_seconds_count 0.0\n" in text

    def test_only_this_machine_may_ask(self) -> None:
        app = create_app(FakeDesk())
        assert TestClient(app, client=("192.0.2.1", 1)).get("/metrics").status_code == MISSING
        local = TestClient(app, client=("127.0.0.1", 1))
        assert local.get("/metrics").status_code == OK
        through = {"x-forwarded-for": "127.0.0.1"}
        assert local.get("/metrics", headers=through).status_code == MISSING

    def test_or_whoever_has_the_token(self) -> None:
        app = create_app(FakeDesk(), secrets=Secrets(metrics_token="töken"))
        client = TestClient(app, client=("127.0.0.1", 1))
        assert client.get("/metrics").status_code == MISSING
        for shown, status in (("Bearer töken", OK), ("Bearer x", MISSING), ("töken", MISSING)):
            headers = {b"authorization": shown.encode()}
            assert client.get("/metrics", headers=headers).status_code == status


def test_a_question_error_is_the_callers_to_mend() -> None:
    class Strict(FakeDesk):
        def ask(self, question: Question) -> Reply:
            raise QuestionError("there is no document 'x'", mend="see the ids")

    response = TestClient(create_app(Strict())).post("/api/ask", json={"question": "x"})
    assert response.status_code == UNREADABLE
    assert response.json() == {"error": "there is no document 'x'. See the ids."}


@pytest.mark.parametrize("language", [it for it in CATALOGUES if it != "en"])
def test_errors_are_in_the_caller_s_language(client: TestClient, language: str) -> None:
    """And in English to those who name none, as programs do."""
    client.cookies.clear()  # a language that was chosen goes before
    asked = {"accept-language": language}
    calls: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/api/ask", {"content": b"nope"}),
        ("/api/ask", {"json": {"question": 3}}),
        ("/api/ask", {"json": {"question": "x", "filters": {"since": "soon"}}}),
        ("/api/ask", {"json": {"question": "x" * 3_000}}),
        ("/api/feedback", {"json": {"reply_id": "x", "helpful": True}}),
        ("/api/feedback", {"json": {"reply_id": 3}}),
        ("/api/nowhere", {"json": {}}),
        ("/api/documents", {"json": {}}),
        ("/api/ask", {"content": b" " * (MAX_BODY_BYTES + 1)}),
    )
    for path, sent in calls:
        english = client.post(path, **sent)
        said = client.post(path, headers=asked, **sent)
        assert english.status_code == said.status_code
        assert english.is_client_error, path
        assert said.json()["error"] != english.json()["error"], path
        assert "\n" not in said.json()["error"]
    said = client.post("/api/feedback", headers=asked, json={"reply_id": "x", "helpful": True})
    expected = CATALOGUES[language].phrases["there is no such recent reply"]
    assert said.json() == {"error": f"{expected}."}
