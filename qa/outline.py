"""A document's structure as the choice of quotes needs it, worked out once per document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Document, Span
from corpus.structure import ListGroup, list_groups, section_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOutline:
    """
    sections  for each block the headings above it
    groups    for each block the list or table that it belongs to or introduces, if any
    """

    sections: tuple[tuple[str, ...], ...]
    groups: tuple[ListGroup | None, ...]

    def leads_in(self, block: int, span: Span) -> bool:
        """Is `span` the sentence that introduces a list?"""
        group = self.groups[block]
        return group is not None and group.lead_in is not None and group.lead_in.overlaps(span)


class Outlines:
    """Outlines by document row; worked out when first asked for and kept."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._known: dict[int, DocumentOutline] = {}

    def __getitem__(self, row: int) -> DocumentOutline:
        if row not in self._known:
            self._known[row] = _outline_of(self._documents[row])
        return self._known[row]


def _outline_of(document: Document) -> DocumentOutline:
    groups: list[ListGroup | None] = [None] * len(document.blocks)
    for group in list_groups(document):
        for item in group.items:
            groups[item] = group
        if group.lead_in is not None and group.items[0]:
            before = group.items[0] - 1
            if groups[before] is None:
                groups[before] = group
    return DocumentOutline(sections=section_paths(document), groups=tuple(groups))
