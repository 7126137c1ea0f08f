"""What wordings are made of, for the catalogue and for its parts alike.

What always holds: plural forms are chosen by `Count`, never by gluing an s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What the operator says: one text for everyone, or one for each of some languages.
Said = str | Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A title in a few words and one or two sentences under it."""

    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A wording that depends on a number, which it may show as ``{n}``."""

    one: str
    many: str

    def of(self, n: int) -> str:
        return (self.one if n == 1 else self.many).format(n=f"{n:,}")
