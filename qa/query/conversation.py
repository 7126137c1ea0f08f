"""A question in a conversation -> what of the conversation it needs.

No text is generated: earlier words are carried over as search terms and as context for the
embedding, with a weight that depends on how much the question leans on them. A question that
stands by itself keeps nearly all of its own weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.language import language_named
from indexer.terms import WORD, words
from qa.query.analysis import content_words, strip_padding, topical_words
from qa.query.parts import parts_of
from qa.question import Turn

# Weight of the joined question's passage cosine beside the question's own.
STANDING_WEIGHT = 0.2
LEANING_WEIGHT = 0.5
# Weight of a carried word beside the question's own words.
STANDING_CARRY = 0.0
LEANING_CARRY = 0.5
FURTHEST_BACK = 4  # earlier questions looked at
CONTEXT_CHARS = 300
MOST_NAMES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """
    joined      earlier question(s) and this one, for embedding; None at the start
    weight      how much the joined question counts in retrieval
    carried     content words taken over, that the question itself doesn't hold
    carry       how much each of them counts beside a word of the question
    recent      those of them that are in the question before, which a reader is given
    leans       does the question need what went before?
    lost        it needs something earlier, and there is nothing earlier
    """

    joined: str | None
    weight: float
    carried: tuple[str, ...]
    carry: float
    recent: tuple[str, ...]
    leans: bool
    lost: bool


def leans(question: str, language: str) -> bool:
    """Does a question point at something said before, or say too little by itself? Of a message
    that asks more than one thing, what comes later may point at what comes first."""
    topical = topical_words(question, language)
    if language_named(language).following.match(question):
        return True
    first = parts_of(question, language)[0]
    return len(topical) <= (4 if _points(first, language) else 1)


def context_of(text: str, history: Sequence[Turn], language: str) -> Context:
    """`text`: the question without padding. `history`: oldest first."""
    asked = [strip_padding(turn.content, language) for turn in history if turn.role == "user"]
    asked = [question for question in asked if words(question)]
    leaning = leans(text, language)
    if not asked:
        lost = not content_words(text, language) or (
            not topical_words(text, language) and _points(text, language)
        )
        return Context(
            joined=None, weight=0.0, carried=(), carry=0.0, recent=(), leans=leaning, lost=lost
        )
    needed = _needed(asked, language) if leaning else asked[-1:]
    before = " ".join(needed)[-CONTEXT_CHARS:]
    carried = _carried(text, needed, history, language) if leaning else ()
    last = set(words(asked[-1]))
    return Context(
        joined=f"{before} {text}",
        weight=LEANING_WEIGHT if leaning else STANDING_WEIGHT,
        carried=carried,
        carry=LEANING_CARRY if leaning else STANDING_CARRY,
        recent=tuple(word for word in carried if word in last),
        leans=leaning,
        lost=False,
    )


def _points(text: str, language: str) -> bool:
    return not language_named(language).pointing.isdisjoint(_pointers(text, language))


def _pointers(text: str, language: str) -> list[str]:
    """The words of a text that may stand for something said before."""
    return words(language_named(language).idle.sub(" ", text))


def _needed(asked: Sequence[str], language: str) -> list[str]:
    """The earlier questions that a leaning one needs: "How is that calculated?" after "What is
    it?" goes back to what stands by itself."""
    needed = [asked[-1]]
    for earlier in reversed(asked[-FURTHEST_BACK:-1]):
        if not leans(needed[0], language):
            break
        needed.insert(0, earlier)
    return needed


def _carried(
    text: str, needed: Sequence[str], history: Sequence[Turn], language: str
) -> tuple[str, ...]:
    """The content words of earlier questions that this one lacks; with a pronoun in it, the names
    in what was replied too."""
    own = set(words(text))
    replaced = {word for q in needed for word in _replaced(text, q, language)}
    found = dict.fromkeys(
        word for q in needed for word in content_words(q, language) if word not in replaced
    )
    pronouns = language_named(language).pronouns.intersection(_pointers(text, language))
    if pronouns and history[-1].role == "assistant":
        found |= dict.fromkeys(_names(history[-1].content[:CONTEXT_CHARS], language))
    return tuple(word for word in found if word not in own)


def _replaced(text: str, earlier: str, language: str) -> set[str]:
    """What a question names another thing instead of: "oak", where "the Elm hall" follows "the Oak
    hall"."""
    said, said_before = content_words(text, language), content_words(earlier, language)
    beside = [pair for pair in pairwise(words(earlier)) if set(pair) <= set(said_before)]
    own = [pair for pair in pairwise(words(text)) if set(pair) <= set(said)]
    found = {old for old, it in beside for new, same in own if same == it and new != old}
    found |= {old for it, old in beside for same, new in own if same == it and new != old}
    return found.difference(said)


def _names(text: str, language: str) -> list[str]:
    """Folded words with a capital: what "she" or "it" most likely stands for."""
    named = [match.group() for match in WORD.finditer(text) if match.group()[0].isupper()]
    function = language_named(language).function
    found = dict.fromkeys(word for name in named for word in words(name) if word not in function)
    return list(found)[:MOST_NAMES]
