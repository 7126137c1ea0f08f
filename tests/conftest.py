"""What every test may use: the real model, loaded once, and hypothesis without a stopwatch.

What always holds: tests that share something slow to make run in one process, however many there
are (`pytest -n`): those of a browser, those of the model, and else those of one file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

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

TOGETHER = ("browser", "model")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        shared = next((mark for mark in TOGETHER if item.get_closest_marker(mark)), None)
        item.add_marker(pytest.mark.xdist_group(shared or str(item.path)))


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
