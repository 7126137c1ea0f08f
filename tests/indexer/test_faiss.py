"""What is FAISS's own. What every dense index does: test_dense_contract.py."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import faiss
import numpy as np
import pytest

from indexer.rows import PassageRow
from indexer.search.faiss import MANY, FaissIndex
from tests.indexer.test_dense_contract import unit_vectors

VECTORS = unit_vectors(MANY + 100, dimension=64)
QUERIES = unit_vectors(6, seed=1, dimension=64)


@pytest.fixture(scope="module")
def many() -> FaissIndex[PassageRow]:
    return FaissIndex[PassageRow].build(VECTORS)


@pytest.mark.parametrize("k", [1, 60, 240])
@pytest.mark.parametrize("step", [None, 1, 3, 1_000])
def test_among_many_the_nearest_are_found_with_their_own_cosines(
    many: FaissIndex[PassageRow], k: int, step: int | None
) -> None:
    among = None if step is None else [PassageRow(row) for row in range(0, len(VECTORS), step)]
    rows = np.arange(len(VECTORS)) if among is None else np.asarray(among)
    for query in QUERIES:
        found = many.search(query, k, among)
        cosines = VECTORS[rows] @ query
        best = np.argsort(-cosines, kind="stable")[:k]
        assert [row for row, _ in found] == rows[best].tolist()
        assert [cosine for _, cosine in found] == pytest.approx(cosines[best].tolist(), abs=1e-6)


def test_threads_that_are_the_first_to_search_at_once_find_the_same() -> None:
    index = FaissIndex[PassageRow].build(VECTORS)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: index.search(QUERIES[0], 9), range(6)))
    assert found == [found[0]] * 6


def test_a_search_leaves_the_thread_that_asks_with_one_thread() -> None:
    index = FaissIndex[PassageRow].build(VECTORS[:10])

    def threads() -> int:
        faiss.omp_set_num_threads(2)
        index.search(QUERIES[0], 1)
        return int(faiss.omp_get_max_threads())

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(threads).result() == 1
