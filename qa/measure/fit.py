"""Makes all weights anew from sets of questions: ranking, choice of quotes, decision, threshold.

Each of the fits reads what the one before it leads to, so the engine is asked again: with the
weights in use, with another ranking if there is one, with the new choice for the decision. No one
linear model is best for all kinds of documents, so the weights in use are left only as far as no
set loses by it, unless all is to be made anew. What always holds: nothing is random, so the same
sets, libraries and weights in use make the same weights; what a fit is worth is measured on corpora
that it didn't see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.measure.choice import fit_choice, lead_of, picks_right, rare
from qa.measure.decision import best_threshold, confidences, fit_decision, judge, quoted
from qa.measure.examples import Example
from qa.measure.metrics import auroc, calibration_error, operating_point, reliability
from qa.measure.ranking import LOSS, fit_ranking, quality
from qa.weights import Weights

Sets = Mapping[str, Sequence[Example]]
Ask = Callable[[Weights], Sets]  # asks every set's questions of an engine with those weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What weights are worth on one set; None where no question of it says.

    hit, ndcg   documents: hit@1 and nDCG@5
    unit        the first unit is a right one, of the questions that have one among their units
    first, three  the first quote, or the first three together, answer; refusals not counted
    quote       the same of the first, with a refusal a miss: quote@1
    auroc, balanced_accuracy, ece   of the decision
    """

    hit: float | None
    ndcg: float | None
    unit: float | None
    first: float | None
    three: float | None
    quote: float | None
    auroc: float | None
    balanced_accuracy: float | None
    ece: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """New weights, and what the old and the new ones are worth on each set.

    steps     how far the choice and the decision went from the weights in use to what fits best
    crossed   each corpus with weights that were fitted from nothing without it. Its features were
              made with the final choice of quotes, in which it had a part; documents and quotes
              are as in `after`.
    """

    weights: Weights
    steps: tuple[float, float]
    before: Mapping[str, Worth]
    after: Mapping[str, Worth]
    crossed: Mapping[str, Worth]


def fit(ask: Ask, prior: Weights, corpora: Mapping[str, str], *, anew: bool = False) -> Fitted:
    """`corpora`: each set's corpus; sets of one corpus are left out together. `anew`: go all the
    way, though a set may lose by it.

    Raises ValueError where the sets are too small to fit to."""
    found = ask(prior)
    before = {name: worth(held, prior) for name, held in found.items()}
    searched = replace(prior, fusion=fit_ranking(found, prior.units, prior.fusion))
    if searched != prior:
        found = ask(searched)
    best = fit_units(found, searched)
    chosen, first = _as_far(searched, best, _choosing(found, before), anew)
    asked = found if chosen == searched else ask(chosen)
    fitted = fit_decision(asked, chosen)
    weights, second = _as_far(chosen, fitted, _deciding(asked, before), anew)
    return Fitted(
        weights=weights,
        steps=(first, second),
        before=before,
        after={name: worth(held, weights) for name, held in asked.items()},
        crossed=_crossed(found, asked, weights, corpora),
    )


def _as_far(
    start: Weights, end: Weights, harmless: Callable[[Weights], Weights | None], anew: bool
) -> tuple[Weights, float]:
    """How far one can go from `start` straight towards `end` until a set loses by it: the weights
    there, and the share of the way."""
    if anew:
        return end, 1.0
    reached, share = start, 0.0
    for tenths in range(1, 11):
        made = harmless(between(start, end, tenths / 10))
        if made is None:
            break
        reached, share = made, tenths / 10
    return reached, share


def _choosing(sets: Sets, before: Mapping[str, Worth]) -> Callable[[Weights], Weights | None]:
    def harmless(made: Weights) -> Weights | None:
        for name, held in sets.items():
            was, now = before[name].unit, picks_right(held, made.units)
            if was is not None and (now is None or now < was - LOSS):
                return None
        return made

    return harmless


def _deciding(sets: Sets, before: Mapping[str, Worth]) -> Callable[[Weights], Weights | None]:
    """With the best threshold by which no set loses, if there is one."""

    def harmless(made: Weights) -> Weights | None:
        for name, held in sets.items():
            was = before[name].auroc
            now = auroc((one.confidence, one.answerable) for one in judge(held, made))
            if was is not None and (now is None or now < was - LOSS):
                return None
        sure = {name: confidences(held, made) for name, held in sets.items()}

        def allowed(threshold: float) -> bool:
            for name, held in sets.items():
                was = before[name]
                right = quoted(held, sure[name], threshold)
                point = operating_point(judge(held, made), threshold)
                if right is not None and right < (was.quote or 0.0) - LOSS:
                    return False
                if point.balanced_accuracy < (was.balanced_accuracy or 0.0) - LOSS:
                    return False
            return True

        threshold = best_threshold(sets, made, allowed)
        return None if threshold is None else replace(made, threshold=threshold)

    return harmless


def between(start: Weights, end: Weights, share: float) -> Weights:
    """Weights on the straight way between two."""

    def mixed(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
        return {
            name: round(one.get(name, 0.0) + share * (other.get(name, 0.0) - one.get(name, 0.0)), 4)
            for name in {**one, **other}
        }

    return replace(
        end,
        units=mixed(start.units, end.units),
        decision=mixed(start.decision, end.decision),
        personal=mixed(start.personal, end.personal),
        intercept=round(start.intercept + share * (end.intercept - start.intercept), 4),
    )


def fit_units(sets: Sets, prior: Weights) -> Weights:
    """`prior` with another choice of quotes, of the same scale.

    The scale is free, since it changes no choice; margins are in units of it ("nearly as good"),
    so that it stays: the best unit leads the tenth by as much as before, at the median. What few
    questions tell of stays as well."""
    units = fit_choice(sets)
    examples = [one for held in sets.values() for one in held]
    scale = lead_of(examples, prior.units) / (lead_of(examples, units) or 1.0)
    made = {name: round(value * scale, 3) for name, value in units.items()}
    kept = {name: prior.units.get(name, 0.0) for name in rare(sets)}
    return replace(prior, units=made | kept)


def _crossed(
    found: Sets, asked: Sets, weights: Weights, corpora: Mapping[str, str]
) -> dict[str, Worth]:
    made = {}
    fitted = fit_choice(found)
    for corpus in dict.fromkeys(corpora[name] for name in found):
        inside = [name for name in found if corpora[name] == corpus]
        others = {name: held for name, held in found.items() if name not in inside}
        if not others:
            continue
        units = fit_choice(others, near=fitted)
        rest = {name: asked[name] for name in others}
        judged = fit_decision(rest, replace(weights, threshold=0.5))
        for name in inside:
            whole = worth(asked[name], judged)
            made[name] = replace(whole, unit=picks_right(found[name], units))
    return {name: made[name] for name in found if name in made}


def worth(examples: Sequence[Example], weights: Weights) -> Worth:
    hit, ndcg = quality(examples, weights.units, weights.fusion)
    answerable = [one for one in examples if one.answerable]
    judged = judge(examples, weights)
    both = len({one.answerable for one in examples}) == 2
    sure = confidences(examples, weights).tolist()
    shown = quoted(examples, confidences(examples, weights), weights.threshold)
    pairs = [(value, one.first) for value, one in zip(sure, examples, strict=True)]
    return Worth(
        hit=None if hit < 0 else hit,
        ndcg=None if ndcg < 0 else ndcg,
        unit=picks_right(examples, weights.units),
        first=_mean([one.first for one in answerable]),
        three=_mean([one.three for one in answerable]),
        quote=shown,
        auroc=auroc((one.confidence, one.answerable) for one in judged),
        balanced_accuracy=(
            operating_point(judged, weights.threshold).balanced_accuracy if both else None
        ),
        ece=calibration_error(reliability(pairs)),
    )


def _mean(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
