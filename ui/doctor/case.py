"""What is examined, and what a check says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ui.config import Config, Secrets


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`mend`: what to do; empty where all is well."""

    level: Level
    what: str
    mend: str = ""


def well(what: str) -> Finding:
    return Finding(level=Level.OK, what=what)


def warn(what: str, mend: str) -> Finding:
    return Finding(level=Level.WARN, what=what, mend=mend)


def fail(what: str, mend: str) -> Finding:
    return Finding(level=Level.FAIL, what=what, mend=mend)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A desk as it is set up.

    file  the settings that were read; None: there are none
    url   where readers find the desk; empty: not asked
    """

    config: Config
    secrets: Secrets = field(default_factory=Secrets)
    file: Path | None = None
    host: str = "127.0.0.1"
    port: int = 7860
    url: str = ""
    debug: bool = False


def standing(path: Path) -> Path:
    """The nearest folder that is there, for a path that may not be yet."""
    path = path.absolute()
    while not path.is_dir() and path != path.parent:
        path = path.parent
    return path


def listed(names: list[str], most: int = 3) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
