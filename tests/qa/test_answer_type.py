"""The kind of answer asked for, and whether a text holds one."""

from __future__ import annotations

import pytest

from qa.query.answer_type import AnswerType, holds
from qa.query.asked import asked_for


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many objectives does the strategy have?", AnswerType.NUMBER),
        ("How much does a permit cost?", AnswerType.AMOUNT),
        ("how many dollars a month do they pay", AnswerType.AMOUNT),
        ("When was it released?", AnswerType.DATE),
        ("In which year did it start?", AnswerType.DATE),
        ("How long does it take?", AnswerType.DURATION),
        ("Who wrote the post?", AnswerType.PERSON),
        ("And where do I go?", AnswerType.PLACE),
        ("What is the hotline's phone number?", AnswerType.PHONE),
        ("What is the number of the Human Trafficking Hotline?", AnswerType.PHONE),
        ("What number do I ring?", AnswerType.PHONE),
        ("What number can I call?", AnswerType.PHONE),
        ("¿Cuál es el número de teléfono para averías?", AnswerType.PHONE),
        ("Which number do I call for the city line?", AnswerType.PHONE),
        ("Quel est le numéro de téléphone de la mairie ?", AnswerType.PHONE),
        ("Wie ist die Telefonnummer des Rathauses?", AnswerType.PHONE),
        ("Whose number is 0455 77 14 04?", AnswerType.HOLDER),
        ("Who can I reach at +32455771407?", AnswerType.HOLDER),
        ("Whose number is 311?", AnswerType.HOLDER),
        ("Whose idea was it in 1998?", AnswerType.PERSON),
        ("Di chi è il numero 1522?", AnswerType.HOLDER),
        ("Qui répond au 0800 473 333 ?", AnswerType.HOLDER),
        ("Wer meldet sich unter 030 1234567?", AnswerType.HOLDER),
        ("¿Quién atiende el 900 123 456?", AnswerType.HOLDER),
        ("Quem atende o 213 555 010?", AnswerType.HOLDER),
        ("What is her e-mail address?", AnswerType.EMAIL),
        ("What is the website of the museum shop?", AnswerType.WEB),
        ("Where can we send an objection?", AnswerType.SENT),
        ("What is the mailing address?", AnswerType.POSTAL),
        ("How do I apply?", AnswerType.STEPS),
        ("Why is it refused?", AnswerType.REASON),
        ("What are the five goals?", AnswerType.LIST),
        ("Is it free?", AnswerType.OPEN),
    ],
)
def test_kinds_are_read_from_the_words(question: str, kind: AnswerType) -> None:
    assert asked_for(question) is kind


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        (AnswerType.PHONE, "Call 1-888-373-7888 at any hour.", True),
        (AnswerType.PHONE, "Call (202) 461-6530.", True),
        (AnswerType.PHONE, "according to the Human Trafficking Hotline in 2018", False),
        (AnswerType.PHONE, "It can be reached on 0455 999 100.", True),
        (AnswerType.PHONE, "Ambulance service: 112", True),
        (AnswerType.POSTAL, "The museum is at Marktplatz 3, 4020 Linz.", True),
        (AnswerType.WEB, "Its shop is at shop-museum.es.", True),
        (AnswerType.WEB, "Write to desk@example.org.", False),
        (AnswerType.DATE, "Es öffnet um 8.30 Uhr.", True),
        (AnswerType.DATE, "Ouvert dès 8h30.", True),
        (AnswerType.EMAIL, "Write to desk@example.org.", True),
        (AnswerType.EMAIL, "Email Carlee", False),
        (AnswerType.NUMBER, "It has nine objectives.", True),
        (AnswerType.NUMBER, "It has objectives.", False),
        (AnswerType.DATE, "It starts on 5 May.", True),
        (AnswerType.DATE, "Dès l'août suivant.", True),
        (AnswerType.DATE, "The library has 26 seats; dismay 84 of them.", False),
        (AnswerType.DATE, "La biblioteca tiene 26 puestos.", False),  # no "ene 26"
        (AnswerType.DATE, "It starts with a form.", False),
        (AnswerType.DATE, "Riverside | 10 am to 2 pm", True),
        (AnswerType.DATE, "The gate closes at eight o'clock.", True),
        (AnswerType.DATE, "It opens at 09:30.", True),
        (AnswerType.DATE, "It costs 10 amounts.", False),
        (AnswerType.AMOUNT, "It costs $5.", True),
        (AnswerType.DATE, "A note is needed from the fourth day on.", True),
        (AnswerType.DATE, "It is the fourth reason.", False),
        (AnswerType.PHONE, "Library, 40 Elm Street, 555-0155", True),
        (AnswerType.PHONE, "Fill out form 21-5261 of 2018-2019.", False),
        (AnswerType.AMOUNT, "It costs a lot.", False),
        (AnswerType.PERSON, "The post is by Carlee Goldberg.", True),
        (AnswerType.PERSON, "It rained.", False),
        (AnswerType.OPEN, "Anything.", True),
    ],
)
def test_a_text_holds_a_kind_or_not(kind: AnswerType, text: str, held: bool) -> None:
    assert holds(kind, text, language="en") is held


def test_what_the_question_names_is_no_answer() -> None:
    words = frozenset({"who", "is", "carlee", "goldberg"})
    assert not holds(AnswerType.PERSON, "It is about Carlee Goldberg.", words, language="en")
    assert holds(AnswerType.NUMBER, "2018 saw nine cases.", frozenset({"2018"}), language="en")
    assert not holds(AnswerType.NUMBER, "It was 2018.", frozenset({"2018"}), language="en")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (AnswerType.AMOUNT, "A day costs 35¹ euros."),
        (AnswerType.AMOUNT, "A day costs 35[1] euros."),
        (AnswerType.PHONE, "Telephone: 0455 771 300¹"),
        (AnswerType.DATE, "It opens at 8:30² on weekdays."),
    ],
)
def test_the_mark_of_a_note_hides_no_figure(kind: AnswerType, text: str) -> None:
    assert holds(kind, text, regions=("BE",), language="en")
