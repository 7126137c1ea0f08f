"""Two questions in one message: "When does the park open and what does a ticket cost?"

What always holds: the parts are slices of the message, in their order, and each asks by itself;
what isn't plainly more than one question is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language import language_named
from indexer.terms import words
from qa.query.analysis import topical_words

MOST_PARTS = 3
# "and" in the languages that are known; what follows must ask.
_JOINED = re.compile(r"\s*[,;]?\s+(?:and|also|y|e|et|und|ed|sowie)\s+(?=\S)", re.IGNORECASE)
_ENDED = re.compile(r"\?+\s+(?=\S)")
# Without an accent these join sentences more often than they ask.
_JOINING = frozenset({"que", "ou", "che"})


def parts_of(text: str, language: str) -> tuple[str, ...]:
    """The questions that a message asks; the whole message where it asks one."""
    found = list(_split(text, language))
    if not 1 < len(found) <= MOST_PARTS:
        return (text,)
    return tuple(found)


def _split(text: str, language: str) -> Iterator[str]:
    start = 0
    cuts = sorted([*_ENDED.finditer(text), *_JOINED.finditer(text)], key=lambda cut: cut.start())
    for cut in cuts:
        before, after = text[start : cut.start()], text[cut.end() :]
        ended = cut.group().lstrip().startswith("?")
        if _asks(before, language, ended=ended) and _opens(after, language, ended=ended):
            yield before.strip() + ("?" if ended else "")
            start = cut.end()
    yield text[start:].strip()


def _asks(part: str, language: str, *, ended: bool) -> bool:
    """Is it a question, and about something?"""
    asking = ended or not language_named(language).question.isdisjoint(words(part))
    return asking and bool(topical_words(part, language))


def _opens(rest: str, language: str, *, ended: bool) -> bool:
    """Does a question begin here?"""
    first = rest.lstrip("¿¡\"'“«( ").split(maxsplit=1)[:1]
    folded = words(first[0])[:1] if first else []
    if not folded or not topical_words(rest, language):
        return False
    if folded[0] in _JOINING and first[0].casefold().strip("?,") == folded[0]:
        return False
    return folded[0] in language_named(language).question or (ended and "?" in rest)
