"""A desk that is served for as long as a test, or a picture, needs it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from fastapi import FastAPI

from ui.web.app import bound_socket

NOT_YET = 503


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address that the app is served at, on a free port of this machine, once its chat page
    is there."""
    listening = bound_socket("127.0.0.1", 0)
    # As `serve` does: whose word counts for a client is the app's affair.
    config = uvicorn.Config(
        app, log_level="warning", timeout_graceful_shutdown=1, proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    until = time.monotonic() + 120
    while not server.started or httpx.get(address, timeout=60).status_code == NOT_YET:
        assert time.monotonic() < until, "the desk did not start"
        time.sleep(0.05)
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()
