"""Writes a version of an index: all of it, or what has changed beside links to what hasn't.

What always holds: a version is whole by itself, whatever other versions share its files with it,
for no file is written to again; what a small change costs depends on the change, and on the list of
documents, not on their texts. Where too much of an index is gone, or it has too many parts, it is
written anew, its vectors taken over.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
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
from indexer.rows import PassageRow
from indexer.search import LexicalWriter, Searches, default_searches
from indexer.settings import IndexSettings
from indexer.store.fingerprint import fingerprint
from indexer.store.layout import (
    DIGESTS,
    INDEX,
    PART,
    PASSAGE_VECTORS,
    TERMS,
    TEXTS,
    link,
    meta_of,
)
from indexer.store.plan import Before, Fresh, Plan, everything, plan_of
from indexer.store.reading import parts_in
from indexer.store.shelf import Head
from indexer.store.spool import Spool
from indexer.store.tables import Part
from indexer.store.writing import Tables
from indexer.vectors import Digests, KnownVectors, digests_of, keys_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written about a version beside its files."""

    passages: int
    parts: tuple[Part, ...]
    languages: tuple[str, ...]

    def meta(
        self, heads: Sequence[Head], settings: IndexSettings, model_identity: str, corpus: str
    ) -> dict[str, Any]:
        """What is written about the version, wherever it is kept."""
        made_from = fingerprint((head.key for head in heads), settings, model_identity)
        return meta_of(settings, model_identity, self.passages, made_from) | {
            "corpus": corpus,
            "parts": [[it.number, it.name, it.first, it.passages] for it in self.parts],
            "languages": list(self.languages),
        }


def write_version(
    place: Path,
    documents: Sequence[Document],
    heads: Sequence[Head],
    settings: IndexSettings,
    embedder: Embedder,
    *,
    before: Before | None = None,
    known: KnownVectors | None = None,
    checkpoint: Checkpoint | None = None,
    progress: Progress | None = None,
    searches: Searches | None = None,
) -> Written:
    """Writes into a folder that is empty. `heads`: of the documents; `before`: a version that was
    made with the same settings, model and code.

    Raises StoreError if there is nothing to index, or OSError.
    """
    check_some(len(documents))
    plan = plan_of(heads, before) if before else None
    writer = _Writer(
        place=place,
        documents=documents,
        heads=heads,
        settings=settings,
        embedder=embedder,
        progress=progress,
        searches=searches or default_searches(),
        before=before if plan else None,
        plan=plan or everything(len(documents)),
    )
    return writer.write(known, checkpoint)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    place: Path
    documents: Sequence[Document]
    heads: Sequence[Head]
    settings: IndexSettings
    embedder: Embedder
    progress: Progress | None
    searches: Searches
    before: Before | None
    plan: Plan

    def write(self, known: KnownVectors | None, checkpoint: Checkpoint | None) -> Written:
        before, plan = self.before, self.plan
        if before is None:
            languages = sorted({base_language(it.language) for it in self.heads})
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
        tables.put_in_order(plan.moved)
        passages = tables.close()
        check_text(passages)
        return Written(passages=passages, parts=tuple(parts), languages=tuple(languages))

    def _remove(self, tables: Tables, lexical: LexicalWriter, before: Before) -> None:
        for row in self.plan.gone:
            tables.remove(row, before.texts.held(row))
        lexical.remove(self.plan.gone)
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
        digests: list[Digests] = []
        with _Texts(folder, self._usable(known), checkpoint) as texts:
            for fresh in self.plan.fresh:
                digests.append(self._add(fresh, tables, lexical, texts))
                if self.progress:
                    self.progress("splitting", len(self.plan.fresh), 1)
            all_digests = np.concatenate(digests)
            if not len(all_digests) and self.before is None:
                check_text(0)
            self._embed(folder, all_digests, texts, known, checkpoint)
        return [Part(number=number, name=folder.name, first=first, passages=len(all_digests))]

    def _add(self, fresh: Fresh, tables: Tables, lexical: LexicalWriter, texts: _Texts) -> Digests:
        """One document. Gives the digests of what is embedded of it."""
        document = self.documents[fresh.number]
        pieces = pieces_of(document, self.embedder, self.settings.passage_tokens)
        row, at = tables.add(fresh.place, document, self.heads[fresh.number].key, pieces)
        for entry in entries_of(row, document, pieces.passages):
            lexical.add(PassageRow(at), entry)
            at = PassageRow(at + 1)
        return texts.add(embedded_texts(document, pieces.passages, self.embedder))

    def _usable(self, known: KnownVectors | None) -> KnownVectors | None:
        same = known is not None and known.model_identity == self.embedder.identity
        return known if same else None

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
    """What is embedded of the passages that are being written; on the disk, where it isn't known
    already. To be used in a ``with``."""

    def __init__(
        self, folder: Path, known: KnownVectors | None, checkpoint: Checkpoint | None
    ) -> None:
        """`known` and `checkpoint`: have the vectors of texts."""
        self._known = (known.rows if known else {}, checkpoint.rows if checkpoint else {})
        self._spool = Spool(folder)

    def __enter__(self) -> _Texts:
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.__exit__()

    def add(self, texts: Sequence[str]) -> Digests:
        digests = digests_of(texts)
        for text, key in zip(texts, keys_of(digests), strict=True):
            kept = any(key in rows for rows in self._known)
            self._spool.add(b"" if kept else text.encode("utf-8", "surrogatepass"))
        return digests

    def of(self, rows: Sequence[int]) -> list[str]:
        return [self._spool.get(row).decode("utf-8", "surrogatepass") for row in rows]
