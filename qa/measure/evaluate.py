"""How well the engine does on questions whose answers are known.

`watch` asks one question and keeps what came back; everything else is a pure function over those
values. What a search finds is measured with ir-measures; what quotes and refusals are worth is
measured here. Spans of a document are compared as text with white space folded.
"""

from __future__ import annotations

import re
import statistics
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import Document
from qa.engine import Engine
from qa.measure.metrics import Judged, auroc, calibration_error, reliability
from qa.question import Question
from qa.reply import Answer, Quote, Reason, Reply

INSIDE = 0.9  # share of a quote's word triples that must stand in the section
# A run of letters and digits; where a script has no spaces between words, each character.
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A question with what is known of its answer.

    relevant  ids of the documents that answer it -> how well (1 or more)
    gold      alternatives, each a number of strings that an answer holds together
    within    the texts of the sections that the question is about
    """

    id: str
    question: Question
    answerable: bool
    relevant: Mapping[str, int] = field(default_factory=dict)
    gold: tuple[tuple[str, ...], ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quote's document and text."""

    document_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question and what came of it.

    quotes   what was shown as an answer; empty on a refusal
    first    the first quote, or what it would have been had the desk not refused
    decided  whether `confidence` alone made it an answer or a refusal; it doesn't where the
             question leans on an earlier one that isn't there, say
    checked  how many quotes were compared with their documents, related ones included
    faults   how many of them were no slice of their document
    """

    expected: Expected
    ranking: tuple[str, ...]
    answered: bool
    confidence: float
    quotes: tuple[Said, ...]
    first: Said | None
    decided: bool
    checked: int
    faults: int
    elapsed_ms: float

    @property
    def first_answers(self) -> bool:
        """The first quote, shown or not, answers the question as far as is known."""
        expected = self.expected
        if not expected.answerable or not (expected.gold or expected.relevant):
            return expected.answerable
        if self.first is None:
            return False
        if expected.gold:
            return holds((self.first,), expected.gold)
        return self.first.document_id in expected.relevant


# --- asking -----------------------------------------------------------------------------------


def watch(engine: Engine, documents: Mapping[str, Document], expected: Expected) -> Case:
    """Asks once, with a clock. `documents`: the engine's own. Raises what `Engine.ask` raises."""
    started = time.perf_counter()
    reply = engine.ask(expected.question)
    elapsed_ms = (time.perf_counter() - started) * 1_000
    quotes = reply.quotes if isinstance(reply, Answer) else reply.closest
    first = said(quotes[0]) if quotes else _unsaid(engine, documents, expected.question)
    return Case(
        expected=expected,
        ranking=reply.ranking,
        answered=isinstance(reply, Answer),
        confidence=reply.confidence,
        quotes=tuple(map(said, quotes)) if isinstance(reply, Answer) else (),
        first=first,
        decided=first is not None and _by_confidence(reply),
        checked=len(quotes),
        faults=sum(not is_slice(quote, documents) for quote in quotes),
        elapsed_ms=elapsed_ms,
    )


def said(quote: Quote) -> Said:
    return Said(document_id=quote.document_id, text=quote.text)


def is_slice(quote: Quote, documents: Mapping[str, Document]) -> bool:
    document = documents.get(quote.document_id)
    return document is not None and quote.span.of(document.text) == quote.text


def _unsaid(engine: Engine, documents: Mapping[str, Document], question: Question) -> Said | None:
    """The first quote of a refusal that shows none."""
    examined = engine.examine(question)
    if examined is None or not examined.selections:
        return None
    selection = examined.selections[0]
    document = list(documents.values())[selection.document]
    return Said(document_id=document.id, text=selection.span.of(document.text))


def _by_confidence(reply: Reply) -> bool:
    return isinstance(reply, Answer) or reply.reason in (
        Reason.NOT_ANSWERED,
        Reason.NOTHING_RELATED,
    )


# --- comparing --------------------------------------------------------------------------------


def holds(quotes: Iterable[Said], gold: Sequence[Sequence[str]]) -> bool:
    """The quotes together hold every string of one of the alternatives, white space folded."""
    text = _folded(" \n ".join(quote.text for quote in quotes))
    return any(all(_folded(part) in text for part in alternative) for alternative in gold)


def inside(text: str, sections: Iterable[str]) -> bool:
    """Nine tenths of the text's word triples stand in one of the sections; a text without a word
    stands in none."""
    words = _words(text)
    if not words:
        return False
    size = min(3, len(words))
    grams = _grams(words, size)
    needed = INSIDE * len(grams)
    for section in sections:
        there = set(_grams(_words(section), size))
        if sum(gram in there for gram in grams) >= needed:
            return True
    return False


def _folded(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> list[str]:
    """Of any script. Composed letters only: a file may write them as two characters."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _grams(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1))]


# --- figures ----------------------------------------------------------------------------------


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
    others = [case for case in cases if not case.expected.answerable]
    ranked = [case for case in answerable if case.expected.relevant]
    gold = [case for case in answerable if case.expected.gold]
    sections = [case for case in answerable if case.expected.within]
    answered = _mean(case.answered for case in answerable)
    refused = _mean(not case.answered for case in others)
    chars = [len(case.quotes[0].text) for case in answerable if case.quotes]
    times = sorted(case.elapsed_ms for case in cases)
    return {
        **search_figures(ranked),
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
        "answered_answerable": answered,
        "refused_unanswerable": refused,
        "balanced_accuracy": (
            None if answered is None or refused is None else (answered + refused) / 2
        ),
        "auroc": auroc([(case.confidence, case.expected.answerable) for case in cases]),
        "ece": calibration_error(reliability(_confidences(cases))),
        "quotes": sum(case.checked for case in cases),
        "verbatim_faults": sum(case.faults for case in cases),
        "p50_ms": statistics.median(times) if times else None,
        "p95_ms": times[int(0.95 * (len(times) - 1))] if times else None,
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
