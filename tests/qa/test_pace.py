"""How much is read while many wait."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa.read.pace import CROWDED, PASSAGES_READ, Pace


def passages(waiting: int) -> int:
    pace = Pace()
    pace.waiting = waiting
    return pace.passages


def test_all_is_read_while_few_wait() -> None:
    assert passages(0) == passages(CROWDED[0][0] - 1) == PASSAGES_READ


def test_less_is_read_in_a_crowd_and_never_none() -> None:
    found = [passages(many) for many, _ in CROWDED]
    assert all(one > other for one, other in pairwise([PASSAGES_READ, *found]))
    assert min(found) >= 1


@given(waiting=st.integers(0, 200))
def test_one_more_that_waits_is_never_a_passage_more(waiting: int) -> None:
    assert passages(waiting + 1) <= passages(waiting)
