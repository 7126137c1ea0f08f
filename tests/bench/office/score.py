"""How much of the made-up files is read as a reader of the page sees it, as a rate.

What always holds: a unit counts as right if it is of its kind and has its cells' texts, to the
character, in the order of the page; what is read beyond them is counted too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from rapidfuzz.distance import LCSseq

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.parsed import Parsed
from corpus.formats.registry import FORMATS
from tests.bench.office.content import Seen
from tests.bench.office.made import Made

_BETWEEN = re.compile(r"^\| | \|(?: |$)")

Text = tuple[str, int, str]  # of which kind of block, in which of its cells, and what


@dataclass(slots=True)
class Score:
    """Of one producer's files of one kind: texts that must be read, those that are, those beyond,
    and what went wrong."""

    producer: str
    kind: str
    files: int = 0
    texts: int = 0
    right: int = 0
    beyond: int = 0
    wrong: list[str] = field(default_factory=list)


def read_units(parsed: Parsed) -> list[Seen]:
    """What was read, in the form of what must be."""
    return [
        (
            block.kind,
            tuple(_BETWEEN.split(span) if block.kind is BlockKind.ROW else [span]),
        )
        for block in parsed.blocks
        for span in (block.span.of(parsed.text),)
    ]


def texts_of(units: Iterable[Seen]) -> list[Text]:
    """A row's empty cells hold nothing, but count in the numbers of the others."""
    return [
        (str(kind), number, text)
        for kind, cells in units
        for number, text in enumerate(cells)
        if text
    ]


def scored(files: Iterable[Made]) -> list[Score]:
    """By producer and kind, in the order in which they first come."""
    found: dict[tuple[str, str], Score] = {}
    for made in files:
        kind = PurePath(made.name).suffix
        score = found.setdefault(
            (made.producer, kind),
            Score(producer=made.producer, kind=kind.removeprefix(".").upper()),
        )
        score.files += 1
        _add(score, made, kind)
    return list(found.values())


def _add(score: Score, made: Made, kind: str) -> None:
    wanted = texts_of(made.seen)
    score.texts += len(wanted) + bool(made.title)
    try:
        parsed = FORMATS[kind].parser(made.data, where=made.name)
    except CorpusError as error:
        score.wrong.append(f"refused: {error}")
        return
    read = texts_of(read_units(parsed))
    same = LCSseq.similarity(wanted, read)
    score.right += same + bool(made.title and parsed.title == made.title)
    score.beyond += len(read) - same
    score.wrong += _differences(wanted, read)
    if made.title and parsed.title != made.title:
        score.wrong.append(f"title: {parsed.title!r}")


def _differences(wanted: Sequence[Text], read: Sequence[Text]) -> Iterator[str]:
    for step in LCSseq.editops(wanted, read):
        if step.tag == "delete":
            yield f"missed: {wanted[step.src_pos]}"
        else:
            yield f"beyond: {read[step.dest_pos]}"
