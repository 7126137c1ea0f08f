"""OpenDocument texts (ODT): the text that people see, and which paragraph it is.

What always holds: tracked deletions, comments and tables of contents are not in the text; notes
stand at its end, and after them what headers and footers say beyond titles and page numbers; a
list's number stands before its item, outside of the item's span.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.office.facts import OPEN_DOCUMENT, office_facts
from corpus.formats.office.numbers import BULLET, integer, number_as
from corpus.formats.office.odt_text import ParagraphText, document_roots
from corpus.formats.office.walk import MAX_COLUMNS, Cell, Row, Walk, blocks_in, by_index
from corpus.formats.office.xml_tree import attribute, child, local, within
from corpus.formats.parsed import Parsed

_AROUND = frozenset({"section", "index-body", "list-header"})
_BOXES = frozenset({"annotation", "note"})


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


class _Walk(Walk):
    def __init__(self, roots: list[etree._Element], where: str) -> None:
        super().__init__(where)
        self.roots = roots
        self.text = ParagraphText(roots)
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

    def over(self, element: etree._Element) -> None:
        """The parser holds no tree so deep that boxes and tables in others exhaust the stack."""
        for block in blocks_in(element, {"p", "h", "list", "table"}, around=_AROUND):
            if local(block) == "list":
                self.add_list(block, 1, self.next_group(), attribute(block, "style-name"))
            elif local(block) == "table":
                self.table(block)
            else:
                self.paragraph(block)

    def paragraph(
        self, element: etree._Element, *, level: int = 0, group: int = -1, prefix: str = ""
    ) -> None:
        path = self.next_paragraph()
        text = self.text.of(element)
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
            return min(max(integer(attribute(element, "outline-level"), 1), 1), 6)
        style = attribute(element, "style-name")
        for _ in range(10):
            if style == "Title":
                return 1
            style = self.parents.get(style)
        return 0

    def add_list(self, element: etree._Element, level: int, group: int, style: str | None) -> None:
        """A list and those inside it; they share one group."""
        form, suffix, number = self.numbered(style, level)
        for item in element:
            if local(item) not in {"list-item", "list-header"}:
                continue
            if local(item) == "list-header":
                marker = ""
            else:
                number = integer(attribute(item, "start-value"), number)
                marker = f"{number_as(number, form)}{suffix}" if form else BULLET
                number += 1
            for here in item:
                name = local(here)
                if name == "list":
                    self.add_list(here, level + 1, group, attribute(here, "style-name") or style)
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
                first = integer(attribute(one, "start-value"), 1)
                return attribute(one, "num-format") or "", attribute(one, "num-suffix") or "", first
        return "", "", 1

    def rows(self, table: etree._Element) -> list[Row]:
        return by_index(
            [
                Row(
                    cells=tuple(_cells(row)),
                    header=(parent := row.getparent()) is not None
                    and local(parent) == "table-header-rows",
                )
                for row in within(table, "table-row", but={"table-cell"})
                if attribute(row, "visibility") not in {"collapse", "filter"}
            ]
        )

    def cell_text(self, cell: etree._Element) -> str:
        return " ".join(self.text.of(one) for one in cell.iter("{*}p", "{*}h"))

    def holds_table(self, cell: etree._Element) -> bool:
        return next(within(cell, "table", but=_BOXES), None) is not None

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


def _cells(row: etree._Element) -> Iterator[Cell]:
    """The cells of a row; those that others cover only keep their place."""
    column = 0
    for element in row:
        name = local(element)
        if name not in {"table-cell", "covered-table-cell"} or column >= MAX_COLUMNS:
            continue
        repeated = max(integer(attribute(element, "number-columns-repeated"), 1), 1)
        across = max(integer(attribute(element, "number-columns-spanned"), 1), 1)
        down = max(integer(attribute(element, "number-rows-spanned"), 1), 1)
        for _ in range(min(repeated, MAX_COLUMNS - column)):
            if name == "table-cell":
                room = min(across, MAX_COLUMNS - column)
                yield Cell(element=element, column=column, across=room, down=down)
            column += 1
