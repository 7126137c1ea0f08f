"""What the reader is trained on: a question with the passages that it reads together.

What always holds: units are spans of their passage, in order; `gold` are rows of `units`; a group
without gold in any passage is a question that nothing there answers.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.document import Span
from qa.read.reader import Readable

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """
    heading  the title and the headings above the passage
    units    (start, end) of each sentence, item or row of the text
    gold     rows of the units that answer
    weighs   what the engine's own evidence says of each unit, for measuring; may be empty
    """

    heading: tuple[str, ...]
    text: str
    units: tuple[Pair, ...]
    gold: tuple[int, ...] = ()
    weighs: tuple[float, ...] = ()

    @property
    def readable(self) -> Readable:
        """As the reader gets it."""
        units = tuple(Span(start=start, end=end) for start, end in self.units)
        return Readable(heading=self.heading, text=self.text, units=units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """
    part         the set that it comes from: what is kept out together
    together     what may not be parted between training and measuring: a document, an article
    answerable   whether any document answers, read here or not
    """

    id: str
    part: str
    together: str
    question: str
    passages: tuple[Given, ...]
    answerable: bool

    @property
    def found(self) -> bool:
        return any(passage.gold for passage in self.passages)

    def fold(self, folds: int) -> int:
        """Which of so many it is in, with all that may not be parted from it."""
        return zlib.crc32(self.together.encode()) % folds


def parted(
    groups: Iterable[Group], fold: tuple[int, int], left_out: Collection[str] = ()
) -> tuple[list[Group], list[Group]]:
    """What a teacher learns from, and what it tells of: a fold (which, of how many), and the parts
    that are left out."""
    learnt, told = list[Group](), list[Group]()
    own, folds = fold
    for group in groups:
        held_out = group.part in left_out or group.fold(folds) == own
        (told if held_out else learnt).append(group)
    return learnt, told


def write_groups(path: Path, groups: Iterable[Group]) -> int:
    """Whole or not at all; returns how many."""
    fresh, count = path.with_suffix(".fresh"), 0
    with fresh.open("w", encoding="utf-8") as file:
        for group in groups:
            file.write(json.dumps(asdict(group), ensure_ascii=True) + "\n")
            count += 1
    fresh.replace(path)
    return count


def read_groups(path: Path) -> Iterator[Group]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            passages = tuple(
                Given(
                    heading=tuple(it["heading"]),
                    text=it["text"],
                    units=tuple((start, end) for start, end in it["units"]),
                    gold=tuple(it["gold"]),
                    weighs=tuple(it["weighs"]),
                )
                for it in row.pop("passages")
            )
            yield Group(passages=passages, **row)
