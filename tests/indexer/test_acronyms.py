"""Acronyms that a corpus explains itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.acronyms import find_acronyms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Department of Homeland Security (DHS) released it.",
            {"dhs": "department of homeland security"},
        ),
        ("Homeland Security Investigations (HSI)", {"hsi": "homeland security investigations"}),
        ("public service announcements (PSAs) are", {"psa": "public service announcements"}),
        ("the Bureau of the Fiscal Service (BFS)", {"bfs": "bureau of the fiscal service"}),
        ("Instituto Nacional de Migración (INM)", {"inm": "instituto nacional de migración"}),
        ("It ended. Homeland Security (HS) began.", {"hs": "homeland security"}),
        # Not acronyms, or not explained here.
        ("The office (see DHS) said (IT) is (x).", {}),
        ("some words (Note) that follow (Dhs)", {}),
        ("no such thing (XYZ)", {}),
        ("(DHS)", {}),
        ("Department. Of Homeland Security (DHS)", {}),
        ("", {}),
    ],
)
def test_acronyms(text: str, expected: dict[str, str]) -> None:
    assert find_acronyms([text]) == expected


def test_the_most_frequent_expansion_is_taken() -> None:
    texts = ["Data Loss Prevention (DLP)", "Desk Lamp Policy (DLP)", "a desk lamp policy (DLP)"]
    assert find_acronyms(texts) == {"dlp": "desk lamp policy"}


@given(
    texts=st.lists(
        st.lists(
            st.sampled_from(
                ["(DHS)", "(U.S.)", "(A&B)", "of", "Data", "House", "Safety", ".", "\n", "(Vs)"]
            ),
            max_size=12,
        ).map(" ".join),
        max_size=3,
    )
)
def test_an_expansion_spells_its_acronym_and_stands_in_a_text(texts: list[str]) -> None:
    for short, expansion in find_acronyms(texts).items():
        found = expansion.split()
        assert found[0][0] == short[0]
        initials = iter(word[0] for word in found)
        assert all(letter in initials for letter in short)
        plain = [" ".join(re.findall(r"[^\W_]+", text.lower())) for text in texts]
        assert any(expansion in text for text in plain)
