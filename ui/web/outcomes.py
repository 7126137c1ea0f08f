"""What became of questions and replies: what the ledger counts and the staff's page shows.

What always holds: a code that is stored or sent keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qa.reply import Answer, Reply

ANSWERED = "answered"
SETTLED = "settled_by_staff"  # who say that no document answers
FAILED = "failed"  # could not be looked up
MAX_REMARK_CHARS = 300


def outcome_of(reply: Reply | None) -> str:
    """The code of what became of a question; without a reply it could not be looked up."""
    if reply is None:
        return FAILED
    if isinstance(reply, Answer):
        return ANSWERED
    return SETTLED if reply.chosen_by_staff else reply.reason.value


class Fault(StrEnum):
    """What a reader may say is wrong with a reply."""

    OFF_TOPIC = "not_what_i_asked"
    INCOMPLETE = "incomplete"
    OUT_OF_DATE = "out_of_date"
    UNCLEAR = "hard_to_understand"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """How many questions ended how on one day, and how many replies helped or didn't."""

    day: date
    outcomes: Mapping[str, int]
    helpful: int
    unhelpful: int
    faults: Mapping[str, int]

    @property
    def asked(self) -> int:
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that are the same but for case, spacing and punctuation; words of the latest."""

    question: str
    times: int
    last: str  # ISO 8601, to the second
    outcome: str  # of the latest
    unhelpful: int
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A question that had no answer, or none that helped: how often on which days (ISO 8601)."""

    question: str
    days: Mapping[str, int]
    unhelpful: int

    @property
    def times(self) -> int:
        return sum(self.days.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """A question whose first quote helped."""

    question: str
    document: str
    quote: str
