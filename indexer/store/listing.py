"""What an open index knows of its documents and their words without reading a text.

What always holds: each answer is a look-up in `index.sqlite`, and those that are asked for often
are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import Any

from corpus.language import base_language
from corpus.shelf import Told
from indexer.contents import Facet, Listed
from indexer.rows import DocumentRow
from indexer.store.base import Base, many
from indexer.store.tables import BROKEN, as_key, from_head, from_key

KEPT_LISTED = 4_096
KEPT_WORDS = 65_536
FEW = 500  # documents that are looked up one by one

_LISTED = "SELECT row, id, head, sha256 FROM documents"


class OpenContents:
    """Keeps the contract of `Contents`."""

    def __init__(self, base: Base) -> None:
        self._base = base
        # It doesn't know this, which so is gone as soon as nobody asks it.
        self.listed = lru_cache(maxsize=KEPT_LISTED)(partial(_read, base))

    @cached_property
    def languages(self) -> frozenset[str]:
        return frozenset(base_language(tag) for tag in self.names(Facet.LANGUAGE))

    @cached_property
    def _count(self) -> int:
        return int(self._base.one("SELECT count(*) FROM documents")[0])

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Listed]:
        return self._beyond(-1)

    def after(self, row: DocumentRow) -> Iterator[Listed]:
        found = self._base.one("SELECT place FROM documents WHERE row = ?", row)
        if found is None:
            raise self._base.damaged()
        return self._beyond(found[0])

    def _beyond(self, place: int) -> Iterator[Listed]:
        query = "SELECT place, row, id, head, sha256 FROM documents WHERE place > ? ORDER BY place"
        return (_listed(self._base, row[1:]) for row in self._base.each(query, place))

    def told(self) -> Iterator[tuple[str, Told]]:
        # Where not all of a head is needed, SQLite finds it in a tenth of the time.
        query = (
            "SELECT row, id, json_extract(head, '$[1].language'),"
            " json_extract(head, '$[1].assumed') FROM documents WHERE row > ? ORDER BY row"
        )
        for _, name, language, assumed in self._base.each(query):
            yield from_key(name), Told(str(language), bool(assumed))

    def row_of(self, identity: str) -> DocumentRow | None:
        found = self._base.one("SELECT row FROM documents WHERE id = ?", as_key(identity))
        return DocumentRow(found[0]) if found else None

    def names(self, facet: Facet) -> Collection[str]:
        if facet is Facet.DOCUMENT:
            return [from_key(name) for (name,) in self._base.all("SELECT id FROM documents")]
        query = "SELECT DISTINCT value FROM facets WHERE facet = ?"
        return [from_key(value) for (value,) in self._base.all(query, facet.value)]

    def where(self, facet: Facet, values: Collection[str]) -> frozenset[DocumentRow]:
        if facet is Facet.DOCUMENT:
            rows = map(self.row_of, values)
            return frozenset(row for row in rows if row is not None)
        keys = list(map(as_key, values))
        found = (
            self._base.all(
                f"SELECT row FROM facets WHERE facet = ? AND value IN ({many(some)})",
                facet.value,
                *some,
            )
            for some in (keys[at : at + FEW] for at in range(0, len(keys), FEW))
        )
        return frozenset(DocumentRow(row) for (row,) in chain.from_iterable(found))

    def published(self) -> Iterable[tuple[DocumentRow, str]]:
        query = "SELECT row, published FROM documents WHERE published IS NOT NULL"
        return [(DocumentRow(row), day) for row, day in self._base.all(query)]

    def dated(self) -> Sequence[Listed]:
        query = f"{_LISTED} WHERE dated OR id IN (SELECT id FROM superseded) ORDER BY place"
        return [_listed(self._base, found) for found in self._base.all(query)]


def _read(base: Base, row: DocumentRow) -> Listed:
    found = base.one(f"{_LISTED} WHERE row = ?", row)
    if found is None:
        raise base.damaged()
    return _listed(base, found)


def _listed(base: Base, found: Sequence[Any]) -> Listed:
    row, name, head, sha256 = found
    try:
        title, metadata, characters = from_head(head)
        return Listed(
            row=DocumentRow(row), id=from_key(name), title=title,
            sha256=bytes(sha256).hex(), characters=characters, metadata=metadata,
        )  # fmt: skip
    except BROKEN as error:
        raise base.damaged() from error


class OpenWords:
    """Keeps the contract of `Words`."""

    def __init__(self, base: Base, documents: int) -> None:
        """`documents`: how many texts were counted."""
        self._base = base
        self.documents = documents
        stems, words = ("SELECT n FROM stems WHERE word = ?", "SELECT n FROM words WHERE word = ?")
        self.frequency = lru_cache(maxsize=KEPT_WORDS)(partial(_number, base, stems))
        self.count = lru_cache(maxsize=KEPT_WORDS)(partial(_number, base, words))

    def like(self, word: str, edits: int) -> list[str]:
        if not word or not _writable(word):
            return []
        query = (
            "SELECT word FROM words WHERE word >= ? AND word <= ? AND length(word) BETWEEN ? AND ?"
            " ORDER BY at"
        )
        first, lengths = word[0], (len(word) - edits, len(word) + edits)
        found = self._base.all(query, first, f"{first}\U0010ffff", *lengths)
        return [one for (one,) in found]

    def inside(self, part: str) -> bool:
        if not _writable(part):
            return False
        return self._base.one("SELECT 1 FROM words WHERE instr(word, ?) LIMIT 1", part) is not None


def _number(base: Base, query: str, word: str) -> int:
    found = base.one(query, word) if _writable(word) else None
    return int(found[0]) if found else 0


def _writable(word: str) -> bool:
    """No word that was counted holds half a surrogate pair."""
    return not any("\ud800" <= c <= "\udfff" for c in word)
