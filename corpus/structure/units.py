"""What can be quoted: sentences, rows of tables, blocks of code."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import BlockKind, Document, Span
from corpus.structure.lines import is_boilerplate, is_label
from corpus.structure.sentences import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The least that can be quoted: a sentence, an item's sentence, or a table row."""

    span: Span
    block: int
    boilerplate: bool


def units(document: Document) -> tuple[Unit, ...]:
    """What can be quoted, in order: sentences of paragraphs and items, and table rows."""
    found = []
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            continue
        whole = block.kind in (BlockKind.ROW, BlockKind.CODE)
        language = document.metadata.language
        spans = (block.span,) if whole else sentences(document.text, block.span, language)
        short = block.kind is BlockKind.PARAGRAPH and len(block.span) < 200
        junk = block.apart or (
            short and (is_boilerplate(body := block.span.of(document.text)) or is_label(body))
        )
        found += [Unit(span=span, block=number, boilerplate=junk) for span in spans]
    return tuple(found)
