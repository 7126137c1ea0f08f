"""What comes in over HTTP, read strictly: a question, its history and filters, places in a text.

What always holds: a request that can't be taken raises `RequestError` with a status and one line
that says what to change; nothing is guessed or cut short in silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from starlette.requests import Request

from corpus.document import Span
from corpus.errors import QuotedeskError
from qa.question import MAX_QUESTION_CHARS, Question, Turn
from ui.filters import filters_of

MAX_TURNS = 50
MAX_TURN_CHARS = 20_000
MAX_SPANS = 50

_NUMBER = re.compile(r"[0-9]{1,12}")
_RANGE = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")


class RequestError(QuotedeskError):
    """A request that can't be taken as it is. `status` is the HTTP status to answer with."""

    def __init__(self, what: str, *, status: int = 422, mend: str = "") -> None:
        super().__init__(what, mend=mend)
        self.status = status


def writable(value: str) -> str:
    """The string without lone surrogates, which no engine, log or page can write."""
    return value.encode("utf-8", "replace").decode("utf-8")


def same_origin(request: Request) -> bool:
    """Whether the page that sends a request is of this desk, by the browser's `Origin`, which pages
    can't change; true where there is none, as for programs."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def question_of(body: bytes) -> tuple[str, Question]:
    """The id (empty if none was given) and question of an ask request's JSON body.

    Raises RequestError, and QuestionError for filters of another form.
    """
    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestError("the body is not JSON", status=400) from error
    if not isinstance(record, dict):
        raise RequestError('the body is not an object like {"question": "..."}')
    text = record.get("question")
    if not isinstance(text, str):
        raise RequestError('"question" is missing or is not a string')
    if len(text) > MAX_QUESTION_CHARS:
        raise RequestError(
            f"the question has {len(text):,} characters",
            status=413,
            mend=f"at most {MAX_QUESTION_CHARS:,} can be read",
        )
    identity = record.get("id")
    return identity if isinstance(identity, str) else "", Question(
        text=writable(text),
        history=_history(record.get("history")),
        filters=filters_of(record.get("filters")),
    )


def _history(value: Any) -> tuple[Turn, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MAX_TURNS:
        raise RequestError(f'"history" is not a list of at most {MAX_TURNS} messages')
    turns: list[Turn] = []
    for number, message in enumerate(value, start=1):
        role = message.get("role") if isinstance(message, dict) else None
        content = message.get("content") if isinstance(message, dict) else None
        if role not in ("user", "assistant") or not isinstance(content, str):
            raise RequestError(
                f"message {number} of the history is not of the form "
                '{"role": "user" or "assistant", "content": "..."}'
            )
        if len(content) > MAX_TURN_CHARS:
            raise RequestError(
                f"message {number} of the history has {len(content):,} characters",
                status=413,
                mend=f"at most {MAX_TURN_CHARS:,} can be read",
            )
        said_by = cast(Literal["user", "assistant"], role)
        turns.append(Turn(role=said_by, content=writable(content)))
    return tuple(turns)


def spans_of(
    start: str | None, end: str | None, more: Sequence[str], length: int
) -> tuple[Span, ...]:
    """The places asked for by ``?start=&end=`` and repeated ``q=start-end``, in that order.

    `length` is that of the document's text, in code points. Raises RequestError (400).
    """
    pairs: list[tuple[str, str]] = []
    if start is not None or end is not None:
        if not (start and end and _NUMBER.fullmatch(start) and _NUMBER.fullmatch(end)):
            raise RequestError("start and end are not two numbers", status=400)
        pairs.append((start, end))
    if len(more) > MAX_SPANS:
        raise RequestError(f"more than {MAX_SPANS} places are asked for", status=400)
    for written in more:
        found = _RANGE.fullmatch(written)
        if found is None:
            raise RequestError("q is not of the form start-end", status=400)
        pairs.append((found[1], found[2]))
    spans: list[Span] = []
    for first, last in pairs:
        if not int(first) < int(last) <= length:
            raise RequestError(
                f"the document has no characters {int(first)} to {int(last)}", status=400
            )
        spans.append(Span(start=int(first), end=int(last)))
    return tuple(spans)
