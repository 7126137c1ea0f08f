"""What each language must hold, whichever it is: one contract, run over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest

from corpus.language import ELISION, LANGUAGES, NEUTRAL, Language, language_named
from indexer.terms import fold_word, words

EACH = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
NOT_FOLDED = frozenset({"code", "common", "compounds", "months"})


def tables(language: Language) -> Iterator[tuple[str, str]]:
    """Every word of every table of folded words, with the table's name."""
    for each in fields(language):
        value = getattr(language, each.name)
        if each.name not in NOT_FOLDED and isinstance(value, frozenset | dict):
            yield from ((each.name, word) for word in value)


@EACH
def test_words_are_written_as_the_index_counts_them(language: Language) -> None:
    assert [(name, word) for name, word in tables(language) if fold_word(word) != word] == []


@EACH
def test_each_has_what_questions_are_read_with(language: Language) -> None:
    for name in ("common", "function", "question", "asking", "plain", "pronouns", "pointing"):
        if (language.code, name) != ("es", "asking"):
            assert getattr(language, name), name
    assert language.question <= language.function
    assert len(language.months) == 12
    assert language.numerals
    assert set(language.ordinals.values()) == {*range(1, 11), -1}


@EACH
def test_function_words_are_told_from_what_is_said_of_little(language: Language) -> None:
    assert not language.function & language.asking
    assert not language.plain & language.pronouns


@pytest.mark.parametrize(
    ("code", "question", "left"),
    [
        ("en", "Hello, can you tell me when it opens?", "when it opens?"),
        ("es", "Hola, ¿puede decirme cuándo abre?", "cuándo abre?"),
        ("fr", "Bonjour, pouvez-vous me dire quand ça ouvre ?", "quand ça ouvre ?"),
        ("de", "Guten Tag, können Sie mir sagen, wann das Bad öffnet?", "wann das Bad öffnet?"),
        ("pt", "Bom dia, gostaria de saber quando abre?", "quando abre?"),
        ("it", "Buongiorno, vorrei sapere quando apre?", "quando apre?"),
        ("", "Hello there", "Hello there"),
    ],
)
def test_polite_openings_are_found(code: str, question: str, left: str) -> None:
    while (found := language_named(code).padding.match(question)) and found.end():
        question = question[found.end() :]
    assert question == left


@pytest.mark.parametrize(
    ("code", "leaning", "announcing"),
    [
        ("en", "These are free.", "Bring the following papers."),
        ("es", "Estos son gratuitos.", "Traiga los siguientes papeles."),
        ("fr", "Celles-ci ou ces cartes.", "Apportez les papiers ci-dessous."),
        ("de", "Diese sind frei.", "Bringen Sie folgende Papiere mit."),
        ("pt", "Estes são gratuitos.", "Traga os seguintes papéis."),
        ("it", "Questi sono gratuiti.", "Porti i seguenti documenti."),
    ],
)
def test_what_leans_and_what_announces(code: str, leaning: str, announcing: str) -> None:
    language = language_named(code)
    assert language.announcing.search(announcing)
    assert not language.announcing.search("X 5.")
    assert not language.leaning.match("Xyz 5.")
    if code != "fr":
        assert language.leaning.match(leaning)


def test_a_language_that_is_not_known_is_the_neutral_one() -> None:
    assert language_named("xx") is NEUTRAL
    assert not NEUTRAL.padding.match("hello")
    assert NEUTRAL.announcing.search("Lista:")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("l'adresse", ["adresse"]),
        ("L’école d'été", ["ecole", "ete"]),
        ("d'accès", ["acces"]),
        ("Qu'est-ce que", ["est", "ce", "que"]),
        ("dell'ufficio", ["ufficio"]),
        ("jusqu'à l'œuvre", ["a", "oeuvre"]),
        ("aujourd'hui", ["aujourdhui"]),
        ("o'clock, O'Brien, don't", ["oclock", "obrien", "dont"]),
        ("the dog's owner", ["the", "dog", "owner"]),
    ],
)
def test_what_is_cut_before_a_vowel_is_left_out(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_elisions_are_not_found_inside_words() -> None:
    assert ELISION.sub("", "mil'o") == "mil'o"
