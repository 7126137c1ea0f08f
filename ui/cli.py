"""The command line. Answers go to stdout; progress, notes and errors to stderr.

Exit status: 0 answered or done, 1 error, 2 usage, 3 refused. An error is one line that says what
to do; a traceback only with --debug.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.errors import QuotedeskError
from ui.commands import ask, calibrate, evaluate, fit, index, lint, serve, show, verify
from ui.commands.console import DONE, ERROR, REFUSED, USAGE
from ui.config import load_config
from ui.render import visible

__all__ = ["DONE", "ERROR", "REFUSED", "USAGE", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status."""
    options = _parser().parse_args(arguments, argparse.Namespace(config=None, debug=False))
    logging.basicConfig(
        level=logging.INFO if options.debug else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Where the terminal can't show a character, it is shown as an escape.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        config = load_config(
            options.config,
            corpus=getattr(options, "corpus", None),
            index=getattr(options, "index", None),
        )
        status: int = options.run(options, config)
        sys.stdout.flush()
    except QuotedeskError as error:
        if options.debug:
            raise
        print(f"quotedesk: {visible(str(error))}", file=sys.stderr)
        return ERROR
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing to tell, and nowhere to tell it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    return status


def _parser() -> argparse.ArgumentParser:
    # Before the command's name or after it. Without defaults: after the name, one would take the
    # place of what was said before it.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--config", metavar="FILE", type=Path, help="settings (default: quotedesk.toml, if there)"
    )
    common.add_argument("--debug", action="store_true", help="log, and show where errors arose")
    parser = argparse.ArgumentParser(
        prog="quotedesk",
        parents=[common],
        description="Answers questions about documents with exact quotes, or says that they "
        "don't answer.",
        epilog="Exit status: 0 answered or done, 1 error, 2 usage, 3 refused.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, help_: str, example: str, run: Any, description: str = ""
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            parents=[common],
            help=help_,
            description=f"{help_[0].upper()}{help_[1:]}.\n{description}".strip(),
            epilog=f"Example: {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        made.add_argument("--index", metavar="DIR", help="folder of the index")
        return made

    for module in (index, ask, show, evaluate, calibrate, fit, serve, lint, verify):
        module.add(command)
    return parser
