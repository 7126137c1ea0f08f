"""Misspelt words of a question -> the corpus's own.

What always holds: a word that some document holds in any form, or that is an ordinary one, stays as
it is; what takes its place is a word that documents hold.
"""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from indexer.terms import Words, in_dictionary, stem, word_spans
from qa.query.missing import Held

SHORTEST_MENDED = 4


def mend(text: str, held: Held, is_word: Callable[[str], bool], language: str) -> str:
    """In another language than the documents' nothing is mended: their words are none of its."""
    if language not in held.languages:
        return text
    vocabulary = held.vocabulary
    pieces = []
    at = 0
    for word, start, end in word_spans(text):
        if (
            len(word) >= SHORTEST_MENDED
            and word.isalpha()
            and not text[start:end].isupper()
            and not vocabulary.count(word)
            and not vocabulary.frequency(stem(word, language))
            and not is_word(text[start:end])
            and (better := _closest(word, vocabulary))
            and not _foreign(better, held, language)
        ):
            pieces += [text[at:start], better]
            at = end
    return "".join([*pieces, text[at:]])


def _foreign(word: str, held: Held, language: str) -> bool:
    """Is a word of the documents one of another of their languages only?"""
    others = held.languages - {language}
    return any(in_dictionary(word, it) for it in others) and not in_dictionary(word, language)


def _closest(word: str, vocabulary: Words) -> str | None:
    """The corpus's own word nearest by edits (1, or 2 in words of 8 letters and more)."""
    edits = 1 if len(word) < 8 else 2
    near = extract(
        word,
        vocabulary.like(word, edits),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=edits,
        limit=8,
    )
    best = sorted(near, key=lambda found: (found[1], -vocabulary.count(found[0])))
    return str(best[0][0]) if best else None
