"""A backup of what can't be made anew: the ledger. An index can, and the documents are elsewhere.

What always holds: a backup is taken whole or not at all, also while the desk is served; what is put
back is what was taken, byte for byte, and takes its place at once or not at all. A backup may hold
questions: like the ledger it is readable by its owner alone.
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
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from corpus.errors import BackupError
from ui.web.ledger_form import check_form, form_of

_KIND = "quotedesk backup"
_ABOUT, _LEDGER = "backup.json", "ledger.sqlite"
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file that is in use
_MOST_BYTES = 16 * 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup holds: when it was made, by which quotedesk, and how much was counted."""

    made: str
    version: str
    form: int
    days: int
    questions: int

    @property
    def contents(self) -> str:
        days = f"{self.days} day{'' if self.days == 1 else 's'}"
        return f"{days} with {self.questions} stored question{'' if self.questions == 1 else 's'}"


def take(ledger: Path, file: Path) -> Backup:
    """Raises BackupError if there is no ledger, it is damaged, or the file can't be written."""
    if not ledger.is_file():
        raise BackupError(
            "there is no ledger", where=str(ledger), mend="a desk with a staff password keeps one"
        )
    if file.exists() and not _is_backup(file):
        raise BackupError("this is no backup", where=str(file), mend="name another file")
    try:
        with _beside(file) as copy, _beside(file) as packed:
            _copy(ledger, copy)
            found = _looked_at(copy, str(ledger))
            _pack(copy, packed, found)
            _put(packed, file)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(
            f"the backup can't be made ({error})",
            where=str(file),
            mend="check the disk, and the rights of the ledger and of the backup's folder",
        ) from error
    return found


def put_back(file: Path, ledger: Path, *, replace: bool = False) -> Backup:
    """Raises BackupError if the file is no whole backup, there is a ledger and it isn't to be
    replaced, or a desk has it open."""
    if not file.is_file():
        raise BackupError("there is no such file", where=str(file), mend="name a backup")
    if ledger.exists() and not replace:
        raise BackupError(
            "there is a ledger already",
            where=str(ledger),
            mend="--replace puts the backup in its place; what was counted since is then gone",
        )
    try:
        ledger.parent.mkdir(parents=True, exist_ok=True)
        with _beside(ledger) as copy:
            _unpack(file, copy)
            found = _looked_at(copy, str(file))
            _close(ledger)
            _as_owned(copy, ledger)
            _put(copy, ledger)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(
            f"the backup can't be put back ({error})",
            where=str(ledger),
            mend="check the disk and the folder's rights",
        ) from error
    return found


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


def _looked_at(copy: Path, where: str) -> Backup:
    """Raises BackupError if it is damaged, LedgerError if of a later form."""
    damaged = BackupError("is damaged", where=where, mend="take an earlier backup")
    try:
        with closing(sqlite3.connect(copy)) as base:
            sound = base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            form = form_of(base)
            check_form(form, where)
            (days,) = base.execute("SELECT count(DISTINCT day) FROM counts").fetchone()
            (questions,) = base.execute("SELECT count(*) FROM questions").fetchone()
    except sqlite3.DatabaseError as error:
        raise damaged from error
    if not sound:
        raise damaged
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Backup(
        made=made, version=version("quotedesk"), form=form, days=days, questions=questions
    )


def _pack(copy: Path, packed: Path, found: Backup) -> None:
    about = {"kind": _KIND, "made": found.made, "version": found.version, "form": found.form}
    about["sha256"] = {_LEDGER: _digest(copy)}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_ABOUT, json.dumps(about, indent=1))
        archive.write(copy, _LEDGER)


def _unpack(file: Path, copy: Path) -> None:
    """Raises BackupError if it isn't as it was packed."""
    try:
        with zipfile.ZipFile(file) as archive:
            about = _about(archive)
            # The size is checked too, while it is read: no more comes than is said here.
            whole = archive.getinfo(_LEDGER).file_size <= _MOST_BYTES
            if whole:
                with archive.open(_LEDGER) as packed, copy.open("wb") as out:
                    shutil.copyfileobj(packed, out)
                whole = _digest(copy) == about["sha256"][_LEDGER]
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, TypeError, EOFError) as error:
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
    if not isinstance(about, dict) or about["kind"] != _KIND:
        raise ValueError(_ABOUT)
    return about


def _is_backup(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(_about(archive))
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError):
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
