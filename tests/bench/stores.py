"""Do two stores give the same replies, and what does each cost? A benchmark, not a test.

    python -m tests.bench.stores CORPUS QUESTIONS.jsonl --milvus ADDRESS [--ask 666] [--keep FOLDER]
        [--plain]

CORPUS is a folder of documents or a .jsonl file. It is indexed into a folder and into Milvus at
ADDRESS: a server's or a cluster's (QUOTEDESK_MILVUS_TOKEN opens it), or a file that ends in .db for
Milvus Lite. Every question is asked of both. Printed are the time to write and to open each, the
bytes a passage takes where that can be seen here, a question's time (p50 and p95) and processor
time on the desk's side, and how many replies are the same. A reply is the same if it answers or
refuses alike, with the same quotes in the same order; tied, if quotes or documents of scores that
are equal to four figures stand in another order. The exit status is 1 if one is neither.

With --keep the folder's index stays in FOLDER, and neither is written again where it is up to date.
--plain leaves the reader out, which is most of a question's time and reads no index.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from indexer.search.in_milvus import WORDS
from indexer.search.milvus import milvus_at
from indexer.store.milvus.pieces import PIECE_BYTES, bodies
from indexer.store.milvus.versions import Versions
from qa.engine import Engine
from qa.question import Question
from qa.reply import Answer, Quote, Reply
from tests.bench.question import Clock, questions_of
from ui.config import Config, load_secrets
from ui.settings_file import FOLDER, MILVUS
from ui.wiring import make_index, open_engine

WARM_UP = 10
SAMPLE = 1_000  # rows that are measured
ALIKE = 1e-4  # scores that differ by less are equal


@dataclass(slots=True)
class Run:
    """What one store took and gave."""

    name: str
    wrote: float = 0.0
    opened: float = 0.0
    passages: int = 0
    replies: list[Reply] = field(default_factory=list)
    passed: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)


def written(config: Config) -> tuple[float, int]:
    """Seconds that writing the index took, and its passages."""
    start = time.perf_counter()
    done = make_index(config)
    return time.perf_counter() - start, done.passages


def opened(config: Config) -> tuple[float, Engine]:
    start = time.perf_counter()
    engine = open_engine(config)
    return time.perf_counter() - start, engine


def ask_all(engine: Engine, questions: Sequence[Question], run: Run) -> None:
    for question in questions[:WARM_UP]:
        engine.ask(question)
    for question in questions:
        start = time.process_time()
        with (clock := Clock()):
            reply = engine.ask(question)
        run.replies.append(reply)
        run.passed.append(1_000 * clock.passed)
        run.worked.append(1_000 * (time.process_time() - start))


def quotes_of(reply: Reply) -> tuple[Quote, ...]:
    return reply.quotes if isinstance(reply, Answer) else reply.closest


def compared(one: Reply, other: Reply) -> str:
    """Are two replies the "same", "tied" or "different"?"""
    if type(one) is not type(other) or abs(one.confidence - other.confidence) > ALIKE:
        return "different"
    ours, theirs = quotes_of(one), quotes_of(other)
    places = [[(it.document_id, it.span) for it in quotes] for quotes in (ours, theirs)]
    if places[0] == places[1] and one.ranking == other.ranking:
        return "same"
    scores = zip(sorted(it.score for it in ours), sorted(it.score for it in theirs), strict=False)
    equal = len(ours) == len(theirs) and all(abs(a - b) < ALIKE for a, b in scores)
    documents = sorted(one.ranking[:5]) == sorted(other.ranking[:5]) or places[0] == places[1]
    return "tied" if equal and documents else "different"


def bytes_in(path: Path) -> int:
    return sum(it.stat().st_size for it in path.rglob("*") if it.is_file())


def sized(config: Config, passages: int) -> dict[str, float]:
    """What the index takes in Milvus, of a sample: bytes a passage before Milvus' own overhead."""
    server = milvus_at(config.milvus, load_secrets().milvus_token)
    versions = Versions(server=server, name=config.collection, owner="")
    version = str(versions.current())
    meta = versions.meta(version)
    some = versions.server.rows(
        versions.passages(version), f"row in {list(range(min(passages, SAMPLE)))}", [WORDS]
    )
    rows = list(range(min(meta["documents"], SAMPLE)))
    texts = bodies(server, versions.texts(version), rows)
    per_document = sum(map(len, texts.values())) / len(texts)
    blobs = {name: PIECE_BYTES * int(it[0]) for name, it in meta["blobs"].items()}
    return {
        "vector": 4 * meta["dimension"],
        "words": 8 * sum(len(it[WORDS]) for it in some) / len(some),
        "text": 4 / 3 * per_document * meta["documents"] / passages,
        "files": 4 / 3 * sum(blobs.values()) / passages,
        "catalogue on each desk": bytes_in(Path(config.index) / version) / passages,
    }


def lines(runs: Sequence[Run], sizes: dict[str, int]) -> Iterator[str]:
    heads = ("write s", "open s", "B/passage", "p50 ms", "p95 ms", "CPU ms")
    yield f"{'':8}" + "".join(f"{head:>11}" for head in heads)
    for run in runs:
        size = f"{sizes[run.name] / max(1, run.passages):.0f}" if run.name in sizes else "-"
        times = (*np.percentile(run.passed, [50, 95]), sum(run.worked) / len(run.worked))
        figures = (f"{run.wrote:.1f}", f"{run.opened:.2f}", size, *(f"{it:.1f}" for it in times))
        yield f"{run.name:8}" + "".join(f"{figure:>11}" for figure in figures)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.stores", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("corpus")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--milvus", required=True, metavar="ADDRESS")
    parser.add_argument("--collection", default="quotedesk_bench")
    parser.add_argument("--ask", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args(arguments)
    questions = questions_of(options.questions, options.ask)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        configs = {
            FOLDER: Config(
                corpus=options.corpus, index=str(folder / "folder"), reader=not options.plain
            ),
            MILVUS: Config(
                corpus=options.corpus,
                reader=not options.plain,
                store=MILVUS,
                index=str(folder / "milvus"),
                milvus=options.milvus,
                collection=options.collection,
            ),
        }
        runs = []
        for name, config in configs.items():
            run = Run(name=name)
            run.wrote, run.passages = written(config)
            run.opened, engine = opened(config)
            ask_all(engine, questions, run)
            runs.append(run)
        inside = sized(configs[MILVUS], runs[1].passages)
        sizes = {FOLDER: bytes_in(folder / "folder")}
        if Path(options.milvus).is_dir():
            sizes[MILVUS] = bytes_in(Path(options.milvus))
    print(f"{len(questions)} questions over {runs[0].passages} passages, {os.cpu_count()} cores")
    for line in lines(runs, sizes):
        print(line)
    told = ", ".join(f"{name} {size:.0f}" for name, size in inside.items())
    print(f"bytes a passage in Milvus: {told}")
    return _verdict(runs, questions)


def _verdict(runs: Sequence[Run], questions: Sequence[Question]) -> int:
    pairs = zip(runs[0].replies, runs[1].replies, strict=True)
    found = [compared(one, other) for one, other in pairs]
    print(", ".join(f"{found.count(kind)} {kind}" for kind in ("same", "tied", "different")))
    for kind, question in zip(found, questions, strict=True):
        if kind != "same":
            print(json.dumps({kind: question.text[:200]}))
    return 1 if "different" in found else 0


if __name__ == "__main__":
    sys.exit(main())
