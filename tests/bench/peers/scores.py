"""How good a peer's answers are, and how long they took. Pure functions."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from qa.measure.evaluate import text_holds

Question = Mapping[str, Any]
Answer = Mapping[str, Any]  # `ranking`: ids of documents, best first; `quote` or None


def ranking(answer: Mapping[str, Any], owners: Mapping[str, str]) -> list[str]:
    """The documents, best first, of an answer that ranks documents or passages."""
    documents = answer["documents"] or [owners[passage] for passage in answer["passages"]]
    return list(dict.fromkeys(documents))


def ndcg(ranked: Sequence[str], relevant: set[str], k: int) -> float:
    gain = sum(1 / math.log2(i + 2) for i, name in enumerate(ranked[:k]) if name in relevant)
    return gain / sum(1 / math.log2(i + 2) for i in range(min(k, len(relevant))))


def quality(
    questions: Sequence[Question], answers: Mapping[str, Answer], *, quotes: bool
) -> dict[str, float | None]:
    """`answers` by the id of the question. What needs quotes is None for a peer without."""
    good = [(one, answers[one["id"]]) for one in questions if one["answerable"]]
    bad = [answers[one["id"]] for one in questions if not one["answerable"]]
    ranked = [(one, a) for one, a in good if one["relevant"]]
    gold = [(one, a) for one, a in good if one.get("gold")]
    shown = [len(a["quote"]) for _, a in good if a["quote"] is not None]
    figures: dict[str, float | None] = {
        "hit@1": _mean(
            [a["ranking"][:1] != [] and a["ranking"][0] in one["relevant"] for one, a in ranked]
        ),
        "ndcg@5": _mean([ndcg(a["ranking"], set(one["relevant"]), 5) for one, a in ranked]),
        "quote@1": _mean([text_holds(a["quote"] or "", one["gold"]) for one, a in gold]),
        "quote_chars": statistics.median(shown) if shown else None,
        "answered": _mean([a["quote"] is not None for _, a in good]),
        "refused": _mean([a["quote"] is None for a in bad]),
    }
    if not quotes:
        figures |= dict.fromkeys(("quote@1", "quote_chars", "answered", "refused"))
    return figures


def _mean(values: Sequence[float]) -> float | None:
    return statistics.mean(values) if values else None


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of them don't exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
