"""Does a question name an item of a list by its number ("the fourth goal")?

What always holds: a word that counts is one only where it stands as such: after "the" or a word
like it, before a noun or before nothing. "How long does a permit last?", "first aid", "last name"
and "the Second World War" name no item.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.language import Language, language_named
from indexer.terms import WORD, fold_word

_MOST_NOUNS = 3
# What may stand between the word that counts and what it counts, in one language or another.
_LINKING = frozenset(
    "of these those the de des du der von dos das do da di dei delle degli della".split()  # noqa: SIM905
)


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
    spoken = language_named(language)
    known = spoken.ordinals
    tokens = [match.group() for match in WORD.finditer(text)]
    folded = [fold_word(token) for token in tokens]
    for at, word in enumerate(folded):
        named = tokens[at][0].isupper() and at > 0  # "the Second World War"
        if word not in known or (named and not text.isupper()):
            continue
        nouns = _nouns(folded[at + 1 :], spoken)
        # "Third goal?" counts; "last thing: who pays?" doesn't.
        counted = folded[at - 1] in spoken.counted if at else bool(nouns)
        if not counted:
            continue
        following = folded[at + 1] if at + 1 < len(folded) else ""
        last = known[word] == -1 and following in spoken.times
        if last or f"{word} {following}" in spoken.compounds:
            continue
        return Ordinal(number=known[word], word=word, nouns=nouns)
    return None


def _nouns(following: list[str], language: Language) -> tuple[str, ...]:
    """The content words that come next: "goal" of "goal of the strategy", "papers" of "of these
    papers for a permit"; none for "one" or "item", which say nothing of the list."""
    found: list[str] = []
    for word in following:
        if word not in language.function:
            found.append(word)
        elif found or word not in _LINKING:
            break
        if len(found) == _MOST_NOUNS:
            break
    # "The fourth thing listed": what comes after it counts nothing either.
    return () if found and found[0] in language.items else tuple(found)
