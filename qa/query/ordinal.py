"""Does a question name an item of a list by its number ("the fourth goal")?

What always holds: a word that counts is one only where it stands as such: after "the" or a word
like it, before a noun or before nothing. "How long does a permit last?", "first aid", "last name"
and "the Second World War" name no item.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.terms import WORD, fold_word
from qa.query.lexicon import (
    COUNTED,
    FUNCTION_WORDS,
    ORDINAL_COMPOUNDS,
    ORDINALS,
    PLAIN_ITEMS,
    TIMES,
)

_MOST_NOUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinal:
    """
    number  from 1; -1 is the last
    word    as the question has it, folded
    nouns   what is counted, folded: ("key", "goal"); empty where the question doesn't say
    """

    number: int
    word: str
    nouns: tuple[str, ...]


def ordinal_of(text: str, language: str) -> Ordinal | None:
    """The first word of a question that names an item by its number, with what it counts."""
    known = ORDINALS.get(language, {})
    tokens = [match.group() for match in WORD.finditer(text)]
    folded = [fold_word(token) for token in tokens]
    for at, word in enumerate(folded):
        named = tokens[at][0].isupper() and at > 0  # "the Second World War"
        if word not in known or (named and not text.isupper()):
            continue
        nouns = _nouns(folded[at + 1 :], language)
        # "Third goal?" counts; "last thing: who pays?" doesn't.
        counted = folded[at - 1] in COUNTED[language] if at else bool(nouns)
        if not counted:
            continue
        following = folded[at + 1] if at + 1 < len(folded) else ""
        if f"{word} {following}" in ORDINAL_COMPOUNDS or (word == "last" and following in TIMES):
            continue
        return Ordinal(number=known[word], word=word, nouns=nouns)
    return None


def _nouns(following: list[str], language: str) -> tuple[str, ...]:
    """The content words that come next: "goal" of "goal of the strategy", "papers" of "of these
    papers for a permit"; none for "one" or "item", which say nothing of the list."""
    function = FUNCTION_WORDS.get(language, frozenset())
    found: list[str] = []
    for word in following:
        if word not in function:
            found.append(word)
        elif found or word not in {"of", "these", "those", "the"}:
            break
        if len(found) == _MOST_NOUNS:
            break
    # "The fourth thing listed": what comes after it counts nothing either.
    return () if found and found[0] in PLAIN_ITEMS else tuple(found)
