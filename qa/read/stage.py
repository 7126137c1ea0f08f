"""The stage that asks a reader, where there is one.

What always holds: the passages are read in their order, best first, and no more of them than it
takes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import Span
from corpus.errors import ModelError
from corpus.outline import columns_at
from indexer.numbers import as_written
from indexer.rows import PassageRow, UnitRow
from qa.passages import Passages
from qa.read.reader import UNREAD, Readable, Reader, Reading

SURE = 1.5  # the log-odds of an answer from which nothing more is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """
    passages  for each passage that was read, best first: the log-odds that it answers
    units     for each unit of these: the log-odds that it answers
    across    for each: log-odds to add when one is chosen, where the question is in another
              language than all of them (`qa.read.across`); else empty
    """

    passages: Mapping[PassageRow, float]
    units: Mapping[UnitRow, float]
    across: Mapping[UnitRow, float] = field(default_factory=dict)

    @property
    def answers(self) -> float:
        """The log-odds that one of the units answers, as the reader was taught: all of them
        against the one possibility that none does. UNREAD where there is no unit."""
        return any_of(list(self.units.values())) if self.units else UNREAD


def any_of(said: Sequence[float]) -> float:
    """The log of the sum of their odds: that one of the units answers. 0 where nothing was said."""
    most = max(said, default=0.0)
    return most + math.log(sum(math.exp(it - most) for it in said) or 1.0)


def read(
    reader: Reader,
    passages: Passages,
    question: str,
    found: Sequence[PassageRow],
) -> Readings:
    """Reads the passages `found`, best first, until an answer is sure.

    Raises ModelError if the reader fails or doesn't score what it was given.
    """
    said: dict[PassageRow, float] = {}
    units: dict[UnitRow, float] = {}
    for row in found:
        passage = readable(passages, row)
        reading = _read(reader, as_written(question, passage.text), passage)
        said[row] = reading.answers
        units |= dict(zip(passages.index.units_of(row), reading.units, strict=True))
        if max(units.values(), default=UNREAD) >= SURE:
            break
    return Readings(passages=said, units=units)


def _read(reader: Reader, question: str, passage: Readable) -> Reading:
    readings = reader.read(question, [passage])
    if [len(it.units) for it in readings] != [len(passage.units)]:
        raise ModelError(
            "the reader didn't score what it was given",
            where=reader.identity,
            mend="use the reader that comes with this quotedesk",
        )
    return readings[0]


def readable(passages: Passages, row: PassageRow) -> Readable:
    """A passage with its title, headings and units; their spans count from its beginning."""
    index = passages.index
    passage, document = index.passage(row), passages.document(index.document_of(row))
    start, end = passage.span.start, passage.span.end
    units = (index.unit(unit).span for unit in index.units_of(row))
    # Where it begins within a table: without the names of the columns its figures say nothing.
    columns = columns_at(document, passages.outline(index.document_of(row)), start)
    return Readable(
        heading=(document.title, *passage.section, *((columns,) if columns else ())),
        text=passage.span.of(document.text),
        # A long row may reach over the end of the passage that it begins in.
        units=tuple(
            Span(start=max(it.start, start) - start, end=min(it.end, end) - start) for it in units
        ),
    )
