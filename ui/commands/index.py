"""`quotedesk index`: documents into an index, once or whenever they change."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from corpus.errors import QuotedeskError
from corpus.load import glance
from indexer.cluster.helpers import Helped
from indexer.cluster.settings import LOCAL, MOST_WORKERS, ClusterSettings
from indexer.update import Indexed, Indexing
from ui import logs
from ui.commands.console import (
    DONE,
    ERROR,
    FOREIGN,
    Bars,
    check_extra,
    chosen,
    counted,
    describe,
    print_json,
)
from ui.commands.fetch import Schedule
from ui.config import Config
from ui.memory import give_back
from ui.messages import Catalogue, catalogue, spoken
from ui.render import visible
from ui.wiring import indexing_of, store_of

LISTED = 10
# The corpus is looked at this often, and indexed once it has looked the same twice.
WATCH_SECONDS = 2.0
# After a round that failed: a full disk or a lock is no change of the corpus.
RETRY_SECONDS = 30.0

_DESCRIPTION = """
Only what has changed is read and embedded. The exit status is 1 if a file that was meant to be
read couldn't be; the others are indexed. Where the settings name several desks and --desk none of
them, all are indexed.
"""


def add(command: argparse.ArgumentParser) -> None:
    example = "quotedesk index --corpus handbook --index my-index"
    describe(command, _index, example, _DESCRIPTION)
    command.add_argument("--corpus", metavar="PATH", help="folder of documents, or a .jsonl file")
    command.add_argument("--json", action="store_true", help="say what was done as JSON")
    command.add_argument(
        "--check", action="store_true", help="read every file of the index in place, and no more"
    )
    command.add_argument(
        "--workers",
        type=_workers,
        metavar="N",
        help="read and embed with N workers at once: on this machine, or on the [cluster]",
    )
    command.add_argument(
        "--watch", action="store_true", help="go on: index every change, fetch the [site] in time"
    )


def _workers(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= MOST_WORKERS):
        raise argparse.ArgumentTypeError(f"{text!r} isn't a number from 1 to {MOST_WORKERS:,}")
    return int(text)


def _index(options: argparse.Namespace, config: Config) -> int:
    desks = chosen(options)
    named = {
        key if desks.several else "": _with_workers(each, options.workers)
        for key, each in desks.by_name.items()
    }
    if options.check:
        for each in named.values():
            store_of(each).check()
            print(f"{visible(each.place)} is whole")
        return DONE
    if options.watch:
        give_back()
        logs.set_up(config.log_format, debug=options.debug)
        return _watch_all(named, as_json=options.json)
    if not desks.several:
        return _once(next(iter(named.values())), "", as_json=options.json)
    statuses = []
    for key, each in named.items():
        try:
            statuses.append(_once(each, key, as_json=options.json))
        except QuotedeskError as error:  # the others can do without it
            statuses.append(ERROR)
            print(f"quotedesk: {key}: {visible(str(error))}", file=sys.stderr, flush=True)
    return max(statuses)


def _with_workers(config: Config, workers: int | None) -> Config:
    if workers is None:
        return config
    cluster = ClusterSettings(ray=config.cluster.ray or LOCAL, workers=workers)
    return replace(config, cluster=cluster)


def _once(config: Config, desk: str, *, as_json: bool) -> int:
    done = _round(indexing_of(config))
    if as_json:
        print_json(record_of(done, config, desk))
    else:
        print(_of(desk, line_of(done, config)), flush=True)
        words = catalogue(config.language)
        lines = [*([helped_line(done.helped)] if done.helped else []), *left_out(done, words)]
        for line in [*lines, *([FOREIGN] if done.foreign else [])]:
            print(_of(desk, line), file=sys.stderr)
    return ERROR if done.faults else DONE


def _of(desk: str, line: str) -> str:
    """A line about one of several desks."""
    return f"{desk}: {line}" if desk else line


def _round(indexing: Indexing) -> Indexed:
    check_extra("index")
    with Bars() as bars:
        return indexing.run(bars.step)


def record_of(done: Indexed, config: Config, desk: str = "") -> dict[str, Any]:
    """What was done, as one object. `desk`: which it was, where there are several."""
    return {
        **({"desk": desk} if desk else {}),
        "index": config.place,
        "documents": done.documents,
        "passages": done.passages,
        **asdict(done.changes),
        "skipped": [asdict(one) for one in done.skipped],
        "embedded": done.embedded,
        "reused": done.reused,
        **({"cluster": asdict(done.helped)} if done.helped else {}),
    }


def helped_line(helped: Helped) -> str:
    """What workers did, in one line for people; what they failed at is told with the rest."""
    read = f"read {counted(helped.files, 'file')} and " if helped.files else ""
    line = (
        f"{counted(helped.workers, 'worker')} {read}embedded"
        f" {counted(helped.documents, 'document')} ({counted(helped.passages, 'passage')})"
        f" in {helped.seconds:.1f} s"
    )
    if helped.again:
        line += f"; begun again {counted(helped.again, 'time')}"
    return line + (f"; {len(helped.lost)} given up" if helped.lost else "")


def line_of(done: Indexed, config: Config) -> str:
    """What was done, in one line for people."""
    partly = sum(one.partly for one in done.faults)
    counts = ((len(done.faults) - partly, "skipped"), (partly, "read in part"))
    errors = "".join(f", {count} {what}" for count, what in counts if count)
    documents = counted(done.documents, "document")
    index = visible(config.place)
    if done.fresh:
        return f"{index} is up to date ({documents}{errors})"
    line = f"indexed {documents} in {counted(done.passages, 'passage')} into {index}"
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
        line += f"; {counted(done.embedded, 'text')} embedded, {done.reused} reused"
    return line + errors


def left_out(done: Indexed, words: Catalogue) -> list[str]:
    """What was skipped, in lines for people: each fault with its reason, the rest in one."""
    lines = [
        f"{'read in part:' if one.partly else 'skipped'} {visible(one.where)}:"
        f" {visible(spoken(one.why, words)[0])}"
        for one in done.faults
    ]
    others = [one.where for one in done.skipped if not (one.fault or one.partly)]
    if others:
        lines.append(f"no documents: {_listed(others)}")
    return lines


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(visible(name) for name in names[:LISTED])
    more = len(names) - LISTED
    return f"{shown} and {more} more" if more > 0 else shown


def _tell(done: Indexed, config: Config, desk: str, *, as_json: bool) -> None:
    if as_json:
        print_json(record_of(done, config, desk))
    elif logs.told_as_json():
        figures = {"documents": done.documents, "skipped": len(done.faults)}
        logs.event(_of(desk, line_of(done, config)), **figures)
    else:
        print(_of(desk, line_of(done, config)), flush=True)


def _watch_all(desks: Mapping[str, Config], *, as_json: bool) -> int:
    """Goes on until it is interrupted."""
    watched = [_watch(each, key, as_json=as_json) for key, each in desks.items()]
    try:
        while True:
            for one in watched:
                next(one)
            time.sleep(WATCH_SECONDS)
    except KeyboardInterrupt:
        return DONE


def _watch(config: Config, desk: str, *, as_json: bool) -> Iterator[None]:
    """Looks whenever it is asked for the next; a round that fails leaves the index in place."""
    indexing = indexing_of(config)
    path = Path(config.corpus)
    site = Schedule(config, as_json=as_json)
    seen: object = None  # how the corpus looked when it was last indexed
    failed: object = None  # and when that last failed
    last: object = None
    retry = 0.0
    told: list[str] = []
    while True:
        site.look()
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
                if seen is None or not done.fresh:
                    _tell(done, config, desk, as_json=as_json)
                seen, failed = looks, None
                notes = [] if as_json else left_out(done, catalogue(config.language))
                del done  # it names every document that was added
            for note in notes:
                if note not in told:
                    logs.say(_of(desk, note), logging.WARNING)
            told = notes
        last = looks
        yield
