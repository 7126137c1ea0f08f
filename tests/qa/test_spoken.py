"""What is there in several languages: the reader's own leads, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.embed import Embedder
from indexer.settings import MULTILINGUAL_MODEL, IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.question import NO_FILTERS, Filters, Question
from qa.reply import Answer, Quote, Refusal, Reply
from qa.weights import Weights
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS
from ui.config import Config
from ui.wiring import engine_maker

EN = document_of("The pool permit Delfin costs 40 euros a year.", "en/pool", language="en")
ES = document_of("El permiso Delfin de piscina cuesta 40 euros al año.", "es/pool", language="es")
MORE = document_of(
    "The permit Delfin (permiso de piscina Delfin) is sold at the harbour.",
    "en/harbour",
    language="en-GB",
)
ASKED_EN = "What does the pool permit Delfin cost?"
ASKED_ES = "¿Cuánto cuesta el permiso Delfin de piscina?"

# Answers whatever it finds.
SURE = replace(WEIGHTS, decision={}, personal={}, intercept=5.0)
# Just sure enough to look for more.
LIKELY = replace(SURE, intercept=0.5, threshold=0.5)


def engine(folder: Path, *documents: Document, weights: Weights = SURE) -> Engine:
    embedder = HashEmbedder()
    index = write_index(documents, IndexSettings(), embedder, folder)
    return Engine(index, embedder, weights=weights)


def ask(engine: Engine, text: str, *, language: str = "", filters: Filters = NO_FILTERS) -> Reply:
    return engine.ask(Question(text=text, language=language, filters=filters))


def quotes(reply: Reply) -> Sequence[Quote]:
    assert isinstance(reply, Answer), reply
    return reply.quotes


def ids(reply: Reply) -> list[str]:
    return [quote.document_id for quote in quotes(reply)]


class TestPreference:
    @pytest.mark.parametrize("weights", [SURE, LIKELY])
    @pytest.mark.parametrize(("question", "own"), [(ASKED_EN, EN), (ASKED_ES, ES)])
    def test_the_page_in_the_questions_language_is_quoted_and_not_the_other(
        self, tmp_path: Path, question: str, own: Document, weights: Weights
    ) -> None:
        reply = ask(engine(tmp_path, EN, ES, weights=weights), question)
        assert ids(reply) == [own.id]
        assert reply.ranking[0] == own.id
        assert reply.understanding.language == own.metadata.language

    def test_what_only_another_language_says_is_shown_after_it(self, tmp_path: Path) -> None:
        reply = ask(engine(tmp_path, ES, MORE, weights=LIKELY), ASKED_ES)
        assert ids(reply) == [ES.id, MORE.id]

    @pytest.mark.parametrize(("chosen", "own"), [("en", EN), ("es-MX", ES)])
    def test_a_question_that_tells_no_language_is_in_the_chosen_one(
        self, tmp_path: Path, chosen: str, own: Document
    ) -> None:
        reply = ask(engine(tmp_path, EN, ES), "Delfin 40", language=chosen)
        assert ids(reply) == [own.id]

    def test_the_questions_language_goes_before_the_chosen_one(self, tmp_path: Path) -> None:
        assert ids(ask(engine(tmp_path, EN, ES), ASKED_ES, language="en")) == [ES.id]

    def test_a_page_that_does_not_answer_leads_nothing(self, tmp_path: Path) -> None:
        aside = document_of("Delfin es un barco de pesca.", "es/boat", language="es")
        picky = replace(SURE, decision={"overlap": 20.0}, intercept=-12.0)
        reply = ask(
            engine(tmp_path, EN, aside, weights=picky), "Delfin pool permit 40", language="es"
        )
        assert ids(reply)[0] == EN.id

    def test_filters_stay(self, tmp_path: Path) -> None:
        desk = engine(tmp_path, EN, ES)
        assert ids(ask(desk, ASKED_ES, filters=Filters(languages=("en",)))) == [EN.id]
        assert ids(ask(desk, ASKED_ES, filters=Filters(languages=("en", "es")))) == [ES.id]
        assert ids(ask(desk, ASKED_ES, filters=Filters(documents=(EN.id,)))) == [EN.id]

    def test_a_desk_in_one_language_is_asked_once(self, tmp_path: Path) -> None:
        reply = ask(engine(tmp_path, EN, MORE), ASKED_ES, language="es")
        assert set(ids(reply)) == {EN.id, MORE.id}
        assert reply.understanding.language == "es"


POOL = {
    "en": """Opening hours

The swimming pool is open from ten in the morning until eight in the evening. It is closed on
Mondays and on public holidays.

A single ticket costs 4.50 euros for adults and 2 euros for children under twelve.""",
    "es": """Horario

La piscina está abierta de diez de la mañana a ocho de la tarde. Cierra los lunes y los días
festivos.

La entrada cuesta 4,50 euros para los adultos y 2 euros para los menores de doce años.""",
    "fr": """Horaires

La piscine est ouverte de dix heures à vingt heures. Elle est fermée le lundi et les jours fériés.

L'entrée coûte 4,50 euros pour les adultes et 2 euros pour les enfants de moins de douze ans.""",
}
PARKING = """Parking

Residents need a parking permit for the old town. It is issued by the police in Harbour Street."""
TITLES = {"en": "Swimming pool", "es": "Piscina municipal", "fr": "Piscine municipale"}


@pytest.fixture(scope="module")
def several(multilingual_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The same page in three languages and one more in English, with the model for these."""
    config = Config(model=MULTILINGUAL_MODEL)
    documents = [
        document_of(text, code, TITLES[code], language=code) for code, text in POOL.items()
    ]
    documents.append(document_of(PARKING, "parking", "Parking permits", language="en"))
    place = tmp_path_factory.mktemp("several")
    index = write_index(documents, config.settings, multilingual_embedder, place)
    return engine_maker(config)(index, multilingual_embedder)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("When is the swimming pool closed?", "en"),
        ("¿Qué días cierra la piscina?", "es"),
        ("Quels jours la piscine est-elle fermée ?", "fr"),
    ],
)
def test_each_reader_gets_their_page_once(several: Engine, question: str, own: str) -> None:
    reply = ask(several, question)
    assert ids(reply) == [own]
    assert quotes(reply)[0].citation.language == own


@pytest.mark.model
def test_what_comes_closest_in_another_language_is_shown(several: Engine) -> None:
    reply = ask(several, "¿Cuánto cuesta el permiso de aparcamiento?")
    assert isinstance(reply, Refusal)  # what it costs isn't told
    found = [(it.document_id, it.citation.language) for it in reply.closest]
    assert ("parking", "en") in found[:2]
    assert reply.understanding.language == "es"


@pytest.mark.model
def test_what_is_there_in_no_language_is_refused(several: Engine) -> None:
    reply = ask(several, "¿Quién pintó el techo de la iglesia?")
    assert isinstance(reply, Refusal)
    assert reply.closest == ()
