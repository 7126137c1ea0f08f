"""The door for programs: what is public, that it is documented, and that it works."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import quotedesk
from qa.engine import Engine
from qa.pins.pinned import Led
from tests.indexer.fakes import AID, FEES, HashEmbedder, use_model
from ui.cli import DONE, main

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "python.md"
HEAVY = ("faiss", "gradio", "sentence_transformers", "tantivy", "torch", "trafilatura")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of two small documents, and a model that takes no time."""
    embedder = HashEmbedder(max_tokens=128)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "fees.txt").write_text(FEES, newline="")
    (tmp_path / "docs" / "aid.txt").write_text(AID, newline="")
    use_model(monkeypatch, embedder)
    monkeypatch.chdir(tmp_path)
    assert main(["index", "--corpus", "docs", "--index", "index"]) == DONE
    return tmp_path / "index"


def test_every_public_name_is_exported_and_no_other() -> None:
    defined = {
        name
        for name, value in vars(quotedesk).items()
        if not name.startswith("_")
        and name not in {"annotations", "TYPE_CHECKING"}
        and not inspect.ismodule(value)
        and getattr(value, "__module__", "").split(".")[0] in {"corpus", "qa", "quotedesk"}
    }
    assert quotedesk.__all__ == sorted(quotedesk.__all__)
    assert set(quotedesk.__all__) == defined


@pytest.mark.parametrize("name", quotedesk.__all__)
def test_a_public_name_says_what_it_is(name: str) -> None:
    value = getattr(quotedesk, name)
    # A dataclass without words of its own has its signature for a docstring.
    assert value.__doc__
    assert not value.__doc__.startswith(f"{name}(")
    assert re.search(rf"^\| `{name}\b", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_page_names_nothing_that_is_not_public() -> None:
    named = re.findall(r"^\| `(\w+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(quotedesk.__all__)


def test_importing_it_loads_no_heavy_library() -> None:
    code = f"import sys, quotedesk; print(*(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_an_answer_is_a_slice_of_a_document(index: Path) -> None:
    desk = quotedesk.open_desk(index)
    assert sorted(desk.documents) == ["aid.txt", "fees.txt"]
    reply = desk.ask("What does the parking permit cost a year?")
    quotes = reply.quotes if isinstance(reply, quotedesk.Answer) else reply.closest
    assert quotes
    for quote in quotes:
        assert isinstance(quote, quotedesk.Quote)
        assert quote.text == quote.span.of(desk.documents[quote.document_id].text)
        assert quote.citation.title


def test_a_question_may_bring_filters_and_what_went_before(index: Path) -> None:
    desk = quotedesk.open_desk(str(index))
    question = quotedesk.Question(
        text="And what does it cost?",
        history=(quotedesk.Turn(role="user", content="What is the parking permit?"),),
        filters=quotedesk.Filters(documents=("fees.txt",)),
    )
    assert desk.ask(question).ranking == ("fees.txt",)


def test_a_refusal_is_a_value_with_a_reason(index: Path) -> None:
    reply = quotedesk.open_desk(index).ask("?!")
    assert isinstance(reply, quotedesk.Refusal)
    assert reply.reason is quotedesk.Reason.EMPTY_QUESTION


def test_settings_are_found_as_on_the_command_line(index: Path) -> None:
    Path("quotedesk.toml").write_text(f"index = '{index}'\n", encoding="utf-8")
    assert quotedesk.open_desk().documents
    Path("other.toml").write_text("index = 'nowhere'\n", encoding="utf-8")
    with pytest.raises(quotedesk.QuotedeskError):
        quotedesk.open_desk(config="other.toml")
    assert quotedesk.open_desk(index, config="other.toml").documents


@pytest.mark.model
def test_the_real_model_answers(tmp_path: Path, bundled_engine: Engine) -> None:
    reply = quotedesk.Desk(Led(bundled_engine, tuple)).ask(
        "What are the five goals of the strategy?"
    )
    assert isinstance(reply, quotedesk.Answer)


def test_an_index_that_is_not_there_is_an_error_with_a_mend(tmp_path: Path) -> None:
    with pytest.raises(quotedesk.QuotedeskError, match="quotedesk index"):
        quotedesk.open_desk(tmp_path / "nowhere")
