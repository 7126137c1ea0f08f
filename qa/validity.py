"""Is a document in force? What its dates and the documents that supersede it say of a day.

What always holds: the answer depends on the documents and the day alone. `valid_until` is the last
day of a document; one that is superseded by a document not yet in force is still current; documents
that supersede each other in a circle don't supersede anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Protocol

from corpus.document import Metadata
from indexer.contents import Contents
from indexer.rows import DocumentRow


class Standing(StrEnum):
    CURRENT = "current"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """
    valid_from, valid_until  the first and last day, ISO 8601, where the document has them
    superseded_by            id of the newest document in force that takes its place
    """

    standing: Standing = Standing.CURRENT
    valid_from: str | None = None
    valid_until: str | None = None
    superseded_by: str | None = None

    @property
    def current(self) -> bool:
        return self.standing is Standing.CURRENT


_ALWAYS = Validity()


def utc_today() -> date:
    return datetime.now(UTC).date()


class Dated(Protocol):
    """A document, or what is listed of it."""

    @property
    def id(self) -> str: ...

    @property
    def metadata(self) -> Metadata: ...


class InForce:
    """The standing of the documents of an index on a day, by row."""

    def __init__(self, contents: Contents, today: date) -> None:
        """O(number of documents that aren't simply in force)."""
        dated = contents.dated()
        found = zip(dated, validities(dated, today), strict=True)
        self._known = {listed.row: validity for listed, validity in found}
        self.lapsed = frozenset(row for row, it in self._known.items() if not it.current)

    def __getitem__(self, row: DocumentRow) -> Validity:
        return self._known.get(row, _ALWAYS)


def validities(documents: Sequence[Dated], today: date) -> tuple[Validity, ...]:
    """The standing of each document on a day, in their order. O(number of documents)."""
    day = today.isoformat()
    begun = {document.id: (document.metadata.valid_from or "") <= day for document in documents}
    successors: dict[str, str] = {}
    for document in documents:
        if begun[document.id]:
            for older in document.metadata.supersedes:
                successors[older] = document.id
    return tuple(_validity(document, day, begun[document.id], successors) for document in documents)


def _validity(document: Dated, day: str, begun: bool, successors: Mapping[str, str]) -> Validity:
    known = document.metadata
    newest = _newest(document.id, successors)
    if not begun:
        standing = Standing.NOT_YET_VALID
    elif newest is not None:
        standing = Standing.SUPERSEDED
    elif known.valid_until is not None and known.valid_until < day:
        standing = Standing.EXPIRED
    else:
        standing = Standing.CURRENT
    return Validity(
        standing=standing,
        valid_from=known.valid_from,
        valid_until=known.valid_until,
        superseded_by=newest,
    )


def _newest(name: str, successors: Mapping[str, str]) -> str | None:
    """The end of the chain of successors; None where there is none, or it comes back to `name`."""
    seen: list[str] = []
    following = successors.get(name)
    while following is not None and following not in seen:
        if following == name:
            return None
        seen.append(following)
        following = successors.get(following)
    return seen[-1] if seen else None
