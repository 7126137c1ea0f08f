"""`quotedesk serve`: the desk as a web page."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.commands.console import DONE, Bars, Maker
from ui.config import Config
from ui.wiring import EngineDesk, make_index, open_engine


def add(command: Maker) -> None:
    made = command("serve", "serve the desk", "quotedesk serve --port 8080", _serve)
    made.add_argument("--host", default="127.0.0.1", help="address to listen at (%(default)s)")
    made.add_argument("--port", type=_port, default=7860, help="(%(default)s)")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)


def _serve(options: argparse.Namespace, config: Config) -> int:
    from ui.web.app import serve  # Gradio takes seconds to import

    if options.index is None or not (Path(config.index) / "CURRENT").exists():
        # An index that was named is served as it is; the configured one is brought up to date.
        with Bars() as bars:
            make_index(config, bars.step)
    serve(EngineDesk(engine=open_engine(config), config=config), options.host, options.port)
    return DONE
