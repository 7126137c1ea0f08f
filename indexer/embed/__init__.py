"""Texts to vectors. The place where it is chosen which library runs the model."""

from __future__ import annotations

from indexer.embed.protocol import Embedder, Progress, Vectors
from indexer.embed.weights import model_identity
from indexer.settings import IndexSettings

__all__ = ["Embedder", "Progress", "Vectors", "load_embedder", "model_identity"]


def load_embedder(settings: IndexSettings) -> Embedder:
    """Loads the model that the settings name, from this machine's disk first.

    Raises ModelError if it isn't there and may not be downloaded, if it can't be read, if the
    default's weights are not the published ones, or if a library that it needs isn't installed.
    """
    from indexer.embed.sentence_transformers import load

    return load(settings, model_identity(settings))
