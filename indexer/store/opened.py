"""An index that is open: what is asked for is read from its files, and little of it is kept.

What always holds: opening costs the same however large the index is; a text that is given out has
the digest that was recorded when it was written; any number of threads may ask at once.
"""

from __future__ import annotations

import json
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import NamedTuple, Protocol, cast

import numpy as np

from corpus.boilerplate import REPEATED_CHARS, REPEATED_IN
from corpus.document import Document
from corpus.errors import StoreError
from corpus.structure import fold
from indexer.acronyms import likeliest
from indexer.chunk import Passage
from indexer.index import IndexedUnit, Sizes
from indexer.rows import DocumentRow, PassageRow, UnitRow
from indexer.search.parts import Rows
from indexer.search.protocols import DenseIndex, LexicalIndex
from indexer.settings import IndexSettings
from indexer.store.base import Base
from indexer.store.listing import FEW, OpenContents, OpenWords
from indexer.store.tables import BROKEN, Held, digest_of, from_body, from_key, line_key
from indexer.vectors import Digests

KEPT_CHARS = 16_000_000  # of texts that are kept once they were read, at about ten bytes each
KEPT_ROWS = 32_768


class _Kept:
    """The documents that were read last, up to a number of characters."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: OrderedDict[DocumentRow, Held] = OrderedDict()
        self._chars = 0

    def get(self, row: DocumentRow) -> Held | None:
        with self._lock:
            found = self._held.get(row)
            if found is not None:
                self._held.move_to_end(row)
            return found

    def add(self, row: DocumentRow, held: Held) -> None:
        with self._lock:
            if row not in self._held:
                self._held[row] = held
                self._chars += len(held.document.text)
            while self._chars > KEPT_CHARS and len(self._held) > 1:
                _, old = self._held.popitem(last=False)
                self._chars -= len(old.document.text)


class Known(NamedTuple):
    """What the next version must know of a document. `place`: in the order of the corpus."""

    id: str
    row: DocumentRow
    key: bytes
    part: int
    place: int


class Bodies(Protocol):
    """What documents are read from, as `tables.body_of` made them."""

    def body(self, row: DocumentRow) -> bytes | None: ...

    def damaged(self) -> StoreError: ...


class OpenTexts:
    """What an index holds, without what searches it."""

    def __init__(self, base: Base, texts: Mapping[int, Bodies]) -> None:
        """`texts`: of each part, by its number."""
        self._base, self._texts = base, texts
        self._kept = _Kept()
        # The one that was looked at last: what is asked of it is mostly asked a hundred times.
        self._last: tuple[DocumentRow, Held] | None = None
        self.contents = OpenContents(base)
        self.vocabulary = OpenWords(base, self.sizes.passages)
        # None of them knows the index, which so is gone, with its files, as soon as nobody asks it.
        self._by_passage = lru_cache(maxsize=KEPT_ROWS)(_holding(base, "passage"))
        self._by_unit = lru_cache(maxsize=KEPT_ROWS)(_holding(base, "unit"))
        self.units_in = lru_cache(maxsize=KEPT_ROWS)(partial(_units_in, base))

    @cached_property
    def sizes(self) -> Sizes:
        names = ("documents", "passages", "units")
        return Sizes(**{name: int(self.state(name)) for name in names})

    @cached_property
    def acronyms(self) -> Mapping[str, str]:
        try:
            counted = self._base.all("SELECT word, n FROM acronyms ORDER BY at")
            return likeliest((*json.loads(word), n) for word, n in counted)
        except BROKEN as error:
            raise self._base.damaged() from error

    def known(self) -> Iterator[Known]:
        query = "SELECT row, id, key, part, place FROM documents WHERE row > ? ORDER BY row"
        for row, name, key, part, place in self._base.each(query):
            yield Known(from_key(name), row, key, part, place)

    def there(self, first: int, passages: int) -> Rows | None:
        """Which rows of a part aren't gone, counted from 0; None where all are there."""
        query = "SELECT first, passages FROM gone WHERE first >= ? AND first < ?"
        gone = self._base.all(query, first, first + passages)
        if not gone:
            return None
        there = np.ones(passages, dtype=np.bool_)
        for start, count in gone:
            there[start - first : start - first + count] = False
        return np.flatnonzero(there).astype(np.int64)

    def document(self, row: DocumentRow) -> Document:
        return self.held(row).document

    def each(self) -> Iterator[Document]:
        return (self._held_or_read(listed.row).document for listed in self.contents)

    def document_of(self, passage: PassageRow) -> DocumentRow:
        row: DocumentRow = self._by_passage(passage)
        return row

    def passage(self, row: PassageRow) -> Passage:
        held = self.held(self.document_of(row))
        return held.passages[row - held.first_passage]

    def passages_in(self, documents: Collection[DocumentRow]) -> Sequence[PassageRow]:
        query = "SELECT row, first_passage, passages FROM documents"
        if len(documents) <= FEW:
            rows = [self._base.one(f"{query} WHERE row = ?", it) for it in sorted(documents)]
        else:
            rows = [it for it in self._base.all(query) if it[0] in documents]
        found = array("q")
        for _, first, count in sorted(rows, key=lambda it: it[1]):
            found.extend(range(first, first + count))
        return cast("Sequence[PassageRow]", found)

    def unit(self, row: UnitRow) -> IndexedUnit:
        last = self._last
        if last is not None and 0 <= row - last[1].first_unit < len(last[1].units):
            held = last[1]
        else:
            held = self.held(self._by_unit(row))
        return held.units[row - held.first_unit]

    def units_of(self, passage: PassageRow) -> Sequence[UnitRow]:
        held = self.held(self.document_of(passage))
        return cast("Sequence[UnitRow]", held.units_of[passage - held.first_passage])

    def state(self, name: str) -> str:
        found = self._base.one("SELECT value FROM state WHERE name = ?", name)
        if found is None:
            raise self._base.damaged()
        return str(found[0])

    def expect(self, passages: Collection[PassageRow]) -> None:
        """A file is read as quickly one document after the other."""

    def not_kept(self, documents: Collection[DocumentRow]) -> list[DocumentRow]:
        """Those that would have to be read."""
        return [row for row in documents if self._kept.get(row) is None]

    def held(self, row: DocumentRow) -> Held:
        last = self._last
        if last is not None and last[0] == row:
            return last[1]
        held = self._kept.get(row)
        if held is None:
            held = self._read(row)
            self._kept.add(row, held)
        self._last = (row, held)
        return held

    def _held_or_read(self, row: DocumentRow) -> Held:
        """What is read isn't kept."""
        return self._kept.get(row) or self._read(row)

    def _read(self, row: DocumentRow) -> Held:
        query = "SELECT part, first_passage, first_unit, digest, sha256 FROM documents"
        found = self._base.one(f"{query} WHERE row = ?", row)
        if found is None or found[0] not in self._texts:
            raise self._base.damaged()
        part, first_passage, first_unit, digest, sha256 = found
        body = self._texts[part].body(row)
        if body is None or digest_of(body) != digest:
            raise self._texts[part].damaged()
        try:
            held = from_body(body, row, first_passage, first_unit, self._is_repeated)
        except BROKEN as error:
            raise self._texts[part].damaged() from error
        if bytes.fromhex(held.document.sha256) != sha256:
            raise StoreError(
                f"the text of {held.document.id} is not the one that was indexed",
                mend="run `quotedesk index` again",
            )
        return held

    def _is_repeated(self, text: str) -> bool:
        """Does a unit's text stand as a line in many documents?"""
        line = fold(text)
        if len(line) > REPEATED_CHARS:
            return False
        found = self._base.one("SELECT n FROM lines WHERE word = ?", line_key(line))
        return found is not None and found[0] >= REPEATED_IN


def _units_in(base: Base, document: DocumentRow) -> Sequence[UnitRow]:
    found = base.one("SELECT first_unit, units FROM documents WHERE row = ?", document)
    if found is None:
        raise base.damaged()
    return cast("Sequence[UnitRow]", range(found[0], found[0] + found[1]))


def _holding(base: Base, kind: str) -> Callable[[int], DocumentRow]:
    query = (
        f"SELECT row, first_{kind} + {kind}s FROM documents WHERE first_{kind} <= ?"
        f" AND {kind}s ORDER BY first_{kind} DESC LIMIT 1"
    )

    def holding(row: int) -> DocumentRow:
        found = base.one(query, row)
        if found is None or row >= found[1]:
            raise base.damaged()
        return DocumentRow(found[0])

    return holding


class OpenIndex(OpenTexts):
    """Keeps the contract of `Index`."""

    def __init__(
        self,
        base: Base,
        texts: Mapping[int, Bodies],
        settings: IndexSettings,
        model_identity: str,
        vectors: DenseIndex[PassageRow],
        sparse: LexicalIndex,
        digests: Callable[[], Digests],
    ) -> None:
        super().__init__(base, texts)
        self.settings, self.model_identity = settings, model_identity
        self.passage_vectors, self.sparse = vectors, sparse
        self._read_digests = digests

    @property
    def digests(self) -> Digests:
        return self._read_digests()
