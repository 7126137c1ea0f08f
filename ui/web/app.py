"""The HTTP surface: a desk's page, source pages, the ask route, health; several desks beside each
other; and serving them.

What always holds: an error leaves as one line, or as a page in our wording, never as a trace; the
engine is asked on a worker thread, so a slow question holds up no other request; what a desk is
asked, keeps or is set to, no other desk sees.
"""

from __future__ import annotations

import errno
import logging
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import uvicorn
from anyio import CapacityLimiter
from fastapi import FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from corpus.errors import ServeError
from qa.read.pace import Pace
from ui.config import Config, Secrets
from ui.logs import event, told_as_json
from ui.pins import PinStore
from ui.web.api.mcp import add_tools
from ui.web.api.routes import add_api
from ui.web.asking import CONCURRENT, Asking
from ui.web.below import Below
from ui.web.desk import Desk
from ui.web.embed import add_embed
from ui.web.errors import add_errors
from ui.web.figures import add_metrics
from ui.web.guard import Guard
from ui.web.language import Offered, words_of
from ui.web.ledger import Ledger
from ui.web.limits import RateLimit, proxies
from ui.web.metrics import Metrics
from ui.web.origins import OtherSites
from ui.web.read.pages import add_pages
from ui.web.read.responses import instead_response
from ui.web.sessions import Sessions
from ui.web.several import Closed, Several
from ui.web.span import while_served
from ui.web.staff.sign_in import Password
from ui.web.static_files import add_static
from ui.web.talk.late import LatePage, Page, can_chat
from ui.web.traced import Traced

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A desk that is served, and what its operator has set for it."""

    desk: Desk
    config: Config = field(default_factory=Config)
    secrets: Secrets = field(default_factory=Secrets)


def create_app(
    desk: Desk,
    *,
    config: Config | None = None,
    secrets: Secrets | None = None,
    pace: Pace | None = None,
    failed: Callable[[Exception], None] = lambda _: None,
    name: str = "",
    others: Mapping[str, Served] = MappingProxyType({}),
) -> FastAPI:
    """The whole surface: one desk at ``/``, and each of the `others` below ``/d/NAME/``, where that
    one stands too if it has a `name`. Raises ConfigError or LedgerError.

    Without a staff password nobody could read a ledger: it is kept in memory then.
    `pace` is told how many questions there are. `failed` is called, on any thread, with what keeps
    a chat page from being made.
    """
    settings = config or Config()
    first = Served(desk=desk, config=settings, secrets=secrets or Secrets())
    turns, pace = CapacityLimiter(CONCURRENT), pace or Pace()
    askings = {key: _asking(it, pace, turns) for key, it in {name: first, **others}.items()}
    rest = {key: _app_of(it, askings[key], failed) for key, it in others.items()}
    app = _app_of(first, askings[name], failed, rest=rest, askings=askings)
    if name:
        app.add_middleware(Several, own=name, others=rest)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=proxies(settings.trusted_proxies))
    # Before a proxy's word changes who the client is.
    app.add_middleware(Below, root_path=settings.root_path, trusted=settings.trusted_proxies)
    app.add_middleware(Traced, trusted=settings.trusted_proxies)
    return app


def _asking(served: Served, pace: Pace, turns: CapacityLimiter) -> Asking:
    ledger = _ledger(served.config, kept=bool(served.secrets.staff_password))
    return Asking(served.desk, ledger, Metrics(served.desk), pace, turns)


def _app_of(
    served: Served,
    asking: Asking,
    failed: Callable[[Exception], None],
    *,
    rest: Mapping[str, FastAPI] = MappingProxyType({}),
    askings: Mapping[str, Asking] = MappingProxyType({}),
) -> FastAPI:
    """The surface over one desk. `rest`: the other desks', which are served as long as it is;
    `askings`: those of all, where it speaks for all."""
    desk, config, secrets = served.desk, served.config, served.secrets
    sessions = Sessions()
    chat = LatePage(desk, lambda: _chat_page(asking, sessions), failed) if can_chat() else None
    # No generated documentation: its page would load scripts from another host.
    app = FastAPI(
        title=desk.name,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lambda _: while_served(asking, chat, rest),
    )
    _add_guards(app, config, asking)
    add_errors(app, desk)
    add_static(app, desk)
    add_pages(app, desk, sessions)
    add_api(app, asking, {key: it.desk for key, it in askings.items()})
    add_tools(app, asking)
    add_metrics(app, tuple(it.metrics for it in askings.values()) or (asking.metrics,), secrets)
    if config.embed_origins:
        add_embed(app, asking, config.embed_origins)
    if secrets.staff_password:
        from ui.web.staff.routes import add_staff

        add_staff(app, asking, Password(secrets.staff_password), PinStore(Path(config.pins)))
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
    app.add_middleware(Closed, desk=asking.desk)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    app.add_middleware(OtherSites, origins=config.embed_origins)
    app.add_middleware(
        Guard, frame_ancestors=config.frame_ancestors, embed_origins=config.embed_origins
    )
    if config.rate_limit:
        app.add_middleware(
            RateLimit, per_minute=config.rate_limit, turned_away=asking.metrics.turned_away
        )
    app.add_middleware(Offered, languages=config.languages)


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
        if self.started and told_as_json():
            event("the desk is ready", address=self.address)
        elif self.started:
            sys.stdout.write(f"The desk is ready at {self.address}\n")
            sys.stdout.flush()


def serve(
    desk: Desk,
    host: str,
    port: int,
    config: Config | None = None,
    secrets: Secrets | None = None,
    pace: Pace | None = None,
    *,
    name: str = "",
    others: Mapping[str, Served] = MappingProxyType({}),
) -> None:
    """Serves the desk until it is interrupted, and the others beside it. Port 0 takes a free one.

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

        beside: dict[str, Any] = {"name": name, "others": others, "failed": failed}
        app = create_app(desk, config=config, secrets=secrets, pace=pace, **beside)
        settings = uvicorn.Config(
            app,
            workers=1,
            log_config=None,  # ui/logs.py sees to it
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
