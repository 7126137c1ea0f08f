"""Texts in batches, for any library that runs a model, and in a form that any tokenizer takes."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

# About a thousand tokens a batch, texts of like length together, was measured faster than large
# batches.
BATCH_TOKENS = 1024


# The mark of a note behind a figure. Tokenizers make one number of both, or know neither.
_NOTE = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹]+")


def encodable(texts: Sequence[str]) -> list[str]:
    """Texts of the same lengths with what tokenizers don't take well: half surrogate pairs, which a
    question may hold, as "?", raised figures behind figures as spaces."""
    whole = (text.encode("utf-8", "replace").decode("utf-8") for text in texts)
    return [_NOTE.sub(lambda found: " " * len(found[0]), text) for text in whole]


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Row numbers in batches of about BATCH_TOKENS tokens, texts of like length together.

    `lengths`: the tokens that the model reads of each text. The batches come in no order of
    length, so that the time left can be told from the time that is gone; the same each time.
    """
    made: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if not made or (len(made[-1]) + 1) * max(1, lengths[row]) > BATCH_TOKENS:
            made.append([])
        made[-1].append(row)
    random.Random(0).shuffle(made)
    return made
