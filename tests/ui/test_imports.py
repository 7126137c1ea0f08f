"""What a command doesn't need it doesn't import: each is run in a process of its own.

The index is a small one of a model that takes no time; for `ask` there is a real one too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.load import load_corpus
from indexer.settings import IndexSettings
from indexer.store.folder import FolderStore
from tests.conftest import Load, Run
from tests.indexer.fakes import AID, FEES
from ui.cli import DONE, ERROR, REFUSED, USAGE
from ui.config import BUNDLED

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "What does the parking permit cost a year?"
# What makes an index, reads files or draws, and the chat page.
HEAVY = {
    *("torch", "transformers", "sentence_transformers", "safetensors", "onnx"),
    *("langchain_core", "langchain_text_splitters", "trafilatura", "lxml", "bs4", "markdown_it"),
    *("openpyxl", "docx", "pypdfium2", "PIL", "yaml", "charset_normalizer"),
    *("gradio", "pandas", "matplotlib"),
}
SEARCH = {"numpy", "faiss", "tantivy", "rapidfuzz", "simplemma", "onnxruntime", "tokenizers"}
WEB = {"fastapi", "starlette", "uvicorn", "pydantic", "jinja2", "prometheus_client", "segno"}
# Sets up what the command line stands on, runs it, and says last which of these were imported.
SCRIPT = """
import sys
if sys.argv[1] == "fake":
    import ui.wiring
    from tests.indexer.fakes import HashEmbedder
    ui.wiring.open_encoder = lambda _: HashEmbedder(max_tokens=128)
if "serve" in sys.argv:
    import ui.web.app
    def serve(desk, host, port, config, secrets, pace):
        ui.web.app.create_app(desk, config=config, secrets=secrets)
    ui.web.app.serve = serve
from ui.cli import main
try:
    status = main(sys.argv[3:])
except SystemExit as stop:
    status = stop.code
found = {name.split(".")[0] for name in sys.modules} & set(sys.argv[2].split())
print()
print(status, *sorted(found))
"""


def imported(among: set[str], *arguments: str, encoder: str = "real") -> tuple[int, set[str]]:
    """The exit status of a command, and which of these libraries it has imported."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, encoder, " ".join(among), *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    status, *found = done.stdout.splitlines()[-1].split()
    return int(status), set(found)


@pytest.mark.parametrize("arguments", [("--help",), ("nonsense",), ()])
def test_the_list_of_commands_needs_none_of_them(arguments: tuple[str, ...]) -> None:
    also = {"logging", "tomllib", "asyncio", "email"}
    status, found = imported(HEAVY | SEARCH | WEB | also, *arguments)
    assert status == (DONE if arguments == ("--help",) else USAGE)
    assert found == set()


@pytest.fixture
def desk(docs: Path, run: Run) -> None:
    (docs / "fees.txt").write_text(FEES)
    (docs / "aid.txt").write_text(AID)
    assert run("index", "--corpus", "docs", "--index", "idx")[0] == DONE
    line = {"id": "a", "question": QUESTION, "relevant": ["fees.txt"]}
    Path("q.jsonl").write_text(json.dumps(line))
    assert run("ask", "--index", "idx", "--receipt", "r.json", QUESTION)[0] in {DONE, REFUSED}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "statuses", "beyond"),
    [
        (("ask", QUESTION), {DONE, REFUSED}, WEB),
        (("batch", "q.jsonl"), {DONE}, WEB - {"pydantic"}),
        (("eval", "q.jsonl"), {DONE}, WEB - {"pydantic"}),
        (("serve",), {DONE}, set()),
        (("show", "fees.txt"), {DONE}, WEB | {"simplemma", "onnxruntime", "tokenizers"}),
        (("verify", "r.json"), {DONE}, WEB | {"simplemma", "onnxruntime", "tokenizers"}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_command_needs_nothing_that_makes_an_index(
    desk: None, arguments: tuple[str, ...], statuses: set[int], beyond: set[str]
) -> None:
    command, *more = arguments
    status, found = imported(HEAVY | beyond, command, "--index", "idx", *more, encoder="fake")
    assert status in statuses
    assert found == set()


@pytest.mark.slow
def test_what_checks_documents_needs_no_search_and_no_web(desk: None) -> None:
    others = (SEARCH - {"numpy"}) | WEB | {"torch", "gradio", "langchain_text_splitters"}
    status, found = imported(others, "lint", "--corpus", "docs")
    assert status in {DONE, ERROR}
    assert found == set()


@pytest.mark.model
def test_a_question_to_the_real_model_needs_only_what_searches(
    load_real: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = FolderStore(tmp_path / "idx")
    embedder = load_real(IndexSettings(), store.encoder)
    store.write(load_corpus(BUNDLED).documents, IndexSettings(), embedder)
    status, found = imported(
        HEAVY | SEARCH | WEB, "ask", "--index", "idx", "What are the five goals?"
    )
    assert (status, found) == (DONE, SEARCH)
