"""What a look at every vector finds, to hold a quicker search against it.

What always holds: nothing here takes more memory than a batch of vectors.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from indexer.embed.protocol import Vectors

BATCH = 10_000
Kept = npt.NDArray[np.float16 | np.float32]
Rows = npt.NDArray[np.int64]

_ASKED = 200  # sample questions
_LIKE = 0.7  # their cosine with the passage that they are made from: that of real ones
_MIXED = 8


def kept(vectors: Kept) -> Vectors:
    """As numbers of 16 bits tell them, which is how many vectors are kept."""
    out: Vectors = vectors.astype(np.float16, copy=False).astype(np.float32)
    return out


def questions_like(vectors: Kept, chance: np.random.Generator) -> Vectors:
    """Vectors that lie to some of those as questions do; at most _ASKED, of unit length."""
    n, dimension = vectors.shape
    rows = chance.choice(n, min(n, _ASKED), replace=False)
    # What a question says beside is spread as the vectors themselves are.
    noise = np.zeros((len(rows), dimension), dtype=np.float32)
    for _ in range(_MIXED):
        sign = chance.choice([-1.0, 1.0], (len(rows), 1)).astype(np.float32)
        noise += sign * kept(vectors[chance.choice(n, len(rows))])
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    asked: Vectors = _LIKE * kept(vectors[rows]) + (1 - _LIKE**2) ** 0.5 * noise
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    return asked


def nearest(vectors: Kept, asked: Vectors, depth: int) -> list[set[int]]:
    """The rows of the `depth` nearest to each, of all."""
    scores = np.empty((len(asked), 0), dtype=np.float32)
    rows = np.empty((len(asked), 0), dtype=np.int64)
    for first in range(0, len(vectors), BATCH):
        some = asked @ kept(vectors[first : first + BATCH]).T
        at = np.arange(first, first + some.shape[1])
        scores = np.concatenate([scores, some], axis=1)
        rows = np.concatenate([rows, np.broadcast_to(at, some.shape)], axis=1)
        best = np.argsort(-scores, axis=1, kind="stable")[:, :depth]
        scores = np.take_along_axis(scores, best, axis=1)
        rows = np.take_along_axis(rows, best, axis=1)
    return [set(each.tolist()) for each in rows]
