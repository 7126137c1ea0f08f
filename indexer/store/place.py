"""A folder that holds an index, whoever writes it: what lies in it, and one writer at a time.

What always holds: nothing but what is ours is ever removed, and nothing is written where somebody
keeps other things.
"""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import StoreError

CURRENT = "CURRENT"
LOCK = ".lock"
VERSION = re.compile(r"v-[0-9a-f]{12}")
ENCODER = re.compile(r"encoder-[0-9a-f]{12}")
# Vectors of a run that was interrupted, or is going on.
CHECKPOINT = ".checkpoint"
# What workers have done for a run that was interrupted, or is going on.
CLUSTER = ".cluster"
OURS = re.compile(
    rf"(?:\.new-|\.)?{VERSION.pattern}|(?:\.new-)?{ENCODER.pattern}"
    rf"|{re.escape(LOCK)}|{re.escape(CHECKPOINT)}|{re.escape(CLUSTER)}|{CURRENT}"
)


def used_version(folder: Path) -> str | None:
    """The name of the version in use, or None if CURRENT names none."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return name if VERSION.fullmatch(name) else None


def check_target(folder: Path) -> None:
    """An index never goes where somebody keeps other things."""
    if folder.exists() and not folder.is_dir():
        raise StoreError("this is a file", where=str(folder), mend="give a folder for the index")
    if folder.is_dir() and used_version(folder) is None:
        others = [p.name for p in folder.iterdir() if not OURS.fullmatch(p.name)]
        if others:
            raise StoreError(
                f"this folder holds other things ({sorted(others)[0]})",
                where=str(folder),
                mend="give an empty or a new folder for the index",
            )


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds the folder's lock, which the system lets go of when the process ends."""
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                "another process is writing this index", where=str(folder), mend="wait for its end"
            ) from error
        yield


def unused(folder: Path) -> list[Path]:
    """Everything of ours but the index in use, its encoder and what is done for the next: older
    versions, and what a crash left."""
    kept = {CURRENT, LOCK, CHECKPOINT, CLUSTER, used_version(folder)}
    return [
        path
        for path in folder.iterdir()
        if OURS.fullmatch(path.name) and not ENCODER.fullmatch(path.name) and path.name not in kept
    ]


def remove_unused(folder: Path) -> None:
    for old in unused(folder):
        if old.is_dir():
            # Again if need be: a reader in the same moment makes a lock file.
            for _ in range(3):
                if old.exists():
                    shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)


def unwritten(folder: Path, error: OSError, mend: str) -> StoreError:
    return StoreError(
        f"the index can't be written ({error.strerror or error})",
        where=str(folder),
        mend=f"{mend}; the index in use is unchanged",
    )
