"""What training starts from: a published encoder, and its tokenizer."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import BertConfig, BertModel

from indexer.embed.onnx_runtime import open_tokenizer
from indexer.embed.weights import bundled_folder
from qa.read.model import TOKENIZER
from qa.read.tokens import ReaderTokenizer
from tools.train_reader.model import Reader, fewer_layers
from tools.train_reader.restored import restored

LAYERS = 6


def tokenizer(file: Path | None = None, start: Path | None = None) -> ReaderTokenizer:
    return ReaderTokenizer(open_tokenizer(tokenizer_file(file, start)))


def tokenizer_file(file: Path | None = None, start: Path | None = None) -> Path:
    """The file, or that of the reader `start`, or that of uncased BERT, which the published
    encoders read."""
    if file is None and start is not None and start.is_dir():
        return start / TOKENIZER
    return file or bundled_folder() / TOKENIZER


def new_reader(weights: Path | None, layers: int = LAYERS) -> Reader:
    """`weights`: the folder of a reader that was exported; a file of a relevance model's twelve
    layers ({"bert": state dict}), of which `layers` are kept; None for all-MiniLM-L6-v2."""
    if weights is not None and weights.is_dir():
        return restored(weights)
    if weights is None:
        bert = BertModel.from_pretrained(bundled_folder(), add_pooling_layer=False)
        return Reader(bert if layers == LAYERS else fewer_layers(bert, layers))
    held = torch.load(weights, weights_only=True)["bert"]
    rows = {int(name.split(".")[2]) for name in held if name.startswith("encoder.layer.")}
    config = BertConfig(
        vocab_size=held["embeddings.word_embeddings.weight"].shape[0],
        hidden_size=held["embeddings.word_embeddings.weight"].shape[1],
        num_hidden_layers=len(rows),
        num_attention_heads=12,
        intermediate_size=held["encoder.layer.0.intermediate.dense.weight"].shape[0],
    )
    bert = BertModel(config, add_pooling_layer=False)
    missing = bert.load_state_dict(
        {name: value for name, value in held.items() if not name.startswith("pooler.")},
        strict=False,
    )
    unknown = [name for name in missing.missing_keys if "position_ids" not in name]
    if unknown or missing.unexpected_keys:
        raise ValueError(f"these weights are of another model: {unknown[:3]}")
    return Reader(bert if len(rows) == layers else fewer_layers(bert, layers))
