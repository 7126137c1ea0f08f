"""Vectors that are known already, by their texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from indexer.vectors import KnownVectors, digests_of, keys_of
from tests.indexer.fakes import HashEmbedder
from tests.indexer.memory import NumpyIndex


def test_digests_are_of_the_very_text() -> None:
    texts = ["a", "A", "a ", "", "\ud800", "?"]
    rows = digests_of(texts)
    assert rows.shape == (6, 16)
    assert len({row.tobytes() for row in rows}) == 6
    assert digests_of([]).shape == (0, 16)


def test_a_key_is_its_digest_whatever_it_ends_with(tmp_path: Path) -> None:
    rows = np.array([[0] * 16, [*range(16)], [1] * 14 + [0, 0], [0] * 15 + [1]], dtype=np.uint8)
    assert keys_of(rows) == [row.tobytes() for row in rows]
    assert keys_of(rows[::2]) == [rows[0].tobytes(), rows[2].tobytes()]
    np.save(tmp_path / "digests.npy", rows)
    assert keys_of(np.load(tmp_path / "digests.npy", mmap_mode="r")) == keys_of(rows)
    assert keys_of(digests_of([])) == []


def test_a_text_that_stands_in_two_parts_is_found_in_the_last() -> None:
    parts = [(0, digests_of(["one", "two"])), (7, digests_of(["three", "one"]))]
    held = NumpyIndex[int](HashEmbedder().embed(["one"]))
    known = KnownVectors.among("hash-64@1", parts, held)
    one, two, three = keys_of(digests_of(["one", "two", "three"]))
    assert known.rows == {one: 8, two: 1, three: 7}


def test_a_known_vector_is_found_by_its_text() -> None:
    texts = ["one", "two three", "four", "five six", "seven"]
    vectors = HashEmbedder().embed(texts)
    digests = digests_of(texts)
    known = KnownVectors.of("hash-64@1", digests, NumpyIndex[int](vectors))
    rows = [known.rows[digests[row].tobytes()] for row in (4, 0, 2, 1, 4)]
    np.testing.assert_array_equal(known.vectors(rows), vectors[[4, 0, 2, 1, 4]])
    assert known.vectors([]).shape == (0, HashEmbedder.dimension)
