"""A model that has been at work elsewhere: the store that writes the index asks it as any other.

What always holds: a vector is given for the very text that it was made of; a text that workers
haven't embedded is embedded here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.checkpoint import Checkpoint
from indexer.embed.protocol import Embedder, Progress, Vectors
from indexer.vectors import digests_of, keys_of


class Remembering:
    """Keeps the contract of `Embedder`."""

    def __init__(self, embedder: Embedder, made: Checkpoint) -> None:
        self._embedder = embedder
        self._made = made
        self.identity = embedder.identity
        self.dimension = embedder.dimension
        self.max_tokens = embedder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._embedder.count_tokens(texts)

    def is_word(self, word: str) -> bool:
        return self._embedder.is_word(word)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_queries(texts)

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Raises OSError where what was made can't be read."""
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        keys = keys_of(digests_of(texts))
        there = [row for row, key in enumerate(keys) if key in self._made.rows]
        out[there] = self._made.vectors([self._made.rows[keys[row]] for row in there])
        if progress and there:
            progress(len(there))
        others = [row for row, key in enumerate(keys) if key not in self._made.rows]
        if others:
            out[others] = self._embedder.embed([texts[row] for row in others], progress)
        return out
