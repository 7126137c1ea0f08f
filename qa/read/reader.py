"""What a reader is: the seam for a trained model that reads question and passage together.

What always holds: a reader speaks of spans that it was given and makes none of its own, so a quote
stays a slice whatever the model does; nothing here knows how a model is run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.document import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """A passage as a reader gets it.

    heading  the document's title and the headings above the passage, outermost first
    text     the passage
    units    the spans in `text` to score: sentences, items and rows, in order and disjoint
    """

    heading: tuple[str, ...]
    text: str
    units: tuple[Span, ...]


# The log-odds of a unit that a reader hasn't seen: it stands past what is read of a long passage.
UNREAD = -12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader says of one passage, as log-odds: finite, 0 where it has no opinion.

    units    for each unit, in their order: that it answers the question
    answers  that the passage answers the question at all
    """

    units: tuple[float, ...]
    answers: float


class Reader(Protocol):
    """Scores units of passages for a question."""

    @property
    def identity(self) -> str:
        """Names the model and its weights: another identity, other scores."""
        ...

    @property
    def languages(self) -> frozenset[str] | None:
        """Those that it has learnt; None: any. A question in another one is answered without it."""
        ...

    def read(self, question: str, passages: Sequence[Readable]) -> Sequence[Reading]:
        """One reading a passage, in their order; the same for the same question and passages.

        Thread-safe. Raises ModelError if the model fails.
        """
        ...
