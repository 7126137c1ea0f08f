"""What is FAISS's own. What every dense index does: test_dense_contract.py."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import faiss
import numpy as np
import pytest

from corpus.errors import StoreError
from indexer.embed import Vectors
from indexer.rows import PassageRow
from indexer.search import faiss as room
from indexer.search.faiss import FOUND, MANY, FaissIndex, ListedIndex
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


def clustered(n: int) -> Vectors:
    """As those of texts are: near to others of their kind."""
    chance = np.random.default_rng(5)
    kinds = chance.normal(size=(60, 32))[chance.integers(0, 60, n)]
    made = kinds + 0.6 * chance.normal(size=(n, 32))
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> ListedIndex[PassageRow]:
    folder: Path = tmp_path_factory.mktemp("lists")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "FLAT_UP_TO", 1_000)
        made = room.build(clustered(6_000))
    made.save(folder / "a.faiss")
    opened = room.load(folder / "a.faiss")
    assert isinstance(opened, ListedIndex)
    for path in folder.iterdir():
        path.unlink()  # what is open is read on
    return opened


class TestLists:
    def test_nearly_all_of_the_nearest_are_found_in_some_of_the_lists(
        self, listed: ListedIndex[PassageRow]
    ) -> None:
        vectors = clustered(6_000)
        assert listed._lists.nprobe < listed._lists.nlist
        shares = []
        for query in clustered(300)[::5]:
            found = listed.search(query, 50)
            assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
            own = vectors[[row for row, _ in found]] @ query
            assert [score for _, score in found] == pytest.approx(own.tolist(), abs=2e-3)
            best = set(np.argsort(-(vectors @ query), kind="stable")[:50].tolist())
            shares.append(len(best & {row for row, _ in found}) / 50)
        assert sum(shares) / len(shares) >= FOUND - 0.02

    @pytest.mark.parametrize("few", [10, 100_000])
    def test_among_some_only_those_are_found(
        self, listed: ListedIndex[PassageRow], few: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(room, "_FEW", few)
        among = [PassageRow(row) for row in range(0, 6_000, 7)]
        query = clustered(1)[0]
        found = listed.search(query, 20, among)
        assert len(found) == 20
        assert {row for row, _ in found} <= set(among)
        best = sorted(among, key=lambda row: -float(clustered(6_000)[row] @ query))[:20]
        assert len(set(best) & {row for row, _ in found}) >= 18
        assert listed.search(query, 20, []) == []

    def test_a_part_that_is_cut_off_is_one_line(self, tmp_path: Path) -> None:
        ListedIndex[PassageRow].build(clustered(1_000)).save(tmp_path / "a.faiss")
        for name in ("a.npy", "a.faiss"):
            data = (tmp_path / name).read_bytes()
            (tmp_path / name).write_bytes(data[:40])
            with pytest.raises(StoreError, match=r"can't be read\. Run `quotedesk index` again"):
                room.load(tmp_path / "a.faiss")
            (tmp_path / name).write_bytes(data)
        assert len(room.load(tmp_path / "a.faiss")) == 1_000
