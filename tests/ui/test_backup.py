"""A backup is whole, comes back as it was, and never takes the place of anything by surprise."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.errors import BackupError, QuotedeskError
from qa.pins.pin import new_pin
from qa.question import Question
from tests.conftest import Run
from tests.ui.fakes import FakeDesk
from ui.backup import put_back, take
from ui.cli import DONE, ERROR
from ui.pins import PinStore
from ui.web.ledger import Ledger

DESK = FakeDesk()
FORMS = sorted((Path(__file__).parents[1] / "data" / "ledgers").glob("form-*.sqlite"))


def a_ledger(path: Path) -> Ledger:
    clock = datetime(2026, 3, 10, 9, tzinfo=UTC)
    return Ledger(path, store_questions=True, clock=lambda: clock)


def ask(ledger: Ledger, text: str) -> None:
    question = Question(text=text)
    ledger.record(question, DESK.ask(question))


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as base:
        return list(base.iterdump())


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A ledger that a desk has open, with what isn't in its main file yet."""
    path = tmp_path / "state" / "ledger.sqlite"
    ask(a_ledger(path), "Where may I park?")
    return path


def test_what_is_taken_while_the_desk_is_served_comes_back(tmp_path: Path, kept: Path) -> None:
    file, other = tmp_path / "desk.backup", tmp_path / "new" / "ledger.sqlite"
    assert take({"ledger": kept}, file) == ("a ledger of 1 day with 1 stored question",)
    assert file.stat().st_mode & 0o777 == 0o600
    put_back(file, {"ledger": other})
    assert content(other) == content(kept)
    assert other.stat().st_mode & 0o777 == 0o600
    assert a_ledger(other).groups()[0].question == "Where may I park?"
    assert sorted(it.name for it in tmp_path.iterdir()) == ["desk.backup", "new", "state"]


def test_a_backup_takes_the_place_of_a_backup_only(tmp_path: Path, kept: Path) -> None:
    file, letter = tmp_path / "desk.backup", tmp_path / "letter.docx"
    take({"ledger": kept}, file)
    ask(a_ledger(kept), "And when?")
    assert take({"ledger": kept}, file) == ("a ledger of 1 day with 2 stored questions",)
    letter.write_bytes(b"a letter")
    with pytest.raises(BackupError, match="no backup"):
        take({"ledger": kept}, letter)
    assert letter.read_bytes() == b"a letter"


def test_a_ledger_is_replaced_only_where_that_is_said(tmp_path: Path, kept: Path) -> None:
    file, other = tmp_path / "desk.backup", tmp_path / "ledger.sqlite"
    take({"ledger": kept}, file)
    a_ledger(other).close()
    before = other.read_bytes()
    with pytest.raises(BackupError, match="--replace"):
        put_back(file, {"ledger": other})
    assert other.read_bytes() == before
    put_back(file, {"ledger": other}, replace=True)
    assert content(other) == content(kept)


def test_a_ledger_that_is_in_use_stays(tmp_path: Path, kept: Path) -> None:
    file = tmp_path / "desk.backup"
    take({"ledger": kept}, file)
    served = a_ledger(kept)
    ask(served, "And when?")
    with pytest.raises(BackupError, match=r"in use .* Stop the desk"):
        put_back(file, {"ledger": kept}, replace=True)
    assert sum(day.asked for day in served.days()) == 2
    served.close()


def test_a_damaged_ledger_is_replaced_with_what_lies_beside_it(tmp_path: Path) -> None:
    path, file = tmp_path / "ledger.sqlite", tmp_path / "desk.backup"
    ledger = a_ledger(path)
    ask(ledger, "Where may I park?")
    ledger.close()
    take({"ledger": path}, file)
    path.write_bytes(b"not a database" * 1_000)
    path.with_name("ledger.sqlite-wal").write_bytes(b"of the damaged one")
    put_back(file, {"ledger": path}, replace=True)
    assert sum(day.asked for day in a_ledger(path).days()) == 1


def test_several_files_come_back_all_or_none(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "desk.backup", tmp_path / "other.sqlite"
    chosen = new_pin("Is it free?", None, now=datetime(2026, 5, 1, tzinfo=UTC))
    PinStore(other).put([chosen], "Ana")
    assert take({"ledger": kept, "pins": other}, file)[1] == "1 answer that staff chose"
    with pytest.raises(BackupError, match="holds pins"):
        put_back(file, {"ledger": tmp_path / "new.sqlite"})
    old, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    a_ledger(old).close()
    before, real = content(old), Path.replace

    def fails(fresh: Path, place: Path) -> Path:
        if place == new:
            raise OSError(28, "No space left on device")
        return real(fresh, place)

    places = {"ledger": old, "pins": new}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        with pytest.raises(BackupError, match="No space left"):
            put_back(file, places, replace=True)
    assert (content(old), new.exists()) == (before, False)
    put_back(file, places, replace=True)
    assert (content(old), content(new)) == (content(kept), content(other))
    assert [it.name for it in tmp_path.iterdir() if it.name.startswith(".")] == []


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def turned(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def of_something_else(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")


def with_another_ledger(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        about = archive.read("backup.json")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("backup.json", about)
        archive.writestr("ledger.sqlite", b"another")


@pytest.mark.parametrize("spoil", [cut, turned, of_something_else, with_another_ledger])
def test_a_damaged_backup_changes_nothing(
    tmp_path: Path, kept: Path, spoil: Callable[[Path], None]
) -> None:
    file, other = tmp_path / "desk.backup", tmp_path / "ledger.sqlite"
    take({"ledger": kept}, file)
    spoil(file)
    with pytest.raises(BackupError) as caught:
        put_back(file, {"ledger": other})
    assert len(str(caught.value).splitlines()) == 1
    assert not other.exists()


def test_a_backup_of_a_later_form_is_not_put_back(tmp_path: Path, kept: Path) -> None:
    later, file = tmp_path / "later.sqlite", tmp_path / "desk.backup"
    take({"ledger": kept}, file)
    put_back(file, {"ledger": later})
    with closing(sqlite3.connect(later)) as base:
        base.execute("PRAGMA user_version = 99")
    with pytest.raises(QuotedeskError, match="form 99"):
        take({"ledger": later}, tmp_path / "later.backup")
    assert not (tmp_path / "later.backup").exists()


@pytest.mark.parametrize("form", FORMS, ids=lambda it: it.stem)
def test_what_an_earlier_version_kept_comes_back_and_is_brought_up_to_date(
    tmp_path: Path, form: Path
) -> None:
    """Of each form of the ledger that was released: taken as it is, and read when it is opened."""
    file, ledger = tmp_path / "desk.backup", tmp_path / "new" / "ledger.sqlite"
    take({"ledger": form}, file)
    assert put_back(file, {"ledger": ledger}) == ("a ledger of 1 day with 2 stored questions",)
    opened = a_ledger(ledger)
    assert [it.question for it in opened.needs()] == ["Where may I park?"]
    opened.close()


def test_a_disk_that_is_full_leaves_the_last_backup(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "desk.backup"
    take({"ledger": kept}, file)
    before = file.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(BackupError, match="No space left"):
        take({"ledger": kept}, file)
    assert file.read_bytes() == before
    assert [it.name for it in tmp_path.iterdir() if it.name.startswith(".")] == []


def test_the_commands(
    tmp_path: Path, kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("quotedesk.toml").write_text(f'ledger = "{kept}"\n')
    status, out, _ = run("backup", "desk.backup")
    assert (status, out) == (DONE, "desk.backup: a ledger of 1 day with 1 stored question\n")
    status, _, err = run("restore", "desk.backup")
    assert status == ERROR
    assert "--replace" in err
    shutil.rmtree(kept.parent)
    status, out, _ = run("restore", "desk.backup")
    assert (status, out) == (DONE, "put back: a ledger of 1 day with 1 stored question\n")
    status, _, err = run("backup", "nowhere/desk.backup")
    assert status == ERROR
    assert "nowhere/desk.backup: can't be written. Name a file in a folder" in err


def test_what_staff_chose_is_saved_beside_it(tmp_path: Path, kept: Path) -> None:
    pins, file = tmp_path / "pins.sqlite", tmp_path / "desk.backup"
    chosen = new_pin("Is it free?", None, now=datetime(2026, 5, 1, tzinfo=UTC))
    PinStore(pins).put([chosen], "Ana")
    said = take({"ledger": kept, "pins": pins}, file)
    assert said[1] == "1 answer that staff chose"
    places = {"ledger": tmp_path / "a" / "ledger", "pins": tmp_path / "b" / "pins"}
    assert put_back(file, places) == said
    assert PinStore(places["pins"]).pins() == (chosen,)
    assert [it.who for it in PinStore(places["pins"]).log()] == ["Ana"]
