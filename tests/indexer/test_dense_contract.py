"""The contract of `DenseIndex`: the nearest vectors, exactly; kept by every implementation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import StoreError
from indexer.embed import Vectors
from indexer.search import Searches, default_searches
from tests.indexer.memory import MEMORY
from tests.indexer.milvus import searches_in


def unit_vectors(n: int, seed: int = 0, dimension: int = 8) -> Vectors:
    made = np.random.default_rng(seed).normal(size=(n, dimension)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="class", params=["faiss", "numpy", "milvus"])
def made(request: pytest.FixtureRequest) -> Searches:
    if request.param == "milvus":
        return searches_in(request.getfixturevalue("milvus"))
    return default_searches() if request.param == "faiss" else MEMORY


class TestEveryDenseIndex:
    """The contract."""

    @given(
        n=st.integers(1, 30),
        k=st.integers(0, 40),
        seed=st.integers(0, 99),
        chosen=st.none() | st.lists(st.integers(0, 29), max_size=10),
    )
    def test_search_is_what_all_cosines_say(
        self, made: Searches, n: int, k: int, seed: int, chosen: list[int] | None
    ) -> None:
        vectors = unit_vectors(n, seed)
        query = unit_vectors(1, seed + 1_000)[0]
        among = None if chosen is None else [row for row in chosen if row < n]
        index = made.dense(vectors)
        found = index.search(query, k, among)
        rows = range(n) if among is None else set(among)
        cosines = {row: float(vectors[row] @ query) for row in rows}
        expected = sorted(cosines, key=lambda row: -cosines[row])[:k]
        assert [row for row, _ in found] == expected
        scores = [score for _, score in found]
        assert scores == pytest.approx([cosines[row] for row in expected], abs=1e-5)
        assert scores == pytest.approx(index.cosines(query, expected).tolist(), abs=1e-5)

    def test_a_vector_is_nearest_to_itself(self, made: Searches) -> None:
        vectors = unit_vectors(5)
        [(row, score)] = made.dense(vectors).search(vectors[3], 1)
        assert (row, round(score, 5)) == (3, 1.0)

    def test_no_vectors_find_nothing(self, made: Searches) -> None:
        empty = made.dense(np.zeros((0, 8), dtype=np.float32))
        assert len(empty) == 0
        assert empty.dimension == 8
        assert empty.search(unit_vectors(1)[0], 5) == []
        assert empty.vectors([]).shape == (0, 8)

    def test_rows_come_in_the_order_asked_for(self, made: Searches) -> None:
        vectors, query = unit_vectors(6), unit_vectors(1, 7)[0]
        index = made.dense(vectors)
        np.testing.assert_array_equal(index.vectors([4, 0, 4]), vectors[[4, 0, 4]])
        assert index.vectors([]).shape == (0, 8)
        cosines = index.cosines(query, [4, 0, 4])
        assert cosines.dtype == np.float32
        np.testing.assert_allclose(cosines, vectors[[4, 0, 4]] @ query, atol=1e-6)
        assert index.cosines(query, []).shape == (0,)

    def test_it_is_not_changed_with_the_array_that_it_was_made_of(self, made: Searches) -> None:
        vectors = unit_vectors(6)
        index = made.dense(vectors)
        before = index.vectors(range(6)).copy()
        vectors[:] = 0
        np.testing.assert_array_equal(index.vectors(range(6)), before)

    def test_round_trip_by_the_disk(self, made: Searches, tmp_path: Path) -> None:
        index = made.dense(unit_vectors(6))
        index.save(tmp_path / "a")
        again = made.open_dense(tmp_path / "a")
        query = unit_vectors(1, 7)[0]
        assert again.search(query, 6) == index.search(query, 6)
        assert (len(again), again.dimension) == (6, 8)

    def test_a_file_that_is_none_or_cut_off_is_one_line(
        self, made: Searches, tmp_path: Path
    ) -> None:
        made.dense(unit_vectors(6)).save(tmp_path / "a")
        (tmp_path / "cut").write_bytes((tmp_path / "a").read_bytes()[:50])
        (tmp_path / "empty").touch()
        (tmp_path / "other").write_bytes(b"not an index at all" * 10)
        for name in ("cut", "empty", "other", "missing"):
            with pytest.raises(StoreError, match=r"can't be read\. Run `quotedesk index` again"):
                made.open_dense(tmp_path / name)
        with pytest.raises(StoreError, match="can't be written"):
            made.dense(unit_vectors(1)).save(tmp_path / "no" / "folder")
