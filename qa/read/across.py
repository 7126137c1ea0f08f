"""What a reader knows least of: which unit of a passage answers a question in another language.

It has read few such questions, while an encoder for several languages was taught on a great many
pairs of texts. So each unit, below its headings, is embedded and held against the question. This
helps to choose a unit; whether any answers is left to the reader, for a cosine says little of it
(docs/languages.md).

What always holds: nothing is said of units where one passage is in the question's language, whose
words count there, nor without an encoder that was made for several languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.embed import Embedder
from indexer.rows import UnitRow
from qa.passages import Passages
from qa.query.understand import Query
from qa.read.stage import Readings, readable

# What a cosine of 1 more is worth, as log-odds: from 20 to 60 much the same was right.
WEIGHT = 30.0
MOST_UNITS = 24  # of those read, the ones that the reader thinks best of; each takes milliseconds


def held_across(
    readings: Readings, passages: Passages, query: Query, embedder: Embedder
) -> Readings:
    """Adds to what was read how near each unit's meaning is, if the question is in another language
    than all of it. One call of the encoder for each unit."""
    index = passages.index
    documents = map(index.document_of, readings.passages)
    if not readings.units or query.language in set(map(passages.language, documents)):
        return readings
    best = sorted(readings.units, key=lambda row: (-readings.units[row], row))[:MOST_UNITS]
    vectors = embedder.embed(_texts(passages, best))
    cosines = vectors @ query.vector
    near = (WEIGHT * (cosines - cosines.mean())).tolist()
    least = min(near)
    across = dict.fromkeys(readings.units, least) | dict(zip(best, near, strict=True))
    return replace(readings, across=across)


def _texts(passages: Passages, rows: Sequence[UnitRow]) -> list[str]:
    """Each below the title and headings of its passage."""
    units = [passages.unit(row) for row in rows]
    above = {it: " ".join(readable(passages, it).heading) for it in {it.passage for it in units}}
    return [f"{above[it.passage]}\n{passages.text(it)}" for it in units]
