"""What comes in over HTTP beside a question, read strictly: where from, and places in a text.

What always holds: a request that can't be taken raises `RequestError` with a status and one line
that says what to change; nothing is guessed or cut short in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.requests import Request

from corpus.document import Span
from corpus.errors import QuotedeskError

MAX_SPANS = 50

_NUMBER = re.compile(r"[0-9]{1,12}")
_RANGE = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")


class RequestError(QuotedeskError):
    """A request that can't be taken as it is. `status` is the HTTP status to answer with."""

    def __init__(self, what: str, *, status: int = 422, mend: str = "") -> None:
        super().__init__(what, mend=mend)
        self.status = status


def same_origin(request: Request) -> bool:
    """Whether the page that sends a request is of this desk, by the browser's `Origin`, which pages
    can't change; true where there is none, as for programs."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


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
