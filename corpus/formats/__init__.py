"""The formats that can be read, by file suffix.

A new format is one module with a `Reader` and one line here. JSON Lines is not among them: one
such file holds many documents, see ``corpus.formats.jsonl``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from corpus.formats.epub import read_epub
from corpus.formats.html.read import read_html
from corpus.formats.markdown.read import read_markdown
from corpus.formats.office.docx import read_docx
from corpus.formats.office.odt import read_odt
from corpus.formats.office.xlsx import read_xlsx
from corpus.formats.parsed import Reader, Reading
from corpus.formats.pdf.read import read_pdf
from corpus.formats.table import read_table
from corpus.formats.text import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How files of one suffix are read, and the media type that they have."""

    reader: Reader
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
_FORMATS = (
    ((".txt",), read_text, "text/plain"),
    ((".md", ".markdown"), read_markdown, "text/markdown"),
    ((".html", ".htm"), read_html, "text/html"),
    ((".xhtml",), read_html, "application/xhtml+xml"),
    ((".pdf",), read_pdf, "application/pdf"),
    ((".docx",), read_docx, f"{_OFFICE}wordprocessingml.document"),
    ((".odt",), read_odt, "application/vnd.oasis.opendocument.text"),
    ((".epub",), read_epub, "application/epub+zip"),
    ((".xlsx",), read_xlsx, f"{_OFFICE}spreadsheetml.sheet"),
    ((".csv",), read_table, "text/csv"),
    ((".tsv",), read_table, "text/tab-separated-values"),
)

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        suffix: Format(reader=reader, media_type=kind)
        for suffixes, reader, kind in _FORMATS
        for suffix in suffixes
    }
)
READERS: Mapping[str, Reader] = MappingProxyType(
    {suffix: found.reader for suffix, found in FORMATS.items()}
)


def reader_for(name: str) -> Reader | None:
    """The reader for a file of that name, by its suffix in any case; None if there is none."""
    return READERS.get(PurePath(name).suffix.lower())


def media_type(name: str) -> str:
    """The media type of a file that has a reader."""
    return FORMATS[PurePath(name).suffix.lower()].media_type


__all__ = ["FORMATS", "READERS", "Format", "Reader", "Reading", "media_type", "reader_for"]
