"""What the dense and the lexical search must do, whatever library does it.

What always holds: rows are numbered from 0 in the order in which they were given, and results come
best first. `tests/indexer` has one contract for each, which every implementation keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from indexer.embed.protocol import Vectors
from indexer.rows import DocumentRow, PassageRow

Row = TypeVar("Row", bound=int)  # of what the vectors are: PassageRow or UnitRow

# What a field's BM25 score is multiplied by.
FIELD_WEIGHTS = {"title": 0.6, "section": 0.8, "body": 1.0}


class DenseIndex(Protocol[Row]):
    """Vectors of length 1, by row. Scores are cosines."""

    def __len__(self) -> int: ...

    @property
    def dimension(self) -> int: ...

    def search(
        self, query: Vectors, k: int, among: Sequence[Row] | None = None
    ) -> list[tuple[Row, float]]:
        """The `k` nearest rows to `query` (shape (dimension,)) with their cosines, best first.

        `among` restricts the search to those rows.
        """
        ...

    def cosines(self, query: Vectors, rows: Sequence[Row]) -> Vectors:
        """Of `query` with each of the rows, in their order: shape (len(rows),)."""
        ...

    def vectors(self, rows: Sequence[Row]) -> Vectors:
        """Shape (len(rows), dimension). For the next index, which takes over what it can; a search
        needs `cosines` only."""
        ...

    def save(self, path: Path) -> None:
        """Writes it to a file. Raises StoreError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalEntry:
    """One passage's text by field, in its language."""

    document: DocumentRow
    title: str
    section: str
    body: str
    language: str


class LexicalIndex(Protocol):
    """BM25 over titles, section headings and bodies, each text in its own language."""

    def search(
        self,
        weights: Mapping[str, float],
        k: int,
        documents: Collection[DocumentRow] | None = None,
    ) -> list[tuple[PassageRow, float]]:
        """The `k` best rows for words with their weights, with their BM25 scores, best first.

        A row need not hold every word. `documents` restricts the search to the rows of those.
        """
        ...


class LexicalWriter(Protocol):
    """Writes a lexical index. Each raises StoreError if the disk fails; nothing is there before it
    is closed."""

    def add(self, row: PassageRow, entry: LexicalEntry) -> None: ...

    def remove(self, documents: Collection[DocumentRow]) -> None:
        """All that was added of some documents before."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Searches:
    """How the searches of an index are made, and opened again where they were written.

    dense         from vectors of shape (n, dimension), float32, of length 1
    open_dense    from the file that `DenseIndex.save` wrote; raises StoreError
    lexical       into an empty or missing folder; raises StoreError
    open_lexical  from that folder, with the languages of the entries; raises StoreError
    new_lexical   what writes into an empty or missing folder, in those languages
    more_lexical  what writes on in a folder of the same languages
    """

    dense: Callable[[Vectors], DenseIndex[Any]]
    open_dense: Callable[[Path], DenseIndex[Any]]
    lexical: Callable[[Path, Sequence[LexicalEntry]], LexicalIndex]
    open_lexical: Callable[[Path, Sequence[str]], LexicalIndex]
    new_lexical: Callable[[Path, Sequence[str]], LexicalWriter]
    more_lexical: Callable[[Path, Sequence[str]], LexicalWriter]
