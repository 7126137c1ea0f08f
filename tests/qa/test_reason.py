"""Why a question is refused: nothing untrue is said of the documents. Over a model that takes no
time, whose likenesses are not looked at here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.question import Question
from qa.reply import Reason, Refusal
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
