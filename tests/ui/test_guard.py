"""What every request and response goes through, and which of Gradio's routes can be reached."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from tests.ui.fakes import FakeDesk, asking_over
from ui.config import Config, Secrets
from ui.web import guard
from ui.web.app import create_app
from ui.web.guard import GradioGate, Guard
from ui.web.sessions import Sessions
from ui.web.talk.page import chat_page

OK, MISSING = 200, 404
SITE = "https://www.example.org"
PAGES = ("/", "/doc/hsdl/strategy.txt", "/api/docs", "/nowhere")

# Every route of Gradio's that its page needs; a new one of a later Gradio shows up here.
NEEDED = {
    "/",
    "/assets/{path:path}",
    "/gradio_api/app_id",
    "/gradio_api/app_id/",
    "/gradio_api/cancel",
    "/gradio_api/heartbeat/{session_hash}",
    "/gradio_api/reset",
    "/gradio_api/reset/",
    "/gradio_api/run/{api_name}",
    "/gradio_api/run/{api_name}/",
    "/gradio_api/startup-events",
    "/gradio_api/theme.css",
    "/static/{path:path}",
    "/theme.css",
}


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return create_app(FakeDesk())


def paths_of(routes: Any, prefix: str = "") -> set[str]:
    """The paths of all routes, those of routers inside of them too."""
    found: set[str] = set()
    for route in routes:
        path = prefix + getattr(route, "path", "")
        inner = getattr(route, "routes", None) or getattr(
            getattr(route, "original_router", None), "routes", None
        )
        if inner:
            prefixed = getattr(getattr(route, "include_context", None), "prefix", "")
            found |= paths_of(inner, path + prefixed)
        elif path:
            found.add(path)
    return found


def reaches(path: str) -> bool:
    """Whether a request for it would get to Gradio."""
    reached: list[str] = []

    async def gradio(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["path"])
        await send({"type": "http.response.start", "status": OK, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        pass

    async def run() -> None:
        scope = {"type": "http", "path": path, "headers": [], "method": "GET", "query_string": b""}
        with suppress(HTTPException):
            await GradioGate(gradio, write=lambda _, page: page)(scope, receive, send)

    anyio.run(run)
    return bool(reached)


def filled(path: str) -> str:
    """An address of the route, such as the page asks for."""
    path = path.replace("/run/{api_name}", "/run/predict")
    return re.sub(r"\{[^}]*\}", "js/x" if path.startswith("/static/") else "x", path)


def test_of_gradios_routes_only_those_that_its_page_needs_can_be_reached() -> None:
    gate = chat_page(asking_over(FakeDesk()), Sessions()).app
    assert isinstance(gate, GradioGate)
    paths = paths_of(gate.app.routes)  # type: ignore[attr-defined]
    assert len(paths) > 40
    reached = {path for path in paths if reaches(filled(path))}
    assert reached <= NEEDED, reached - NEEDED
    assert {"/", "/gradio_api/run/{api_name}"} <= reached
    for name in (
        "queue",
        "upload",
        "file",
        "proxy",
        "monitoring",
        "deep_link",
        "login",
        "runs",
        "info",
    ):
        beyond = {path for path in paths if name in path}
        assert not beyond & reached


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/run/predict/y", "/gradio_api/run/x", "//gradio_api/upload",
     "/gradio_api/run/../upload", "/static/js/../../config", "/gradio_api/heartbeat/a/b",
     "/gradio_api/RUN/predict", "/gradio_api/run/predict\n", "/svelte/x",
     "/custom_component/x/y", "/robots.txt"],
)  # fmt: skip
def test_nor_by_another_spelling(app: FastAPI, path: str) -> None:
    assert not reaches(path) or ".." in path
    client = TestClient(app, raise_server_exceptions=False)
    # Dots are left to Gradio's own check of the files that it serves.
    assert client.get(path.replace("\n", "%0A")).status_code == MISSING


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    ledger: Path = tmp_path_factory.mktemp("framed") / "ledger.sqlite"
    config = Config(frame_ancestors=(SITE,), ledger=str(ledger))
    secrets = Secrets(staff_password="x")
    return TestClient(create_app(FakeDesk(), config=config, secrets=secrets))


class TestFrames:
    @pytest.mark.parametrize("path", PAGES)
    def test_the_operators_own_sites_may_show_the_desk(self, framed: TestClient, path: str) -> None:
        headers = framed.get(path).headers
        policy = headers["content-security-policy"]
        assert f"frame-ancestors 'self' {SITE}" in policy
        assert policy.count("frame-ancestors") == 1
        assert "x-frame-options" not in headers

    def test_but_not_its_staff_page(self, framed: TestClient) -> None:
        headers = framed.get("/staff").headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", [*PAGES, "/api/ask", "/metrics", "/mcp", "/static/desk.css"])
def test_no_policy_lets_another_host_in(app: FastAPI, path: str) -> None:
    policy = TestClient(app).get(path).headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] in ("'none'", "'self'")
    allowed = {word for rule in rules.values() for word in rule.split()}
    nonce = {word for word in allowed if word.startswith("'nonce-")}
    assert allowed - nonce <= {
        "'none'", "'self'", "data:", "blob:", "'unsafe-eval'", "'unsafe-inline'",
    }  # fmt: skip
    if path != "/":
        assert "script-src" not in rules
        assert not allowed & {"'unsafe-eval'", "'unsafe-inline'"}


def test_a_request_that_never_ends_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_BODY_SECONDS", 0.01)
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError

    async def receive() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        scope = {"type": "http", "method": "POST", "path": "/api/ask", "headers": []}
        await Guard(app)(scope, receive, send)

    anyio.run(run)
    assert sent[0]["status"] == 408
