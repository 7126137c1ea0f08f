"""The formats that can be read, by file suffix.

A new format is one module with a `Reader` and one line here. JSON Lines is not among them: one
such file holds many documents, see ``corpus.readers.jsonl``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from corpus.readers.markdown import read_markdown
from corpus.readers.reading import Reader, Reading
from corpus.readers.text import read_text

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".md": read_markdown,
        ".markdown": read_markdown,
    }
)


MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text/plain",
        ".md": "text/markdown",
        ".markdown": "text/markdown",
    }
)


def reader_for(name: str) -> Reader | None:
    """The reader for a file of that name, by its suffix in any case; None if there is none."""
    return READERS.get(PurePath(name).suffix.lower())


def media_type(name: str) -> str:
    """The media type of a file that has a reader."""
    return MEDIA_TYPES[PurePath(name).suffix.lower()]


__all__ = ["READERS", "Reader", "Reading", "media_type", "reader_for"]
