"""Numbers to ring, addresses, money, dates and times, in the forms of many countries."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from corpus.document import Span
from corpus.figures import (
    DATE,
    MONEY,
    TIME,
    holds_email,
    holds_phone,
    holds_postal,
    holds_web,
    is_region,
    phone_value,
    phones_in,
    regions_of,
)
from tests.corpus.texts import TEXT

ENGLISH = regions_of("en")


def phones(text: str, *regions: str) -> list[str]:
    span = Span(start=0, end=len(text))
    return [it.of(text) for it in phones_in(text, span, regions or ENGLISH)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It can be reached by telephone on 01 44 55 66 77 from Monday.", "01 44 55 66 77"),
        ("It can be reached by telephone on 912 345 678 from Monday.", "912 345 678"),
        ("It can be reached by telephone on 91 234 56 78 from Monday.", "91 234 56 78"),
        ("It can be reached by telephone on 55 1234 5678 from Monday.", "55 1234 5678"),
        ("It can be reached by telephone on 030 1234567 from Monday.", "030 1234567"),
        ("It can be reached by telephone on 112 from Monday.", "112"),
        ("The city line can be reached by telephone on 311 at any hour.", "311"),
        ("Stray animals: 0455.771.404", "0455.771.404"),
        ("Gas leaks: 0455/77 14 05", "0455/77 14 05"),
        ("Broken lifts: +32 455 77 14 07", "+32 455 77 14 07"),
        ("Potholes: (0455) 771-408", "(0455) 771-408"),
        ("Graffiti: 0455-771409", "0455-771409"),
        ("Wasp nests: 555-0142", "555-0142"),
        ("Ambulance service: 112", "112"),
        ("Fallen trees: 0800 12 345", "0800 12 345"),
        ("Bees: telephone 0455771412", "0455771412"),
        ("Sports centre: 912 345 678", "912 345 678"),
        ("Las averías se comunican en el 900 123 456.", "900 123 456"),
        ("ring the wardens on 0455.999.200.", "0455.999.200"),
        ("From abroad: +44 (0)20 7946 0123.", "+44 (0)20 7946 0123"),
        ("From abroad: 0049 30 901820", "0049 30 901820"),
        ("Call (202) 461-6530.", "(202) 461-6530"),
        ("call 1-800-FLOWERS now", "1-800-FLOWERS"),
        ("Text HOME to 741741.", "741741"),
        ("Tel: 4512", "4512"),
        ("Notruf: 110", "110"),
        ("Appelez le 3949.", "3949"),
        ("Poison centre | 0800 1234", "0800 1234"),
        ("Kontakt: 06131 / 12-0", "06131 / 12-0"),
        ("電話 03-1234-5678", "03-1234-5678"),
        ("tel.: 123 456 789", "123 456 789"),
    ],
)
def test_a_number_to_ring_is_found(text: str, number: str) -> None:
    assert phones(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Fill out form 21-5261 of 2018-2019.",
        "The population is 912 345 678.",
        "on 12.03.2024 and 2024-05-05",
        "It has 112 seats.",
        "Room 112",
        "according to the Human Trafficking Hotline in 2018",
        "Open 8.30-12.30 and 13.00–17.00",
        "The fee is 1 200 000 euros, of a budget of 1,200,000",
        "Call within 300 days.",
        "IBAN BE71 0961 2345 6769",
        "Visit us at 120 Main Street",
        "PO Box 27063",
        "ISBN 978-3-16-148410-0",
    ],
)
def test_another_number_is_none_to_ring(text: str) -> None:
    assert phones(text) == []


def test_a_table_s_header_says_what_a_number_is() -> None:
    assert not holds_phone("Registry | 4512")
    assert holds_phone("Registry | 4512", about="Office | Telephone Registry | 4512")
    assert not holds_phone("Registry | 0044777")
    assert holds_phone("Registry | 0044777", about="Office | Phone")


def test_a_heading_over_numbers_to_ring_says_what_they_are() -> None:
    assert not holds_phone("Denuncia anónima: 089", ("MX",))
    assert holds_phone("Denuncia anónima: 089", ("MX",), "Números de emergencia")
    assert holds_phone("Pompiers : 18", ("FR",), "Numéros d’urgence")
    assert not holds_phone("Pompiers : 19", ("FR",), "Numéros d’urgence")


def test_two_digits_are_a_number_to_ring_where_a_country_has_them_and_they_are_rung() -> None:
    assert phones("En cas d'incendie, composez le 18.", "fr") == ["18"]
    assert phones("Appelez avant le 15 mai. Le bus 17 passe à 18 h.", "fr") == []


def test_ways_of_writing_one_number_have_one_value() -> None:
    ways = ("+32 455 77 14 07", "0032 455 771 407", "0455/77 14 07", "0455771407")
    assert {phone_value(it, regions_of("fr-BE")) for it in ways} == {"32455771407"}
    assert phone_value("+44 (0)20 7946 0958") == phone_value("020 7946 0958", ("GB",))


def test_the_likeliest_country_is_the_one_that_was_set() -> None:
    assert regions_of("en-GB", "ie")[:2] == ("IE", "GB")
    assert regions_of("fr")[0] == "FR"
    assert regions_of("xx") == ()
    assert is_region("BE")
    assert not is_region("Belgium")


@given(text=TEXT)
def test_numbers_are_slices_in_order(text: str) -> None:
    end = 0
    for span in phones_in(text, Span(start=0, end=len(text)), ENGLISH):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@pytest.mark.parametrize(
    "text",
    [
        "10 High Street, Alderbrook AB1 2CD.",
        "The museum is at Marktplatz 3, 4020 Linz.",
        "Court Office, Plaza Mayor 5, 28012 Madrid.",
        "letters at 12 rue de la Gare, 75010 Paris.",
        "Lange Straße 12",
        "Am Markt 3",
        "Hauptstr. 5",
        "P.O. Box 12",
        "Postfach 1234, 8000 Zürich",
        "BP 12",
        "Via Roma 12, 00184 Roma",
        "Av. Reforma 222, Col. Juárez",
        "C/ Mayor, 5, 3.º B",
        "Keizersgracht 12, 1015 AB Amsterdam",
        "Rue Haute 12, B-1000 Bruxelles",
        "ul. Długa 5, 00-238 Warszawa",
        "Storgatan 5, 111 22 Stockholm",
        "Skolegade 3, 5000 Odense C",
        "Rua Augusta, 100, 01304-000 São Paulo",
        "Fő utca 5.",
        "ул. Ленина, 5",
        "〒100-0001 東京都千代田区",
        "중앙로 12",
        "1600 Pennsylvania Ave NW, Washington, DC 20500",
        "35 Queen St, Ottawa ON K1A 0B1",
        "12 MG Road, Bengaluru 560001",
        "12, avenue des Ternes",
    ],
)
def test_a_postal_address_is_found(text: str) -> None:
    assert holds_postal(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 Paris hosted the games.",
        "The town has 12 places to sit.",
        "The place for 3 people, room 12, floor 3",
        "Send the form in by post.",
        "We have 5000 books.",
        "On 12 March 2024 Linz was snowed in.",
        "The route is open for 12 days",
        "via email 12 times",
        "VA Form 21",
    ],
)
def test_another_place_is_no_postal_address(text: str) -> None:
    assert not holds_postal(text)


@pytest.mark.parametrize(
    ("text", "web", "email"),
    [
        ("Its website is museum.alderbrook.example and more.", True, False),
        ("its shop is at shop-museum.es.", True, False),
        ("HTTPS://A.B", True, False),
        ("münchen.de", True, False),
        ("Example.org", True, False),
        ("open at city.berlin/x", True, False),
        ("пример.рф", True, False),
        ("info@alderbrook.example", False, True),
        ("info (at) museum.es", True, True),
        ("café@münchen.de", False, True),
        ("e.g. this, i.e. that", False, False),
        ("file form.pdf", False, False),
        ("closed.Please ring Mr.Smith", False, False),
        ("U.S. and Ph.D. at 10.30 a.m., version 2.0.1", False, False),
    ],
)
def test_web_and_e_mail_addresses(text: str, web: bool, email: bool) -> None:
    assert (holds_web(text), holds_email(text)) == (web, email)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (DATE, "5. Mai 2024"),
        (DATE, "le 1er janvier 2024"),
        (DATE, "5 de mayo de 2024"),
        (DATE, "05.05.2024"),
        (DATE, "5-5-2024"),
        (DATE, "2024年5月5日"),
        (DATE, "5 maja 2024"),
        (TIME, "8h30"),
        (TIME, "8 h 30"),
        (TIME, "20h"),
        (TIME, "8.30 Uhr"),
        (TIME, "8 Uhr"),
        (TIME, "20:15"),
        (TIME, "8 a.m."),
        (MONEY, "35,–  €"),
        (MONEY, "CHF 35.-"),
        (MONEY, "12€50"),
        (MONEY, "1'200 Fr."),
        (MONEY, "R$ 5.000,00"),
        (MONEY, "350 kr"),
        (MONEY, "₹500"),
        (MONEY, "500 zł"),
        (MONEY, "20 pesos"),
        (MONEY, "PLN 20"),
    ],
)
def test_dates_times_and_money_of_many_countries(pattern: str, text: str) -> None:
    assert re.search(pattern, text, re.IGNORECASE)
