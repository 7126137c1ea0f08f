"""Checks of what is known about the documents: titles, dates, validity, which replaces which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePosixPath

from corpus.document import Document, Metadata
from corpus.lint.finding import Code, Finding
from corpus.phrase import Day, Phrase
from corpus.structure import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document without its text. `file` and `encoding`: of the file that it was read from."""

    id: str
    title: str
    metadata: Metadata
    file: str | None
    encoding: str | None


def known_of(document: Document) -> Known:
    source = document.source
    return Known(
        id=document.id,
        title=document.title,
        metadata=document.metadata,
        file=source.file if source else None,
        encoding=source.encoding if source else None,
    )


def facts_findings(documents: Sequence[Known], today: date) -> Iterator[Finding]:
    ids = {document.id for document in documents}
    for document in documents:
        yield from _of_one(document, ids, today.isoformat())
    yield from _superseded(documents)
    yield from _same_titles(documents)


def superseded_ids(documents: Sequence[Known]) -> dict[str, str]:
    """For each document that another one replaces, that other one."""
    return {
        old: document.id
        for document in documents
        for old in document.metadata.supersedes
        if old != document.id
    }


def is_current(document: Known, today: date) -> bool:
    """Has it no date of expiry, or one that is still to come?"""
    until = document.metadata.valid_until
    return until is None or until >= today.isoformat()


def _of_one(document: Known, ids: set[str], today: str) -> Iterator[Finding]:
    known = document.metadata

    def found(code: Code, message: str, **values: str) -> Finding:
        said = Phrase(message, **values) if values else _said(message)
        return Finding(code=code, documents=(document.id,), message=said)

    if _is_unnamed(document):
        yield found(Code.MISSING_TITLE, "no title but the name of its file")
    if known.published is None:
        yield found(Code.MISSING_DATE, "no date of publication")
    if known.publisher is None:
        yield found(Code.MISSING_PUBLISHER, "no publisher")
    if known.url is None:
        yield found(Code.MISSING_URL, "no address of the original")
    if known.published is not None and known.published > today:
        yield found(
            Code.DATES, "published {date}, which is still to come", date=Day(known.published)
        )
    if known.valid_from and known.valid_until and known.valid_from > known.valid_until:
        yield found(
            Code.DATES,
            "valid from {first} until {last}, which is never",
            first=Day(known.valid_from),
            last=Day(known.valid_until),
        )
    elif known.valid_until and known.valid_until < today:
        yield found(Code.EXPIRED, "expired {date}", date=Day(known.valid_until))
    elif known.valid_from and known.valid_from > today:
        yield found(Code.NOT_YET_VALID, "valid from {date} only", date=Day(known.valid_from))
    for old in known.supersedes:
        if old == document.id:
            yield found(Code.SUPERSEDES_NOTHING, "supersedes itself")
        elif old not in ids:
            yield found(
                Code.SUPERSEDES_NOTHING,
                "supersedes {document}, which isn't there",
                document=repr(old),
            )


@cache
def _said(message: str) -> Phrase:
    """One for all documents that it is said of."""
    return Phrase(message)


def _is_unnamed(document: Known) -> bool:
    """Was the title made of the file's name or the id, for want of another?"""
    name = document.file or document.id
    return document.title in {document.id, name, PurePosixPath(name).stem}


def _superseded(documents: Sequence[Known]) -> Iterator[Finding]:
    by = superseded_ids(documents)
    for document in documents:
        if document.id in by:
            yield Finding(
                code=Code.SUPERSEDED,
                documents=(document.id, by[document.id]),
                message=Phrase(
                    "superseded by {document} and still there", document=repr(by[document.id])
                ),
            )


def _same_titles(documents: Sequence[Known]) -> Iterator[Finding]:
    named: dict[str, list[Known]] = defaultdict(list)
    for document in documents:
        named[fold(document.title)].append(document)
    for same in named.values():
        if len(same) > 1:
            yield Finding(
                code=Code.SAME_TITLE,
                documents=tuple(document.id for document in same),
                message=Phrase(
                    "{n} documents are called {title}", n=len(same), title=repr(same[0].title)
                ),
            )


def encoding_findings(documents: Sequence[Known]) -> Iterator[Finding]:
    """Files that aren't UTF-8; which encoding they are in may have been guessed."""
    of: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        if document.encoding not in {None, "utf-8"}:
            of[str(document.encoding)].append(document.id)
    for encoding, ids in of.items():
        yield Finding(
            code=Code.ENCODINGS,
            documents=tuple(ids),
            message=Phrase(
                "read as {encoding}: {some} of {n} documents",
                one="read as {encoding}: {some} of {n} document",
                encoding=encoding,
                some=len(ids),
                n=len(documents),
            ),
        )
