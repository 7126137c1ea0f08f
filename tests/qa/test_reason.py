"""Why a question is refused: nothing untrue is said of the documents. Over a model that takes no
time, whose likenesses are not looked at here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.question import Question, Turn
from qa.reply import Answer, Reason, Refusal
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS

# Refuses whatever it finds, and finds nothing alike.
UNSURE = replace(
    WEIGHTS,
    intercept=-99.0,
    tuning=replace(WEIGHTS.tuning, related_cosine=2.0, related_share=2.0),
)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many days before must I apply for outdoor seating?", Reason.NOT_ANSWERED),
        ("Who painted the outdoor seating?", Reason.NOT_ANSWERED),
        ("Where is the bowling lane?", Reason.NOTHING_RELATED),
        ("Is outdoor bowling or skating allowed in the stadium?", Reason.NOTHING_RELATED),
    ],
)
def test_a_thing_that_a_page_names_is_not_said_to_be_missing(
    tmp_path: Path, question: str, reason: Reason
) -> None:
    embedder = HashEmbedder()
    document = document_of("Street permits. Outdoor seating: 110 euros, 28 days needed.")
    index = write_index([document], IndexSettings(), embedder, tmp_path)
    reply = Engine(index, embedder, weights=UNSURE).ask(Question(text=question))
    assert isinstance(reply, Refusal)
    assert reply.reason is reason
    assert bool(reply.closest) is (reason is Reason.NOT_ANSWERED)


@pytest.mark.parametrize(
    "message",
    [
        *("Thank you!", "Thanks a lot for your help", "ok thanks, bye", "Merci beaucoup"),
        *("¡Muchas gracias!", "Vielen Dank, tschüss", "grazie mille", "Obrigada", "Hello"),
    ],
)
def test_who_thanks_asks_nothing(tmp_path: Path, message: str) -> None:
    embedder = HashEmbedder()
    document = document_of("The pool opens at seven.")
    index = write_index([document], IndexSettings(), embedder, tmp_path)
    before = Turn(role="user", content="When does the pool open?")
    engine = Engine(index, embedder, weights=replace(UNSURE, intercept=99.0))
    reply = engine.ask(Question(text=message, history=(before,)))
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.EMPTY_QUESTION
    asked = engine.ask(Question(text=f"{message}, when does the pool open?"))
    assert isinstance(asked, Answer)


def test_tags_in_a_question_are_no_words(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    document = document_of("The pool opens at seven.")
    index = write_index([document], IndexSettings(), embedder, tmp_path)
    engine = Engine(index, embedder, weights=UNSURE)
    plain = engine.understood(Question(text="When does the pool open, if 3 < 4?"))
    tagged = engine.understood(
        Question(text='<b>When</b> does the <a href="x">pool</a><br/> open, if 3 < 4?')
    )
    assert plain is not None
    assert tagged is not None
    assert tagged.analysis.terms == plain.analysis.terms


def test_a_contact_of_something_else_is_told_however_sure_it_is(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    documents = [
        document_of("The council's postal address is 4 High Street, Alder AB1 2CD.", "council"),
        document_of("The shire is closed on Mondays.", "shire"),
    ]
    index = write_index(documents, IndexSettings(), embedder, tmp_path)
    sure = replace(WEIGHTS, intercept=99.0, units=dict(WEIGHTS.units) | {"contact": 99.0})
    engine = Engine(index, embedder, weights=sure)
    for asked, lacking in (("shire", ("shire",)), ("council", ())):
        reply = engine.ask(Question(text=f"What is the postal address of the {asked}?"))
        assert isinstance(reply, Answer)
        assert "High Street" in reply.quotes[0].text
        assert reply.understanding.unquoted_words == lacking
