"""From the paragraphs and tables of an RTF file to its canonical text.

What always holds: a table that only places things on the page (one column, or tables inside) gives
the blocks in its cells, any other one a row for each of its own; tables of contents are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import BlockKind
from corpus.formats.canonical import CanonicalText
from corpus.formats.office.numbers import BULLET
from corpus.formats.office.spans import Cell, add_table
from corpus.formats.office.xml_tree import lines_of
from corpus.formats.rtf.flow import Block, Look, Paragraph, Table, TableRow
from corpus.formats.rtf.heads import Style

# Edges as near as this, in twips, are meant to be the same.
_NEAR = 30
_MAX_MARKER = 40


@dataclass(slots=True)
class Writer:
    """Writes blocks in order; `styles` by number."""

    styles: Mapping[int, Style]
    out: CanonicalText = field(default_factory=CanonicalText)
    _paragraphs: int = 0
    _tables: int = 0
    _groups: int = 0
    _list: int | None = None  # the number of the list that the paragraph before belonged to

    def write(self, blocks: Sequence[Block]) -> None:
        """Tables in tables are no deeper than the file's groups, which are bounded."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._list = None
                self._table(block)

    def note(self, blocks: Sequence[Block], path: str) -> None:
        """A footnote or endnote, or a line of a margin."""
        body = "\n".join(lines_of(text) for text in _texts(blocks))
        self.out.add(BlockKind.PARAGRAPH, body, path=path)

    def _paragraph(self, paragraph: Paragraph) -> None:
        self._paragraphs += 1
        path = f"paragraph {self._paragraphs}"
        look, text = paragraph.look, lines_of(paragraph.text)
        style = self.styles.get(look.style or 0, Style())
        if style.name.startswith("toc "):
            return
        level = look.level if look.level is not None else style.heading
        marker = _marker(paragraph)
        prefix = f"{marker} " if marker else ""
        if level is not None:
            self._list = None
            body = " ".join(text.split())
            level = min(level + 1, 6)
            self.out.add(BlockKind.HEADING, body, level=level, prefix=prefix, path=path)
        elif marker:
            self._item(look, text, prefix, path)
        else:
            self._list = None
            self.out.add(BlockKind.PARAGRAPH, text, path=path)

    def _item(self, look: Look, text: str, prefix: str, path: str) -> None:
        if self._list is None or (look.depth == 0 and look.number != self._list):
            self._groups += 1
            self._list = look.number
        self.out.add(
            BlockKind.ITEM,
            text,
            level=look.depth + 1,
            group=self._groups,
            prefix="  " * look.depth + prefix,
            path=path,
        )

    def _table(self, table: Table) -> None:
        cells = [cell for row in table.rows for cell in row.cells]
        nested = any(isinstance(block, Table) for cell in cells for block in cell)
        if nested or all(len(row.cells) <= 1 for row in table.rows):
            for cell in cells:
                self.write(cell)
            return
        self._tables += 1
        self._groups += 1
        edges = sorted({edge.right for row in table.rows for edge in row.edges})
        # Of edges that are nearly the same the first counts.
        lines = [edge for n, edge in enumerate(edges) if not n or edge - edges[n - 1] > _NEAR]
        add_table(
            self.out,
            [_cells(row, lines) for row in table.rows],
            stated=next((n for n, row in enumerate(table.rows) if not row.header), len(cells)),
            group=self._groups,
            path=f"table {self._tables}",
        )


def _cells(row: TableRow, lines: Sequence[int]) -> list[Cell]:
    """The cells of a row, each with the number of columns between its edges."""
    texts = ["\n".join(_texts(cell)) for cell in row.cells]
    if len(row.edges) != len(texts):
        return [Cell(text=text) for text in texts]
    found: list[Cell] = []
    left = 0
    for text, edge in zip(texts, row.edges, strict=True):
        right = bisect_right(lines, edge.right + _NEAR)
        columns = max(right - left, 1)
        left = max(right, left)
        if edge.before and found:
            before = found.pop()
            text, columns = before.text, before.columns + columns  # noqa: PLW2901
            found.append(Cell(text=text, columns=columns, above=before.above))
        else:
            found.append(Cell(text=text, columns=columns, above=edge.above))
    return found


def _texts(blocks: Sequence[Block]) -> list[str]:
    """The texts of the paragraphs in a cell or a note, with the numbers of their lists."""
    found: list[str] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Paragraph):
            marker = _marker(block)
            found.append(f"{marker} {block.text}" if marker else block.text)
        else:
            cells = [one for row in block.rows for cell in row.cells for one in cell]
            waiting += reversed(cells)
    return found


def _marker(paragraph: Paragraph) -> str:
    """What the list shows before a paragraph; empty where it is in no list."""
    marker = " ".join(paragraph.marker.split())[:_MAX_MARKER]
    if not marker:
        return BULLET if paragraph.look.number or paragraph.look.old else ""
    # Bullets come as letters of odd fonts: one sign or letter without a point is one.
    sign = len(marker) == 1 and not marker.isdigit() and marker not in "-–—"
    return BULLET if sign else marker
