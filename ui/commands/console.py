"""What every command shares: exit statuses, progress, how it prints and how it writes files.

What always holds: a file that is written is there whole or not at all.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ConfigError
from ui.extras import missing_of

if TYPE_CHECKING:
    from ui.config import Config, Desks

DONE, ERROR, USAGE, REFUSED = 0, 1, 2, 3
FOREIGN = (
    "Most of these documents aren't in English, which the model in use was made for: more is found"
    ' in them with `model = "multilingual"` in quotedesk.toml (and `make multilingual` before).'
)

# What is counted in a stage that takes long: passages and their sentences are texts to a model.
# "working": what workers on a cluster are through with.
UNITS = {"reading": " files", "embedding": " texts", "fetching": " addresses"}


def common_options() -> argparse.ArgumentParser:
    """What is taken before a command's name or after it. Without defaults: after the name, one
    would take the place of what was said before it."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--config", metavar="FILE", type=Path, help="settings (default: quotedesk.toml, if there)"
    )
    common.add_argument("--debug", action="store_true", help="log, and show where errors arose")
    return common


def place_options(
    command: argparse.ArgumentParser, *, index: bool = True, desk: bool = True
) -> None:
    """What a command takes that looks at an index, or at one of several desks."""
    if index:
        command.add_argument(
            "--index", metavar="DIR", default=argparse.SUPPRESS, help="folder of the index"
        )
    if desk:
        command.add_argument(
            "--desk", metavar="NAME", default=argparse.SUPPRESS,
            help="which of several desks in the settings is meant",
        )  # fmt: skip


def describe(
    command: argparse.ArgumentParser,
    run: Callable[[argparse.Namespace, Config], int],
    example: str,
    more: str = "",
) -> None:
    """What every command's parser is told. `more`: what its help says beyond its one line."""
    command.description = f"{command.description}\n{more}".strip()
    command.epilog = f"Example: {example}"
    command.set_defaults(run=run)


def chosen(options: argparse.Namespace) -> Desks:
    """The desks that a command is for which takes all where none is named.

    Raises ConfigError if it is told where one has its files, but not which.
    """
    desks: Desks = options.desks
    told = [f"--{name}" for name in ("corpus", "index") if getattr(options, name, None) is not None]
    if desks.several and told and options.desk is None:
        mend = f"name it with --desk: {', '.join(desks.by_name)}"
        raise ConfigError(f"{' and '.join(told)} can be of one desk only", mend=mend)
    return desks.only(options.desk)


def print_json(record: dict[str, Any]) -> None:
    # ASCII: lone surrogates in a question can't be written otherwise. Flushed: replies stream.
    print(json.dumps(record, ensure_ascii=True), flush=True)


def counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


class Bars:
    """Progress bars on stderr, one a stage; none where nobody watches."""

    def __init__(self) -> None:
        self._bars: dict[str, Any] = {}

    def __enter__(self) -> Bars:
        return self

    def __exit__(self, *_: object) -> None:
        for bar in self._bars.values():
            bar.close()

    def step(self, stage: str, total: int, done: int) -> None:
        """`total` may grow: a site is known when it has been gone through."""
        if stage not in self._bars:
            from tqdm import tqdm  # only where something takes long

            self._bars[stage] = tqdm(
                total=total,
                desc=stage,
                unit=UNITS.get(stage, " documents"),
                file=sys.stderr,
                disable=not sys.stderr.isatty(),
                delay=1,
            )
        self._bars[stage].total = total
        self._bars[stage].update(done)


def check_extra(extra: str) -> None:
    """Before the work is done, not after it. Raises ConfigError if a library of it is missing."""
    if missing := missing_of(extra):
        raise ConfigError(
            f"this command needs {', '.join(missing)}, which isn't installed",
            mend=f"run: pip install 'quotedesk[{extra}]'",
        )


def check_place(file: Path | None) -> None:
    """Before the work is done, not after it."""
    if file is not None and (file.is_dir() or not file.parent.is_dir()):
        raise ConfigError(
            "can't be written", where=str(file), mend="name a file in a folder that is there"
        )


def write_whole(file: Path, text: str) -> None:
    """Replaces the file at once, or leaves it as it was. Raises ConfigError."""
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                out.write(text)
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)  # mkstemp's are for the owner alone
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise ConfigError(
            f"can't be written ({error.strerror})", where=str(file), mend="name another file"
        ) from error
