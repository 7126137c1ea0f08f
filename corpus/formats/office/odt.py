"""OpenDocument texts (ODT): the text that people see, and which paragraph it is.

What always holds: tracked deletions, comments and tables of contents are not in the text; notes
stand at its end, and after them what headers and footers say beyond titles and page numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.office.facts import OPEN_DOCUMENT, office_facts
from corpus.formats.office.odf_walk import OpenDocumentWalk
from corpus.formats.office.odt_text import document_roots
from corpus.formats.office.xml_tree import attribute, child, local, within
from corpus.formats.parsed import Parsed


def read_odt(data: bytes, *, where: str) -> Parsed:
    """An OpenDocument text. Raises `CorpusError` if it is damaged, locked, or over a limit."""
    archive = Archive(data, where=where)
    roots = document_roots(archive, where=where)
    body = child(child(roots[0], "body"), "text")
    if body is None:
        raise CorpusError("holds no text document", where=where, mend="save it as ODT")
    for section in [it for it in body.iter("{*}section") if attribute(it, "display") == "none"]:
        section.clear()  # what it holds isn't seen
    walk = _Walk(roots, where)
    walk.over(body)
    walk.notes(body)
    walk.furniture(walk.header_parts())
    title, facts = office_facts(archive, OPEN_DOCUMENT, where=where)
    return walk.parsed(title, facts)


class _Walk(OpenDocumentWalk):
    def notes(self, body: etree._Element) -> None:
        """Footnotes and endnotes, at the end of the text."""
        for number, note in enumerate(
            within(body, "note", but={"tracked-changes", "annotation"}), start=1
        ):
            self.note(map(self.text.of, within(note, "p", but={"note-citation"})), f"note {number}")

    def header_parts(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The headers and footers of all kinds of pages, with their paragraphs."""
        pages = [page for root in self.roots for page in root.iter("{*}master-page")]
        for part in (part for page in pages for part in page):
            name = local(part)
            if name.startswith(("header", "footer")) and attribute(part, "display") != "false":
                yield name, [*map(self.text.with_tabs, part.iter("{*}p", "{*}h"))]
