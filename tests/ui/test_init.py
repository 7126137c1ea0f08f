"""`quotedesk init`: three questions, settings that can be read, and nothing lost."""

from __future__ import annotations

import io
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from corpus.site.settings import SiteSettings
from tests.conftest import Run
from ui.cli import DONE, ERROR
from ui.commands.init import settings_text
from ui.config import CONFIG_NAME, Config, load_config
from ui.messages import CATALOGUES


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def types(patch: pytest.MonkeyPatch, *lines: str) -> None:
    patch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))


def written(file: str = CONFIG_NAME) -> dict[str, Any]:
    return tomllib.loads(Path(file).read_text(encoding="utf-8"))


def test_three_questions_are_asked_and_enter_takes_the_defaults(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("docs").mkdir()
    types(monkeypatch, "", "", "")
    status, out, err = run("init")
    assert status == DONE
    assert err.count("[") == 3
    assert "[docs]" in err
    assert written() == {"corpus": "docs", "name": "Docs"}
    assert out.startswith("wrote quotedesk.toml\n")
    assert "next: quotedesk index, then quotedesk doctor, then quotedesk serve" in out


def test_what_is_answered_is_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "staff-hand_book", 'the "front desk", room 2', "english", "en, es-MX")
    status, out, err = run("init")
    assert status == DONE
    assert "'english' is no code of a language" in err.replace("languages: english", "'english'")
    assert written() == {
        "corpus": "staff-hand_book",
        "name": "Staff hand book",
        "contact": 'the "front desk", room 2',
        "model": "multilingual",
    }
    assert "staff-hand_book isn't there yet" in out


def test_options_answer_and_yes_asks_nothing(run: Run) -> None:
    status, _, err = run(
        "init", "--yes", "--corpus", "a", "--name", "B", "--contact", "C", "--config", "d.toml"
    )
    assert (status, err) == (DONE, "")
    assert written("d.toml") == {"corpus": "a", "name": "B", "contact": "C"}


def test_where_nobody_can_be_asked_that_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    status, _, err = run("init")
    assert status == ERROR
    assert "--yes" in err
    assert not Path(CONFIG_NAME).exists()


def test_an_interrupted_terminal_writes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "docs")
    assert run("init")[0] == ERROR
    assert not Path(CONFIG_NAME).exists()


def test_a_file_that_is_there_stays_unless_it_is_said_otherwise(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(CONFIG_NAME).write_text("this can't be read")
    status, _, err = run("init", "--yes")
    assert (status, "--replace" in err) == (ERROR, True)
    types(monkeypatch, "")
    status, _, err = run("init")
    assert (status, "is there already" in err) == (ERROR, True)
    assert Path(CONFIG_NAME).read_text() == "this can't be read"
    types(monkeypatch, "yes", "", "", "")
    status, out, _ = run("init")
    assert status == DONE
    assert "kept the settings that were there as quotedesk.toml.old\n" in out
    assert Path("quotedesk.toml.old").read_text() == "this can't be read"
    assert run("init", "--yes", "--replace", "--corpus", "new")[0] == DONE
    assert Path("quotedesk.toml.old").read_text() == "this can't be read"
    assert written("quotedesk.toml.old2")["corpus"] == "documents"
    assert written()["corpus"] == "new"


def test_what_no_model_knows_is_said(run: Run) -> None:
    status, out, _ = run("init", "--yes", "--languages", "en ja")
    assert (status, "no model here was made for ja" in out) == (DONE, True)


@pytest.mark.parametrize("text", ['"', "\\", "a\nb", "\x7f\x00", "é 🙂", "{x}", "'''"])
def test_any_answer_can_be_read_again(text: str) -> None:
    Path(CONFIG_NAME).write_text(settings_text(text, text, text, ("en",)), encoding="utf-8")
    config = load_config(None, {})
    assert (config.corpus, config.name, config.contact) == (text, text, text)


def test_every_setting_is_shown_and_can_be_taken_as_it_stands(tmp_path: Path) -> None:
    """Somebody takes away the signs before all that they see."""
    text = re.sub(r"^# (?=\[|\w+ = )", "", settings_text("docs", "Docs", "Ana", ["en"]), flags=re.M)
    shown = set(tomllib.loads(text))
    assert sorted({field.name for field in fields(Config)} - shown) == []
    (tmp_path / "all.toml").write_text(text, encoding="utf-8")
    config = load_config(tmp_path / "all.toml", {})
    assert config.contact == "Ana"
    assert config.site.url == ("https://www.example.org/",)
    # What is shown as a default is it.
    for name in (
        *("index", "reader", "model_download", "language", "rate_limit", "ledger", "pins"),
        *("retention_days", "store_questions", "log_format"),
    ):
        assert getattr(config, name) == getattr(Config(), name), name
    assert set(config.languages) == set(CATALOGUES)
    assert config.site.every_hours == SiteSettings().every_hours
