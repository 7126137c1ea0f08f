"""Words as the lexical side sees them."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import base_language
from indexer.terms import (
    STEMMERS,
    Stems,
    Vocabulary,
    count_terms,
    fold_word,
    idf,
    in_dictionary,
    stem,
    stem_set,
    stems,
    word_spans,
    words,
)
from ui.config import BUNDLED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Department’s plan", ["the", "department", "plan"]),
        ("the department's", ["the", "department"]),
        ("DVDs, NGOs and the US", ["dvd", "ngo", "and", "the", "us"]),
        ("I'm sure you’ll see", ["i", "sure", "you", "see"]),
        ("Wi-Fi, e-mail, co-pay", ["wifi", "email", "copay"]),
        ("victim-centered, two-year, 10-10EZ", ["victim", "centered", "two", "year", "10", "10ez"]),
        ("victim-centered", ["victim", "centered"]),
        ("U.S. law", ["u", "s", "law"]),
        ("form 10-10EZ", ["form", "10", "10ez"]),
        ("víctimas ÑANDÚ", ["victimas", "nandu"]),
        ("don't", ["dont"]),
        ("O’Brien", ["obrien"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("ﬁne", ["fine"]),
        ("snake_case", ["snake", "case"]),
        ("!?… — \u200b", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(text=st.text(max_size=200))
def test_words_are_folded_already(text: str) -> None:
    for word in words(text):
        assert word
        assert not any(c.isspace() or c.isupper() for c in word)


@given(text=st.text(max_size=200))
def test_word_spans_are_slices_in_order(text: str) -> None:
    end = 0
    for word, start, stop in word_spans(text):
        assert end <= start < stop <= len(text)
        assert word == fold_word(text[start:stop])
        end = stop


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "investigations", "investigation"),
        ("en", "dvds", "dvd"),
        ("es", "victimas", "victima"),
        ("de", "hauser", "hausern"),
        ("fr", "permis", "permis"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_a_dictionary_knows_words_as_they_are_written() -> None:
    assert in_dictionary("Cuánto", "es")
    assert in_dictionary("husband", "en")
    assert not in_dictionary("registeration", "en")
    assert not in_dictionary("madre", "xx")


def test_languages_stem_for_themselves() -> None:
    assert stem("investigations", "en") != "investigations"
    assert stem("investigations", "xx") == "investigations"
    assert stem("10ez", "en") == "10ez"
    assert stems("Investigations of victims", "en") == ["investig", "of", "victim"]


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(STEMMERS))
def test_every_stemmer_is_there(language: str) -> None:
    assert stem("organisation", language)


@pytest.mark.parametrize(
    ("tag", "base"),
    [("en", "en"), ("en-US", "en"), ("ES_mx", "es"), ("zh-Hant-TW", "zh"), ("", "")],
)
def test_base_language(tag: str, base: str) -> None:
    assert base_language(tag) == base


def test_counts_are_texts_for_stems_and_occurrences_for_words() -> None:
    counted = count_terms([("A permit and permits.", "en"), ("La víctima", "es"), ("permit", "en")])
    assert counted.documents == 3
    assert counted.frequencies["permit"] == 2
    assert (counted.words["permit"], counted.words["permits"]) == (2, 1)
    assert counted.words["victima"] == 1
    assert counted.frequencies[stem("victima", "es")] == 1


def test_a_rarer_stem_weighs_more_and_every_weight_is_above_0() -> None:
    counted = count_terms([("common rare", "en"), ("common", "en"), ("common", "en")])
    unknown, rare, common = (idf(counted, stem(w, "en")) for w in ("unknown", "rare", "common"))
    assert unknown > rare > common > 0
    many = count_terms([("common rare", "en"), *[("common", "en")] * 99])
    assert idf(many, "common") == pytest.approx(math.log(1 + 0.5 / 100.5))
    assert idf(count_terms([]), "anything") > 0


def test_beside_one_text_a_word_that_it_lacks_does_not_outweigh_those_that_it_holds() -> None:
    one = count_terms([("outdoor seating", "en")])
    assert idf(one, "outdoor") < idf(one, "unknown") < 2 * idf(one, "outdoor")


@given(st.text(max_size=200), st.sampled_from(["en", "es", "xx"]))
def test_a_set_of_stems_is_those_of_the_single_words(text: str, language: str) -> None:
    assert stem_set(text, language) == {stem(word, language) for word in words(text)}


def test_stems_are_forgotten_when_there_are_too_many() -> None:
    known = Stems("en", most=3)
    for word in ("Permits", "fees", "victim-centered", "cards", "stalls"):
        assert known[word] == tuple(stems(word, "en"))
        assert len(known) <= 3


def test_threads_that_stem_at_once_find_the_same() -> None:
    found = [f"{one}{end}" for one in "bcdfgl" for end in ("ations", "nesses", "ingly", "ities")]
    stem.cache_clear()
    alone = [stem(word, "en") for word in found]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        for together in pool.map(lambda _: [stem(word, "en") for word in found], range(8)):
            assert together == alone


@given(
    st.lists(st.text("abcdé", max_size=9), max_size=40, unique=True),
    st.text("abcdé", min_size=1, max_size=9),
    st.sampled_from([1, 2]),
)
def test_words_that_may_be_meant_begin_alike_and_are_about_as_long(
    held: list[str], word: str, edits: int
) -> None:
    vocabulary = Vocabulary(documents=1, frequencies={}, words=dict.fromkeys(held, 1))
    value, again = asdict(vocabulary), Vocabulary(**asdict(vocabulary))
    expected = [w for w in held if w[:1] == word[:1] and abs(len(w) - len(word)) <= edits]
    assert vocabulary.like(word, edits) == expected
    assert asdict(vocabulary) == value
    assert vocabulary == again


@pytest.mark.parametrize("language", sorted(STEMMERS))
def test_stems_are_the_same_with_and_without_the_quick_stemmers(language: str) -> None:
    """An index that was made with PyStemmer may be asked where it isn't installed."""
    import importlib

    import snowballstemmer

    name = STEMMERS[language]
    quick = snowballstemmer.stemmer(name)
    module = importlib.import_module(f"snowballstemmer.{name}_stemmer")
    pure_stemmer = getattr(module, f"{name.capitalize()}Stemmer")()
    assert type(quick) is not type(pure_stemmer)
    text = "\n".join(path.read_text(encoding="utf-8") for path in BUNDLED.glob("*.txt"))
    found = sorted(set(words(text)))
    assert len(found) > 300
    assert [quick.stemWord(word) for word in found] == [pure_stemmer.stemWord(w) for w in found]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("35¹", "35"),
        ("year¹²", "year"),
        ("m²", "m2"),
        ("km²", "km2"),
        ("35¹⁰", "35"),
        ("35ᵃ", "35"),
        ("2ᵉ", "2e"),
        ("H₂O", "h2o"),
    ],
)
def test_a_note_mark_is_no_part_of_a_word(written: str, folded: str) -> None:
    assert fold_word(written) == folded
