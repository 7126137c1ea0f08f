"""A document's structure as the choice of quotes needs it, worked out once per document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.document import BlockKind, Document
from corpus.structure import ListGroup, list_groups, section_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOutline:
    """
    sections  for each block the headings above it
    groups    for each block the list or table that it belongs to or introduces, if any
    bounds    for each block the first and the last block between the headings around it
    """

    sections: tuple[tuple[str, ...], ...]
    groups: tuple[ListGroup | None, ...]
    bounds: tuple[tuple[int, int], ...]


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
    return DocumentOutline(
        sections=section_paths(document), groups=tuple(groups), bounds=_bounds(document)
    )


def _bounds(document: Document) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for heading, run in groupby(document.blocks, lambda block: block.kind is BlockKind.HEADING):
        first, blocks = len(found), len(list(run))
        last = first + blocks - 1
        found += [(n, n) if heading else (first, last) for n in range(first, last + 1)]
    return tuple(found)
