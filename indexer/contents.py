"""What is known of an index's documents without reading their texts: a table of contents.

What always holds: nothing here reads a text, so that filters, lists and dates cost the same however
long the documents are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from corpus.document import Document, Metadata
from corpus.language import base_language
from corpus.shelf import Told, told_of
from indexer.rows import DocumentRow


class Facet(StrEnum):
    """What documents are chosen by."""

    DOCUMENT = "document"
    PUBLISHER = "publisher"
    TAG = "tag"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document without its text. `sha256` and `characters`: of the text, as it was when the index
    was made."""

    row: DocumentRow
    id: str
    title: str
    sha256: str
    characters: int
    metadata: Metadata


class Contents(Protocol):
    """The documents of one index, in the order of the corpus. Any number of threads may ask."""

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1. O(1)."""
        ...

    def __len__(self) -> int:
        """O(1)."""
        ...

    def __iter__(self) -> Iterator[Listed]:
        """In the order of the corpus. O(number of documents), in bounded memory."""
        ...

    def after(self, row: DocumentRow) -> Iterator[Listed]:
        """Those that come after that one, in the order of the corpus. O(number looked at)."""
        ...

    def told(self) -> Iterator[tuple[str, Told]]:
        """Each document's id and language, in any order. As iterating, and many times as fast."""
        ...

    def listed(self, row: DocumentRow) -> Listed:
        """One look-up."""
        ...

    def row_of(self, identity: str) -> DocumentRow | None:
        """The row of a document's id; None where there is none. One look-up."""
        ...

    def names(self, facet: Facet) -> Collection[str]:
        """Every value that a document has, each once, as it is written. O(number of values)."""
        ...

    def where(self, facet: Facet, values: Collection[str]) -> frozenset[DocumentRow]:
        """The documents that have one of the values, as they are written. O(number found)."""
        ...

    def published(self) -> Iterable[tuple[DocumentRow, str]]:
        """The documents whose day of publication is known, with it. O(number found)."""
        ...

    def dated(self) -> Sequence[Listed]:
        """The documents that aren't simply in force: they have a first or last day, supersede
        others or are superseded. In the order of the corpus. O(number found)."""
        ...


def facets_of(identity: str, metadata: Metadata) -> Iterator[tuple[Facet, str]]:
    """What a document can be chosen by."""
    yield Facet.DOCUMENT, identity
    if metadata.publisher:
        yield Facet.PUBLISHER, metadata.publisher
    for tag in dict.fromkeys(metadata.tags):
        yield Facet.TAG, tag
    for tag in language_tags(metadata.language):
        yield Facet.LANGUAGE, tag


def language_tags(tag: str) -> tuple[str, ...]:
    """A tag and the tags that take it in: "zh-Hant-TW" is "zh-Hant" and "zh" too."""
    parts = tag.split("-")
    return tuple("-".join(parts[:size]) for size in range(len(parts), 0, -1))


def is_dated(metadata: Metadata) -> bool:
    return bool(metadata.valid_from or metadata.valid_until or metadata.supersedes)


class Listing:
    """Keeps the contract of `Contents` for documents that are in memory."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._all = tuple(
            Listed(row=DocumentRow(row), id=it.id, title=it.title, sha256=it.sha256,
                   characters=len(it.text), metadata=it.metadata)
            for row, it in enumerate(documents)
        )  # fmt: skip
        self._rows = {it.id: it.row for it in self._all}
        self.languages = frozenset(base_language(it.metadata.language) for it in self._all)
        self._having: Mapping[Facet, dict[str, set[DocumentRow]]] = {
            facet: defaultdict(set) for facet in Facet
        }
        for it in self._all:
            for facet, value in facets_of(it.id, it.metadata):
                self._having[facet].setdefault(value, set()).add(it.row)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Listed]:
        return iter(self._all)

    def after(self, row: DocumentRow) -> Iterator[Listed]:
        return iter(self._all[row + 1 :])

    def told(self) -> Iterator[tuple[str, Told]]:
        return ((it.id, told_of(it.metadata)) for it in self._all)

    def listed(self, row: DocumentRow) -> Listed:
        return self._all[row]

    def row_of(self, identity: str) -> DocumentRow | None:
        return self._rows.get(identity)

    def names(self, facet: Facet) -> Collection[str]:
        return self._having[facet].keys()

    def where(self, facet: Facet, values: Collection[str]) -> frozenset[DocumentRow]:
        having = self._having[facet]
        return frozenset(row for value in values for row in having.get(value, ()))

    def published(self) -> Iterable[tuple[DocumentRow, str]]:
        return [(it.row, it.metadata.published) for it in self._all if it.metadata.published]

    def dated(self) -> Sequence[Listed]:
        superseded = {name for it in self._all for name in it.metadata.supersedes}
        return [it for it in self._all if is_dated(it.metadata) or it.id in superseded]
