"""A command whose libraries are an extra says what to install, before it does anything."""

from __future__ import annotations

import importlib.util
import tomllib
from importlib.machinery import ModuleSpec
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import Run
from ui.cli import DONE, ERROR
from ui.extras import EXTRAS

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


QUESTIONS = "questions-that-are-not-there.jsonl"


@pytest.mark.parametrize(
    "command", [("eval", QUESTIONS), ("calibrate", QUESTIONS), ("fit", "--set", QUESTIONS, "index")]
)
@pytest.mark.parametrize("library", EXTRAS["eval"])
def test_a_missing_extra_is_one_line_that_says_what_to_install(
    command: tuple[str, ...], library: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == library else found(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    status, out, err = run(*command)
    assert (status, out) == (ERROR, "")
    [line] = err.splitlines()
    assert library in line
    assert "pip install 'quotedesk[eval]'" in line


def test_help_needs_no_extra(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda *_: None)
    assert run("eval", "--help")[0] == DONE


def test_the_extras_are_those_that_can_be_installed() -> None:
    table = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    optional = table["optional-dependencies"]
    homes = packages_distributions()
    for extra, libraries in EXTRAS.items():
        names = {canonicalize_name(Requirement(line).name) for line in optional[extra]}
        assert {canonicalize_name(homes[library][0]) for library in libraries} == names


def test_indexing_without_what_reads_documents_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *of: None if name == "lxml" else found(name, *of)
    )
    status, out, err = run("index", "--index", str(tmp_path / "index"))
    assert (status, out) == (ERROR, "")
    assert err == (
        "quotedesk: this command needs lxml, which isn't installed."
        " Run: pip install 'quotedesk[index]'.\n"
    )
    assert not (tmp_path / "index").exists()
