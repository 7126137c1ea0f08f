"""The staff's figures and questions as files for spreadsheets.

What always holds: their headings and codes are English, whatever the reader's language, so that a
program can rely on them; a cell that a spreadsheet would take for a formula is not one; a file is
made as it is sent, a few rows at a time.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from corpus.document import Document
from ui.web.outcomes import Day, Group
from ui.web.staff.chart import parts_of
from ui.web.staff.needs import by_document, counts_of
from ui.web.staff.themes import Theme

_AT_ONCE = 500  # rows
_DAY_HEADS = (
    "day",
    "asked",
    "answered",
    "without an answer",
    "not looked up",
    "helpful",
    "not helpful",
)
_QUESTION_HEADS = ("question", "times", "outcome", "not helpful", "reasons", "remarks", "last")
_THEME_HEADS = (
    "question",
    "times",
    "not helpful",
    "last",
    "nearest documents",
    "words in no document",
    "asked too",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def figures_of(day: Day) -> tuple[int, ...]:
    """A day's figures, in the order of the headings after the day's own."""
    return (day.asked, *parts_of(day), day.helpful, day.unhelpful)


def counts_csv(days: Sequence[Day]) -> Iterator[str]:
    return _csv(_DAY_HEADS, ((it.day.isoformat(), *map(str, figures_of(it))) for it in days))


def questions_csv(groups: Sequence[Group]) -> Iterator[str]:
    rows = (
        (
            it.question,
            str(it.times),
            it.outcome,
            str(it.unhelpful),
            ", ".join(it.faults),
            " / ".join(it.remarks),
            it.last,
        )
        for it in groups
    )
    return _csv(_QUESTION_HEADS, rows)


def needs_csv(themes: Sequence[Theme]) -> Iterator[str]:
    rows = (
        (
            theme.needs[0].question,
            str(theme.times),
            str(theme.unhelpful),
            max(theme.days),
            " / ".join(theme.nearest),
            ", ".join(theme.missing),
            " / ".join(need.question for need in theme.needs[1:]),
        )
        for theme in themes
    )
    return _csv(_THEME_HEADS, rows)


def sections_csv(
    documents: Iterable[Document], quoted: Mapping[tuple[str, str], int]
) -> Iterator[str]:
    own = by_document(quoted)
    rows = (
        (document.id, name, str(n))
        for document in documents
        for name, n in counts_of(document, own.get(document.id, {})).items()
    )
    return _csv(("document", "section", "quoted"), rows)


def _csv(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """In pieces of some rows each."""
    # Spreadsheets take a file for UTF-8 by its first character.
    yield "\ufeff"
    cells = ([_no_formula(cell) for cell in row] for row in rows)
    every = chain([list(heads)], cells)
    while some := list(islice(every, _AT_ONCE)):
        file = io.StringIO()
        csv.writer(file).writerows(some)
        yield file.getvalue()


def _no_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
