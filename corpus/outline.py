"""A document's structure over its single blocks: what stands under which headings, in which list.

What always holds: this is the one place where it is worked out, and once is enough: an outline is
a value of its document and doesn't change. What can be quoted (``corpus.structure.units``) is no
part of it, for it takes far longer and an answer needs it of no document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import BlockKind, Document, Span
from corpus.structure import ListGroup, header_of, list_groups, section_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOutline:
    """
    sections  for each block the headings above it
    lists     every list and table, with what introduces it
    groups    for each block the one of `lists` that it belongs to or introduces, if any
    bounds    for each block the first and the last block between the headings around it
    """

    sections: tuple[tuple[str, ...], ...]
    lists: tuple[ListGroup, ...]
    groups: tuple[ListGroup | None, ...]
    bounds: tuple[tuple[int, int], ...]


def outline_of(document: Document) -> DocumentOutline:
    """O(n) in the number of blocks, but for the sentences before lists."""
    lists = list_groups(document)
    return DocumentOutline(
        sections=section_paths(document),
        lists=lists,
        groups=_groups(len(document.blocks), lists),
        bounds=_bounds(document),
    )


def section_at(document: Document, outline: DocumentOutline, span: Span) -> tuple[str, ...]:
    """The headings above the first block that `span` touches; none if it touches none."""
    touched = (
        section
        for block, section in zip(document.blocks, outline.sections, strict=True)
        if block.span.overlaps(span)
    )
    return next(touched, ())


def columns_at(document: Document, outline: DocumentOutline, start: int) -> str:
    """The names of the columns over the row of a table that stands at `start`; empty where those
    names stand there themselves, or something else."""
    blocks = document.blocks
    at = bisect_right(blocks, start, key=lambda block: block.span.end)
    group = outline.groups[at] if at < len(blocks) else None
    header = header_of(document, group) if group else None
    return header.of(document.text) if header and header.end <= start else ""


def _groups(blocks: int, lists: Sequence[ListGroup]) -> tuple[ListGroup | None, ...]:
    found: list[ListGroup | None] = [None] * blocks
    for group in lists:
        for item in group.items:
            found[item] = group
        if group.lead_in is not None and group.items[0]:
            before = group.items[0] - 1
            if found[before] is None:
                found[before] = group
    return tuple(found)


def _bounds(document: Document) -> tuple[tuple[int, int], ...]:
    blocks = document.blocks
    edges = {0, len(blocks)}
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            edges |= {number, number + 1}
        if number and block.apart is not blocks[number - 1].apart:
            edges.add(number)
    found: list[tuple[int, int]] = []
    for start, end in pairwise(sorted(edges)):
        found += [(start, end - 1)] * (end - start)
    return tuple(found)
