"""Paragraphs and tables while an RTF file is read: the body's, a note's, a text box's.

What always holds: paragraphs come out in the order in which they are seen; a text box follows the
paragraph that it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.formats.office.raised import Level, Piece
from corpus.formats.office.runs import joined


@dataclass(slots=True, kw_only=True)
class Look:
    """What a paragraph's properties say, as far as it matters for its text.

    style    number of its style
    level    of a heading, from 0
    number   of its list, and `depth` in it from 0
    table    how many tables it stands in
    """

    style: int | None = None
    level: int | None = None
    number: int = 0
    depth: int = 0
    table: int = 0
    old: bool = False  # a list of the older form, which has no number


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """A paragraph that is whole; `marker` is what the list shows before it."""

    text: str
    look: Look
    marker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A cell's right edge in twips; `above` and `before`: it goes on with the cell there."""

    right: int
    above: bool = False
    before: bool = False


@dataclass(slots=True, kw_only=True)
class TableRow:
    cells: list[list[Paragraph | Table]]
    edges: list[Edge]
    header: bool = False


@dataclass(slots=True)
class Table:
    rows: list[TableRow] = field(default_factory=list)


Block = Paragraph | Table


@dataclass(slots=True)
class Flow:
    """A stream of paragraphs with its open paragraph and its open tables, outermost first."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    marker: list[str] = field(default_factory=list)
    boxes: list[Flow] = field(default_factory=list)
    cells: list[list[list[Block]]] = field(default_factory=list)  # of the open row, by depth
    cell: list[list[Block]] = field(default_factory=list)  # the open cell, by depth

    def end_paragraph(self, look: Look) -> None:
        """Ends the open paragraph, where it stands."""
        into = self._place(look.table)
        text, marker = whole(joined(self.pieces)), whole("".join(self.marker)).strip()
        self.pieces, self.marker = [], []
        if text.strip():
            into.append(Paragraph(text=text, look=look, marker=marker))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            into += box.blocks

    def end_cell(self, look: Look) -> None:
        depth = max(look.table, 1)
        self.end_paragraph(look)
        self._place(depth)
        self.cells[depth - 1].append(self.cell[depth - 1])
        self.cell[depth - 1] = []

    def end_row(self, depth: int, edges: list[Edge], *, header: bool) -> None:
        if len(self.cells) < depth or not self.cells[depth - 1]:
            return
        cells = self.cells[depth - 1]
        self.cells[depth - 1] = []
        into = self.blocks if depth == 1 else self.cell[depth - 2]
        if not into or not isinstance(into[-1], Table):
            into.append(Table())
        table = into[-1]
        if isinstance(table, Table):
            table.rows.append(TableRow(cells=cells, edges=edges, header=header))

    def end(self, look: Look) -> None:
        """Ends all that is open: a file may end in the middle of a row."""
        self.end_paragraph(look)
        for depth in range(len(self.cells), 0, -1):
            if self.cell[depth - 1]:
                self.cells[depth - 1].append(self.cell[depth - 1])
                self.cell[depth - 1] = []
            self.end_row(depth, [], header=False)

    def _place(self, depth: int) -> list[Block]:
        while len(self.cells) < depth:
            self.cells.append([])
            self.cell.append([])
        return self.cell[depth - 1] if depth else self.blocks


@dataclass(slots=True)
class State:
    """What holds inside of a group.

    target  what text is for: ``text``, ``marker``, ``fonts``, ``styles``, ``info`` or a key of it
    owner   whether `flow` begins with this group, and ends with it
    """

    flow: Flow
    look: Look
    target: str = "text"
    owner: bool = False
    skip: bool = False
    font: int | None = None
    fallback: int = 1  # how many bytes stand in for a character that is named by its number
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    rise: Level = Level.LINE


def whole(text: str) -> str:
    """Text whose characters beyond the first plane were written in halves."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
