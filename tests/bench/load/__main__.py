"""Many callers at once on the ask route of a desk that is served here, by one worker; or a few for
long, while the index is made anew again and again. A benchmark, not a test.

    python -m tests.bench.load [--index DIR] [--callers 50] [--seconds 60] [--rate-limit 0]
        [--questions FILE.jsonl] [--space FILE]
    python -m tests.bench.load --soak 20 [--corpus DIR] [--every 60] [--plot docs/plots/soak.svg]

The first serves the desk on a free port of this machine, lets each caller ask one question after
the other, and prints the replies by status and the times of those that were answered. With a rate
limit the callers, who share one address, mostly get 429; without one the desk shows what it can do.
`--space` is for an index that `tests.bench.large` made: the file `vectors.npz` that lies beside it.

The second lets six callers ask for the minutes that `--soak` gives, changes a document and indexes
every `--every` seconds, and says whether the desk took each new index up, how much memory it held,
and by how much that grew. Exit status 1 if a reply was neither an answer nor turned away by design
(429, 503), or a new index was not taken up.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tests.bench.load.callers import QUESTIONS, Seen, call_all, percentiles
from tests.bench.load.plot import draw
from tests.bench.load.served import QUOTEDESK, Served, memory_of, served, worked
from tests.bench.load.soak import free_port, slope, soak
from tests.bench.question import questions_of

MOST_QUESTIONS = 500


def report(seen: Seen, seconds: float) -> None:
    for status, count in sorted(seen.statuses.items()):
        print(f"{status}: {count:,}")
    times = [took for _, took in seen.answers]
    if len(times) > 1:
        p50, p95, p99 = percentiles(times)
        print(
            f"answered {len(times) / seconds:.1f}/s, p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
            f"p99 {p99:.0f} ms, longest {max(times) * 1_000:.0f} ms"
        )
    print(f"load of the machine, last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def burst(options: argparse.Namespace, folder: Path) -> int:
    config = folder / "quotedesk.toml"
    config.write_text(f"rate_limit = {options.rate_limit}\n")
    # An index that is named is served as it is.
    named = ("--index", options.index) if options.index else ()
    made_up = (sys.executable, "-m", "tests.bench.load.made_up", str(options.space))
    quotedesk = made_up if options.space else QUOTEDESK
    asked: tuple[str, ...] = QUESTIONS
    if options.questions:
        asked = tuple(question.text for question in questions_of(options.questions, MOST_QUESTIONS))
    with served(config, free_port(), *named, quotedesk=quotedesk) as desk:
        print(f"ready in {desk.ready_seconds:.1f} s, {_memory(desk)}", flush=True)
        calls = call_all(desk.address, options.callers, options.seconds, questions=asked)
        before = worked(desk.process.pid)
        seen = asyncio.run(calls)
        report(seen, options.seconds)
        busy = worked(desk.process.pid) - before
        each = 1_000 * busy / max(1, len(seen.answers))
        print(f"the desk worked {busy:.1f} s, {each:.0f} ms an answer")
        print(f"{_memory(desk)} at the end")
    return int(seen.errors > 0)


def _memory(desk: Served) -> str:
    found = memory_of(desk.process.pid)
    return (
        f"{found['VmRSS']:.0f} MB resident, {found['RssAnon']:.0f} MB of them its own, "
        f"{found['VmHWM']:.0f} MB at most"
    )


def long(options: argparse.Namespace, folder: Path) -> int:
    seen, watched = soak(folder, options.soak, options.corpus, options.every)
    report(seen, options.soak * 60)
    sizes = [mb for _, mb in watched.memory]
    print(
        f"{len(watched.indexed)} new indexes, {watched.late} not taken up; "
        f"memory {sizes[0]:.0f} MB at first, {max(sizes):.0f} MB at most, {sizes[-1]:.0f} MB at "
        f"the end, {slope(watched.memory):+.1f} MB an hour over the second half"
    )
    if options.plot:
        draw(options.plot, seen, watched)
    return int(seen.errors > 0 or watched.late > 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--index", help="default: the bundled documents")
    parser.add_argument("--callers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate-limit", type=int, default=0, help="0: none")
    parser.add_argument("--questions", type=Path, help="in place of a few of our own")
    parser.add_argument("--space", type=Path, help="vectors.npz, of a made index")
    parser.add_argument("--soak", type=float, metavar="MINUTES")
    parser.add_argument("--corpus", type=Path, help="default: the bundled documents")
    parser.add_argument("--every", type=float, default=60, help="seconds between two indexes")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return (long if options.soak else burst)(options, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
