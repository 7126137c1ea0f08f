"""A model as an encoder that lies beside the index: converted once, and held against the original.

What always holds: no encoder is used whose vectors aren't the original's, to four decimals of
their cosine.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from corpus.errors import ModelError
from indexer.embed.encoder import TOKENIZER, Card, write_card
from indexer.embed.onnx_runtime import open_encoder
from indexer.embed.protocol import Vectors
from indexer.embed.weights import bundled_folder
from indexer.settings import DEFAULT_MODEL, MULTILINGUAL_MODEL, IndexSettings

# The least cosine of an encoder's vector with the original's, over the texts in REFERENCE.
SAME = 0.9999
# Texts of all lengths and sorts, with their vectors as sentence-transformers makes them with the
# default model (tools/encoder_reference.py).
REFERENCE = "reference.json"


def convert(settings: IndexSettings, identity: str, folder: Path) -> None:
    """Writes the model that the settings name into a folder that is there and empty.

    The default model is written from its published weights, without torch; any other by
    sentence-transformers and torch. Raises ModelError or OSError.
    """
    if settings.model == MULTILINGUAL_MODEL:
        write_card(folder, _importing(_write_multilingual, identity, folder))
        return
    texts, vectors = reference()
    if settings.model == DEFAULT_MODEL:
        card = _importing(_write_default, identity, folder)
    else:
        from indexer.embed.convert.sentence_transformers import load_original

        original = load_original(settings, settings.model)
        card = original.write(folder, identity)
        vectors = original.embed(texts)
    write_card(folder, card)
    check_same(folder, texts, vectors)


def check_same(folder: Path, texts: Sequence[str], originals: Vectors) -> None:
    """Raises ModelError unless the encoder gives the original's vectors, shape (texts, dimension).

    One by one and in batches: padding may change nothing.
    """
    encoder = open_encoder(folder)
    alone = np.concatenate([encoder.embed([text]) for text in texts])
    least = min(
        float(np.min(np.sum(made * originals, axis=1))) for made in (alone, encoder.embed(texts))
    )
    if not least >= SAME:
        raise ModelError(
            f"the converted model gives other vectors than the original (cosine {least:.4f})",
            where=encoder.identity,
            mend="choose another model",
        )


def reference() -> tuple[list[str], Vectors]:
    """Sample texts, and the default model's vectors of them."""
    read = json.loads((files(__package__) / REFERENCE).read_text(encoding="utf-8"))
    return list(read["texts"]), np.asarray(read["vectors"], dtype=np.float32)


def _importing(write: Callable[[str, Path], Card], identity: str, folder: Path) -> Card:
    try:
        return write(identity, folder)
    except ImportError as error:
        package = (error.name or "onnx").split(".")[0]
        raise ModelError(
            f"the package {package}, which converts the model, can't be imported",
            mend="run `make install`, or `pip install 'quotedesk[index]'`",
        ) from error


def _write_multilingual(identity: str, folder: Path) -> Card:
    from indexer.embed.convert.multilingual import write_multilingual

    return write_multilingual(identity, folder)


def _write_default(identity: str, folder: Path) -> Card:
    from indexer.embed.convert.bert import write_bert

    source = bundled_folder()
    write_bert(source, folder)
    shutil.copyfile(source / "tokenizer.json", folder / TOKENIZER)
    # As sentence_bert_config.json and tokenizer_config.json of the published model say.
    return Card(identity=identity, dimension=384, max_tokens=256, padding=0)
