"""The reader as the desk runs it: exported from torch, whole numbers of eight bits, read back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from indexer.embed.encoder import IDS, TYPES
from indexer.embed.onnx_runtime import open_session
from qa.read.model import (
    CARD,
    DEFAULT,
    FOLDER,
    MODEL,
    MULTILINGUAL,
    PASSAGE,
    TOKENIZER,
    UNITS,
    ModelReader,
    identity_of,
    open_reader,
)
from qa.read.reader import UNREAD
from qa.weights import default_weights
from tests.qa.tiny import tiny_reader, write_reader
from tests.scripts import printed
from tests.tools.made import given
from tools.train_reader.groups import Given

pytestmark = pytest.mark.model

QUESTIONS = ("What does the permit cost?", "who pays", "Are dogs welcome in the harbour at night?")
SENTENCES = (
    "The permit costs 40 dollars a year.",
    "It is paid at the town office.",
    "Dogs are welcome.",
    "Ring the bell, and wait.",
    "Stalls open at nine in the morning and close when the last ship has left.",
)


FEES = ("Permits", "Fees")
PASSAGES = (
    given(*SENTENCES, heading=FEES),
    given(*SENTENCES[::-1], heading=FEES),
    given(*SENTENCES[2:4], heading=("Dogs",)),
    given(SENTENCES[4], heading=()),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reader")
    write_reader(made, trained="on nothing")
    return made


@pytest.fixture(scope="module")
def reader(folder: Path) -> ModelReader:
    return open_reader(folder)


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def by_torch(question: str, passage: Given) -> tuple[list[float], float]:
    """The log-odds of the passage's units and its own."""
    import torch

    from tools.train_reader.model import batch_of, example, scores
    from tools.train_reader.start import tokenizer

    with torch.no_grad():
        batch = batch_of([[example(tokenizer(), question, passage)]])
        units, answers = scores(tiny_reader(), batch)
    return units.tolist(), float(answers[0])


def test_it_says_what_torch_says(reader: ModelReader) -> None:
    exact, found = [], []
    for question in QUESTIONS:
        for passage in PASSAGES:
            units, answers = by_torch(question, passage)
            [reading] = reader.read(question, [passage.readable])
            assert len(reading.units) == len(units)
            exact += [*units, answers]
            found += [*reading.units, reading.answers]
    assert np.std(exact) > 0.1
    # What eight bits take from it.
    assert np.max(np.abs(np.subtract(exact, found))) < 0.1
    assert np.corrcoef(exact, found)[0, 1] > 0.99


def test_before_it_is_made_of_whole_numbers_it_says_exactly_that(tmp_path: Path) -> None:
    from tools.train_reader.export import write_model
    from tools.train_reader.start import tokenizer

    write_model(tiny_reader(), tmp_path / MODEL)
    session = open_session(tmp_path / MODEL)
    for question in QUESTIONS:
        for passage in PASSAGES:
            tokens = tokenizer().tokens(question, passage.readable)
            by_token, answers = session.run(
                [UNITS, PASSAGE], {IDS: np.array([tokens.ids]), TYPES: np.array([tokens.types])}
            )
            assert by_token.shape == (1, len(tokens.ids))
            units = [by_token[0, first:end].mean() + answers[0, 0] for first, end in tokens.units]
            exact = by_torch(question, passage)
            assert [*units, answers[0, 0]] == pytest.approx([*exact[0], exact[1]], abs=1e-4)


def test_a_passage_is_read_the_same_beside_others(reader: ModelReader) -> None:
    passages = [passage.readable for passage in PASSAGES]
    for question in QUESTIONS:
        alone = [reader.read(question, [it])[0] for it in passages]
        assert reader.read(question, passages) == alone
    assert reader.read(QUESTIONS[0], []) == []


def test_units_past_what_it_reads_are_unread(reader: ModelReader) -> None:
    long = given(*(f"Sentence number {n} is here." for n in range(200))).readable
    [reading] = reader.read(QUESTIONS[0], [long])
    assert len(reading.units) == 200
    read = [said != UNREAD for said in reading.units]
    assert 30 < sum(read) < 60
    assert read == sorted(read, reverse=True)


def test_its_card_tells_what_it_is(folder: Path, reader: ModelReader) -> None:
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    assert card == {
        "identity": reader.identity,
        "languages": ["en"],
        "trained": "on nothing",
    }
    assert reader.languages == {"en"}
    assert reader.identity == identity_of(folder)


def test_other_weights_have_another_identity(reader: ModelReader, tmp_path: Path) -> None:
    write_reader(tmp_path / "same")
    write_reader(tmp_path / "other", seed=1)
    assert open_reader(tmp_path / "same").identity == reader.identity
    assert open_reader(tmp_path / "other").identity != reader.identity


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, CARD])
@pytest.mark.parametrize("how", ["gone", "empty", "cut", "changed"])
def test_a_reader_that_isnt_whole_is_one_line(copy: Path, name: str, how: str) -> None:
    body = bytearray((copy / name).read_bytes())
    if how == "gone":
        (copy / name).unlink()
    else:
        at = body.index(b"@") + 2 if name == CARD else len(body) // 2
        body[at] ^= 1
        kept = {"empty": bytearray(), "cut": body[:-7], "changed": body}[how]
        (copy / name).write_bytes(kept)
    line = refused(copy)
    assert line.startswith(f"{copy}: the reader is missing or damaged.")
    assert "`reader = false`" in line


@pytest.mark.parametrize("card", ["[]", "null", "{}", '{"identity": 1}', "\x80"])
def test_a_card_of_another_form_is_one_line(copy: Path, card: str) -> None:
    (copy / CARD).write_text(card, encoding="latin-1")
    assert "the reader is missing or damaged" in refused(copy)


def test_a_model_of_another_library_is_one_line(copy: Path) -> None:
    """It is whole, but for a version of ONNX that is yet to come."""
    import onnx

    model = onnx.load_model(str(copy / MODEL))
    for opset in model.opset_import:
        opset.version += 1_000
    onnx.save_model(model, str(copy / MODEL))
    (copy / CARD).write_text(json.dumps({"identity": identity_of(copy)}), encoding="utf-8")
    assert "the reader is missing or damaged" in refused(copy)


def refused(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        open_reader(folder)
    line = str(caught.value)
    assert len(line.splitlines()) == 1
    return line


def test_what_is_opened_later_is_checked_then_and_reads_the_same(
    folder: Path, copy: Path, reader: ModelReader
) -> None:
    later = open_reader(folder, later=True)
    assert (later.identity, later.languages) == (reader.identity, reader.languages)
    given = [it.readable for it in PASSAGES]
    assert later.read(QUESTIONS[0], given) == reader.read(QUESTIONS[0], given)
    (copy / MODEL).write_bytes(b"")
    damaged = open_reader(copy, later=True)
    for _ in range(2):
        with pytest.raises(ModelError, match="missing or damaged"):
            damaged.read(QUESTIONS[0], given)


def test_reading_imports_no_torch(folder: Path) -> None:
    script = """
import sys
from pathlib import Path
from corpus.document import Span
from qa.read.model import open_reader
from qa.read.reader import Readable
passage = Readable(heading=(), text="It costs 5.", units=(Span(start=0, end=11),))
open_reader(Path(sys.argv[1])).read("what does it cost", [passage])
print([name for name in ("onnx", "torch", "transformers") if name in sys.modules])
"""
    assert printed(script, str(folder)) == "[]\n"


def test_the_weights_that_come_along_are_the_readers() -> None:
    assert default_weights(DEFAULT).reader == open_reader().identity
    assert (
        default_weights(MULTILINGUAL).reader == open_reader(FOLDER.parent / MULTILINGUAL).identity
    )
    assert default_weights().reader == ""


def test_all_are_fitted_to_the_same_searches() -> None:
    """For what is searched comes before who reads it is known; which document leads, after."""
    every = [default_weights(it) for it in (DEFAULT, MULTILINGUAL, "")]
    assert len({(it.fusion.dense, it.fusion.sparse) for it in every}) == 1


def test_the_reader_is_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= 25_000_000
