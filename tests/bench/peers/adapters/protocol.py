"""What every peer is asked, and how it is timed. Standard library only: each environment runs it.

    python -m tests.bench.peers.adapters.NAME build JOB.json
    python -m tests.bench.peers.adapters.NAME ask JOB.json

`build` indexes the passages and says what that took. `ask` opens the index, then answers a line of
JSON with a line of JSON, `{"question": "..."}` with what was found, until its input ends, and then
says how much memory it took.

What always holds: all peers are timed by the same clock around the same calls; what libraries
print never reaches the answers; the time of the cheap encoder (cheap.py) is told by itself, so that
it can be left out.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

# So many passages are asked for: enough for five documents, however long these are.
DEPTH = 20


@dataclass(frozen=True)
class Passage:
    """
    title    of its document
    context  title and headings, unless the text has them
    full     what is embedded or indexed
    """

    id: str
    document_id: str
    title: str
    context: str
    text: str

    @property
    def full(self) -> str:
        return f"{self.context}. {self.text}" if self.context else self.text


@dataclass(frozen=True)
class Job:
    """
    folder    where the peer may write; what it writes into `index` is the size of its index
    passages  the passages, JSON Lines
    corpus    the documents that they were taken from, for the peer that takes documents
    model     folder of the sentence-transformers model
    reader    folder of a model that reads, if there is one
    cheap     take the cheap encoder instead of the model
    """

    folder: str
    passages: str
    corpus: str
    model: str
    reader: str | None
    cheap: bool

    @property
    def index(self) -> Path:
        return Path(self.folder) / "index"


@dataclass(frozen=True)
class Found:
    """Best first: ids of passages or, from a peer that ranks documents, of documents.

    `quote` is what a peer that quotes shows as its answer, None if it refuses.
    """

    passages: Sequence[str] = ()
    documents: Sequence[str] = ()
    quote: str | None = None


class Peer(ABC):
    """One way to find passages. Called in this order: load, prepare and build; or load and open,
    and then ask."""

    def __init__(self, job: Job) -> None:
        self.job = job

    @abstractmethod
    def load(self) -> None:
        """Imports the libraries and loads the model."""

    def prepare(self, passages: Sequence[Passage]) -> None:  # noqa: B027 (most need nothing)
        """Does what must be done before indexing and isn't part of it."""

    @abstractmethod
    def build(self, passages: Sequence[Passage]) -> None:
        """Indexes the passages and writes the index to the disk."""

    def files(self) -> Iterable[Path]:
        """Of the index, without any of the model's."""
        return self.job.index.rglob("*")

    @abstractmethod
    def open(self) -> None:
        """Opens what `build` wrote."""

    @abstractmethod
    def ask(self, question: str) -> Found:
        """Finds at least the passages of five documents, where there are so many."""


@dataclass(frozen=True)
class Spent:
    """Seconds on the wall, and seconds of the processor."""

    wall: float
    cpu: float

    def __sub__(self, other: Spent) -> Spent:
        return Spent(wall=self.wall - other.wall, cpu=self.cpu - other.cpu)


def now() -> Spent:
    return Spent(wall=time.perf_counter(), cpu=time.process_time())


class Stopwatch:
    """`spent` in its `with` blocks so far."""

    def __init__(self) -> None:
        self.spent = Spent(wall=0, cpu=0)

    def __enter__(self) -> None:
        self._less = now() - self.spent

    def __exit__(self, *_: object) -> None:
        self.spent = now() - self._less


ENCODING = Stopwatch()  # of the cheap encoder


def read_passages(file: str) -> list[Passage]:
    with Path(file).open(encoding="utf-8") as lines:
        return [Passage(**json.loads(line)) for line in lines]


def peak_bytes() -> int:
    """The most memory that this process has held at once."""
    try:
        # Not ru_maxrss: on Linux that counts what the process was forked from, too.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def main(make: Callable[[Job], Peer]) -> None:
    what, file = sys.argv[1:]
    # Libraries print where they like: answers have a way of their own.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    # One thread each. What doesn't read the environment asks how many cores there are.
    os.cpu_count = lambda: 1
    if hasattr(os, "sched_getaffinity"):
        os.sched_getaffinity = lambda pid: {0}
    job = Job(**json.loads(Path(file).read_text(encoding="utf-8")))
    peer = make(job)
    if what == "build":
        _say(answers, _build(peer, job))
    else:
        _answer(peer, answers)


def _build(peer: Peer, job: Job) -> dict[str, Any]:
    passages = read_passages(job.passages)
    job.index.parent.mkdir(parents=True, exist_ok=True)
    peer.load()
    peer.prepare(passages)
    before = now() - ENCODING.spent
    peer.build(passages)
    spent = now() - ENCODING.spent - before
    return {
        "passages": len(passages),
        "seconds": spent.wall,
        "cpu_seconds": spent.cpu,
        "peak_bytes": peak_bytes(),
        "index_bytes": sum(file.stat().st_size for file in peer.files() if file.is_file()),
    }


def _answer(peer: Peer, answers: TextIO) -> None:
    peer.load()
    peer.open()
    for line in sys.stdin:
        question = json.loads(line)["question"]
        before = now() - ENCODING.spent
        found = peer.ask(question)
        spent = now() - ENCODING.spent - before
        _say(
            answers,
            {
                "passages": list(found.passages),
                "documents": list(found.documents),
                "quote": found.quote,
                "ms": spent.wall * 1000,
                "cpu_ms": spent.cpu * 1000,
            },
        )
    _say(answers, {"peak_bytes": peak_bytes()})


def _say(answers: TextIO, value: dict[str, Any]) -> None:
    answers.write(json.dumps(value) + "\n")
    answers.flush()
