"""A question's words in a text: `Wanted` says what the plain functions say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.terms import stem_set
from qa.query.analysis import Term
from qa.rank.match import Wanted, coverage

STEMS = ("permit", "investig", "investigatori", "fee", "harbour", "harbourmast", "dhs", "five", "5")
SETS = st.frozensets(st.sampled_from((*STEMS, "town", "investigations", "x")))
TERMS = st.lists(
    st.builds(
        Term,
        word=st.just("word"),
        stem=st.sampled_from(STEMS),
        idf=st.floats(0, 9),
        known=st.just(True),
        also=st.lists(
            st.lists(st.sampled_from(STEMS), min_size=1, max_size=2).map(tuple), max_size=2
        ).map(tuple),
    ),
    max_size=5,
)


@given(TERMS, st.lists(SETS, max_size=6))
def test_what_is_kept_of_a_text_covers_as_much_as_all_of_it(
    terms: list[Term], texts: list[frozenset[str]]
) -> None:
    wanted = Wanted(terms)
    for found in [*texts, *texts]:
        assert wanted.coverage(found) == coverage(terms, found)


def test_a_heading_is_like_a_question_about_the_same_words() -> None:
    terms = [Term(word=word, stem=word, idf=2.0, known=True) for word in ("permit", "fee")]
    wanted = Wanted(terms)
    assert stem_set("Permits and fees", "en") >= {"permit", "fee"}
    for _ in range(2):
        assert wanted.likeness("Permit fees", "en") == 1.0
        assert 0 < wanted.likeness("Permits for boats", "en") < 1
        assert wanted.likeness("Harbour", "en") == 0.0
        assert wanted.likeness("", "en") == 0.0
    assert Wanted([]).likeness("Permits", "en") == 0.0
