"""Vectors that cost next to nothing, to see what everything but the encoder costs.

A text is its bag of words, and each word adds 1 or -1 at four places that its checksum names. What
always holds: the same text gives the same vector of length 1 in every environment, and the time it
takes is counted, so that it can be left out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tests.bench.peers.adapters.protocol import ENCODING

DIMENSION = 384  # the model's
_WORD = re.compile(r"\w+")
_FACTORS = np.array([2654435761, 2246822519, 3266489917, 668265263], dtype=np.uint64)


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Shape (len(texts), DIMENSION)."""
    with ENCODING:
        made = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            sums = np.array([zlib.crc32(w.encode()) for w in words_of(text)], dtype=np.uint64)
            mixed = (sums[:, None] * _FACTORS % (1 << 32)).ravel()
            counts = np.bincount(
                (mixed >> 8).astype(np.int64) % DIMENSION,
                weights=np.where(mixed & 1, 1.0, -1.0),
                minlength=DIMENSION,
            ).astype(np.float64)  # of no words, NumPy gives integers
            counts[-1] += 0.01  # a text without words has a direction, too
            made[row] = counts / np.linalg.norm(counts)
        return made
