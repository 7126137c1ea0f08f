"""A file that a program made, or that is written in its manner, and what must be read of it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.office.content import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """
    producer  the program, as the table names it
    name      a file's name; its suffix says the kind
    title     what must be read as its title; empty where that isn't looked at
    """

    producer: str
    name: str
    data: bytes
    seen: tuple[Seen, ...]
    title: str = ""
