"""`quotedesk backup`: the ledger and the pins as one file, also while the desk is served."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.commands.console import DONE, check_place, describe
from ui.config import Config
from ui.render import visible

_MORE = """
The file holds the ledger (counts, and questions where `store_questions` is set) and what staff
chose as answers. An index can be
made anew, and settings and documents are files of your own. A file that is a backup already is
replaced at once, when the new one is whole. Run it as the user that the desk runs as.
"""


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _backup, "quotedesk backup desk.backup", _MORE)
    command.add_argument("file", metavar="FILE", type=Path, help="where to put the backup")


def _backup(options: argparse.Namespace, config: Config) -> int:
    from ui.backup import kept_of, take

    check_place(options.file)
    for line in take(kept_of(config), options.file):
        print(f"{visible(str(options.file))}: {line}")
    return DONE
