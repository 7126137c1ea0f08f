"""The open elements that shape blocks while HTML becomes text: one small state for each kind.

They change as the walk goes on, so none of them leaves ``corpus.formats.html.text``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class ListFrame:
    depth: int
    group: int
    ordered: bool
    number: int = 1


@dataclass(slots=True)
class ItemFrame:
    of: ListFrame
    marker: str  # not written yet; empty after the first block of the item


@dataclass(slots=True)
class AccordionFrame:
    """An ``<li>`` that is a question and its answer rather than an item of a list."""

    named: bool = False  # its button has been met


@dataclass(slots=True)
class HeadingFrame:
    level: int


@dataclass(slots=True)
class CodeFrame:
    pass


@dataclass(slots=True)
class RowFrame:
    cells: list[str]
    group: int
    header: bool
    line: int | None = None
    anchor: str | None = None
    linked: int = 0


@dataclass(slots=True)
class CellFrame:
    row: RowFrame


Frame = ListFrame | ItemFrame | AccordionFrame | HeadingFrame | CodeFrame | RowFrame | CellFrame
