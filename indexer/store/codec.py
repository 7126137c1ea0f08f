"""Documents as JSON.

What always holds: it is one line of ASCII whatever the text holds, and what is read is what was
written.
"""

from __future__ import annotations

import json
import os
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


def document_row(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "blocks": [
            [
                *(b.kind.value, b.span.start, b.span.end, b.level, b.group, int(b.header), b.line),
                int(b.apart),
            ]
            for b in document.blocks
        ],
        "metadata": fields_of(document.metadata),
        "places": [
            [p.span.start, p.span.end, p.page, p.box, p.edges, p.path, p.anchor]
            for p in document.places
        ],
        "source": fields_of(document.source) if document.source else None,
    }


def document_from(row: dict[str, Any]) -> Document:
    metadata = row["metadata"]
    metadata["tags"] = tuple(metadata["tags"])
    metadata["supersedes"] = tuple(metadata["supersedes"])
    return Document(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        sha256=text_digest(row["text"]),
        blocks=tuple(
            Block(
                kind=BlockKind(kind),
                span=Span(start=start, end=end),
                level=level,
                group=group,
                header=bool(header),
                line=line,
                apart=bool(apart),
            )
            for kind, start, end, level, group, header, line, apart in row["blocks"]
        ),
        metadata=Metadata(**metadata),
        places=tuple(
            Place(
                span=Span(start=start, end=end),
                page=page,
                box=tuple(box) if box else None,
                edges=tuple(edges),
                path=path,
                anchor=anchor,
            )
            for start, end, page, box, edges, path, anchor in row["places"]
        ),
        source=Source(**row["source"]) if row["source"] else None,
    )
