"""What the parser of a file format gives, for files that are one document and for those that hold
several.

What always holds: the spans of blocks and of places are ordered, disjoint and inside
``Parsed.text``; a parser raises nothing but ``CorpusError``, whatever bytes it is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from corpus.document import Block, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What a container or a document holds and isn't read, and why.

    name   as of a `Member` or `Record`, or of a file that hangs on the document; empty for a part
           of the document itself
    fault  False for what isn't meant to be read, such as a picture
    """

    name: str
    why: str
    fault: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One file as people see it.

    title     the file's own title (front matter, for one), None where it names none
    facts     what the file says about itself: keys of ``corpus.metadata.KEYS`` only
    places    where the text stands in the file, where the text isn't the file's own
    encoding  what the file's bytes were decoded with, None where that is the format's own affair
    left_out  what of it, or on it, is no part of the text: pages that are pictures, contacts in a
              menu, attachments that can't be read
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    facts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    encoding: str | None = None
    left_out: tuple[LeftOut, ...] = ()


class Parser(Protocol):
    """Makes a `Parsed` of a file's bytes; `where` is the name that errors give the file."""

    def __call__(self, data: bytes, *, where: str) -> Parsed: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file inside a container; `name` is a relative path with slashes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A whole document inside a container; `name` says where in it, as in ``line 3``."""

    name: str
    id: str
    title: str | None
    text: str
    facts: Mapping[str, str | tuple[str, ...]]


class Unpacker(Protocol):
    """Takes a container apart, in its order; `where` is the name that errors give the file."""

    def __call__(self, file: BinaryIO, *, where: str) -> Iterator[Member | Record | LeftOut]: ...
