"""An interrupted run goes on where it stopped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import indexer.build
from indexer.checkpoint import Checkpoint
from indexer.embed import Progress, Vectors
from indexer.rows import PassageRow
from indexer.settings import IndexSettings
from indexer.store.folder import FolderStore, write_index
from indexer.store.place import CHECKPOINT
from indexer.vectors import digests_of
from tests.indexer.fakes import HashEmbedder, two_documents

TEXTS = ("one", "two", "three")
VECTORS = np.arange(12, dtype=np.float32).reshape(3, 4)


def opened(path: Path, made_by: str = "m", dimension: int = 4) -> Checkpoint:
    return Checkpoint(path, made_by, dimension)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = opened(tmp_path / "it")
    made.add(digests_of(TEXTS[:2]), VECTORS[:2])
    made.add(digests_of(TEXTS[2:]), VECTORS[2:])
    return tmp_path / "it"


def test_what_was_added_is_read_back(path: Path) -> None:
    again = opened(path)
    assert list(again.rows) == [row.tobytes() for row in digests_of(TEXTS)]
    np.testing.assert_array_equal(again.vectors([2, 0]), VECTORS[[2, 0]])
    assert again.vectors([]).shape == (0, 4)


@pytest.mark.parametrize(("made_by", "dimension"), [("other", 4), ("m", 3)])
def test_what_another_model_made_is_dropped(path: Path, made_by: str, dimension: int) -> None:
    assert not opened(path, made_by, dimension).rows
    assert not opened(path).rows  # and is gone


@pytest.mark.parametrize("cut", range(1, 45, 4))
def test_a_block_that_was_being_written_is_left_out(path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:-cut])
    again = opened(path)
    kept = 2 if cut <= 40 else len(again.rows)
    assert len(again.rows) == kept <= 2
    again.add(digests_of(TEXTS[2:]), VECTORS[2:])
    assert len(opened(path).rows) == kept + 1


def test_a_damaged_block_ends_what_is_taken(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[-1] ^= 1
    path.write_bytes(body)
    assert len(opened(path).rows) == 2


class Tired(HashEmbedder):
    """Stops in its third call."""

    calls = 0

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.calls += 1
        if self.calls == 3:
            raise KeyboardInterrupt
        return super().embed(texts, progress)


def test_an_interrupted_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer.build, "AT_ONCE", 4)
    folder = tmp_path / "index"
    with pytest.raises(KeyboardInterrupt):
        write_index(two_documents(), IndexSettings(), Tired(), folder)
    assert FolderStore(folder).used() is None
    assert (folder / CHECKPOINT).is_file()
    second, steps = HashEmbedder(), list[int]()
    made = write_index(
        two_documents(),
        IndexSettings(),
        second,
        folder,
        lambda stage, _total, done: steps.append(done) if stage == "embedding" else None,
    )
    assert steps[0] == 8  # two calls of four texts
    whole = HashEmbedder()
    straight = write_index(two_documents(), IndexSettings(), whole, tmp_path / "straight")
    assert sum(steps) == len(whole.embedded) == len(second.embedded) + 8
    rows = [PassageRow(row) for row in range(straight.sizes.passages)]
    one, other = (index.passage_vectors.vectors(rows) for index in (made, straight))
    np.testing.assert_array_equal(one, other)
    assert not (folder / CHECKPOINT).exists()


def test_a_run_that_fails_in_a_text_keeps_the_index_in_place(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    write_index(two_documents(), IndexSettings(), HashEmbedder(), folder)
    used = FolderStore(folder).used()
    tired = Tired()
    tired.calls = 2
    with pytest.raises(KeyboardInterrupt):
        write_index(two_documents(), IndexSettings(), tired, folder)
    assert FolderStore(folder).used() == used
    assert FolderStore(folder).read().sizes.documents == 2
