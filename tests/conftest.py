"""What every test may use: the real model, loaded once, and hypothesis without a stopwatch.

What always holds: tests that share something slow to make run in one process, however many there
are (`pytest -n`): those of files with tests of a browser, or of the model, and else those of one
file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from corpus.load import load_corpus
from indexer.embed import Embedder, EncoderPlace, model_identity, open_encoder
from indexer.embed.convert import convert
from indexer.settings import MULTILINGUAL_MODEL, IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.read.model import open_reader
from tests.indexer.fakes import use_model
from ui.cli import main
from ui.config import BUNDLED

Run = Callable[..., tuple[int, str, str]]

# A busy machine is no failure; tests that take too long are stopped by pytest-timeout. In CI the
# same examples every time, so that a change fails for what it changed; else new ones.
settings.register_profile(
    "quotedesk", deadline=None, max_examples=25, derandomize=os.environ.get("CI") == "true"
)
# For `make quick`: the same tests, fewer examples of those that don't say how many they want.
settings.register_profile("quick", settings.get_profile("quotedesk"), max_examples=10)
# For `make long`: new examples every time, and many.
settings.register_profile("long", deadline=None, max_examples=500, derandomize=False)
settings.load_profile("quotedesk")

ROOT = Path(__file__).parent.parent
TOGETHER = ("browser", "model")
# They are marked `model`, and load one in processes of their own, which share nothing.
APART = ("tests/test_newcomer.py", "tests/test_packaging.py")


@cache
def group_of(file: str) -> str:
    """The group that a file's tests are in. `file`: relative to the root, as in tests' names."""
    if file in APART:
        return file
    text = (ROOT / file).read_text(encoding="utf-8")
    return next((mark for mark in TOGETHER if f"mark.{mark}" in text), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The groups of `--dist loadgroup` are ours: as pytest-xdist hands them on, by another name of
    the test, they are lost with pytest 9.2 (pytest-xdist#1386)."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Grouped(LoadScopeScheduling):  # type: ignore[misc]  # it comes without types
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid.partition("::")[0])

    return Grouped(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first in several processes, or one would be at it while the others are
    done."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    groups = {item: group_of(item.nodeid.partition("::")[0]) for item in items}
    slow = {groups[item] for item in items if item.get_closest_marker("slow")}
    order = {group: at for at, group in enumerate((*TOGETHER, *sorted(slow - {*TOGETHER})))}
    items.sort(key=lambda item: order.get(groups[item], len(order)))


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a Milvus Lite in this process: one for all tests."""
    return str(tmp_path_factory.mktemp("milvus") / "lite.db")


@pytest.fixture(scope="session")
def real_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the default model's encoder; a test that asks for it is marked `model`."""
    folder = tmp_path_factory.mktemp("encoder")
    convert(IndexSettings(), model_identity(IndexSettings()), folder)
    return folder


@pytest.fixture(scope="session")
def real_embedder(real_encoder: Path) -> Embedder:
    """The default model (several seconds); a test that asks for it is marked `model`."""
    return open_encoder(real_encoder)


Load = Callable[[IndexSettings, EncoderPlace], Embedder]


@pytest.fixture(scope="session")
def load_real(real_encoder: Path, real_embedder: Embedder) -> Load:
    """As `load_embedder` for the default model, which is loaded and converted already: an index
    gets its encoder all the same, for processes of their own that ask it."""

    def copy(folder: Path) -> None:
        shutil.copytree(real_encoder, folder, copy_function=os.link, dirs_exist_ok=True)

    def load(_settings: IndexSettings, place: EncoderPlace) -> Embedder:
        place(real_embedder.identity, copy)
        return real_embedder

    return load


@pytest.fixture
def one_model(real_embedder: Embedder, load_real: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever loads the default model gets the one that is loaded."""
    use_model(monkeypatch, real_embedder)
    monkeypatch.setattr("ui.wiring.load_embedder", load_real)


@pytest.fixture(scope="session")
def multilingual_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the multilingual model's encoder; for tests that are marked `model`."""
    settings = IndexSettings(model=MULTILINGUAL_MODEL)
    folder = tmp_path_factory.mktemp("multilingual")
    convert(settings, model_identity(settings), folder)
    return folder


@pytest.fixture(scope="session")
def multilingual_embedder(multilingual_encoder: Path) -> Embedder:
    return open_encoder(multilingual_encoder)


@pytest.fixture(scope="session")
def bundled_engine(real_embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The default engine over the bundled documents; a test that asks for it is marked `model`."""
    folder = tmp_path_factory.mktemp("bundled") / "index"
    index = write_index(load_corpus(BUNDLED).documents, IndexSettings(), real_embedder, folder)
    return Engine(index, real_embedder, reader=open_reader())


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs one command; gives its exit status, and what went to stdout and stderr."""

    def once(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            status = main(arguments)
        except SystemExit as stop:  # argparse
            status = int(stop.code or 0)
        out, err = capfd.readouterr()
        return status, out, err

    return once
