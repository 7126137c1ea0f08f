"""The ledger: what is counted, what is stored, and for how long."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import LedgerError
from qa.question import MAX_QUESTION_CHARS, Question
from tests.ui.fakes import DOCUMENTS, FakeDesk, document_from
from ui.web import ledger as module
from ui.web.ledger import Ledger, folded
from ui.web.outcomes import FAILED, Fault

DESK = FakeDesk()


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 10, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def ask(ledger: Ledger, text: str) -> str:
    question = Question(text=text)
    return ledger.record(question, DESK.ask(question))


def in_file(path: Path) -> str:
    """All that is on the disk, as it is."""
    return "".join(
        each.read_bytes().decode("latin-1") for each in path.parent.glob(f"{path.name}*")
    )


def test_questions_are_counted_by_day_and_outcome(clock: Clock) -> None:
    ledger = Ledger(clock=clock)
    for text in ("Which goals?", "Which goals?", "Parking?", ""):
        ask(ledger, text)
    clock.later(2)
    ledger.record(Question(text="break"), None)
    first, second = ledger.days()
    assert first.day == date(2026, 3, 10)
    assert first.outcomes == {"answered": 2, "nothing_related": 1, "empty_question": 1}
    assert first.asked == 4
    assert second.outcomes == {FAILED: 1}


def test_without_the_operators_word_no_question_is_written(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path)
    identity = ask(ledger, "Where is Parkhausstrasse?")
    assert ledger.feedback(identity, helpful=False, reason="Nothing on Parkhausstrasse")
    assert ledger.groups() == ()
    assert ledger.days()[0].faults == {"other": 1}
    assert "arkhaus" not in in_file(path)


def test_questions_that_may_no_longer_be_stored_go(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    storing = Ledger(path, store_questions=True)
    ask(storing, "Where is Parkhausstrasse?")
    assert "arkhaus" in in_file(path)
    storing.close()
    ledger = Ledger(path)
    assert ledger.groups() == ()
    assert ledger.days()[0].asked == 1
    assert "arkhaus" not in in_file(path)


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.sqlite"
    ask(Ledger(path), "Parking?")
    assert {each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {0o600}


def test_unanswered_questions_are_grouped(clock: Clock) -> None:
    ledger = Ledger(store_questions=True, clock=clock)
    ask(ledger, "Parking?")
    clock.later(1)
    ask(ledger, "  PARKING ")
    unhelpful = ask(ledger, "Which goals?")
    ask(ledger, "How many objectives?")
    ledger.feedback(unhelpful, helpful=False, reason=Fault.INCOMPLETE)
    parking, goals = ledger.groups()
    assert (parking.question, parking.times, parking.unhelpful) == ("  PARKING ", 2, 0)
    assert parking.outcome == "nothing_related"
    assert parking.last.startswith("2026-03-11")
    assert (goals.question, goals.outcome, goals.faults) == (
        "Which goals?",
        "answered",
        ("incomplete",),
    )


def test_feedback_said_again_replaces_what_was_said(clock: Clock) -> None:
    ledger = Ledger(store_questions=True, clock=clock)
    identity = ask(ledger, "Which goals?")
    assert ledger.feedback(identity, helpful=False, reason="too short, it says")
    assert ledger.groups()[0].remarks == ("too short, it says",)
    assert ledger.days()[0].faults == {"other": 1}
    clock.later(1)
    assert ledger.feedback(identity, helpful=True)
    assert ledger.groups() == ()
    first, second = ledger.days()
    assert (first.helpful, first.unhelpful) == (0, 0)
    assert (second.helpful, second.unhelpful) == (1, 0)


@pytest.mark.parametrize(
    ("reason", "remark", "faults", "remarks"),
    [
        ("incomplete", "  the fee is missing ", ("incomplete",), ("the fee is missing",)),
        ("", "the fee is missing", ("other",), ("the fee is missing",)),
        ("incomplete", "", ("incomplete",), ()),
        ("", "x" * 400, ("other",), ("x" * 300,)),
        ("incomplete", "  ", ("incomplete",), ()),
    ],
)
def test_a_remark_is_kept_beside_its_reason(
    reason: str, remark: str, faults: tuple[str, ...], remarks: tuple[str, ...]
) -> None:
    ledger = Ledger(store_questions=True)
    identity = ask(ledger, "Which goals?")
    assert ledger.feedback(identity, helpful=False, reason=reason, remark=remark)
    (group,) = ledger.groups()
    assert (group.faults, group.remarks) == (faults, remarks)
    assert ledger.days()[0].faults == {faults[0]: 1}


def test_a_remark_is_kept_only_where_questions_are(tmp_path: Path) -> None:
    for store in (False, True):
        path = tmp_path / f"{store}.sqlite"
        ledger = Ledger(path, store_questions=store)
        ledger.feedback(ask(ledger, "goals?"), helpful=False, reason="other", remark="Parkhaus")
        assert ledger.days()[0].faults == {"other": 1}
        ledger.close()
        held = b"".join(each.read_bytes() for each in tmp_path.glob(f"{store}.sqlite*"))
        assert (b"Parkhaus" in held) is store


def test_feedback_is_taken_on_recent_replies_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RECENT", 2)
    ledger = Ledger()
    first, second, third = (ask(ledger, "Parking?") for _ in range(3))
    assert len({first, second, third}) == 3
    assert [ledger.feedback(it, helpful=True) for it in (first, second, third, "")] == [
        False,
        True,
        True,
        False,
    ]
    assert ledger.days()[0].helpful == 2


def test_there_is_none_on_what_could_not_be_looked_up() -> None:
    ledger = Ledger()
    assert not ledger.feedback(ledger.record(Question(text="x"), None), helpful=True)


def test_what_is_older_than_the_retention_time_goes(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path, store_questions=True, retention_days=3, clock=clock)
    ask(ledger, "Where is Parkhausstrasse?")
    clock.later(2)
    ledger.purge_daily()
    assert len(ledger.groups()) == 1
    clock.later(1)
    # Not shown any more, even before it is deleted.
    assert ledger.groups() == ()
    assert ledger.days() == ()
    assert "arkhaus" in in_file(path)
    ledger.purge_daily()
    assert "arkhaus" not in in_file(path)


def test_since_when_documents_are_indexed(clock: Clock) -> None:
    ledger = Ledger()
    one, two = DOCUMENTS
    ledger.note_documents({one.id: one, two.id: two}, datetime(2026, 3, 1, tzinfo=UTC))
    changed = document_from(one.id, one.title, "Another text.")
    new = document_from("new", "New", "New")
    ledger.note_documents({one.id: changed, "new": new}, datetime(2026, 3, 2, tzinfo=UTC))
    ledger.note_documents({one.id: changed, "new": new}, datetime(2026, 3, 3, tzinfo=UTC))
    assert ledger.indexed() == {
        one.id: "2026-03-02T00:00:00+00:00",
        "new": "2026-03-02T00:00:00+00:00",
    }


def test_an_answer_is_not_kept_back_by_a_broken_ledger() -> None:
    ledger = Ledger()
    ledger.close()
    assert ask(ledger, "Which goals?")


def not_a_folder(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("a file")


def a_picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG" * 1_000)


def a_later_form(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()


@pytest.mark.parametrize("spoil", [not_a_folder, a_picture, a_later_form])
def test_a_file_that_is_no_ledger_is_one_line(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    path = tmp_path / "folder" / "ledger.sqlite"
    path.parent.mkdir()
    spoil(path)
    with pytest.raises(LedgerError, match="can't be opened") as caught:
        Ledger(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert len(str(caught.value).splitlines()) == 1


def test_what_makes_questions_the_same() -> None:
    assert folded("  Wo  ist das BÜRO?! ") == folded("wo ist das büro")
    assert folded("¿Dónde?") == "dónde"
    assert folded("x" * MAX_QUESTION_CHARS) != folded("x")
