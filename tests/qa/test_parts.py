"""Two questions in one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.query.parts import parts_of
from qa.question import Question
from qa.read.reader import Readable, Reading
from qa.reply import Answer, Refusal
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS

TEXT = """Dog park

The dog park opens at seven in the morning.

Dog school

A course at the dog school costs 130 euros.
"""


@pytest.mark.parametrize(
    ("message", "language", "parts"),
    [
        (
            "When does the dog park open and what does the dog school cost?",
            "en",
            ("When does the dog park open", "what does the dog school cost?"),
        ),
        (
            "What does a stall cost? And when must I apply?",
            "en",
            ("What does a stall cost?", "when must I apply?"),
        ),
        (
            "¿Cuánto cuesta la licencia y dónde se pide?",
            "es",
            ("¿Cuánto cuesta la licencia", "dónde se pide?"),
        ),
        ("Wann öffnet der Markt und was kostet ein Stand?", "de", None),
        ("Wann öffnet das Bad und was kostet es?", "de", ("Wann öffnet das Bad", "was kostet es?")),
        ("Was kostet die Karte und darf mein Hund mit?", "de", None),
        ("Was kostet das Bad und ab wann ist es offen?", "de", None),
        ("Wann öffnet das Bad, was kostet der Eintritt?", "de", None),
        ("À quelle heure ouvre le musée et combien ça coûte ?", "fr", None),
        ("Où est la mairie et à quelle heure ouvre-t-elle ?", "fr", None),
        ("Quand ouvre la piscine ? Et peut-on payer en ligne ?", "fr", None),
        ("cuanto cuesta la piscina y que dia recogen el papel", "es", None),
        ("¿Qué día recogen el papel? ¿Y cómo pido que se lleven un mueble?", "es", None),
        ("¿Cuánto cuesta la entrada y hay descuento para niños?", "es", None),
        ("Quando apre il museo e quanto costa?", "it", None),
        ("Quanto costa il biglietto e a che ora chiude?", "it", None),
        ("Onde fica a junta e o que preciso de levar?", "pt", None),
        ("Quais são os documentos e até quando me posso inscrever?", "pt", None),
        ("When does the pool open and can I bring my dog?", "en", None),
        ("Is the pool heated and what does a ticket cost?", "en", None),
        ("What does it cost and at what time does it open?", "en", None),
        ("When is the pool open, what does it cost?", "en", None),
        ("When does the library open; what does a card cost?", "en", None),
        ("What does the pool cost\nWhen does the library open", "en", None),
        ("What does the pool cost. When does the library open.", "en", None),
        ("What does a ticket cost? Also, is there parking", "en", None),
        (
            "1. opening hours of the pool 2. price of the sauna",
            "en",
            ("opening hours of the pool", "price of the sauna"),
        ),
        ("Quand ouvre la piscine et combien coûte une entrée ?", "fr", None),
    ],
)
def test_what_asks_twice_has_two_parts(
    message: str, language: str, parts: tuple[str, ...] | None
) -> None:
    found = parts_of(message, language)
    assert found == parts if parts else len(found) == 2
    at = 0
    for part in found:
        at = message.index(part, at) + len(part)


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("How and when do I apply?", "en"),
        ("What do adults and children pay?", "en"),
        ("My mom was a nurse and what can she get?", "en"),
        ("Who runs the dog park and the dog school?", "en"),
        ("Really? What does it cost?", "en"),
        ("¿Qué pasa si pierdo el carné y que tengo que pagar?", "es"),
        ("and".join(f" what is {it} " for it in "soup rice milk salt tea eggs".split()), "en"),  # noqa: SIM905
        ("When I move house, who do I have to tell?", "en"),
        ("What can I do, when it rains?", "en"),
        ("What if I lose my card, can I get a new one?", "en"),
        ("Which websites tell of Dr. Who?", "en"),
        ("I lost my card. What does a new one cost?", "en"),
        ("When is it open on 1. May and 2. May?", "en"),
        ("Wie erfahre ich, wann der Müll abgeholt wird?", "de"),
        ("¿Qué días y a qué hora es la clase?", "es"),
        ("Dove vivono le persone e che cani hanno?", "it"),
        ("", "en"),
        ("???", "en"),
    ],
)
def test_what_asks_once_is_one(message: str, language: str) -> None:
    assert parts_of(message, language) == (message,)


class Verbs:
    """Says that a unit answers which has the verb that was asked."""

    identity = "verbs@1"
    languages = None

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        asked = [told for verb, told in (("open", "opens"), ("cost", "costs")) if verb in question]
        return [self._read(asked, passage) for passage in passages]

    def _read(self, asked: Sequence[str], passage: Readable) -> Reading:
        texts = [span.of(passage.text) for span in passage.units]
        units = tuple(6.0 if any(verb in text for verb in asked) else -6.0 for text in texts)
        return Reading(units=units, answers=max(units, default=-6.0))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    embedder = HashEmbedder(max_tokens=128)
    folder: Path = tmp_path_factory.mktemp("index") / "index"
    index = write_index([document_of(TEXT)], IndexSettings(), embedder, folder)
    sure = replace(
        WEIGHTS,
        units=dict(WEIGHTS.units) | {"reader": 10.0},
        decision={"answers": 20.0},
        personal={},
        intercept=0.0,
        threshold=0.5,
    )
    return Engine(index, embedder, weights=sure, reader=Verbs())


def quoted(reply: Answer | Refusal) -> list[str]:
    assert isinstance(reply, Answer)
    return [quote.text for quote in reply.quotes]


def test_each_part_is_answered_with_its_quote(engine: Engine) -> None:
    reply = engine.ask(
        Question(text="When does the dog park open and what does the dog school cost?")
    )
    first, second, *_ = quoted(reply)
    assert "opens at seven" in first
    assert "130 euros" in second
    assert reply.understanding.unanswered_parts == ()


def test_a_part_without_an_answer_is_named(engine: Engine) -> None:
    reply = engine.ask(
        Question(text="What does a course at the dog school cost and who painted the town hall?")
    )
    assert "130 euros" in quoted(reply)[0]
    assert reply.understanding.unanswered_parts == ("who painted the town hall?",)


def test_a_single_question_is_replied_to_as_before(engine: Engine) -> None:
    reply = engine.ask(Question(text="When does the dog park open?"))
    assert reply.understanding.unanswered_parts == ()
    refused = engine.ask(Question(text="Who painted the town hall and when was it sold?"))
    assert isinstance(refused, Refusal)
    assert refused.understanding.unanswered_parts == ()
