"""An index as it is asked: documents, passages, units, and how they are searched.

What always holds: an index is never changed after it was opened, so that any number of threads may
ask it; rows of the searches are those of its passages, and a row is never given to another text.
Rows need not be without gaps: documents that are gone leave theirs unused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass, field
from typing import Protocol, cast

from corpus.document import Document, Span
from corpus.errors import StoreError
from corpus.language import base_language
from corpus.shelf import Told
from indexer.chunk import Passage
from indexer.contents import Contents, Listed, Listing
from indexer.embed.protocol import Embedder
from indexer.rows import DocumentRow, PassageRow, UnitRow
from indexer.search.protocols import DenseIndex, LexicalIndex
from indexer.settings import IndexSettings
from indexer.terms import Vocabulary, Words
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
class Sizes:
    """How many there are of each."""

    documents: int
    passages: int
    units: int


class Library(Protocol):
    """Documents that can be listed and read."""

    @property
    def contents(self) -> Contents:
        """The documents without their texts."""
        ...

    def document(self, row: DocumentRow) -> Document:
        """Reads a document, unless it was read lately. O(its length)."""
        ...

    def each(self) -> Iterator[Document]:
        """All of them in the order of the corpus, each read when it is its turn and then let go."""
        ...


class Index(Library, Protocol):
    """What answering needs of an index, and what each thing costs.

    A document is the least that is read: what is asked of its passages and units then costs
    nothing, as long as it is among those that were read last. Whatever is read raises StoreError
    where it isn't as it was written.
    """

    @property
    def settings(self) -> IndexSettings: ...

    @property
    def model_identity(self) -> str: ...

    @property
    def sizes(self) -> Sizes: ...

    @property
    def passage_vectors(self) -> DenseIndex[PassageRow]:
        """Of the passages below their title and headings."""
        ...

    @property
    def sparse(self) -> LexicalIndex: ...

    @property
    def vocabulary(self) -> Words: ...

    @property
    def acronyms(self) -> Mapping[str, str]: ...

    @property
    def digests(self) -> Digests:
        """Of what was embedded: a row a passage that there is. For the next index."""
        ...

    def document_of(self, passage: PassageRow) -> DocumentRow:
        """One look-up; no text is read."""
        ...

    def passage(self, row: PassageRow) -> Passage:
        """Reads its document, unless that was read lately."""
        ...

    def passages_in(self, documents: Collection[DocumentRow]) -> Sequence[PassageRow]:
        """Of those documents, in order. O(number of them); no text is read."""
        ...

    def expect(self, passages: Collection[PassageRow]) -> None:
        """These will be looked at in a moment: an index that is far away fetches their documents
        together. Nothing else depends on it. Raises StoreError."""
        ...

    def unit(self, row: UnitRow) -> IndexedUnit:
        """Reads its document, unless that was read lately."""
        ...

    def units_of(self, passage: PassageRow) -> Sequence[UnitRow]:
        """The rows of a passage's units, one after the other without a gap. As `passage`."""
        ...

    def units_in(self, document: DocumentRow) -> Sequence[UnitRow]:
        """The rows of a document's units, in the order of its text, without a gap. One look-up."""
        ...


@dataclass(frozen=True, kw_only=True)
class BuiltIndex:
    """An index in memory, whole. Keeps the contract of `Index`.

    passage_documents  for each passage the row of its document
    unit_rows          for each passage the rows of its units, in order
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
    contents: Listing = field(init=False, repr=False, compare=False)
    _units_in: tuple[range, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "contents", Listing(self.documents))
        bounds = [[0, 0] for _ in self.documents]
        for row, unit in enumerate(self.units):
            bound = bounds[unit.document]
            bound[0] = bound[0] if bound[1] else row
            bound[1] = row + 1
        object.__setattr__(self, "_units_in", tuple(range(*bound) for bound in bounds))

    @property
    def sizes(self) -> Sizes:
        return Sizes(
            documents=len(self.documents), passages=len(self.passages), units=len(self.units)
        )

    def document(self, row: DocumentRow) -> Document:
        return self.documents[row]

    def each(self) -> Iterator[Document]:
        return iter(self.documents)

    def document_of(self, passage: PassageRow) -> DocumentRow:
        return self.passage_documents[passage]

    def passage(self, row: PassageRow) -> Passage:
        return self.passages[row]

    def passages_in(self, documents: Collection[DocumentRow]) -> Sequence[PassageRow]:
        return [PassageRow(row) for row, it in enumerate(self.passage_documents) if it in documents]

    def expect(self, passages: Collection[PassageRow]) -> None:
        """All of it is there."""

    def unit(self, row: UnitRow) -> IndexedUnit:
        return self.units[row]

    def units_of(self, passage: PassageRow) -> Sequence[UnitRow]:
        return self.unit_rows[passage]

    def units_in(self, document: DocumentRow) -> Sequence[UnitRow]:
        return cast("Sequence[UnitRow]", self._units_in[document])


class Texts(Mapping[str, Document]):
    """The documents of an index by id, in the order of the corpus; each is read when it is asked
    for, and kept as `Index.document` keeps it. Whoever goes through `values` keeps none."""

    def __init__(self, index: Library) -> None:
        self._index = index

    def __getitem__(self, identity: str) -> Document:
        row = self._index.contents.row_of(identity)
        if row is None:
            raise KeyError(identity)
        return self._index.document(row)

    def values(self) -> ValuesView[Document]:
        return _Each(self, self._index)

    def told(self) -> Iterator[tuple[str, Told]]:
        """Each document's id and language, in any order."""
        return self._index.contents.told()

    def listed(self, after: str | None = None) -> Iterator[Listed]:
        """Each without its text, in the order of the corpus; those that come `after` that one.
        Raises KeyError."""
        contents = self._index.contents
        if after is None:
            return iter(contents)
        row = contents.row_of(after)
        if row is None:
            raise KeyError(after)
        return contents.after(row)

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1. O(1)."""
        return self._index.contents.languages

    def __contains__(self, identity: object) -> bool:
        return isinstance(identity, str) and self._index.contents.row_of(identity) is not None

    def __iter__(self) -> Iterator[str]:
        return (listed.id for listed in self._index.contents)

    def __len__(self) -> int:
        return len(self._index.contents)


class _Each(ValuesView[Document]):
    def __init__(self, documents: Texts, index: Library) -> None:
        super().__init__(documents)
        self._each = index.each

    def __iter__(self) -> Iterator[Document]:
        return self._each()


def listed_in(documents: Mapping[str, Document], after: str | None = None) -> Iterator[Listed]:
    """Documents without their texts, in their order: none is read where an index knows them. Of
    those that come `after` one, KeyError is raised if that isn't there."""
    if not isinstance(documents, Texts):
        documents = Texts(_Held(tuple(documents.values())))
    return documents.listed(after)


class _Held:
    """Keeps the contract of `Library` for documents that are in memory."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents, self.contents = documents, Listing(documents)

    def document(self, row: DocumentRow) -> Document:
        return self._documents[row]

    def each(self) -> Iterator[Document]:
        return iter(self._documents)


def languages_in(documents: Mapping[str, Document]) -> frozenset[str]:
    """ISO 639-1."""
    if isinstance(documents, Texts):
        return documents.languages
    return frozenset(base_language(it.metadata.language) for it in documents.values())


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
