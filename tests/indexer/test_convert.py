"""A model becomes an encoder that gives the same vectors, or it is one line of error."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import ModelError
from indexer.embed import load_embedder, model_identity, open_encoder, weights
from indexer.embed.convert import check_same, reference
from indexer.embed.encoder import CARD, PARTS, is_whole
from indexer.settings import IndexSettings
from indexer.store.folder import FolderStore
from tests.scripts import printed

pytestmark = pytest.mark.model


@pytest.fixture
def copy(real_encoder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(real_encoder, tmp_path / "copy"))


@pytest.fixture(scope="module")
def original() -> Any:
    from indexer.embed.convert.sentence_transformers import load_original

    return load_original(IndexSettings(), str(weights.bundled_folder()))


def test_the_recorded_vectors_are_the_original_ones(original: Any) -> None:
    texts, vectors = reference()
    assert np.min(np.sum(original.embed(texts) * vectors, axis=1)) > 0.99999


def test_the_default_model_gives_the_original_vectors(real_encoder: Path, original: Any) -> None:
    texts = ["", "x", "Wer bezahlt das?", "naïve ﬁ ½ 10⁻³", "word " * 400, "a\n\nb | c", "日本語"]
    made = open_encoder(real_encoder).embed(texts)
    assert np.min(np.sum(original.embed(texts) * made, axis=1)) > 0.99999


def test_neither_converting_nor_asking_the_default_model_imports_torch(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from indexer.embed import model_identity, open_encoder
from indexer.embed.convert import convert
from indexer.settings import IndexSettings
folder = Path(sys.argv[1])
convert(IndexSettings(), model_identity(IndexSettings()), folder)
open_encoder(folder).embed(["a question"])
print([name for name in ("torch", "transformers", "sentence_transformers") if name in sys.modules])
"""
    assert printed(script, str(tmp_path)) == "[]\n"


class TestAnyModel:
    """One that sentence-transformers reads, of another kind than the default."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A small MPNet without training, whose sentence vector is the largest of its tokens', made
        narrower by a layer of its own."""
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import (
            Dense,
            Normalize,
            Pooling,
            Transformer,
        )
        from transformers import MPNetConfig, MPNetModel

        base = tmp_path / "base"
        config = MPNetConfig(
            vocab_size=30_522,
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=64,
        )
        MPNetModel(config).save_pretrained(base)
        for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
            shutil.copy(weights.bundled_folder() / name, base)
        modules = [
            Transformer(str(base), max_seq_length=48),
            Pooling(32, pooling_mode="max"),
            Dense(32, 16),
            Normalize(),
        ]
        made = tmp_path / "made"
        SentenceTransformer(modules=modules, device="cpu").save(str(made))
        return made

    def test_it_gives_the_original_vectors(self, folder: Path, tmp_path: Path) -> None:
        from indexer.embed.convert.sentence_transformers import load_original

        settings = IndexSettings(model=str(folder))
        made = load_embedder(settings, FolderStore(tmp_path / "index").encoder)
        assert (made.identity, made.dimension, made.max_tokens) == (
            model_identity(settings),
            16,
            48,
        )
        texts = ["x", "two words", "long " * 300, "and one in between, of some length"]
        same = load_original(settings, str(folder)).embed(texts)
        np.testing.assert_allclose(np.sum(made.embed(texts) * same, axis=1), 1, atol=1e-4)

    def test_its_encoder_is_made_once(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings, place = IndexSettings(model=str(folder)), FolderStore(tmp_path / "index").encoder
        first = load_embedder(settings, place)
        monkeypatch.setattr("indexer.embed.convert.convert", lambda *_: pytest.fail("again"))
        assert load_embedder(settings, place).identity == first.identity

    def test_it_may_not_look_other_than_it_is(self, folder: Path, tmp_path: Path) -> None:
        """A prompt that the model puts before each text is not read by the encoder: said at once,
        and no index is made of other vectors."""
        path = folder / "config_sentence_transformers.json"
        config = json.loads(path.read_text())
        config |= {"prompts": {"query": "To be found: "}, "default_prompt_name": "query"}
        path.write_text(json.dumps(config))
        place = FolderStore(tmp_path / "index").encoder
        with pytest.raises(ModelError, match="gives other vectors than the original"):
            load_embedder(IndexSettings(model=str(folder)), place)
        assert list((tmp_path / "index").glob("*encoder*")) == []


def test_other_vectors_than_the_original_ones_are_an_error(real_encoder: Path) -> None:
    texts, vectors = reference()
    check_same(real_encoder, texts, vectors)
    with pytest.raises(ModelError, match=r"other vectors than the original \(cosine -?0\.\d+\)"):
        check_same(real_encoder, texts, vectors[::-1].copy())


@pytest.mark.parametrize("name", [*PARTS, CARD])
@pytest.mark.parametrize("how", ["gone", "cut", "changed"])
def test_an_encoder_that_isnt_whole_is_one_line(copy: Path, name: str, how: str) -> None:
    assert is_whole(copy)
    file = copy / name
    if how == "gone":
        file.unlink()
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:-7])
    else:
        body = bytearray(file.read_bytes())
        body[len(body) // 2] ^= 1
        file.write_bytes(body)
    assert not is_whole(copy)
    with pytest.raises(ModelError, match="encoder is missing or damaged") as caught:
        open_encoder(copy)
    assert "Run `quotedesk index` again" in str(caught.value)
