"""A reader: what each must do, whatever model it runs, and what the stage makes of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from corpus.errors import ModelError
from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.question import Question
from qa.read.reader import Readable, Reader, Reading
from qa.reply import Answer, Refusal
from qa.weights import Weights
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS, FixedReader, WordReader

# A new reader is one more line here.
READERS: dict[str, Callable[[], Reader]] = {
    "words": WordReader,
    "fixed": lambda: FixedReader("fee"),
}


@st.composite
def readables(draw: st.DrawFn) -> Readable:
    """Any text, with any ordered and disjoint units in it, none of them empty."""
    text = draw(st.text(min_size=1, max_size=120))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    units = tuple(
        Span(start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=False)
    )
    heading = tuple(draw(st.lists(st.text(max_size=30), max_size=3)))
    return Readable(heading=heading, text=text, units=units)


@pytest.mark.parametrize("name", READERS)
class TestReader:
    """The contract of `qa.read.reader.Reader`."""

    @given(question=st.text(max_size=80), passages=st.lists(readables(), max_size=4))
    def test_each_passage_and_each_unit_gets_a_finite_number(
        self, name: str, question: str, passages: list[Readable]
    ) -> None:
        readings = READERS[name]().read(question, passages)
        assert [len(it.units) for it in readings] == [len(it.units) for it in passages]
        said = [value for it in readings for value in (*it.units, it.answers)]
        assert all(math.isfinite(value) for value in said)

    @given(question=st.text(max_size=80), passages=st.lists(readables(), min_size=1, max_size=3))
    def test_the_same_is_said_again(
        self, name: str, question: str, passages: list[Readable]
    ) -> None:
        reader = READERS[name]()
        assert list(reader.read(question, passages)) == list(reader.read(question, passages))

    def test_many_may_ask_at_once(self, name: str) -> None:
        reader = READERS[name]()
        text = "The fee is 4 dollars. The office opens at nine."
        units = (Span(start=0, end=21), Span(start=22, end=len(text)))
        passage = Readable(heading=("Fees",), text=text, units=units)
        alone = list(reader.read("What is the fee?", [passage]))
        with ThreadPoolExecutor(4) as pool:
            together = pool.map(
                lambda _: list(reader.read("What is the fee?", [passage])), range(8)
            )
        assert all(readings == alone for readings in together)

    def test_it_has_a_name(self, name: str) -> None:
        assert READERS[name]().identity


HARBOUR = """Harbour

The harbour permit costs 40 dollars a year.

The harbour permit is sold at the town hall, on the second floor, by the harbour master.
"""
QUESTION = Question(text="Who sells the harbour permit?")


def engine(folder: Path, reader: Reader | None, **weights: float) -> Engine:
    """`weights`: of what the reader says, in the choice and in the decision."""
    embedder = HashEmbedder(max_tokens=128)
    documents = [document_of(HARBOUR, "harbour"), document_of("Dogs are kept on a lead.", "dogs")]
    index = write_index(documents, IndexSettings(), embedder, folder / "index")
    made: Weights = replace(
        WEIGHTS,
        units=dict(WEIGHTS.units) | {"reader": weights.get("units", 0.0)},
        decision={"answers": weights.get("answers", 0.0)},
        personal={},
        intercept=0.0,
        threshold=0.5,
    )
    return Engine(index, embedder, weights=made, reader=reader)


def test_without_weight_a_reader_changes_no_reply(tmp_path: Path) -> None:
    plain = engine(tmp_path / "1", None).ask(QUESTION)
    assert engine(tmp_path / "2", FixedReader("40 dollars")).ask(QUESTION) == plain


@pytest.mark.parametrize("text", ["40 dollars", "the town hall"])
def test_what_a_reader_says_chooses_the_quote(tmp_path: Path, text: str) -> None:
    reply = engine(tmp_path, FixedReader(text), units=10.0).ask(QUESTION)
    assert isinstance(reply, Answer)
    assert text in "".join(
        reply.quotes[0].text[h.start : h.end] for h in reply.quotes[0].highlights
    )


def test_what_a_reader_says_is_part_of_the_decision(tmp_path: Path) -> None:
    sure = engine(tmp_path / "1", FixedReader("40 dollars"), answers=1.0).ask(QUESTION)
    assert isinstance(sure, Answer)
    assert sure.confidence > 0.99
    unsure = engine(tmp_path / "2", FixedReader("of no document"), answers=1.0).ask(QUESTION)
    assert isinstance(unsure, Refusal)
    assert unsure.confidence < 0.01


class TooFew(WordReader):
    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        return super().read(question, passages)[:-1]


class TooManyUnits(WordReader):
    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        return [
            Reading(units=(*reading.units, 0.0), answers=0.0)
            for reading in super().read(question, passages)
        ]


@pytest.mark.parametrize("reader", [TooFew(), TooManyUnits()])
def test_a_reader_that_scores_something_else_is_an_error(tmp_path: Path, reader: Reader) -> None:
    with pytest.raises(ModelError, match="didn't score what it was given"):
        engine(tmp_path, reader).ask(QUESTION)


def test_a_reader_is_given_slices_of_the_document(tmp_path: Path) -> None:
    seen: list[Readable] = []

    class Watching(WordReader):
        def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
            seen.extend(passages)
            return super().read(question, passages)

    engine(tmp_path, Watching()).ask(QUESTION)
    assert seen
    for passage in seen:
        assert passage.text in HARBOUR or passage.text == "Dogs are kept on a lead."
        assert all(span.of(passage.text).strip() for span in passage.units)
        ends = [span.end for span in passage.units]
        assert all(span.start >= end for span, end in zip(passage.units[1:], ends, strict=False))
