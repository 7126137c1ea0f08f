"""A question and a passage as the tokens that a reader reads: the same when it learns and when it
is asked.

What always holds: question, headings and passage stand in one sequence; a unit is the tokens that
begin in its span; what doesn't fit is cut from the end of the passage, and its units aren't kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.embed.batches import encodable
from qa.read.reader import Readable

if TYPE_CHECKING:
    from indexer.embed.onnx_runtime import Encoding, Tokenizer

MOST_TOKENS = 320
MOST_QUESTION = 64
MOST_HEADING = 48


@dataclass(frozen=True, slots=True)
class Tokens:
    """
    ids    [CLS] question [SEP] headings [SEP] passage [SEP]
    types  0 for the question, 1 for the rest
    units  for each unit that was kept, its first token and the one after its last
    kept   rows of the passage's units
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    units: tuple[tuple[int, int], ...]
    kept: tuple[int, ...]


class ReaderTokenizer:
    """Any number of threads may use it at once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """`tokenizer`: one of BERT's or XLM-R's, that neither cuts nor pads."""
        self._tokenizer = tokenizer
        self._first, self._end = _marks(tokenizer)

    def tokens(self, question: str, passage: Readable) -> Tokens:
        asked = self._plain(question).ids[:MOST_QUESTION]
        heading = self._plain(heading_of(passage.heading)).ids[:MOST_HEADING]
        text = self._plain(passage.text)
        before = [self._first, *asked, self._end, *heading, self._end]
        room = MOST_TOKENS - len(before) - 1
        starts = [start for start, _ in text.offsets][:room]
        units, kept, at = [], [], 0
        for row, unit in enumerate(passage.units):
            while at < len(starts) and starts[at] < unit.start:
                at += 1
            first = at
            while at < len(starts) and starts[at] < unit.end:
                at += 1
            if at > first:
                units.append((len(before) + first, len(before) + at))
                kept.append(row)
        ids = (*before, *text.ids[:room], self._end)
        types = (0,) * (len(asked) + 2) + (1,) * (len(ids) - len(asked) - 2)
        return Tokens(ids=ids, types=types, units=tuple(units), kept=tuple(kept))

    def words(self, ids: Sequence[int]) -> str:
        """The text of some tokens, as far as they still tell it."""
        return str(self._tokenizer.decode(list(ids)))

    def _plain(self, text: str) -> Encoding:
        """Without special tokens."""
        return self._tokenizer.encode(encodable([text])[0], add_special_tokens=False)


def _marks(tokenizer: Tokenizer) -> tuple[int, int]:
    """What begins a sequence, and what ends each part of it. The reader with XLM-R's tokens was
    taught with one mark for both."""
    for names in (("[CLS]", "[SEP]"), ("<s>", "<s>")):
        first, end = (tokenizer.token_to_id(name) for name in names)
        if first is not None and end is not None:
            return first, end
    raise ValueError("a tokenizer without marks for the beginning and the end")


def heading_of(names: Sequence[str]) -> str:
    return " – ".join(name for name in names if name)
