"""Ledgers that earlier versions wrote: one of each form is kept in tests/data/ledgers."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.errors import LedgerError
from ui.forms import form_of
from ui.web.ledger import Ledger
from ui.web.ledger_form import FORM, STEPS, bring_up_to_date

STORED = Path(__file__).parents[1] / "data" / "ledgers"
# Tables of a form to come, and what leads there.
NEXT = ("CREATE TABLE later (id TEXT)",)
STEP = ("ALTER TABLE questions ADD COLUMN later TEXT", "UPDATE questions SET later = 'none'")
WRONG = (*STEP, "INSERT INTO nowhere VALUES (1)")


@pytest.mark.parametrize("form", range(1, FORM + 1))
def test_a_ledger_of_each_form_keeps_what_is_in_it(form: int, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    shutil.copy(STORED / f"form-{form}.sqlite", path)
    ledger = Ledger(path, store_questions=True, clock=lambda: datetime(2026, 3, 11, 9, tzinfo=UTC))
    (day,) = ledger.days()
    assert day.outcomes == {"answered": 1, "nothing_related": 1}
    assert (day.helpful, day.unhelpful, day.faults) == (0, 1, {"incomplete": 1})
    (group,) = ledger.groups()
    assert (group.question, group.remarks) == ("Where may I park?", ("the fee is missing",))
    assert set(ledger.indexed()) == {"hsdl/strategy.txt", "ncsl blog.txt"}
    ledger.close()
    with closing(sqlite3.connect(path)) as base:
        assert form_of(base) == FORM


def test_each_earlier_form_has_a_step() -> None:
    assert set(STEPS) == set(range(1, FORM))


def old(tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "old.sqlite"
    shutil.copy(STORED / "form-1.sqlite", path)
    return sqlite3.connect(path)


def test_a_step_is_done_once_and_for_all(tmp_path: Path) -> None:
    with closing(old(tmp_path)) as base:
        for _ in range(2):
            bring_up_to_date(base, "here", today=2, tables=NEXT, steps={1: STEP})
        assert form_of(base) == 2
        assert base.execute("SELECT DISTINCT later FROM questions").fetchall() == [("none",)]


def test_a_step_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    with closing(old(tmp_path)) as base:
        before = list(base.iterdump())
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            bring_up_to_date(base, "here", today=2, tables=NEXT, steps={1: WRONG})
        assert form_of(base) == 1
        assert list(base.iterdump()) == before


def test_a_later_form_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as base:
        base.execute(f"PRAGMA user_version = {FORM + 1}")
    with pytest.raises(LedgerError, match=r"has form .* Install the quotedesk that wrote it"):
        Ledger(path)
    with closing(sqlite3.connect(path)) as base:
        assert form_of(base) == FORM + 1
