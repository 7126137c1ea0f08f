"""Groups as the tokens that the model reads.

What always holds: question, headings and passage stand in one sequence, as at question time; a unit
is the tokens that begin in its span.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Encoding, Tokenizer

from tools.train_reader.groups import Given

MOST_TOKENS = 320
MOST_QUESTION = 64
MOST_HEADING = 48


@dataclass(frozen=True, slots=True)
class Encoded:
    """
    ids    [CLS] question [SEP] headings [SEP] passage [SEP]
    types  0 for the question, 1 for the rest
    units  for each unit that was kept, its first token and the one after its last
    gold   rows of `units`
    kept   rows of the passage's units
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    units: tuple[tuple[int, int], ...]
    gold: tuple[int, ...]
    kept: tuple[int, ...]


def heading_of(names: Sequence[str]) -> str:
    return " – ".join(name for name in names if name)


class Reading:
    """One tokenizer, without cutting and padding."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._first = tokenizer.token_to_id("[CLS]") or 0
        self._end = tokenizer.token_to_id("[SEP]") or 0

    def encode(self, question: str, given: Given) -> Encoded:
        asked = self._plain(question).ids[:MOST_QUESTION]
        heading = self._plain(heading_of(given.heading)).ids[:MOST_HEADING]
        passage = self._plain(given.text)
        before = [self._first, *asked, self._end, *heading, self._end]
        room = MOST_TOKENS - len(before) - 1
        starts = [start for start, _ in passage.offsets][:room]
        units, kept = [], []
        at = 0
        for row, (start, end) in enumerate(given.units):
            while at < len(starts) and starts[at] < start:
                at += 1
            first = at
            while at < len(starts) and starts[at] < end:
                at += 1
            if at > first:
                units.append((len(before) + first, len(before) + at))
                kept.append(row)
        ids = [*before, *passage.ids[:room], self._end]
        types = [0] * (len(asked) + 2) + [1] * (len(ids) - len(asked) - 2)
        gold = tuple(row for row, unit in enumerate(kept) if unit in given.gold)
        return Encoded(tuple(ids), tuple(types), tuple(units), gold, tuple(kept))

    def words(self, ids: Sequence[int]) -> str:
        """The text of some tokens, as far as they still tell it."""
        return str(self._tokenizer.decode(list(ids)))

    def _plain(self, text: str) -> Encoding:
        """Without special tokens."""
        clean = text.encode("utf-8", "replace").decode("utf-8")
        return self._tokenizer.encode(clean, add_special_tokens=False)
