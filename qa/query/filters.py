"""Filters -> the documents that pass them.

What always holds: a filter that names what no document has is an error that says what is near to
it, and filters that leave no document are an error too. Neither is ever a refusal: that nothing
answers would then be said of documents that weren't searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz.process import extract

from corpus.document import Document
from corpus.errors import QuestionError
from corpus.phrase import Phrase, either
from indexer.rows import DocumentRow
from qa.question import NO_FILTERS, Filters
from qa.validity import Validity

MOST_NAMED = 3  # names given for one that isn't known
LIKE = 70  # of 100, how alike they must be
MEND = "leave some of the filters out"

NO_SUCH: Mapping[str, str] = {
    "document": "there is no document {name}",
    "publisher": "there is no publisher {name}",
    "tag": "there is no tag {name}",
    "language": "there is no language {name}",
}
NONE_HAS: Mapping[str, str] = {
    "publisher": "no document has a publisher: leave the filter out",
    "tag": "no document has a tag: leave the filter out",
    "language": "no document has a language: leave the filter out",
}


def passing(
    filters: Filters, documents: Sequence[Document], validities: Sequence[Validity]
) -> frozenset[DocumentRow] | None:
    """The rows of the documents that pass, None where there is no filter.

    Raises QuestionError.
    """
    if filters == NO_FILTERS:
        return None
    kinds: tuple[tuple[str, tuple[str, ...], Callable[[Document], Iterable[str]]], ...] = (
        ("document", filters.documents, lambda document: (document.id,)),
        ("publisher", filters.publishers, lambda document: (document.metadata.publisher or "",)),
        ("tag", filters.tags, lambda document: document.metadata.tags),
        ("language", filters.languages, lambda document: _languages(document.metadata.language)),
    )
    rows = {DocumentRow(row) for row in range(len(documents))}
    for kind, wanted, names_of in kinds:
        if wanted:
            _check(kind, wanted, {name for document in documents for name in names_of(document)})
            fold = _fold_of(kind)
            values = {fold(name) for name in wanted}
            rows = {r for r in rows if not values.isdisjoint(map(fold, names_of(documents[r])))}
    rows = {row for row in rows if _in_time(documents[row].metadata.published, filters)}
    if filters.current:
        rows = {row for row in rows if validities[row].current}
    if not rows:
        raise QuestionError("no document passes all of the filters", mend=MEND)
    return frozenset(rows)


def _fold_of(kind: str) -> Callable[[str], str]:
    return str if kind == "document" else str.casefold  # ids may differ in case alone


def _languages(tag: str) -> tuple[str, ...]:
    """A tag and the tags that take it in: "zh-Hant-TW" is "zh-Hant" and "zh" too."""
    parts = tag.split("-")
    return tuple("-".join(parts[:size]) for size in range(len(parts), 0, -1))


def _in_time(published: str | None, filters: Filters) -> bool:
    since, until = filters.since, filters.until
    if since is None and until is None:
        return True
    if published is None:
        return False
    # ISO 8601: what comes first in time does in letters; "2020" is all of its days.
    late = until is not None and published[: len(until)] > until
    early = since is not None and published[: len(since)] < since[: len(published)]
    return not (early or late)


def _check(kind: str, wanted: Iterable[str], known: set[str]) -> None:
    fold = _fold_of(kind)
    by_fold = {fold(name): name for name in sorted(known - {""})}
    for name in wanted:
        if fold(name) in by_fold:
            continue
        near = [
            by_fold[one]
            for one, *_ in extract(fold(name), by_fold.keys(), limit=MOST_NAMED, score_cutoff=LIKE)
        ]
        if near:
            mend = Phrase("did you mean {names}?", names=either([repr(it) for it in near]))
        elif kind == "document":
            mend = Phrase("see the ids with `quotedesk show`")
        elif by_fold:
            names = ", ".join(map(repr, list(by_fold.values())[:MOST_NAMED]))
            more = len(by_fold) > MOST_NAMED
            mend = Phrase(
                "there are {names} and others" if more else "there are {names}", names=names
            )
        else:
            mend = Phrase(NONE_HAS[kind])
        raise QuestionError(Phrase(NO_SUCH[kind], name=repr(name[:80])), mend=mend)
