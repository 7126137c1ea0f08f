"""What is searched for, and what is reported of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.terms import count_terms
from qa.query.analysis import (
    Analysis,
    analyse,
    content_words,
    language_of,
    lexical_query,
    strip_padding,
)

TEXT = (
    "The strategy of the Department of Homeland Security supports investigations and collaboration"
    " of five agencies. Victims receive support. The report names partners."
)
VOCABULARY = count_terms([(TEXT, "en")])
ACRONYMS = {"dhs": "department of homeland security"}
ENGLISH = frozenset("france passport capital reports organ goals".split())  # noqa: SIM905


def looked_at(question: str, **synonyms: tuple[str, ...]) -> Analysis:
    return analyse(question, VOCABULARY, ACRONYMS, ENGLISH.__contains__, synonyms, "en")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Hi, could you please tell me who reports?", "who reports?"),
        ("hello there! I would like to know what it costs", "what it costs"),
        ("Please tell me about parking fees", "parking fees"),
        ("Give me the fees, please", "the fees, please"),
        ("Thanks! What now?", "What now?"),
        ("What is so well known about it?", "What is so well known about it?"),
        ("Hello", "Hello"),
        ("", ""),
    ],
)
def test_polite_openings_change_nothing(typed: str, left: str) -> None:
    assert strip_padding(typed, "en") == left


@given(st.text(max_size=120))
def test_stripping_only_takes_from_the_left(text: str) -> None:
    assert text.endswith(strip_padding(text, "en"))


def test_misspelled_words_are_matched_to_the_corpus() -> None:
    found = looked_at("how does the stratgy suport investigatons and colaboration")
    assert found.mended
    assert found.text == "how does the strategy support investigations and collaboration"
    assert found.missing == ()
    assert "stratgy" in found.original


@pytest.mark.parametrize("word", ["France", "passport", "organ", "NASA"])
def test_ordinary_words_and_capitals_are_never_taken_for_misspellings(word: str) -> None:
    found = looked_at(f"what about {word}")
    assert not found.mended
    assert word.lower() in found.missing


def test_acronyms_count_in_both_directions() -> None:
    short = looked_at("What does DHS do?")
    assert short.missing == ()
    assert {"homeland", "secur"} <= set(lexical_query(short))
    long = looked_at("What does the Department of Homeland Security do?")
    assert ("dhs",) in next(t for t in long.terms if t.word == "homeland").also


def test_numerals_count_as_words_and_digits() -> None:
    (five,) = [term for term in looked_at("the 5 agencies").terms if term.word == "5"]
    assert ("five",) in five.also
    assert five.known


def test_synonyms_of_the_operator_count() -> None:
    without = looked_at("Which permits?")
    assert "permits" in without.missing
    assert looked_at("Which permits?", permits=("support",)).missing == ()


def test_names_and_numbers_are_known_as_such() -> None:
    found = {
        term.word: term.named for term in looked_at("Does Goldberg report in 2018 on goals?").terms
    }
    assert found["goldberg"]
    assert found["2018"]
    assert not found["report"]


@pytest.mark.parametrize(
    ("question", "ordinal"),
    [("What is the fourth goal?", 4), ("the last one", -1), ("the 2nd step", 2), ("goals", None)],
)
def test_ordinals(question: str, ordinal: int | None) -> None:
    found = looked_at(question).ordinal
    assert (found.number if found else None) == ordinal


@pytest.mark.parametrize(
    "question",
    [
        "How long does a permit last?",
        "How long will it last",
        "What is in a first aid kit?",
        "What's the first aid number?",
        "Which last name do I use?",
        "Who won the Second World War?",
        "Who was the First Lady?",
        "What changed in the last year?",
        "When did I last pay?",
        "at last, who pays?",
        "last thing: is there a team?",
        "When do people get their first kidney stone?",
    ],
)
def test_what_only_looks_like_counting_names_no_item(question: str) -> None:
    assert looked_at(question).ordinal is None


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        ("What is the fourth key goal of the strategy?", ("key", "goal")),
        ("What is the second of these papers for a permit?", ("papers",)),
        ("And the third one?", ()),
        ("the last item", ()),
        ("Third goal?", ("goal",)),
        ("What's the fourth thing listed under prevention?", ()),
        ("WHAT IS THE FIRST STEP?", ("step",)),
    ],
)
def test_an_ordinal_says_what_it_counts(question: str, nouns: tuple[str, ...]) -> None:
    found = looked_at(question).ordinal
    assert found is not None
    assert found.nouns == nouns


def test_counting_words_of_another_language_are_not_read_as_english() -> None:
    found = analyse("the last goal", VOCABULARY, ACRONYMS, ENGLISH.__contains__, {}, "es")
    assert found.ordinal is None


def test_words_of_asking_count_only_where_nothing_else_is_left() -> None:
    assert content_words("Please list the things you know about fees", "en") == ["fees"]
    assert content_words("What do you know?", "en") == ["know"]


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    found = looked_at(text)
    assert len({term.stem for term in found.terms}) == len(found.terms)
    assert all(term.idf >= 0 for term in found.terms)


@pytest.mark.parametrize(
    ("question", "languages", "language"),
    [
        ("¿Cuándo abre la sala?", {"en", "es"}, "es"),
        ("When does the room open?", {"en", "es"}, "en"),
        ("When does the room open?", {"es"}, "en"),
        ("¿Cuándo abre la sala?", {"en"}, "es"),
        ("Zürich?", {"es"}, "es"),
        ("Zürich?", {"en", "es"}, "en"),
    ],
)
def test_a_question_is_read_in_the_language_that_it_is_asked_in(
    question: str, languages: set[str], language: str
) -> None:
    held = count_terms([("La sala abre a las diez.", "es"), ("The room opens at ten.", "en")])
    assert language_of(question, languages, held) == language


def test_no_word_that_a_spanish_document_holds_is_missing() -> None:
    held = count_terms([("La sala infantil abre a las diez de la mañana.", "es")])
    asked = "¿Cuándo abren las salas infantiles y el garaje?"
    found = analyse(asked, held, {}, ENGLISH.__contains__, {}, "es")
    assert found.missing == ("garaje",)


def test_a_way_to_reach_somebody_is_known_by_its_look() -> None:
    assert [term.word for term in looked_at("phone number of the five agencies").terms] == [
        "five",
        "agencies",
    ]
    assert [term.word for term in looked_at("What is the e-mail address?").terms]  # nothing else
    asked = looked_at("What is the agencies' e-mail address?")
    assert [term.word for term in asked.terms] == ["agencies"]
    assert "number" in [term.word for term in looked_at("What is the number of victims?").terms]


GERMAN = count_terms(
    [("Der Antrag auf Wohngeld kommt vor der Müllabfuhr. Die Prüfung der Einkommen.", "de")]
)


@pytest.mark.parametrize(
    ("question", "also"),
    [
        ("Wo gibt es den Wohngeldantrag?", (("wohngeld", "antrag"),)),
        ("Wann kommt die Einkommensprüfung?", (("einkomm", "prufung"),)),
        ("Wann kommt die Müllabfuhr?", ()),  # it stands there as it is
        ("Wo ist das Wohnmobil?", ()),
    ],
)
def test_a_word_written_together_is_found_in_two(
    question: str, also: tuple[tuple[str, ...], ...]
) -> None:
    found = analyse(question, GERMAN, {}, lambda _: True, {}, "de")
    assert tuple(it for term in found.terms for it in term.also) == also
    assert all(term.known for term in found.terms if term.also)


def test_elsewhere_words_are_not_taken_apart() -> None:
    words = count_terms([("The water and the house.", "en")])
    [term] = analyse("Is there a waterhouse?", words, {}, lambda _: True, {}, "en").terms
    assert term.also == ()


def test_where_only_a_contact_is_asked_for_its_words_count_that_a_document_holds() -> None:
    held = count_terms([("The harbour office. Phone 0455 771 302.", "en")])

    def carried(question: str) -> list[str]:
        found = analyse(question, held, {}, ENGLISH.__contains__, {}, "en")
        return [term.word for term in found.terms]

    assert carried("What is the phone number?") == ["phone"]
    assert carried("What is the telephone number?") == ["telephone", "number"]
    assert carried("What is the phone number of the office?") == ["office"]


@pytest.mark.parametrize(
    ("language", "question", "carried"),
    [
        ("de", "An welche E-Mail-Adresse schicke ich die Anmeldung?", ["anmeldung"]),
        ("de", "Wie lautet die Telefonnummer des Tierheims?", ["tierheims"]),
        ("fr", "À quel numéro peut-on joindre la police ?", ["police"]),
        ("it", "Che numero devo chiamare per i vigili?", ["vigili"]),
        ("es", "¿A qué teléfono llamo por una avería?", ["averia"]),
        ("pt", "Para que número ligo em caso de incêndio?", ["caso", "incendio"]),
    ],
)
def test_words_of_reaching_somebody_say_nothing_of_whom(
    language: str, question: str, carried: list[str]
) -> None:
    found = analyse(question, count_terms([]), {}, lambda _: True, {}, language)
    assert [term.word for term in found.terms] == carried
