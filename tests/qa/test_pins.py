"""What staff chose leads replies, and nothing else of them changes."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.document import Document, Span
from corpus.errors import PinError, ReceiptError
from indexer.build import build_index
from indexer.settings import IndexSettings
from qa.cite.annotation import annotation
from qa.cite.verify import State
from qa.engine import Engine
from qa.pins.pin import Pin, new_pin, pin_from, record_of_pin
from qa.pins.pinned import Led, Pinned
from qa.query.understand import Query
from qa.question import Filters, Question, Turn
from qa.reply import Answer, Refusal, Understanding
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS, FixedReader

NOW = datetime(2026, 5, 1, tzinfo=UTC)
FEES = document_of(
    "Fees\n\nA parking permit costs 40 dollars a year.\n\nPay at the town hall desk.", "fees"
)
BOATS = document_of("Boats\n\nA boat permit costs 90 dollars a year.", "boats")
QUESTION = "What does a parking permit cost?"
QUOTE = "Pay at the town hall desk."


def engine_of(*documents: Document, reader: FixedReader | None = None) -> Engine:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        index = build_index(documents, IndexSettings(), HashEmbedder(), Path(folder))
    weights = replace(WEIGHTS, reader=reader.identity if reader else "")
    return Engine(index, HashEmbedder(), weights=weights, reader=reader)


def pin_to(text: str | None, engine: Engine, question: str = QUESTION) -> Pin:
    if text is None:
        return new_pin(question, None, contact="the harbour office", by="Ana", now=NOW)
    for document in engine.documents.values():
        start = document.text.find(text)
        if start >= 0:
            quote = engine.quote_at(document, Span(start=start, end=start + len(text)))
            return new_pin(question, annotation(quote, document, NOW), by="Ana", now=NOW)
    raise AssertionError(text)


class TestLeading:
    def test_without_pins_the_reply_is_the_engines_own(self) -> None:
        engine = engine_of(FEES, BOATS)
        asked = Question(text=QUESTION)
        assert Pinned(engine, ()).ask(asked) == engine.ask(asked)

    def test_the_chosen_quote_comes_first(self) -> None:
        engine = engine_of(FEES, BOATS)
        reply = Pinned(engine, [pin_to(QUOTE, engine)]).ask(Question(text=QUESTION))
        assert isinstance(reply, Answer)
        assert reply.chosen_by_staff
        assert reply.quotes[0].text == QUOTE
        assert reply.ranking[0] == "fees"
        assert reply.quotes[0].span.of(FEES.text) == QUOTE

    @pytest.mark.parametrize(
        "same", ["what does a PARKING permit cost", "What do parking permits cost?"]
    )
    def test_the_same_words_need_no_reader(self, same: str) -> None:
        engine = engine_of(FEES, BOATS)
        reply = Pinned(engine, [pin_to(QUOTE, engine)]).ask(Question(text=same))
        assert reply.chosen_by_staff
        assert reply.confidence == 1.0

    @pytest.mark.parametrize(
        "other", ["What does a boat permit cost?", "Where is the town hall?", "xylophone"]
    )
    def test_another_question_is_not_led(self, other: str) -> None:
        engine = engine_of(FEES, BOATS)
        asked = Question(text=other)
        assert Pinned(engine, [pin_to(QUOTE, engine)]).ask(asked) == engine.ask(asked)

    def test_other_words_are_led_where_the_reader_finds_the_quote(self) -> None:
        near = "What does the parking permit cost a year at the desk?"
        finds, finds_not = FixedReader(QUOTE), FixedReader("90 dollars")
        for reader, led in ((finds, True), (finds_not, False)):
            engine = engine_of(FEES, BOATS, reader=reader)
            reply = Pinned(engine, [pin_to(QUOTE, engine)]).ask(Question(text=near, literal=True))
            assert reply.chosen_by_staff is led, reader.identity

    def test_a_name_that_the_pin_lacks_is_another_question(self) -> None:
        engine = engine_of(FEES, BOATS, reader=FixedReader(QUOTE))
        asked = Question(text="What does a parking permit cost in Northmere?", literal=True)
        assert not Pinned(engine, [pin_to(QUOTE, engine)]).ask(asked).chosen_by_staff

    def test_a_question_is_understood_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        engine = engine_of(FEES, BOATS)
        pinned = Pinned(engine, [pin_to(QUOTE, engine)])
        asked: list[str] = []
        understood = engine.understood

        def noted(question: Question) -> Query | None:
            asked.append(question.text)
            return understood(question)

        monkeypatch.setattr(engine, "understood", noted)
        assert pinned.ask(Question(text=QUESTION)).chosen_by_staff
        assert asked == [QUESTION]

    def test_further_wordings_count_as_the_question(self) -> None:
        engine = engine_of(FEES, BOATS)
        pin = replace(pin_to(QUOTE, engine), questions=(QUESTION, "how do I pay"))
        assert Pinned(engine, [pin]).ask(Question(text="How do I pay?")).chosen_by_staff

    def test_a_follow_up_is_not_what_it_says_alone(self) -> None:
        engine = engine_of(FEES, BOATS)
        pin = pin_to(QUOTE, engine, "And for a year?")
        turns = (Turn(role="user", content="What does a boat permit cost?"),)
        asked = Question(text="And for a year?", history=turns)
        reply = engine.ask(asked)
        assert reply.understanding.understood_with
        assert Pinned(engine, [pin]).led(asked, reply) == reply

    def test_the_whole_question_is_led_within_a_conversation_too(self) -> None:
        engine = engine_of(FEES, BOATS)
        turns = (Turn(role="user", content="What does a boat permit cost?"),)
        asked = Question(text=QUESTION, history=turns)
        reply = replace(engine.ask(asked), understanding=Understanding(understood_with=("boat",)))
        led = Pinned(engine, [pin_to(QUOTE, engine)]).led(asked, reply)
        assert led.chosen_by_staff
        assert led.understanding == Understanding()

    def test_filters_leave_a_pin_out_too(self) -> None:
        engine = engine_of(FEES, BOATS)
        asked = Question(text=QUESTION, filters=Filters(documents=("boats",)))
        assert not Pinned(engine, [pin_to(QUOTE, engine)]).ask(asked).chosen_by_staff

    def test_staff_may_say_that_none_answers(self) -> None:
        engine = engine_of(FEES, BOATS)
        reply = Pinned(engine, [pin_to(None, engine)]).ask(Question(text=QUESTION))
        assert isinstance(reply, Refusal)
        assert reply.chosen_by_staff
        assert reply.contact == "the harbour office"
        assert not reply.closest

    def test_that_none_answers_is_said_of_the_same_words_only(self) -> None:
        engine = engine_of(FEES, BOATS, reader=FixedReader("40 dollars"))
        asked = Question(text="What is the cost of a year's parking permit?")
        assert not Pinned(engine, [pin_to(None, engine)]).ask(asked).chosen_by_staff


class TestStanding:
    def test_a_quote_that_moved_is_followed(self) -> None:
        pin = pin_to(QUOTE, engine_of(FEES))
        moved = document_of("Fees\n\nNew first lines.\n\nPay at the town hall desk.", "fees")
        pinned = Pinned(engine_of(moved), [pin])
        (standing,) = pinned.standings
        assert standing.verdict is not None
        assert standing.verdict.state is State.MOVED
        reply = pinned.ask(Question(text=QUESTION))
        assert isinstance(reply, Answer)
        assert reply.quotes[0].span.of(moved.text) == QUOTE

    @pytest.mark.parametrize(
        ("text", "state"),
        [
            ("Fees\n\nPay at the new town hall desk.", State.CHANGED),
            ("Fees\n\nNothing is left of it.", State.GONE),
        ],
    )
    def test_one_that_changed_leads_nothing(self, text: str, state: State) -> None:
        pin = pin_to(QUOTE, engine_of(FEES))
        pinned = Pinned(engine_of(document_of(text, "fees")), [pin])
        (standing,) = pinned.standings
        assert standing.verdict is not None
        assert standing.verdict.state is state
        assert not standing.leads
        assert not pinned.ask(Question(text=QUESTION)).chosen_by_staff


def test_pins_are_looked_at_anew_when_they_change() -> None:
    engine = engine_of(FEES)
    pins: list[tuple[Pin, ...]] = [()]
    led = Led(engine, lambda: pins[0])
    assert not led.ask(Question(text=QUESTION)).chosen_by_staff
    first = led.pinned
    assert led.pinned is first
    pins[0] = (pin_to(QUOTE, engine),)
    assert led.ask(Question(text=QUESTION)).chosen_by_staff


class TestRecords:
    @pytest.mark.parametrize("text", [QUOTE, None])
    def test_a_pin_reads_back(self, text: str | None) -> None:
        pin = pin_to(text, engine_of(FEES, BOATS))
        assert pin_from(json.dumps(record_of_pin(pin)), "here") == pin

    @pytest.mark.parametrize(
        "line",
        [
            "no json",
            "[]",
            "{}",
            '{"questions": "a", "quote": null}',
            '{"questions": [], "quote": null}',
            '{"questions": [" "], "quote": null}',
            '{"questions": ["a"], "quote": 3}',
            '{"questions": ["a"]}',
            '{"questions": ["a"], "quote": null, "by": 7}',
            json.dumps({"questions": ["a" * 3_000], "quote": None}),
        ],
    )
    def test_a_line_that_is_none_says_where(self, line: str) -> None:
        with pytest.raises(PinError, match=r"^pins\.jsonl:3: "):
            pin_from(line, "pins.jsonl:3")

    def test_a_quote_must_be_an_annotation(self) -> None:
        with pytest.raises(ReceiptError, match=r"^pins\.jsonl:3: "):
            pin_from('{"questions": ["a"], "quote": {}}', "pins.jsonl:3")
