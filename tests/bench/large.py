"""How an index grows: building, opening, asking and changing it, from a thousand passages on.

    python -m tests.bench.large FOLDER --corpus CORPUS [CORPUS ...] --questions FILE.jsonl
        [--sizes 1000 10000 100000] [--ask 200]

The corpus is made: the documents of the corpora again and again, each time with other words,
figures and titles, so that lengths and structure are real and the vocabulary grows. The passages of
the documents themselves have the vectors of the real model; a copy has that of the passage that it
was made from, moved a little. What the model takes is left out of every time, and so is the making
of the corpus: both are told apart.

Each step is a process of its own. Times are told as they passed and as the processor worked, for a
machine may have other things to do. The figures go to docs/plots/growth.json and docs/growth.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus.document import Document
from corpus.load import load_corpus
from indexer.build import embedded_texts, pieces_of
from indexer.embed import Progress, Vectors
from indexer.settings import IndexSettings
from indexer.store.folder import open_past, read_index, write_index
from indexer.store.place import CURRENT
from indexer.store.shelf import DocumentShelf
from qa.engine import Engine
from tests.bench.question import Clock, HashedWords, altered, ask, questions_of
from tests.real import default_embedder

NEAR = 0.95  # the cosine of a copy's vector with that of the passage that it was made from
CHANGED = 100  # one document of as many has changed
SPACE = "vectors.npz"
_PART = re.compile(r", part \d+")
_LETTER = re.compile(r"\w")


class Copies:
    """So many documents, each made when it is asked for."""

    def __init__(self, own: Sequence[Document], count: int) -> None:
        self._own, self._count = own, count
        self.clock = Clock()

    def put(self, shelf: DocumentShelf, *, changed: bool) -> None:
        """All of them; or those that have changed, beside those that are known."""
        for at in range(self._count):
            number, copy = at % len(self._own), at // len(self._own)
            source = self._own[number]
            if changed and at % CHANGED and shelf.known(f"{copy}/{source.id}"):
                shelf.keep(f"{copy}/{source.id}")
                continue
            with self.clock:
                made = altered(source, copy)
                if changed and at % CHANGED == 0:
                    made = _with_id(altered(made, 1_000_000 + copy), source, copy)
            shelf.add(made)


def _with_id(made: Document, source: Document, copy: int) -> Document:
    """The same document, changed."""
    return replace(made, id=f"{copy}/{source.id}")


class Copied(HashedWords):
    """Keeps the contract of `Embedder`: knows the passages that copies were made from."""

    identity = "copied-384@1"

    def __init__(self, space: Path) -> None:
        super().__init__()
        with np.load(space) as kept:
            self._known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        out = super().embed(texts, progress)
        with self.clock:
            for row, text in enumerate(texts):
                if (source := self._known.get(form_of(text))) is not None:
                    chance = np.random.default_rng(zlib.crc32(text.encode("utf-8", "replace")))
                    noise = chance.standard_normal(self.dimension).astype(np.float32)
                    noise /= np.linalg.norm(noise)
                    out[row] = NEAR * source + (1 - NEAR**2) ** 0.5 * noise
                    out[row] /= np.linalg.norm(out[row])
        return out


class Asked(Copied):
    """Embeds questions with the real model."""

    def __init__(self, space: Path) -> None:
        super().__init__(space)
        self._model = default_embedder()

    def is_word(self, word: str) -> bool:
        return self._model.is_word(word)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        with self.clock:
            return self._model.embed_queries(texts)


def form_of(text: str) -> int:
    """What a text has in common with the copies that were made of it: the lengths of its words and
    all that stands between them."""
    return zlib.crc32(_LETTER.sub("x", _PART.sub("", text)).encode("utf-8", "replace"))


def make_space(sources: Sequence[Document], file: Path) -> int:
    """The real model's vectors of the documents' passages, by their form."""
    plain, model = HashedWords(), default_embedder()
    texts: list[str] = []
    for document in sources:
        # A copy's title is longer: what is put before its passages is so, too.
        named = replace(document, title=f"{document.title}, part 0")
        pieces = pieces_of(named, plain, IndexSettings().passage_tokens)
        texts += embedded_texts(named, pieces.passages, plain)
    vectors = model.embed([_PART.sub("", text) for text in texts])
    np.savez(file, keys=np.array([form_of(text) for text in texts]), vectors=vectors)
    return len(texts)


# --- the steps, each in a process of its own --------------------------------------------------


def _resident() -> dict[str, float]:
    """Megabytes: the most there were, those of now, and of these the process's own, not pages of
    files."""
    status = Path("/proc/self/status").read_text()
    found = dict(re.findall(r"^(VmHWM|VmRSS|RssAnon):\s+(\d+) kB", status, flags=re.MULTILINE))
    names = {"peak": "VmHWM", "resident": "VmRSS", "own": "RssAnon"}
    return {name: int(found[key]) / 1024 for name, key in names.items()}


def build(folder: Path, own: Sequence[Document], count: int, *, changed: bool) -> dict[str, Any]:
    """Builds the index, or brings it up to date where a hundredth has changed."""
    embedder, documents = Copied(folder.parent / SPACE), Copies(own, count)
    with (whole := Clock()):
        past = open_past(folder)
        with DocumentShelf(past.documents, past.keys) as shelf:
            documents.put(shelf, changed=changed)
            index = write_index(shelf.documents(), IndexSettings(), embedder, folder, past=past)
    passed = whole.passed - documents.clock.passed - embedder.clock.passed
    worked = whole.worked - documents.clock.worked - embedder.clock.worked
    place = folder / (folder / CURRENT).read_text()
    return {
        "documents": index.sizes.documents,
        "passages": index.sizes.passages,
        "units": index.sizes.units,
        "seconds": passed,
        "worked": worked,
        "memory_mb": _resident(),
        "disk_mb": sum(it.stat().st_size for it in place.rglob("*") if it.is_file()) / 1e6,
        "parts": len(list(place.glob("part-*"))),
    }


def question_times(folder: Path, questions: Path, most: int) -> dict[str, Any]:
    embedder = Asked(folder.parent / SPACE)
    before = _resident()
    with (opening := Clock()):
        index = read_index(folder)
        engine = Engine(index, embedder)
    opened = _resident()
    asked = questions_of(questions, most)
    times = ask(engine, embedder, asked)
    passed, worked = zip(*times.stages["whole"], strict=True)
    cuts, busy = statistics.quantiles(passed, n=100), statistics.quantiles(worked, n=100)
    vectors = embedder.embed_queries([question.text for question in asked[:-1]])
    return {
        "open_seconds": opening.passed,
        "open_worked": opening.worked,
        "before_mb": before,
        "opened_mb": opened,
        "asked_mb": _resident(),
        "questions": len(passed),
        "p50_ms": cuts[49],
        "p95_ms": cuts[94],
        "p50_worked_ms": busy[49],
        "p95_worked_ms": busy[94],
        "recall@50": _recall(index.passage_vectors, vectors),
    }


def _recall(dense: Any, queries: Vectors) -> float:
    """Of the 50 nearest of all, by the vectors that are kept, how many a search finds."""
    rows = range(len(dense))
    shares = []
    for query in queries[:50]:
        scores = np.concatenate(
            [dense.cosines(query, rows[at : at + 20_000]) for at in range(0, len(rows), 20_000)]
        )
        least = np.sort(scores)[::-1][: min(50, len(scores))][-1]
        found = dense.search(query, 50)
        shares.append(sum(score >= least - 1e-6 for _, score in found) / min(50, len(scores)))
    return statistics.fmean(shares)


def _step(name: str, options: argparse.Namespace, count: int) -> dict[str, Any]:
    """Runs this program anew for one step."""
    line: list[Any] = [sys.executable, "-m", "tests.bench.large", options.folder, "--step", name]
    line += ["--count", count, "--questions", options.questions, "--ask", options.ask]
    line = [*map(str, line), "--corpus", *map(str, options.corpus)]
    made = subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(made.stdout.splitlines()[-1])
    return found


def _own(options: argparse.Namespace) -> list[Document]:
    found = [it for source in options.corpus for it in load_corpus(source).documents]
    return list(_renamed(found))


def _renamed(documents: Sequence[Document]) -> Iterator[Document]:
    for number, document in enumerate(documents):
        yield replace(document, id=f"{number}-{document.id}")


def _run_step(options: argparse.Namespace) -> dict[str, Any]:
    folder = options.folder / f"index-{options.count}"
    if options.step == "ask":
        return question_times(folder, options.questions, options.ask)
    return build(folder, _own(options), options.count, changed=options.step == "update")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--ask", type=int, default=200)
    parser.add_argument("--step", choices=("build", "ask", "update"))
    parser.add_argument("--count", type=int, default=0)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(_run_step(options)))
        return
    options.folder.mkdir(parents=True, exist_ok=True)
    own = _own(options)
    space = options.folder / SPACE
    passages = make_space(own, space) if not space.exists() else len(np.load(space)["keys"])
    kept = options.folder / "growth.json"
    rows = json.loads(kept.read_text()) if kept.exists() else []
    for size in options.sizes:
        count = max(1, round(size * len(own) / passages))
        row: dict[str, Any] = {"size": size, "real": passages, "cores": os.cpu_count()}
        for name in ("build", "ask", "update"):
            row[name] = _step(name, options, count)
            print(f"{time.strftime('%H:%M:%S')} {size} {name} {json.dumps(row[name])}", flush=True)
        rows = [it for it in rows if it["size"] != size] + [row]
        kept.write_text(json.dumps(sorted(rows, key=lambda it: it["size"]), indent=1))


if __name__ == "__main__":
    main()
