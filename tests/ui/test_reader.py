"""The reader that a desk asks, and the weights that go with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import ui.wiring
from corpus.errors import ConfigError
from qa.read.reader import Reader
from qa.weights import default_weights, weights_text
from tests.qa.fakes import WEIGHTS, WordReader
from ui.config import Config, load_config
from ui.wiring import reader_of, weights_of


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """The one that comes along, for the time of a test."""
    made = WordReader()
    monkeypatch.setattr(ui.wiring, "_reader", lambda _: made)
    return made


def configured(folder: Path, made_for: str, *, reader: bool) -> Config:
    file = folder / "weights.json"
    file.write_text(weights_text(replace(WEIGHTS, reader=made_for)), encoding="utf-8")
    return Config(weights=str(file), reader=reader)


def test_a_desk_has_the_reader_that_comes_along_unless_none_is_wanted(reader: Reader) -> None:
    assert Config().reader is True
    assert reader_of(Config()) is reader
    assert reader_of(Config(reader=False)) is None


def test_without_a_reader_none_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui.wiring, "_reader", lambda _: pytest.fail("opened"))
    assert reader_of(Config(reader=False)) is None
    assert weights_of(Config(reader=False)) == default_weights()


def test_it_is_turned_off_in_the_settings(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("reader = false\n")
    assert load_config(tmp_path / "a.toml", {}).reader is False
    (tmp_path / "a.toml").write_text("reader = 0\n")
    with pytest.raises(ConfigError, match="reader"):
        load_config(tmp_path / "a.toml", {})


@pytest.mark.parametrize("wanted", [False, True])
def test_the_weights_that_come_along_go_with_the_reader(reader: Reader, *, wanted: bool) -> None:
    assert weights_of(Config(reader=wanted)) == default_weights("default" if wanted else "")


def test_weights_made_for_the_reader_in_use_are_taken(tmp_path: Path, reader: Reader) -> None:
    for made_for, wanted in ((reader.identity, True), ("", False)):
        config = configured(tmp_path, made_for, reader=wanted)
        assert weights_of(config) == replace(WEIGHTS, reader=made_for)


@pytest.mark.parametrize(
    ("made_for", "wanted"), [("", True), ("words@2", True), (WordReader.identity, False)]
)
def test_weights_made_for_another_reader_or_for_none_are_refused(
    tmp_path: Path, reader: Reader, made_for: str, *, wanted: bool
) -> None:
    config = configured(tmp_path, made_for, reader=wanted)
    with pytest.raises(ConfigError, match="made for another reader, or for none") as caught:
        weights_of(config)
    line = str(caught.value)
    assert line.startswith(config.weights)
    assert "`quotedesk calibrate`" in line
    assert len(line.splitlines()) == 1
