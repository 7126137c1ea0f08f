"""What an embedding model must do, whatever library runs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int], None]


class Embedder(Protocol):
    """Turns texts into unit vectors; `identity` names the model and its weights."""

    @property
    def identity(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def max_tokens(self) -> int:
        """The most tokens it reads of a text, special tokens included."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without special tokens and without truncation."""
        ...

    def is_word(self, word: str) -> bool:
        """Is this folded word a token of its own in the model's vocabulary: an ordinary word?"""
        ...

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Of passages; shape (len(texts), dimension). `progress` is called with how many more are
        done."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Of what is asked, which some models want marked; shape (len(texts), dimension)."""
        ...
