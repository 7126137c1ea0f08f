"""What the stages found for one question: everything that a reply is made from."""

from __future__ import annotations

from dataclasses import dataclass

from qa.decide import Decision
from qa.query.understand import Query
from qa.quote.select import Selection
from qa.rank.rank import Ranked
from qa.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """`ranking`: document ids, best first. `selections`: what would be quoted, best first; the
    decision is about the first of them. `weights`: by which all of it was chosen."""

    ranked: Ranked
    selections: tuple[Selection, ...]
    ranking: tuple[str, ...]
    decision: Decision
    weights: Weights

    @property
    def query(self) -> Query:
        return self.ranked.query
