"""Everything that was learnt from questions whose answers are known, in one value and one file.

`quotedesk fit` makes what is in `fitted`, `quotedesk calibrate` moves its decision to a desk's own
questions. What always holds: numbers that are in units of the weights (how far behind is too far)
are kept with them, for they change whenever the weights do.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from corpus.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a unit may answer; every value is about 0 to 1.

    overlap   share of the question's word weight that stands in the unit
    nearby    the same for the unit with its passage and headings
    heading   likeness of the question's words and the heading's above the unit, or the label's
              that the unit begins with
    passage   1 less what the passage's fused score is behind the best one's
    kind      something of the asked kind is there: 1, isn't: 0; 0.5 where no kind was asked for
    contact   a way to reach somebody was asked for, and is there; or whose a number is, and it is
    first     it is the first unit below its heading
    asks      it is a question itself
    short     it is only a few words
    boilerplate it is page boilerplate
    ordinal   it is the item of a list that the question names by its number: 1 where the list's
              lead-in speaks of such items, 0.5 where only its surroundings do
    reader    what a reader says of it (log-odds that it answers); 0 where there is none
    """

    overlap: float
    nearby: float
    heading: float
    passage: float
    kind: float
    contact: float
    first: float
    asks: float
    short: float
    boilerplate: float
    ordinal: float = 0.0
    reader: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What the decision is made from. "The quote" is the one that is shown first.

    passage    cosine of the question and the best passage
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
    lacking    the weight of the heaviest word that the passage lacks, beside the heaviest of all
    matched    weight of the question's words that the passage holds (sum of idf, a thirtieth)
    length     how many content words the question has, a tenth; 0 where it tells of the asker: such
               a question is long whether it has an answer or not
    personal   the question tells of the asker ("my mom was a nurse"): more of its words are theirs
               and not the documents'
    names      share of the question's names and numbers that the passage lacks
    ordinal    the quote is the item of a list that the question names by its number
    reader     what a reader says of the quoted unit (log-odds, a tenth); 0 where there is none
    answers    what it says of all units together: that one of them answers (the same)
    covered    the quoted unit is a table's row or holds a contact, has what was asked for, and all
               that this was asked of stands in it, above it or over its columns
    """

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
    lacking: float
    names: float
    matched: float
    length: float
    personal: float
    ordinal: float = 0.0
    reader: float = 0.0
    answers: float = 0.0
    covered: float = 0.0


EVIDENCE = tuple(it.name for it in fields(Evidence))
FEATURES = tuple(it.name for it in fields(Features))
# Where a reader has read, the decision is made from these. The others tell nothing more then: on
# corpora that weren't fitted to they made it worse (docs/lab/reader.md).
BESIDE_A_READER = (
    "answers",
    "score",
    "kind_found",
    "kind_absent",
    "contact_absent",
    "margin",
    "few_words",
    "covered",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """What the searches' findings count when passages and documents are ranked.

    dense     cosine of the question and the passage
    sparse    BM25 score, divided by what a passage with every word of the question is worth
    document  what a document's best unit adds to its best passage when documents are ranked
    """

    dense: float
    sparse: float
    document: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """Numbers in units of the weights. They belong together: whoever moves one fits them all.

    far_behind      a unit whose score is further than this behind the best one's isn't quoted
    near_tie        a neighbour whose score is at most this much less is part of the answer
    related_cosine  a refusal with a passage at least this near is "related, but not answered"
    related_share   so is one that holds this share of the question's word weight
    ahead           how far the best passage's fused score usually is ahead of the fifth's, for a
                    corpus that has no fifth
    """

    far_behind: float
    near_tie: float
    related_cosine: float
    related_share: float
    ahead: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The coefficients of the models, as in a file of `fitted`.

    reader     the identity of the reader that they were fitted with; empty: with none
    fusion     of the ranking of passages and documents
    units      of the choice of quotes: evidence -> weight
    decision   of the decision: feature -> weight
    personal   what is added to a feature's weight where the question is personal
    intercept  of the decision
    threshold  the confidence from which on the first quote is shown as an answer
    made       what they were made from: sets and their digests, seeds, versions
    """

    reader: str
    fusion: Fusion
    units: Mapping[str, float]
    decision: Mapping[str, float]
    personal: Mapping[str, float]
    intercept: float
    threshold: float
    tuning: Tuning
    made: Mapping[str, Any] = field(default_factory=dict)


@lru_cache(maxsize=3)
def default_weights(reader: str = "") -> Weights:
    """The weights that come along for a reader that does, by its folder's name, or for none."""
    text = (resources.files("qa") / "fitted" / f"{reader or 'none'}.json").read_text("utf-8")
    return weights_from(text)


def load_weights(file: Path) -> Weights:
    """Weights as `quotedesk fit` or `quotedesk calibrate` wrote them. Raises ConfigError."""
    try:
        return weights_from(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        why = f"{error} is missing" if isinstance(error, KeyError) else error
        raise ConfigError(
            f"these weights can't be read ({why})",
            where=str(file),
            mend="make them with `quotedesk calibrate`",
        ) from error


def weights_from(text: str) -> Weights:
    """Raises ValueError, KeyError, TypeError, ArithmeticError or RecursionError on JSON of another
    form."""
    raw = json.loads(text)
    if not isinstance(raw, dict):
        raise TypeError("not a table of weights")
    tuning, fusion = (tuple(it.name for it in fields(kind)) for kind in (Tuning, Fusion))
    threshold = _number("threshold", raw["threshold"])
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold}, not between 0 and 1")
    if not isinstance(raw["reader"], str):
        raise TypeError("reader is no name")
    return Weights(
        reader=raw["reader"],
        fusion=Fusion(**_numbers(raw, "fusion", fusion)),
        units=_numbers(raw, "units", EVIDENCE),
        decision=_numbers(raw, "decision", FEATURES, but={"covered"}),
        personal=_numbers(raw, "personal", FEATURES, all_of_them=False),
        intercept=_number("intercept", raw["intercept"]),
        threshold=threshold,
        tuning=Tuning(**_numbers(raw, "tuning", tuning, but={"ahead"})),
        made=dict(raw.get("made", {})),
    )


def weights_text(weights: Weights) -> str:
    """As `weights_from` reads them: JSON, a line a number."""
    return json.dumps(asdict(weights), indent=1, ensure_ascii=False) + "\n"


def _numbers(
    raw: Mapping[str, Any],
    table: str,
    names: Sequence[str],
    *,
    all_of_them: bool = True,
    but: Set[str] = frozenset(),
) -> dict[str, float]:
    """`but`: those that earlier files lack."""
    found = raw[table]
    if not isinstance(found, dict):
        raise TypeError(f"{table} is no table")
    if unknown := found.keys() - set(names):
        raise ValueError(f"{table} has no {min(unknown)!r}")
    if all_of_them and (missing := set(names) - found.keys() - but):
        raise ValueError(f"{min(missing)!r} of {table} is missing")
    return {name: _number(name, value) for name, value in found.items()}


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{name} is no number")
    return float(value)
