"""Questions without an answer, grouped by what they mean: what to write next.

What always holds: every question is in one theme, the same for the same questions; a theme is named
by one of its own questions, never by words of ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.errors import QuotedeskError
from indexer.embed import Vectors
from qa.question import Question
from qa.reply import Answer
from ui.web.desk import Desk
from ui.web.outcomes import Need

# Average linkage, up to this mean cosine distance. Of 51 questions on 15 subjects of a council .74
# of the pairs that belong together are found so, and no other (at .45, .41; at .6, .82). Of
# forty questions asked in three ways each, .85 are: but then questions that look like them and have
# other answers come along, which belong on the same page to be written.
APART = 0.55
MOST_GROUPED = 2_000  # questions, the most frequent: what is worked out grows with their square
MOST_LOOKED_UP = 40  # themes whose nearest documents are looked up
NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """
    needs    its questions, the one in their midst first
    days     how often they were asked on which days (ISO 8601), oldest first
    nearest  ids of the documents that are nearest to it
    missing  words of it that no document holds
    solved   the documents answer the first question by now
    """

    needs: tuple[Need, ...]
    days: Mapping[str, int]
    nearest: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    solved: bool = False

    @property
    def times(self) -> int:
        return sum(self.days.values())

    @property
    def unhelpful(self) -> int:
        return sum(need.unhelpful for need in self.needs)


def themes_of(needs: Sequence[Need], desk: Desk) -> tuple[Theme, ...]:
    """The most frequent first. Raises QuotedeskError as `Desk.vectors` does."""
    chosen = list(needs[:MOST_GROUPED])
    if not chosen:
        return ()
    vectors = desk.vectors([need.question for need in chosen])
    themes = [_theme([chosen[at] for at in rows], vectors[rows]) for rows in _together(vectors)]
    themes.sort(key=lambda it: -it.times)
    looked_up = [_looked_up(theme, desk) for theme in themes[:MOST_LOOKED_UP]]
    return (*looked_up, *themes[MOST_LOOKED_UP:])


def _together(vectors: Vectors) -> list[list[int]]:
    """The rows of each group, in their order."""
    if len(vectors) == 1:
        return [[0]]
    from scipy.cluster.hierarchy import fcluster, linkage  # takes a while to import

    labels = fcluster(linkage(vectors, "average", metric="cosine"), APART, "distance")
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(row)
    return list(groups.values())


def _theme(needs: Sequence[Need], vectors: Vectors) -> Theme:
    weights = np.array([need.times for need in needs], dtype=np.float32)
    midst = vectors @ (weights @ vectors)
    order = sorted(range(len(needs)), key=lambda at: -float(midst[at]))
    days: Counter[str] = Counter()
    for need in needs:
        days.update(need.days)
    return Theme(needs=tuple(needs[at] for at in order), days=dict(sorted(days.items())))


def _looked_up(theme: Theme, desk: Desk) -> Theme:
    try:
        reply = desk.ask(Question(text=theme.needs[0].question))
    except QuotedeskError:  # a question that is too long for today's desk still counts
        return theme
    return Theme(
        needs=theme.needs,
        days=theme.days,
        nearest=reply.ranking[:NEAREST],
        missing=reply.understanding.missing_words,
        solved=isinstance(reply, Answer) and not theme.unhelpful,
    )
