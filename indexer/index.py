"""An index in memory: documents, passages, units, and how they are searched.

What always holds: an `Index` is never changed after it was made, so that any number of threads may
search it; rows of the searches are positions in `passages` and `units`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from corpus.document import Document, Span
from corpus.errors import StoreError
from indexer.chunk import Passage
from indexer.embed.protocol import Embedder
from indexer.rows import DocumentRow, PassageRow, UnitRow
from indexer.search.protocols import DenseIndex, LexicalIndex
from indexer.settings import IndexSettings
from indexer.terms import Vocabulary
from indexer.vectors import Digests


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedUnit:
    """A sentence, list item or table row: `document` and `passage` are rows, `block` counts
    within the document."""

    document: DocumentRow
    passage: PassageRow
    block: int
    span: Span
    boilerplate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """
    passage_documents  for each passage the row of its document
    unit_rows          for each passage the rows of its units, in order
    passage_vectors    of the passages below their title and headings
    digests            of what was embedded: a row a passage
    recorded           SHA-256 of each document's text by its id, as it was when the index was made
    """

    settings: IndexSettings
    model_identity: str
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    passage_documents: tuple[DocumentRow, ...]
    units: tuple[IndexedUnit, ...]
    unit_rows: tuple[Sequence[UnitRow], ...]
    passage_vectors: DenseIndex[PassageRow]
    sparse: LexicalIndex
    vocabulary: Vocabulary
    acronyms: Mapping[str, str]
    digests: Digests
    recorded: Mapping[str, str]


def ranges_of(units: Sequence[IndexedUnit], passages: int) -> tuple[Sequence[UnitRow], ...]:
    """For each passage the rows of its units; units of a passage lie together."""
    bounds: list[list[int]] = [[0, 0] for _ in range(passages)]
    seen = -1
    for row, unit in enumerate(units):
        if unit.passage != seen:
            bounds[unit.passage] = [row, row]
            seen = unit.passage
        bounds[unit.passage][1] = row + 1
    return tuple(cast("Sequence[UnitRow]", range(start, end)) for start, end in bounds)


def check_model(index: Index, embedder: Embedder) -> None:
    """Raises StoreError unless the index was made with this very model."""
    if index.model_identity != embedder.identity:
        raise StoreError(
            f"the index was made with {index.model_identity}, not with {embedder.identity}",
            mend="set that model, or run `quotedesk index` again",
        )
