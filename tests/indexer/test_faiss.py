"""The nearest vectors, exactly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import StoreError
from indexer.embed.sentence_transformers import Vectors
from indexer.search.faiss import DenseIndex


def unit_vectors(n: int, seed: int = 0, dimension: int = 8) -> Vectors:
    made = np.random.default_rng(seed).normal(size=(n, dimension)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


@settings(max_examples=50)
@given(
    n=st.integers(1, 30),
    k=st.integers(0, 40),
    seed=st.integers(0, 99),
    chosen=st.none() | st.lists(st.integers(0, 29), max_size=10),
)
def test_search_is_what_all_cosines_say(
    n: int, k: int, seed: int, chosen: list[int] | None
) -> None:
    vectors = unit_vectors(n, seed)
    query = unit_vectors(1, seed + 1_000)[0]
    among = None if chosen is None else [row for row in chosen if row < n]
    found = DenseIndex.build(vectors).search(query, k, among)
    rows = range(n) if among is None else set(among)
    cosines = {row: float(vectors[row] @ query) for row in rows}
    expected = sorted(cosines, key=lambda row: -cosines[row])[:k]
    assert [row for row, _ in found] == expected
    assert [score for _, score in found] == pytest.approx(
        [cosines[row] for row in expected], abs=1e-5
    )


def test_a_vector_is_nearest_to_itself() -> None:
    vectors = unit_vectors(5)
    [(row, score)] = DenseIndex.build(vectors).search(vectors[3], 1)
    assert (row, round(score, 5)) == (3, 1.0)


def test_no_vectors_find_nothing() -> None:
    empty = DenseIndex.build(np.zeros((0, 8), dtype=np.float32))
    assert len(empty) == 0
    assert empty.dimension == 8
    assert empty.search(unit_vectors(1)[0], 5) == []
    assert empty.vectors([]).shape == (0, 8)


def test_vectors_come_back_in_the_order_asked_for() -> None:
    vectors = unit_vectors(6)
    index = DenseIndex.build(vectors)
    np.testing.assert_array_equal(index.vectors([4, 0, 4]), vectors[[4, 0, 4]])
    assert index.vectors([]).shape == (0, 8)


def test_round_trip_by_the_disk(tmp_path: Path) -> None:
    index = DenseIndex.build(unit_vectors(6))
    index.save(tmp_path / "a.faiss")
    again = DenseIndex.load(tmp_path / "a.faiss")
    query = unit_vectors(1, 7)[0]
    assert again.search(query, 6) == index.search(query, 6)


def test_a_file_that_is_none_or_cut_off_is_one_line(tmp_path: Path) -> None:
    DenseIndex.build(unit_vectors(6)).save(tmp_path / "a.faiss")
    (tmp_path / "cut").write_bytes((tmp_path / "a.faiss").read_bytes()[:50])
    (tmp_path / "empty").touch()
    (tmp_path / "other").write_bytes(b"not an index at all" * 10)
    for name in ("cut", "empty", "other", "missing"):
        with pytest.raises(StoreError, match=r"can't be read\. Run `quotedesk index` again"):
            DenseIndex.load(tmp_path / name)
    with pytest.raises(StoreError, match="can't be written"):
        DenseIndex.build(unit_vectors(1)).save(tmp_path / "no" / "folder.faiss")
