"""A reader of two narrow layers, as training and the desk have it. It needs torch."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.read.model import ModelReader, open_reader

if TYPE_CHECKING:
    from tools.train_reader.model import Reader


def tiny_reader(seed: int = 0) -> Reader:
    """Not trained: its scores say nothing, but are the same each time."""
    import torch
    from transformers import BertConfig, BertModel

    from tools.train_reader.model import Reader

    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=30_522,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        initializer_range=0.2,  # so that tokens heed each other
    )
    return Reader(BertModel(config, add_pooling_layer=False))


@cache
def exported_reader() -> ModelReader:
    """The tiny reader as the desk runs it."""
    with tempfile.TemporaryDirectory() as folder:
        write_reader(Path(folder))
        return open_reader(Path(folder))


def write_reader(folder: Path, seed: int = 0, **card: Any) -> None:
    from tools.train_reader.export import export
    from tools.train_reader.start import tokenizer_file

    export(tiny_reader(seed), tokenizer_file(), folder, {"languages": ["en"], **card})
