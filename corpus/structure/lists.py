"""Lists and tables, each with what introduces it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Document, Span
from corpus.structure.lines import ends_sentence
from corpus.structure.sentences import sentences

MAX_LEAD_IN_CHARS = 300
MAX_CAPTION_CHARS = 120

_INTRODUCES = re.compile(r"\b(?:following|these|below)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGroup:
    """A list or table: `span` runs from the lead-in (if any) to the end of the last item.

    items     block numbers of its items or rows, in order
    lead_in   what introduces it ("The strategy identifies five key goals:"), else None
    """

    span: Span
    items: tuple[int, ...]
    lead_in: Span | None
    kind: BlockKind


def header_of(document: Document, group: ListGroup) -> Span | None:
    """The row of a table that names its columns; None of a list, or where no row does."""
    first = document.blocks[group.items[0]]
    return first.span if group.kind is BlockKind.ROW and first.header else None


def list_groups(document: Document) -> tuple[ListGroup, ...]:
    """Every list and table with what introduces it."""
    members: dict[int, list[int]] = {}
    for number, block in enumerate(document.blocks):
        if block.group >= 0:
            members.setdefault(block.group, []).append(number)
    groups = []
    for items in members.values():
        lead_in = _lead_in(document, items[0])
        blocks = document.blocks
        start = lead_in.start if lead_in else blocks[items[0]].span.start
        groups.append(
            ListGroup(
                span=Span(start=start, end=blocks[items[-1]].span.end),
                items=tuple(items),
                lead_in=lead_in,
                kind=blocks[items[0]].kind,
            )
        )
    return tuple(groups)


def _lead_in(document: Document, first_item: int) -> Span | None:
    if first_item == 0:
        return None
    before = document.blocks[first_item - 1]
    if before.kind is not BlockKind.PARAGRAPH:
        return None
    body = before.span.of(document.text)
    if _is_caption(document.blocks[first_item], body):
        return before.span
    if not body.rstrip().endswith(":") and not _INTRODUCES.search(body):
        return None  # nor does its last sentence, which takes longer to find
    last = sentences(document.text, before.span, document.metadata.language)[-1]
    text = last.of(document.text)
    introduces = text.endswith(":") or _INTRODUCES.search(text)
    return last if introduces and len(last) <= MAX_LEAD_IN_CHARS else None


def _is_caption(first: Block, body: str) -> bool:
    """Whether a paragraph names the table below it: a few words on one line, and no sentence."""
    names = len(body) <= MAX_CAPTION_CHARS and "\n" not in body and not ends_sentence(body)
    return first.kind is BlockKind.ROW and first.header and names
