"""Fusion: what any search finds is found once, in order, by all of the evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index import Index
from indexer.rows import DocumentRow
from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.query.understand import Query, understand
from qa.question import Question, Turn
from qa.rank.retrieve import KEPT, retrieve, scope_of
from qa.weights import Fusion, default_weights
from tests.indexer.fakes import HashEmbedder, document_of

TOPICS = ("parking permits", "harbour fees", "library cards", "dog licences", "market stalls")
WORDS = st.lists(st.sampled_from(" ".join(TOPICS).split()), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    documents = [
        document_of(f"All about {topic}.\n\nOne pays for {topic} at desk {n}.", f"d{n}", topic)
        for n, topic in enumerate(TOPICS)
    ]
    folder: Path = tmp_path_factory.mktemp("retrieve") / "index"
    return write_index(documents, IndexSettings(), HashEmbedder(), folder)


FUSION = default_weights().fusion


def query(index: Index, text: str, *before: str) -> Query:
    history = tuple(Turn(role="user", content=earlier) for earlier in before)
    question = Question(text=text, history=history)
    found = understand(question, index, HashEmbedder(), {})
    assert found is not None
    return found


@given(WORDS)
def test_hits_are_ordered_and_single(index: Index, words: list[str]) -> None:
    hits = retrieve(index, query(index, " ".join(words)), FUSION)
    assert 0 < len(hits) <= KEPT
    assert len({hit.passage for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for ranks in ([h.dense_rank for h in hits], [h.sparse_rank for h in hits]):
        found = [rank for rank in ranks if rank is not None]
        assert len(found) == len(set(found))
        assert all(rank >= 1 for rank in found)


@pytest.mark.parametrize("name", ["dense", "sparse"])
def test_each_search_orders_the_passages_by_what_it_says(index: Index, name: str) -> None:
    alone = Fusion(**dict.fromkeys(("dense", "sparse", "document"), 0.0) | {name: 1.0})
    hits = retrieve(index, query(index, "dog licences at desk 3"), alone)
    said = [getattr(hit, name) for hit in hits]
    assert said == sorted(said, reverse=True)
    assert index.document_of(hits[0].passage) == 3


def test_only_the_named_documents_are_searched(index: Index) -> None:
    rows = frozenset({DocumentRow(1), DocumentRow(3)})
    hits = retrieve(index, query(index, "parking permits"), FUSION, scope_of(index, rows))
    assert hits
    assert {index.document_of(hit.passage) for hit in hits} <= rows


def test_what_was_asked_before_moves_what_is_near_to_it_up(index: Index) -> None:
    def place(*before: str) -> int:
        hits = retrieve(index, query(index, "and what does one pay?", *before), FUSION)
        return [index.document_of(hit.passage) for hit in hits].index(DocumentRow(3))

    assert place("Where are dog licences sold?") == 0
    assert place("Where are dog licences sold?") < place("Where are library cards sold?")


def test_a_word_of_every_title_is_not_all_that_counts(tmp_path: Path) -> None:
    texts = ["Debian has desk 0.", *(f"Desk {n} is open all day." for n in range(1, 12))]
    pages = [document_of(text, f"d{n}", "Debian") for n, text in enumerate(texts)]
    own = write_index(pages, IndexSettings(), HashEmbedder(), tmp_path / "index")
    hits = retrieve(own, query(own, "What does Debian mean?"), FUSION)
    assert own.document_of(hits[0].passage) == 0
    assert hits[0].score < 1
