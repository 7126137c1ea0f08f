"""The stage that asks a reader: how much is read, and what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ModelError
from indexer.index import Index
from indexer.rows import PassageRow, UnitRow
from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.passages import Passages
from qa.question import Question
from qa.rank.rank import PASSAGES_WEIGHED
from qa.read.pace import CROWDED, PASSAGES_READ, Pace
from qa.read.reader import UNREAD, Readable, Reader, Reading
from qa.read.stage import SURE, Readings, read, readable
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS, FixedReader, WordReader

PASSAGES = 16
ORDER = (3, 0, 7, 5, 1, 2, 6, 4)  # rows of the passages found, best first
QUESTION = "What is sold in the harbour?"


class Recording(FixedReader):
    """Keeps what it is given at each call."""

    def __init__(self, text: str, sure: float = 5.0) -> None:
        super().__init__(text, sure)
        self.calls: list[list[str]] = []

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        assert question == QUESTION
        self.calls.append([passage.heading[0] for passage in passages])
        return super().read(question, passages)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Each document is one passage of two sentences."""
    documents = [
        document_of(
            f"In the harbour stall {n} sells fish. Stall {n} is open on day {n}.", f"d{n:02}"
        )
        for n in range(PASSAGES)
    ]
    folder: Path = tmp_path_factory.mktemp("stage") / "index"
    made = write_index(documents, IndexSettings(), HashEmbedder(max_tokens=128), folder)
    assert [len(made.units_of(PassageRow(row))) for row in range(PASSAGES)] == [2] * PASSAGES
    return made


def rows(*numbers: int) -> list[PassageRow]:
    return [PassageRow(number) for number in numbers]


def names(*rows: int) -> list[str]:
    return [f"d{row:02}" for row in rows]


def test_passages_are_read_one_after_another_best_first(index: Index) -> None:
    reader = Recording("of no document")
    readings = read(reader, Passages.of(index), QUESTION, rows(*ORDER))
    assert reader.calls == [[name] for name in names(*ORDER)]
    assert list(readings.passages) == list(ORDER)
    assert set(readings.units) == {
        unit for row in readings.passages for unit in index.units_of(row)
    }


@pytest.mark.parametrize(("text", "calls"), [("stall 3 ", 1), ("stall 0 ", 2), ("stall 7 ", 3)])
def test_nothing_more_is_read_when_an_answer_is_sure(index: Index, text: str, calls: int) -> None:
    reader = Recording(text, sure=SURE)
    readings = read(reader, Passages.of(index), QUESTION, rows(*ORDER))
    assert reader.calls == [[name] for name in names(3, 0, 7)][:calls]
    assert list(readings.passages) == list(ORDER[:calls])
    assert max(readings.units.values()) == SURE


def test_what_is_nearly_sure_is_not_enough(index: Index) -> None:
    reader = Recording("stall 3 ", sure=SURE - 0.01)
    read(reader, Passages.of(index), QUESTION, rows(*ORDER))
    assert sum(map(len, reader.calls)) == len(ORDER)


def test_all_are_read_one_at_a_time(index: Index) -> None:
    reader = Recording("of no document")
    readings = read(reader, Passages.of(index), QUESTION, rows(*ORDER))
    assert list(readings.passages) == list(ORDER)
    assert [name for call in reader.calls for name in call] == names(*ORDER)
    assert all(len(call) == 1 for call in reader.calls)


def test_each_unit_gets_what_was_said_of_it(index: Index) -> None:
    reader = Recording("open on day 5", sure=SURE)
    readings = read(reader, Passages.of(index), QUESTION, rows(*ORDER))
    passages = Passages.of(index)
    for row, said in readings.units.items():
        held = "open on day 5" in passages.text(index.unit(row))
        assert said == (SURE if held else -SURE)
    assert {row: said for row, said in readings.passages.items() if said > 0} == {5: SURE}


@given(st.lists(st.floats(-2_000, 2_000), min_size=1, max_size=40))
def test_answers_is_the_log_of_the_sum_of_all_units(said: list[float]) -> None:
    units = {UnitRow(row): value for row, value in enumerate(said)}
    found = Readings(passages={}, units=units).answers
    assert found == pytest.approx(float(np.logaddexp.reduce(said)), abs=1e-9)
    assert found >= max(said)


def test_a_passage_that_begins_within_a_table_has_the_names_of_its_columns(tmp_path: Path) -> None:
    lines = ["| Grave | Fee |", *(f"| Grave of type {n} | {n}00 euros |" for n in range(1, 30))]
    table = document_of("\n".join(lines), "fees")
    document = replace(table, blocks=(replace(table.blocks[0], header=True), *table.blocks[1:]))
    index = write_index([document], IndexSettings(), HashEmbedder(max_tokens=128), tmp_path / "i")
    assert index.sizes.passages > 2
    headings = [readable(Passages.of(index), row).heading[1:] for row in rows(0, 1, 2)]
    assert headings == [(), ("| Grave | Fee |",), ("| Grave | Fee |",)]


def test_where_no_unit_was_read_none_answers(index: Index) -> None:
    reader = Recording("stall")
    readings = read(reader, Passages.of(index), QUESTION, [])
    assert readings == Readings(passages={}, units={})
    assert reader.calls == []
    assert readings.answers == UNREAD


class TooFew(WordReader):
    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        return super().read(question, passages)[:-1]


class TooMany(WordReader):
    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        return [*super().read(question, passages), Reading(units=(), answers=0.0)]


class OtherUnits(WordReader):
    """`by`: how many units more it scores than there are."""

    def __init__(self, by: int) -> None:
        self._by = by

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        return [Reading(units=(0.0,) * (len(it.units) + self._by), answers=0.0) for it in passages]


@pytest.mark.parametrize("reader", [TooFew(), TooMany(), OtherUnits(1), OtherUnits(-1)])
def test_a_reader_that_scores_something_else_is_an_error(index: Index, reader: Reader) -> None:
    with pytest.raises(ModelError, match="didn't score what it was given") as caught:
        read(reader, Passages.of(index), QUESTION, rows(*ORDER))
    assert reader.identity in str(caught.value)
    with pytest.raises(ModelError, match="didn't score what it was given"):
        Engine(index, HashEmbedder(), weights=WEIGHTS, reader=reader).ask(Question(text=QUESTION))


# --- in the engine --------------------------------------------------------------------------


def test_the_engine_reads_as_many_as_the_pace_says(index: Index) -> None:
    pace, reader = Pace(), Recording("of no document")
    engine = Engine(index, HashEmbedder(), weights=WEIGHTS, reader=reader, pace=pace)
    for waiting in (0, CROWDED[0][0], CROWDED[-1][0], 0):
        pace.waiting = waiting
        reader.calls.clear()
        engine.ask(Question(text=QUESTION))
        assert sum(map(len, reader.calls)) == pace.passages


def test_only_units_of_passages_that_were_read_are_weighed(index: Index) -> None:
    embedder = HashEmbedder(max_tokens=128)
    asked = Question(text=QUESTION)
    plain = Engine(index, embedder, weights=WEIGHTS).examine(asked)
    assert plain is not None
    assert plain.ranked.readings is None
    found = [hit.passage for hit in plain.ranked.hits]
    assert len(found) > PASSAGES_WEIGHED
    weighed = {index.unit(it.row).passage for it in plain.ranked.candidates}
    assert weighed == set(found[:PASSAGES_WEIGHED])
    assert {it.evidence.reader for it in plain.ranked.candidates} == {0.0}
    for text, passages in (("of no document", PASSAGES_READ), ("stall", 1)):
        examined = Engine(index, embedder, weights=WEIGHTS, reader=Recording(text)).examine(asked)
        assert examined is not None
        ranked, features = examined.ranked, examined.decision.features
        assert ranked.hits == plain.ranked.hits
        weighed = {index.unit(it.row).passage for it in ranked.candidates}
        assert weighed == set(found[:passages])
        assert ranked.readings is not None
        assert {it.row: it.evidence.reader for it in ranked.candidates} == ranked.readings.units
        assert features is not None
        assert features.reader == examined.selections[0].candidate.evidence.reader / 10
        assert features.answers == ranked.readings.answers / 10


def test_an_item_that_is_named_by_its_number_need_not_be_read(tmp_path: Path) -> None:
    items = "\n".join(f"- the {word} of the harbour" for word in "abcdefghijklmnopqrst")
    text = f"Harbour\n\nThe harbour has these goals:\n\n{items}\n"
    embedder = HashEmbedder(max_tokens=128)
    settings = replace(IndexSettings(), passage_tokens=30)
    index = write_index([document_of(text)], settings, embedder, tmp_path / "index")
    reader = FixedReader("of the harbour")  # sure of the first passages
    engine = Engine(index, embedder, weights=WEIGHTS, reader=reader)
    examined = engine.examine(Question(text="What is the last of these goals of the harbour?"))
    assert examined is not None
    assert examined.ranked.readings is not None
    last = UnitRow(index.sizes.units - 1)
    assert last not in examined.ranked.readings.units
    [named] = [it for it in examined.ranked.candidates if it.evidence.ordinal > 0]
    assert (named.row, named.evidence.reader) == (last, 0.0)


def test_what_introduces_a_list_that_is_asked_for_stands_for_all_of_it(tmp_path: Path) -> None:
    text = "Harbour\n\nThe harbour has these goals:\n\n- clean water\n- safe boats\n- fresh fish\n"
    made = write_index(
        [document_of(text, "list")], IndexSettings(), HashEmbedder(max_tokens=128), tmp_path / "i"
    )
    reader = FixedReader("of no document", sure=1.0)
    asking = Engine(made, HashEmbedder(max_tokens=128), weights=WEIGHTS, reader=reader)
    found = {}
    for question in ("What are the goals of the harbour?", "Who owns the harbour?"):
        examined = asking.examine(Question(text=question))
        assert examined is not None
        units = {made.unit(it.row).span.of(text): it for it in examined.ranked.candidates}
        found[question] = units["The harbour has these goals:"].evidence.reader
        assert units["safe boats"].evidence.reader == -1.0
    listed, owned = found.values()
    assert listed == pytest.approx(-1.0 + np.log(4))
    assert owned == -1.0
