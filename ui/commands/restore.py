"""`quotedesk restore`: puts what a backup holds back in its place."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.commands.console import DONE, describe
from ui.config import Config

_MORE = """
Stop the desk first. What the backup holds goes where the settings say. What is older than
`retention_days` goes when the desk starts, and so do stored questions without `store_questions`.
"""


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _restore, "quotedesk restore desk.backup", _MORE)
    command.add_argument("file", metavar="FILE", type=Path, help="what `quotedesk backup` wrote")
    command.add_argument("--replace", action="store_true", help="in place of what is there")


def _restore(options: argparse.Namespace, config: Config) -> int:
    from ui.backup import kept_of, put_back

    for line in put_back(options.file, kept_of(config), replace=options.replace):
        print(f"put back: {line}")
    return DONE
