"""Vectors that are read from a file row by row."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoreError
from indexer.search.halves import Halves

VECTORS = np.random.default_rng(3).normal(size=(500, 24)).astype(np.float16)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    np.save(tmp_path / "a.npy", VECTORS)
    return tmp_path / "a.npy"


@pytest.mark.parametrize(
    "rows",
    [[], [0], [499], [3, 4, 5], [7, 7, 8], [9, 8, 7], [499, 0, 1, 2, 400, 401, 5], [*range(500)]],
)
def test_rows_are_those_that_were_written(place: Path, rows: list[int]) -> None:
    held = Halves(place)
    assert held.shape == VECTORS.shape
    assert len(held) == len(VECTORS)
    np.testing.assert_array_equal(held[np.array(rows, dtype=np.int64)], VECTORS[rows])


@pytest.mark.parametrize("row", [-1, 500])
def test_a_row_that_isnt_there_isnt_given(place: Path, row: int) -> None:
    with pytest.raises(IndexError, match="rows from 0 to 499"):
        Halves(place)[np.array([3, row])]


def test_many_may_ask_at_once(place: Path) -> None:
    held = Halves(place)
    chance = np.random.default_rng(4)
    asked = [chance.choice(500, 60) for _ in range(200)]
    with ThreadPoolExecutor(4) as threads:
        for rows, found in zip(asked, threads.map(held.__getitem__, asked), strict=True):
            np.testing.assert_array_equal(found, VECTORS[rows])


def test_the_file_is_read_on_when_its_name_is_gone_and_stays_in_no_memory(place: Path) -> None:
    held = Halves(place)
    rows = np.arange(500)
    np.testing.assert_array_equal(held[rows], VECTORS)
    if (maps := Path("/proc/self/maps")).exists():
        assert str(place) not in maps.read_text()
    place.unlink()
    np.testing.assert_array_equal(held[rows[::3]], VECTORS[::3])


def test_the_file_is_closed_when_nobody_asks_it(place: Path) -> None:
    held = Halves(place)
    file = held._file
    os.fstat(file)
    del held
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(file)


def test_a_file_that_was_cut_off_meanwhile_is_one_line(place: Path) -> None:
    held = Halves(place)
    with place.open("r+b") as file:
        file.truncate(5_000)
    np.testing.assert_array_equal(held[np.array([2])], VECTORS[[2]])
    with pytest.raises(StoreError, match=r"can't be read\. Run `quotedesk index` again"):
        held[np.array([2, 450])]


@pytest.mark.parametrize(
    "other", [VECTORS.astype(np.float32), VECTORS[0], np.asfortranarray(VECTORS)]
)
def test_another_file_isnt_taken_for_one(tmp_path: Path, other: object) -> None:
    np.save(tmp_path / "a.npy", np.asanyarray(other))
    with pytest.raises(ValueError, match="rows of numbers of 16 bits"):
        Halves(tmp_path / "a.npy")
