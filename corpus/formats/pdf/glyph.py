"""What a PDF's pages hold, as values: glyphs, pages, bookmarks; and a page's own coordinates.

What always holds: positions in these values are points from the top left corner of the page as it
is shown (its crop box and rotation considered), downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Style(NamedTuple):
    """How a run of glyphs is drawn.

    upright  it reads from left to right as the page is shown
    turn     90 where it reads upwards on that page, 270 downwards, else 0
    """

    size: float
    bold: bool
    mono: bool
    upright: bool
    turn: int = 0


class Glyph(NamedTuple):
    """A character, or a gap that PDFium reports: then `text` is a space or a line feed.

    start, end  where the pen stands before and after it; `end` is that of the ink on a turned page
    baseline    of the same point as `start`: where the pen stands, downwards
    """

    text: str
    box: Box
    start: float
    end: float
    baseline: float
    style: Style


NO_STYLE = Style(size=0.0, bold=False, mono=False, upright=True)


def gap(text: str) -> Glyph:
    return Glyph(text, (0.0, 0.0, 0.0, 0.0), 0.0, 0.0, 0.0, NO_STYLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page as shown; `number` from 1.

    pictured  pictures cover a good part of it, as on a page that was scanned
    rules     where straight lines are drawn, upright or level
    """

    number: int
    glyphs: tuple[Glyph, ...]
    pictured: bool = False
    rules: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """An entry of the outline that leads to a page; `level` and `page` from 1."""

    level: int
    title: str
    page: int


def turned_box(box: Box, turn: int) -> Box:
    """A box on the page turned such that text of that `turn` is upright."""
    left, top, right, bottom = box
    return (-bottom, left, -top, right) if turn == 90 else (top, -right, bottom, -left)


def returned_box(box: Box, turn: int) -> Box:
    """The box on the page that `turned_box` gave this one for."""
    left, top, right, bottom = box
    return (top, -right, bottom, -left) if turn == 90 else (-bottom, left, -top, right)


class Frame:
    """From a page's own coordinates, upwards and unturned, to those of the page as shown.

    `box` is the part of the page that is shown: left, bottom, right, top; `turn` is 0, 90, 180 or
    270 degrees clockwise.
    """

    def __init__(self, box: tuple[float, float, float, float], turn: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.turn = turn

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def direction(self, a: float, b: float) -> tuple[float, float]:
        """Where a vector points on the page as shown, upwards still."""
        if self.turn == 90:
            return b, -a
        if self.turn == 180:
            return -a, -b
        if self.turn == 270:
            return -b, a
        return a, b

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        x1, y1 = self.point(left, bottom)
        x2, y2 = self.point(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def shows(self, box: Box) -> bool:
        """Does the middle of a box lie on the page as shown?"""
        width, height = self.right - self.left, self.top - self.bottom
        if self.turn in {90, 270}:
            width, height = height, width
        across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return -1 <= across <= width + 1 and -1 <= down <= height + 1
