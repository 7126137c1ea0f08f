"""A reader: what each must do, whatever model it runs, and what a reply makes of it."""

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
from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.question import Question
from qa.read.reader import Readable, Reader, Reading
from qa.read.ways import Reads
from qa.reply import Answer, Refusal
from qa.weights import Weights
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS, FixedReader, WordReader
from tests.qa.tiny import exported_reader

# A new reader is one more line here.
READERS: dict[str, Callable[[], Reader]] = {
    "words": WordReader,
    "fixed": lambda: FixedReader("fee"),
    "model": exported_reader,
}
NAMES = [pytest.param(it, marks=pytest.mark.model) if it == "model" else it for it in READERS]


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


@pytest.mark.parametrize("name", NAMES)
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


def test_without_weight_a_reader_that_has_read_all_changes_no_reply(tmp_path: Path) -> None:
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
    sure = engine(tmp_path / "1", FixedReader("40 dollars"), answers=20.0).ask(QUESTION)
    assert isinstance(sure, Answer)
    assert sure.confidence > 0.99
    unsure = engine(tmp_path / "2", FixedReader("of no document"), answers=20.0).ask(QUESTION)
    assert isinstance(unsure, Refusal)
    assert unsure.confidence < 0.01


def test_an_explanation_tells_what_was_read_and_what_was_said(tmp_path: Path) -> None:
    unread = engine(tmp_path / "1", None).ask(QUESTION, explain=True).explain
    assert unread is not None
    assert unread["reading"] is None
    reader = FixedReader("40 dollars", sure=1.0)
    told = engine(tmp_path / "2", reader).ask(QUESTION, explain=True).explain
    assert told is not None
    read = told["reading"]["passages"]
    assert [it["passage"] for it in read] == [it["passage"] for it in told["retrieval"]["passages"]]
    assert sorted(it["answers"] for it in read) == [-1.0] * (len(read) - 1) + [1.0]
    units = [it["evidence"]["reader"] for it in told["selection"]["units"]]
    assert sorted(units) == [-1.0] * (len(units) - 1) + [1.0]
    assert told["reading"]["answers"] == pytest.approx(
        math.log(sum(map(math.exp, units))), abs=1e-3
    )
    adds = told["decision"]["features"]["answers"]
    assert adds["value"] == pytest.approx(told["reading"]["answers"] / 10, abs=1e-3)


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


def test_a_question_in_a_language_that_it_has_not_learnt_is_answered_without_it(
    tmp_path: Path,
) -> None:
    reader = FixedReader("40 dollars")
    reader.languages = frozenset({"es"})
    unread = engine(tmp_path / "1", None).examine(QUESTION)
    found = engine(tmp_path / "2", reader).examine(QUESTION)
    assert found is not None
    assert unread is not None
    assert found.ranked.readings is None
    assert found.decision == unread.decision
    reader.languages = frozenset({"en"})
    asked = engine(tmp_path / "3", reader).examine(QUESTION)
    assert asked is not None
    assert asked.ranked.readings is not None


@pytest.mark.parametrize(
    ("language", "question", "said"),
    [
        ("en", "Who sells the harbour permit?", 1.0),
        ("es", "¿Quién vende el permiso del puerto?", 2.0),
        ("en", "¿Quién vende el permiso del puerto?", 2.0),  # over English documents
        ("es", "Who sells the harbour permit?", 2.0),  # over Spanish ones
        ("pl", "Who sells the harbour permit?", None),
    ],
)
def test_a_reader_reads_what_it_has_learnt_the_languages_of(
    tmp_path: Path, language: str, question: str, said: float | None
) -> None:
    text = "The harbour permit, el permiso del puerto, is sold at the town hall."
    embedder = HashEmbedder(max_tokens=128)
    document = document_of(text, language=language)
    index = write_index([document], IndexSettings(), embedder, tmp_path / "index")
    own, other = FixedReader("town hall", sure=1.0), FixedReader("town hall", sure=2.0)
    own.languages, other.languages = frozenset({"en"}), frozenset({"en", "es"})
    for_other = Reads(reader=other, weights=replace(WEIGHTS, threshold=0.99))
    asked = Engine(index, embedder, weights=WEIGHTS, reader=own, others=[for_other])
    examined = asked.examine(Question(text=question))
    assert examined is not None
    readings = examined.ranked.readings
    assert (max(readings.units.values()) if readings else None) == said
    assert (examined.weights is for_other.weights) is (said == 2.0)
