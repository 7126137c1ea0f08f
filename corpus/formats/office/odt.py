"""OpenDocument texts (ODT): the text that a reader of the document sees, and which paragraph it is.

What always holds: tracked deletions, comments and tables of contents are not in the text; notes
stand at its end; a list's number stands before its item, outside of the item's span.
"""

from __future__ import annotations

import re
from itertools import chain

from lxml import etree

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.canonical import CanonicalText
from corpus.formats.office.docx_styles import BULLET, number_as
from corpus.formats.office.facts import OPEN_DOCUMENT, office_facts
from corpus.formats.office.xml_tree import (
    attribute,
    child,
    children,
    lines_of,
    local,
    parse_xml,
    within,
)
from corpus.formats.parsed import Parsed
from corpus.formats.table import has_header

_UNSEEN = frozenset(
    {"tracked-changes", "annotation", "note", "text-box", "table-of-content", "title", "desc"}
)
_AROUND = frozenset({"section", "index-body", "list-header"})
_BOXES = frozenset({"annotation", "note"})


def read_odt(data: bytes, *, where: str) -> Parsed:
    """An OpenDocument text. Raises `CorpusError` if it is damaged, locked, or over a limit."""
    archive = Archive(data, where=where)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise CorpusError("is locked", where=where, mend="save it without a password")
    content = parse_xml(archive.read("content.xml"), where=where)
    body = child(child(content, "body"), "text")
    if body is None:
        raise CorpusError("holds no text document", where=where, mend="save it as ODT")
    roots = [content]
    if "styles.xml" in archive.names:
        roots.append(parse_xml(archive.read("styles.xml"), where=where))
    walk = _Walk(roots)
    walk.over(body)
    walk.notes(body)
    title, facts = office_facts(archive, OPEN_DOCUMENT, where=where)
    return Parsed(
        text=walk.out.text,
        blocks=walk.out.blocks,
        title=title,
        facts=facts,
        places=walk.out.places,
    )


class _Walk:
    """One pass over the body; counts its paragraphs and tables as it goes."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.out = CanonicalText()
        self.parents = {
            attribute(style, "name"): attribute(style, "parent-style-name")
            for root in roots
            for style in root.iter("{*}style")
        }
        self.lists = {
            attribute(style, "name"): style
            for root in roots
            for style in root.iter("{*}list-style")
        }
        self.paragraphs = 0
        self.tables = 0
        self.groups = 0

    def over(self, element: etree._Element) -> None:
        """All blocks inside; the parser holds no tree so deep that this could run out of stack."""
        for here in element:
            name = local(here)
            if name in {"p", "h"}:
                self.paragraph(here)
            elif name == "list":
                self.groups += 1
                self.list(here, 1, self.groups, attribute(here, "style-name"))
            elif name == "table":
                self.table(here)
            elif name in _AROUND:
                self.over(here)

    def paragraph(
        self, element: etree._Element, *, level: int = 0, group: int = -1, prefix: str = ""
    ) -> None:
        self.paragraphs += 1
        path = f"paragraph {self.paragraphs}"
        text = _text(element)
        heading = self.heading_level(element)
        if heading:
            self.out.add(BlockKind.HEADING, " ".join(text.split()), level=heading, path=path)
        elif group >= 0:
            self.out.add(BlockKind.ITEM, text, level=level, group=group, prefix=prefix, path=path)
        else:
            self.out.add(BlockKind.PARAGRAPH, text, path=path)
        for box in within(element, "text-box", but=_BOXES):
            self.over(box)

    def heading_level(self, element: etree._Element) -> int:
        if local(element) == "h":
            return min(max(_number(attribute(element, "outline-level"), 1), 1), 6)
        style = attribute(element, "style-name")
        for _ in range(10):
            if style == "Title":
                return 1
            style = self.parents.get(style)
        return 0

    def list(self, element: etree._Element, level: int, group: int, style: str | None) -> None:
        """A list and those inside it; they share one group."""
        form, suffix, number = self.numbered(style, level)
        for item in element:
            if local(item) not in {"list-item", "list-header"}:
                continue
            if local(item) == "list-header":
                marker = ""
            else:
                number = _number(attribute(item, "start-value"), number)
                marker = f"{number_as(number, form)}{suffix}" if form else BULLET
                number += 1
            for here in item:
                name = local(here)
                if name == "list":
                    self.list(here, level + 1, group, attribute(here, "style-name") or style)
                elif name in {"p", "h"}:
                    shown = f"{marker} " if marker else "  "
                    self.paragraph(
                        here, level=level, group=group, prefix="  " * (level - 1) + shown
                    )
                    marker = ""

    def numbered(self, style: str | None, level: int) -> tuple[str, str, int]:
        """The form of a list's numbers (empty for bullets), what goes after them, the first."""
        for one in self.lists.get(style, ()):
            if attribute(one, "level") == str(level) and local(one) == "list-level-style-number":
                first = _number(attribute(one, "start-value"), 1)
                return attribute(one, "num-format") or "", attribute(one, "num-suffix") or "", first
        return "", "", 1

    def table(self, element: etree._Element) -> None:
        rows = list(within(element, "table-row", but={"table-cell"}))
        cells = [list(children(row, "table-cell")) for row in rows]
        every = list(chain.from_iterable(cells))
        nested = any(next(within(cell, "table", but=_BOXES), None) is not None for cell in every)
        if nested or all(len(row) <= 1 for row in cells):
            for cell in every:
                self.over(cell)
            return
        self.tables += 1
        self.groups += 1
        texts = [[_text_of_cell(cell) for cell in row] for row in cells]
        header = has_header(texts)
        for number, row in enumerate(rows):
            if any(texts[number]):
                parent = row.getparent()
                named = parent is not None and local(parent) == "table-header-rows"
                self.out.add(
                    BlockKind.ROW,
                    " | ".join(texts[number]),
                    group=self.groups,
                    header=named or (header and number == 0),
                    path=f"table {self.tables} row {number + 1}",
                )

    def notes(self, body: etree._Element) -> None:
        """Footnotes and endnotes, at the end of the text."""
        for number, note in enumerate(
            within(body, "note", but={"tracked-changes", "annotation"}), start=1
        ):
            texts = [_text(one) for one in within(note, "p", but={"note-citation"})]
            text = "\n".join(text for text in texts if text)
            self.out.add(BlockKind.PARAGRAPH, text, path=f"note {number}")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def _text_of_cell(cell: etree._Element) -> str:
    texts = [_text(one) for one in cell.iter("{*}p", "{*}h")]
    return " ".join(" ".join(texts).split())


def _text(element: etree._Element) -> str:
    """What is seen of a paragraph, without its notes and text boxes."""
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, here in walk:
        name = local(here)
        if event == "start":
            if name in _UNSEEN:
                walk.skip_subtree()
                continue
            pieces.append(
                {"s": " ", "tab": "\t", "line-break": "\n"}.get(name, "") + (here.text or "")
            )
        elif here is not element:
            pieces.append(here.tail or "")
    return lines_of("".join(pieces).replace("\r", " "))
