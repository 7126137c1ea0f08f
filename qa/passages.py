"""What every stage looks texts up in: an index, with the outlines of its documents.

What always holds: nothing here is searched or weighed; a text that is given out is a slice of a
document.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Document
from corpus.figures import regions_of
from corpus.language import base_language
from corpus.outline import DocumentOutline, Outlines
from corpus.structure import ListGroup
from indexer.index import Index, IndexedUnit
from indexer.rows import DocumentRow, UnitRow


@dataclass(frozen=True, slots=True)
class Passages:
    """The texts of one index, by row."""

    index: Index
    outlines: Outlines
    region: str = ""

    @classmethod
    def of(cls, index: Index, region: str = "") -> Passages:
        """`region`: whose telephone numbers the documents give, where that was set."""
        return cls(index, Outlines(index.documents), region)

    def unit(self, row: UnitRow) -> IndexedUnit:
        return self.index.units[row]

    def document(self, row: DocumentRow) -> Document:
        return self.index.documents[row]

    def outline(self, row: DocumentRow) -> DocumentOutline:
        return self.outlines[row]

    def language(self, row: DocumentRow) -> str:
        """ISO 639-1 code of the language that a document is read in."""
        return base_language(self.index.documents[row].metadata.language)

    def regions(self, row: DocumentRow) -> tuple[str, ...]:
        """The countries whose telephone numbers a document is likely to give, likeliest first."""
        return regions_of(self.index.documents[row].metadata.language, self.region)

    def text(self, unit: IndexedUnit) -> str:
        return unit.span.of(self.index.documents[unit.document].text)

    def section(self, unit: IndexedUnit) -> tuple[str, ...]:
        """The headings above a unit, outermost first."""
        return self.outlines[unit.document].sections[unit.block]

    def group(self, unit: IndexedUnit) -> ListGroup | None:
        """The list or table that a unit belongs to or introduces, if any."""
        return self.outlines[unit.document].groups[unit.block]
