"""The stage that asks a reader, where there is one.

What always holds: without a reader, what was ranked passes through unchanged; with one, each unit
keeps its evidence and gets one number more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corpus.document import Span
from corpus.errors import ModelError
from indexer.rows import PassageRow, UnitRow
from qa.passages import Passages
from qa.rank.rank import Ranked, in_order, scores_by
from qa.read.reader import Readable, Reader

PASSAGES_READ = 6  # the best ones; they hold the answer for all but a few questions


def read(
    reader: Reader | None, passages: Passages, ranked: Ranked, weights: Mapping[str, float]
) -> Ranked:
    """What was ranked, weighed again with what the reader says of the best passages.

    Raises ModelError if the reader fails or doesn't score what it was given.
    """
    chosen = list(dict.fromkeys(hit.passage for hit in ranked.hits[:PASSAGES_READ]))
    if reader is None or not ranked.candidates or not chosen:
        return ranked
    given = [readable(passages, row) for row in chosen]
    readings = reader.read(ranked.query.analysis.text, given)
    if [len(it.units) for it in readings] != [len(it.units) for it in given]:
        raise ModelError(
            "the reader didn't score what it was given",
            where=reader.identity,
            mend="use the reader that comes with this quotedesk",
        )
    said: dict[UnitRow, float] = {}
    for row, reading in zip(chosen, readings, strict=True):
        said |= dict(zip(passages.index.unit_rows[row], reading.units, strict=True))
    candidates, score_of = [], scores_by(weights)
    for candidate in ranked.candidates:
        evidence = replace(candidate.evidence, reader=said.get(candidate.row, 0.0))
        candidates.append(replace(candidate, evidence=evidence, score=score_of(evidence)))
    return replace(
        ranked,
        candidates=in_order(candidates),
        answers=max(reading.answers for reading in readings),
    )


def readable(passages: Passages, row: PassageRow) -> Readable:
    """A passage with its title, headings and units; their spans count from its beginning."""
    index = passages.index
    passage, document = index.passages[row], passages.document(index.passage_documents[row])
    start, end = passage.span.start, passage.span.end
    units = (index.units[unit].span for unit in index.unit_rows[row])
    return Readable(
        heading=(document.title, *passage.section),
        text=passage.span.of(document.text),
        # A long row may reach over the end of the passage that it begins in.
        units=tuple(
            Span(start=max(it.start, start) - start, end=min(it.end, end) - start) for it in units
        ),
    )
