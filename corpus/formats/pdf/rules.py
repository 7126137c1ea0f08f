"""The straight lines that a PDF's page draws: the rules of its tables, the sides of its boxes.

What always holds: a rule is long and thin, and stands upright or level on the page as shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from corpus.formats.pdf.glyph import Box, Frame

_THIN = 3.0  # points: what is drawn wider is an area
_LEAST = 4.0  # points: a rule is so long
_ASKEW = 0.5  # points by which the ends of a side may differ


class Corner(NamedTuple):
    """Where the pen goes: `drawn` by a straight line; `closes`: and from there to the start."""

    point: tuple[float, float]
    drawn: bool
    begins: bool
    closes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is drawn at once, in the page's own coordinates: left, bottom, right and top of it, and
    its corners where its outline is drawn."""

    bounds: tuple[float, float, float, float]
    corners: tuple[Corner, ...] = ()


def rules_of(drawings: Iterable[Drawing], frame: Frame) -> Iterator[Box]:
    """Where the rules of a page stand on it as shown."""
    for drawing in drawings:
        box = frame.place(*drawing.bounds)
        if _is_rule(box, _THIN):
            yield box
        else:
            yield from (side for side in _sides(drawing, frame) if _is_rule(side, _ASKEW))


def _is_rule(box: Box, thin: float) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) <= thin and max(width, height) >= _LEAST


def _sides(drawing: Drawing, frame: Frame) -> Iterator[Box]:
    begun = last = (0.0, 0.0)
    for corner in drawing.corners:
        if corner.drawn:
            yield frame.place(*last, *corner.point)
        if corner.begins:
            begun = corner.point
        last = corner.point
        if corner.closes:
            yield frame.place(*last, *begun)
