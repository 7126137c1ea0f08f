"""Books (EPUB): the text of their chapters, in the order in which they are read.

What always holds: each block's place is its chapter's file and the element in it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree

from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.canonical import CanonicalText
from corpus.formats.decode import decode
from corpus.formats.html.apart import apart_parts
from corpus.formats.html.main import without_menus
from corpus.formats.html.parts import Part, write_parts
from corpus.formats.html.read import declared_encoding
from corpus.formats.html.styles import MAX_SHEET_CHARS
from corpus.formats.html.text import html_parts
from corpus.formats.html.tree import parse_html
from corpus.formats.office.xml_tree import attribute, child, children, local, parse_xml
from corpus.formats.parsed import Parsed
from corpus.metadata import Fact, known_facts

_CONTAINER = "META-INF/container.xml"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})


def read_epub(data: bytes, *, where: str) -> Parsed:
    """A book. Raises `CorpusError` if it is damaged, locked, or over a limit."""
    archive = Archive(data, where=where)
    if "META-INF/rights.xml" in archive.names:
        raise CorpusError("is locked (DRM)", where=where, mend="get a copy without the lock")
    package_name = _package_name(archive, where)
    package = parse_xml(archive.read(package_name), where=where)
    out = CanonicalText()
    apart: list[tuple[str, list[Part]]] = []
    groups = 0
    for name in _chapters(package, posixpath.dirname(package_name)):
        if name not in archive.names:
            continue
        content = archive.read(name)
        page, _ = decode(content, where=where, declared=declared_encoding(content))
        if not page.strip():
            continue
        root = parse_html(page, where=where, linked=_Sheets(archive, name))
        parts = html_parts(root)
        main = without_menus(root, parts)
        beside = apart_parts(parts, main)
        write_parts(_regrouped(main, groups), out, chapter=f"{name} ")
        apart.append((name, _regrouped(beside, groups)))
        groups += max((part.group for part in (*parts, *beside)), default=0) + 1
    for name, beside in apart:
        write_parts(beside, out, chapter=f"{name} ")
    title, facts = _facts(package)
    return Parsed(text=out.text, blocks=out.blocks, title=title, facts=facts, places=out.places)


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The style sheets that a chapter names, as far as they are in the book."""

    archive: Archive
    chapter: str

    def __call__(self, address: str) -> str:
        folder = posixpath.dirname(self.chapter)
        name = posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))
        if name not in self.archive.names:
            return ""
        return self.archive.read(name)[: 4 * MAX_SHEET_CHARS].decode("utf-8", "replace")


def _regrouped(parts: Sequence[Part], groups: int) -> list[Part]:
    """With numbers of lists and tables that no chapter before has taken."""
    return [replace(part, group=part.group + groups) if part.group >= 0 else part for part in parts]


def _package_name(archive: Archive, where: str) -> str:
    container = parse_xml(archive.read(_CONTAINER), where=where)
    for element in container.iter("{*}rootfile"):
        if name := attribute(element, "full-path"):
            return name
    raise CorpusError("names no book in it", where=where, mend="make the EPUB again")


def _chapters(package: etree._Element, folder: str) -> list[str]:
    """The files of the chapters in reading order, each once; not the table of contents."""
    files: dict[str, str] = {}
    for item in package.iter("{*}item"):
        href, identity = attribute(item, "href"), attribute(item, "id")
        contents = "nav" in (attribute(item, "properties") or "").split()
        if href and identity and not contents and attribute(item, "media-type") in _CHAPTERS:
            path = posixpath.join(folder, unquote(href.partition("#")[0]))
            files[identity] = posixpath.normpath(path)
    names = (files.get(attribute(ref, "idref") or "") for ref in package.iter("{*}itemref"))
    return list(dict.fromkeys(name for name in names if name))


def _facts(package: etree._Element) -> tuple[str | None, dict[str, Fact]]:
    metadata = child(package, "metadata")
    stated: dict[str, str] = {}
    for element in metadata if metadata is not None else ():
        text = " ".join((element.text or "").split()) if local(element) else ""
        if text:
            stated.setdefault(local(element), text)
    authors = [
        " ".join(one.text.split())
        for one in (children(metadata, "creator") if metadata is not None else ())
        if one.text
    ]
    facts = known_facts(
        {
            "author": ", ".join(authors),
            "publisher": stated.get("publisher"),
            "published": stated.get("date"),
            "language": stated.get("language"),
            "licence": stated.get("rights"),
            "url": stated.get("source"),
        }
    )
    return stated.get("title"), facts
