"""The last stage before the reply: answer or refuse? A probability from a model that can be read.

A logistic regression over a handful of features, its coefficients in `qa/fitted`, says how
likely it is that the first quote answers the question. What always holds: the features describe
the quote that is shown first, and no other candidate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.numbers import numbers_in
from qa.covered import covered
from qa.passages import Passages
from qa.query.analysis import Analysis
from qa.query.answer_type import CONTACTS, UNTYPED, AnswerType, holds
from qa.query.lexicon import PERSONAL
from qa.quote.select import Selection
from qa.rank.features import passage_stems
from qa.rank.match import unmatched
from qa.rank.rank import Candidate, Ranked
from qa.rank.retrieve import Hit
from qa.weights import FEATURES, Features, Weights

# Of how far the first passage is ahead of the fifth, the share that the n-th is, on average.
_SHARES_AHEAD = (1.0, 0.5, 0.25, 0.1, 0.0)
# A telephone number or an e-mail address beside all that was said of whose it is is hardly ever
# another's, and a reader that has learnt on sentences is least sure of it.
_COVERING = {AnswerType.PHONE: 1.5, AnswerType.EMAIL: 1.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """
    features    what it was made from; None where there is nothing to show
    confidence  probability that the first quote answers the question
    answered    that is enough to show it as an answer
    """

    features: Features | None
    confidence: float
    answered: bool


def decide(
    passages: Passages, ranked: Ranked, selections: Sequence[Selection], weights: Weights
) -> Decision:
    """Judges what would be shown."""
    if not selections:
        return Decision(features=None, confidence=0.0, answered=False)
    features = features_of(passages, ranked, selections, weights.tuning.ahead)
    confidence = probability(features, weights)
    return Decision(
        features=features, confidence=confidence, answered=confidence >= weights.threshold
    )


def features_of(
    passages: Passages, ranked: Ranked, selections: Sequence[Selection], ahead: float = 0.0
) -> Features:
    """What speaks for the first of the quotes, which are at least one. `ahead` as in `Tuning`."""
    analysis, shown = ranked.query.analysis, selections[0].candidate
    evidence = shown.evidence
    untyped = analysis.kind in UNTYPED
    personal = bool(analysis.folded & PERSONAL)
    lacking, matched, names = _lacking(passages, analysis, shown)
    missing = sum(term.idf for term in analysis.terms if not term.known)
    return Features(
        passage=max(hit.dense for hit in ranked.hits[:3]),
        overlap=evidence.overlap,
        nearby=evidence.nearby,
        missing=missing / analysis.weight if analysis.weight else 1.0,
        kind_found=0.0 if untyped else evidence.kind,
        kind_absent=0.0 if untyped else 1.0 - evidence.kind,
        contact_absent=float(_lacks_contact(passages, analysis, selections)),
        agreement=float(_agree(ranked.hits)),
        margin=margin_of(ranked.hits, ahead),
        few_words=float(len(analysis.terms) <= 1),
        heading=evidence.heading,
        score=shown.score / 10,
        lead=_lead(shown, ranked.candidates) / 10,
        lacking=lacking,
        names=names,
        matched=matched / 30,
        length=0.0 if personal else len(analysis.terms) / 10,
        personal=float(personal),
        ordinal=evidence.ordinal,
        reader=evidence.reader / 10,
        answers=ranked.readings.answers / 10 if ranked.readings else 0.0,
        covered=covered(passages, ranked, selections[0]) * _COVERING.get(analysis.kind, 1.0),
    )


def margin_of(hits: Sequence[Hit], ahead: float) -> float:
    """How far the best passage's fused score is ahead of the fifth's. A small corpus may have no
    fifth: what comes after the last is as far behind it as usual."""
    return hits[0].score - hits[:5][-1].score + ahead * _SHARES_AHEAD[min(len(hits), 5) - 1]


def _lead(shown: Candidate, candidates: Sequence[Candidate]) -> float:
    """How far its score is ahead of the tenth best unit's."""
    return shown.score - candidates[min(9, len(candidates) - 1)].score


def _lacking(
    passages: Passages, analysis: Analysis, shown: Candidate
) -> tuple[float, float, float]:
    """Of the passage of what is shown: the heaviest word that it lacks, beside the heaviest of all;
    the weight of the words that it holds; the share of names and numbers that it lacks."""
    lacked = unmatched(analysis.terms, passage_stems(passages, passages.unit(shown.row)))
    heaviest = max((term.idf for term in analysis.terms), default=0.0)
    names = sum(term.idf for term in analysis.terms if term.named)
    return (
        max((term.idf for term in lacked), default=0.0) / heaviest if heaviest else 1.0,
        analysis.weight - sum(term.idf for term in lacked),
        sum(term.idf for term in lacked if term.named) / names if names else 0.0,
    )


def _lacks_contact(passages: Passages, analysis: Analysis, selections: Sequence[Selection]) -> bool:
    """Was a phone number or an address asked for, and none of the quotes holds one? Or was one
    given that isn't there?"""
    if analysis.numbers:
        shown = passages.text(passages.unit(selections[0].candidate.row))
        return analysis.numbers.isdisjoint(numbers_in(shown))
    if analysis.kind not in CONTACTS:
        return False
    return not any(
        # A number in a table may be known by the table's header alone.
        each.candidate.evidence.contact
        or holds(
            analysis.kind,
            each.span.of(passages.document(each.document).text),
            analysis.folded,
            language=passages.language(each.document),
            regions=passages.regions(each.document),
        )
        for each in selections
    )


def _agree(hits: Sequence[Hit]) -> bool:
    """Do both searches have the same passage among their first three?"""
    return any((hit.dense_rank or 99) <= 3 and (hit.sparse_rank or 99) <= 3 for hit in hits[:3])


def contributions(features: Features, weights: Weights) -> dict[str, float]:
    """What each feature adds to the log-odds."""
    return {
        name: getattr(features, name)
        * (weights.decision.get(name, 0.0) + features.personal * weights.personal.get(name, 0.0))
        for name in FEATURES
    }


def probability(features: Features, weights: Weights) -> float:
    """That the first quote answers the question, 0 to 1."""
    z = weights.intercept + sum(contributions(features, weights).values())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))
