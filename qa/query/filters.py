"""Filters -> the documents that pass them.

What always holds: a filter that names what no document has is an error that says what is near to
it, and filters that leave no document are an error too. Neither is ever a refusal: that nothing
answers would then be said of documents that weren't searched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from rapidfuzz.process import extract

from corpus.errors import QuestionError
from corpus.phrase import Phrase, either
from indexer.contents import Contents, Facet
from indexer.rows import DocumentRow
from qa.question import NO_FILTERS, Filters
from qa.validity import InForce

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
    filters: Filters, contents: Contents, in_force: InForce
) -> frozenset[DocumentRow] | None:
    """The rows of the documents that pass, None where there is no filter.

    Raises QuestionError.
    """
    if filters == NO_FILTERS:
        return None
    rows: frozenset[DocumentRow] | None = None
    for facet, wanted in (
        (Facet.DOCUMENT, filters.documents),
        (Facet.PUBLISHER, filters.publishers),
        (Facet.TAG, filters.tags),
        (Facet.LANGUAGE, filters.languages),
    ):
        if wanted:
            found = contents.where(facet, _meant(contents, facet, wanted))
            rows = found if rows is None else rows & found
    if filters.since is not None or filters.until is not None:
        in_time = frozenset(row for row, day in contents.published() if _in_time(day, filters))
        rows = in_time if rows is None else rows & in_time
    if rows is None:
        rows = frozenset(listed.row for listed in contents)
    if filters.current:
        rows -= in_force.lapsed
    if not rows:
        raise QuestionError("no document passes all of the filters", mend=MEND)
    return rows


def _meant(contents: Contents, facet: Facet, wanted: Sequence[str]) -> Collection[str]:
    """The values that are meant, as documents have them. Raises QuestionError where there is none
    for a name."""
    if facet is Facet.DOCUMENT:  # ids may differ in case alone
        if all(contents.row_of(name) is not None for name in wanted):
            return wanted
        fold: Callable[[str], str] = str
    else:
        fold = str.casefold
    known: dict[str, list[str]] = {}
    for name in sorted(contents.names(facet)):
        known.setdefault(fold(name), []).append(name)
    for name in wanted:
        if fold(name) not in known:
            raise _unknown(facet, name, {key: names[-1] for key, names in known.items()}, fold)
    return [one for name in wanted for one in known[fold(name)]]


def _in_time(published: str, filters: Filters) -> bool:
    since, until = filters.since, filters.until
    # ISO 8601: what comes first in time does in letters; "2020" is all of its days.
    late = until is not None and published[: len(until)] > until
    early = since is not None and published[: len(since)] < since[: len(published)]
    return not (early or late)


def _unknown(
    facet: Facet, name: str, known: Mapping[str, str], fold: Callable[[str], str]
) -> QuestionError:
    """`known`: names by what they are told apart by."""
    near = [
        known[one]
        for one, *_ in extract(fold(name), known.keys(), limit=MOST_NAMED, score_cutoff=LIKE)
    ]
    if near:
        mend = Phrase("did you mean {names}?", names=either([repr(it) for it in near]))
    elif facet is Facet.DOCUMENT:
        mend = Phrase("see the ids with `quotedesk show`")
    elif known:
        names = ", ".join(map(repr, list(known.values())[:MOST_NAMED]))
        more = len(known) > MOST_NAMED
        mend = Phrase("there are {names} and others" if more else "there are {names}", names=names)
    else:
        mend = Phrase(NONE_HAS[facet])
    return QuestionError(Phrase(NO_SUCH[facet], name=repr(name[:80])), mend=mend)
