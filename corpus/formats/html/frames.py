"""The open elements that shape blocks while HTML becomes text: one small state for each kind, and
the stack of them.

They change as the walk goes on, so none of them leaves ``corpus.formats.html.text``.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from lxml import html

from corpus.formats.html.grid import Cell
from corpus.formats.html.numerals import numbering_of, numeral

MAX_ITEM_NUMBER = 10**9


@dataclass(slots=True)
class ListFrame:
    depth: int
    group: int
    ordered: bool
    number: int = 1
    step: int = 1
    numbered: str = "1"


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
    cells: list[Cell]
    group: int
    header: bool
    line: int | None = None
    anchor: str | None = None


@dataclass(slots=True)
class CellFrame:
    row: RowFrame
    element: html.HtmlElement

    def add(self, text: str, linked: int) -> None:
        """Its text joins its row."""
        span = self.element.get
        self.row.cells.append(
            Cell(
                text=text,
                columns=_number(span("colspan"), 1),
                rows=_number(span("rowspan"), 1),
                head=self.element.tag == "th" or is_bold(self.element, text),
                linked=linked,
            )
        )


Frame = ListFrame | ItemFrame | AccordionFrame | HeadingFrame | CodeFrame | RowFrame | CellFrame


class Frames:
    """The stack of what is open, and what depends on all of it: depths, numbers, levels."""

    def __init__(self, accordions: AbstractSet[html.HtmlElement]) -> None:
        """`accordions`: the items that are a question with its answer."""
        self._accordions = accordions
        self._open: list[tuple[html.HtmlElement, Frame]] = []
        self._groups = 0
        self._outer_level = 1  # of the last heading outside of any answer

    def innermost(self) -> Frame | None:
        return self._open[-1][1] if self._open else None

    def is_innermost(self, element: html.HtmlElement) -> bool:
        return bool(self._open) and self._open[-1][0] is element

    def collecting(self) -> bool:
        """Whether all text goes into one line: a heading, a table's cell, or code."""
        return isinstance(self.innermost(), HeadingFrame | CellFrame | CodeFrame)

    def open(self, element: html.HtmlElement, frame: Frame) -> None:
        self._open.append((element, frame))

    def close(self) -> Frame:
        """Takes the innermost one away."""
        return self._open.pop()[1]

    def new_group(self) -> int:
        """The number of another list or table."""
        self._groups += 1
        return self._groups

    def open_heading(self, element: html.HtmlElement, *, level: int | None) -> None:
        """`level`: None for a button that unfolds an answer."""
        level = self._button_level() if level is None else self._heading_level(level)
        self.open(element, HeadingFrame(level=level))

    def open_list(self, element: html.HtmlElement) -> None:
        inside = self.innermost()
        outer = inside.of if isinstance(inside, ItemFrame) else inside
        if isinstance(outer, ListFrame):
            depth, group = outer.depth + 1, outer.group
        else:
            depth, group = 1, self.new_group()
        ordered = element.tag == "ol"
        down = ordered and element.get("reversed") is not None
        first = sum(item.tag == "li" for item in element) if down else 1
        self.open(
            element,
            ListFrame(
                depth=depth,
                group=group,
                ordered=ordered,
                number=_number(element.get("start"), first) if ordered else 1,
                step=-1 if down else 1,
                numbered=numbering_of(element),
            ),
        )

    def open_item(self, element: html.HtmlElement) -> None:
        if element in self._accordions:
            self.open(element, AccordionFrame())
            return
        inside = self.innermost()
        # The parser leaves a <dd> open where another one follows it.
        of = inside.of if isinstance(inside, ItemFrame) and element.tag != "li" else inside
        if not isinstance(of, ListFrame):
            of = ListFrame(depth=1, group=self.new_group(), ordered=False)
        marker = "" if element.tag == "dd" else "• "
        if of.ordered:
            of.number = _number(element.get("value"), of.number)
            marker = f"{numeral(of.number, of.numbered)}. "
            of.number += of.step
        self.open(element, ItemFrame(of=of, marker=marker))

    def _answers(self) -> int:
        """In how many answers, one inside the other, the walk stands."""
        return sum(isinstance(frame, AccordionFrame) and frame.named for _, frame in self._open)

    def _button_level(self) -> int:
        """A button lies one level below the heading before its list."""
        for _, frame in reversed(self._open):
            if isinstance(frame, AccordionFrame):
                frame.named = True
                break
        return min(6, self._outer_level + max(1, self._answers()))

    def _heading_level(self, level: int) -> int:
        answers = self._answers()
        if answers:  # a heading in an answer lies below that answer's question
            return max(level, min(6, self._outer_level + answers + 1))
        self._outer_level = level
        return level


def is_bold(element: html.HtmlElement, text: str) -> bool:
    """Whether all of an element's text stands in bold type."""
    bold = next(element.iterchildren("b", "strong"), None)
    return bold is not None and " ".join("".join(map(str, bold.itertext())).split()) == text


def _number(value: str | None, otherwise: int) -> int:
    if value is not None and value.isascii() and value.isdigit():
        return min(int(value[:10]), MAX_ITEM_NUMBER)
    return otherwise
