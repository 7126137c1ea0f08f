"""`quotedesk serve`: the desk as a web page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.errors import OtherCorpusError, QuotedeskError
from indexer.store.place import CURRENT
from qa.read.pace import Pace
from ui.commands.console import DONE, FOREIGN, Bars, check_extra, describe
from ui.commands.index import left_out, line_of
from ui.config import BUNDLED, Config, load_secrets
from ui.render import visible
from ui.wiring import LiveDesk, indexing_of

NO_CHAT = "the chat page needs gradio, which isn't installed: pip install 'quotedesk[desk]'"


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _serve, "quotedesk serve --port 8080")
    command.add_argument("--host", default="127.0.0.1", help="address to listen at (%(default)s)")
    command.add_argument("--port", type=_port, default=7860, help="(%(default)s)")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)


def _start_of(config: Config) -> str:
    """What is indexed and where, in one line."""
    own = " (the documents that come with quotedesk)" if config.corpus == str(BUNDLED) else ""
    return f"indexing {visible(config.corpus)}{own} into {visible(config.index)}"


def _serve(options: argparse.Namespace, config: Config) -> int:
    from ui.web.app import serve
    from ui.web.talk.late import can_chat

    if not can_chat():
        print(NO_CHAT, file=sys.stderr, flush=True)
    in_place = (Path(config.index) / CURRENT).exists()
    if options.index is None or not in_place:
        # An index that was named is served as it is; the configured one is brought up to date.
        # Said first, so that a mistyped folder is seen before minutes are spent on it.
        print(_start_of(config), file=sys.stderr, flush=True)
        try:
            check_extra("index")
            with Bars() as bars:
                done = indexing_of(config).run(bars.step)
        except QuotedeskError as error:
            if not in_place or isinstance(error, OtherCorpusError):
                raise
            lines = [f"quotedesk: {error}", "quotedesk: serving the index as it is"]
        else:
            lines = [line_of(done, config), *left_out(done), *([FOREIGN] if done.foreign else [])]
        for line in lines:
            print(visible(line), file=sys.stderr)
    pace = Pace()
    desk = LiveDesk(config, pace)
    with desk.watching():
        serve(desk, options.host, options.port, config, load_secrets(), pace)
    return DONE
