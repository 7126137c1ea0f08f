"""`quotedesk index`: documents into an index."""

from __future__ import annotations

import argparse
import sys

from ui.commands.console import DONE, Bars, Maker
from ui.config import Config
from ui.render import visible
from ui.wiring import make_index


def add(command: Maker) -> None:
    made = command(
        "index", "index documents", "quotedesk index --corpus handbook --index my-index", _index
    )
    made.add_argument("--corpus", metavar="PATH", help="folder of documents, or a .jsonl file")


def _index(_options: argparse.Namespace, config: Config) -> int:
    with Bars() as bars:
        done = make_index(config, bars.step)
    for skipped in done.skipped:
        print(f"skipped {visible(skipped.where)}: {visible(skipped.why)}", file=sys.stderr)
    left_out = f", {len(done.skipped)} skipped" if done.skipped else ""
    if done.fresh:
        print(f"{config.index} is up to date ({done.documents} documents{left_out})")
    else:
        print(
            f"indexed {done.documents} documents in {done.passages} passages"
            f" into {config.index}{left_out}"
        )
    return DONE
