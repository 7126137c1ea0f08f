"""A question as it is written: what a batch, the API and a tool take is the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus.errors import QuestionError
from qa.question import MAX_QUESTION_CHARS, Filters, Question, Turn
from tests.ui.fakes import FakeDesk
from ui.question_form import MAX_TURN_CHARS, MAX_TURNS, AskBody, FormError, object_of
from ui.question_form import question_of as read_question
from ui.questions import question_of as read_line
from ui.web.app import create_app

TURN = {"role": "user", "content": "x"}
WRONG: list[tuple[dict[str, Any], str, int]] = [
    ({}, "the question is missing or not a string", 422),
    ({"question": None}, "the question is missing or not a string", 422),
    ({"question": "x" * (MAX_QUESTION_CHARS + 1)}, "more than 2,000 characters", 413),
    ({"question": "x", "history": ""}, "history is not a list", 422),
    ({"question": "x", "history": [5]}, "history is not a list", 422),
    ({"question": "x", "history": [TURN | {"role": "system"}]}, "history is not a list", 422),
    ({"question": "x", "history": [{"role": "user"}]}, "history is not a list", 422),
    ({"question": "x", "history": [TURN] * (MAX_TURNS + 1)}, "more than 50 messages", 413),
    (
        {"question": "x", "history": [TURN, TURN | {"content": "x" * (MAX_TURN_CHARS + 1)}]},
        "message 2 of the history has more than 20,000 characters",
        413,
    ),
    ({"question": "x", "filters": []}, '"filters" is not an object', 422),
    ({"question": "x", "filters": {"no": 1}}, "there is no filter 'no'", 422),
    ({"question": "x", "filters": {"tags": [1]}}, '"tags" of the filters is not a list', 422),
    ({"question": "x", "filters": {"since": "soon"}}, '"since" of the filters is not a date', 422),
    ({"question": "x", "filters": {"current": 1}}, '"current" of the filters is not true', 422),
    ({"question": "x", "filters": {"since": "2021", "until": "2020"}}, "lies after", 422),
]  # fmt: skip


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app(FakeDesk()))


@pytest.mark.parametrize(("written", "message", "status"), WRONG)
def test_what_cant_be_taken_is_said_in_the_same_line_everywhere(
    client: TestClient, written: dict[str, Any], message: str, status: int
) -> None:
    with pytest.raises(FormError, match=message) as caught:
        read_question(written)
    line = str(caught.value)
    assert len(line.splitlines()) == 1
    assert caught.value.status == status
    with pytest.raises(QuestionError) as of_batch:
        read_line(json.dumps(written), 7)
    assert str(of_batch.value) == line
    response = client.post("/api/ask", json=written)
    assert (response.status_code, response.json()) == (status, {"error": line})
    if "history" not in written:  # which the tool doesn't take
        called = {"name": "ask_documents", "arguments": written}
        message_ = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": called}
        result = client.post("/mcp", json=message_).json()["result"]
        assert result["isError"] is True
        assert result["content"][0]["text"] == line


def test_the_line_names_the_question() -> None:
    with pytest.raises(QuestionError) as caught:
        read_line('{"id": "e"}', 7)
    assert caught.value.where == "e"


def test_what_is_at_the_bounds_is_taken() -> None:
    turns = [TURN | {"content": "x" * MAX_TURN_CHARS}] * MAX_TURNS
    _, question = read_question({"question": "x" * MAX_QUESTION_CHARS, "history": turns})
    assert len(question.history) == MAX_TURNS


@pytest.mark.parametrize(
    ("identity", "found"),
    [("a", "a"), (7, "7"), (1.5, "1.5"), (None, None), ([1], None), ({}, None)],
)
def test_ids(identity: object, found: str | None) -> None:
    assert read_question({"id": identity, "question": "x"})[0] == found
    assert read_line(json.dumps({"id": identity, "question": "x"}), 7)[0] == (found or "7")


def test_lone_surrogates_are_mended_everywhere() -> None:
    written = (
        r'{"id": "\ud800", "question": "\udfff?", "history": [{"role": "user", "content": '
        r'"\ud800\ud800", "\ud800": "\ud800"}], "filters": {"tags": ["\ud800"]}}'
    )
    wanted = Question(
        text="??", history=(Turn(role="user", content="??"),), filters=Filters(tags=("?",))
    )
    assert read_question(object_of(written, "it")) == ("?", wanted)
    assert read_line(written, 7) == ("?", wanted)


@pytest.mark.parametrize("depth", [100, 900])
def test_what_is_nested_deeply_is_passed_over_or_an_error_never_a_crash(depth: int) -> None:
    written = '{"question": "x", "more": ' + "[" * depth + "]" * depth + "}"
    try:
        _, question = read_question(object_of(written, "it"))
    except FormError:
        assert depth > 100
    else:
        assert question.text == "x"


def test_the_description_has_the_same_bounds() -> None:
    described = AskBody.model_json_schema()
    assert described["properties"]["question"]["maxLength"] == MAX_QUESTION_CHARS
    assert MAX_TURNS in [it.get("maxItems") for it in described["properties"]["history"]["anyOf"]]
