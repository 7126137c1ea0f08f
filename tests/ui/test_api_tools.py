"""The Model Context Protocol as the desk speaks it.

The messages are those that the official SDK's client (2.3) sends and takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.ui.fakes import DOCUMENTS, FakeDesk
from ui.config import Config
from ui.web.api.mcp import VERSIONS
from ui.web.api.records import DocumentsRecord, ReplyRecord
from ui.web.app import create_app

OK, ACCEPTED, BAD, FORBIDDEN, NOT_ALLOWED, LIMITED = 200, 202, 400, 403, 405, 429


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(FakeDesk(), config=Config(rate_limit=0))) as found:
        yield found


def send(client: TestClient, method: str, **params: Any) -> dict[str, Any]:
    message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": params}
    headers = {"accept": "application/json, text/event-stream"}
    response = client.post("/mcp", json=message, headers=headers)
    assert response.status_code == OK
    assert response.headers["content-type"] == "application/json"
    record: dict[str, Any] = response.json()
    assert (record["jsonrpc"], record["id"]) == ("2.0", 7)
    return record


def call(client: TestClient, name: str, **arguments: Any) -> dict[str, Any]:
    found: dict[str, Any] = send(client, "tools/call", name=name, arguments=arguments)["result"]
    return found


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [(VERSIONS[0], VERSIONS[0]), (VERSIONS[-1], VERSIONS[-1]), ("2099-01-01", VERSIONS[0])],
)
def test_begins(client: TestClient, wanted: str, spoken: str) -> None:
    result = send(client, "initialize", protocolVersion=wanted, capabilities={})["result"]
    assert result["protocolVersion"] == spoken
    assert result["capabilities"] == {"tools": {}}
    assert result["serverInfo"]["name"] == "quotedesk"
    message = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    response = client.post("/mcp", json=message)
    assert (response.status_code, response.content) == (ACCEPTED, b"")
    assert send(client, "ping")["result"] == {}


def test_lists_its_tools(client: TestClient) -> None:
    tools = send(client, "tools/list")["result"]["tools"]
    assert [it["name"] for it in tools] == ["ask_documents", "list_documents"]
    for tool in tools:
        assert tool["inputSchema"]["type"] == tool["outputSchema"]["type"] == "object"
        assert tool["annotations"]["readOnlyHint"] is True


def test_answers_with_quotes(client: TestClient) -> None:
    filters = {"documents": [DOCUMENTS[0].id]}
    result = call(client, "ask_documents", question="Which goals?", filters=filters)
    record = result["structuredContent"]
    ReplyRecord.model_validate(record, strict=True)
    assert json.loads(result["content"][0]["text"]) == record
    quote = record["quotes"][0]
    assert DOCUMENTS[0].text[quote["start"] : quote["end"]] == quote["text"]
    assert quote["citation"]


def test_refuses_as_the_desk_does(client: TestClient) -> None:
    record = call(client, "ask_documents", question="Parking?")["structuredContent"]
    assert (record["answered"], record["quotes"]) == (False, [])
    assert record["reason"] == "nothing_related"


def test_lists_documents(client: TestClient) -> None:
    record = call(client, "list_documents")["structuredContent"]
    read = DocumentsRecord.model_validate(record, strict=True)
    assert [it.id for it in read.documents] == [it.id for it in DOCUMENTS]
    page = call(client, "list_documents", limit=1)["structuredContent"]
    assert [it["id"] for it in page["documents"]] == [page["next"]] == [DOCUMENTS[0].id]
    rest = call(client, "list_documents", after=page["next"])["structuredContent"]
    assert page["documents"] + rest["documents"] == record["documents"]
    for wrong in ({"limit": 0}, {"limit": "1"}, {"limit": True}, {"after": 1}, {"after": "gone"}):
        assert call(client, "list_documents", **wrong)["isError"] is True


@pytest.mark.parametrize(
    "arguments",
    [{}, {"question": 3}, {"question": "x" * 2_001}, {"question": "x", "filters": {"no": 1}}],
)
def test_what_the_model_can_mend_is_a_tools_error(
    client: TestClient, arguments: dict[str, Any]
) -> None:
    result = call(client, "ask_documents", **arguments)
    assert result["isError"] is True
    assert "structuredContent" not in result
    assert "\n" not in result["content"][0]["text"]


def test_the_operators_lines_stay_with_the_operator(client: TestClient) -> None:
    result = call(client, "ask_documents", question="break")
    assert result["isError"] is True
    assert "secret" not in json.dumps(result)


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("resources/list", {}, -32601),
        ("tools/call", {"name": "nowhere"}, -32602),
        ("tools/call", {"name": "list_documents", "arguments": {"x": 1}}, -32602),
        ("tools/call", {"name": "ask_documents", "arguments": ["x"]}, -32602),
        ("tools/call", {"name": ["x"]}, -32602),
    ],
)
def test_errors_of_the_protocol(
    client: TestClient, method: str, params: dict[str, Any], code: int
) -> None:
    assert send(client, method, **params)["error"]["code"] == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("not json", -32700),
        ("[" * 100_000, -32700),
        ("[]", -32600),
        ("{}", -32600),
        ('{"jsonrpc": "1.0", "id": 1, "method": "ping"}', -32600),
        ('{"jsonrpc": "2.0", "id": [], "method": "ping"}', -32600),
        ('{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}', -32600),
        ('[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]', -32600),
    ],
)
def test_what_is_no_message(client: TestClient, body: str, code: int) -> None:
    response = client.post("/mcp", content=body)
    assert response.status_code == BAD
    assert response.json()["error"]["code"] == code


def test_a_version_that_is_not_spoken_is_told_those_that_are(client: TestClient) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "server/discover"}
    headers = {"mcp-protocol-version": "2099-01-01"}
    response = client.post("/mcp", json=message, headers=headers)
    assert response.status_code == BAD
    assert response.json()["error"]["data"]["supported"] == list(VERSIONS)


def test_another_sites_page_is_refused(client: TestClient) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    for origin, status in (
        ("https://evil.example", FORBIDDEN),
        ("null", FORBIDDEN),
        ("http://testserver", OK),
    ):
        response = client.post("/mcp", json=message, headers={"origin": origin})
        assert response.status_code == status


def test_there_is_no_stream_to_open(client: TestClient) -> None:
    assert client.get("/mcp").status_code == NOT_ALLOWED


def test_the_limits_are_those_of_the_api() -> None:
    client = TestClient(create_app(FakeDesk(), config=Config(rate_limit=3)))
    message = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert client.post("/api/ask", json={"question": "x"}).status_code == OK
    assert client.post("/mcp", json=message).status_code == LIMITED
