"""A phrase is its English sentence, and remembers what it was made of."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.phrase import Phrase, as_row, either, from_row, phrased, with_mend

TEXTS = st.text(max_size=20)
PHRASES = st.recursive(
    st.one_of(TEXTS, st.integers(0, 10**7)),
    lambda inner: st.builds(
        lambda first, n: Phrase("{first}: {n} x", one="{first}: one x", first=first, n=n),
        inner,
        st.integers(0, 3),
    ),
    max_leaves=4,
).map(lambda it: Phrase("of {it}", it=it))


def test_is_what_it_says_in_english() -> None:
    pages = Phrase("has {n} pages", one="has {n} page", n=1_200)
    assert pages == "has 1,200 pages"
    assert Phrase("has {n} pages", one="has {n} page", n=1) == "has 1 page"
    assert f"it {pages}" == "it has 1,200 pages"
    assert Phrase("not a list of {role}") == "not a list of {role}"


def test_a_sentence_without_values_is_its_own_pattern() -> None:
    assert phrased("is empty").pattern == "is empty"
    said = Phrase("is {why}", why="x")
    assert phrased(said) is said


def test_what_is_wrong_and_what_to_do() -> None:
    assert with_mend("is empty", None) == "is empty"
    both = with_mend(Phrase("larger than {size} MB", size=64), "split it")
    assert both == "larger than 64 MB, split it"
    assert all(isinstance(it, Phrase) for it in both.values.values())


@pytest.mark.parametrize(
    ("names", "shown"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a or b or c")]
)
def test_alternatives(names: list[str], shown: str) -> None:
    assert either(names) == shown


@given(phrase=PHRASES)
def test_comes_back_from_json_as_it_was(phrase: Phrase) -> None:
    back = from_row(json.loads(json.dumps(as_row(phrase))))
    assert isinstance(back, Phrase)
    assert (back, back.pattern, back.one, back.values) == (
        phrase,
        phrase.pattern,
        phrase.one,
        phrase.values,
    )
    assert as_row(back) == as_row(phrase)


@given(phrase=PHRASES)
def test_is_copied_whole(phrase: Phrase) -> None:
    for again in (copy.deepcopy(phrase), pickle.loads(pickle.dumps(phrase))):
        assert isinstance(again, Phrase)
        assert (again, again.pattern, again.values) == (phrase, phrase.pattern, phrase.values)


@given(text=TEXTS)
def test_a_plain_string_stays_one(text: str) -> None:
    assert from_row(json.loads(json.dumps(as_row(text)))) == text
