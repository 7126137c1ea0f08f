"""What every stage looks texts up in: an index, with the outlines of its documents.

What always holds: nothing here is searched or weighed; a text that is given out is a slice of a
document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Document
from corpus.figures import regions_of
from corpus.language import base_language
from corpus.outline import DocumentOutline, outline_of
from corpus.structure import ListGroup
from indexer.index import Index, IndexedUnit
from indexer.rows import DocumentRow, UnitRow

KEPT_OUTLINES = 256  # worked out in a moment, but long beside a long document


@dataclass(frozen=True, slots=True)
class Passages:
    """The texts of one index, by row."""

    index: Index
    outline: Callable[[DocumentRow], DocumentOutline]
    region: str = ""

    @classmethod
    def of(cls, index: Index, region: str = "") -> Passages:
        """`region`: whose telephone numbers the documents give, where that was set."""
        outline = lru_cache(maxsize=KEPT_OUTLINES)(lambda row: outline_of(index.document(row)))
        return cls(index, outline, region)

    def unit(self, row: UnitRow) -> IndexedUnit:
        return self.index.unit(row)

    def document(self, row: DocumentRow) -> Document:
        return self.index.document(row)

    def language(self, row: DocumentRow) -> str:
        """ISO 639-1 code of the language that a document is read in."""
        return base_language(self.index.contents.listed(row).metadata.language)

    def regions(self, row: DocumentRow) -> tuple[str, ...]:
        """The countries whose telephone numbers a document is likely to give, likeliest first."""
        return regions_of(self.index.contents.listed(row).metadata.language, self.region)

    def text(self, unit: IndexedUnit) -> str:
        return unit.span.of(self.index.document(unit.document).text)

    def section(self, unit: IndexedUnit) -> tuple[str, ...]:
        """The headings above a unit, outermost first."""
        return self.outline(unit.document).sections[unit.block]

    def group(self, unit: IndexedUnit) -> ListGroup | None:
        """The list or table that a unit belongs to or introduces, if any."""
        return self.outline(unit.document).groups[unit.block]
