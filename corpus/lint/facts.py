"""Checks of what is known about the documents: titles, dates, validity, which replaces which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from corpus.document import Document
from corpus.lint.finding import Code, Finding
from corpus.phrase import Day, Phrase
from corpus.structure import fold


def facts_findings(documents: Sequence[Document], today: date) -> Iterator[Finding]:
    ids = {document.id for document in documents}
    for document in documents:
        yield from _of_one(document, ids, today.isoformat())
    yield from _superseded(documents)
    yield from _same_titles(documents)


def superseded_ids(documents: Sequence[Document]) -> dict[str, str]:
    """For each document that another one replaces, that other one."""
    return {
        old: document.id
        for document in documents
        for old in document.metadata.supersedes
        if old != document.id
    }


def is_current(document: Document, today: date) -> bool:
    """Has it no date of expiry, or one that is still to come?"""
    until = document.metadata.valid_until
    return until is None or until >= today.isoformat()


def _of_one(document: Document, ids: set[str], today: str) -> Iterator[Finding]:
    known = document.metadata

    def found(code: Code, message: str, **values: str) -> Finding:
        return Finding(code=code, documents=(document.id,), message=Phrase(message, **values))

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


def _is_unnamed(document: Document) -> bool:
    """Was the title made of the file's name or the id, for want of another?"""
    name = document.source.file if document.source else document.id
    return document.title in {document.id, name, PurePosixPath(name).stem}


def _superseded(documents: Sequence[Document]) -> Iterator[Finding]:
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


def _same_titles(documents: Sequence[Document]) -> Iterator[Finding]:
    named: dict[str, list[Document]] = defaultdict(list)
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
