"""What more workers bring: a corpus is indexed anew with each number of them.

    python -m tests.bench.cluster CORPUS --workers 1 2 [--ray local] [--json]

Printed are documents and passages a second of reading, splitting and embedding, the seconds that
all of it took, writing the index included, and both as multiples of the first number's: another
machine has other seconds, but much the same ratios. `0` workers is the one process that works
without Ray. Ray begins before the clock does. With `--ray ADDRESS` the workers are those of a
cluster that runs; the figures are the same ones.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import QuotedeskError
from indexer.cluster.helpers import Bounds, Helpers
from indexer.cluster.ray_workers import RayWorkers
from indexer.cluster.settings import LOCAL, ClusterSettings
from indexer.settings import IndexSettings
from indexer.store.folder import FolderStore
from indexer.update import Indexed, Indexing


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """`seconds`: of the whole run; `working`: of reading, splitting and embedding."""

    workers: int
    documents: int
    passages: int
    working: float
    seconds: float
    again: int

    @property
    def documents_a_second(self) -> float:
        return self.documents / self.working

    @property
    def passages_a_second(self) -> float:
        return self.passages / self.working


def measure(corpus: Path, workers: int, ray: str) -> Measured:
    """Raises QuotedeskError."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_:
        helpers = None
        if workers:
            began = open_.enter_context(RayWorkers(ClusterSettings(ray=ray, workers=workers)))
            helpers = Helpers(lambda: nullcontext(began), bounds=Bounds(read=0, embed=0))
        store = FolderStore(Path(folder) / "index")
        indexing = Indexing(corpus, store, IndexSettings(), helpers=helpers)
        _ = indexing.embedder  # made before the clock begins: that is done once, not each time
        begun = time.monotonic()
        done = indexing.run()
        return measured(done, workers, time.monotonic() - begun)


def measured(done: Indexed, workers: int, seconds: float) -> Measured:
    helped = done.helped
    return Measured(
        workers=workers,
        documents=done.documents,
        passages=done.passages,
        working=helped.seconds if helped else seconds,
        seconds=seconds,
        again=helped.again if helped else 0,
    )


def table(rows: list[Measured]) -> list[str]:
    """Markdown; the ratios are to the first row."""
    first = rows[0]
    lines = [
        "| workers | documents/s | passages/s | ratio | whole run, s | ratio |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.workers} | {row.documents_a_second:.2f} | {row.passages_a_second:.1f}"
        f" | {row.passages_a_second / first.passages_a_second:.2f}"
        f" | {row.seconds:.1f} | {first.seconds / row.seconds:.2f} |"
        for row in rows
    ]
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], metavar="N")
    parser.add_argument("--ray", default=LOCAL, help='"local", "auto" or HOST:PORT (%(default)s)')
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows: list[Measured] = []
    for workers in options.workers:
        try:
            rows.append(measure(options.corpus, workers, options.ray))
        except QuotedeskError as error:
            print(f"cluster: {error}", file=sys.stderr)
            return 1
        if options.json:
            print(json.dumps(asdict(rows[-1])), flush=True)
    if not options.json:
        print("\n".join(table(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
