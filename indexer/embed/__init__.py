"""Texts to vectors. The place where it is chosen which library runs the model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from indexer.embed.onnx_runtime import open_encoder
from indexer.embed.protocol import Embedder, Progress, Vectors
from indexer.embed.weights import model_identity
from indexer.settings import IndexSettings

__all__ = [
    "Embedder",
    "EncoderPlace",
    "Progress",
    "Vectors",
    "load_embedder",
    "model_identity",
    "open_encoder",
]

# Where the encoder of a model lies. It is made there first, in an empty folder, if it isn't there.
EncoderPlace = Callable[[str, Callable[[Path], None]], Path]


def load_embedder(settings: IndexSettings, place: EncoderPlace) -> Embedder:
    """Opens the encoder of the model that the settings name; converts the model if need be.

    Raises ModelError if the model isn't on this machine and may not be downloaded, can't be read
    or converted, or if a library that it needs isn't installed; StoreError if the disk fails.
    """
    identity = model_identity(settings)

    def make(folder: Path) -> None:
        from indexer.embed.convert import convert

        convert(settings, identity, folder)

    return open_encoder(place(identity, make))
