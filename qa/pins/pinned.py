"""An engine that staff may lead: their quote comes first, or their word that there is none.

What always holds: what staff chose is said of a question only if that has the same words as one of
the pin's, or is near to it and a reader finds the very quote in its passage for the new words too;
a quote that no longer stands word for word leads nothing; where nothing is pinned, every reply is
the engine's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np

from corpus.document import Document, Span
from indexer.embed import Vectors
from qa.cite.verify import Verdict, verify
from qa.engine import Engine
from qa.pins.pin import Pin
from qa.query.answer_type import AnswerType
from qa.query.understand import Query
from qa.question import Question
from qa.quote.select import MAX_QUOTES
from qa.reply import Answer, Quote, Reason, Refusal, Reply, Understanding

# Chosen with `python -m tests.bench.pins`; docs/staff.md has the figures.
NEAR = 0.55  # cosine of two questions from which the reader is asked
FOUND = 2.0  # its log-odds from which the pinned quote answers the other question too
ALIKE = 0.9  # the probability that it does, where only that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A pin and how its quote stands in the documents; None where it has none."""

    pin: Pin
    verdict: Verdict | None

    @property
    def leads(self) -> bool:
        """Nothing of it has changed that staff should look at."""
        return self.verdict is None or self.verdict.stands


def standing_of(pin: Pin, documents: Mapping[str, Document]) -> Standing:
    """`documents`: all that there are now, by id."""
    saved = pin.saved
    return Standing(pin=pin, verdict=verify(saved, documents) if saved else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """One of a pin's questions, as the engine understands it."""

    standing: Standing
    question: str
    query: Query


class Pinned:
    """One engine and one set of pins. Any number of threads may ask."""

    def __init__(self, engine: Engine, pins: Sequence[Pin]) -> None:
        self._engine = engine
        documents = engine.documents
        self.standings = tuple(standing_of(pin, documents) for pin in pins)
        self._wordings = tuple(
            _Wording(standing=it, question=text, query=query)
            for it in self.standings
            if it.leads
            for text in it.pin.questions
            if (query := engine.understood(Question(text=text, literal=True))) is not None
        )
        self._vectors: Vectors = np.array([it.query.vector for it in self._wordings])

    def ask(self, question: Question, *, explain: bool = False) -> Reply:
        """As `Engine.ask`, led by what staff chose for the question."""
        reply, query = self._engine.answered(question, explain=explain)
        # What it says alone is what it was searched for, unless there was something before it.
        return self._led(question, reply, None if question.history else query)

    def led(self, question: Question, reply: Reply) -> Reply:
        """A reply of the engine's, with what staff chose for the question before it."""
        return self._led(question, reply, None)

    def _led(self, question: Question, reply: Reply, query: Query | None) -> Reply:
        """`query`: the question as it is understood alone, where that is known."""
        if not self._wordings:
            return reply
        if query is None:
            query = self._engine.understood(replace(question, history=()))
        if query is None:
            return reply
        wording, alike = self._wording_for(query)
        if wording is None:
            return reply
        if reply.understanding.understood_with and not (alike and len(query.analysis.terms) > 1):
            return reply  # a follow-up isn't what it says alone, unless it says as much as the pin
        if wording.standing.verdict is None:
            return _none(reply, wording.standing.pin)
        document, span = _place(wording.standing.verdict, self._engine)
        if not self._engine.passes(question.filters, document.id):
            return reply
        return _answer(reply, self._engine.quote_at(document, span), 1.0 if alike else ALIKE)

    def _wording_for(self, query: Query) -> tuple[_Wording | None, bool]:
        """The pin's wording that is meant, and whether it has the same words."""
        cosines = self._vectors @ query.vector
        order = [int(it) for it in np.argsort(-cosines, kind="stable")]
        for at in order:
            if _same(query, self._wordings[at].query):
                return self._wordings[at], True
        for at in order[:3]:
            wording = self._wordings[at]
            if (
                cosines[at] >= NEAR
                and wording.standing.verdict is not None
                and self._answers(query, wording)
            ):
                return wording, False
        return None, False

    def _answers(self, query: Query, wording: _Wording) -> bool:
        """Does the reader find the pinned quote for other words, and are the names and numbers of
        these in the pin?"""
        assert wording.standing.verdict is not None
        document, span = _place(wording.standing.verdict, self._engine)
        known = _stems(wording.query) | self._engine.stems_at(document, span)
        if any(it.stem not in known for it in query.analysis.terms if it.named or not it.known):
            return False
        if not query.analysis.numbers <= wording.query.analysis.numbers:
            return False
        told = self._engine.says(query, document, span)
        return told is not None and told.best and told.log_odds >= FOUND


def _stems(query: Query) -> frozenset[str]:
    return frozenset(term.stem for term in query.analysis.terms)


def _same(one: Query, other: Query) -> bool:
    """The same words, whatever their order, their endings and the small words between them, and
    nothing that tells that another kind of answer is asked for."""
    kinds = one.analysis.kind, other.analysis.kind
    return (
        bool(one.analysis.terms)
        and _stems(one) == _stems(other)
        and (one.analysis.kind == other.analysis.kind or AnswerType.OPEN in kinds)
        and one.analysis.numbers == other.analysis.numbers
    )


def _place(verdict: Verdict, engine: Engine) -> tuple[Document, Span]:
    assert verdict.document_id is not None
    assert verdict.span is not None
    return engine.documents[verdict.document_id], verdict.span


def _answer(reply: Reply, pinned: Quote, confidence: float) -> Answer:
    """The pinned quote, then what else the engine answers with."""
    others = reply.quotes if isinstance(reply, Answer) else ()
    same = [it for it in others if it.document_id == pinned.document_id and it.span == pinned.span]
    rest = tuple(
        it
        for it in others
        if it.document_id != pinned.document_id or not it.span.overlaps(pinned.span)
    )
    # The engine's own has the marks of what it found in it.
    return Answer(
        quotes=(same[0] if same else pinned, *rest)[:MAX_QUOTES],
        confidence=max(confidence, reply.confidence if same else 0.0),
        ranking=tuple(dict.fromkeys((pinned.document_id, *reply.ranking))),
        understanding=_untouched(reply),
        explain=reply.explain,
        chosen_by_staff=True,
    )


def _untouched(reply: Reply) -> Understanding:
    """What was carried over or is lacking speaks of what the engine found, not of the pin."""
    return replace(reply.understanding, understood_with=(), missing_words=(), unquoted_words=())


def _none(reply: Reply, pin: Pin) -> Refusal:
    return Refusal(
        reason=Reason.NOT_ANSWERED,
        closest=(),
        confidence=0.0,
        ranking=reply.ranking,
        understanding=_untouched(reply),
        explain=reply.explain,
        chosen_by_staff=True,
        contact=pin.contact,
    )


class Led:
    """One engine, led by the pins that there are when a question comes. Any number of threads may
    ask."""

    def __init__(self, engine: Engine, pins: Callable[[], Sequence[Pin]]) -> None:
        """`pins`: gives the very same object as long as nothing was changed."""
        self.engine = engine
        self._pins = pins
        self._lock = Lock()
        self._made: tuple[Sequence[Pin], Pinned] | None = None

    @property
    def pinned(self) -> Pinned:
        """Raises what `pins` does."""
        pins = self._pins()
        with self._lock:
            if self._made is None or self._made[0] is not pins:
                self._made = pins, Pinned(self.engine, pins)
            return self._made[1]

    def ask(self, question: Question, *, explain: bool = False) -> Reply:
        """As `Engine.ask`."""
        return self.pinned.ask(question, explain=explain)
