"""What staff chose as answers, kept in a file, with a log of who did what.

What always holds: a pin is kept whole or not at all; every change is logged with it, in one
transaction; without the file there is no pin, and none is made until something is kept.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from corpus.errors import PinError
from qa.pins.pin import MAX_NOTE_CHARS, Pin, pin_from, record_of_pin
from ui.forms import check_form, form_of

FORM = 1  # of the tables
_TABLES = """
CREATE TABLE IF NOT EXISTS pins (id TEXT PRIMARY KEY, n INTEGER NOT NULL, record TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS log (
  n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL,
  action TEXT NOT NULL, pin TEXT NOT NULL, question TEXT NOT NULL);
"""
_PUT = (
    "INSERT INTO pins VALUES (?, (SELECT coalesce(max(n), 0) + 1 FROM pins), ?) "
    "ON CONFLICT (id) DO UPDATE SET record = excluded.record"
)


class Action(StrEnum):
    """What was done. A code that is stored keeps its meaning."""

    ADDED = "added"
    CHANGED = "changed"
    IMPORTED = "imported"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the log. `at` is ISO 8601; `who` as they named themselves, or empty."""

    at: str
    who: str
    action: str
    pin: str
    question: str


def check_pins(form: int, where: str) -> None:
    """Raises PinError for a form that a later quotedesk wrote, or none."""
    check_form(form, FORM, where, "what staff chose", PinError)


def _now() -> datetime:
    return datetime.now().astimezone()


class PinStore:
    """Thread-safe; other processes may change the file too."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = _now) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.Lock()
        self._base: sqlite3.Connection | None = None
        self._seen: tuple[int, int] | None = None
        self._changes = 0
        self._pins: tuple[Pin, ...] = ()

    def pins(self) -> tuple[Pin, ...]:
        """In the order in which they were kept; the very same tuple until something changes.

        Raises PinError.
        """
        with self._lock, self._told():
            base = self._opened(make=False)
            if base is None:
                self._pins = ()
                return self._pins
            (version,) = base.execute("PRAGMA data_version").fetchone()
            if self._seen != (version, self._changes):
                rows = base.execute("SELECT record FROM pins ORDER BY n").fetchall()
                self._pins = tuple(pin_from(row, str(self.path)) for (row,) in rows)
                self._seen = (version, self._changes)
            return self._pins

    def put(self, pins: Sequence[Pin], who: str, action: Action = Action.ADDED) -> None:
        """Keeps pins; one of a known id takes the old one's place. Raises PinError."""
        self._write(
            [(_PUT, (pin.id, json.dumps(record_of_pin(pin), ensure_ascii=True))) for pin in pins],
            [(pin, action) for pin in pins],
            who,
        )

    def remove(self, identity: str, who: str) -> bool:
        """False if there is no such pin. Raises PinError."""
        found = next((pin for pin in self.pins() if pin.id == identity), None)
        if found is None:
            return False
        removed = [("DELETE FROM pins WHERE id = ?", (identity,))]
        self._write(removed, [(found, Action.REMOVED)], who)
        return True

    def log(self, limit: int = 1_000) -> tuple[Entry, ...]:
        """What was done, the latest first. Raises PinError."""
        with self._lock, self._told():
            base = self._opened(make=False)
            if base is None:
                return ()
            rows = base.execute(
                "SELECT at, who, action, pin, question FROM log ORDER BY n DESC LIMIT ?", (limit,)
            ).fetchall()
        return tuple(
            Entry(at=at, who=by, action=action, pin=pin, question=question)
            for at, by, action, pin, question in rows
        )

    def close(self) -> None:
        with self._lock:
            if self._base is not None:
                self._base.close()
            self._base = None

    def _write(
        self,
        changes: Sequence[tuple[str, tuple[str, ...]]],
        done: Sequence[tuple[Pin, Action]],
        who: str,
    ) -> None:
        at = self._clock().isoformat(timespec="seconds")
        with self._lock, self._told():
            base = self._opened(make=True)
            assert base is not None
            with base:
                for change, values in changes:
                    base.execute(change, values)
                base.executemany(
                    "INSERT INTO log (at, who, action, pin, question) VALUES (?, ?, ?, ?, ?)",
                    [
                        (at, who[:MAX_NOTE_CHARS], action.value, pin.id, pin.questions[0])
                        for pin, action in done
                    ],
                )
            self._changes += 1

    def _opened(self, *, make: bool) -> sqlite3.Connection | None:
        if self._base is not None:
            return self._base
        if not make and not self.path.is_file():
            return None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        # Each call holds the lock, so that the threads take turns.
        base = sqlite3.connect(self.path, check_same_thread=False)
        try:
            check_pins(form_of(base), str(self.path))
        except (PinError, sqlite3.Error):
            base.close()
            raise
        with base:
            base.executescript(_TABLES)
            base.execute(f"PRAGMA user_version = {FORM}")
        self._base = base
        return base

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise PinError(
                f"the pins can't be read or kept ({error})",
                where=str(self.path),
                mend="check the file and its folder's rights, or name another file as `pins`",
            ) from error
