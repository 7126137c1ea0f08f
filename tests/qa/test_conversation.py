"""What a question takes from what went before."""

from __future__ import annotations

import pytest

from qa.query.conversation import LEANING_WEIGHT, STANDING_WEIGHT, Context, context_of, leans
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
    assert leans(question, "en")
    assert context_of(question, GOALS, "en").weight == LEANING_WEIGHT


@pytest.mark.parametrize(
    "question",
    ["What does the strategy say about prevention?", "Which laws does DHS oversee?",
     "How do I renew my passport at the embassy?"],
)  # fmt: skip
def test_questions_that_stand_by_themselves_are_not_dragged_back(question: str) -> None:
    context = context_of(question, GOALS, "en")
    assert not context.leans
    assert context.carried == ()
    assert context.weight == STANDING_WEIGHT


@pytest.mark.parametrize(
    ("message", "language", "leaning"),
    [
        ("Where is the pool and what does it cost?", "en", False),
        ("Who is Dr Lind? When does he work?", "en", False),
        ("Quand ouvre la piscine et qui la dirige pour elle ?", "fr", False),
        ("Wann öffnet das Bad am Sonntag und wer leitet es?", "de", False),
        ("What does it cost and when does the pool open?", "en", True),
        ("And the pool? What does it cost?", "en", True),
    ],
)
def test_what_a_message_says_first_is_what_its_rest_points_at(
    message: str, language: str, leaning: bool
) -> None:
    context = context_of(message, GOALS, language)
    assert context.leans is leaning
    assert bool(context.carried) is leaning


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Is there a lift at the pool?", "en"),
        ("Are there parking spaces behind the library?", "en"),
        ("How much does it cost to join the library?", "en"),
        ("How long does it take to get a prescription?", "en"),
        ("Is it possible to renew books online?", "en"),
        ("Can I borrow more than six books?", "en"),
        ("Is the library open this Sunday?", "en"),
        ("It is Sunday and I lost my library card, what now?", "en"),
        ("Est-ce que la piscine est ouverte le jeudi ?", "fr"),
        ("Y a-t-il un parking à la piscine ?", "fr"),
        ("Peut-on payer la piscine en ligne ?", "fr"),
        ("Gibt es Parkplätze am Rathaus?", "de"),
        ("Wann öffnet das Rathaus am Samstag?", "de"),
        ("Haben Sie Parkplätze am Rathaus?", "de"),
        ("¿Abre la piscina este domingo?", "es"),
        ("La piscina apre questa domenica?", "it"),
        ("A piscina abre este domingo?", "pt"),
    ],
)
def test_a_word_that_points_at_nothing_drags_no_question_back(question: str, language: str) -> None:
    assert not leans(question, language)
    assert context_of(question, GOALS, language).carried == ()


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Is there a lift there?", "en"),
        ("How many are there?", "en"),
        ("How much does it cost?", "en"),
        ("Is it open on Sundays?", "en"),
        ("Is it possible to renew it?", "en"),
        ("Does this cost more?", "en"),
        ("Est-ce qu'elle est ouverte le jeudi ?", "fr"),
        ("Peut-on en emprunter deux ?", "fr"),
        ("Was kostet das?", "de"),
        ("Gibt es dort Parkplätze?", "de"),
        ("Kann sie das am Samstag?", "de"),
    ],
)
def test_a_word_that_points_back_still_does(question: str, language: str) -> None:
    assert leans(question, language)


def test_a_leaning_question_carries_the_words_before_it() -> None:
    context = context_of("How many of them are there?", GOALS, "en")
    assert context.carried[:4] == ("key", "goals", "dhs", "strategy")
    assert context.joined is not None
    assert context.joined.endswith("How many of them are there?")


def test_a_reader_is_given_the_words_of_the_question_before_and_none_from_further_back() -> None:
    history = said("What is a FICO score?", "A number.", "And for a mortgage?", "Another.")
    context = context_of("how is that calculated?", history, "en")
    assert context.recent == ("mortgage",)
    assert set(context.recent) < set(context.carried)
    assert context_of("What does the strategy say about prevention?", GOALS, "en").recent == ()


def test_a_chain_goes_back_to_what_stands_by_itself() -> None:
    history = said("What is a FICO score?", "A number.", "And the other ones?", "More numbers.")
    assert "fico" in context_of("how is that calculated?", history, "en").carried


def test_a_pronoun_takes_names_from_the_reply() -> None:
    history = said("Who wrote the NCSL post?", "By Carlee Goldberg")
    assert {"carlee", "goldberg"} <= set(
        context_of("What does she do there?", history, "en").carried
    )


@pytest.mark.parametrize("question", ["How many of them are there?", "And what about that one?"])
def test_leaning_on_nothing_is_noticed(question: str) -> None:
    assert context_of(question, (), "en").lost


@pytest.mark.parametrize("question", ["What is it?", "Who are you?"])
def test_only_function_words_need_an_earlier_question(question: str) -> None:
    assert context_of(question, (), "en").lost


def test_a_first_question_has_nothing_joined() -> None:
    context = context_of("Which laws does DHS oversee?", (), "en")
    assert context.joined is None
    assert not context.lost


# --- Spanish: the same, by its own words ------------------------------------------------------

LICENCE = said("¿Qué es la licencia por maternidad?", "Un permiso de 16 semanas.")


def spanish(question: str, history: tuple[Turn, ...] = LICENCE) -> Context:
    return context_of(question, history, "es")


@pytest.mark.parametrize(
    "question",
    ["¿Y cuánto dura?", "Y para los padres?", "¿También es gratis?", "¿Y eso quién lo paga?",
     "¿Por qué?", "¿Pero cuándo empieza?"],
)  # fmt: skip
def test_spanish_questions_that_lean(question: str) -> None:
    context = spanish(question)
    assert context.leans
    assert context.weight == LEANING_WEIGHT
    assert context.carried[:2] == ("licencia", "maternidad")


def test_no_spanish_article_is_carried_as_a_topic() -> None:
    assert set(spanish("¿Y para los padres?").carried) == {"licencia", "maternidad"}


@pytest.mark.parametrize(
    "question",
    ["¿Dónde está la oficina del registro civil?", "¿Cómo renuevo el pasaporte en la embajada?",
     "¿Cuánto cuesta el permiso de pesca para su barco?"],
)  # fmt: skip
def test_spanish_questions_that_stand_by_themselves(question: str) -> None:
    context = spanish(question)
    assert not context.leans
    assert context.carried == ()
    assert context.weight == STANDING_WEIGHT


@pytest.mark.parametrize("question", ["¿Qué es?", "¿Y eso?", "¿Quiénes son ellos?"])
def test_a_spanish_question_that_leans_on_nothing_is_noticed(question: str) -> None:
    assert spanish(question, ()).lost


def test_a_spanish_pronoun_takes_names_from_the_reply() -> None:
    history = said("¿Quién dirige la oficina?", "La dirige Carmen Ortega.")
    assert {"carmen", "ortega"} <= set(spanish("¿Dónde trabaja ella?", history).carried)


def test_a_language_without_words_of_its_own_gets_no_english_rules() -> None:
    assert not leans("that und this für Genehmigung Parkplatz", "de")


@pytest.mark.parametrize(
    ("before", "question", "language", "carried"),
    [
        ("What does the Oak hall cost?", "and the Elm hall?", "en", ("cost",)),
        ("¿Cuánto cuesta la piscina cubierta?", "¿y la piscina exterior?", "es", ("cuesta",)),
        ("What does parking cost?", "and for residents?", "en", ("parking", "cost")),
        ("What does the Oak hall cost?", "and the hall on Sunday?", "en", ("oak", "cost")),
    ],
)
def test_what_is_named_instead_is_not_carried(
    before: str, question: str, language: str, carried: tuple[str, ...]
) -> None:
    history = [Turn(role="user", content=before)]
    assert context_of(question, history, language).carried == carried
