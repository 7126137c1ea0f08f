"""What a desk logs: enough to keep it, and never a question."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.question import Question
from qa.reply import Reply
from tests.ui.fakes import DOCUMENTS, FakeDesk
from ui import logs
from ui.config import Config, Secrets
from ui.web.app import create_app

Written = Callable[[], str]

PROXY = "10.0.0.1"
WORDS = "Parkhausstrasse"  # what no log may hold
OK, MISSING, WRONG = 200, 404, 500


@dataclass(slots=True)
class FragileDesk(FakeDesk):
    """Breaks in a way that nobody foresaw, in words that repeat the question."""

    def ask(self, question: Question) -> Reply:
        if "unforeseen" in question.text:
            raise ValueError(f"can't make sense of {question.text}")
        return FakeDesk.ask(self, question)


@pytest.fixture
def stderr(capsys: pytest.CaptureFixture[str]) -> Iterator[Written]:
    """What has been written there since it was last asked; logging is as it was afterwards."""
    root, events = logging.getLogger(), logging.getLogger(logs.EVENTS)
    before = (root.level, events.level, list(root.handlers))
    yield lambda: capsys.readouterr().err
    root.setLevel(before[0])
    events.setLevel(before[1])
    root.handlers[:] = before[2]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = create_app(
        FragileDesk(),
        config=Config(trusted_proxies=(PROXY,), rate_limit=0),
        secrets=Secrets(staff_password="a long enough password"),
    )
    with TestClient(app, client=(PROXY, 1), raise_server_exceptions=False) as made:
        yield made


def lines(written: Written) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written().splitlines()]


def ask_in_every_way(client: TestClient) -> None:
    for text in (f"Where is {WORDS}?", f"break {WORDS}", f"unforeseen {WORDS}", WORDS * 400):
        client.post("/api/ask", json={"question": text})
    client.post("/api/ask", content=f'{{"question": {WORDS}')
    client.post("/api/ask", json={"question": "?", "filters": {WORDS: 1}})
    client.get(f"/{WORDS}?q={WORDS}")
    client.get(f"/doc/{WORDS}?start=1&end={WORDS}")
    client.get("/", params={"question": WORDS}, headers={"referer": f"https://a.example/{WORDS}"})
    client.post("/staff/sign-in", data={"password": WORDS})
    client.request(WORDS, f"/{WORDS}")
    call = {"name": "ask_documents", "arguments": {"question": f"unforeseen {WORDS}"}}
    client.post(
        "/mcp",
        json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call},
        headers={"accept": "application/json, text/event-stream", "x-request-id": WORDS * 9},
    )


@pytest.mark.parametrize("log_format", logs.FORMATS)
@pytest.mark.parametrize("debug", [False, True])
def test_no_question_is_ever_logged(
    client: TestClient, stderr: Written, log_format: str, debug: bool
) -> None:
    logs.set_up(log_format, debug=debug)
    ask_in_every_way(client)
    said = stderr()
    assert "a question could not be looked up" in said
    assert "ValueError" in said
    assert WORDS not in said
    assert WORDS.lower() not in said.lower()


def test_each_request_is_a_line_with_its_id(client: TestClient, stderr: Written) -> None:
    logs.set_up(logs.JSON)
    replies = [
        client.post("/api/ask", json={"question": "Which goals?"}),
        client.get(f"/doc/{DOCUMENTS[0].id}"),
        client.get("/nothing"),
    ]
    asked, *requests = lines(stderr)
    assert (asked["message"], asked["outcome"]) == ("question", "answered")
    assert [(it["method"], it["route"], it["status"]) for it in requests] == [
        ("POST", "/api/ask", OK),
        ("GET", "/doc", OK),
        ("GET", "other", MISSING),
    ]
    assert [it["request_id"] for it in requests] == [it.headers["x-request-id"] for it in replies]
    assert asked["request_id"] == requests[0]["request_id"]
    assert len({it["request_id"] for it in requests}) == 3
    assert all(it["ms"] > 0 and it["level"] == "info" for it in requests)


def test_an_error_says_where_it_arose_and_of_which_request(
    client: TestClient, stderr: Written
) -> None:
    logs.set_up(logs.JSON)
    reply = client.post("/api/ask", json={"question": "unforeseen"})
    assert reply.status_code == WRONG
    [error] = [it for it in lines(stderr) if it["level"] == "error"]
    assert error["error"] == "ValueError"
    assert "test_logs.py" in error["at"][0]
    assert error["request_id"] == reply.headers["x-request-id"]


def test_an_error_of_the_system_keeps_its_words(stderr: Written) -> None:
    logs.set_up()
    try:
        os.close(-1)
    except OSError:
        logging.getLogger("ui.some").exception("can't be written")
    assert "OSError: [Errno 9] Bad file descriptor" in stderr()


def test_those_who_look_whether_it_is_up_are_not_told_of(
    client: TestClient, stderr: Written
) -> None:
    logs.set_up(logs.JSON)
    for path in ("/healthz", "/readyz", "/static/desk.css"):
        assert client.get(path).status_code == OK
    assert stderr() == ""
    client.get("/static/none.css")
    assert lines(stderr)[0]["route"] == "/static"


def test_the_id_of_a_proxy_is_kept_and_nobody_elses(stderr: Written) -> None:
    app = create_app(FakeDesk(), config=Config(trusted_proxies=(PROXY,)))
    given = {"x-request-id": "0123456789abcdef"}
    for who, kept in ((PROXY, True), ("203.0.113.9", False)):
        visitor = TestClient(app, client=(who, 1))
        answer = visitor.get("/healthz", headers=given).headers["x-request-id"]
        assert (answer == given["x-request-id"]) is kept
    odd = TestClient(app, client=(PROXY, 1)).get("/healthz", headers={"x-request-id": "a b\tc" * 3})
    assert len(odd.headers["x-request-id"]) == 16


def test_in_text_only_what_goes_wrong_is_logged(client: TestClient, stderr: Written) -> None:
    logs.set_up()
    client.post("/api/ask", json={"question": "Which goals?"})
    logging.getLogger("corpus.load").warning("left out")
    assert stderr() == ""
    reply = client.post("/api/ask", json={"question": "break"})
    [line] = stderr().splitlines()
    assert line.startswith("WARNING ui.web.api.routes: a question could not be looked up: ")
    assert reply.headers["x-request-id"] in line


def test_what_the_program_announces_is_a_line_of_the_log_too(stderr: Written) -> None:
    logs.say("indexing")
    assert stderr() == "indexing\n"
    logs.say_error("the port is taken")
    assert stderr() == "quotedesk: the port is taken\n"
    logs.set_up(logs.JSON)
    logs.say_error("the port is taken")
    [line] = lines(stderr)
    assert (line["level"], line["message"]) == ("error", "the port is taken")
