"""What of an index is written: all of it, or only what has changed since the version before.

What always holds: whoever follows the plan has each document of the corpus once, in its order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.language import base_language
from indexer.rows import DocumentRow
from indexer.store.opened import Known, OpenTexts
from indexer.store.reading import parts_in
from indexer.store.shelf import Head
from indexer.store.tables import Part

# An index of fewer passages is written anew, which takes a moment and leaves nothing behind.
MANY_PASSAGES = 5_000
MOST_GONE = 0.2  # of the passages: more of them, and the index is written anew
MOST_PARTS = 8  # more, and all but the largest are written together
MOST_BESIDE = 0.1  # of the passages, in parts beside the largest
SPACE = 16  # between the places of documents: as many new ones less one move no other


def worth_going_on(meta: Mapping[str, Any]) -> bool:
    """Is an index so large that it isn't simply written anew?"""
    return bool(meta["passages"] >= MANY_PASSAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The version in place, which the new one may go on from."""

    place: Path
    meta: dict[str, Any]
    texts: OpenTexts
    known: Mapping[str, Known]  # its documents, by id


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A document that is written. `number`: among the documents; `place`: in their order."""

    number: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    parts  of the version before that stay
    gone   rows of the documents that go, or are written again
    fresh  the documents that are written
    moved  the place of each document that stays, where that has changed
    """

    parts: tuple[Part, ...]
    gone: tuple[DocumentRow, ...]
    fresh: tuple[Fresh, ...]
    moved: tuple[tuple[int, DocumentRow], ...]


def everything(documents: int) -> Plan:
    """All of it is written."""
    every = (Fresh(number=at, place=at * SPACE) for at in range(documents))
    return Plan(parts=(), gone=(), fresh=tuple(every), moved=())


def plan_of(heads: Sequence[Head], before: Before) -> Plan | None:
    """What a version that goes on from `before` writes; None where all of it is to be written."""
    there = before.known
    parts = parts_in(before.meta)
    largest = max(parts, key=lambda it: it.passages)
    together = {it.number for it in parts if it != largest} if len(parts) >= MOST_PARTS else set()
    fresh: list[Fresh] = []
    moved: list[tuple[int, DocumentRow]] = []
    stay: set[DocumentRow] = set()
    staying: set[int] = set()
    languages = set(before.meta["languages"])
    last = -1
    for number, head in enumerate(heads):
        old = there.get(head.id)
        if old is None or old.key != head.key or old.part in together:
            if base_language(head.language) not in languages:
                return None  # words of that language would have no place
            last += 1
            fresh.append(Fresh(number=number, place=last))
            continue
        stay.add(old.row)
        staying.add(old.part)
        if old.place <= last:
            moved.append((last + 1, old.row))
        last = max(last + 1, old.place)
    gone = tuple(it.row for it in there.values() if it.row not in stay)
    kept = tuple(it for it in parts if it.number in staying)
    if largest not in kept or _too_much(before, kept, largest, stay):
        return None
    return Plan(parts=kept, gone=gone, fresh=tuple(fresh), moved=tuple(moved))


def _too_much(before: Before, kept: Sequence[Part], largest: Part, stay: set[DocumentRow]) -> bool:
    """Is too much of what stays gone, or beside the largest part?"""
    written = sum(it.passages for it in kept)
    left = len(before.texts.passages_in(stay))
    return (
        written - left > MOST_GONE * written or written - largest.passages > MOST_BESIDE * written
    )
