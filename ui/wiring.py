"""The only place that puts the parts together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from weakref import WeakValueDictionary

from corpus.errors import ConfigError, StoreError
from indexer.build import Progress
from indexer.cluster.helpers import Helpers
from indexer.cluster.ray_workers import RayWorkers
from indexer.cluster.settings import ClusterSettings
from indexer.embed import Embedder, load_embedder, model_identity, open_encoder
from indexer.index import Index
from indexer.store.folder import FolderStore
from indexer.store.protocol import Store
from indexer.update import Indexed, Indexing
from qa.engine import Engine
from qa.pins.pinned import Led
from qa.read.model import DEFAULT, FOLDER, MULTILINGUAL, open_reader
from qa.read.pace import Pace
from qa.read.reader import Reader
from qa.read.ways import Reads
from qa.weights import Weights, default_weights, load_weights
from ui.config import Config, load_secrets
from ui.pins import PinStore
from ui.settings_file import MILVUS
from ui.synonyms import load_synonyms


def store_of(config: Config) -> Store:
    """Where the configured index is kept."""
    if config.store == MILVUS:
        from indexer.store.milvus.store import MilvusStore

        return MilvusStore(
            address=config.milvus,
            name=config.collection,
            folder=Path(config.index),
            token=load_secrets().milvus_token,
        )
    return FolderStore(Path(config.index))


def indexing_of(config: Config) -> Indexing:
    """What brings the configured index up to date."""
    return Indexing(
        Path(config.corpus),
        store_of(config),
        config.settings,
        load=load_embedder,
        identify=model_identity,
        helpers=helpers_of(config.cluster),
    )


def helpers_of(settings: ClusterSettings) -> Helpers | None:
    """The configured workers, which begin when they are needed; None where none are."""
    return Helpers(partial(RayWorkers, settings)) if settings.ray else None


def make_index(config: Config, progress: Progress | None = None) -> Indexed:
    """Brings the configured index up to date, once. Raises QuotedeskError."""
    return indexing_of(config).run(progress)


def open_engine(config: Config) -> Engine:
    """The engine over the configured index, which carries its encoder. Raises QuotedeskError."""
    return engine_maker(config)(*opened(store_of(config), config, Encoders()))


class Encoders:
    """Encoders that were opened, one for each model: desks that are served together share them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: WeakValueDictionary[str, Embedder] = WeakValueDictionary()

    def of(self, store: Store, identity: str) -> Embedder:
        """The encoder of this model, that of the store if none is open. Raises StoreError."""
        with self._lock:
            found = self._open.get(identity)
            if found is None:
                found = self._open[identity] = open_encoder(store.encoder(identity))
        return found


def opened(store: Store, config: Config, encoders: Encoders) -> tuple[Index, Embedder]:
    """The index in place and its encoder. Raises QuotedeskError.

    They are opened side by side, for most of that is none of Python's work.
    """
    with ThreadPoolExecutor(1) as pool:
        model = store.model()
        encoder = pool.submit(encoders.of, store, model) if model else None
        index = store.read()
        check_model(index, config)
        if encoder and model == index.model_identity:
            return index, encoder.result()
    return index, encoders.of(store, index.model_identity)


def check_model(index: Index, config: Config) -> None:
    """Raises StoreError if another model is configured."""
    if index.settings.model != config.settings.model:
        raise StoreError(
            f"the index was made with {index.settings.model}, not with {config.settings.model}",
            where=config.place,
            mend="set that model, or run `quotedesk index` again",
        )


def open_led(config: Config) -> Led:
    """The engine, led by what staff chose as answers. Raises QuotedeskError."""
    return Led(open_engine(config), PinStore(Path(config.pins)).pins)


def engine_maker(config: Config, pace: Pace | None = None) -> Callable[[Index, Embedder], Engine]:
    """What makes the configured engine over an index: here its parts are chosen.

    Raises ConfigError if one of their files can't be read.
    """
    return partial(
        Engine,
        weights=weights_of(config),
        synonyms=load_synonyms(Path(config.synonyms)) if config.synonyms else None,
        reader=reader_of(config),
        others=_others(config),
        pace=pace,
        region=config.region,
    )


def reader_of(config: Config) -> Reader | None:
    """The reader that comes along, unless none is wanted. Raises ModelError."""
    return _reader(DEFAULT) if config.reader else None


def _others(config: Config) -> tuple[Reads, ...]:
    """The reader for other languages. Raises ModelError."""
    if not config.reader:
        return ()
    return (Reads(reader=_reader(MULTILINGUAL), weights=default_weights(MULTILINGUAL)),)


@lru_cache(maxsize=2)
def _reader(name: str) -> Reader:
    """Most desks and most questions need the first only."""
    return open_reader(FOLDER.parent / name, later=name != DEFAULT)


def weights_of(config: Config) -> Weights:
    """Those that are configured, else those that come along. Raises ConfigError or ModelError."""
    if not config.weights:
        return default_weights(DEFAULT if config.reader else "")
    weights, reader = load_weights(Path(config.weights)), reader_of(config)
    if weights.reader != (reader.identity if reader else ""):
        raise ConfigError(
            "these weights were made for another reader, or for none",
            where=config.weights,
            mend="take `weights` out of the settings and run `quotedesk calibrate` again",
        )
    return weights
