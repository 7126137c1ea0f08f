"""What came of questions -> the figures that are reported.

Pure functions over `Case` values. What a search finds is measured with ir-measures; what quotes and
refusals are worth is measured here.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence

from qa.measure.evaluate import Case, holds, inside
from qa.measure.metrics import Judged, auroc, calibration_error, reliability


def figures(cases: Sequence[Case]) -> dict[str, float | None]:
    """Every figure by its name; None where no question says what it takes.

    recall@k, ndcg@k, mrr, hit@1  the first k of the ranking against `relevant`; answerable
                          questions that name relevant documents
    cited@1               the first quote is of a relevant document; a refusal is a miss
    quote@1, quote@3      the first quote, or the first three together, hold the gold text; a
                          refusal is a miss
    in_section@1          the first quote stands in the section that the question is about
    quote_chars           median length of the first quote where an answerable question is answered
    answered_answerable, refused_unanswerable   and their mean, balanced_accuracy
    auroc                 `confidence` puts answerable questions before the others
    ece                   expected calibration error: `confidence` against `first_answers`
    verbatim_faults       quotes that are no slice of their document
    p50_ms, p95_ms        time that it took to ask
    """
    answerable = [case for case in cases if case.expected.answerable]
    times = sorted(case.elapsed_ms for case in cases)
    return {
        **search_figures([case for case in answerable if case.expected.relevant]),
        **quote_figures(answerable),
        **decision_figures(cases),
        "quotes": sum(case.checked for case in cases),
        "verbatim_faults": sum(case.faults for case in cases),
        "p50_ms": statistics.median(times) if times else None,
        "p95_ms": times[math.ceil(0.95 * len(times)) - 1] if times else None,
    }


def quote_figures(answerable: Sequence[Case]) -> dict[str, float | None]:
    """What the quotes of answerable questions are worth; a refusal has none."""
    ranked = [case for case in answerable if case.expected.relevant]
    gold = [case for case in answerable if case.expected.gold]
    sections = [case for case in answerable if case.expected.within]
    chars = [len(case.quotes[0].text) for case in answerable if case.quotes]
    return {
        "cited@1": _mean(
            any(quote.document_id in case.expected.relevant for quote in case.quotes[:1])
            for case in ranked
        ),
        "quote@1": _mean(holds(case.quotes[:1], case.expected.gold) for case in gold),
        "quote@3": _mean(holds(case.quotes[:3], case.expected.gold) for case in gold),
        "in_section@1": _mean(
            any(inside(quote.text, case.expected.within) for quote in case.quotes[:1])
            for case in sections
        ),
        "quote_chars": statistics.median(chars) if chars else None,
    }


def decision_figures(cases: Sequence[Case]) -> dict[str, float | None]:
    """How well it is told which questions have an answer."""
    answered = _mean(case.answered for case in cases if case.expected.answerable)
    refused = _mean(not case.answered for case in cases if not case.expected.answerable)
    return {
        "answered_answerable": answered,
        "refused_unanswerable": refused,
        "balanced_accuracy": (
            None if answered is None or refused is None else (answered + refused) / 2
        ),
        "auroc": auroc([(case.confidence, case.expected.answerable) for case in cases]),
        "ece": calibration_error(reliability(_confidences(cases))),
    }


def search_figures(cases: Sequence[Case]) -> dict[str, float | None]:
    """Of the rankings, by ir-measures, over cases that name relevant documents."""
    import ir_measures as ir

    measures = {
        "recall@5": ir.R @ 5,
        "recall@10": ir.R @ 10,
        "ndcg@5": ir.nDCG @ 5,
        "ndcg@10": ir.nDCG @ 10,
        "mrr": ir.RR,
        "hit@1": ir.Success @ 1,
    }
    if not cases:
        return dict.fromkeys(measures)
    # Numbers in place of ids: the C library below reads neither lone surrogates nor blanks.
    numbers: dict[str, str] = {}

    def number(document_id: str) -> str:
        return numbers.setdefault(document_id, str(len(numbers)))

    judged, found = {}, {}
    for row, case in enumerate(cases):
        judged[str(row)] = {number(name): rel for name, rel in case.expected.relevant.items()}
        found[str(row)] = {
            number(name): float(len(case.ranking) - rank) for rank, name in enumerate(case.ranking)
        }
    scores = ir.calc_aggregate(list(measures.values()), judged, found)
    return {name: float(scores[measure]) for name, measure in measures.items()}


def judged(cases: Iterable[Case]) -> tuple[Judged, ...]:
    return tuple(
        Judged(
            confidence=case.confidence,
            answerable=case.expected.answerable,
            decided=case.decided,
        )
        for case in cases
    )


def misses(cases: Iterable[Case], limit: int) -> tuple[Case, ...]:
    """The worst first: surely answered though there is no answer or it is another; surely refused
    though there is one."""
    wrong = [
        case
        for case in cases
        if (case.answered and not case.first_answers)
        or (not case.answered and case.expected.answerable)
    ]
    wrong.sort(key=lambda case: -case.confidence if case.answered else case.confidence - 1)
    return tuple(wrong[:limit])


def _confidences(cases: Iterable[Case]) -> list[tuple[float, bool]]:
    return [(case.confidence, case.first_answers) for case in cases]


def _mean(values: Iterable[bool]) -> float | None:
    held = list(values)
    return sum(held) / len(held) if held else None
