"""Dates as they are written: each month by each of its names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.figures import DATE, MONTHS
from corpus.figures.calendar import _one_of


@pytest.mark.parametrize("name", MONTHS)
def test_a_date_has_all_of_its_months_name(name: str) -> None:
    for date in (f"{name} 12, 2031", f"12 {name} 2031", f"12. {name.upper()}"):
        found = re.search(DATE, f"until {date}!", re.IGNORECASE)
        assert found is not None
        assert found.group() == date


@given(
    names=st.lists(st.text("ab(", min_size=1, max_size=4), min_size=1, max_size=6),
    text=st.text("ab( ", max_size=12),
)
def test_the_longest_of_some_names_is_found(names: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    found = [it.span() for it in re.finditer(_one_of(names), text)]
    assert found == [it.span() for it in re.finditer(plain, text)]
