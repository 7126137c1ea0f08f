"""What the tests of the commands share: a folder of their own, and a model that takes no time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from tests.conftest import Run
from tests.indexer.fakes import HashEmbedder, use_model
from ui.cli import DONE
from ui.config import ENVIRONMENT
from ui.web.talk.late import LatePage


class PromptPage(LatePage):
    """A chat page that is made when it is first asked for, and by then: nothing else goes on
    meanwhile, and most tests of a desk that is served never ask for it.

    Warnings are errors in tests, and FastAPI turns one of them off while it is made; that can't be
    done on two threads at once, and pytest does it too.
    """

    _wanted: asyncio.Event | None = None  # while the desk is served

    @asynccontextmanager
    async def served(self) -> AsyncIterator[None]:
        self._wanted = asyncio.Event()
        async with super().served():
            yield

    async def _serve(self, closed: asyncio.Event) -> None:
        assert self._wanted
        await self._wanted.wait()
        await super()._serve(closed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._wanted:
            self._wanted.set()
        await super().__call__(scope, receive, send)


@pytest.fixture(scope="session", autouse=True)
def prompt() -> Iterator[None]:
    """Whoever asks for the chat page gets it, however long Gradio takes to be imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.web.app.LatePage", PromptPage)
        patch.setattr("ui.web.talk.late.PATIENCE_SECONDS", 240.0)
        yield


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder(max_tokens=128)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedder: HashEmbedder) -> Path:
    """An empty folder ``docs`` in the current one; nothing of the machine's settings is seen."""
    monkeypatch.chdir(tmp_path)
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    use_model(monkeypatch, embedder)
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


@pytest.fixture
def indexed(run: Run) -> None:
    assert run("index", "--corpus", "docs", "--index", "idx")[0] == DONE
