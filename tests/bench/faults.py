"""Kills the indexer at random moments and looks at what is left.

A corpus of small files changes before each round. A process of its own indexes it and is killed
(SIGKILL) at a random moment. Then the index must open, be of the corpus as it was before or after
the change and never of a mix, answer verbatim, and be brought up to date by the next run.

    python -m tests.bench.faults --kills 100 --seed 1

With --real the process loads the real model, so a round takes some seconds more. With --growing
every version goes on from the one before, as that of a large index does.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from corpus.load import load_corpus
from indexer.embed import Embedder, model_identity
from indexer.settings import IndexSettings
from indexer.store import plan
from indexer.store.folder import read_index
from indexer.store.place import CURRENT, LOCK
from qa.engine import Engine
from qa.question import Question
from tests.indexer.fakes import HashEmbedder, documents_of, use_model
from tests.real import default_embedder
from ui.config import Config
from ui.wiring import make_index

Texts = Mapping[str, str]  # of the documents by id
FAKE = "hash-64@1"
# What is imported else when it is first needed.
PRELOADED = ("corpus.formats.text", "corpus.formats.archive", "langchain_text_splitters", "faiss")


def embedder_of(identity: str) -> Embedder:
    """The one of that name: the real one takes seconds to load."""
    return HashEmbedder(max_tokens=128) if identity == FAKE else default_embedder()


@contextmanager
def using(embedder: Embedder) -> Iterator[None]:
    """`make_index` takes that model as long as this lasts."""
    with pytest.MonkeyPatch.context() as patch:
        use_model(patch, embedder)
        yield


@contextmanager
def as_if_large(growing: bool) -> Iterator[None]:
    """If so, every index goes on from the one before."""
    with pytest.MonkeyPatch.context() as patch:
        if growing:
            patch.setattr(plan, "MANY_PASSAGES", 0)
            patch.setattr(plan, "MOST_GONE", 0.9)
            patch.setattr(plan, "MOST_BESIDE", 0.9)
        yield


def index_once(corpus: str, index: str, identity: str, growing: bool, line: Connection) -> None:
    """In a process of its own: gets ready, says so, waits for the word, and indexes."""
    with using(embedder_of(identity)), as_if_large(growing):
        line.send("ready")
        line.recv()
        make_index(Config(corpus=corpus, index=index))
        line.send("done")


def change(corpus: Path, rnd: random.Random) -> None:
    """Some documents more, some less, some changed; an archive among them."""
    corpus.mkdir(exist_ok=True)
    names = [f"{n:02}.txt" for n in range(30)]
    for name in rnd.sample(names, 8):
        price, zone = rnd.randint(1, 500), rnd.randint(1, 99)
        text = f"Zone {zone}\n\nA permit for zone {zone} costs {price} dollars a year.\n\n"
        text += "\n\n".join(
            f"Office {n} of zone {zone} opens at {rnd.randint(6, 11)}." for n in range(20)
        )
        (corpus / name).write_text(text)
    for name in rnd.sample(names, 4):
        (corpus / name).unlink(missing_ok=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n in range(rnd.randint(1, 4)):
            archive.writestr(f"{n}.md", f"# Gate {n}\n\nGate {n} opens at {rnd.randint(6, 11)}.")
    (corpus / "gates.zip").write_bytes(packed.getvalue())


def texts_in(corpus: Path) -> Texts:
    return {document.id: document.text for document in load_corpus(corpus).documents}


def indexed(index: Path) -> Texts:
    return {document.id: document.text for document in documents_of(read_index(index))}


def check_answers(index: Path, texts: Texts, embedder: Embedder) -> int:
    """Asks, and gives the number of quotes, each of which is the slice that it says."""
    engine = Engine(read_index(index), embedder)
    quotes = 0
    for text in ("What does a permit for zone 7 cost?", "When does gate 0 open?"):
        reply = engine.ask(Question(text=text))
        for quote in getattr(reply, "quotes", ()) or getattr(reply, "closest", ()):
            assert quote.text == quote.span.of(texts[quote.document_id])
            quotes += 1
    return quotes


def kill_rounds(
    folder: Path, *, kills: int, seed: int, identity: str = FAKE, growing: bool = False
) -> Counter[str]:
    """As `_rounds`, with the model of that name."""
    embedder = embedder_of(identity)
    with using(embedder), as_if_large(growing):
        return _rounds(folder, kills, random.Random(seed), embedder, growing)


def _rounds(
    folder: Path, kills: int, rnd: random.Random, embedder: Embedder, growing: bool
) -> Counter[str]:
    """The rounds by what the kill left: "old" or "new" index; "done" where it came too late.

    Raises AssertionError, or the error itself, at the first thing that isn't as it should be.
    """
    corpus, index = folder / "docs", folder / "index"
    config = Config(corpus=str(corpus), index=str(index))
    change(corpus, rnd)
    make_index(config)
    before = texts_in(corpus)
    found: Counter[str] = Counter()
    longest = 0.0  # of the rounds that weren't killed; the first one isn't
    # From a process that has imported everything: the kills are to come while it indexes.
    fresh = multiprocessing.get_context("forkserver")
    fresh.set_forkserver_preload([__name__, *PRELOADED])
    while found["old"] + found["new"] < kills:
        change(corpus, rnd)
        after = texts_in(corpus)
        ours, theirs = fresh.Pipe()
        process = fresh.Process(
            target=index_once,
            args=(str(corpus), str(index), embedder.identity, growing, theirs),
            daemon=True,
        )
        process.start()
        theirs.close()
        assert ours.recv() == "ready"
        started = time.monotonic()
        ours.send("go")
        # Half of the kills come near the end, where the new index is put in place.
        moment = rnd.uniform(rnd.choice((0.0, 0.8)), 1.0) * longest
        finished = ours.poll(moment if longest else None)
        taken = time.monotonic() - started
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        ours.close()
        left = indexed(index)
        assert left in (before, after), "the index is of neither corpus"
        found["quotes"] += check_answers(index, left, embedder)
        found["leftovers"] += len(list(index.iterdir())) > 3
        if finished:
            longest = taken
        found["done" if finished else "new" if left == after else "old"] += 1
        make_index(config)
        assert indexed(index) == after
        names = {path.name for path in index.iterdir()}
        assert names == {CURRENT, LOCK, (index / CURRENT).read_text()}, names
        parts = len(list((index / (index / CURRENT).read_text()).glob("part-*")))
        found["grown"] += parts > 1
        before = after
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", action="store_true", help="with the real model")
    parser.add_argument("--growing", action="store_true", help="each goes on from the one before")
    options = parser.parse_args()
    identity = model_identity(IndexSettings()) if options.real else FAKE
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = kill_rounds(
            Path(folder),
            kills=options.kills,
            seed=options.seed,
            identity=identity,
            growing=options.growing,
        )
    print(f"{found['old'] + found['new']} kills in {time.monotonic() - started:.0f} s:")
    print(
        f"  the index in place was the old one {found['old']} times, the new {found['new']} times"
    )
    print(f"  {found['leftovers']} times files were left over, which the next run removed")
    print(f"  {found['quotes']} quotes were asked for and stood where they said")
    print(f"  {found['done']} more rounds had ended before they could be killed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
