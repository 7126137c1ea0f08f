"""How well the engine does on questions whose answers are known.

`watch` asks one question and keeps what came back, for `qa.measure.figures` to count. Spans of a
document are compared as text with white space folded.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import Document
from qa.engine import Engine
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
    return text_holds(" \n ".join(quote.text for quote in quotes), gold)


def text_holds(text: str, gold: Sequence[Sequence[str]]) -> bool:
    """The text holds every string of one of the alternatives, white space folded."""
    text = folded(text)
    return any(all(folded(part) in text for part in alternative) for alternative in gold)


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


def folded(text: str) -> str:
    """With single spaces: how a quote and what it is to hold are compared."""
    return " ".join(text.split())


def _words(text: str) -> list[str]:
    """Of any script. Composed letters only: a file may write them as two characters."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _grams(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1))]
