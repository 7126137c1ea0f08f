"""The HTTP surface: the desk's page, source pages, the ask route, health; and serving it.

What always holds: an error leaves as one line, or as a page in our wording, never as a trace; the
engine is asked on a worker thread, so a slow question holds up no other request.
"""

from __future__ import annotations

import errno
import json
import logging
import socket
import sys
import time
from importlib.resources import files
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, Response

from corpus.errors import QuestionError, QuotedeskError, ServeError
from ui.messages import Catalogue, Wording, catalogue
from ui.render import record_of
from ui.web.desk import Desk
from ui.web.guard import HEADERS, Guard
from ui.web.page import mount_page
from ui.web.requests import RequestError, question_of, spans_of
from ui.web.shell import problem_html, problem_page, source_page
from ui.web.source import panel_html

log = logging.getLogger(__name__)

_STATIC = {
    "desk.css": "text/css",
    "desk.js": "text/javascript",
    "icon.svg": "image/svg+xml",
    "source.css": "text/css",
}
_NOT_FOUND = 404


class JsonLine(Response):
    """JSON in ASCII: a lone surrogate in a document would make UTF-8 impossible."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, allow_nan=False, separators=(",", ":")).encode("ascii")


def create_app(desk: Desk, words: Catalogue | None = None) -> FastAPI:
    """The whole surface over one desk."""
    wording = words or catalogue()
    # No generated documentation: its page would load scripts from another host.
    app = FastAPI(title=desk.name, docs_url=None, redoc_url=None, openapi_url=None)
    # Its presence also keeps Gradio from adding headers that reflect any origin.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(Guard)
    _add_errors(app, desk, wording)
    _add_documents(app, desk, wording)
    _add_machine_routes(app, desk)
    mount_page(app, desk, wording)
    return app


def _add_documents(app: FastAPI, desk: Desk, words: Catalogue) -> None:
    @app.get("/doc/{document_id:path}", response_class=HTMLResponse)
    def document(document_id: str, request: Request) -> Response:
        asked = request.query_params
        panel = asked.get("partial") == "1"
        found = desk.documents.get(document_id)
        if found is None:
            return _problem(words.unknown_document, _NOT_FOUND, desk, words, panel=panel)
        try:
            spans = spans_of(
                asked.get("start"), asked.get("end"), asked.getlist("q"), len(found.text)
            )
        except RequestError as error:
            return _problem(words.bad_range, error.status, desk, words, panel=panel)
        if panel:
            return HTMLResponse(panel_html(found, spans, words))
        return HTMLResponse(source_page(found, spans, desk.name, words))

    static = {
        name: (files("ui.web").joinpath("static", name).read_bytes(), media_type)
        for name, media_type in _STATIC.items()
    }

    # One segment only: Gradio keeps files of its own in folders below /static.
    @app.get("/static/{name}")
    def static_file(name: str) -> Response:
        if name not in static:
            return _problem(words.unknown_page, _NOT_FOUND, desk, words)
        content, media_type = static[name]
        return Response(content, media_type=media_type, headers={"cache-control": "no-cache"})


def _add_machine_routes(app: FastAPI, desk: Desk) -> None:
    @app.post("/api/ask")
    async def ask(request: Request) -> Response:
        started = time.perf_counter()
        identity, question = question_of(await request.body(), desk.documents)
        reply = await run_in_threadpool(desk.ask, question)
        elapsed_ms = (time.perf_counter() - started) * 1_000
        return JsonLine(record_of(identity, question.text, reply, elapsed_ms))

    @app.get("/healthz")
    def health() -> Response:
        return JsonLine({"status": "ok"})

    @app.get("/readyz")
    def ready() -> Response:
        count = len(desk.documents)
        if not count:
            return JsonLine({"error": "there are no documents to ask about"}, status_code=503)
        return JsonLine({"status": "ready", "documents": count})


def _add_errors(app: FastAPI, desk: Desk, words: Catalogue) -> None:
    # Registered for each class by itself; the last one sees what nothing else has caught.
    @app.exception_handler(RequestError)
    def bad_request(_: Request, error: Exception) -> Response:
        status = error.status if isinstance(error, RequestError) else 400
        return JsonLine({"error": str(error)}, status_code=status)

    @app.exception_handler(QuestionError)
    def bad_question(_: Request, error: Exception) -> Response:
        return JsonLine({"error": str(error)}, status_code=422)

    @app.exception_handler(QuotedeskError)
    def failed(request: Request, error: Exception) -> Response:
        # The operator's line may name files: it goes to the log, not to the caller.
        log.warning("%s %s: %s", request.method, request.url.path, error)
        return JsonLine({"error": "the question could not be looked up"}, status_code=500)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else ""
        if status == _NOT_FOUND and not request.url.path.startswith("/api/"):
            return _problem(words.unknown_page, status, desk, words)
        headers = error.headers if isinstance(error, HTTPException) else None
        return JsonLine({"error": detail}, status_code=status, headers=headers)

    @app.exception_handler(Exception)
    def unforeseen(_: Request, __: Exception) -> Response:
        return JsonLine({"error": "internal error"}, status_code=500, headers=HEADERS)


def _problem(
    wording: Wording, status: int, desk: Desk, words: Catalogue, *, panel: bool = False
) -> HTMLResponse:
    content = problem_html(wording) if panel else problem_page(wording, desk.name, words)
    return HTMLResponse(content, status_code=status)


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


def serve(desk: Desk, host: str, port: int) -> None:
    """Serves the desk until it is interrupted. Port 0 takes a free one.

    Raises ServeError if the port is taken or the host isn't one of this machine's.
    """
    listening = bound_socket(host, port)
    try:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        config = uvicorn.Config(
            create_app(desk),
            workers=1,
            log_level="warning",
            access_log=False,
            server_header=False,
            # The page holds a stream open: don't wait for it when the desk is closed.
            timeout_graceful_shutdown=2,
        )
        _Server(config, address).run(sockets=[listening])
    except KeyboardInterrupt:
        log.info("interrupted")
    finally:
        listening.close()
