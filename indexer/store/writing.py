"""The tables of a version that is being written: documents are added and taken away, and what was
counted over all of them is kept right.

What always holds: after any documents were added and taken away, the counts are those of the
documents that are there; what was counted is written in portions, so that it needs no more memory
the more there is.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.boilerplate import lines_of
from corpus.document import Document
from indexer.acronyms import acronyms_in
from indexer.build import Pieces, counted_texts
from indexer.contents import Facet, facets_of, is_dated
from indexer.index import IndexedUnit
from indexer.rows import DocumentRow, PassageRow
from indexer.store.codec import as_json
from indexer.store.tables import (
    INDEX_TABLES,
    TEXT_TABLES,
    Held,
    as_key,
    body_of,
    digest_of,
    head_of,
    line_key,
)
from indexer.terms import stems_of, words_of

CACHE_KIB = 32_768  # of pages, a file
MOST_COUNTED = 200_000  # different words that are kept before they are written


@contextmanager
def disk() -> Iterator[None]:
    """What SQLite can't write is said as the system says it."""
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(None, str(error)) from error


def _open(path: Path, tables: str = "") -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None)
    # Nobody reads it before all of it is on the disk, and a part of it is of no use.
    base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {tables}")
    base.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    base.execute("BEGIN")
    return base


class _Counts:
    """Counts that are added to those in a table. Where it has a column `at`, what is new there
    comes after what was."""

    def __init__(self, base: sqlite3.Connection, table: str, *, ordered: bool = False) -> None:
        self._base, self._table = base, table
        self._counter: Counter[str | bytes] = Counter()
        self._fewer = False
        self._next = 0
        columns = "word, n"
        if ordered:
            columns += ", at"
            query = f"SELECT ifnull(max(at), -1) + 1 FROM {table}"
            self._next = int(base.execute(query).fetchone()[0])
        self._ordered = ordered
        self._insert = (
            f"INSERT INTO {table} ({columns}) VALUES (?, ?{', ?' * ordered})"
            " ON CONFLICT (word) DO UPDATE SET n = n + excluded.n"
        )

    def add(self, found: Iterable[str] | Iterable[bytes], sign: int) -> None:
        """As often as each occurs."""
        if sign > 0:
            self._counter.update(found)
        else:
            self._counter.subtract(found)
            self._fewer = True
        if len(self._counter) > MOST_COUNTED:
            self.write()

    def write(self) -> None:
        rows: Iterable[tuple[Any, ...]] = self._counter.items()
        if self._ordered:
            rows = ((word, n, at) for at, (word, n) in enumerate(rows, self._next))
            self._next += len(self._counter)
        # In order: one page of the table after the other.
        self._base.executemany(self._insert, sorted(rows))
        self._counter.clear()
        if self._fewer:
            self._base.execute(f"DELETE FROM {self._table} WHERE n = 0")


class Tables:
    """The files `index.sqlite`, and `texts.sqlite` of the part that is being written. Each method
    raises OSError."""

    def __init__(self, index: Path, before: Path | None = None) -> None:
        """`before`: the file of the version that this one goes on from."""
        with disk():
            if before is not None:
                shutil.copyfile(before, index)
            self._base = _open(index, "" if before is not None else INDEX_TABLES)
            self._texts: sqlite3.Connection | None = None
            self._part = 0
            self._words = _Counts(self._base, "words", ordered=True)
            self._stems = _Counts(self._base, "stems")
            self._acronyms = _Counts(self._base, "acronyms", ordered=True)
            self._lines = _Counts(self._base, "lines")
            self.row = self._next("row", "documents", 1)
            self.unit = self._next("first_unit", "documents", "units")
            self.passage = max(
                self._next("first_passage", "documents", "passages"),
                self._next("first", "gone", "passages"),
            )
            self._row_gone()

    def _next(self, column: str, table: str, length: str | int) -> int:
        found = self._base.execute(f"SELECT max({column} + {length}) FROM {table}").fetchone()
        return int(found[0] or 0)

    def _row_gone(self) -> None:
        """Rows of documents that are gone aren't given again."""
        found = self._base.execute("SELECT value FROM state WHERE name = 'next'").fetchone()
        if found:
            row, unit = map(int, str(found[0]).split())
            self.row, self.unit = max(row, self.row), max(unit, self.unit)

    def begin_part(self, number: int, texts: Path) -> None:
        with disk():
            self._part, self._texts = number, _open(texts, TEXT_TABLES)

    def add(
        self, place: int, document: Document, key: bytes, pieces: Pieces
    ) -> tuple[DocumentRow, PassageRow]:
        """Gives the row of the document and that of its first passage."""
        row, first = DocumentRow(self.row), PassageRow(self.passage)
        units = [
            IndexedUnit(
                document=row,
                passage=PassageRow(first + passage),
                block=unit.block,
                span=unit.span,
                boilerplate=unit.boilerplate,
            )
            for passage, unit in pieces.units
        ]
        body = body_of(document, pieces.passages, units, first)
        known = document.metadata
        with disk():
            if self._texts is not None:
                self._texts.execute("INSERT INTO texts VALUES (?, ?)", (row, body))
            self._base.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (row, place, as_key(document.id), head_of(document),
                 bytes.fromhex(document.sha256), key,
                 digest_of(body), known.published, is_dated(known), self._part, first,
                 len(pieces.passages), self.unit, len(units)),
            )  # fmt: skip
            self._base.executemany(
                "INSERT INTO facets VALUES (?, ?, ?)",
                [
                    (facet.value, as_key(value), row)
                    for facet, value in facets_of(document.id, known)
                    if facet is not Facet.DOCUMENT
                ],
            )
            self._base.executemany(
                "INSERT OR IGNORE INTO superseded VALUES (?, ?)",
                [(as_key(name), row) for name in known.supersedes],
            )
            self._count(document, pieces, 1)
        self.row += 1
        self.passage += len(pieces.passages)
        self.unit += len(units)
        return row, first

    def remove(self, row: DocumentRow, held: Held) -> None:
        """Its text stays in its part, and isn't found any more."""
        with disk():
            self._base.execute("DELETE FROM documents WHERE row = ?", (row,))
            for facet, value in facets_of(held.document.id, held.document.metadata):
                self._base.execute(
                    "DELETE FROM facets WHERE facet = ? AND value = ? AND row = ?",
                    (facet.value, as_key(value), row),
                )
            for name in held.document.metadata.supersedes:
                self._base.execute(
                    "DELETE FROM superseded WHERE id = ? AND by_row = ?", (as_key(name), row)
                )
            if held.passages:
                gone = (held.first_passage, len(held.passages))
                self._base.execute("INSERT INTO gone VALUES (?, ?)", gone)
            self._count(held.document, Pieces(passages=held.passages, units=()), -1)

    def _count(self, document: Document, pieces: Pieces, sign: int) -> None:
        for text, language in counted_texts(document, pieces.passages):
            found = words_of(text)
            self._words.add(found, sign)
            self._stems.add(stems_of(found, language), sign)
        self._acronyms.add(map(as_json, acronyms_in(document.text)), sign)
        self._lines.add({line_key(line) for line, _ in lines_of(document)}, sign)

    def put_in_order(self, places: Iterable[tuple[int, DocumentRow]]) -> None:
        """The places of documents whose place has changed."""
        with disk():
            self._base.executemany("UPDATE documents SET place = ? WHERE row = ?", places)

    def forget_part(self, first: int, passages: int) -> None:
        """No document is left in a part: nothing need be known of its rows."""
        with disk():
            self._base.execute(
                "DELETE FROM gone WHERE first >= ? AND first < ?", (first, first + passages)
            )

    def close(self) -> int:
        """How many passages there are."""
        with disk():
            for counts in (self._words, self._stems, self._acronyms, self._lines):
                counts.write()
            query = (
                "SELECT count(*), ifnull(sum(passages), 0), ifnull(sum(units), 0) FROM documents"
            )
            sizes = self._base.execute(query).fetchone()
            state = dict(zip(("documents", "passages", "units"), map(str, sizes), strict=True))
            state["next"] = f"{self.row} {self.unit}"
            self._base.executemany(
                "INSERT OR REPLACE INTO state VALUES (?, ?)", list(state.items())
            )
            for base in (self._base, self._texts):
                if base is not None:
                    base.execute("COMMIT")
                    base.close()
        return int(sizes[1])
