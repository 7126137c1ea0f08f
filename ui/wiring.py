"""The only place that puts the parts together."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from corpus.document import Document
from corpus.errors import QuotedeskError
from corpus.files import Skipped
from corpus.load import Before, load_corpus, original_bytes, original_stamp, unchanged
from indexer.embed.sentence_transformers import Embedder, load_embedder, model_identity
from indexer.index import Index, Progress
from indexer.store.folder import (
    CURRENT,
    check_free,
    fingerprint,
    note_files,
    open_past,
    read_index,
    shaping,
    used_version,
    write_index,
)
from indexer.store.incremental import FILES, Changes, changes, read_files
from qa.engine import Engine
from qa.question import Question
from qa.reply import Reply
from qa.weights import Weights, default_weights, load_weights
from ui.config import Config, load_synonyms
from ui.messages import Said

# How often a desk that is served looks for a new index.
LOOK_SECONDS = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What became of the corpus and its index.

    embedded  different texts, passages and sentences, that the model has read
    reused    those whose vectors were in the index in place
    fresh     the index was up to date and is unchanged
    first     there was no index to compare with
    """

    documents: int
    passages: int
    embedded: int
    reused: int
    changes: Changes
    skipped: tuple[Skipped, ...]
    fresh: bool = False
    first: bool = False

    @property
    def faults(self) -> tuple[Skipped, ...]:
        """What was meant to be read and couldn't be."""
        return tuple(one for one in self.skipped if one.fault)


class Indexing:
    """Brings the configured index up to date as often as it is asked to; a model that was loaded
    for that is kept."""

    def __init__(self, config: Config) -> None:
        self._config = config

    @cached_property
    def embedder(self) -> Embedder:
        """Loaded when it is first needed, which takes seconds. Raises ModelError."""
        return load_embedder(self._config.settings)

    def run(self, progress: Progress | None = None) -> Indexed:
        """Indexes what has changed; what hasn't is neither read nor embedded again.

        Raises QuotedeskError; the index in place is then as it was.
        """
        settings = self._config.settings
        corpus, folder = Path(self._config.corpus), Path(self._config.index)
        identity = model_identity(settings)
        past = open_past(folder)
        if past.files and past.made_with(shaping(settings), identity):
            same = unchanged(corpus, past.files)
            if same is not None:
                note_files(folder, past, same.files)
                count = sum(len(filed.documents) for filed in same.files.values())
                return Indexed(
                    documents=count,
                    passages=past.passages,
                    embedded=0,
                    reused=past.texts,
                    changes=Changes(unchanged=count),
                    skipped=same.skipped,
                    fresh=True,
                )

        def read(_done: int, total: int) -> None:
            if progress:
                progress("reading", total, 1)

        before = Before(files=past.files, documents=past.documents)
        loaded = load_corpus(corpus, before=before, progress=read)
        found = changes(past.documents, loaded.documents)
        if past.fingerprint == fingerprint(loaded.documents, settings, identity):
            note_files(folder, past, loaded.files)
            return Indexed(
                documents=len(loaded.documents),
                passages=past.passages,
                embedded=0,
                reused=past.texts,
                changes=found,
                skipped=loaded.skipped,
                fresh=True,
            )
        check_free(folder)
        index = write_index(
            loaded.documents,
            settings,
            self.embedder,
            folder,
            progress,
            past=past,
            files=loaded.files,
        )
        texts, reused = past.taken_over(index.digests, index.model_identity)
        return Indexed(
            documents=len(loaded.documents),
            passages=len(index.passages),
            embedded=texts - reused,
            reused=reused,
            changes=found,
            skipped=loaded.skipped,
            first=past.fingerprint is None,
        )


def make_index(config: Config, progress: Progress | None = None) -> Indexed:
    """Brings the configured index up to date, once. Raises QuotedeskError."""
    return Indexing(config).run(progress)


def open_engine(config: Config) -> Engine:
    """The engine over the configured index. A missing index is found before the model is loaded,
    which takes seconds."""
    index = read_index(Path(config.index))
    return Engine(
        index,
        load_embedder(config.settings),
        weights=weights_of(config),
        synonyms=load_synonyms(Path(config.synonyms)) if config.synonyms else None,
    )


def weights_of(config: Config) -> Weights:
    """Those that are configured, else those that come along. Raises ConfigError."""
    return load_weights(Path(config.weights)) if config.weights else default_weights()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Serving:
    """What requests are answered from: they hold on to it, so that it can be replaced."""

    engine: Engine
    documents: Mapping[str, Document]
    indexed: datetime | None


class LiveDesk:
    """The desk over the configured index, and over the next one as soon as that is in place.

    What always holds: a question is answered from one index from beginning to end, and a new index
    that can't be served leaves the old one in place.
    """

    def __init__(self, config: Config, indexing: Indexing | None = None) -> None:
        """`indexing` may have loaded the model already.

        Raises QuotedeskError if there is no index that can be served.
        """
        self._config = config
        self._folder = Path(config.index)
        # Before it is read: one that is put in place meanwhile is then looked at again.
        self._seen = used_version(self._folder)
        index = read_index(self._folder)
        self._embedder = (indexing or Indexing(config)).embedder
        self._weights = weights_of(config)
        self._synonyms = load_synonyms(Path(config.synonyms)) if config.synonyms else None
        self._serving = self._over(index)

    def _over(self, index: Index) -> _Serving:
        engine = Engine(index, self._embedder, weights=self._weights, synonyms=self._synonyms)
        try:
            changed = (self._folder / CURRENT).stat().st_mtime
        except OSError:
            indexed = None
        else:
            indexed = datetime.fromtimestamp(changed, UTC)
        return _Serving(engine=engine, documents=engine.documents, indexed=indexed)

    @property
    def documents(self) -> Mapping[str, Document]:
        return self._serving.documents

    @property
    def examples(self) -> tuple[str, ...]:
        return self._config.examples

    @property
    def name(self) -> str:
        return self._config.name

    @property
    def notice(self) -> Said:
        return self._config.notice

    @property
    def contact(self) -> Said:
        return self._config.contact

    @property
    def indexed(self) -> datetime | None:
        return self._serving.indexed

    def original(self, document: Document) -> bytes:
        return original_bytes(Path(self._config.corpus), document)

    def stamp(self, document: Document) -> object | None:
        return original_stamp(Path(self._config.corpus), document)

    def unread(self) -> tuple[Skipped, ...] | None:
        # Read anew: it changes with the files, without a new index where no document does.
        name = used_version(self._folder)
        files = read_files(self._folder / name / FILES) if name else {}
        if not files:
            return None
        return tuple(one for it in files.values() for one in it.skipped if one.fault)

    def ask(self, question: Question) -> Reply:
        return self._serving.engine.ask(question)

    def look(self) -> None:
        """Serves the index in place, if that is a new one. Never an error: each new index that
        can't be served is logged once."""
        name = used_version(self._folder)
        if name is None or name == self._seen:
            return
        self._seen = name
        try:
            self._serving = self._over(read_index(self._folder))
        except QuotedeskError as error:
            log.error("the new index can't be served, the old one still is: %s", error)  # noqa: TRY400
        else:
            log.info("serving a new index of %d documents", len(self._serving.documents))

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Looks for new indexes as long as it lasts."""
        stop = threading.Event()

        def run() -> None:
            while not stop.wait(LOOK_SECONDS):
                try:
                    self.look()
                except Exception:
                    log.exception("the new index can't be served, the old one still is")

        thread = threading.Thread(target=run, name="new index", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
