"""Memory of a desk and of `quotedesk index --watch` while a large corpus is indexed anew and anew.

    python -m tests.bench.watch FOLDER --corpus CORPUS [CORPUS ...] --questions FILE.jsonl
        [--passages 10000] [--rounds 4] [--callers 2]

FOLDER is for the corpus, the index and the figures. The corpus is made as `tests.bench.question`
makes it, as files; the vectors are hashed words, so that indexing takes minutes where a model takes
hours, and the desk and the watcher are the real commands but for that. When the desk is served,
callers ask all the time, and in each round a hundredth of the files is written anew, which the
watcher sees, indexes and puts in place, and the desk takes up. Every second the memory of both
processes is looked at: what is resident, and what of that is their own and not pages of files.

A round begins when the one before has been taken up. Exit status 1 if a reply was neither an answer
nor turned away by design (429, 503). `tests.bench.watch_page` makes a table and a plot of it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.document import Document
from tests.bench.load.callers import Seen, call_all
from tests.bench.load.served import memory_of, served, worked
from tests.bench.load.soak import free_port
from tests.bench.question import copies, questions_of

CHANGED = 100  # one file of as many is another one in each round
PAUSE = 1.0  # seconds that a caller waits after a reply
WARM = 60  # replies before the first round: by then all has been used once
SETTLES = 20.0  # seconds that memory is looked at after the last round
ROUND_SECONDS = 1_800.0
HASHED = (sys.executable, "-m", "tests.bench.hashed")
DESK, WATCHER = "desk", "watcher"


@dataclass(slots=True)
class Watched:
    """samples  (seconds, process, MB resident, MB of them its own)
    rounds   (seconds at which files were written, at which the new index was taken up)"""

    passages: int = 0
    documents: int = 0
    samples: list[tuple[float, str, float, float]] = field(default_factory=list)
    rounds: list[tuple[float, float]] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    worked: dict[str, float] = field(default_factory=dict)


def write_corpus(folder: Path, documents: Iterator[Document]) -> list[Path]:
    """A file each, unless they are there from another run."""
    if folder.exists():
        return sorted(folder.glob("*.txt"))
    folder.mkdir(parents=True)
    made = []
    for number, document in enumerate(documents):
        path = folder / f"{number:06}.txt"
        path.write_text(f"{document.title}\n\n{document.text}", encoding="utf-8")
        made.append(path)
    return made


def change(files: list[Path], number: int) -> None:
    """Other words and figures in one file of a hundred, in others each time."""
    for path in files[number % CHANGED :: CHANGED]:
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n\nNotice {number} of {path.stem}.\n", encoding="utf-8")


@contextlib.contextmanager
def watching(config: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [*HASHED, "--config", str(config), "index", "--watch", "--json"]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out) as process:
        try:
            yield process
        finally:
            process.terminate()


def rounds_in(log: Path) -> list[dict[str, Any]]:
    """What the watcher has told so far."""
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n") and line.startswith("{")]


async def _until_told(log: Path, count: int) -> None:
    end = time.perf_counter() + ROUND_SECONDS
    while len(rounds_in(log)) < count:
        if time.perf_counter() > end:
            sys.exit("the watcher indexed nothing in time")
        await asyncio.sleep(0.5)


async def _sample(start: float, pids: dict[str, int], seen: Watched) -> None:
    while True:
        for name, pid in pids.items():
            found = memory_of(pid)
            at = time.perf_counter() - start
            seen.samples.append((round(at, 1), name, found["VmRSS"], found["RssAnon"]))
        await asyncio.sleep(1.0)


async def _rounds(files: list[Path], log: Path, count: int, start: float, seen: Watched) -> None:
    for number in range(1, count + 1):
        change(files, number)
        written = time.perf_counter() - start
        await _until_told(log, number + 1)
        # The desk looks for a new index every second.
        await asyncio.sleep(3.0)
        seen.rounds.append((round(written, 1), round(time.perf_counter() - start, 1)))
    await asyncio.sleep(SETTLES)


async def _all(
    address: str, pids: dict[str, int], options: argparse.Namespace, files: list[Path],
    log: Path, seen: Watched,
) -> Seen:  # fmt: skip
    start = time.perf_counter()
    asked = tuple(it.text for it in questions_of(options.questions, 200)[:-1])
    replies, over = Seen(), asyncio.Event()

    async def ask() -> None:
        number = sum(replies.statuses.values()) % len(asked)
        some = asked[number:] + asked[:number]
        await call_all(address, options.callers, 5.0, PAUSE, replies, some)

    async def ask_on() -> None:
        while not over.is_set():
            await ask()

    sampling = asyncio.create_task(_sample(start, pids, seen))
    while sum(replies.statuses.values()) < WARM:
        await ask()
    asking = asyncio.create_task(ask_on())
    await _rounds(files, log, options.rounds, start, seen)
    over.set()
    await asking
    sampling.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await sampling
    return replies


def run(options: argparse.Namespace) -> Watched:
    folder = options.folder.resolve()
    files = write_corpus(folder / "docs", copies(options.corpus, options.passages))
    config, log = folder / "quotedesk.toml", folder / "watch.log"
    config.write_text(
        f'corpus = "{folder / "docs"}"\nindex = "{folder / "index"}"\nrate_limit = 0\n'
    )
    seen = Watched(documents=len(files))
    with watching(config, log) as watcher:
        asyncio.run(_until_told(log, 1))
        seen.passages = rounds_in(log)[0]["passages"]
        print(f"{seen.documents:,} documents, {seen.passages:,} passages indexed", flush=True)
        with served(
            config, free_port(), "--index", str(folder / "index"), quotedesk=HASHED
        ) as desk:
            pids = {DESK: desk.process.pid, WATCHER: watcher.pid}
            before = {name: worked(pid) for name, pid in pids.items()}
            replies = asyncio.run(_all(desk.address, pids, options, files, log, seen))
            seen.worked = {name: worked(pid) - before[name] for name, pid in pids.items()}
    seen.statuses = dict(replies.statuses)
    return seen


def figures(seen: Watched, process: str) -> dict[str, float]:
    """MB: resident before the first round, at most, and at the end; of its own likewise."""
    first, last = seen.rounds[0][0], seen.rounds[-1][1]
    own = [it for it in seen.samples if it[1] == process]
    before = [it for it in own if it[0] <= first] or own[:1]
    after = [it for it in own if it[0] > last] or own[-1:]
    return {
        "first": statistics.median(it[2] for it in before),
        "most": max(it[2] for it in own),
        "last": statistics.median(it[2] for it in after),
        "own_first": statistics.median(it[3] for it in before),
        "own_most": max(it[3] for it in own),
        "own_last": statistics.median(it[3] for it in after),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--callers", type=int, default=2)
    options = parser.parse_args()
    seen = run(options)
    (options.folder / "watch.json").write_text(json.dumps(asdict(seen)))
    for status, count in sorted(seen.statuses.items()):
        print(f"{status}: {count:,}")
    for process in (DESK, WATCHER):
        shown = ", ".join(f"{name} {mb:.0f}" for name, mb in figures(seen, process).items())
        print(f"{process}: {shown} MB; worked {seen.worked[process]:.1f} s")
    return int(Seen(statuses=Counter(seen.statuses)).errors > 0)


if __name__ == "__main__":
    sys.exit(main())
