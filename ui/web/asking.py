"""The one way from a surface to the engine: measured, counted, and bounded.

What always holds: every question, from the page, the API or a tool, goes through `Asking`, so all
have the same counts; of those that come in by HTTP no more than `CONCURRENT` are looked up at once
and of each desk no more than `WAITING` wait, the rest are told at once that it is busy.

Whoever also takes feedback keeps the id that `asked` gives, and hands it to ``ledger.feedback``.
What else is known of the documents, such as their list, is asked of `Asking.desk`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass

import anyio.to_thread
from anyio import CapacityLimiter

from corpus.document import Document
from corpus.errors import QuestionError, QuotedeskError
from qa.question import Question
from qa.read.pace import Pace
from qa.reply import Reply
from ui.logs import event
from ui.web.desk import Desk
from ui.web.ledger import Ledger
from ui.web.metrics import Metrics
from ui.web.outcomes import outcome_of

CONCURRENT = max(2, min(8, os.cpu_count() or 1))
WAITING = 64
BUSY_SECONDS = 2  # after which a client that was turned away may try again


class BusyError(QuotedeskError):
    """More questions wait than will be answered soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A reply, the id to give feedback on it, and how long it took."""

    reply: Reply
    id: str
    elapsed_ms: float


class Asking:
    """The questions to a desk, counted and measured."""

    def __init__(
        self,
        desk: Desk,
        ledger: Ledger,
        metrics: Metrics,
        pace: Pace | None = None,
        turns: CapacityLimiter | None = None,
    ) -> None:
        """`pace` is told how many questions there are. `turns`: how many are looked up at once of
        all desks together; of each no more stand in that row, so that none waits for all the
        questions to another."""
        self.desk = desk
        self.ledger = ledger
        self.metrics = metrics
        self._own = CapacityLimiter(CONCURRENT)
        self._turns = turns or CapacityLimiter(CONCURRENT)
        self._waiting = 0
        self._pace = pace or Pace()
        self._noted: Mapping[str, Document] | None = None

    def asked(self, question: Question) -> Asked:
        """Asks on this thread. Raises QuotedeskError as `Desk.ask` does.

        A question that can't be taken as it is (a filter names what isn't there) is counted
        nowhere: nothing is wrong with the desk, and nobody need be called for it.
        """
        started = time.perf_counter()
        reply: Reply | None = None
        identity, taken = "", True
        try:
            reply = self.desk.ask(question)
        except QuestionError:
            taken = False
            raise
        finally:
            seconds = time.perf_counter() - started
            if taken:
                identity = self.ledger.record(question, reply)
                self.metrics.asked(reply, seconds)
                event("question", outcome=outcome_of(reply), ms=round(seconds * 1_000, 1))
        return Asked(reply=reply, id=identity, elapsed_ms=seconds * 1_000)

    def keep_ledger(self) -> None:
        """To be called now and then: purges, and notes which documents are served."""
        self.ledger.purge_daily()
        documents, indexed = self.desk.documents, self.desk.indexed
        if indexed is not None and documents is not self._noted:
            self.ledger.note_documents(documents, indexed)
            self._noted = documents

    async def asked_in_turn(self, question: Question) -> Asked:
        """Asks on a worker thread, as soon as one is free.

        Raises BusyError if too many wait already, QuotedeskError as `Desk.ask` does.
        """
        if self._waiting >= CONCURRENT + WAITING:
            self.metrics.turned_away("busy")
            raise BusyError("the desk is busy", mend="try again in a moment")
        # Counted here: the limiter knows of those that wait only a moment later.
        self._waiting += 1
        self._pace.waiting += 1
        try:
            async with self._own:
                return await anyio.to_thread.run_sync(self.asked, question, limiter=self._turns)
        finally:
            self._waiting -= 1
            self._pace.waiting -= 1
