"""What a PDF's table is made of while it is put together: its columns, its rows, and their cells.

What always holds: a cell has the words of each line that it stands on, in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.formats.pdf.lines import Line
from corpus.formats.pdf.words import Word

TIGHT = 0.87  # of the distance between rows: so near stands what goes on with a cell

Part = tuple[Line, tuple[Word, ...]]
Cell = list[Part]


@dataclass(slots=True)
class GridRow:
    """`lines`: what it takes of the page, in order; `cells`: one for each column, or one alone."""

    lines: list[Line]
    cells: list[Cell]
    header: bool = False

    @property
    def texts(self) -> list[str]:
        return [text_of(cell) for cell in self.cells]

    @property
    def filled(self) -> int:
        return sum(map(bool, self.cells))


@dataclass(slots=True)
class Columns:
    """Left and right of each, by how much a cell may miss the left of each and the right of the
    last, and the usual distance of two rows."""

    bands: list[tuple[float, float]]
    rooms: list[float]
    pitch: float
    size: float
    spanned: list[Line] = field(default_factory=list)  # a line of names over several columns
    named: dict[int, list[int]] = field(default_factory=dict)  # by `id()`: where its names begin


def text_of(cell: Cell) -> str:
    return " ".join(word.text for _, words in cell for word in words)
