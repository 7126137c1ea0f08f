"""The formats that can be read, by file suffix.

A new format is one module with a `Parser` and one line in `FORMATS` here; a new kind of file that
holds several documents is one module with an `Unpacker` and one line in `CONTAINERS`.

What always holds: a format's module is imported when the first file of that kind is read, not
before, for the libraries behind some of them are slow to import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from corpus.formats.parsed import Parser, Unpacker


@dataclass(frozen=True, slots=True)
class Format:
    """How a file that is one document is read.

    parser_at  module in ``corpus.formats`` and function in it
    libraries  distributions that it uses: another version of one may give another text
    """

    parser_at: str
    media_type: str
    libraries: tuple[str, ...] = ()

    @property
    def parser(self) -> Parser:
        parser: Parser = _imported(self.parser_at)
        return parser


@dataclass(frozen=True, slots=True)
class Container:
    """How a file that holds several documents is taken apart.

    unpacker_at  module in ``corpus.formats`` and function in it
    of_files     whether it holds files, each with a name and bytes of its own, which a manifest
                 can name; else it holds `Record`s, which state all that is known of them
    libraries    as of a `Format`
    """

    unpacker_at: str
    of_files: bool
    libraries: tuple[str, ...] = ()

    @property
    def unpacker(self) -> Unpacker:
        unpacker: Unpacker = _imported(self.unpacker_at)
        return unpacker


def _imported(at: str) -> Any:
    module, _, function = at.partition(":")
    return getattr(import_module(f"corpus.formats.{module}"), function)


_OFFICE_OPEN = "application/vnd.openxmlformats-officedocument."
_FORMATS = (
    ((".txt",), Format("text:read_text", "text/plain")),
    (
        (".md", ".markdown"),
        Format(
            "markdown.read:read_markdown", "text/markdown", ("lxml", "markdown-it-py", "PyYAML")
        ),
    ),
    ((".html", ".htm"), Format("html.read:read_html", "text/html", ("lxml", "trafilatura"))),
    (
        (".xhtml",),
        Format("html.read:read_html", "application/xhtml+xml", ("lxml", "trafilatura")),
    ),
    ((".pdf",), Format("pdf.read:read_pdf", "application/pdf", ("pillow", "pypdfium2"))),
    (
        (".docx",),
        Format(
            "office.docx:read_docx",
            f"{_OFFICE_OPEN}wordprocessingml.document",
            ("lxml", "python-docx"),
        ),
    ),
    (
        (".pptx",),
        Format("office.pptx:read_pptx", f"{_OFFICE_OPEN}presentationml.presentation", ("lxml",)),
    ),
    (
        (".odt",),
        Format("office.odt:read_odt", "application/vnd.oasis.opendocument.text", ("lxml",)),
    ),
    (
        (".odp",),
        Format("office.odp:read_odp", "application/vnd.oasis.opendocument.presentation", ("lxml",)),
    ),
    ((".rtf",), Format("rtf.read:read_rtf", "application/rtf")),
    ((".eml",), Format("mail.read:read_eml", "message/rfc822", ("lxml",))),
    ((".epub",), Format("epub:read_epub", "application/epub+zip", ("lxml",))),
    (
        (".xlsx",),
        Format(
            "office.xlsx:read_xlsx",
            f"{_OFFICE_OPEN}spreadsheetml.sheet",
            ("babel", "lxml", "openpyxl"),
        ),
    ),
    (
        (".ods",),
        Format("office.ods:read_ods", "application/vnd.oasis.opendocument.spreadsheet", ("lxml",)),
    ),
    ((".csv",), Format("table:read_table", "text/csv")),
    ((".tsv",), Format("table:read_table", "text/tab-separated-values")),
)

FORMATS: Mapping[str, Format] = MappingProxyType(
    {suffix: form for suffixes, form in _FORMATS for suffix in suffixes}
)
CONTAINERS: Mapping[str, Container] = MappingProxyType(
    {
        ".jsonl": Container("jsonl:read_json_lines", of_files=False),
        ".zip": Container("archive:read_archive", of_files=True),
    }
)
# What to do with documents of kinds that aren't read: old ones, and one program's own.
MENDS: Mapping[str, str] = MappingProxyType(
    {
        ".doc": "save it as DOCX",
        ".dot": "save it as DOCX",
        ".pages": "export it as DOCX or PDF",
        ".wpd": "save it as DOCX",
        ".ppt": "save it as PPTX",
        ".pps": "save it as PPTX",
        ".key": "export it as PPTX or PDF",
        ".xls": "save it as XLSX",
        ".xlsb": "save it as XLSX",
        ".numbers": "export it as XLSX",
        ".msg": "save it as .eml, from a mail program",
        ".oft": "save it as .eml, from a mail program",
        ".pst": "save its mails as .eml, from a mail program",
        ".mbox": "save its mails as .eml, each in a file of its own",
    }
)


def format_of(name: str) -> Format | None:
    """The format of a file of that name, by its suffix in any case; None if there is none."""
    return FORMATS.get(PurePath(name).suffix.lower())


def container_of(name: str) -> Container | None:
    """What takes a file of that name apart; None for one that isn't several documents."""
    return CONTAINERS.get(PurePath(name).suffix.lower())


def mend_of(name: str) -> str | None:
    """How a document that isn't read can be made one that is; None where there is no telling."""
    return MENDS.get(PurePath(name).suffix.lower())


def holds_files(name: str) -> bool:
    """Whether a file of that name is a container of files, such as an archive."""
    container = container_of(name)
    return container is not None and container.of_files


def libraries() -> frozenset[str]:
    """The distributions that one or another format uses."""
    used = [form.libraries for form in FORMATS.values()]
    used += [container.libraries for container in CONTAINERS.values()]
    return frozenset(chain.from_iterable(used))
