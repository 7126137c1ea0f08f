"""How a desk that runs for long tells its keepers what happens: one line an event, on stderr.

What always holds: no line holds a question or what a document says. Of an error that nobody
foresaw only its kind and its places in the program are logged, for its words may repeat what a
visitor wrote. In JSON every line of stderr is one object, the program's own announcements too.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any, TextIO

from corpus.errors import QuestionError, QuotedeskError

TEXT, JSON = "text", "json"
FORMATS = (TEXT, JSON)
EVENTS = "quotedesk"  # the logger of what the program announces
FIELDS = "fields"  # the attribute of a record that holds what else is said of an event

# Their words name files, settings and the system's reasons. All others' may hold anything.
_OWN_WORDS = (QuotedeskError, OSError, sqlite3.Error)
_OURS = (EVENTS, "corpus.", "indexer.", "qa.", "ui.")
_FRAMES = 12  # the innermost ones

_request: ContextVar[str] = ContextVar("request", default="")


@contextmanager
def about(request_id: str) -> Iterator[None]:
    """What is logged meanwhile, on this thread and those that it hands work to, is of this
    request."""
    token = _request.set(request_id)
    try:
        yield
    finally:
        _request.reset(token)


def set_up(log_format: str = TEXT, *, debug: bool = False) -> None:
    """Puts all logging on stderr, in this form: errors, the warnings of a desk that is served, and
    in JSON its events too."""
    handler = _Stderr()
    as_json = log_format == JSON
    handler.setFormatter(JsonLines() if as_json else Lines())
    if not as_json and not debug:
        # The other warnings are told by the command that meets them.
        handler.addFilter(lambda it: it.levelno >= logging.ERROR or it.name.startswith("ui."))
    # What libraries tell of beside warnings may be anything, such as whole addresses.
    handler.addFilter(lambda it: it.levelno > logging.INFO or it.name.startswith(_OURS))
    root = logging.getLogger()
    for old in [it for it in root.handlers if isinstance(it, _Stderr)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.INFO if debug else logging.WARNING)
    logging.getLogger(EVENTS).setLevel(logging.INFO if as_json else logging.NOTSET)


def told_as_json() -> bool:
    """Whether announcements go to the log rather than to people."""
    return any(isinstance(it.formatter, JsonLines) for it in logging.getLogger().handlers)


def say(line: str, level: int = logging.INFO) -> None:
    """Tells the keeper something that is neither an answer nor about one."""
    if told_as_json():
        logging.getLogger(EVENTS).log(level, "%s", line)
    else:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def say_error(line: str) -> None:
    """The one line that a command ends with."""
    say(line if told_as_json() else f"quotedesk: {line}", logging.ERROR)


def event(message: str, **fields: Any) -> None:
    """Something that happened, with figures and codes; never with words of a visitor."""
    logging.getLogger(EVENTS).info(message, extra={FIELDS: fields})


class _Stderr(logging.StreamHandler[TextIO]):
    """Writes to what is stderr at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


class JsonLines(logging.Formatter):
    """One object a line, in ASCII."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := _request.get():
            line["request_id"] = request_id
        line |= getattr(record, FIELDS, {})
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _kind_of(record.exc_info[1])
            line["at"] = _places(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True)


class Lines(logging.Formatter):
    """The same for people."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have noted the error's words with the record.
        record = copy(record)
        record.exc_text = None
        written = super().format(record)
        request_id = _request.get()
        return f"{written} (request {request_id})" if request_id else written

    def formatException(self, ei: Any) -> str:  # noqa: N802  (logging calls it so)
        return "\n".join([_kind_of(ei[1]), *(f"  {place}" for place in _places(ei[1]))])


def _kind_of(error: BaseException) -> str:
    """Its kind, and its words where these can't be a visitor's."""
    kind = type(error).__name__
    ours = isinstance(error, _OWN_WORDS) and not isinstance(error, QuestionError)
    return f"{kind}: {error}" if ours else kind


def _places(error: BaseException) -> list[str]:
    """Where it arose, the innermost first."""
    frames = reversed(extract_tb(error.__traceback__))
    return [f"{it.filename}:{it.lineno} {it.name}" for it in frames][:_FRAMES]
