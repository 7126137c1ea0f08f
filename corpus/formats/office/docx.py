"""Word documents (DOCX): the text that people see, and which paragraph it is.

What always holds: tracked deletions, hidden text, comments, field codes and tables of contents
are not in the text; what the program counts by itself (lists, numbered headings) stands before its
block, outside of its span; what headers and footers say beyond titles and page numbers stands at
the end. The only room of python-docx.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.faults import LIBRARY_FAULTS
from corpus.formats.office.docx_styles import Numbering, Styles
from corpus.formats.office.docx_text import ParagraphText, header_parts, is_on
from corpus.formats.office.facts import OFFICE_OPEN, office_facts
from corpus.formats.office.numbers import integer
from corpus.formats.office.walk import MAX_COLUMNS, Cell, Row, Walk, blocks_in, by_index
from corpus.formats.office.xml_tree import attribute, child, children, local, parse_xml, within
from corpus.formats.parsed import Parsed

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# Elements around paragraphs and tables that are none themselves.
_AROUND = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


def read_docx(data: bytes, *, where: str) -> Parsed:
    """A Word document. Raises `CorpusError` if it is damaged, or over a limit."""
    archive = Archive(data, where=where)  # checks the limits, before anything is unpacked
    title, facts = office_facts(archive, OFFICE_OPEN, where=where)
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(io.BytesIO(data))
        walk = _Walk(document, where)
        walk.over(document.element.body)
        walk.notes()
        walk.headers_and_footers()
    except (*LIBRARY_FAULTS, OpcError) as error:
        raise CorpusError(
            "not a Word document that can be read",
            where=where,
            mend="open it in a word processor and save it again as DOCX",
        ) from error
    return walk.parsed(title, facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """The list that the paragraph before belonged to."""

    number: str
    group: int


class _Walk(Walk):
    def __init__(self, document: WordDocument, where: str) -> None:
        super().__init__(where)
        self.document = document
        self.text = ParagraphText(self.part("styles"))
        self.styles = Styles(self.part("styles"))
        self.numbering = Numbering(self.part("numbering"))
        self.list: _List | None = None

    def part(self, name: str) -> etree._Element | None:
        """The root of a part that the document names: its styles, its footnotes."""
        for relation in self.document.part.rels.values():
            if relation.reltype.rpartition("/")[2] == name and not relation.is_external:
                part = relation.target_part
                root = getattr(part, "element", None)  # of the parts that python-docx parses
                return parse_xml(part.blob, where=self.where) if root is None else root
        return None

    def related(self, identity: str) -> etree._Element | None:
        """The root of a part by the id of its relation; None where there is none in the file."""
        relation = self.document.part.rels.get(identity)
        if relation is None or relation.is_external:
            return None
        root: etree._Element | None = getattr(relation.target_part, "element", None)
        return root

    def headers_and_footers(self) -> None:
        settings = self.document.settings.element
        body = self.document.element.body
        self.furniture(header_parts(body, settings, self.related, self.text))

    def over(self, element: etree._Element) -> None:
        self.list = None
        for block in _blocks(element):
            if local(block) == "p":
                self.paragraph(block)
            else:
                self.list = None
                self.table(block)

    def paragraph(self, element: etree._Element) -> None:
        path = self.next_paragraph()
        properties = child(element, "pPr")
        text = self.text.of(element)
        if text and not self.styles.name(properties).startswith("toc "):
            self.add(properties, text, path)
        for box in within(element, "txbxContent", but={"Fallback", "del", "moveFrom"}):
            self.over(box)

    def add(self, properties: etree._Element | None, text: str, path: str) -> None:
        numbered = self.styles.numbering(properties)
        heading = self.styles.heading_level(properties)
        marker = self.numbering.marker(*numbered) if numbered else ""
        prefix = f"{marker} " if marker else ""
        if heading is not None or numbered is None:
            self.list = None
            kind = BlockKind.PARAGRAPH if heading is None else BlockKind.HEADING
            body = text if heading is None else " ".join(text.split())
            self.out.add(kind, body, level=heading or 0, prefix=prefix, path=path)
            return
        number, level = numbered
        if self.list is None or (level == 0 and self.list.number != number):
            self.list = _List(number=number, group=self.next_group())
        self.out.add(
            BlockKind.ITEM,
            text,
            level=level + 1,
            group=self.list.group,
            prefix="  " * level + prefix,
            path=path,
        )

    def rows(self, table: etree._Element) -> list[Row]:
        return by_index(
            [
                Row(
                    cells=tuple(_cells(row)),
                    header=is_on(child(child(row, "trPr"), "tblHeader")),
                )
                for row in within(table, "tr", but={"tbl", "tc"})
                if not _is_deleted(row)
            ]
        )

    def cell_text(self, cell: etree._Element) -> str:
        return "\n".join(self.text.of(paragraph) for paragraph in within(cell, "p", but={"tcPr"}))

    def is_bold(self, cell: etree._Element) -> bool:
        runs = [
            run
            for run in within(cell, "r", but={"tcPr"})
            if next(children(run, "t"), None) is not None
        ]
        return bool(runs) and all(is_on(child(child(run, "rPr"), "b")) for run in runs)

    def holds_table(self, cell: etree._Element) -> bool:
        return next(within(cell, "tbl", but={"tcPr"}), None) is not None

    def notes(self) -> None:
        """Footnotes and endnotes, at the end of the text."""
        for part, name in _NOTES:
            root = self.part(part)
            for note in children(root, name) if root is not None else ():
                if attribute(note, "type") is None:
                    self.note(map(self.text.of, _blocks(note)), f"{name} {attribute(note, 'id')}")


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    return blocks_in(element, {"p", "tbl"}, around=_AROUND)


def _cells(row: etree._Element) -> Iterator[Cell]:
    """The cells of a row; one that older programs merged with the one before it belongs to that."""
    properties = child(row, "trPr")
    column = min(integer(attribute(child(properties, "gridBefore"), "val"), 0), MAX_COLUMNS)
    waiting: Cell | None = None
    for element in within(row, "tc", but={"trPr"}):
        about = child(element, "tcPr")
        span = max(integer(attribute(child(about, "gridSpan"), "val"), 1), 1)
        across = max(min(span, MAX_COLUMNS - column), 1)
        column += across
        if waiting is not None and attribute(child(about, "hMerge"), "val") == "continue":
            waiting = replace(waiting, across=waiting.across + across)
            continue
        if waiting is not None:
            yield waiting
        merged = child(about, "vMerge")
        goes_on = merged is not None and attribute(merged, "val") in {None, "continue"}
        waiting = Cell(element=element, column=column - across, across=across, goes_on=goes_on)
    if waiting is not None:
        yield waiting


def _is_deleted(row: etree._Element) -> bool:
    return child(child(row, "trPr"), "del") is not None
