"""What DOCX and ODT have in common: a body of paragraphs and tables, walked over once.

The two name their elements differently; what is a table of data, how a row is written and how
paragraphs and tables are counted is the same, and stands here.

What always holds: a table that only places things on the page (one column, or tables inside) gives
the blocks in its cells, any other one gives a row for each of its own that isn't empty.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from corpus.document import BlockKind
from corpus.formats.canonical import CanonicalText
from corpus.formats.office.xml_tree import local
from corpus.formats.parsed import Parsed
from corpus.formats.table import has_header
from corpus.metadata import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table. `header`: the document itself says that it names the columns."""

    cells: tuple[etree._Element, ...]
    header: bool


class Walk(ABC):
    """One pass over a body; a format says what is a block, a row and a cell's text."""

    def __init__(self) -> None:
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

    @abstractmethod
    def holds_table(self, cell: etree._Element) -> bool: ...

    def next_paragraph(self) -> str:
        """Counts a paragraph, and says which it is."""
        self._paragraphs += 1
        return f"paragraph {self._paragraphs}"

    def next_group(self) -> int:
        """The number of another list or table."""
        self._groups += 1
        return self._groups

    def table(self, element: etree._Element) -> None:
        rows = self.rows(element)
        cells = [cell for row in rows for cell in row.cells]
        if all(len(row.cells) <= 1 for row in rows) or any(map(self.holds_table, cells)):
            for cell in cells:
                self.over(cell)
            return
        self._tables += 1
        group = self.next_group()
        texts = [[" ".join(self.cell_text(cell).split()) for cell in row.cells] for row in rows]
        header = has_header(texts)
        for number, row in enumerate(rows):
            if any(texts[number]):
                self.out.add(
                    BlockKind.ROW,
                    " | ".join(texts[number]),
                    group=group,
                    header=row.header or (header and number == 0),
                    path=f"table {self._tables} row {number + 1}",
                )

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
