"""`quotedesk pins`: what staff chose as answers: listed, checked, kept elsewhere, brought in."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus.document import Document
from corpus.errors import PinError
from indexer.index import Texts
from qa.pins.pin import MEND, Pin, pin_from, record_of_pin
from qa.pins.pinned import standing_of
from ui.commands.console import (
    DONE,
    REFUSED,
    check_place,
    common_options,
    describe,
    place_options,
    write_whole,
)
from ui.config import Config
from ui.pins import Action, PinStore
from ui.questions import lines_of
from ui.render import visible
from ui.web.ledger import Ledger, folded
from ui.web.outcomes import Helped
from ui.wiring import store_of

SHOWN_CHARS = 100
HELP = """
Staff choose on the staff page that a quote answers a question, or that none does.
Exit status: 0 done; 3 `list` found a quote that no longer stands."""
# What can be done with them: whether a file is named for it, and its help.
ACTIONS: Mapping[str, tuple[bool, str]] = {
    "list": (False, "what was chosen, and whether each quote still stands"),
    "log": (False, "who did what, the latest first"),
    "export": (True, "all of it as JSON Lines, to be kept or brought in elsewhere"),
    "import": (True, "bring in what `pins export` wrote; a known id is replaced"),
    "questions": (
        True,
        (
            "the desk's own test set, for `quotedesk eval` and `quotedesk calibrate`: what was"
            " chosen, and the stored questions whose quote helped"
        ),
    ),
}


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _pins, "quotedesk pins export pins.jsonl", HELP)
    # Each a parser of its own, so that options may stand before the file or after it.
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, (takes_file, help_) in ACTIONS.items():
        one = actions.add_parser(
            name, help=help_, description=f"Pins: {help_}.", parents=[common_options()]
        )
        place_options(one)
        if takes_file:
            one.add_argument("file", metavar="FILE", help="a file of JSON Lines")


def _pins(options: argparse.Namespace, config: Config) -> int:
    store = PinStore(Path(config.pins))
    action: str = options.action
    if action in ("list", "log"):
        return _list(store, config) if action == "list" else _log(store)
    if action == "import":
        with lines_of(options.file) as lines:
            pins = [
                pin_from(line, f"{options.file}:{number}")
                for number, line in enumerate(lines, 1)
                if line.strip()
            ]
        if not pins:
            raise PinError("holds no pin", where=options.file, mend=MEND)
        store.put(pins, getpass.getuser(), Action.IMPORTED)
        print(f"{len(pins)} brought in")
        return DONE
    file = Path(options.file)
    check_place(file)
    pins = list(store.pins())
    rows = [*(map(record_of_pin, pins) if action == "export" else _questions(pins, config))]
    write_whole(file, "".join(json.dumps(row, ensure_ascii=True) + "\n" for row in rows))
    print(f"{len(rows)} written to {visible(options.file)}")
    return DONE


def _list(store: PinStore, config: Config) -> int:
    pins, status = store.pins(), DONE
    documents = Texts(store_of(config).read()) if pins else {}
    for pin in pins:
        standing = standing_of(pin, documents)
        state = standing.verdict.state.value if standing.verdict else "no answer"
        if not standing.leads:
            status = REFUSED
        for line in _lines(pin, state):
            print(visible(line))
    if not pins:
        print("nothing is pinned")
    return status


def _lines(pin: Pin, state: str) -> Iterator[str]:
    yield f"{state:<9}  {' / '.join(pin.questions)}"
    if pin.saved is not None:
        quoted = " ".join(pin.saved.exact.split())
        cut = quoted if len(quoted) <= SHOWN_CHARS else f"{quoted[:SHOWN_CHARS].rstrip()}…"
        yield f"           {cut}"
    by = f" by {pin.by}" if pin.by else ""
    yield f"           {pin.id}, {pin.at}{by}"


def _log(store: PinStore) -> int:
    for entry in store.log():
        who = f" by {entry.who}" if entry.who else ""
        print(visible(f"{entry.at}  {entry.action}{who}  {entry.pin}  {entry.question}"))
    return DONE


def _questions(pins: list[Pin], config: Config) -> Iterator[dict[str, object]]:
    """Each wording as a question whose answer is known; then those whose quote helped a reader,
    where they are stored."""
    chosen = {folded(question) for pin in pins for question in pin.questions}
    for number, it in enumerate(_helpful(config), 1):
        if folded(it.question) not in chosen:
            yield {
                "id": f"helped-{number}",
                "question": it.question,
                "answerable": True,
                "relevant": [it.document],
                "gold": [[it.quote]],
            }
    documents = Texts(store_of(config).read()) if pins else {}
    holders = _holders({pin.saved.exact for pin in pins if pin.saved}, documents)
    for pin in pins:
        verdict = standing_of(pin, documents).verdict
        if verdict is not None and not verdict.stands:
            print(
                f"left out, for its quote is {verdict.state.value}: {visible(pin.questions[0])}",
                file=sys.stderr,
            )
            continue
        for number, question in enumerate(pin.questions, 1):
            yield {
                "id": pin.id if number == 1 else f"{pin.id}-{number}",
                "question": question,
                "answerable": verdict is not None,
                "relevant": holders[verdict.saved.exact] if verdict else [],
                "gold": [[verdict.saved.exact]] if verdict else [],
            }


def _holders(quotes: set[str], documents: Mapping[str, Document]) -> dict[str, list[str]]:
    """The ids of all documents in which each of the quotes stands: what is at the foot of every
    page of a site answers from each of them. One text at a time."""
    found: dict[str, list[str]] = {quote: [] for quote in quotes}
    for name in documents if quotes else ():
        text = documents[name].text
        for quote in quotes:
            if quote in text:
                found[quote].append(name)
    return found


def _helpful(config: Config) -> tuple[Helped, ...]:
    """Of the ledger, where questions are stored."""
    if not (config.store_questions and Path(config.ledger).is_file()):
        return ()
    ledger = Ledger(Path(config.ledger), store_questions=True, retention_days=config.retention_days)
    try:
        return ledger.helpful()
    finally:
        ledger.close()
