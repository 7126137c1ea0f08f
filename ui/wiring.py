"""The only place that puts the parts together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.load import Skipped, load_corpus
from indexer.embed import load_embedder, model_identity
from indexer.index import Index, Progress
from indexer.store import fingerprint, read_index, stored_fingerprint, write_index
from qa.decide import Weights, default_weights, load_weights
from qa.engine import Engine
from qa.question import Question
from qa.reply import Reply
from ui.config import Config, load_synonyms


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What `quotedesk index` did. `fresh`: the index was up to date and nothing was embedded."""

    documents: int
    passages: int | None
    skipped: tuple[Skipped, ...]
    fresh: bool


def make_index(config: Config, progress: Progress | None = None) -> Indexed:
    """Indexes the configured corpus unless the index in place was made from the very same."""
    loaded = load_corpus(Path(config.corpus))
    folder = Path(config.index)
    wanted = fingerprint(loaded.documents, config.settings, model_identity(config.settings))
    fresh = stored_fingerprint(folder) == wanted
    index: Index | None = None
    if not fresh:
        embedder = load_embedder(config.settings)
        index = write_index(loaded.documents, config.settings, embedder, folder, progress)
    return Indexed(
        documents=len(loaded.documents),
        passages=len(index.passages) if index else None,
        skipped=loaded.skipped,
        fresh=fresh,
    )


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
class EngineDesk:
    """An engine with what the desk page shows around it."""

    engine: Engine
    config: Config

    @property
    def documents(self) -> Mapping[str, Document]:
        return self.engine.documents

    @property
    def examples(self) -> tuple[str, ...]:
        return self.config.examples

    @property
    def name(self) -> str:
        return self.config.name

    @property
    def notice(self) -> str:
        return self.config.notice

    def ask(self, question: Question) -> Reply:
        return self.engine.ask(question)
