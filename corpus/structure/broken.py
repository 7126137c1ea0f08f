"""Lines that a page itself breaks within one paragraph, each a label with its value: items, as the
same lines are in plain text, under the name that stands above them.

What always holds: the text stays as it is; blocks keep their order, and only a paragraph all of
whose lines are such lines is parted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.document import Block, BlockKind, Span
from corpus.structure.labels import Kind, Text, is_value, labelled_lines
from corpus.structure.lines import ends_sentence

_NAME_CHARS, _NAME_WORDS = 60, 8


def with_items(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a document with markup. O(n) in the text's length."""
    group = max((block.group for block in blocks), default=-1)
    level = 0
    found: list[Block] = []
    for block in blocks:
        level = block.level if block.kind is BlockKind.HEADING else level
        items = list(_items(text, block))
        if not items:
            found.append(block)
            continue
        group += 1
        if found and _is_name(text, found[-1]):
            found[-1] = replace(found[-1], kind=BlockKind.HEADING, level=min(level + 1, 6))
        found += [replace(item, group=group) for item in items]
    return tuple(found)


def _items(text: str, block: Block) -> Iterator[Block]:
    body = block.span.of(text)
    if block.kind is not BlockKind.PARAGRAPH or block.apart or "\n" not in body:
        return
    lines = body.split("\n")
    labelled = labelled_lines([Text(body=it, indent=0, blank_before=False) for it in lines])
    runs = {one.run for one in labelled.values()}
    taken = sum(one.lines for one in labelled.values())
    labels = all(one.kind is Kind.LABEL for one in labelled.values())
    if len(runs) != 1 or taken != len(lines) or not labels or not any(map(is_value, lines)):
        return
    for first, after in pairwise([*labelled, len(lines)]):
        start = block.span.start + sum(len(line) + 1 for line in lines[:first])
        end = block.span.start + sum(len(line) + 1 for line in lines[:after]) - 1
        yield replace(block, kind=BlockKind.ITEM, span=Span(start=start, end=end), level=1)


def _is_name(text: str, block: Block) -> bool:
    """Is a paragraph the name of what follows it?"""
    body = block.span.of(text)
    short = len(body) <= _NAME_CHARS and len(body.split()) <= _NAME_WORDS
    plain = not any(map(str.isdigit, body)) and not ends_sentence(body) and body[0].isalnum()
    one = "\n" not in body and ":" not in body
    return block.kind is BlockKind.PARAGRAPH and not block.apart and short and plain and one
