"""The tables of a ledger, and how a ledger of an earlier form becomes one of today's.

What always holds: a ledger that any released quotedesk wrote can be opened, with all that is in
it; an upgrade is done whole or not at all; one of a later form is left as it is. Whoever changes
the tables raises `FORM`, adds the step that leads there to `STEPS`, and stores a file of the form
before in tests/data/ledgers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from corpus.errors import LedgerError
from ui.forms import check_form, form_of

FORM = 2
_SECTIONS = (
    "CREATE TABLE IF NOT EXISTS sections ("
    " day TEXT NOT NULL, document TEXT NOT NULL, section TEXT NOT NULL, n INTEGER NOT NULL,"
    " PRIMARY KEY (day, document, section)) WITHOUT ROWID"
)
_TABLES = (
    (
        "CREATE TABLE IF NOT EXISTS counts ("
        " day TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL, n INTEGER NOT NULL,"
        " PRIMARY KEY (day, kind, code)) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE IF NOT EXISTS questions ("
        " id TEXT PRIMARY KEY, day TEXT NOT NULL, at TEXT NOT NULL, question TEXT NOT NULL,"
        " folded TEXT NOT NULL, outcome TEXT NOT NULL, helpful INTEGER, code TEXT, remark TEXT,"
        " document TEXT, quote TEXT)"
    ),
    "CREATE INDEX IF NOT EXISTS questions_by_day ON questions (day)",
    (
        "CREATE TABLE IF NOT EXISTS documents ("
        " id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, since TEXT NOT NULL) WITHOUT ROWID"
    ),
    _SECTIONS,
)
# Form -> what makes of it the next one. A new file has form 0 and no tables: it gets today's.
STEPS: Mapping[int, tuple[str, ...]] = {
    1: (
        _SECTIONS,
        "ALTER TABLE questions ADD COLUMN document TEXT",
        "ALTER TABLE questions ADD COLUMN quote TEXT",
    ),
}


def check_ledger(form: int, where: str, today: int = FORM) -> None:
    """Raises LedgerError for a form that a later quotedesk wrote, or none."""
    check_form(form, today, where, "the ledger", LedgerError)


def bring_up_to_date(
    base: sqlite3.Connection,
    where: str,
    *,
    today: int = FORM,
    tables: tuple[str, ...] = _TABLES,
    steps: Mapping[int, tuple[str, ...]] = STEPS,
) -> None:
    """Gives an open file the tables of today. Raises LedgerError or sqlite3.Error."""
    check_ledger(form_of(base), where, today)
    base.execute("BEGIN IMMEDIATE")  # two desks that start at once take turns
    try:
        form = form_of(base)
        if form:
            for before in range(form, today):
                for statement in steps[before]:
                    base.execute(statement)
        else:
            for statement in tables:
                base.execute(statement)
        base.execute(f"PRAGMA user_version = {today:d}")
    except BaseException:
        base.rollback()
        raise
    base.commit()
