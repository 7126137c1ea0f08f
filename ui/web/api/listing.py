"""The list of the documents, for programs: whole, or a page at a time.

What always holds: it is made from the index's table of contents, in the order of the corpus, and no
text is read for it; of a list that is sent whole a few documents are in memory at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from corpus.phrase import Phrase
from indexer.contents import Listed
from indexer.index import listed_in
from ui.html import document_address
from ui.web.desk import Desk
from ui.web.requests import RequestError

MAX_LIMIT = 1_000
_AT_ONCE = 100  # documents that are written together
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
ARGUMENTS: Mapping[str, Any] = {
    "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT},
    "after": {"type": "string", "description": "`next` of the page before"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which documents are asked for. `limit`: None for all; `after`: None to begin with."""

    limit: int | None = None
    after: str | None = None


def page_of(asked: Mapping[str, str]) -> Page:
    """What the address asks for. Raises RequestError (422)."""
    limit = asked.get("limit")
    if limit is not None and not (_NUMBER.fullmatch(limit) and int(limit) <= MAX_LIMIT):
        raise _no_limit()
    return Page(limit=int(limit) if limit is not None else None, after=asked.get("after"))


def page_in(arguments: Mapping[str, Any]) -> Page:
    """What a tool is called with; a page that isn't bounded would have no end of its own. Raises
    RequestError (422)."""
    limit, after = arguments.get("limit", MAX_LIMIT), arguments.get("after")
    if type(limit) is not int or not 1 <= limit <= MAX_LIMIT:
        raise _no_limit()
    if not isinstance(after, str | None):
        raise _gone()
    return Page(limit=limit, after=after)


def _no_limit() -> RequestError:
    return RequestError(Phrase("limit is not a number from 1 to {n}", n=MAX_LIMIT))


def _gone() -> RequestError:
    return RequestError("there is no such document to go on after: begin without")


def documents_record(desk: Desk, page: Page) -> dict[str, Any]:
    """Raises RequestError (422) where the document to go on after isn't there any more."""
    indexed = _indexed(desk)
    found = _found(desk, page)
    shown = [_record(it) for it in islice(found, page.limit)]
    more = next(found, None) is not None
    return {"indexed": indexed, "documents": shown, "next": shown[-1]["id"] if more else None}


def documents_lines(desk: Desk, page: Page) -> Iterator[str]:
    """The record of all that come after one, in pieces. Raises RequestError at once (422)."""
    found = _found(desk, page)
    opening = _json({"indexed": _indexed(desk)}).removesuffix("}")
    return _pieces(opening, found)


def _pieces(opening: str, found: Iterator[Listed]) -> Iterator[str]:
    yield f'{opening},"documents":['
    comma = ""
    while some := list(islice(found, _AT_ONCE)):
        yield comma + ",".join(_json(_record(it)) for it in some)
        comma = ","
    yield '],"next":null}'


def _found(desk: Desk, page: Page) -> Iterator[Listed]:
    try:
        return listed_in(desk.documents, page.after)
    except KeyError as error:
        raise _gone() from error


def _indexed(desk: Desk) -> str | None:
    return desk.indexed.isoformat(timespec="seconds") if desk.indexed else None


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, allow_nan=False, separators=(",", ":"))


def _record(listed: Listed) -> dict[str, Any]:
    known = listed.metadata
    return {
        "id": listed.id,
        "title": listed.title,
        "publisher": known.publisher,
        "author": known.author,
        "published": known.published,
        "language": known.language,
        "url": known.url,
        "licence": known.licence,
        "tags": list(known.tags),
        "valid_from": known.valid_from,
        "valid_until": known.valid_until,
        "characters": listed.characters,
        "sha256": listed.sha256,
        "page": document_address(listed.id),
    }
