"""Vectors that are known already, by digests of the texts that they were made of.

What always holds: a vector is taken over only for the very text, and from the very model, that it
was made of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.embed.protocol import Vectors
from indexer.search.protocols import DenseIndex

DIGEST_BYTES = 16

Digests = npt.NDArray[np.uint8]  # shape (n, DIGEST_BYTES)


def digests_of(texts: Sequence[str]) -> Digests:
    """One digest a text, of exactly what is embedded."""
    rows = b"".join(
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:DIGEST_BYTES]
        for text in texts
    )
    return np.frombuffer(rows, dtype=np.uint8).reshape(-1, DIGEST_BYTES)


def keys_of(digests: Digests) -> list[bytes]:
    """Each digest as it is looked up; without a step in Python for each, for there may be many."""
    rows = np.ascontiguousarray(digests, dtype=np.uint8)
    keys: list[bytes] = rows.view(f"V{DIGEST_BYTES}").ravel().tolist()
    return keys


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVectors:
    """The vectors of an index by their texts' digests."""

    model_identity: str
    rows: Mapping[bytes, int]
    held: DenseIndex[Any]

    @classmethod
    def of(cls, identity: str, digests: Digests, held: DenseIndex[Any]) -> KnownVectors:
        return cls.among(identity, [(0, digests)], held)

    @classmethod
    def among(
        cls, identity: str, parts: Iterable[tuple[int, Digests]], held: DenseIndex[Any]
    ) -> KnownVectors:
        """`parts`: digests, each time with the row of the first."""
        rows: dict[bytes, int] = {}
        for first, some in parts:
            rows.update(zip(keys_of(some), range(first, first + len(some)), strict=True))
        return cls(model_identity=identity, rows=rows, held=held)

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Shape (len(rows), dimension)."""
        return self.held.vectors(rows)
