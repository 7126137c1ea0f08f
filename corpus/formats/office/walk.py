"""What DOCX and ODT have in common: a body of paragraphs and tables, walked over once.

The two name their elements differently; what is a table of data, how a row is written and how
paragraphs and tables are counted is the same, and stands here.

What always holds: a table that only places things on the page (one column, or tables inside) gives
the blocks in its cells, any other one gives a row for each of its own that isn't empty; a cell
counts for every row and column that it spans.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.canonical import CanonicalText
from corpus.formats.office.furniture import kept_lines
from corpus.formats.office.grid import Slot, is_banner, table_rows
from corpus.formats.office.xml_tree import local
from corpus.formats.parsed import Parsed
from corpus.metadata import Fact
from corpus.phrase import Phrase

# Columns of one table, and its places; a cell may say that it spans any number.
MAX_COLUMNS = 1000
MAX_PLACES = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table, and what it spans; `goes_on`: it is the lower part of the one above."""

    element: etree._Element
    column: int
    across: int = 1
    down: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table. `header`: the document itself says that it names the columns."""

    cells: tuple[Cell, ...]
    header: bool


class Walk(ABC):
    """One pass over a body; a format says what is a block, a row and a cell's text."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.out = CanonicalText()
        self._paragraphs = 0
        self._tables = 0
        self._groups = 0

    @abstractmethod
    def over(self, element: etree._Element) -> None:
        """Adds all blocks inside of `element`, in order."""

    @abstractmethod
    def rows(self, table: etree._Element) -> list[Row]: ...

    @abstractmethod
    def cell_text(self, cell: etree._Element) -> str: ...

    def is_bold(self, cell: etree._Element) -> bool:  # noqa: ARG002 (a format may tell)
        """Is all of a cell's text in bold type, as far as the format tells?"""
        return False

    @abstractmethod
    def holds_table(self, cell: etree._Element) -> bool: ...

    def next_paragraph(self) -> str:
        """Counts a paragraph, and says which it is."""
        self._paragraphs += 1
        return self.at(f"paragraph {self._paragraphs}")

    def at(self, what: str) -> str:
        """The path of a paragraph or row."""
        return what

    def next_group(self) -> int:
        """The number of another list or table."""
        self._groups += 1
        return self._groups

    def table(self, element: etree._Element) -> None:
        rows = self.rows(element)
        cells = [cell for row in rows for cell in row.cells if not cell.goes_on]
        if all(len(row.cells) <= 1 for row in rows) or any(
            self.holds_table(cell.element) for cell in cells
        ):
            for cell in cells:
                self.over(cell.element)
            return
        self._tables += 1
        lines = self.grid(rows)
        above = next((n for n, line in enumerate(lines) if not is_banner(line)), 0)
        for number in range(above):  # a title over all columns
            path = self.at(f"table {self._tables} row {number + 1}")
            self.out.add(BlockKind.PARAGRAPH, _text_of(lines[number][0]), path=path)
        lines, rows = lines[above:], rows[above:]
        stated = next((n for n, row in enumerate(rows) if not row.header), len(rows))
        group = self.next_group()
        for row in table_rows(lines, stated=stated):
            self.out.add(
                BlockKind.ROW,
                " | ".join(row.cells),
                group=group,
                header=row.header,
                path=self.at(f"table {self._tables} row {above + row.first + 1}"),
            )

    def grid(self, rows: Sequence[Row]) -> list[list[Slot | None]]:
        """Each place of a table with the cell that covers it."""
        covered: list[dict[int, Slot]] = [{} for _ in rows]
        left = MAX_PLACES
        for number, row in enumerate(rows):
            for cell in row.cells:
                above = covered[number - 1].get(cell.column) if cell.goes_on and number else None
                text = " ".join(self.cell_text(cell.element).split()) if above is None else ""
                bold = above is None and self.is_bold(cell.element)
                slot = above or Slot(text=text, row=number, column=cell.column, bold=bold)
                left -= cell.across * min(cell.down, len(rows) - number)
                if left < 0:
                    raise CorpusError(
                        Phrase("has a table of more than {n} cells", n=MAX_PLACES),
                        where=self.where,
                        mend="split it, or save it as CSV",
                    )
                for line in covered[number : number + cell.down]:
                    line.update(dict.fromkeys(range(cell.column, cell.column + cell.across), slot))
        width = max(max(line, default=0) for line in covered) + 1
        return [[line.get(at) for at in range(width)] for line in covered]

    def furniture(self, parts: Iterable[tuple[str, Sequence[str]]]) -> None:
        """What the document's headers and footers say beyond its title: contacts, opening hours
        and addresses, at the end of the text. `parts`: where each stands, and its lines."""
        text = self.out.text
        blocks = [(block.kind, block.span.of(text)) for block in self.out.blocks]
        seen = {" ".join(body.split()) for _, body in blocks}
        titles = {body for kind, body in blocks if kind is BlockKind.HEADING}
        for where, lines in parts:
            for line in kept_lines(lines, titles=titles):
                if (plain := " ".join(line.split())) not in seen:
                    seen.add(plain)
                    self.out.add(BlockKind.PARAGRAPH, line, path=where)

    def note(self, paragraphs: Iterable[str], path: str) -> None:
        """A footnote or endnote."""
        body = "\n".join(text for text in paragraphs if text)
        self.out.add(BlockKind.PARAGRAPH, body, path=path)

    def parsed(self, title: str | None, facts: Mapping[str, Fact]) -> Parsed:
        """What came of it."""
        return Parsed(
            text=self.out.text,
            blocks=self.out.blocks,
            title=title,
            facts=facts,
            places=self.out.places,
        )


def by_index(rows: list[Row]) -> list[Row]:
    """Where each row has the same number of cells, they stand below each other by their order:
    what they span then only says how wide they are."""
    if len({len(row.cells) for row in rows}) != 1:
        return rows
    return [
        replace(
            row,
            cells=tuple(replace(cell, column=at, across=1) for at, cell in enumerate(row.cells)),
        )
        for row in rows
    ]


def _text_of(slot: Slot | None) -> str:
    return "" if slot is None else slot.text


def blocks_in(
    element: etree._Element, names: Collection[str], *, around: Collection[str]
) -> Iterator[etree._Element]:
    """The outermost elements of those names in `element`, in order, where nothing but elements
    named in `around` lies between."""
    waiting = list(reversed(element))
    while waiting:
        here = waiting.pop()
        name = local(here)
        if name in names:
            yield here
        elif name in around:
            waiting += reversed(here)
