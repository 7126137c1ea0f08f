"""The model for desks in several languages, written as an encoder and run."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from indexer.embed import Embedder, model_identity
from indexer.embed.convert import multilingual
from indexer.embed.convert.multilingual import write_multilingual
from indexer.embed.encoder import WEIGHTS
from indexer.settings import MULTILINGUAL_MODEL, IndexSettings

SETTINGS = IndexSettings(model=MULTILINGUAL_MODEL)
PASSAGES = (
    "El permiso de obras cuesta cuarenta euros y se paga en el ayuntamiento.",
    "Der Wochenmarkt öffnet samstags um acht Uhr auf dem Marktplatz.",
    "La bibliothèque est fermée le lundi et les jours fériés.",
    "The swimming pool is heated from May to September.",
)
QUERIES = (
    ("¿Cuánto vale la licencia?", 0),
    ("how much do I pay for building permission", 0),
    ("when can I buy vegetables at the market", 1),
    ("¿Qué día no abre la biblioteca?", 2),
    ("wann wird das Schwimmbad geheizt?", 3),
)


@pytest.fixture
def folder(multilingual_encoder: Path) -> Path:
    return multilingual_encoder


@pytest.fixture
def encoder(multilingual_embedder: Embedder) -> Embedder:
    return multilingual_embedder


@pytest.mark.model
def test_a_question_finds_its_passage_in_whatever_language(encoder: Embedder) -> None:
    passages = encoder.embed(PASSAGES)
    queries = encoder.embed_queries([query for query, _ in QUERIES])
    assert np.linalg.norm(passages, axis=1) == pytest.approx(1, abs=1e-5)
    found = (queries @ passages.T).argmax(axis=1).tolist()
    assert found == [row for _, row in QUERIES]


@pytest.mark.model
def test_unlike_texts_are_told_apart_by_their_cosines(encoder: Embedder) -> None:
    """As the weights of the choice, which were fitted beside another model, take for granted."""
    passages = encoder.embed(PASSAGES)
    unlike = (passages @ passages.T)[np.triu_indices(len(PASSAGES), 1)]
    assert np.abs(unlike).max() < 0.5


@pytest.mark.model
def test_its_weights_are_whole_numbers(encoder: Embedder, folder: Path) -> None:
    numbers = 51_241 * encoder.dimension  # of the words alone; as floats four bytes each
    assert numbers < (folder / WEIGHTS).stat().st_size < 3 * numbers
    assert "int8" in encoder.identity


@pytest.mark.model
def test_what_is_asked_is_marked(encoder: Embedder) -> None:
    asked, held = encoder.embed_queries(PASSAGES[:1]), encoder.embed(PASSAGES[:1])
    assert 0.5 < float((asked @ held.T)[0, 0]) < 0.999
    assert encoder.identity == model_identity(SETTINGS)
    assert encoder.max_tokens == 512


def test_without_its_package_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    for ask in (lambda: model_identity(SETTINGS), lambda: write_multilingual("m", tmp_path)):
        with pytest.raises(ModelError, match="make multilingual"):
            ask()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("held", [b"", b"E5S1", b"E5S1" + b"\0" * 64, b"something else"])
def test_weights_of_another_form_are_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: bytes
) -> None:
    (tmp_path / "weights.bin").write_bytes(held)
    monkeypatch.setattr(multilingual, "multilingual_file", lambda: tmp_path / "weights.bin")
    with pytest.raises(ModelError, match="another form") as caught:
        write_multilingual("m", tmp_path)
    assert len(str(caught.value).splitlines()) == 1
    assert [it.name for it in tmp_path.iterdir()] == ["weights.bin"]
