"""A backup of what can't be made anew: the ledger and the pins. An index can, and the documents are
elsewhere.

What always holds: a backup is taken whole or not at all, also while the desk is served; what is put
back is what was taken, byte for byte, all of it or nothing. A backup may hold questions: like the
ledger it is readable by its owner alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from corpus.errors import BackupError
from ui.config import Config
from ui.forms import form_of
from ui.pins import check_pins
from ui.web.ledger_form import check_ledger

# The settings that name what is saved: files of SQLite. One that isn't there is left out.
KEPT = ("ledger", "pins")
_KIND = "quotedesk backup"
_ABOUT = "backup.json"
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file that is in use
_MOST_BYTES = 16 * 1024**3
_NOT_WHOLE = (zipfile.BadZipFile, zlib.error, ValueError, KeyError, TypeError, EOFError)


def kept_of(config: Config) -> dict[str, Path]:
    """What is to be saved, by the name of its setting."""
    return {name: Path(getattr(config, name)) for name in KEPT}


def take(kept: Mapping[str, Path], file: Path) -> tuple[str, ...]:
    """Saves the files; says what is in each.

    Raises BackupError if there is none, one is damaged, or the backup can't be written.
    """
    there = {name: path for name, path in kept.items() if path.is_file()}
    if not there:
        raise BackupError(
            "there is nothing to save",
            where=", ".join(str(it) for it in kept.values()),
            mend="a desk with a staff password keeps a ledger",
        )
    if file.exists() and not _is_backup(file):
        raise BackupError("this is no backup", where=str(file), mend="name another file")
    try:
        with ExitStack() as stack:
            copies = {name: stack.enter_context(_beside(file)) for name in there}
            packed = stack.enter_context(_beside(file))
            for name, path in there.items():
                _copy(path, copies[name])
            found = tuple(_looked_at(name, it, str(there[name])) for name, it in copies.items())
            _pack(copies, packed)
            _put(packed, file)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(
            f"the backup can't be made ({error})",
            where=str(file),
            mend="check the disk, and the rights of what is saved and of the backup's folder",
        ) from error
    return found


def put_back(file: Path, kept: Mapping[str, Path], *, replace: bool = False) -> tuple[str, ...]:
    """Puts the files of a backup where they belong; says what is in each. What the backup doesn't
    hold stays.

    Raises BackupError if it is no whole backup, a file is there and isn't to be replaced, or a desk
    has one open.
    """
    if not file.is_file():
        raise BackupError("there is no such file", where=str(file), mend="name a backup")
    held = {name: kept[name] for name in _held(file, kept)}
    for name, path in held.items():
        if path.exists() and not replace:
            raise BackupError(
                f"there is a {name} already",
                where=str(path),
                mend="--replace puts the backup in its place; what was kept since is then gone",
            )
    try:
        with ExitStack() as stack:
            copies = {}
            for name, path in held.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                copies[name] = stack.enter_context(_beside(path))
            _unpack(file, copies)
            found = tuple(_looked_at(name, it, str(file)) for name, it in copies.items())
            for name, path in held.items():
                _close(path)
                _as_owned(copies[name], path)
            _put_all(copies, held)
            stay = [name for name, path in kept.items() if name not in held and path.exists()]
    except (OSError, sqlite3.Error) as error:
        raise BackupError(
            f"the backup can't be put back ({error})",
            where=", ".join(str(it) for it in held.values()),
            mend="check the disk and the folder's rights",
        ) from error
    return (*found, *(f"nothing for the {name}, which stay as they are" for name in stay))


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A file in the same folder, for the owner alone, that is gone afterwards."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for each in ("", *_BESIDE):
            Path(name + each).unlink(missing_ok=True)


def _copy(ledger: Path, copy: Path) -> None:
    """SQLite's own backup: what is written meanwhile is in it whole or not at all."""
    address = f"{ledger.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=30)) as base,
        closing(sqlite3.connect(copy)) as target,
    ):
        base.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def _looked_at(name: str, copy: Path, where: str) -> str:
    """What is in a file. Raises BackupError if it is damaged, LedgerError or PinError if a later
    quotedesk wrote it."""
    damaged = BackupError(f"the {name} is damaged", where=where, mend="take an earlier backup")
    try:
        with closing(sqlite3.connect(copy)) as base:
            sound = base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found = _CONTENTS[name](base, where)
    except sqlite3.DatabaseError as error:
        raise damaged from error
    if not sound:
        raise damaged
    return found


def _ledger(base: sqlite3.Connection, where: str) -> str:
    check_ledger(form_of(base), where)
    (days,) = base.execute("SELECT count(DISTINCT day) FROM counts").fetchone()
    (questions,) = base.execute("SELECT count(*) FROM questions").fetchone()
    return (
        f"a ledger of {days} day{'' if days == 1 else 's'}"
        f" with {questions} stored question{'' if questions == 1 else 's'}"
    )


def _pins(base: sqlite3.Connection, where: str) -> str:
    check_pins(form_of(base), where)
    (pins,) = base.execute("SELECT count(*) FROM pins").fetchone()
    return f"{pins} answer{'' if pins == 1 else 's'} that staff chose"


_CONTENTS: Mapping[str, Callable[[sqlite3.Connection, str], str]] = {
    "ledger": _ledger,
    "pins": _pins,
}


def _pack(copies: Mapping[str, Path], packed: Path) -> None:
    about = {
        "kind": _KIND,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": version("quotedesk"),
        "sha256": {name: _digest(copy) for name, copy in copies.items()},
    }
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_ABOUT, json.dumps(about, indent=1))
        for name, copy in copies.items():
            archive.write(copy, f"{name}.sqlite")


def _held(file: Path, kept: Mapping[str, Path]) -> list[str]:
    """The names of what a backup holds. Raises BackupError."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = list(_about(archive)["sha256"])
    except _NOT_WHOLE as error:
        raise _no_backup(file) from error
    if unknown := [name for name in names if name not in kept]:
        raise BackupError(
            f"it holds {unknown[0]}, which this quotedesk doesn't keep",
            where=str(file),
            mend="install the quotedesk that wrote it, or a later one",
        )
    return names


def _unpack(file: Path, copies: Mapping[str, Path]) -> None:
    """Raises BackupError if it isn't as it was packed."""
    whole = True
    try:
        with zipfile.ZipFile(file) as archive:
            digests = _about(archive)["sha256"]
            for name, copy in copies.items():
                # No more comes than is said here: zipfile holds a member to its size.
                whole = whole and archive.getinfo(f"{name}.sqlite").file_size <= _MOST_BYTES
                if whole:
                    with archive.open(f"{name}.sqlite") as packed, copy.open("wb") as out:
                        shutil.copyfileobj(packed, out)
                    whole = _digest(copy) == digests[name]
    except _NOT_WHOLE as error:
        raise _no_backup(file) from error
    if not whole:
        raise _no_backup(file)


def _no_backup(file: Path) -> BackupError:
    return BackupError(
        "this is no backup, or a damaged one", where=str(file), mend="take an earlier backup"
    )


def _about(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Raises ValueError or KeyError if it is no backup."""
    about = json.loads(archive.read(_ABOUT))
    if not (
        isinstance(about, dict) and about["kind"] == _KIND and isinstance(about["sha256"], dict)
    ):
        raise ValueError(_ABOUT)
    return about


def _is_backup(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(_about(archive))
    except (OSError, *_NOT_WHOLE):
        return False


def _digest(file: Path) -> str:
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def _close(ledger: Path) -> None:
    """Leaves nothing beside the ledger that would be read into the one that takes its place.

    Raises BackupError if a desk has it open.
    """
    if not ledger.exists():
        return
    try:
        with closing(sqlite3.connect(ledger, timeout=0)) as base:
            base.execute("PRAGMA journal_mode = DELETE")  # nobody else may have it open
    except sqlite3.OperationalError as error:
        raise BackupError(
            f"the ledger is in use ({error})", where=str(ledger), mend="stop the desk first"
        ) from error
    except sqlite3.DatabaseError:
        pass  # damaged, which is why it is replaced
    for each in _BESIDE:
        ledger.with_name(ledger.name + each).unlink(missing_ok=True)


def _as_owned(copy: Path, ledger: Path) -> None:
    """Put back by root, it still belongs to whom the desk runs as."""
    if os.geteuid() == 0:
        owner = (ledger if ledger.exists() else ledger.parent).stat()
        os.chown(copy, owner.st_uid, owner.st_gid)


def _put_all(copies: Mapping[str, Path], places: Mapping[str, Path]) -> None:
    """All of them, or none: what was replaced comes back if another can't be. Raises OSError."""
    with ExitStack() as stack:
        before: dict[Path, Path | None] = {}
        try:
            for name, place in places.items():
                old = None
                if place.exists():
                    old = stack.enter_context(_beside(place))
                    old.unlink()
                    old.hardlink_to(place)
                _put(copies[name], place)
                before[place] = old
        except OSError:
            for place, old in before.items():
                if old is None:
                    place.unlink()
                else:
                    old.replace(place)
            raise


def _put(fresh: Path, file: Path) -> None:
    """In place of the file, durably. Raises OSError."""
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    fresh.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
