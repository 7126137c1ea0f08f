"""Who reads what: a reader for the languages that it has learnt, and nobody for the others.

What always holds: there is a way for whatever languages a question and its documents are in.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from qa.read.reader import Reader
from qa.weights import Weights, default_weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """A reader or none, and the weights that were fitted to answers that were chosen with it."""

    reader: Reader | None
    weights: Weights

    def has_learnt(self, languages: Set[str]) -> bool:
        learnt = self.reader.languages if self.reader else None
        return learnt is None or languages <= learnt


class Ways:
    """A row of readers, each with its weights, the preferred first."""

    def __init__(
        self, reader: Reader | None, others: Sequence[Reads], weights: Weights | None
    ) -> None:
        """`weights`: of `reader`, and of what is answered without one; the default ones if None."""
        own = weights or default_weights("default" if reader else "")
        # Last, what every language is answered with that no reader has learnt.
        unread = Reads(reader=None, weights=weights or default_weights())
        self._row = (Reads(reader=reader, weights=own), *others, unread)

    @property
    def weights(self) -> Weights:
        """Those of the first."""
        return self._row[0].weights

    def of(self, languages: Set[str]) -> Reads:
        """The first that has learnt all of these."""
        return next(way for way in self._row if way.has_learnt(languages))
