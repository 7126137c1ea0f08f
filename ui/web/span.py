"""What goes on as long as a desk is served: its ledger is kept in order, its chat page made.

What always holds: it ends with the server, and a ledger that can't be kept in order ends nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from ui.web.asking import Asking
from ui.web.talk.late import LatePage

_KEEP_SECONDS = 60

log = logging.getLogger(__name__)


@asynccontextmanager
async def while_served(
    asking: Asking, chat: LatePage | None, rest: Mapping[str, FastAPI]
) -> AsyncIterator[None]:
    """What goes on as long as the desk is served, and the other ones with it."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_kept(asking))
        if chat is not None:
            await stack.enter_async_context(chat.served())
        for app in rest.values():
            await stack.enter_async_context(app.router.lifespan_context(app))
        yield


@asynccontextmanager
async def _kept(asking: Asking) -> AsyncIterator[None]:
    """Keeps the ledger in order as long as the desk is served."""

    async def keep_once() -> None:
        try:
            await run_in_threadpool(asking.keep_ledger)
        except Exception:
            log.exception("the ledger can't be kept in order")

    async def keep() -> None:
        while True:
            await asyncio.sleep(_KEEP_SECONDS)
            await keep_once()

    await keep_once()
    task = asyncio.create_task(keep())
    try:
        yield
    finally:
        task.cancel()
