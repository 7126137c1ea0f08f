"""The chat page's place. The page is made while all else is served: Gradio takes seconds to import.

What always holds: a request for the page waits until it is there, on no thread; after
`PATIENCE_SECONDS` it gets a page of our own, which asks again by itself. What the page doesn't need
is not found at once. A page that can't be made is logged, and told to whoever serves the desk.
"""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from ui.web.desk import Desk
from ui.web.guard import check_route
from ui.web.language import words_of
from ui.web.read.responses import instead_response

PATIENCE_SECONDS = 4.0
AGAIN_SECONDS = 2

log = logging.getLogger(__name__)


def can_chat() -> bool:
    """Is there what the chat page is made with? It isn't imported for that."""
    return importlib.util.find_spec("gradio") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    app       what answers its requests
    lifespan  to be entered as long as it is served
    """

    app: ASGIApp
    lifespan: Callable[[], AbstractAsyncContextManager[object]]


class LatePage:
    """Answers in the page's place, and then by it."""

    def __init__(
        self, desk: Desk, make: Callable[[], Page], failed: Callable[[Exception], None]
    ) -> None:
        """`make` is called once, on a thread of its own, when the desk is served or the page is
        first asked for; `failed` with what it raises, on that thread."""
        self._desk = desk
        self._make = make
        self._failed = failed
        self._begun = threading.Lock()  # held from then on
        self._made: Future[Page | None] = Future()
        self._made.set_running_or_notify_cancel()  # who waits no longer doesn't cancel it

    @asynccontextmanager
    async def served(self) -> AsyncIterator[None]:
        """As long as it lasts the page is served, from when it is made."""
        closed = asyncio.Event()
        task = asyncio.create_task(self._serve(closed))
        try:
            yield
        finally:
            closed.set()
            if not self._made.done():
                task.cancel()  # nothing waits for a page that is still being made
            with suppress(asyncio.CancelledError):
                await task

    async def _serve(self, closed: asyncio.Event) -> None:
        page = await self._page(None)
        if page is not None:
            async with page.lifespan():
                await closed.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        check_route(scope)
        page = await self._page(PATIENCE_SECONDS)
        if page is not None:
            await page.app(scope, receive, send)
        elif self._made.done():
            raise RuntimeError("there is no chat page: the log says why")
        elif scope["type"] == "http":
            await self._not_yet(Request(scope))(scope, receive, send)
        else:
            await WebSocketClose()(scope, receive, send)

    async def _page(self, seconds: float | None) -> Page | None:
        """None where it isn't there by then."""
        if self._begun.acquire(blocking=False):
            threading.Thread(target=self._run, name="chat page", daemon=True).start()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(self._made), seconds)
        except TimeoutError:
            return None

    def _run(self) -> None:
        page: Page | None = None
        try:
            page = self._make()
        except Exception as error:
            log.exception("the chat page can't be made")
            self._failed(error)
        finally:
            self._made.set_result(page)

    def _not_yet(self, request: Request) -> Response:
        words = words_of(request)
        self._desk.expect(words.language)  # whoever waits for the page asks soon
        response = instead_response(request, self._desk, words.opening, 503)
        response.headers["refresh"] = response.headers["retry-after"] = str(AGAIN_SECONDS)
        response.headers["cache-control"] = "no-store"
        return response
