"""The contract of `Embedder`, kept by the fake and by the real model, and how a model is loaded."""

from __future__ import annotations

import importlib.util
import logging
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import ModelError
from indexer.embed import Embedder, load_embedder, model_identity, weights
from indexer.embed.batches import BATCH_TOKENS, batches
from indexer.settings import DEFAULT_MODEL, IndexSettings
from indexer.store.folder import FolderStore
from tests.indexer.fakes import HashEmbedder

TEXTS = [
    "A permit costs 40 dollars a year.",
    "x",
    "Las víctimas reciben ayuda.",
    "word " * 2_000,
    "",
    "\u00a0\n\t",
    "half a pair: \ud800",
    "NUL \x00 and \u202e",
    "parking permit",
]


def nowhere(_identity: str, _make: Callable[[Path], None]) -> Path:
    """Where no encoder may be made."""
    pytest.fail("it went on")


@pytest.fixture(params=["hash", pytest.param("real", marks=pytest.mark.model)])
def embedder(request: pytest.FixtureRequest) -> Any:
    return HashEmbedder() if request.param == "hash" else request.getfixturevalue("real_embedder")


class TestEveryEmbedder:
    """The contract."""

    def test_vectors_are_float32_and_of_length_1(self, embedder: Embedder) -> None:
        vectors = embedder.embed(TEXTS)
        assert vectors.dtype == np.float32
        assert vectors.shape == (len(TEXTS), embedder.dimension)
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)

    def test_a_row_is_its_own_text_whatever_is_embedded_with_it(self, embedder: Embedder) -> None:
        together = embedder.embed(TEXTS)
        backwards = embedder.embed(TEXTS[::-1])[::-1]
        np.testing.assert_allclose(together, backwards, atol=1e-5)
        np.testing.assert_allclose(together[0], embedder.embed([TEXTS[0]])[0], atol=1e-5)
        # Rows are told apart: the text about permits is nearest to the last one.
        assert int(np.argmax(together[:-1] @ together[-1])) == 0

    def test_nothing_gives_no_rows(self, embedder: Embedder) -> None:
        done: list[int] = []
        vectors = embedder.embed([], done.append)
        assert vectors.shape == (0, embedder.dimension)
        assert vectors.dtype == np.float32
        assert sum(done) == 0
        assert embedder.count_tokens([]) == []

    def test_progress_adds_up_to_the_number_of_texts(self, embedder: Embedder) -> None:
        done: list[int] = []
        embedder.embed(TEXTS, done.append)
        assert sum(done) == len(TEXTS)
        assert min(done) > 0

    def test_tokens_are_counted_without_a_bound(self, embedder: Embedder) -> None:
        counts = embedder.count_tokens(TEXTS)
        assert counts[TEXTS.index("")] == 0
        assert counts[TEXTS.index("\u00a0\n\t")] == 0
        assert counts[TEXTS.index("x")] == 1
        assert counts[TEXTS.index("word " * 2_000)] == 2_000 > embedder.max_tokens

    def test_what_is_past_the_longest_text_is_not_read(self, embedder: Embedder) -> None:
        long = "word " * embedder.max_tokens
        near, same = embedder.embed([long, long + "permit passport office"])
        np.testing.assert_allclose(near, same, atol=1e-5)

    def test_ordinary_words_are_told_from_others(self, embedder: Embedder) -> None:
        assert embedder.is_word("strategy")
        assert not embedder.is_word("strategyyqxzvb")
        assert not embedder.is_word("two words")

    def test_the_identity_names_the_model_and_its_weights(self, embedder: Embedder) -> None:
        name, _, digest = embedder.identity.partition("@")
        assert name
        assert digest


def test_the_identity_is_known_without_loading() -> None:
    expected = f"{DEFAULT_MODEL}@{weights.DEFAULT_WEIGHTS_SHA256[:16]}"
    assert model_identity(IndexSettings()) == expected


@pytest.mark.model
def test_the_loaded_model_has_that_identity(real_embedder: Embedder) -> None:
    assert real_embedder.identity == model_identity(IndexSettings())
    assert (real_embedder.dimension, real_embedder.max_tokens) == (384, 256)


@pytest.mark.model
def test_threads_share_an_encoder(real_embedder: Embedder) -> None:
    """Each gets the vectors of its own texts, however long those of the others are."""
    texts = ["one", "two words", "a " * 500, "x y z", "parking permit"]
    alone = [real_embedder.embed([text])[0] for text in texts]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            together = list(pool.map(lambda text: real_embedder.embed([text])[0], texts))
            np.testing.assert_allclose(together, alone, atol=1e-6)
    assert real_embedder.count_tokens(["a " * 500]) == [500]


def test_other_weights_than_the_published_ones_are_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weights, "DEFAULT_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelError, match=r"not the published ones\. Reinstall") as caught:
        load_embedder(IndexSettings(), nowhere)
    assert len(str(caught.value).splitlines()) == 1


def test_missing_weights_are_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("indexer.embed.weights.bundled_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"model\.safetensors: the model's weights can't be read"):
        model_identity(IndexSettings())


def test_a_missing_package_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="make install"):
        model_identity(IndexSettings())


def test_an_empty_name_is_no_model() -> None:
    with pytest.raises(ModelError, match="no model is named"):
        model_identity(IndexSettings(model=" "))
    with pytest.raises(ModelError, match="no model is named"):
        load_embedder(IndexSettings(model=" "), nowhere)


@pytest.mark.model
@pytest.mark.parametrize("form", ["missing", "empty", "damaged", "hub"])
def test_a_model_that_is_not_there_is_one_line_and_nothing_is_downloaded(
    form: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    import socket

    def no_network(*_: object, **__: object) -> None:
        pytest.fail("a connection was tried")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    monkeypatch.setattr(socket.socket, "connect", no_network)
    folder = tmp_path / "model"
    if form != "missing":
        folder.mkdir()
    if form == "damaged":
        shutil.copytree(weights.bundled_folder(), folder, dirs_exist_ok=True)
        file = folder / "model.safetensors"
        file.write_bytes(file.read_bytes()[:1000])
    name = "no-such-owner/no-such-model" if form == "hub" else str(folder)
    with (
        caplog.at_level(logging.ERROR),
        pytest.raises(ModelError, match="can't be loaded") as caught,
    ):
        load_embedder(IndexSettings(model=name), FolderStore(tmp_path / "index").encoder)
    assert str(caught.value).startswith(f"{name}: ")
    assert len(str(caught.value).splitlines()) == 1
    assert capfd.readouterr().out == ""


def test_batches_hold_every_row_once_and_texts_of_like_length() -> None:
    lengths = [5, 400, 1, 30, 30, 0, 2_000, 29] * 20
    made = batches(lengths)
    assert sorted(row for batch in made for row in batch) == list(range(len(lengths)))
    for batch in made:
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= BATCH_TOKENS
    by_length = sorted(made, key=lambda batch: lengths[batch[0]])
    assert [lengths[row] for batch in by_length for row in batch] == sorted(lengths)
    assert made != by_length  # no end of long texts after all the short ones
    assert batches(lengths) == made
    assert batches([]) == []
