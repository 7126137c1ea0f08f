"""How long a question takes over a large index, stage by stage. A benchmark, not a test.

    python -m tests.bench.question INDEX --corpus CORPUS [CORPUS ...] --questions FILE.jsonl
        [--passages 50000] [--ask 300] [--neighbour] [--encode] [--plain]

INDEX is a folder. Where there is no index in it, one of about that many passages is made: of the
documents of the corpora, again and again, each time with other words, figures and titles, so that
no two are the same and the vocabulary grows as it does in a real corpus. Its vectors are hashed
words of 384 dimensions, which take minutes where a model takes hours.

Then questions are asked through the whole engine, on one core, and the times of each stage are
printed. With `--neighbour` they are asked once more beside a process that keeps the same core busy.
`--encode` adds what the real model takes to embed a question; `--plain` leaves the reader out. What
counts are the ratios of two runs on the same machine: machines differ, and so do hours.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

import qa.engine
from corpus.document import Document, text_digest
from corpus.load import load_corpus
from indexer.embed import Progress, Vectors
from indexer.settings import IndexSettings
from indexer.store.folder import read_index, write_index
from indexer.store.place import used_version
from qa.engine import Engine
from qa.question import MAX_QUESTION_CHARS, Question, Turn
from qa.read.model import open_reader
from tests.real import default_embedder

STAGES = ("understand", "retrieve", "read", "rank", "select", "decide", "respond")
ALTERED = 0.02  # share of a copy's words that no other document has
WARM_UP = 10
WORDS_A_PASSAGE = 68  # about; how many documents are needed
_TOKEN = re.compile(r"[^\W_]+")
_ALTERED = re.compile(r"\b[^\W\d_]{4,}\b|\d+")
_SYLLABLES = [one + other for one in "bcdfghjklmnprstvwz" for other in "aeiou"]


class HashedWords:
    """Keeps the contract of `Embedder`: each word has a direction, a text is the sum of its own."""

    identity = "hashed-words-384@1"
    dimension = 384
    max_tokens = 256

    def __init__(self) -> None:
        made = np.random.default_rng(1).standard_normal((8_192, self.dimension))
        self._directions: Vectors = made.astype(np.float32)
        self.clock = Clock()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_TOKEN.findall(text)) for text in texts]

    def is_word(self, word: str) -> bool:
        return False  # so that whatever no dictionary holds is taken for a misspelling

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed(texts)

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        with self.clock:
            self._embed(texts, out)
        if progress:
            progress(len(texts))
        return out

    def _embed(self, texts: Sequence[str], out: Vectors) -> None:
        for row, text in enumerate(texts):
            words = _TOKEN.findall(text.casefold())[: self.max_tokens] or [""]
            rows = [zlib.crc32(word.encode("utf-8", "replace")) % 8_192 for word in words]
            out[row] = self._directions[rows].sum(axis=0)
            out[row] /= np.linalg.norm(out[row])


# --- the index --------------------------------------------------------------------------------


def altered(document: Document, copy: int) -> Document:
    """The document with some other words and figures, each as long as what it takes the place of,
    so that its blocks and places stay what they are."""
    chance = random.Random(f"{copy} {document.id}")
    figures, words = _spans(document.text)
    some = chance.sample(words, round(ALTERED * len(words)))
    parts, end = [], 0
    for start, stop in sorted((*figures, *some)):
        parts += [document.text[end:start], _other(document.text[start:stop], chance)]
        end = stop
    text = "".join((*parts, document.text[end:]))
    return replace(
        document,
        id=f"{copy}/{document.id}",
        title=f"{document.title}, part {copy}",
        text=text,
        sha256=text_digest(text),
        metadata=replace(document.metadata, url=f"https://example.org/{copy}/{document.id}"),
        source=None,
    )


@functools.lru_cache(maxsize=1_024)
def _spans(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where its figures stand, which are always others, and where its words do."""
    spans = [found.span() for found in _ALTERED.finditer(text)]
    figures = [(start, end) for start, end in spans if end - start > 1 and text[start].isdigit()]
    return figures, [(start, end) for start, end in spans if not text[start].isdigit()]


def _other(old: str, chance: random.Random) -> str:
    if old.isdigit():
        return str(chance.randrange(1, 10 ** len(old))).replace("0", "9").rjust(len(old), "1")
    new = "".join(chance.choices(_SYLLABLES, k=len(old) // 2 + 1))[: len(old)]
    return new.capitalize() if old[0].isupper() else new


def copies(sources: Sequence[Path], passages: int) -> Iterator[Document]:
    """About as many documents as make up that many passages."""
    own = [document for source in sources for document in load_corpus(source).documents]
    words = copy = 0
    while words < passages * WORDS_A_PASSAGE:
        for number, document in enumerate(own):
            made = altered(document, copy)
            words += len(_TOKEN.findall(made.text))
            yield replace(made, id=f"{number}/{made.id}")
        copy += 1


def make(folder: Path, sources: Sequence[Path], passages: int) -> None:
    started = time.perf_counter()
    documents = tuple(copies(sources, passages))
    print(f"{len(documents):,} documents to index", flush=True)
    index = write_index(documents, IndexSettings(), HashedWords(), folder)
    print(f"{index.sizes.passages:,} passages in {time.perf_counter() - started:.0f} s", flush=True)


# --- the questions ----------------------------------------------------------------------------


@dataclass(slots=True)
class Clock:
    """Seconds that passed inside of it, and those that this thread worked."""

    passed: float = 0.0
    worked: float = 0.0

    def __enter__(self) -> None:
        self.passed -= time.perf_counter()
        self.worked -= time.thread_time()

    def __exit__(self, *_error: object) -> None:
        self.passed += time.perf_counter()
        self.worked += time.thread_time()


@dataclass(slots=True)
class Times:
    """Milliseconds by stage, one a question: as they pass, and those that the processor works.
    Beside other work the first may be many times the second."""

    stages: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    now: dict[str, Clock] = field(default_factory=dict)

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            with self.now.setdefault(name, Clock()):
                return function(*arguments, **named)

        return run

    def add(self, whole: Clock, embedding: Clock) -> None:
        """Without the embedding, which is no model's here."""
        for name, clock in {"whole": whole, **self.now}.items():
            out = embedding if name in ("whole", "understand") else Clock()
            pair = (1_000 * (clock.passed - out.passed), 1_000 * (clock.worked - out.worked))
            self.stages[name].append(pair)
        self.now.clear()


def questions_of(file: Path, most: int) -> list[Question]:
    """Evenly from the whole file, with their history; the last is as long as a question may be."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = []
    for line in lines[:: max(1, len(lines) // most)][:most]:
        row = json.loads(line)
        turns = [Turn(role=h["role"], content=h["content"]) for h in row.get("history", ())]
        asked.append(Question(text=row["question"], history=tuple(turns)))
    long = " ".join(question.text for question in asked)[:MAX_QUESTION_CHARS]
    return [*asked, Question(text=long)]


def ask(engine: Engine, embedder: HashedWords, questions: Sequence[Question]) -> Times:
    times = Times()
    kept = {name: getattr(qa.engine, name) for name in STAGES}
    for name, function in kept.items():
        setattr(qa.engine, name, times.timed(name, function))
    try:
        for question in [*questions[:WARM_UP], *questions]:
            embedder.clock = Clock()
            with (whole := Clock()):
                engine.ask(question)
            times.add(whole, embedder.clock)
    finally:
        for name, function in kept.items():
            setattr(qa.engine, name, function)
    for each in times.stages.values():
        del each[:WARM_UP]
    return times


def encoding(questions: Sequence[Question]) -> Times:
    """What the real model takes to embed each question."""
    model = default_embedder()
    times = Times()
    for question in questions:
        with (whole := Clock()):
            model.embed([question.text])
        times.add(whole, Clock())
    return times


@contextmanager
def neighbour() -> Iterator[None]:
    """A process that keeps this core busy."""
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        try:
            yield
        finally:
            process.kill()


def table(title: str, times: Times) -> None:
    print(f"\n| {title} | p50 ms | p95 ms | max ms | p50 worked | p95 worked |")
    print("|---|---|---|---|---|---|", flush=True)
    for name, pairs in times.stages.items():
        passed, worked = zip(*pairs, strict=True)
        cuts, busy = statistics.quantiles(passed, n=100), statistics.quantiles(worked, n=100)
        row = (cuts[49], cuts[94], max(passed), busy[49], busy[94])
        print(f"| {name} | {' | '.join(f'{figure:.2f}' for figure in row)} |", flush=True)


def on_one_core() -> None:
    """Starts anew on one core: libraries ask how many there are when they are loaded."""
    cores = os.sched_getaffinity(0)
    if len(cores) > 1:
        os.sched_setaffinity(0, {max(cores)})
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def main() -> None:
    on_one_core()
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--corpus", type=Path, nargs="+", default=[])
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=50_000)
    parser.add_argument("--ask", type=int, default=300)
    parser.add_argument("--neighbour", action="store_true")
    parser.add_argument("--encode", action="store_true")
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    if used_version(options.index) is None:
        make(options.index, options.corpus, options.passages)
    questions = questions_of(options.questions, options.ask)
    embedder = HashedWords()
    started = time.perf_counter()
    index = read_index(options.index)
    read = time.perf_counter()
    engine = Engine(index, embedder, reader=None if options.plain else open_reader())
    made = time.perf_counter()
    engine.ask(questions[0])
    first = time.perf_counter()
    print(
        f"{index.sizes.documents:,} documents, {index.sizes.passages:,} passages,"
        f" {index.sizes.units:,} units;"
        f" read in {read - started:.2f} s, engine {made - read:.2f} s,"
        f" first question {(first - made) * 1_000:.0f} ms"
    )
    table("idle", ask(engine, embedder, questions))
    if options.neighbour:
        with neighbour():
            table("beside a busy process", ask(engine, embedder, questions))
    if options.encode:
        table("the model alone", encoding(questions))


if __name__ == "__main__":
    main()
