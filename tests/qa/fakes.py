"""Readers that need no model, and weights that no fit changes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from indexer.terms import words
from qa.read.reader import Readable, Reading
from qa.weights import load_weights

# What a rule of the choice does must not depend on the last fit.
WEIGHTS = load_weights(Path(__file__).parent.parent / "data" / "weights.json")


class WordReader:
    """Says of a unit how many of the question's words stand in it or in the headings above it."""

    identity = "words@1"
    languages: frozenset[str] | None = None

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        asked = set(words(question))
        return [self._read(asked, passage) for passage in passages]

    def _read(self, asked: set[str], passage: Readable) -> Reading:
        above = set(words(" ".join(passage.heading)))
        units = tuple(
            _log_odds(asked, above | set(words(span.of(passage.text)))) for span in passage.units
        )
        return Reading(units=units, answers=max(units, default=_log_odds(asked, above)))


class FixedReader:
    """Says of every unit that holds a certain text that it answers, and of no other."""

    def __init__(self, text: str, sure: float = 5.0) -> None:
        self.identity = f"fixed@{text}"
        self.languages: frozenset[str] | None = None
        self._text, self._sure = text, sure

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        found = []
        for passage in passages:
            held = [self._text in span.of(passage.text) for span in passage.units]
            units = tuple(self._sure if one else -self._sure for one in held)
            found.append(Reading(units=units, answers=max(units, default=-self._sure)))
        return found


def _log_odds(asked: set[str], found: set[str]) -> float:
    share = (len(asked & found) + 0.5) / (len(asked) + 1)
    return math.log(share / (1 - share))
