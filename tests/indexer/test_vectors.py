"""Vectors that are known already, by their texts."""

from __future__ import annotations

import numpy as np

from indexer.vectors import KnownVectors, digests_of
from tests.indexer.fakes import HashEmbedder
from tests.indexer.memory import NumpyIndex


def test_digests_are_of_the_very_text() -> None:
    texts = ["a", "A", "a ", "", "\ud800", "?"]
    rows = digests_of(texts)
    assert rows.shape == (6, 16)
    assert len({row.tobytes() for row in rows}) == 6
    assert digests_of([]).shape == (0, 16)


def test_a_known_vector_is_found_by_its_text() -> None:
    texts = ["one", "two three", "four", "five six", "seven"]
    vectors = HashEmbedder().embed(texts)
    digests = digests_of(texts)
    known = KnownVectors.of("hash-64@1", digests, NumpyIndex[int](vectors))
    rows = [known.rows[digests[row].tobytes()] for row in (4, 0, 2, 1, 4)]
    np.testing.assert_array_equal(known.vectors(rows), vectors[[4, 0, 2, 1, 4]])
    assert known.vectors([]).shape == (0, HashEmbedder.dimension)
