"""Answer or refuse? A probability from a small model that can be read.

A logistic regression over a handful of evidence features, its coefficients in `weights.json`, says
how likely it is that the first quote answers the question. At `threshold` or above it is shown as
an answer, below it the desk refuses.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from importlib import resources
from pathlib import Path

from corpus.errors import ConfigError
from qa.query.answer_type import CONTACTS, UNTYPED
from qa.query.lexicon import PERSONAL
from qa.query.understand import Analysis
from qa.rank.features import EVIDENCE, Candidate, unmatched
from qa.rank.retrieve import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What the decision is made from.

    cosine     of the question and the best sentence
    placed     of the question and that sentence below its title and headings
    passage    of the question and the best passage
    overlap    share of the question's word weight in the quoted sentence
    nearby     the same in its passage and headings
    missing    share of the question's word weight that no document holds
    kind_found / kind_absent   a kind of answer was asked for, and is / isn't in the quote
    contact_absent  a phone number or an address was asked for, and no quote holds one
    agreement  both searches have the same passage among their first three
    margin     how far the best passage's fused score is ahead of the fifth's
    few_words  the question has at most one content word
    heading    likeness of the question and the heading above the quote
    score      of the best unit, as the choice of quotes weighs it, a tenth of it
    lead       how far its score is ahead of the tenth best unit's, a tenth of it
    best_cosine  of the question and any unit that was read
    best_placed  the same, each below its title and headings: everything below a fitting heading is
               near, so what this has more than best_cosine is no sign of an answer
    lacking    the weight of the heaviest word that the passage lacks, beside the heaviest of all
    matched    weight of the question's words that the passage holds (sum of idf, a thirtieth)
    length     how many content words the question has, a tenth; 0 where it tells of the asker: such
               a question is long whether it has an answer or not
    personal   the question tells of the asker ("my mom was a nurse"): more of its words are theirs
               and not the documents'
    names      share of the question's names and numbers that the passage lacks
    """

    cosine: float
    placed: float
    passage: float
    overlap: float
    nearby: float
    missing: float
    kind_found: float
    kind_absent: float
    contact_absent: float
    agreement: float
    margin: float
    few_words: float
    heading: float
    score: float
    lead: float
    best_cosine: float
    best_placed: float
    lacking: float
    names: float
    matched: float
    length: float
    personal: float


FEATURES = tuple(field.name for field in fields(Features))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Coefficients of both models and the threshold, as in `weights.json`.

    units      of the choice of quotes: evidence -> weight
    decision   of the decision: feature -> weight
    personal   what is added to a feature's weight where the question is personal
    """

    units: Mapping[str, float]
    decision: Mapping[str, float]
    personal: Mapping[str, float]
    intercept: float
    threshold: float


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """The weights that come along."""
    return weights_from((resources.files("qa") / "weights.json").read_text(encoding="utf-8"))


def load_weights(file: Path) -> Weights:
    """Weights as `quotedesk calibrate` wrote them. Raises ConfigError."""
    try:
        return weights_from(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"these weights can't be read ({error})",
            where=str(file),
            mend="make them with `quotedesk calibrate`",
        ) from error


def weights_from(text: str) -> Weights:
    """Raises ValueError, KeyError or TypeError on JSON of another form."""
    raw = json.loads(text)
    known = {"decision": FEATURES, "personal": FEATURES, "units": EVIDENCE}
    for table, names in known.items():
        if unknown := set(raw[table]) - set(names):
            raise ValueError(f"{table} has no {sorted(unknown)[0]!r}")
    return Weights(
        units={name: float(value) for name, value in raw["units"].items()},
        decision={name: float(value) for name, value in raw["decision"].items()},
        personal={name: float(value) for name, value in raw["personal"].items()},
        intercept=float(raw["intercept"]),
        threshold=float(raw["threshold"]),
    )


def features_of(
    analysis: Analysis,
    hits: Sequence[Hit],
    candidates: Sequence[Candidate],
    passage_stems: frozenset[str],
    contact_found: bool,
) -> Features:
    """`passage_stems`: what the best candidate's passage, with its title and headings, holds;
    `contact_found`: one of the quotes holds a phone number or address of the kind asked for."""
    best = candidates[0]
    lacked = unmatched(analysis.terms, passage_stems)
    heaviest = max((term.idf for term in analysis.terms), default=0.0)
    names = sum(term.idf for term in analysis.terms if term.named)
    untyped = analysis.kind in UNTYPED
    personal = bool(analysis.folded & PERSONAL)
    missing = sum(term.idf for term in analysis.terms if not term.known)
    fifth = hits[min(4, len(hits) - 1)].score
    return Features(
        cosine=best.evidence.cosine,
        placed=best.evidence.placed,
        passage=max(hit.dense for hit in hits[:3]),
        overlap=best.evidence.overlap,
        nearby=best.evidence.nearby,
        missing=missing / analysis.weight if analysis.weight else 1.0,
        kind_found=0.0 if untyped else best.evidence.kind,
        kind_absent=0.0 if untyped else 1.0 - best.evidence.kind,
        contact_absent=float(analysis.kind in CONTACTS and not contact_found),
        agreement=float(
            any((hit.dense_rank or 99) <= 3 and (hit.sparse_rank or 99) <= 3 for hit in hits[:3])
        ),
        margin=hits[0].score - fifth,
        few_words=float(len(analysis.terms) <= 1),
        heading=best.evidence.heading,
        score=best.score / 10,
        lead=(best.score - candidates[min(9, len(candidates) - 1)].score) / 10,
        best_cosine=max(candidate.evidence.cosine for candidate in candidates),
        best_placed=max(candidate.evidence.placed for candidate in candidates),
        lacking=max((term.idf for term in lacked), default=0.0) / heaviest if heaviest else 1.0,
        matched=(analysis.weight - sum(term.idf for term in lacked)) / 30,
        length=0.0 if personal else len(analysis.terms) / 10,
        personal=float(personal),
        names=sum(term.idf for term in lacked if term.named) / names if names else 0.0,
    )


def contributions(features: Features, weights: Weights) -> dict[str, float]:
    """What each feature adds to the log-odds."""
    values = asdict(features)
    return {
        name: value
        * (weights.decision.get(name, 0.0) + features.personal * weights.personal.get(name, 0.0))
        for name, value in values.items()
    }


def probability(features: Features, weights: Weights) -> float:
    """That the first quote answers the question, 0 to 1."""
    z = weights.intercept + sum(contributions(features, weights).values())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))
