"""The weights of a reader that came along, as floats to go on from.

What always holds: it says what the delivered file says, but for the rounding of what goes through
its layers: the whole numbers of the file are taken times their scales, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from transformers import BertConfig, BertModel

from qa.read.model import MODEL
from tools.train_reader.model import Reader

# Names of the model file that differ from the encoder's.
_RENAMED = {
    "places": "embeddings.position_embeddings.weight",
    "kinds": "embeddings.token_type_embeddings.weight",
}

Values = npt.NDArray[Any]


def restored(folder: Path) -> Reader:
    """`folder`: a reader as `export` writes it. Raises OSError, or ValueError if it isn't one."""
    held, heads = _weights(folder / MODEL)
    scores = {name: held.pop(name) for name in list(held) if name.startswith(("unit.", "passage."))}
    layers = {int(name.split(".")[2]) for name in held if name.startswith("encoder.layer.")}
    words = held["embeddings.word_embeddings.weight"]
    reader = Reader(
        BertModel(
            BertConfig(
                vocab_size=words.shape[0],
                hidden_size=words.shape[1],
                num_hidden_layers=len(layers),
                num_attention_heads=heads,
                intermediate_size=held["encoder.layer.0.intermediate.dense.weight"].shape[0],
                max_position_embeddings=held["embeddings.position_embeddings.weight"].shape[0],
                type_vocab_size=held["embeddings.token_type_embeddings.weight"].shape[0],
            ),
            add_pooling_layer=False,
        )
    )
    missing = reader.load_state_dict(
        {**{f"encoder.{name}": value for name, value in held.items()}, **scores}, strict=False
    )
    unknown = [name for name in missing.missing_keys if "position_ids" not in name]
    if unknown or missing.unexpected_keys:
        raise ValueError(f"{folder} is another kind of model: {unknown[:3]}")
    return reader


@torch.no_grad()
def loosen(reader: Reader, folder: Path, seed: int = 0) -> None:
    """Moves each weight by chance within the step of the file that it was restored from.

    It stood on one of that file's steps, and rounding would take it back there from all that
    it has learnt since, which is less than half a step for most. So the part of them that are
    rounded to the next step is what they have learnt at the mean.
    """
    chance, held = torch.Generator().manual_seed(seed), _held(folder / MODEL)
    for name, weight in reader.named_parameters():
        scale = held.get(f"{name.removeprefix('encoder.').removesuffix('.weight')}.turned_scale")
        if name.endswith(".weight") and scale is not None:
            step = torch.from_numpy(np.array(scale)).reshape(-1, 1)
            weight.add_((torch.rand(weight.shape, generator=chance) - 0.5) * step)


def _weights(file: Path) -> tuple[dict[str, Tensor], int]:
    """By the names of the encoder and of the two scores; and how many heads a layer has."""
    held = _held(file)
    # The states of a layer are parted into texts, tokens, heads and the width of a head.
    shapes = (value for value in held.values() if value.dtype == np.int64 and len(value) == 4)
    heads = int(next(shapes, [0, 0, 1])[2])
    named = (_named(name, value) for name, value in _floats(held))
    return {name: torch.from_numpy(np.array(value)) for name, value in named if "." in name}, heads


def _held(file: Path) -> dict[str, Values]:
    """All that a model file holds beside its operators, by its names there."""
    import onnx
    from onnx import numpy_helper

    return {it.name: numpy_helper.to_array(it) for it in onnx.load(str(file)).graph.initializer}


def _floats(held: Mapping[str, Values]) -> Iterator[tuple[str, Values]]:
    for name, value in held.items():
        whole = name.removesuffix("_quantized")
        if whole != name:
            zero = held[f"{whole}_zero_point"].astype(np.float32)
            yield whole, (value.astype(np.float32) - zero) * held[f"{whole}_scale"]
        elif value.dtype == np.float32 and not name.endswith("_scale"):
            yield name, value


def _named(name: str, value: Values) -> tuple[str, Values]:
    """As the encoder has it; what isn't a weight has a name without a point."""
    turned = name.removesuffix(".turned")
    return (f"{turned}.weight", value.T) if turned != name else (_RENAMED.get(name, name), value)
