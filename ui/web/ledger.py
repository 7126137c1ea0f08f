"""What became of the questions: counts for everyone's sake, questions only if the operator says so.

What always holds: without `store_questions` no question and no remark is written anywhere, and
those that were stored before are deleted when the desk starts; what looks like personal data is
masked before it is stored; nothing is kept longer than the days of retention; a ledger that can't
be written never keeps an answer back.

Whoever shows a reply calls `record` once, keeps the id that comes back, and hands it to `feedback`
when the reader says whether the reply helped.
"""

from __future__ import annotations

import logging
import re
import secrets
import sqlite3
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from corpus.document import Document
from corpus.errors import LedgerError
from indexer.index import listed_in
from qa.question import Question
from qa.reply import Answer, Quote, Reply
from ui.web.ledger_form import bring_up_to_date
from ui.web.masked import masked
from ui.web.outcomes import (
    ANSWERED,
    MAX_REMARK_CHARS,
    SETTLED,
    Day,
    Fault,
    Group,
    Helped,
    Need,
    outcome_of,
)

RECENT = 10_000  # replies that feedback can be given on
MAX_GROUPS = 1_000
MAX_NEEDS = 20_000  # rows, one for a question and a day
SECTIONS = " › "  # between the headings of a section

_NOT_A_WORD = re.compile(r"[\W_]+")

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now().astimezone()


def folded(question: str) -> str:
    """What is the same in questions that are grouped."""
    return _NOT_A_WORD.sub(" ", unicodedata.normalize("NFKC", question).casefold()).strip()


class Ledger:
    """Thread-safe. Without a path it is kept in memory, and gone with the process."""

    def __init__(
        self,
        path: Path | None = None,
        *,
        store_questions: bool = False,
        retention_days: int = 90,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """Raises LedgerError if the file can't be opened, is no ledger, or one of a later form."""
        self.path = path
        self.store_questions = store_questions
        self.retention_days = retention_days
        self._clock = clock
        self._lock = threading.Lock()
        self._purged: date | None = None
        # Id of a recent reply -> what was said about it: its day, whether it helped, and the code.
        self._recent: OrderedDict[str, tuple[str, str, str] | None] = OrderedDict()
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch(mode=0o600)
            # Each call holds the lock, so that the threads take turns.
            self._base = sqlite3.connect(path or ":memory:", check_same_thread=False)
            self._open()
        except (OSError, sqlite3.Error) as error:
            raise LedgerError(
                f"the ledger can't be opened ({error})",
                where=str(path),
                mend="check the folder's rights, or name another file as `ledger`",
            ) from error
        self.purge()

    def _open(self) -> None:
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.execute("PRAGMA secure_delete = ON")
        bring_up_to_date(self._base, str(self.path))

    def close(self) -> None:
        with self._lock:
            self._base.close()

    def record(self, question: Question, reply: Reply | None) -> str:
        """Counts a question, and stores it if the operator says so. Gives the reply's id, which
        can't be guessed. Without a reply the question could not be looked up."""
        outcome = outcome_of(reply)
        identity = secrets.token_urlsafe(16)
        now = self._clock()
        day = now.date().isoformat()
        try:
            with self._lock, self._base:
                self._count(day, "asked", outcome, 1)
                if isinstance(reply, Answer):
                    self._count_sections(day, reply.quotes)
                if self.store_questions and question.text.strip():
                    self._store(identity, now, question.text, reply)
                if reply is not None:
                    self._recent[identity] = None
                    while len(self._recent) > RECENT:
                        self._recent.popitem(last=False)
        except sqlite3.Error as error:
            log.error("a question could not be counted: %s", error)  # noqa: TRY400
        return identity

    def _count_sections(self, day: str, quotes: Sequence[Quote]) -> None:
        """Which sections answer says nothing of who asked what, and is counted in any case."""
        places = {(it.document_id, SECTIONS.join(it.citation.section)) for it in quotes}
        self._base.executemany(
            "INSERT INTO sections VALUES (?, ?, ?, 1) "
            "ON CONFLICT (day, document, section) DO UPDATE SET n = n + 1",
            [(day, *place) for place in sorted(places)],
        )

    def _store(self, identity: str, now: datetime, question: str, reply: Reply | None) -> None:
        first = reply.quotes[0] if isinstance(reply, Answer) else None
        kept = masked(question)
        self._base.execute(
            "INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, NULL, ?, ?)",
            (
                identity,
                now.date().isoformat(),
                now.isoformat(timespec="microseconds"),
                kept,
                folded(kept),
                outcome_of(reply),
                first.document_id if first else None,
                first.text if first else None,
            ),
        )

    def feedback(self, reply_id: str, *, helpful: bool, reason: str = "", remark: str = "") -> bool:
        """Whether a reply helped, and for what reason not: a `Fault`'s code, or the reader's words
        in its place or as a `remark` beside it.

        Said again, it replaces what was said before. False if there is no such recent reply. The
        reader's words may repeat the question: they are stored only where questions are.
        """
        known = reason in set(Fault)
        remark = (remark if known else remark or reason).strip()[:MAX_REMARK_CHARS]
        code = "" if helpful else reason if known else Fault.OTHER.value if remark else ""
        day = self._clock().date().isoformat()
        with self._lock:
            if reply_id not in self._recent:
                return False
            said = (day, "helpful" if helpful else "unhelpful", code)
            before = self._recent[reply_id]
            try:
                with self._base:
                    if before is not None:
                        self._count(*before, -1)
                    self._count(*said, 1)
                    if self.store_questions:
                        self._base.execute(
                            "UPDATE questions SET helpful = ?, code = ?, remark = ? WHERE id = ?",
                            (int(helpful), code or None, masked(remark) or None, reply_id),
                        )
            except sqlite3.Error as error:
                log.error("feedback could not be counted: %s", error)  # noqa: TRY400
            else:
                self._recent[reply_id] = said
        return True

    def _count(self, day: str, kind: str, code: str, n: int) -> None:
        self._base.execute(
            "INSERT INTO counts VALUES (?, ?, ?, ?) "
            "ON CONFLICT (day, kind, code) DO UPDATE SET n = n + excluded.n",
            (day, kind, code, n),
        )

    def note_documents(self, documents: Mapping[str, Document], indexed: datetime) -> None:
        """Notes since when each text is served. `indexed`: when the index was put in place."""
        since = indexed.isoformat(timespec="seconds")
        rows = ((it.id, it.sha256, since) for it in listed_in(documents))
        with self._lock, self._base:
            self._base.executemany(
                "INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE "
                "SET sha256 = excluded.sha256, since = excluded.since "
                "WHERE sha256 <> excluded.sha256",
                rows,
            )
            kept = set(documents)
            gone = self._base.execute("SELECT id FROM documents").fetchall()
            self._base.executemany(
                "DELETE FROM documents WHERE id = ?", [row for row in gone if row[0] not in kept]
            )

    def indexed(self) -> dict[str, str]:
        """Since when each document's text is served, ISO 8601, by the document's id."""
        with self._lock:
            return dict(self._base.execute("SELECT id, since FROM documents"))

    def purge(self) -> None:
        """Deletes what is older than the retention time; questions if none are to be stored."""
        first = self._first_day()
        with self._lock:
            with self._base:
                self._base.execute("DELETE FROM counts WHERE day < ? OR n = 0", (first,))
                self._base.execute("DELETE FROM sections WHERE day < ?", (first,))
                self._base.execute(
                    "DELETE FROM questions WHERE day < ? OR ?", (first, not self.store_questions)
                )
            # What was deleted would else be readable in the log of writes.
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._purged = self._clock().date()

    def purge_daily(self) -> None:
        """Purges if that wasn't done today."""
        if self._purged != self._clock().date():
            self.purge()

    def _first_day(self) -> str:
        kept = timedelta(days=self.retention_days - 1)
        return (self._clock().date() - kept).isoformat()

    def days(self) -> tuple[Day, ...]:
        """The days on which something was asked or said, oldest first."""
        with self._lock:
            rows = self._base.execute(
                "SELECT day, kind, code, n FROM counts WHERE n > 0 AND day >= ? ORDER BY day",
                (self._first_day(),),
            ).fetchall()
        found: dict[str, dict[str, dict[str, int]]] = {}
        for day, kind, code, n in rows:
            found.setdefault(day, {}).setdefault(kind, {})[code] = n
        return tuple(
            Day(
                day=date.fromisoformat(day),
                outcomes=kinds.get("asked", {}),
                helpful=sum(kinds.get("helpful", {}).values()),
                unhelpful=sum(kinds.get("unhelpful", {}).values()),
                faults={code: n for code, n in kinds.get("unhelpful", {}).items() if code},
            )
            for day, kinds in found.items()
        )

    def groups(self) -> tuple[Group, ...]:
        """Stored questions without an answer or with bad feedback; the most frequent first."""
        with self._lock:
            # Beside a max() SQLite takes the other columns from the row that has it.
            rows = self._base.execute(
                "SELECT question, outcome, max(at), count(*), sum(helpful IS 0), "
                "group_concat(DISTINCT code), group_concat(remark, char(0)) FROM questions "
                "WHERE (outcome NOT IN (?, ?) OR helpful = 0) AND day >= ? "
                "GROUP BY folded ORDER BY count(*) DESC, max(at) DESC LIMIT ?",
                (ANSWERED, SETTLED, self._first_day(), MAX_GROUPS),
            ).fetchall()
        return tuple(
            Group(
                question=question,
                times=times,
                last=last[:19],
                outcome=outcome,
                unhelpful=unhelpful,
                faults=tuple(sorted(codes.split(","))) if codes else (),
                remarks=tuple(remarks.split("\0")) if remarks else (),
            )
            for question, outcome, last, times, unhelpful, codes, remarks in rows
        )

    def needs(self) -> tuple[Need, ...]:
        """Stored questions without an answer or with bad feedback, and when they were asked; the
        most frequent first."""
        with self._lock:
            rows = self._base.execute(
                "SELECT folded, question, day, count(*), sum(helpful IS 0), max(at) FROM questions "
                "WHERE (outcome NOT IN (?, ?) OR helpful = 0) AND day >= ? GROUP BY folded, day "
                "ORDER BY max(at) LIMIT ?",
                (ANSWERED, SETTLED, self._first_day(), MAX_NEEDS),
            ).fetchall()
        found: dict[str, Need] = {}
        for key, question, day, n, unhelpful, _ in rows:
            before = found.get(key)
            days = {**(before.days if before else {}), day: n}
            bad = (unhelpful or 0) + (before.unhelpful if before else 0)
            found[key] = Need(question=question, days=days, unhelpful=bad)
        return tuple(sorted(found.values(), key=lambda it: -it.times))

    def sections(self) -> dict[tuple[str, str], int]:
        """How often something of a section was quoted, by the document's id and the headings."""
        with self._lock:
            rows = self._base.execute(
                "SELECT document, section, sum(n) FROM sections WHERE day >= ? "
                "GROUP BY document, section",
                (self._first_day(),),
            ).fetchall()
        return {(document, section): n for document, section, n in rows}

    def helpful(self) -> tuple[Helped, ...]:
        """Stored questions whose answer helped, with its first quote; each once, the latest."""
        with self._lock:
            rows = self._base.execute(
                "SELECT question, document, quote, max(at) FROM questions WHERE helpful = 1 "
                "AND outcome = ? AND quote IS NOT NULL AND day >= ? GROUP BY folded",
                (ANSWERED, self._first_day()),
            ).fetchall()
        return tuple(
            Helped(question=question, document=document, quote=quote)
            for question, document, quote, _ in rows
        )
