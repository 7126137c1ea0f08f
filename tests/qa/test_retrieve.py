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
from qa.rank.retrieve import FUSION, KEPT, retrieve, scope_of
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


@given(WORDS)
def test_hits_are_ordered_single_and_the_sum_of_their_parts(index: Index, words: list[str]) -> None:
    query = HashEmbedder().embed([" ".join(words)])[0]
    hits = retrieve(index, query=query, words=dict.fromkeys(words, 1.0), weight=2.0)
    assert 0 < len(hits) <= KEPT
    assert len({hit.passage for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        parts = (
            FUSION["dense"] * hit.dense + FUSION["unit"] * hit.unit + FUSION["sparse"] * hit.sparse
        )
        assert hit.score == pytest.approx(parts)
    for ranks in ([h.dense_rank for h in hits], [h.sparse_rank for h in hits]):
        found = [rank for rank in ranks if rank is not None]
        assert len(found) == len(set(found))
        assert all(rank >= 1 for rank in found)


def test_only_the_named_documents_are_searched(index: Index) -> None:
    query = HashEmbedder().embed(["parking permits"])[0]
    hits = retrieve(
        index,
        query=query,
        words={"parking": 1.0},
        weight=1.0,
        scope=scope_of(index, frozenset(map(DocumentRow, (1, 3)))),
    )
    assert hits
    assert {index.passage_documents[hit.passage] for hit in hits} <= {1, 3}


def test_context_moves_what_is_near_to_it_up(index: Index) -> None:
    query = HashEmbedder().embed(["what does one pay"])[0]
    context = HashEmbedder().embed(["dog licences"])[0]
    plain = retrieve(index, query=query, words={"pay": 1.0}, weight=1.0)
    moved = retrieve(
        index, query=query, words={"pay": 1.0}, weight=1.0, context=context, context_weight=1.0
    )

    def place(hits: tuple, row: int) -> int:  # type: ignore[type-arg]
        return [index.passage_documents[hit.passage] for hit in hits].index(row)

    assert place(moved, 3) == 0
    assert place(moved, 3) <= place(plain, 3)
