"""Personal data isn't kept with questions."""

from __future__ import annotations

import pytest

from ui.web.masked import masked


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("write to ana.b+c@example.org please", "write to [e-mail] please"),
        ("call me at 0455 77 41 20", "call me at [number]"),
        ("my number is +32 (0)2 555 12 12.", "my number is [number]."),
        ("555-123-4567?", "[number]?"),
        ("my case 2024123456", "my case [number]"),
        ("account DE89370400440532013000", "account [number]"),
        ("BE68 5390 0754 7034 is mine", "[number] is mine"),
        ("My name is Maria del Mar and I moved", "My name is [name] and I moved"),
        ("my name is John Smith, can I", "my name is [name], can I"),
        ("me llamo Juan Pérez y busco", "me llamo [name] y busco"),
        ("je m’appelle Zoé Martin", "je m’appelle [name]"),
        ("ich heiße Jörg Groß", "ich heiße [name]"),
    ],
)
def test_what_tells_who_somebody_is_goes(written: str, kept: str) -> None:
    assert masked(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "What was decided on 12.05.2026?",
        "from 2019-2024",
        "2026-05-12",
        "is it 1,200,000 dollars or 16.800",
        "form 10-10EZ and I-9",
        "article 12345",
        "between 9.00 and 17.30",
        "What's the name of the mayor?",
    ],
)
def test_what_is_asked_about_stays(written: str) -> None:
    assert masked(written) == written
