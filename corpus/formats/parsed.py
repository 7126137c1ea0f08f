"""What a reader of one file format gives, and what a reader is.

What always holds: the spans of blocks and of places are ordered, disjoint and inside
``Reading.text``; a reader raises nothing but ``CorpusError``, whatever bytes it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from corpus.document import Block, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file as its readers see it.

    title     the file's own title (front matter, for one), None where it names none
    facts     what the file says about itself: keys of ``corpus.metadata.KEYS`` only
    places    where the text stands in the file, where the text isn't the file's own
    encoding  what the file's bytes were decoded with, None where that is the format's own affair
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    facts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    encoding: str | None = None


class Reader(Protocol):
    """Makes a `Reading` of a file's bytes; `where` is the name that errors give the file."""

    def __call__(self, data: bytes, *, where: str) -> Reading: ...
