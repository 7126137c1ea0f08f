"""A question and a passage as tokens: what the reader sees of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from indexer.embed.onnx_runtime import open_tokenizer
from indexer.embed.weights import bundled_folder
from qa.read.reader import Readable
from qa.read.tokens import MOST_HEADING, MOST_QUESTION, MOST_TOKENS, ReaderTokenizer, Tokens

CLS, SEP = 101, 102
TEXT = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from(" .a\n\ud800")), max_size=60
)


@pytest.fixture(scope="module")
def tokenizer() -> ReaderTokenizer:
    return ReaderTokenizer(open_tokenizer(bundled_folder() / "tokenizer.json"))


def readable(text: str, *heading: str) -> Readable:
    """Its units are its sentences: what ends with a stop."""
    units = (Span(start=it.start(), end=it.end()) for it in re.finditer(r"[^\s.][^.]*\.", text))
    return Readable(heading=heading, text=text, units=tuple(units))


def told(tokenizer: ReaderTokenizer, made: Tokens) -> list[str]:
    return [tokenizer.words(made.ids[first:end]) for first, end in made.units]


def parts(made: Tokens) -> list[tuple[int, ...]]:
    """The tokens of question, headings and passage."""
    assert made.ids[0] == CLS
    ends = [at for at, id_ in enumerate(made.ids) if id_ == SEP]
    assert len(ends) == 3
    assert ends[-1] == len(made.ids) - 1
    return [made.ids[a + 1 : b] for a, b in zip([0, *ends], ends, strict=False)]


def test_question_headings_and_passage_stand_in_one_sequence(tokenizer: ReaderTokenizer) -> None:
    passage = readable("It costs 5. Dogs are welcome.", "Permits", "", "Fees of boats")
    made = tokenizer.tokens("What is it?", passage)
    assert [tokenizer.words(part) for part in parts(made)] == [
        "what is it?",
        "permits – fees of boats",
        "it costs 5. dogs are welcome.",
    ]
    asked = len(parts(made)[0]) + 2
    assert made.types == (0,) * asked + (1,) * (len(made.ids) - asked)


def test_a_unit_is_the_tokens_that_begin_in_it(tokenizer: ReaderTokenizer) -> None:
    passage = readable("On fees\nIt costs 5 Złoty. Dogs are welcome.Ring the bell.", "Title")
    made = tokenizer.tokens("what is it", passage)
    assert told(tokenizer, made) == [
        "on fees it costs 5 złoty.",
        "dogs are welcome.",
        "ring the bell.",
    ]
    assert made.kept == (0, 1, 2)


def test_what_stands_between_units_is_in_none(tokenizer: ReaderTokenizer) -> None:
    text = "A heading | It costs 5. | and more"
    passage = Readable(heading=(), text=text, units=(Span(start=12, end=23),))
    made = tokenizer.tokens("what is it", passage)
    assert told(tokenizer, made) == ["it costs 5."]
    assert "heading" in tokenizer.words(made.ids)
    assert "more" in tokenizer.words(made.ids)


def test_a_long_passage_is_cut_at_its_end(tokenizer: ReaderTokenizer) -> None:
    passage = readable(" ".join(f"Sentence number {n} is here." for n in range(200)), "Title")
    made = tokenizer.tokens("what is it", passage)
    assert len(made.ids) == len(made.types) == MOST_TOKENS
    assert parts(made)[0] == parts(tokenizer.tokens("what is it", readable("")))[0]
    assert made.kept == tuple(range(len(made.units)))
    assert 30 < len(made.units) < 60
    assert told(tokenizer, made)[:2] == ["sentence number 0 is here.", "sentence number 1 is here."]
    assert made.units[-1][1] <= MOST_TOKENS - 1


def test_a_long_question_and_long_headings_are_cut(tokenizer: ReaderTokenizer) -> None:
    words = [f"word{n}" for n in range(400)]
    passage = readable("It costs 5. Dogs are welcome.", *words)
    made = tokenizer.tokens(" ".join(words), passage)
    assert [len(part) for part in parts(made)][:2] == [MOST_QUESTION, MOST_HEADING]
    assert told(tokenizer, made) == ["it costs 5.", "dogs are welcome."]
    long = tokenizer.tokens(" ".join(words), readable(" ".join(words) + ".", *words))
    assert len(long.ids) == MOST_TOKENS
    assert len(parts(long)[2]) == MOST_TOKENS - MOST_QUESTION - MOST_HEADING - 4


def test_half_a_surrogate_pair_is_one_character(tokenizer: ReaderTokenizer) -> None:
    made = tokenizer.tokens(
        "what \ud83d is it", readable("Fee\udc00 is 5. Dogs are here.", "\udfff")
    )
    assert told(tokenizer, made) == ["fee? is 5.", "dogs are here."]


def test_where_nothing_is_written_there_are_no_units(tokenizer: ReaderTokenizer) -> None:
    passage = Readable(heading=(), text="   ", units=(Span(start=0, end=3),))
    made = tokenizer.tokens("", passage)
    assert (made.ids, made.types) == ((CLS, SEP, SEP, SEP), (0, 0, 1, 1))
    assert (made.units, made.kept) == ((), ())


@given(
    question=TEXT, heading=st.lists(TEXT, max_size=3), text=TEXT, edges=st.sets(st.integers(0, 60))
)
def test_units_are_apart_and_inside_of_the_passage(
    tokenizer: ReaderTokenizer, question: str, heading: list[str], text: str, edges: set[int]
) -> None:
    bounds = sorted(it for it in edges if it <= len(text))
    units = tuple(Span(start=a, end=b) for a, b in zip(bounds[::2], bounds[1::2], strict=False))
    passage = Readable(heading=tuple(heading), text=text, units=units)
    made = tokenizer.tokens(question, passage)
    assert len(made.ids) == len(made.types) <= MOST_TOKENS
    assert len(made.kept) == len(made.units)
    assert list(made.kept) == sorted(set(made.kept) & set(range(len(units))))
    flat = [place for unit in made.units for place in unit]
    assert flat == sorted(flat)
    assert all(first < end for first, end in made.units)
    if flat:
        assert made.types[flat[0]] == 1
        assert flat[-1] < len(made.ids)
