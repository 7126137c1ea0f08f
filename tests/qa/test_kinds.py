"""The kinds of answers in each language: one contract, run over all of them.

What always holds: a language names no kind that isn't one; it says of every kind what asks for it,
and of every kind that words tell what tells it.
"""

from __future__ import annotations

import re

import pytest

from corpus.language import LANGUAGES, Language
from corpus.language.value import bare
from qa.query.answer_type import CONTACTS, UNTYPED, AnswerType, holds
from qa.query.asked import asked_for

ASKED = frozenset(AnswerType) - {AnswerType.OPEN}
TOLD = frozenset(AnswerType) - UNTYPED - CONTACTS

# A question for each kind, in each language, as it may be typed.
QUESTIONS = {
    "en": {
        "holder": "Whose number is 0455 77 14 04?",
        "phone": "What number do I ring?",
        "email": "What is her e-mail address?",
        "web": "What is the website of the museum shop?",
        "postal": "What is the mailing address?",
        "sent": "Where do I send complaints?",
        "amount": "How much does a permit cost?",
        "duration": "How long does it take?",
        "number": "How many rooms are there?",
        "date": "When does it open?",
        "steps": "How do I apply?",
        "person": "Who decides about it?",
        "place": "And where do I go?",
        "reason": "Why is it refused?",
        "list": "What documents are needed?",
    },
    "es": {
        "holder": "¿De quién es el 955 77 14 04?",
        "phone": "¿A qué teléfono llamo por una avería de agua?",
        "email": "¿Cuál es el correo electrónico de la oficina?",
        "web": "¿En qué página se pide?",
        "postal": "¿Cuál es el código postal del ayuntamiento?",
        "sent": "¿A dónde envío la solicitud?",
        "amount": "cuanto me cobran por la licencia",
        "duration": "¿Cuánto se tarda? ¿Cuánto tiempo hay que esperar?",
        "number": "¿Cuántos baños tiene el bono?",
        "date": "hasta cuando se puede pagar el agua",
        "steps": "¿Cómo puedo darme de baja?",
        "person": "Se ha roto una farola. ¿Quién la arregla?",
        "place": "¿Dónde está el punto limpio?",
        "reason": "¿Por qué me han denegado la ayuda?",
        "list": "¿Qué documentos hay que llevar?",
    },
    "fr": {
        "holder": "À qui est le 04 77 12 13 14 ?",
        "phone": "À quel numéro peut-on appeler la mairie ?",
        "email": "Quelle est l'adresse électronique du service ?",
        "web": "Sur quel site faut-il s'inscrire ?",
        "postal": "Quel est le code postal de la mairie ?",
        "sent": "Où faut-il envoyer le dossier ?",
        "amount": "Combien ça coûte pour un enfant ?",
        "duration": "Combien de temps ça prend ?",
        "number": "Combien d'élèves y a-t-il par classe ?",
        "date": "J'ai reçu la lettre. Quand dois-je payer ?",
        "steps": "Comment faire pour renouveler sa carte ?",
        "person": "Qui décide de l'attribution ?",
        "place": "Où se trouve la déchèterie ?",
        "reason": "Pourquoi ma demande est-elle refusée ?",
        "list": "Quels documents sont nécessaires ?",
    },
    "de": {
        "holder": "Wem gehört die Nummer 0455 77 14 04?",
        "phone": "Wie ist die Telefonnummer des Rathauses?",
        "email": "Wie ist die E-Mail-Adresse vom Amt?",
        "web": "Auf welcher Internetseite steht das?",
        "postal": "Wie lautet die Postleitzahl vom Rathaus?",
        "sent": "Wohin muss ich den Antrag schicken?",
        "amount": "Was kostet der Ausweis?",
        "duration": "Wie lange dauert das?",
        "number": "Wie viele Plätze gibt es?",
        "date": "Ab wann ist das Bad offen?",
        "steps": "Wie beantrage ich Wohngeld?",
        "person": "Wer bekommt das Geld?",
        "place": "Wo ist das Fundbüro?",
        "reason": "Warum wurde das abgelehnt?",
        "list": "Welche Unterlagen brauche ich?",
    },
    "pt": {
        "holder": "De quem é o 213 456 789?",
        "phone": "Para que número ligo se faltar a água?",
        "email": "Qual é o e-mail da junta?",
        "web": "Qual é o site da câmara?",
        "postal": "Qual é a morada da junta?",
        "sent": "Para onde envio o formulário?",
        "amount": "Quanto é que custa a licença?",
        "duration": "Quanto tempo demora?",
        "number": "Quantas entradas tem o cartão?",
        "date": "Até quando posso pagar?",
        "steps": "Como posso renovar o cartão?",
        "person": "Quem tem direito ao apoio?",
        "place": "Onde fica o balcão?",
        "reason": "Porque é que foi recusado?",
        "list": "Que documentos são precisos?",
    },
    "it": {
        "holder": "Di chi è il numero 0555 714 299?",
        "phone": "È morto papà, che numero faccio?",
        "email": "Qual è l'indirizzo di posta elettronica?",
        "web": "Qual è il sito del comune?",
        "postal": "A quale indirizzo lo mando?",
        "sent": "Dove devo spedire il modulo?",
        "amount": "Quanto costa la carta?",
        "duration": "Quanto tempo ci vuole?",
        "number": "Quanti ingressi ha la tessera?",
        "date": "Entro quando si paga la TARI?",
        "steps": "Come faccio a disdire?",
        "person": "Chi può chiedere il contributo?",
        "place": "Dov'è lo sportello?",
        "reason": "Perché è stata respinta?",
        "list": "Quali documenti servono?",
    },
}
# For each kind that words tell: a text that holds it in words, and one that doesn't.
TEXTS = {
    "en": {
        "number": ("It has nine objectives.", "It has objectives."),
        "amount": ("Entry is free.", "It costs a lot."),
        "date": ("It is closed on Monday.", "It starts with a form."),
        "duration": ("It takes two weeks.", "It takes work."),
        "reason": ("Because the form was late.", "The form was late."),
        "person": ("ask the staff", "it rained"),
        "place": ("near the bridge", "it rained"),
    },
    "es": {
        "number": ("Tiene nueve objetivos.", "Tiene objetivos."),
        "amount": ("La entrada es gratuita.", "Se paga la entrada."),
        "date": ("Cierra los miércoles.", "Se pide con un impreso."),
        "duration": ("Se resuelve en diez días hábiles.", "Se resuelve rápidamente."),
        "reason": ("Se deniega porque falta el impreso.", "Falta el impreso."),
        "person": ("lo decide la alcaldesa", "llueve mucho"),
        "place": ("junto al puente", "llueve mucho"),
    },
    "fr": {
        "number": ("Elle compte neuf objectifs.", "Elle compte des objectifs."),
        "amount": ("L'entrée est gratuite.", "L'entrée se paie."),
        "date": ("La déchèterie est fermée le mercredi.", "La déchèterie est fermée."),
        "duration": ("Il est valable quinze ans.", "Il est valable."),
        "reason": ("Refusé parce que la pièce manque.", "La pièce manque."),
        "person": ("le maire décide", "le ciel se couvre"),
        "place": ("devant le pont", "il pleut"),
    },
    "de": {
        "number": ("Es gibt neun Ziele.", "Es gibt Ziele."),
        "amount": ("Der Eintritt ist kostenlos.", "Der Eintritt kostet etwas."),
        "date": ("Mittwochs geschlossen.", "Es ist geschlossen."),
        "duration": ("Er gilt sechs Jahre.", "Er gilt."),
        "reason": ("Abgelehnt, weil der Nachweis fehlt.", "Der Nachweis fehlt."),
        "person": ("Das entscheidet die Bürgermeisterin.", "Das Wetter wird besser."),
        "place": ("neben der Brücke", "das Wetter wird besser"),
    },
    "pt": {
        "number": ("Tem nove objetivos.", "Tem objetivos."),
        "amount": ("A entrada é gratuita.", "A entrada paga-se."),
        "date": ("Fecha à quarta-feira.", "Pede-se com um impresso."),
        "duration": ("É válido por dois anos.", "É válido."),
        "reason": ("Recusado porque falta o papel.", "Falta o papel."),
        "person": ("decide o vereador", "chove muito"),
        "place": ("junto da ponte", "chove muito"),
    },
    "it": {
        "number": ("Ha nove obiettivi.", "Ha obiettivi."),
        "amount": ("L'ingresso è gratuito.", "L'ingresso si paga."),
        "date": ("Chiuso il mercoledì.", "Si chiede con un modulo."),
        "duration": ("Vale dieci anni.", "Vale molto."),
        "reason": ("Respinta perché manca il modulo.", "Manca il modulo."),
        "person": ("decide il sindaco", "piove molto"),
        "place": ("vicino al ponte", "piove molto"),
    },
}
# What words about answers must not be taken for: small words that ask nothing.
NOTHING_ASKED = {
    "en": "Is it free?",
    "es": "¿Puedo llevar al perro?",
    "fr": "Peut-on venir avec un chien ou un chat ?",
    "de": "Darf ich meinen Hund mitbringen?",
    "pt": "Posso levar o meu cão?",
    "it": "Posso portare il mio cane?",
}
EACH = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)


@EACH
def test_a_language_names_all_kinds_and_no_others(language: Language) -> None:
    assert set(language.asks) == ASKED
    assert set(language.tells) == TOLD


@EACH
def test_no_pattern_has_an_alternative_that_is_empty(language: Language) -> None:
    """It would match anything, and a slip of the pen is all that it takes."""
    for kind, pattern in [*language.asks.items(), *language.tells.items()]:
        assert not re.search(r"\|\||\(\?:\||\(\||^\||\|$", pattern.pattern), kind


@EACH
def test_patterns_are_for_bare_text(language: Language) -> None:
    patterns = [it.pattern for it in (*language.asks.values(), *language.tells.values())]
    assert [it for it in patterns if re.sub(r"\\\w", "", it) != bare(re.sub(r"\\\w", "", it))] == []


@EACH
def test_each_kind_is_asked_for(language: Language) -> None:
    asked = {
        kind: asked_for(text, language.code) for kind, text in QUESTIONS[language.code].items()
    }
    assert asked == {kind: kind for kind in ASKED}


@EACH
def test_it_is_asked_for_in_capitals_and_without_accents(language: Language) -> None:
    for kind, text in QUESTIONS[language.code].items():
        assert asked_for(bare(text), language.code) == kind
        assert asked_for(text.upper(), language.code) == kind


@EACH
def test_each_kind_is_told_in_words(language: Language) -> None:
    for kind, (held, lacked) in TEXTS[language.code].items():
        assert holds(AnswerType(kind), held, language=language.code), held
        assert not holds(AnswerType(kind), lacked, language=language.code), lacked


@EACH
def test_other_questions_ask_for_nothing_of_a_kind(language: Language) -> None:
    assert asked_for(NOTHING_ASKED[language.code], language.code) is AnswerType.OPEN


@EACH
def test_months_are_dates(language: Language) -> None:
    for month in language.months:
        written = month.title() if language.capitals else month
        assert holds(AnswerType.DATE, f"x {written} 2025", frozenset({"2025"})), month


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("es", "El plazo termina el 5 de marzo.", True),
        ("pt", "A partir do 1.º de março.", True),
        ("de", "Am 5. Mai um 8 Uhr.", True),
        ("it", "Dal 1° gennaio.", True),
        ("fr", "Le 1er août à 8 h 30.", True),
        ("es", "Se paga el 5 de cada mes.", True),
        ("pt", "Paga-se no dia 5 de cada mês.", True),
        ("fr", "Il se paie le 5 de chaque mois.", True),
        ("it", "Si paga il 5 di ogni mese.", True),
        ("de", "Fällig am 5. jedes Monats.", True),
    ],
)
def test_dates_as_they_are_written(language: str, text: str, held: bool) -> None:
    assert holds(AnswerType.DATE, text, language=language) is held


def test_where_every_noun_has_a_capital_a_noun_is_no_name() -> None:
    assert not holds(AnswerType.PERSON, "Es kam der Regen, der Wind", language="de")
    assert holds(AnswerType.PERSON, "Es unterschrieb Ohmstedt", language="de")


def test_a_name_may_begin_with_an_accent() -> None:
    assert holds(AnswerType.PERSON, "lo firma Íñigo Ávila", language="es")


def test_a_language_that_is_not_known_is_judged_by_what_is_seen() -> None:
    assert asked_for("Jaki jest numer?", "pl") is AnswerType.OPEN
    assert holds(AnswerType.REASON, "bo tak", language="pl")
    assert not holds(AnswerType.AMOUNT, "dużo", language="pl")
    assert holds(AnswerType.DURATION, "14 dni", language="pl")


def test_a_few_words_are_read_in_every_language() -> None:
    assert asked_for("telefonnummer stadtwerke", "en") is AnswerType.PHONE
    assert asked_for("precio de abono piscina", "en") is AnswerType.AMOUNT
