"""Workers in this process that can be made to die, for tests of what is done with workers.

Jobs and a model that can be pickled too: they are sent to workers of Ray as well.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.cluster.helpers import Helpers
from indexer.cluster.workers import Begun, Chunk, Does, Job, answers_of
from indexer.embed import Embedder, Progress, Vectors
from indexer.settings import IndexSettings
from indexer.store.protocol import Store
from indexer.update import Indexed, Indexing
from tests.indexer.fakes import HashEmbedder


def index(docs: Path, store: Store, embedder: Embedder, helpers: Helpers | None = None) -> Indexed:
    """Indexes a folder with that model, opened here, and with the help of workers."""
    return Indexing(
        docs,
        store,
        IndexSettings(),
        load=lambda *_: embedder,
        identify=lambda _: embedder.identity,
        helpers=helpers,
    ).run()


class DiedError(Exception):
    """What a worker's death looks like here."""


def die() -> None:
    """Raises DiedError in this process; a worker of Ray is killed."""
    if os.environ.get("RAY_JOB_ID"):
        os.kill(os.getpid(), signal.SIGKILL)
    raise DiedError


@dataclass(frozen=True)
class Echo:
    """Gives back what it is given. "poison" kills each worker; a folder's name one: that which
    can make the folder."""

    def open(self) -> Does:
        return lambda payloads: [_echoed(payload) for payload in payloads]


def _echoed(payload: str) -> bytes:
    if payload == "poison":
        die()
    if payload.startswith("/") and not Path(payload).exists():
        Path(payload).mkdir()
        die()
    return payload.encode()


class MortalEmbedder(HashEmbedder):
    """Dies of a text with "poison" in it, and once of one with the name of its folder."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        for text in texts:
            if "poison" in text:
                die()
            if "fatigue" in text and not Path(self._folder).exists():
                Path(self._folder).mkdir()
                die()
        return super().embed(texts, progress)


@dataclass(frozen=True)
class Opens:
    """Opens that model, in a worker."""

    folder: str

    def __call__(self) -> Embedder:
        return MortalEmbedder(self.folder)


class HereWorkers:
    """Keeps the contract of `Workers`: one after the other, in this process."""

    count = 2
    near = True

    def __init__(self) -> None:
        self._begun: list[Begun] = []
        self.sent: list[str] = []  # keys, each time that a worker had them
        self.stop_after = 0  # answers, after which all is over: 0 for never

    def __enter__(self) -> HereWorkers:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    @property
    def again(self) -> int:
        return sum(it.again() for it in self._begun)

    def each(self, job: Job, chunks: Sequence[Chunk]) -> Iterator[tuple[str, bytes | None]]:
        given = 0
        self._begun.append(Begun())
        does = _copy(job).open()
        for chunk in chunks:
            while True:
                self.sent += [item.key for item in chunk]
                pairs = [(item.key, _copy(item.payload)) for item in chunk]
                try:
                    answers = answers_of(does, pairs, self._begun[-1])
                except DiedError:
                    continue
                break
            for answer in answers:
                given += 1
                if given == self.stop_after:
                    raise KeyboardInterrupt
                yield answer


def _copy(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))
