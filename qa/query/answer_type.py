"""What kind of thing a question asks for, and whether a text holds something of that kind.

Patterns, not a model: they are read by people and hold for any corpus. A kind is named only where
the question's words say it plainly; everything else is `OPEN`, which no text fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from corpus.figures import (
    DATE,
    MONEY,
    MONTH_ALONE,
    TIME,
    holds_email,
    holds_phone,
    holds_postal,
    holds_web,
)
from corpus.formats.scripts import without_notes
from indexer.terms import words


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
    STEPS = "steps"
    LIST = "list"
    REASON = "reason"
    HOLDER = "holder"  # whose number this is


_NUMERAL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|thousand|million|billion|trillion|dozen|half|third|quarter|twice|once|both|"
    r"single|none|couple|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)s?"
)
# Kinds that are judged by structure, or not at all.
UNTYPED = frozenset({AnswerType.OPEN, AnswerType.HOLDER, AnswerType.LIST, AnswerType.STEPS})
# Kinds that a text either holds or doesn't: without one there is no answer.
CONTACTS = frozenset({AnswerType.PHONE, AnswerType.EMAIL, AnswerType.WEB, AnswerType.POSTAL})


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for any of them, whatever the case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


_HOLDS: dict[AnswerType, re.Pattern[str]] = {
    AnswerType.NUMBER: any_of(
        r"\d[\d,.]*", rf"\b{_NUMERAL}\b", r"\b(?:several|many|most|few|all|no)\b"
    ),
    AnswerType.AMOUNT: any_of(
        MONEY,
        r"\d[\d,.]*\s?(?:percent|%|marks?)",
        rf"\b{_NUMERAL}\s(?:dollars?|euros?|pounds?|cents?|percent)",
        r"\b(?:free|no cost|at no charge)\b",
        r"\d",
    ),
    AnswerType.DATE: any_of(
        DATE,
        TIME,
        rf"\b{MONTH_ALONE}",
        r"\b(?:1[0-9]|20)\d\d\b",
        r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
        r"\b\d{1,2}(?:st|nd|rd|th)\b",
        r"\b(?:\d+|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
        r"twelfth|sixteenth|eighteenth|nineteenth|twentieth)[\s-]centur",
        r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\s"
        r"(?:day|week|month|quarter|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday|"
        r"decade|century|immediately|annually|when|once|after|before|until|within|during|"
        r"as soon as)\b",
        rf"\b(?:\d+|{_NUMERAL})\s(?:minute|hour|day|week|month|year)s?\b",
        r"\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b(?:noon|midnight)\b",
        rf"\b(?:\d+|{_NUMERAL}) o.clock\b",
    ),
    AnswerType.DURATION: any_of(
        rf"\b(?:\d[\d,.]*|{_NUMERAL}|a|an|several|few)[\s-](?:to\s\d+\s)?(?:\w+\s)?"
        r"(?:second|minute|hour|day|week|month|year|decade|centur|generation)",
        r"\b(?:1\d|20)\d\d\b",
        r"\b(?:permanent|indefinite|lifetime|forever|until)",
    ),
    AnswerType.REASON: any_of(
        r"\b(?:because|due to|since|so that|in order to|as a result|therefore|thus|reason|"
        r"cause[ds]?|to\s\w+|for\s\w+ing|led to|owing|allow|help|ensure)\b"
    ),
}
# What is told by its look, whatever the words around it.
_FOUND: dict[AnswerType, Callable[[str], bool]] = {
    AnswerType.EMAIL: holds_email,
    AnswerType.WEB: holds_web,
    AnswerType.POSTAL: holds_postal,
}
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)(?<![\w’'-])[A-Z][\w’'.-]+")
_ROLE = re.compile(
    r"\b(?:you|we|us|people|person|veterans?|parents?|children|spouses?|students?|members?|staff|"
    r"agenc(?:y|ies)|officials?|officers?|judges?|lawyers?|courts?|departments?|company|companies|"
    r"government|workers?|teams?|groups?|users?|survivors?|specialists?|doctors?|teachers?|"
    r"providers?|administrators?|librarians?|counselors?|advisors?|representatives?|nurses?|"
    r"experts?|interns?|authors?|editors?|leaders?|owners?|managers?|employ(?:ers?|ees?)|citizens?|"
    r"residents?|anyone|everyone|someone|he|she|they|partners?|communit(?:y|ies))\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:in|at|on|near|from|to|via|through|within|north|south|east|west|online|page|office|website|"
    r"center|centre|portal|click)\b",
    re.IGNORECASE,
)


def holds(
    kind: AnswerType,
    text: str,
    question_words: frozenset[str] = frozenset(),
    *,
    regions: tuple[str, ...] = (),
    about: str = "",
) -> bool:
    """Does `text` hold something of that kind, other than what the question itself named?

    `question_words`: folded words of the question; a name that the question gave is no answer to
    "who". `regions`: the countries whose telephone numbers the text is likely to give; `about`:
    what introduces it. Lists and steps are judged by structure, not here.
    """
    if kind in UNTYPED:
        return True
    text = without_notes(text)
    if kind is AnswerType.PHONE:
        return holds_phone(text, regions, about)
    if kind in _FOUND:
        return _FOUND[kind](text)
    if kind in (AnswerType.PERSON, AnswerType.PLACE):
        named = any(
            name.group().casefold().strip(".’'") not in question_words
            for name in _NAME.finditer(text)
        )
        other = _ROLE if kind is AnswerType.PERSON else _SITE
        return named or bool(other.search(text))
    if kind is AnswerType.NUMBER or kind is AnswerType.DATE:
        pattern = _HOLDS[kind]
        return any(not set(words(m.group())) <= question_words for m in pattern.finditer(text))
    return bool(_HOLDS[kind].search(text))
