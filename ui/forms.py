"""Which form a file of ours has that SQLite keeps, and whether this quotedesk reads it.

What always holds: a file that a later quotedesk wrote isn't opened, and is left as it is.
"""

from __future__ import annotations

import sqlite3

from corpus.errors import QuotedeskError


def form_of(base: sqlite3.Connection) -> int:
    """0 for a new file. Raises sqlite3.Error."""
    (form,) = base.execute("PRAGMA user_version").fetchone()
    return int(form)


def check_form(form: int, today: int, where: str, what: str, error: type[QuotedeskError]) -> None:
    """Raises that error for a form that a later quotedesk wrote, or none. `what`: "the ledger"."""
    if not 0 <= form <= today:
        raise error(
            f"{what} can't be opened (it has form {form}, this quotedesk reads up to {today})",
            where=where,
            mend="install the quotedesk that wrote it, or a later one",
        )
