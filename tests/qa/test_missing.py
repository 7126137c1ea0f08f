"""What may be said to stand in no document, and what mustn't."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from indexer.terms import count_terms, in_dictionary
from qa.query.analysis import analyse

HELD = {
    "en": "The website of the library lists 5,000 books, opened on 3 March 2024 and at 5 pm. Call"
    " 04 557 71 404. The health dept is on the third floor. A parking licence costs money.",
    "es": "La matrícula de niños cuesta 9 euros. Las averías se comunican al ayuntamiento.",
    "fr": "L'accès à la déchèterie est interdit. L’étude du soir coûte 3 euros à l'école.",
    "de": "Die Müllabfuhr kommt am Dienstag. Die Gebühr für den Personalausweis beträgt 37 Euro.",
    "pt": "A inscrição na piscina custa 9 euros.",
    "it": "L'ufficio dell'anagrafe è aperto il lunedì.",
}


def missing(question: str, language: str, languages: Collection[str] = ()) -> tuple[str, ...]:
    """Of a question in one language over documents in others, or in its own."""
    languages = languages or {language}
    held = count_terms([(HELD[code], code) for code in languages])

    def is_word(word: str) -> bool:
        return in_dictionary(word, language)

    return analyse(question, held, {}, is_word, {}, language, languages).missing


@pytest.mark.parametrize(
    ("question", "language", "named"),
    [
        ("Quelle est l'adresse de la piscine ?", "fr", ("piscine",)),
        ("Qu'est-ce que la decheterie ? Combien coûte l'étude ?", "fr", ()),
        ("Quand est-ce qu'on a l'acces à l'ecole ?", "fr", ()),
        ("¿Que es la matricula y a que hora abre?", "es", ()),
        ("¿Cuánto cuesta el certificado de matrimonio?", "es", ("certificado", "matrimonio")),
        ("Wann kommt die Abfuhr?", "de", ()),
        ("Was kostet ein Reisepass?", "de", ("reisepass",)),
        ("Quanto custa a inscricao no ginásio?", "pt", ("ginásio",)),
        ("Quando è aperta l'anagrafe dell'ospedale?", "it", ("ospedale",)),
        ("Where is Gladys's café?", "en", ("gladys", "café")),
        ("How many bokks?", "en", ()),
        ("What does a boat on the lake cost?", "en", ("boat", "lake")),
    ],
)
def test_only_words_that_tell_and_are_nowhere_are_named(
    question: str, language: str, named: tuple[str, ...]
) -> None:
    assert missing(question, language) == named


@pytest.mark.parametrize(
    "question",
    [
        "Is the web site about 5000 books?",
        "Does the Library open at 5pm?",
        "Whose number is 0455771404?",
        "What is on the 3rd floor?",
        "Where is the health department?",
        "What does a parking license cost?",
        "Is there a plan to help people get back on their feet?",
        "Does the library open at 9am, at 10:45, at half past 5 or at 3 p.m.?",
        "Is the library open on 24/12/2024?",
        "Was the library of the 2024s a library for over-3s?",
        "Does a licence cost five pounds, 5 dollars or 3 percent?",
        "Does a licence cost fifty-eight pounds or three hundred?",
    ],
)
def test_a_word_in_another_form_is_not_said_to_be_nowhere(question: str) -> None:
    assert missing(question, "en") == ()


@pytest.mark.parametrize(
    ("question", "language", "text"),
    [
        ("Is it free for ninety minutes?", "en", "It is free for 90 minutes."),
        ("Darf man achtundfünfzig Bücher leihen?", "de", "Man leiht 58 Bücher."),
        ("Il museo apre per ventotto minuti?", "it", "Il museo apre per 28 minuti."),
        ("¿El museo tiene veintidós libros?", "es", "El museo tiene 22 libros."),
        ("Le musée a trente livres ?", "fr", "Le musée a 30 livres."),
        ("O museu tem quarenta livros?", "pt", "O museu tem 40 livros."),
    ],
)
def test_a_numeral_stands_there_as_a_figure(question: str, language: str, text: str) -> None:
    held = count_terms([(text, language)])
    found = analyse(question, held, {}, lambda _: True, {}, language, {language})
    assert found.missing == ()
    other = count_terms([(text.translate(str.maketrans("23459", "77777")), language)])
    left = analyse(question, other, {}, lambda _: True, {}, language, {language})
    assert len(left.missing) == 1


@pytest.mark.parametrize(
    ("question", "language", "text"),
    [
        ("I complained, how long does it take?", "en", "Complaints take ten days."),
        ("Who advises on cycling?", "en", "Advice for cyclists is free."),
        ("How is a refusal renewed?", "en", "What was refused can be renewed."),
        ("Ich habe mich beschwert.", "de", "Beschwerden an das Amt."),
        ("Wie hoch ist die Restmüllgebühr?", "de", "Die Gebühr für die Restmülltonne."),
        ("Wohin mit Gruengut?", "de", "Grüngutabfuhr am Montag."),
        ("¿Cómo inscribo el carnet?", "es", "La inscripción y el carné."),
        ("¿Cómo renuevo la ayuda?", "es", "La renovación de la ayuda."),
        ("Comment inscrire l'enfant ?", "fr", "L'inscription de l'enfant."),
        ("Quand ramasse-t-on le papier ?", "fr", "Le ramassage du papier."),
        ("Come iscrivo il cane?", "it", "L'iscrizione del cane."),
        ("O cão tem trela?", "pt", "Os cães com trela."),
        ("Como renovo a licença?", "pt", "A renovação da licença."),
    ],
)
def test_a_verb_is_there_where_its_noun_is(question: str, language: str, text: str) -> None:
    held = count_terms([(text, language)])
    assert analyse(question, held, {}, lambda _: True, {}, language, {language}).missing == ()


@pytest.mark.parametrize(
    ("question", "language", "text", "named"),
    [
        ("Who is the registrar?", "en", "The registration office.", ("registrar",)),
        ("What does the station cost?", "en", "In any state.", ("station",)),
        ("Wo ist der Kletterpark?", "de", "Der Stadtpark und die Wand.", ("kletterpark",)),
        ("¿Dónde está el puerto?", "es", "El puente y la puesta.", ("puerto",)),
    ],
)
def test_a_word_that_only_looks_alike_is_named(
    question: str, language: str, text: str, named: tuple[str, ...]
) -> None:
    held = count_terms([(text, language)])
    found = analyse(question, held, {}, lambda _: True, {}, language, {language})
    assert found.missing == named


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Is there one behind, near or underneath it, plz?", "en"),
        ("Vivo aquí y he comprado una moto, ¿me corresponde algo?", "es"),
        ("J'habite ici et j'ai un cheval, ai-je droit à quelque chose ?", "fr"),
        ("Oiga, ¿es verdad que hay detrás de la mía?", "es"),
        ("Grüezi, gibt es das eigentlich hinter meiner?", "de"),
        ("Scusi, è vero che c'è dietro la mia?", "it"),
        ("Desculpe, é verdade que há atrás da minha?", "pt"),
    ],
)
def test_everyday_talk_is_not_named(question: str, language: str) -> None:
    assert missing(question, language) == ()


def test_a_year_and_a_number_that_is_no_time_are_named() -> None:
    assert missing("Is the library open on 24/12/2031?", "en") == ("2031",)
    assert missing("Does it cost five pounds, or 6.40?", "en")[-1] == "40"


def test_an_askers_own_story_is_not_named() -> None:
    story = "My husband lost his leg in a tractor accident. We own a horse."
    assert missing(f"{story} What does a lawyer cost?", "en") == ("lawyer",)
    assert missing("My landlord sold the house, where is the library?", "en") == ()
    assert missing("If I keep a horse, what is the licence?", "en") == ("horse",)


def test_in_another_language_only_names_and_numbers_are_named() -> None:
    asked = "¿Cuánto cuesta el certificado de Lisboa en 2031?"
    assert missing(asked, "es", {"en"}) == ("lisboa", "2031")
    assert missing("Wie viel kostet der Reisepass?", "de", {"en"}) == ()
    assert missing("hoeveel kost een paspoort", "en") == ()


def test_nothing_is_mended_into_another_language() -> None:
    held = count_terms([("The average library opens.", "en")])
    none = frozenset[str]().__contains__
    found = analyse("¿Hay una averaje en la librari?", held, {}, none, {}, "es", {"en"})
    assert not found.mended
    assert analyse("the averaje librari", held, {}, none, {}, "en", {"en"}).mended
