"""Do a question's words stand in a text? By stems, families of words, and what stands for them."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.terms import stem, words
from qa.query.analysis import Term

SOFT_MATCH = 0.6  # what a word of the same family counts ("investigators" for "investigation")


def stem_set(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words(text))


def coverage(terms: Sequence[Term], found: frozenset[str]) -> float:
    """Share of the terms' weight that is matched, 0 to 1; 0 where there are no terms."""
    total = sum(term.idf for term in terms)
    if not total:
        return 0.0
    return sum(term.idf * match(term, found) for term in terms) / total


def match(term: Term, found: frozenset[str]) -> float:
    """1 where the term or one that stands for it is there, SOFT_MATCH for one of its family."""
    if term.stem in found or any(all(s in found for s in other) for other in term.also):
        return 1.0
    if len(term.stem) >= 6:
        root = term.stem[: max(5, len(term.stem) - 3)]
        if any(word.startswith(root) and len(word) - len(root) <= 5 for word in found):
            return SOFT_MATCH
    return 0.0


def unmatched(terms: Sequence[Term], found: frozenset[str]) -> tuple[Term, ...]:
    """The terms that nothing in a text stands for."""
    return tuple(term for term in terms if not match(term, found))


def likeness(terms: Sequence[Term], heading: str, language: str) -> float:
    """How much a heading and the question are about the same words (an F1 of their weights)."""
    found = stem_set(heading, language)
    topical = found - {""}
    if not topical or not terms:
        return 0.0
    recall = coverage(terms, found)
    own = {term.stem for term in terms} | {s for t in terms for o in t.also for s in o}
    long = [word for word in topical if len(word) > 3] or list(topical)
    precision = sum(word in own for word in long) / len(long)
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0
