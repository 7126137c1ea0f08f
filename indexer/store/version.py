"""Writes a version of an index: all of it, or what has changed beside links to what hasn't.

What always holds: a version is whole by itself, whatever other versions share its files with it,
for no file is written to again; what a small change costs depends on the change, and on the list of
documents, not on their texts. Where too much of an index is gone, or it has too many parts, it is
written anew, its vectors taken over.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.document import Document
from corpus.language import base_language
from indexer.build import (
    Progress,
    check_some,
    check_text,
    embedded_texts,
    entries_of,
    fill,
    pieces_of,
)
from indexer.checkpoint import Checkpoint
from indexer.embed.protocol import Embedder
from indexer.rows import DocumentRow, PassageRow
from indexer.search import LexicalWriter, Searches, default_searches
from indexer.settings import IndexSettings
from indexer.store.layout import DIGESTS, INDEX, PART, PASSAGE_VECTORS, TERMS, TEXTS, link
from indexer.store.opened import OpenTexts
from indexer.store.reading import parts_in
from indexer.store.tables import Part
from indexer.store.writing import Tables
from indexer.vectors import Digests, KnownVectors, digests_of

# An index of fewer passages is written anew, which takes a moment and leaves nothing behind.
MANY_PASSAGES = 5_000
MOST_GONE = 0.2  # of the passages: more of them, and the index is written anew
MOST_PARTS = 8  # more, and all but the largest are written together
MOST_BESIDE = 0.1  # of the passages, in parts beside the largest


def worth_going_on(meta: Mapping[str, Any]) -> bool:
    """Is an index so large that it isn't simply written anew?"""
    return bool(meta["passages"] >= MANY_PASSAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The version in place, which the new one may go on from."""

    place: Path
    meta: dict[str, Any]
    texts: OpenTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written about a version beside its files."""

    passages: int
    parts: tuple[Part, ...]
    languages: tuple[str, ...]

    def meta(self) -> dict[str, Any]:
        return {
            "parts": [[it.number, it.name, it.first, it.passages] for it in self.parts],
            "languages": list(self.languages),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """
    parts  of the version before that stay
    gone   rows of the documents that go, or are written again
    fresh  places of the documents that are written
    moved  the place of each document that stays, where that has changed
    """

    parts: tuple[Part, ...]
    gone: tuple[DocumentRow, ...]
    fresh: tuple[int, ...]
    places: tuple[tuple[int, DocumentRow], ...]


def write_version(
    place: Path,
    documents: Sequence[Document],
    keys: Sequence[bytes],
    settings: IndexSettings,
    embedder: Embedder,
    *,
    before: Before | None = None,
    known: KnownVectors | None = None,
    checkpoint: Checkpoint | None = None,
    progress: Progress | None = None,
    searches: Searches | None = None,
) -> Written:
    """Writes into a folder that is empty. `keys`: of the documents; `before`: a version that was
    made with the same settings, model and code.

    Raises StoreError if there is nothing to index, or OSError.
    """
    check_some(len(documents))
    plan = _plan(documents, keys, before)
    whole = plan is None or before is None
    if plan is None:
        plan = _Plan(parts=(), gone=(), fresh=tuple(range(len(documents))), places=())
    writer = _Writer(
        place=place,
        documents=documents,
        keys=keys,
        settings=settings,
        embedder=embedder,
        progress=progress,
        searches=searches or default_searches(),
        before=None if whole else before,
        plan=plan,
    )
    return writer.write(known, checkpoint)


def _plan(
    documents: Sequence[Document], keys: Sequence[bytes], before: Before | None
) -> _Plan | None:
    """None where all of it is to be written."""
    if before is None:
        return None
    there = {name: (row, key, part) for name, row, key, part in before.texts.known()}
    parts = parts_in(before.meta)
    largest = max(parts, key=lambda it: it.passages)
    together = {it.number for it in parts if it != largest} if len(parts) >= MOST_PARTS else set()
    fresh: list[int] = []
    places: list[tuple[int, DocumentRow]] = []
    stay: set[DocumentRow] = set()
    staying: set[int] = set()
    languages = set(before.meta["languages"])
    for number, (document, key) in enumerate(zip(documents, keys, strict=True)):
        row, old, part = there.get(document.id, (None, b"", 0))
        if row is None or old != key or part in together:
            fresh.append(number)
            if base_language(document.metadata.language) not in languages:
                return None  # words of that language would have no place
            continue
        stay.add(row)
        staying.add(part)
        places.append((number, row))
    gone = tuple(row for row, _, _ in there.values() if row not in stay)
    kept = tuple(it for it in parts if it.number in staying)
    if largest not in kept or _too_much(before, kept, largest, stay):
        return None
    return _Plan(parts=kept, gone=gone, fresh=tuple(fresh), places=tuple(places))


def _too_much(before: Before, kept: Sequence[Part], largest: Part, stay: set[DocumentRow]) -> bool:
    """Is too much of what stays gone, or beside the largest part?"""
    written = sum(it.passages for it in kept)
    left = len(before.texts.passages_in(stay))
    return (
        written - left > MOST_GONE * written or written - largest.passages > MOST_BESIDE * written
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    place: Path
    documents: Sequence[Document]
    keys: Sequence[bytes]
    settings: IndexSettings
    embedder: Embedder
    progress: Progress | None
    searches: Searches
    before: Before | None
    plan: _Plan

    def write(self, known: KnownVectors | None, checkpoint: Checkpoint | None) -> Written:
        before, plan = self.before, self.plan
        if before is None:
            languages = sorted({base_language(it.metadata.language) for it in self.documents})
            tables = Tables(self.place / INDEX)
            lexical = self.searches.new_lexical(self.place / TERMS, languages)
        else:
            languages = list(before.meta["languages"])
            tables = Tables(self.place / INDEX, before.place / INDEX)
            link(before.place / TERMS, self.place / TERMS)
            for part in plan.parts:
                link(before.place / part.name, self.place / part.name)
            lexical = self.searches.more_lexical(self.place / TERMS, languages)
            self._remove(tables, lexical, before)
        parts = list(plan.parts)
        if plan.fresh:
            parts += self._add_part(tables, lexical, known, checkpoint)
        lexical.close()
        tables.put_in_order(plan.places)
        passages = tables.close()
        check_text(passages)
        return Written(passages=passages, parts=tuple(parts), languages=tuple(languages))

    def _remove(self, tables: Tables, lexical: LexicalWriter, before: Before) -> None:
        for row in self.plan.gone:
            tables.remove(row, before.texts.held(row))
            lexical.remove(row)
        kept = {part.number for part in self.plan.parts}
        for part in parts_in(before.meta):
            if part.number not in kept:
                tables.forget_part(part.first, part.passages)

    def _add_part(
        self,
        tables: Tables,
        lexical: LexicalWriter,
        known: KnownVectors | None,
        checkpoint: Checkpoint | None,
    ) -> list[Part]:
        """The part, if the documents that are written have any text."""
        number = 1 + max((it.number for it in self._old_parts()), default=0)
        folder = self.place / f"{PART}{number}"
        folder.mkdir()
        tables.begin_part(number, folder / TEXTS)
        first = tables.passage
        firsts: list[int] = []
        digests: list[Digests] = []
        for place in self.plan.fresh:
            document = self.documents[place]
            pieces = pieces_of(document, self.embedder, self.settings.passage_tokens)
            row, at = tables.add(place, document, self.keys[place], pieces)
            firsts.append(at - first)
            for entry in entries_of(row, document, pieces.passages):
                lexical.add(PassageRow(at), entry)
                at = PassageRow(at + 1)
            digests.append(digests_of(embedded_texts(document, pieces.passages, self.embedder)))
            if self.progress:
                self.progress("splitting", len(self.plan.fresh), 1)
        all_digests = np.concatenate(digests)
        if not len(all_digests) and self.before is None:
            check_text(0)
        self._embed(folder, all_digests, _Texts(self, firsts), known, checkpoint)
        return [Part(number=number, name=folder.name, first=first, passages=len(all_digests))]

    def _old_parts(self) -> Sequence[Part]:
        return parts_in(self.before.meta) if self.before else ()

    def _embed(
        self,
        folder: Path,
        digests: Digests,
        texts: _Texts,
        known: KnownVectors | None,
        checkpoint: Checkpoint | None,
    ) -> None:
        """The vectors go to a file that is mapped into memory, for there may be many."""
        shape = (len(digests), self.embedder.dimension)
        spool = folder / "vectors.raw"
        vectors: Any = np.zeros(shape, dtype=np.float32)
        if len(digests):
            # Room is asked for at once: where a mapped file finds none, the process is killed.
            with spool.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, 4 * shape[0] * shape[1])
            vectors = np.memmap(spool, dtype=np.float32, mode="r+", shape=shape)
        fill(vectors, digests, texts.of, self.embedder, known, checkpoint, self.progress)
        self.searches.dense(vectors).save(folder / PASSAGE_VECTORS)
        del vectors
        spool.unlink(missing_ok=True)
        with (folder / DIGESTS).open("wb") as file:
            np.save(file, digests, allow_pickle=False)


class _Texts:
    """What is embedded of the passages that are being written, made again when it is needed."""

    def __init__(self, writer: _Writer, firsts: Sequence[int]) -> None:
        """`firsts`: of each document the number of its first passage."""
        self._writer, self._firsts = writer, firsts
        self._at = -1
        self._own: list[str] = []

    def of(self, rows: Sequence[int]) -> list[str]:
        return [self._text(row) for row in rows]

    def _text(self, row: int) -> str:
        at = bisect_right(self._firsts, row) - 1
        if at != self._at:
            writer = self._writer
            document = writer.documents[writer.plan.fresh[at]]
            pieces = pieces_of(document, writer.embedder, writer.settings.passage_tokens)
            self._own = embedded_texts(document, pieces.passages, writer.embedder)
            self._at = at
        return self._own[row - self._firsts[at]]
