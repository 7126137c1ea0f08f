"""What is asked: the values that come in from a user interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.errors import QuestionError

MAX_QUESTION_CHARS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with what went before it, oldest first. Empty `document_ids`: all documents."""

    text: str
    history: tuple[Turn, ...] = ()
    document_ids: tuple[str, ...] = ()


def check_length(question: str) -> None:
    """Raises QuestionError if the question is longer than is read."""
    if len(question) > MAX_QUESTION_CHARS:
        raise QuestionError(
            f"the question has {len(question)} characters, at most {MAX_QUESTION_CHARS} are read",
            mend="ask it in fewer words",
        )
