"""What is asked: the values that come in from a user interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.errors import QuestionError
from corpus.phrase import Phrase

MAX_QUESTION_CHARS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which documents are searched: those that pass every kind of filter that is given, by one of
    its values. Without any, all.

    documents     ids
    publishers    names, and tags: in any case of letters
    languages     BCP 47 tags; "es" takes in "es-MX"
    since, until  the first and last date of publication: a day, a month (2020-02) or a year; a
                  document without a date passes neither
    current       only documents that are in force today
    """

    documents: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    current: bool = False


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with what went before it, oldest first. `literal`: no word of it is mended.
    `language`: that the reader has chosen for the desk, where the question's own words don't tell;
    of what is there in several languages, theirs leads."""

    text: str
    history: tuple[Turn, ...] = ()
    filters: Filters = NO_FILTERS
    literal: bool = False
    language: str = ""


def check_length(question: str) -> None:
    """Raises QuestionError if the question is longer than is read."""
    if len(question) > MAX_QUESTION_CHARS:
        raise QuestionError(
            Phrase(
                "the question has {n} characters, at most {most} are read",
                n=len(question),
                most=MAX_QUESTION_CHARS,
            ),
            mend="ask it in fewer words",
        )
