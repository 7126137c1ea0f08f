"""A library that isn't installed breaks only what needs it, with a line that says what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from tests.indexer.fakes import HashEmbedder, two_documents

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
# They are blocked in a process of its own, as if they weren't installed.
BLOCK = """
import sys
blocked = sys.argv[1].split(",")
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in blocked:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Blocker())
"""
IMPORTS = """
import corpus.load, indexer.build, indexer.embed, indexer.index, indexer.search
import indexer.store.folder, indexer.update, qa.engine, ui.cli, ui.wiring
heavy = {"torch", "sentence_transformers", "transformers", "onnx", "onnxruntime", "tokenizers"}
heavy |= {"faiss", "tantivy"}
print(sorted(heavy & set(sys.modules)))
"""
NEEDS = """
import json
from pathlib import Path
from corpus.errors import QuotedeskError
from indexer.embed import load_embedder
from indexer.settings import IndexSettings
from indexer.store.folder import FolderStore, open_past, read_index, write_index
from tests.indexer.fakes import HashEmbedder, two_documents
made = Path(sys.argv[2])
steps = (
    lambda: load_embedder(IndexSettings(**json.loads(sys.argv[4])), FolderStore(made).encoder),
    lambda: write_index(two_documents(), IndexSettings(), HashEmbedder(), made / "new"),
    lambda: read_index(made / "index"),
)
print(open_past(made / "index").passages)
for step in steps[1:] if sys.argv[3] == "search" else steps[:1]:
    try:
        step()
    except QuotedeskError as error:
        print(type(error).__name__, error)
"""


def run(script: str, *arguments: str) -> str:
    made = subprocess.run(
        [sys.executable, "-c", BLOCK + script, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout


def test_everything_can_be_imported_without_any_of_them() -> None:
    libraries = ("torch", "sentence_transformers", "onnx", "onnxruntime", "faiss", "tantivy")
    assert run(IMPORTS, ",".join(libraries)) == "[]\n"


@pytest.mark.parametrize(("library", "package"), [("faiss", "faiss-cpu"), ("tantivy", "tantivy")])
def test_searching_without_it_is_one_line_that_says_what_to_install(
    library: str, package: str, tmp_path: Path
) -> None:
    index = write_index(two_documents(), IndexSettings(), HashEmbedder(), tmp_path / "index")
    known, *said = run(NEEDS, library, str(tmp_path), "search", "{}").splitlines()
    assert known == str(index.sizes.passages)  # what needs no search is still known
    line = (
        f"StoreError the package {package}, which the index is searched with, can't be imported."
        f" Run `make install`, or `pip install {package}`."
    )
    assert said == [line, line]
    assert list((tmp_path / "new").glob("v-*")) == []


@pytest.mark.parametrize(
    ("library", "settings", "said"),
    [
        (
            "onnxruntime",
            {},
            (
                "the package onnxruntime, which runs the model, can't be imported."
                " Run `make install`, or `pip install onnxruntime`."
            ),
        ),
        (
            "onnx",
            {},
            (
                "the package onnx, which converts the model, can't be imported."
                " Run `make install`, or `pip install 'quotedesk[index]'`."
            ),
        ),
        (
            "torch",
            {"model": "m"},
            (
                "m: the package torch, which converts this model, can't be imported."
                " Run `make models`, or `pip install 'quotedesk[models]'`."
            ),
        ),
        (
            "sentence_transformers",
            {"model": "m"},
            (
                "m: the package sentence-transformers, which converts this model, can't be"
                " imported. Run `make models`, or `pip install 'quotedesk[models]'`."
            ),
        ),
    ],
)
def test_a_model_without_its_library_is_one_line_that_says_what_to_install(
    library: str, settings: dict[str, str], said: str, tmp_path: Path
) -> None:
    lines = run(NEEDS, library, str(tmp_path), "model", json.dumps(settings)).splitlines()
    assert lines == ["0", f"ModelError {said}"]
    assert list(tmp_path.glob("encoder*")) == []
