"""Two questions in one message: "When does the park open and what does a ticket cost?"

What always holds: the parts are slices of the message, in their order, and each asks by itself;
what isn't plainly more than one question is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from corpus.language import LANGUAGES, Language, language_named
from corpus.language.value import bare
from indexer.terms import words
from qa.query.analysis import strip_padding, topical_words
from qa.query.answer_type import UNTYPED
from qa.query.asked import asked_for

MOST_PARTS = 5
# Without an accent these join sentences more often than they ask.
_JOINING = frozenset({"que", "ou", "che"})
_MOST_BEFORE = 2  # words before the one that asks: "until when", "a che ora"
_LEAST_WORDS = 3  # of a question that another follows: "which days and at what time is it open?"
_MOST_ASKING = 3  # words that ask before the verb: "how many pets do I"
_NUMBERED = re.compile(r"(?:^|[\s,;]+)([1-9])[.)]\s+(?=\S)")


def parts_of(text: str, language: str) -> tuple[str, ...]:
    """The questions that a message asks; the whole message where it asks one."""
    found = _numbered(text, language) or list(_split(text, language))
    if not 1 < len(found) <= MOST_PARTS:
        return (text,)
    return tuple(found)


def _numbered(text: str, language: str) -> list[str]:
    """ "1. the fee 2. the deadline": what has its number need not ask in a sentence."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2 or [int(it[1]) for it in marks] != list(range(1, len(marks) + 1)):
        return []
    ends = [*(it.start() for it in marks[1:]), len(text)]
    parts = [text[it.end() : end].strip() for it, end in zip(marks, ends, strict=True)]
    return parts if all(topical_words(part, language) for part in parts) else []


def _split(text: str, language: str) -> Iterator[str]:
    spoken, start = language_named(language), 0
    for cut in _cutting(spoken.code).finditer(text):
        before, after = text[start : cut.start()], text[cut.end() :]
        ended = cut.lastgroup == "ended"
        if len(words(before)) < _LEAST_WORDS or not all(
            _says(it, language) for it in (before, after)
        ):
            continue
        if cut.lastgroup == "comma" and not _turned(after, spoken):
            continue
        if _ASKED[cut.lastgroup or ""](before, spoken) and (
            _opens(after, spoken) or (ended and "?" in after)
        ):
            yield text[start : cut.start() + ended].strip()
            start = cut.end()
    yield text[start:].strip()


@lru_cache(maxsize=len(LANGUAGES) + 1)
def _cutting(code: str) -> re.Pattern[str]:
    """Where one question may end and the next begin; the word that joins them belongs to none."""
    joins = "|".join(map(re.escape, (*language_named(code).joining, "&", "+")))
    then = rf"[¿¡]?(?:(?:{joins})[\s,]+)*(?=\S)"
    return re.compile(
        rf"(?P<ended>\?+\s+{then})|(?P<line>\s*(?:\n|;\s)\s*{then})"
        rf"|(?P<joined>\s*,?\s+(?:{joins})[\s,]+{then})|(?P<stop>(?<=\w\w\w)[.!]+\s+{then})|(?P<comma>,\s+)",
        re.IGNORECASE,
    )


def _says(part: str, language: str) -> bool:
    """Is it about something, or asks at least for a price or a time ("was kostet es")?"""
    function = language_named(language).function
    if topical_words(part, language):
        return True
    said = any(word not in function for word in words(part))
    return said and asked_for(part, language) not in UNTYPED


def _asks(part: str, spoken: Language) -> bool:
    return not spoken.question.isdisjoint(words(part)) or _begins(part, spoken)


def _begins(part: str, spoken: Language) -> bool:
    """Is a part, without what is polite, a question from its first word on?"""
    return _opens(strip_padding(part, spoken.code), spoken)


# By what stands between them: how plainly what comes before has to ask.
_ASKED: dict[str, Callable[[str, Language], bool]] = {
    "ended": lambda _part, _spoken: True,
    "line": _asks,
    "joined": _asks,
    "stop": _begins,
    "comma": lambda part, spoken: _begins(part, spoken) and _turned(part, spoken),
}


def _opens(rest: str, spoken: Language) -> bool:
    """Does a question begin here?"""
    if spoken.begins.match(_plain(rest)):
        return True
    first = rest.lstrip("¿¡\"'“«( ").split(maxsplit=_MOST_BEFORE + 1)[: _MOST_BEFORE + 1]
    small = spoken.function - spoken.pointing - spoken.personal - spoken.question
    for number, written in enumerate(first):
        folded = words(written)[-1:]
        if folded and folded[0] in spoken.question:
            bare_word = folded[0] in _JOINING and written.casefold().strip("?,¿") == folded[0]
            return not bare_word or _names_kind(" ".join(rest.split()[number:]), spoken)
        if not folded or folded[0] not in small:
            return False
    return False


def _names_kind(rest: str, spoken: Language) -> bool:
    """ "que dia", "a che ora": what follows says what is asked for."""
    return any(asking.match(_plain(rest)) for asking in spoken.asks.values())


def _turned(rest: str, spoken: Language) -> bool:
    """Does the verb come before who does it? Around a comma clauses that ask nothing may begin with
    the same words: "what can I do, when it rains", "when it rains, what can I do"."""
    following = _plain(rest).split(maxsplit=_MOST_ASKING)
    return any(spoken.begins.match(" ".join(following[at:])) for at in range(len(following)))


def _plain(text: str) -> str:
    return bare(text.lstrip("¿¡\"'“«( "))
