"""Texts in batches, for any library that runs a model, and in a form that any tokenizer takes."""

from __future__ import annotations

from collections.abc import Sequence

# About a thousand tokens a batch, sorted by length, was measured faster than large batches.
BATCH_TOKENS = 1024


def encodable(texts: Sequence[str]) -> list[str]:
    """Half surrogate pairs, which a question may hold, as "?": the tokenizer takes none."""
    return [text.encode("utf-8", "replace").decode("utf-8") for text in texts]


def batches(lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Row numbers in batches of about BATCH_TOKENS tokens, texts of like length together.

    `lengths`: tokens of each text; `limit`: the most that the model reads of one.
    """
    made: list[list[int]] = []
    widest = 0
    for row in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        width = max(1, min(lengths[row] + 2, limit))
        widest = max(widest, width)
        if not made or (len(made[-1]) + 1) * widest > BATCH_TOKENS:
            made.append([])
            widest = width
        made[-1].append(row)
    return made
