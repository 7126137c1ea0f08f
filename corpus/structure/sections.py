"""The headings above each block."""

from __future__ import annotations

from corpus.document import BlockKind, Document
from corpus.structure.lines import fold


def section_paths(document: Document) -> tuple[tuple[str, ...], ...]:
    """For each block the headings above it, outermost first, without the document's title."""
    title = fold(document.title)
    paths: list[tuple[str, ...]] = []
    stack: list[tuple[int, str]] = []
    path: tuple[str, ...] = ()
    apart = False
    for block in document.blocks:
        if block.apart is not apart:
            apart, stack, path = block.apart, [], ()
        if block.kind is BlockKind.HEADING:
            while stack and stack[-1][0] >= block.level:
                stack.pop()
            path = tuple(name for _, name in stack)
            paths.append(path)
            name = " ".join(block.span.of(document.text).split())
            if fold(name) != title:
                stack.append((block.level, name))
                path = (*path, name)
        else:
            paths.append(path)
    return tuple(paths)
