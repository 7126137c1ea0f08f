"""Boilerplate: short lines that a template prints on many pages of a site, such as navigation,
labels and banners. They are part of the text, but no part of what it says.

What always holds: a whole sentence is no boilerplate, however many documents have it; it may be
the very thing that somebody asks for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from corpus.document import BlockKind, Document, Span
from corpus.structure import fold

# A short line that stands in this many documents is boilerplate of the site that they come from.
REPEATED_IN = 4
REPEATED_CHARS = 80
SENTENCE_WORDS = 5

_FULL_STOP = re.compile(r"[.!][\"'”’)\]]*$")


def repeated_lines(
    documents: Iterable[Document],
) -> Mapping[str, tuple[tuple[Document, Span], ...]]:
    """The lines, folded, each with where it stands first in every document that holds it."""
    places: dict[str, dict[str, tuple[Document, Span]]] = defaultdict(dict)
    for document in documents:
        for line, span in lines_of(document):
            places[line].setdefault(document.id, (document, span))
    return {
        line: tuple(found.values()) for line, found in places.items() if len(found) >= REPEATED_IN
    }


def lines_of(document: Document) -> Iterator[tuple[str, Span]]:
    """The short lines, folded, that may be boilerplate: what says something is left out."""
    for block in document.blocks:
        if block.kind is BlockKind.PARAGRAPH and len(block.span) <= REPEATED_CHARS:
            line = fold(block.span.of(document.text))
            if not _says_something(line):
                yield line, block.span


def _says_something(line: str) -> bool:
    return len(line.split()) >= SENTENCE_WORDS and bool(_FULL_STOP.search(line))
