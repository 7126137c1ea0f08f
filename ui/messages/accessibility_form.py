"""What a statement of accessibility is made of.

What always holds: all of it is fixed wording, and none says anything about documents.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading with what stands under it: a paragraph, a list, or both."""

    title: str
    body: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """`language` is its BCP 47 tag. `ask` stands before the desk's contact, `ask_here` where none
    is named."""

    language: str
    title: str
    aim: str
    parts: tuple[Part, ...]
    trouble: str
    ask: str
    ask_here: str
