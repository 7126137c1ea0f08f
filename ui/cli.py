"""The command line. Answers go to stdout; progress, notes and errors to stderr.

Exit status: 0 answered or done, 1 error, 2 usage, 3 refused. An error is one line that says what
to do; a traceback only with --debug.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from corpus.errors import QuotedeskError
from ui.commands.console import DONE, ERROR, REFUSED, USAGE, common_options, place_options

__all__ = ["DONE", "ERROR", "REFUSED", "USAGE", "main"]

COLLECT_AFTER = 50_000  # objects that are new since Python last looked for garbage

# Command -> its module in ui/commands, which is imported when the command is chosen, and its help.
_COMMANDS: Mapping[str, tuple[str, str]] = {
    "fetch": ("fetch", "fetch a website's pages as documents"),
    "index": ("index", "index documents"),
    "ask": ("ask", "ask one question"),
    "batch": ("batch", "answer a file of questions"),
    "show": ("show", "list the documents, or show one with a span marked"),
    "eval": ("evaluate", "score the answers to questions whose answers are known"),
    "calibrate": ("calibrate", "fit the decision, answer or refuse, to your own questions"),
    "fit": ("fit", "make all weights anew from sets of questions"),
    "init": ("init", "write a file of settings"),
    "doctor": ("doctor", "say what isn't well, and what to do about it"),
    "serve": ("serve", "serve the desk"),
    "lint": ("lint", "check the documents"),
    "pins": ("pins", "keep, check and bring in what staff chose as answers"),
    "verify": ("verify", "say whether saved quotes still stand in the documents"),
    "backup": ("backup", "save what was asked and what staff chose"),
    "restore": ("restore", "put back what was saved"),
}
# They have nothing to do with an index, and one with no desk either.
_WITHOUT_INDEX = frozenset({"fetch", "init", "lint", "backup", "restore"})
_WITHOUT_DESK = frozenset({"init"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status."""
    # What is opened is kept, so there is little to collect: by its own rule Python looks a thousand
    # times while an index is read, which takes a tenth of the time.
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given).parse_args(given, _given_nothing())
    # A question takes the thread that asks it: threads for its few small products would only wait.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # From here on a command is run: what it takes isn't needed for --help.
    from ui import logs
    from ui.config import Config, load_desks
    from ui.render import visible

    logs.set_up(debug=options.debug)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Where the terminal can't show a character, it is shown as an escape.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        config = Config()
        if not options.reads_settings_itself:
            options.desks = load_desks(
                options.config,
                desk=options.desk,
                corpus=getattr(options, "corpus", None),
                index=getattr(options, "index", None),
            )
            config = options.desks.config(options.desk)
        status: int = options.run(options, config)
        sys.stdout.flush()
    except QuotedeskError as error:
        if options.debug:
            raise
        logs.say_error(visible(str(error)))
        return ERROR
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing to tell, and nowhere to tell it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    return status


def _given_nothing() -> argparse.Namespace:
    # `init` and `doctor` are there for settings that aren't yet, or can't be read.
    return argparse.Namespace(
        config=None, debug=False, desk=None, index=None, reads_settings_itself=False
    )


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Knows the options of the commands that are named among what is given, and of the others
    what they are for."""
    common = common_options()
    parser = argparse.ArgumentParser(
        prog="quotedesk",
        parents=[common],
        description="Answers questions about documents with exact quotes, or says that they "
        "don't answer.",
        epilog="Exit status: 0 answered or done, 1 error, 2 usage, 3 refused.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (module, help_) in _COMMANDS.items():
        command = commands.add_parser(
            name,
            parents=[common],
            help=help_,
            description=f"{help_[0].upper()}{help_[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        place_options(command, index=name not in _WITHOUT_INDEX, desk=name not in _WITHOUT_DESK)
        if name in given:
            import_module(f"ui.commands.{module}").add(command)
    return parser
