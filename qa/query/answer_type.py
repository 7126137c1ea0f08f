"""What kind of thing a question asks for, and whether a text holds something of that kind.

Patterns, not a model: they are read by people and hold for any corpus. Those of one language are
with it (``corpus.language``). What always holds: a kind is named only where the question's words
say it plainly; everything else is `OPEN`, which no text fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from corpus.figures import (
    DATE,
    MONTH,
    MONTH_ALONE,
    TIME,
    holds_email,
    holds_phone,
    holds_postal,
    holds_web,
)
from corpus.formats.scripts import without_notes
from corpus.language import Language, language_named
from corpus.language.value import bare
from indexer.terms import in_dictionary, words


class AnswerType(StrEnum):
    OPEN = "open"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    DURATION = "duration"
    PERSON = "person"
    PLACE = "place"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    POSTAL = "postal"
    SENT = "sent"  # where to send something: by post or by e-mail
    STEPS = "steps"
    LIST = "list"
    REASON = "reason"
    HOLDER = "holder"  # whose number this is


# Kinds that are judged by structure, or not at all.
UNTYPED = frozenset({AnswerType.OPEN, AnswerType.HOLDER, AnswerType.LIST, AnswerType.STEPS})
# Kinds that a text either holds or doesn't: without one there is no answer.
CONTACTS = frozenset(
    {AnswerType.PHONE, AnswerType.EMAIL, AnswerType.WEB, AnswerType.POSTAL, AnswerType.SENT}
)


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _dated(*patterns: str) -> re.Pattern[str]:
    """Each begins with a figure, or with a month's name at a word's beginning. That is said once,
    before each is tried: questions of when look at hundreds of texts."""
    return _any_of(rf"(?=\d|(?<![^\W\d_]){MONTH})(?:{'|'.join(patterns)})")


# What is seen in any language; the rest is told by the words of one.
_SEEN: dict[AnswerType, re.Pattern[str]] = {
    AnswerType.NUMBER: _any_of(r"\d[\d,.]*"),
    AnswerType.AMOUNT: _any_of(r"\d"),  # with a sign of money or without
    AnswerType.DATE: _dated(
        DATE,
        TIME,
        rf"\b{MONTH_ALONE}",
        r"\b(?:1[0-9]|20)\d\d\b",
        r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
    ),
    AnswerType.DURATION: _any_of(r"\b(?:1\d|20)\d\d\b"),
}
# Kinds of which the question itself may have named what a text holds.
_GIVEN = frozenset({AnswerType.NUMBER, AnswerType.DATE})
# What is told by its look, whatever the words around it.
_FOUND: dict[AnswerType, Callable[[str], bool]] = {
    AnswerType.EMAIL: holds_email,
    AnswerType.WEB: holds_web,
    AnswerType.POSTAL: holds_postal,
    AnswerType.SENT: lambda text: holds_postal(text) or holds_email(text),
}
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_NAME = re.compile(rf"(?<![.!?:]\s)(?<!^)(?<![\w’'-]){_CAPITAL}[\w’'.-]+")


def holds(
    kind: AnswerType,
    text: str,
    question_words: frozenset[str] = frozenset(),
    *,
    language: str = "",
    regions: tuple[str, ...] = (),
    about: str = "",
) -> bool:
    """Does `text` hold something of that kind, other than what the question itself named?

    `question_words`: folded words of the question; a name that the question gave is no answer to
    "who". `language`: that the text is read in. `regions`: the countries whose telephone numbers
    it is likely to give; `about`: what introduces it. Lists and steps are judged by structure, not
    here, and nothing is where no more than the look of a text is known.
    """
    if kind in UNTYPED:
        return True
    text = without_notes(text)
    if kind is AnswerType.PHONE:
        return holds_phone(text, regions, about)
    if kind in _FOUND:
        return _FOUND[kind](text)
    spoken = language_named(language)
    if kind not in spoken.tells and kind not in _SEEN:
        return True
    if kind in (AnswerType.PERSON, AnswerType.PLACE) and _names(text, question_words, spoken):
        return True
    found = (it.group() for it in _found(kind, text, spoken))
    if kind in _GIVEN:
        return any(not set(words(it)) <= question_words for it in found)
    return next(found, None) is not None


def _found(kind: AnswerType, text: str, spoken: Language) -> Iterator[re.Match[str]]:
    if kind in _SEEN:
        yield from _SEEN[kind].finditer(text)
    if kind in spoken.tells:
        yield from spoken.tells[kind].finditer(bare(text))


def _names(text: str, question_words: frozenset[str], spoken: Language) -> bool:
    """Does a text hold a name that the question didn't give? Where every noun has a capital, a
    name is one that no dictionary has."""
    return any(
        found.group().casefold().strip(".’'") not in question_words
        and not (spoken.capitals and in_dictionary(found.group().strip(".’'"), spoken.code))
        for found in _NAME.finditer(text)
    )
