"""Documents as JSON.

What always holds: it is one line of ASCII whatever the text holds, and what is read is what was
written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from corpus.document import (
    Block,
    BlockKind,
    Document,
    Metadata,
    Place,
    Source,
    Span,
    text_digest,
)

# What blocks and places mostly are: where it is so to a row's end, nothing is written.
_BLOCK: tuple[Any, ...] = (None, None, BlockKind.PARAGRAPH.value, None, 0, -1, 0, 0)
_PLACE: tuple[Any, ...] = (None, None, None, None, None, None, ())


def as_json(value: Any) -> str:
    # ASCII only: every line separator of Unicode is escaped, and so is half a surrogate pair.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def write_text(path: Path, text: str) -> None:
    """Writes it and waits until it is on the disk. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def fields_of(value: Metadata | Source) -> dict[str, Any]:
    """Of a value that holds no other: as `asdict`, which copies all, in a tenth of the time."""
    return {it.name: getattr(value, it.name) for it in fields(value)}


def steps_of(numbers: Iterable[int]) -> Iterator[int]:
    """From each to the next, the first from 0: numbers that grow become small ones."""
    last = 0
    for number in numbers:
        yield number - last
        last = number


def shortened(row: list[Any], usual: tuple[Any, ...]) -> list[Any]:
    """Without what is as usual at its end."""
    size = len(row)
    while size and row[size - 1] == usual[size - 1]:
        size -= 1
    return row[:size]


def known_of(value: Metadata | Source) -> dict[str, Any]:
    """Without what isn't known of it."""
    return {key: it for key, it in fields_of(value).items() if it not in (None, False, ())}


def document_row(document: Document) -> dict[str, Any]:
    """All that a document is, in little room."""
    blocks, places = document.blocks, document.places
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "blocks": list(_block_rows(blocks)),
        "metadata": known_of(document.metadata) | {"language": document.metadata.language},
        "places": [
            shortened([step, len(p.span), p.page, p.path, p.anchor, p.box, p.edges], _PLACE)
            for step, p in zip(steps_of(p.span.start for p in places), places, strict=True)
        ],
        "source": known_of(document.source) if document.source else None,
    }


def _block_rows(blocks: Sequence[Block]) -> Iterator[list[Any]]:
    last = 0
    for step, b in zip(steps_of(b.span.start for b in blocks), blocks, strict=True):
        line = None
        if b.line is not None:
            line, last = b.line - last, b.line
        row = [step, len(b.span), b.kind.value, line, b.level, b.group, int(b.header), int(b.apart)]
        yield shortened(row, _BLOCK)


def document_from(row: dict[str, Any]) -> Document:
    metadata = row["metadata"]
    for name in ("tags", "supersedes"):
        metadata[name] = tuple(metadata.get(name, ()))
    return Document(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        sha256=text_digest(row["text"]),
        blocks=tuple(_blocks(row["blocks"])),
        metadata=Metadata(**metadata),
        places=tuple(_places(row["places"])),
        source=Source(**row["source"]) if row["source"] else None,
    )


def _blocks(rows: Iterable[list[Any]]) -> Iterator[Block]:
    start = last = 0
    for row in rows:
        step, size, kind, line, level, group, header, apart = (*row, *_BLOCK[len(row) :])
        start += step
        if line is not None:
            line = last = last + line
        yield Block(
            kind=BlockKind(kind),
            span=Span(start=start, end=start + size),
            level=level,
            group=group,
            header=bool(header),
            line=line,
            apart=bool(apart),
        )


def _places(rows: Iterable[list[Any]]) -> Iterator[Place]:
    start = 0
    for row in rows:
        step, size, page, path, anchor, box, edges = (*row, *_PLACE[len(row) :])
        start += step
        yield Place(
            span=Span(start=start, end=start + size),
            page=page,
            box=tuple(box) if box else None,
            edges=tuple(edges),
            path=path,
            anchor=anchor,
        )
