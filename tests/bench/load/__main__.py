"""Many callers at once on the ask route of a desk that is served here, by one worker; or a few for
long, while the index is made anew again and again. A benchmark, not a test.

    python -m tests.bench.load [--index DIR] [--callers 50] [--seconds 60] [--rate-limit 0]
    python -m tests.bench.load --soak 20 [--corpus DIR] [--every 60] [--plot docs/plots/soak.svg]

The first serves the desk on a free port of this machine, lets each caller ask one question after
the other, and prints the replies by status and the times of those that were answered. With a rate
limit the callers, who share one address, mostly get 429; without one the desk shows what it can do.

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

from tests.bench.load.callers import Seen, call_all, percentiles
from tests.bench.load.plot import draw
from tests.bench.load.served import served
from tests.bench.load.soak import free_port, slope, soak


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
    index = f'index = "{Path(options.index).resolve()}"\n' if options.index else ""
    config.write_text(f"rate_limit = {options.rate_limit}\n{index}")
    with served(config, free_port()) as desk:
        print(f"ready in {desk.ready_seconds:.1f} s, {desk.memory_mb():.0f} MB")
        seen = asyncio.run(call_all(desk.address, options.callers, options.seconds))
        report(seen, options.seconds)
        print(f"{desk.memory_mb():.0f} MB at the end")
    return int(seen.errors > 0)


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
    parser.add_argument("--soak", type=float, metavar="MINUTES")
    parser.add_argument("--corpus", type=Path, help="default: the bundled documents")
    parser.add_argument("--every", type=float, default=60, help="seconds between two indexes")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return (long if options.soak else burst)(options, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
