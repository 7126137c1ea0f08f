"""Do a question's words stand in a text? By stems, families of words, and what stands for them.

A question is held against a hundred texts and more, whose stems mostly have nothing to do with it:
`Wanted` looks at each stem once, and at each set of those that have something to do with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.terms import stem_set
from qa.query.analysis import Term

SOFT_MATCH = 0.6  # what a word of the same family counts ("investigators" for "investigation")


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
    root = root_of(term)
    if root and any(word.startswith(root) and len(word) - len(root) <= 5 for word in found):
        return SOFT_MATCH
    return 0.0


def root_of(term: Term) -> str:
    """What the words of its family begin with; empty for a short one, which has none."""
    return term.stem[: max(5, len(term.stem) - 3)] if len(term.stem) >= 6 else ""


def unmatched(terms: Sequence[Term], found: frozenset[str]) -> tuple[Term, ...]:
    """The terms that nothing in a text stands for."""
    return tuple(term for term in terms if not match(term, found))


class _Bearing(dict[str, bool]):
    """Can a stem count for one of the terms? Worked out when it is first met."""

    def __init__(self, own: frozenset[str], roots: tuple[str, ...]) -> None:
        self._own, self._roots = own, roots

    def __missing__(self, stem: str) -> bool:
        self[stem] = found = stem in self._own or stem.startswith(self._roots)
        return found


class Wanted:
    """One question's terms, to be held against many texts. For one thread."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._own = frozenset(
            {term.stem for term in terms} | {s for t in terms for o in t.also for s in o}
        )
        self._bears = _Bearing(self._own, tuple(filter(None, map(root_of, terms)))).__getitem__
        self._coverages: dict[frozenset[str], float] = {}
        self._likenesses: dict[tuple[str, str], float] = {}

    def coverage(self, found: frozenset[str]) -> float:
        """As the function of that name."""
        bearing = frozenset(filter(self._bears, found))
        known = self._coverages.get(bearing)
        if known is None:
            known = self._coverages[bearing] = coverage(self._terms, bearing)
        return known

    def likeness(self, heading: str, language: str) -> float:
        """How much a heading and the question are about the same words (an F1 of their weights)."""
        known = self._likenesses.get((heading, language))
        if known is None:
            known = self._likenesses[heading, language] = self._like(stem_set(heading, language))
        return known

    def _like(self, found: frozenset[str]) -> float:
        topical = found - {""}
        if not topical or not self._terms:
            return 0.0
        recall = self.coverage(found)
        long = [word for word in topical if len(word) > 3] or list(topical)
        precision = sum(word in self._own for word in long) / len(long)
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0
