"""`quotedesk restore`: puts a backup's ledger back in its place."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.commands.console import DONE, describe
from ui.config import Config
from ui.render import visible

_MORE = """
Stop the desk first. The ledger goes where the settings say. What is older than `retention_days`
goes when the desk starts, and so do stored questions without `store_questions`.
"""


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _restore, "quotedesk restore desk.backup", _MORE)
    command.add_argument("file", metavar="FILE", type=Path, help="what `quotedesk backup` wrote")
    command.add_argument(
        "--replace", action="store_true", help="in place of the ledger that is there"
    )


def _restore(options: argparse.Namespace, config: Config) -> int:
    from ui.backup import put_back

    found = put_back(options.file, Path(config.ledger), replace=options.replace)
    print(f"{visible(config.ledger)}: a ledger of {found.contents}")
    return DONE
