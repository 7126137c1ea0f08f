"""`quotedesk serve`: the desk as a web page, or several beside each other."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from corpus.errors import OtherCorpusError, QuotedeskError, StoreError
from indexer.store.place import CURRENT
from qa.read.pace import Pace
from ui import logs
from ui.commands.console import DONE, FOREIGN, Bars, check_extra, chosen, describe
from ui.commands.index import left_out, line_of
from ui.config import BUNDLED, Config, Desks, load_secrets
from ui.live import LiveDesk
from ui.memory import give_back
from ui.messages import catalogue
from ui.neighbours import neighbours_of
from ui.render import visible
from ui.settings_file import FOLDER
from ui.wiring import Encoders, indexing_of, store_of

NO_CHAT = "the chat page needs gradio, which isn't installed: pip install 'quotedesk[desk]'"

_DESCRIPTION = "Where the settings name several desks, all are served: the default one at /."


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _serve, "quotedesk serve --port 8080", _DESCRIPTION)
    command.add_argument("--host", default="127.0.0.1", help="address to listen at (%(default)s)")
    command.add_argument("--port", type=port_of, default=7860, help="(%(default)s)")


def port_of(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)


def _start_of(config: Config) -> str:
    """What is indexed and where, in one line."""
    own = " (the documents that come with quotedesk)" if config.corpus == str(BUNDLED) else ""
    return f"indexing {visible(config.corpus)}{own} into {visible(config.place)}"


def _serve(options: argparse.Namespace, config: Config) -> int:
    from ui.web.talk.late import can_chat

    give_back()
    logs.set_up(config.log_format, debug=options.debug)
    if not can_chat():
        logs.say(NO_CHAT)
    desks: Desks = chosen(options)
    for key, each in desks.by_name.items():
        name = f"{key}: " if desks.several else ""
        _bring_up_to_date(each, name, given=options.index is not None)
    pace, encoders, beside = Pace(), Encoders(), neighbours_of(desks)
    opened = {
        key: LiveDesk(each, pace, encoders=encoders, waits=desks.several, neighbours=beside[key])
        for key, each in desks.by_name.items()
    }
    if not any(desk.is_open for desk in opened.values()):
        mend = "mend what the lines above say"
        raise StoreError("no desk has an index that can be served", mend=mend)
    with ExitStack() as stack:
        for desk in opened.values():
            stack.enter_context(desk.watching())
        _serve_all(options, desks, opened, pace)
    return DONE


def _is_in_place(config: Config) -> bool:
    """Where that can't be told, for the index is on another machine, indexing says why."""
    if config.store == FOLDER:
        return (Path(config.index) / CURRENT).exists()  # one that is damaged too
    try:
        return store_of(config).used() is not None
    except QuotedeskError:
        return False


def _bring_up_to_date(config: Config, name: str, *, given: bool) -> None:
    """An index that was given is served as it is; the configured one is brought up to date.

    `name`: what a line about one of several desks begins with. Raises QuotedeskError if it is the
    only one, and there would be nothing to serve.
    """
    in_place = _is_in_place(config)
    if given and in_place:
        return
    # Said first, so that a mistyped folder is seen before minutes are spent on it.
    logs.say(name + _start_of(config))
    try:
        check_extra("index")
        with Bars() as bars:
            done = indexing_of(config).run(bars.step)
    except QuotedeskError as error:
        if not name and (not in_place or isinstance(error, OtherCorpusError)):
            raise
        lines = [f"quotedesk: {name}{error}"]
        if in_place:
            lines.append(f"quotedesk: {name}serving the index as it is")
    else:
        told = (line_of(done, config), *left_out(done, catalogue(config.language)))
        lines = [name + line for line in (*told, *([FOREIGN] if done.foreign else []))]
    for line in lines:
        logs.say(visible(line))


def _serve_all(
    options: argparse.Namespace, desks: Desks, opened: Mapping[str, LiveDesk], pace: Pace
) -> None:
    from ui.web.app import Served, serve

    served = {
        key: Served(
            desk=desk,
            config=desks.by_name[key],
            secrets=load_secrets(desk=key, default=key == desks.default),
        )
        for key, desk in opened.items()
    }
    first = served.pop(desks.default)
    what = (first.desk, options.host, options.port, first.config, first.secrets, pace)
    if desks.default:
        serve(*what, name=desks.default, others=served)
    else:
        serve(*what)
