"""What is asked of documents of different standing, over a model that takes no time.

The desk is made sure of what it is asked; what decides has tests of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document
from corpus.errors import QuestionError
from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.question import Filters, Question
from qa.rank.retrieve import DEPTH
from qa.reply import Answer, Quote, Refusal, Reply
from qa.validity import Standing
from qa.weights import Weights
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS

QUESTION = "What does the parking permit cost a year?"
OLD = "The parking permit costs 40 dollars a year."
NEW = "Since March the parking permit costs 45 dollars a year."
TODAY = date(2026, 3, 1)

# Answers whatever it finds.
SURE = replace(WEIGHTS, decision={}, personal={}, intercept=5.0)


class Desk:
    """Engines over documents, each as sure of an answer as it is told to be."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, 0

    def engine(self, *documents: Document, weights: Weights = SURE) -> Engine:
        self._made += 1
        embedder = HashEmbedder()
        folder = self._folder / str(self._made)
        index = write_index(documents, IndexSettings(), embedder, folder)
        return Engine(index, embedder, weights=weights, today=lambda: TODAY)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def ask(engine: Engine, **filters: Any) -> Reply:
    return engine.ask(Question(text=QUESTION, filters=Filters(**filters)))


def quotes(reply: Reply) -> Sequence[Quote]:
    assert isinstance(reply, Answer), reply
    return reply.quotes


def old(**metadata: Any) -> Document:
    return document_of(OLD, "old", **metadata)


def new(**metadata: Any) -> Document:
    return document_of(NEW, "new", **metadata)


class TestValidity:
    def test_the_best_match_leads_where_all_are_in_force(self, desk: Desk) -> None:
        reply = ask(desk.engine(old(), new()))
        assert [quote.document_id for quote in quotes(reply)] == ["old", "new"]

    @pytest.mark.parametrize(
        ("of_old", "of_new", "standing"),
        [
            ({"valid_until": "2026-02-28"}, {}, Standing.EXPIRED),
            ({}, {"supersedes": ("old",)}, Standing.SUPERSEDED),
            ({"valid_from": "2026-03-02"}, {}, Standing.NOT_YET_VALID),
        ],
    )
    def test_one_that_is_not_doesnt_lead_but_is_shown_and_labelled(
        self, desk: Desk, of_old: dict[str, Any], of_new: dict[str, Any], standing: Standing
    ) -> None:
        reply = ask(desk.engine(old(**of_old), new(**of_new)))
        shown = quotes(reply)
        assert [quote.document_id for quote in shown] == ["new", "old"]
        assert [quote.citation.validity.standing for quote in shown] == [
            Standing.CURRENT,
            standing,
        ]
        assert reply.ranking[0] == "new"

    def test_it_leads_where_nothing_in_force_answers(self, desk: Desk) -> None:
        expired = old(valid_until="2026-02-28")
        [quote] = quotes(ask(desk.engine(expired)))
        assert quote.citation.validity.standing is Standing.EXPIRED
        aside = document_of("Boats are moored in the harbour.", "new")
        # Only what is about the permit is likely enough to be an answer.
        reply = ask(
            desk.engine(
                expired, aside, weights=replace(SURE, decision={"overlap": 20.0}, intercept=-6.0)
            )
        )
        assert quotes(reply)[0].document_id == "old"

    def test_a_document_in_force_is_found_behind_any_number_that_are_not(self, desk: Desk) -> None:
        expired = [
            document_of(f"{OLD} This is said in number {n}.", f"old{n}", valid_until="2020-01-01")
            for n in range(DEPTH + 20)
        ]
        reply = ask(desk.engine(*expired, new()))
        assert quotes(reply)[0].document_id == "new"

    def test_the_day_decides(self, desk: Desk) -> None:
        expiring = old(valid_until=TODAY.isoformat())
        assert quotes(ask(desk.engine(expiring, new())))[0].document_id == "old"


class TestFilters:
    def test_what_ranks_beyond_the_depth_of_the_search_is_found(self, desk: Desk) -> None:
        """It could not be, were the filter applied to what an unfiltered search finds."""
        others = [document_of(f"{OLD} This is number {n}.", f"d{n}") for n in range(DEPTH + 40)]
        far = document_of("The harbour permit.", "far", publisher="Harbour", tags=("boats",))
        engine = desk.engine(*others, far)
        everything = engine.examine(Question(text=QUESTION))
        assert everything is not None
        found = {engine._index.document_of(hit.passage) for hit in everything.ranked.hits}
        assert len(others) not in found
        for filters in (
            {"publishers": ("Harbour",)},
            {"tags": ("boats",)},
            {"documents": ("far",)},
        ):
            reply = ask(engine, **filters)
            assert [quote.document_id for quote in quotes(reply)] == ["far"]
            assert reply.ranking == ("far",)

    def test_a_filter_for_what_is_in_force(self, desk: Desk) -> None:
        engine = desk.engine(old(valid_until="2026-02-28"), new())
        assert {quote.document_id for quote in quotes(ask(engine, current=True))} == {"new"}

    def test_a_filter_may_choose_what_is_not_in_force(self, desk: Desk) -> None:
        engine = desk.engine(old(valid_until="2026-02-28"), new())
        [quote] = quotes(ask(engine, documents=("old",)))
        assert quote.citation.validity.standing is Standing.EXPIRED

    def test_filters_that_leave_nothing_are_no_refusal(self, desk: Desk) -> None:
        engine = desk.engine(old(), new(language="es"))
        for filters in ({"documents": ("nowhere",)}, {"languages": ("es",), "documents": ("old",)}):
            with pytest.raises(QuestionError):
                ask(engine, **filters)

    def test_a_question_without_words_is_still_checked(self, desk: Desk) -> None:
        engine = desk.engine(old())
        with pytest.raises(QuestionError):
            engine.ask(Question(text="?", filters=Filters(tags=("x",))))
        assert isinstance(engine.ask(Question(text="?")), Refusal)
