"""`quotedesk index`: documents into an index, once or whenever they change."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.errors import QuotedeskError
from corpus.load import glance
from indexer.store.folder import check_index
from indexer.update import Indexed, Indexing
from ui.commands.console import DONE, ERROR, Bars, check_extra, describe, print_json
from ui.config import Config
from ui.render import visible
from ui.wiring import indexing_of

LISTED = 10
# The corpus is looked at this often, and indexed once it has looked the same twice.
WATCH_SECONDS = 2.0
# After a round that failed: a full disk or a lock is no change of the corpus.
RETRY_SECONDS = 30.0

_DESCRIPTION = """
Only what has changed is read and embedded. The exit status is 1 if a file that was meant to be
read couldn't be; the others are indexed.
"""


FOREIGN = (
    "Most of these documents aren't in English, which the model in use was made for: more is found"
    ' in them with `model = "multilingual"` in quotedesk.toml (and `make multilingual` before).'
)


def add(command: argparse.ArgumentParser) -> None:
    example = "quotedesk index --corpus handbook --index my-index"
    describe(command, _index, example, _DESCRIPTION)
    command.add_argument("--corpus", metavar="PATH", help="folder of documents, or a .jsonl file")
    command.add_argument("--json", action="store_true", help="say what was done as JSON")
    command.add_argument(
        "--check", action="store_true", help="read every file of the index in place, and no more"
    )
    command.add_argument("--watch", action="store_true", help="go on, and index every change")


def _index(options: argparse.Namespace, config: Config) -> int:
    if options.check:
        check_index(Path(config.index))
        print(f"{visible(config.index)} is whole")
        return DONE
    indexing = indexing_of(config)
    if options.watch:
        return _watch(indexing, config, as_json=options.json)
    done = _round(indexing)
    if options.json:
        print_json(record_of(done, config))
    else:
        print(line_of(done, config))
        for line in [*left_out(done), *([FOREIGN] if done.foreign else [])]:
            print(line, file=sys.stderr)
    return ERROR if done.faults else DONE


def _round(indexing: Indexing) -> Indexed:
    check_extra("index")
    with Bars() as bars:
        return indexing.run(bars.step)


def record_of(done: Indexed, config: Config) -> dict[str, Any]:
    """What was done, as one object."""
    return {
        "index": config.index,
        "documents": done.documents,
        "passages": done.passages,
        **asdict(done.changes),
        "skipped": [asdict(one) for one in done.skipped],
        "embedded": done.embedded,
        "reused": done.reused,
    }


def line_of(done: Indexed, config: Config) -> str:
    """What was done, in one line for people."""
    errors = f", {len(done.faults)} skipped" if done.faults else ""
    documents = _counted(done.documents, "document")
    index = visible(config.index)
    if done.fresh:
        return f"{index} is up to date ({documents}{errors})"
    line = f"indexed {documents} in {_counted(done.passages, 'passage')} into {index}"
    if not done.first:
        found = done.changes
        parts = [
            f"{len(ids)} {what} ({_listed(ids)})" if ids else f"0 {what}"
            for what, ids in (
                ("added", found.added),
                ("changed", found.changed),
                ("removed", found.removed),
            )
        ]
        line += f": {', '.join(parts)}, {found.unchanged} unchanged"
        line += f"; {_counted(done.embedded, 'text')} embedded, {done.reused} reused"
    return line + errors


def left_out(done: Indexed) -> list[str]:
    """What was skipped, in lines for people: each fault with its reason, the rest in one."""
    lines = [f"skipped {visible(one.where)}: {visible(one.why)}" for one in done.faults]
    others = [one.where for one in done.skipped if not one.fault]
    if others:
        lines.append(f"no documents: {_listed(others)}")
    return lines


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(visible(name) for name in names[:LISTED])
    more = len(names) - LISTED
    return f"{shown} and {more} more" if more > 0 else shown


def _watch(indexing: Indexing, config: Config, *, as_json: bool) -> int:
    """Goes on until it is interrupted; a round that fails leaves the index in place."""
    path = Path(config.corpus)
    seen: object = None  # how the corpus looked when it was last indexed
    failed: object = None  # and when that last failed
    last: object = None
    retry = 0.0
    told: list[str] = []
    try:
        while True:
            looks = glance(path)
            # Whoever is copying files in hasn't done so yet while they look different each time.
            settled = looks == last or last is None
            if looks != seen and settled and (looks != failed or time.monotonic() >= retry):
                try:
                    done = _round(indexing)
                except QuotedeskError as error:
                    failed, retry = looks, time.monotonic() + RETRY_SECONDS
                    notes = [f"quotedesk: {visible(str(error))}"]
                else:
                    if as_json and (seen is None or not done.fresh):
                        print_json(record_of(done, config))
                    elif seen is None or not done.fresh:
                        print(line_of(done, config), flush=True)
                    seen, failed = looks, None
                    notes = [] if as_json else left_out(done)
                for note in notes:
                    if note not in told:
                        print(note, file=sys.stderr, flush=True)
                told = notes
            last = looks
            time.sleep(WATCH_SECONDS)
    except KeyboardInterrupt:
        return DONE
