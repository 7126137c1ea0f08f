"""The HTTP surface: the desk's page, source pages, the ask route, health; and serving it.

What always holds: an error leaves as one line, or as a page in our wording, never as a trace; the
engine is asked on a worker thread, so a slow question holds up no other request.
"""

from __future__ import annotations

import asyncio
import errno
import hmac
import logging
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from corpus.errors import QuotedeskError, ServeError
from qa.read.pace import Pace
from ui.config import Config, Secrets
from ui.messages import spoken
from ui.web.api.mcp import add_tools
from ui.web.api.routes import JsonLine, add_api, problem_of
from ui.web.asking import BUSY_SECONDS, Asking, BusyError
from ui.web.below import Below, route_of
from ui.web.desk import Desk
from ui.web.guard import HEADERS, Guard
from ui.web.language import words_of
from ui.web.ledger import Ledger
from ui.web.limits import RateLimit, is_local, proxies
from ui.web.metrics import CONTENT_TYPE, Metrics
from ui.web.read.pages import add_pages
from ui.web.read.responses import instead_response, problem_response
from ui.web.sessions import Sessions
from ui.web.staff.sign_in import Password
from ui.web.talk.late import LatePage, Page, can_chat

log = logging.getLogger(__name__)

_STATIC = {
    "desk.css": "text/css",
    "desk.js": "text/javascript",
    "icon.svg": "image/svg+xml",
    "source.css": "text/css",
    "staff.css": "text/css",
}
_NOT_FOUND = 404
_KEEP_SECONDS = 60


def create_app(
    desk: Desk,
    *,
    config: Config | None = None,
    secrets: Secrets | None = None,
    pace: Pace | None = None,
    failed: Callable[[Exception], None] = lambda _: None,
) -> FastAPI:
    """The whole surface over one desk. Raises ConfigError or LedgerError.

    Without a staff password nobody could read the ledger: it is kept in memory then.
    `pace` is told how many questions there are. `failed` is called, on any thread, with what keeps
    the chat page from being made.
    """
    settings, secret = config or Config(), secrets or Secrets()
    password = Password(secret.staff_password) if secret.staff_password else None
    asking = Asking(desk, _ledger(settings, kept=password is not None), Metrics(desk), pace)
    sessions = Sessions()
    chat = LatePage(desk, lambda: _chat_page(asking, sessions), failed) if can_chat() else None
    # No generated documentation: its page would load scripts from another host.
    app = FastAPI(
        title=desk.name,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lambda _: _served(asking, chat),
    )
    _add_guards(app, settings, asking)
    _add_errors(app, desk)
    _add_static(app, desk)
    add_pages(app, desk, sessions)
    add_api(app, asking)
    add_tools(app, asking)
    _add_metrics(app, asking, secret.metrics_token)
    if password is not None:
        from ui.web.staff.routes import add_staff

        add_staff(app, asking, password)
    if chat is not None:
        app.mount("/", chat)
    else:
        _add_reading(app, desk)
    return app


def _chat_page(asking: Asking, sessions: Sessions) -> Page:
    from ui.web.talk.page import chat_page  # imports Gradio

    return chat_page(asking, sessions)


def _add_reading(app: FastAPI, desk: Desk) -> None:
    """What stands at ``/`` without Gradio."""

    @app.get("/", include_in_schema=False)
    def reading(request: Request) -> Response:
        return instead_response(request, desk, words_of(request).no_chat, 200)


def _ledger(config: Config, *, kept: bool) -> Ledger:
    return Ledger(
        Path(config.ledger) if kept else None,
        store_questions=config.store_questions and kept,
        retention_days=config.retention_days,
    )


def _add_guards(app: FastAPI, config: Config, asking: Asking) -> None:
    """What every request goes through, the last one first."""
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(Guard, frame_ancestors=config.frame_ancestors)
    if config.rate_limit:
        app.add_middleware(
            RateLimit, per_minute=config.rate_limit, turned_away=asking.metrics.turned_away
        )
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=proxies(config.trusted_proxies))
    # Before a proxy's word changes who the client is.
    app.add_middleware(Below, root_path=config.root_path, trusted=config.trusted_proxies)


@asynccontextmanager
async def _served(asking: Asking, chat: LatePage | None) -> AsyncIterator[None]:
    """What goes on as long as the desk is served."""
    async with _kept(asking):
        if chat is None:
            yield
        else:
            async with chat.served():
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


def _add_metrics(app: FastAPI, asking: Asking, token: str) -> None:
    @app.get("/metrics", include_in_schema=False)
    def metrics(request: Request) -> Response:
        shown = request.headers.get("authorization", "")
        allowed = (
            hmac.compare_digest(shown.encode("latin-1"), f"Bearer {token}".encode())
            if token
            else is_local(request.scope)
        )
        if not allowed:
            raise HTTPException(status_code=_NOT_FOUND, detail="there is nothing at this address")
        return Response(asking.metrics.exposition(), headers={"content-type": CONTENT_TYPE})


def _add_static(app: FastAPI, desk: Desk) -> None:
    static = {
        name: (files("ui.web").joinpath("static", name).read_bytes(), media_type)
        for name, media_type in _STATIC.items()
    }

    # One segment only: Gradio keeps files of its own in folders below /static.
    @app.get("/static/{name}", include_in_schema=False)
    def static_file(name: str, request: Request) -> Response:
        if name not in static:
            wording = words_of(request).unknown_page
            return problem_response(request, desk, wording, _NOT_FOUND)
        content, media_type = static[name]
        return Response(content, media_type=media_type, headers={"cache-control": "no-cache"})


def _add_errors(app: FastAPI, desk: Desk) -> None:
    # Registered for each class by itself; the last one sees what nothing else has caught.
    @app.exception_handler(QuotedeskError)
    def wrong(request: Request, error: Exception) -> Response:
        assert isinstance(error, QuotedeskError)
        status, line = problem_of(error, words_of(request))
        headers = {"retry-after": str(BUSY_SECONDS)} if isinstance(error, BusyError) else None
        return JsonLine({"error": line}, status_code=status, headers=headers)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else ""
        if status == _NOT_FOUND and not route_of(request.scope).startswith("/api/"):
            return problem_response(request, desk, words_of(request).unknown_page, status)
        headers = error.headers if isinstance(error, HTTPException) else None
        said, _ = spoken(detail, words_of(request))
        return JsonLine({"error": said}, status_code=status, headers=headers)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, __: Exception) -> Response:
        said, _ = spoken("internal error", words_of(request))
        return JsonLine({"error": said}, status_code=500, headers=HEADERS)


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket on the address. Raises ServeError if it can't be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise ServeError(f"there is no host {host}", mend="choose another with --host") from error
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
    except OSError as error:
        found.close()
        if error.errno == errno.EADDRINUSE:
            what = f"port {port} is taken"
        else:
            what = f"port {port} of {host} can't be used ({error.strerror})"
        raise ServeError(what, mend="choose another with --port or PORT=") from error
    return found


class _Server(uvicorn.Server):
    """Says where the desk is as soon as it can be asked."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            sys.stdout.write(f"The desk is ready at {self.address}\n")
            sys.stdout.flush()


def serve(
    desk: Desk,
    host: str,
    port: int,
    config: Config | None = None,
    secrets: Secrets | None = None,
    pace: Pace | None = None,
) -> None:
    """Serves the desk until it is interrupted. Port 0 takes a free one.

    Raises ServeError if the port is taken, the host isn't one of this machine's, or the chat page
    can't be made, and what `create_app` raises.
    """
    listening = bound_socket(host, port)
    try:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        failures: list[Exception] = []

        def failed(error: Exception) -> None:
            failures.append(error)
            server.should_exit = True

        settings = uvicorn.Config(
            create_app(desk, config=config, secrets=secrets, pace=pace, failed=failed),
            workers=1,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # the app does that itself, for the proxies that are configured
            # The page holds a stream open: don't wait for it when the desk is closed.
            timeout_graceful_shutdown=2,
        )
        server = _Server(settings, address)
        server.run(sockets=[listening])
        if failures:
            raise ServeError(
                f"the chat page can't be made ({type(failures[0]).__name__}: {failures[0]})",
                mend="install gradio anew: pip install --force-reinstall 'quotedesk[desk]'",
            ) from failures[0]
    except KeyboardInterrupt:
        log.info("interrupted")
    finally:
        listening.close()
