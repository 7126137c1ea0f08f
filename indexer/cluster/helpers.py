"""Has the files of a corpus read, and its documents split and embedded, by workers.

What always holds: what is indexed is what this process alone would index, and is written by the
same store; what is unchanged, known or done already isn't sent; what little there is to do is done
here; a file or document that brings every worker down is named and left out, and tried again the
next time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.document import Document
from corpus.files import Skipped
from corpus.folder import Folder
from corpus.load import Before, Corpus, load_corpus, look
from corpus.shelf import Shelf
from indexer.build import Progress
from indexer.checkpoint import Checkpoint
from indexer.cluster.encoder import sent
from indexer.cluster.jobs import EmbedDocuments, embedding_code, halves, was_embedded
from indexer.cluster.kept import Kept
from indexer.cluster.reads import Reads, given_up
from indexer.cluster.remembering import Remembering
from indexer.cluster.workers import CHUNK_BYTES, Item, Workers, done
from indexer.embed.protocol import Embedder
from indexer.settings import IndexSettings
from indexer.store.encoder import made_by
from indexer.store.place import CLUSTER
from indexer.store.shelf import heads_of, some_of
from indexer.vectors import DIGEST_BYTES, KnownVectors

# How the encoder is opened in a worker: by what can be pickled.
Opens = Callable[[Path, bool], Callable[[], Embedder]]
Start = Callable[[], AbstractContextManager[Workers]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What is worth sending, in bytes of files and in characters of documents: less is done here
    sooner than workers have begun. `chunk`: how much a worker is sent at once."""

    read: int = 8 * 1024 * 1024
    embed: int = 256 * 1024
    chunk: int = CHUNK_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """What workers did.

    files      they read
    documents  they split and embedded, with so many passages
    again      chunks that were begun again, because a worker had died
    lost       what brought them down each time
    """

    workers: int
    files: int
    documents: int
    passages: int
    seconds: float
    again: int
    lost: tuple[Skipped, ...]


class Helpers:
    """For one run after the other; each ends with `close`."""

    def __init__(
        self,
        start: Start,
        *,
        opens: Opens = lambda place, near: sent(place, near=near),
        bounds: Bounds = Bounds(),
    ) -> None:
        """`start` may take a while, and raise ClusterError: it is called when there is work."""
        self._start = start
        self._opens = opens
        self._bounds = bounds
        self._clear()

    def _clear(self) -> None:
        self._open = ExitStack()
        self._workers: Workers | None = None
        self._kept: Kept | None = None
        self._vectors: Checkpoint | None = None
        self._reads: Reads | None = None
        self._documents = self._passages = 0
        self._seconds = 0.0
        self._lost: dict[str, Skipped] = {}

    def close(self, *, written: bool) -> None:
        """`written`: the index is up to date, so that nothing need be kept for another run."""
        self._open.close()
        if self._kept is not None:
            self._kept.close(forget=written)
        self._clear()

    @property
    def helped(self) -> Helped | None:
        """None where there was nothing to help with."""
        if self._workers is None:
            return None
        reads = self._reads
        lost = (*reads.lost.values(), *self._lost.values()) if reads else self._lost.values()
        return Helped(
            workers=self._workers.count,
            files=reads.files if reads else 0,
            documents=self._documents,
            passages=self._passages,
            seconds=self._seconds + (reads.seconds if reads else 0.0),
            again=self._workers.again,
            lost=tuple(lost),
        )

    def load(
        self,
        path: Path,
        place: Path,
        before: Before,
        progress: Callable[[int, int], None] | None,
        shelf: Shelf,
    ) -> Corpus:
        """As `load_corpus`. `place`: where the index's own files are on this machine."""
        looked = look(path, before)
        folder, names = looked.folder, looked.to_read(before)
        if len(names) < 2 or _size(folder, names) < self._bounds.read:
            return load_corpus(path, before=before, progress=progress, shelf=shelf, looked=looked)
        reads = self._reads = Reads(self._keeps(place), self._bounds.chunk)
        for number, _ in enumerate(reads.run(self._at_work(), folder, names), start=1):
            if progress:
                progress(number, len(names))
        return load_corpus(path, before=before, shelf=shelf, read=reads.filed, looked=looked)

    def _keeps(self, place: Path) -> Kept:
        if self._kept is None:
            self._kept = Kept(place / CLUSTER)
        return self._kept

    def _at_work(self) -> Workers:
        if self._workers is None:
            self._workers = self._open.enter_context(self._start())
        return self._workers

    def embed(
        self,
        corpus: Corpus,
        fresh: Sequence[Document],
        place: Path,
        encoder: Path,
        settings: IndexSettings,
        embedder: Embedder,
        *,
        known: KnownVectors | None,
        progress: Progress | None,
    ) -> Corpus:
        """Has the fresh ones among the documents of a corpus embedded, each read when its turn
        comes. Gives the corpus without those that were given up.

        Raises ClusterError, StoreError or ModelError.
        """
        if not _is_more(fresh, self._bounds.embed):
            return corpus
        kept = self._keeps(place)
        by = f"{made_by(embedder.identity)} {embedding_code()} {settings.passage_tokens}"
        vectors = self._vectors = kept.vectors(by, embedder.dimension)
        heads = heads_of(fresh)
        keys = {head.id: by.encode() + head.key for head in heads}
        workers = self._at_work()
        job = EmbedDocuments(
            opens=self._opens(encoder, workers.near),
            passage_tokens=settings.passage_tokens,
            known=_halves(vectors, known, embedder.identity),
            made_by=embedding_code(),
        )
        items = (
            Item(key=document.id, size=len(document.text), payload=document)
            for at, head in enumerate(heads)
            if not kept.is_embedded(keys[head.id])
            for document in (fresh[at],)
        )
        begun = time.monotonic()
        lost: dict[str, Skipped] = {}
        for id_, answer in done(workers, job, items, chunk_bytes=self._bounds.chunk):
            if answer is None:
                lost[id_] = given_up(_file_of(fresh, id_))
            else:
                passages, digests, made = was_embedded(answer, embedder.dimension)
                if len(digests):
                    vectors.add(digests, made)
                kept.keep_embedded(keys[id_])
                self._documents += 1
                self._passages += passages
            if progress:
                progress("working", len(fresh), 1)
        self._seconds += time.monotonic() - begun
        self._lost |= lost
        return _without(corpus, lost)

    def embedder(self, embedder: Embedder) -> Embedder:
        """One that knows what the workers have embedded."""
        return Remembering(embedder, self._vectors) if self._vectors is not None else embedder


def _size(folder: Folder, names: Sequence[str]) -> int:
    """What can't be looked at is nothing."""
    total = 0
    for name in names:
        try:
            total += (folder.root / name).stat().st_size
        except OSError:
            continue
    return total


def _is_more(documents: Iterable[Document], characters: int) -> bool:
    """Have they so many characters? Reads no more of them than it takes to know that."""
    for document in documents:
        characters -= len(document.text)
        if characters <= 0:
            return True
    return False


def _file_of(documents: Sequence[Document], id_: str) -> str:
    """The file that a document was read from."""
    [document] = some_of(documents, lambda head: head.id == id_)
    return document.source.file if document.source else id_


def _halves(vectors: Checkpoint, known: KnownVectors | None, identity: str) -> bytes:
    keys = list(vectors.rows)
    if known is not None and known.model_identity == identity:
        keys += known.rows
    digests = np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, DIGEST_BYTES)
    return bytes(np.unique(halves(digests)).tobytes())


def _without(corpus: Corpus, lost: Mapping[str, Skipped]) -> Corpus:
    """Those are told of as files that couldn't be read, and are read again the next time."""
    if not lost:
        return corpus
    files = dict(corpus.files)
    for name, filed in corpus.files.items():
        told = tuple(lost[id_] for id_ in filed.documents if id_ in lost)
        if told:
            files[name] = replace(
                filed,
                stamp=None,
                sha256="",
                documents=tuple(id_ for id_ in filed.documents if id_ not in lost),
                skipped=(*filed.skipped, *told),
            )
    return replace(
        corpus,
        documents=some_of(corpus.documents, lambda head: head.id not in lost),
        skipped=(*corpus.skipped, *lost.values()),
        files=files,
    )
