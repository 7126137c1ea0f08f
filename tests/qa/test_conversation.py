"""What a question takes from what went before."""

from __future__ import annotations

import pytest

from qa.query.conversation import LEANING_WEIGHT, STANDING_WEIGHT, leans, understand
from qa.question import Turn


def said(*messages: str) -> tuple[Turn, ...]:
    """User and assistant in turns, the user first."""
    return tuple(
        Turn(role="assistant" if number % 2 else "user", content=message)
        for number, message in enumerate(messages)
    )


GOALS = said("What are the key goals of the DHS strategy?", "Prevention, Protection, ...")


@pytest.mark.parametrize(
    "question",
    ["And what about protection?", "How many of them are there?", "Who reported that?",
     "And her job?", "the regular one", "Why?", "how is that calculated?"],
)  # fmt: skip
def test_questions_that_lean(question: str) -> None:
    assert leans(question)
    assert understand(question, GOALS).weight == LEANING_WEIGHT


@pytest.mark.parametrize(
    "question",
    ["What does the strategy say about prevention?", "Which laws does DHS oversee?",
     "How do I renew my passport at the embassy?"],
)  # fmt: skip
def test_questions_that_stand_by_themselves_are_not_dragged_back(question: str) -> None:
    context = understand(question, GOALS)
    assert not context.leans
    assert context.carried == ()
    assert context.weight == STANDING_WEIGHT


def test_a_leaning_question_carries_the_words_before_it() -> None:
    context = understand("How many of them are there?", GOALS)
    assert context.carried[:4] == ("key", "goals", "dhs", "strategy")
    assert context.joined is not None
    assert context.joined.endswith("How many of them are there?")


def test_a_chain_goes_back_to_what_stands_by_itself() -> None:
    history = said("What is a FICO score?", "A number.", "And the other ones?", "More numbers.")
    assert "fico" in understand("how is that calculated?", history).carried


def test_a_pronoun_takes_names_from_the_reply() -> None:
    history = said("Who wrote the NCSL post?", "By Carlee Goldberg")
    assert {"carlee", "goldberg"} <= set(understand("What does she do there?", history).carried)


@pytest.mark.parametrize("question", ["How many of them are there?", "And what about that one?"])
def test_leaning_on_nothing_is_noticed(question: str) -> None:
    assert understand(question, ()).lost


@pytest.mark.parametrize("question", ["What is it?", "Who are you?"])
def test_only_function_words_need_an_earlier_question(question: str) -> None:
    assert understand(question, ()).lost


def test_a_first_question_has_nothing_joined() -> None:
    context = understand("Which laws does DHS oversee?", ())
    assert context.joined is None
    assert not context.lost
