"""The body of an OpenDocument text or slide: its paragraphs, lists and tables as they are seen.

What always holds: a list's number stands before its item, outside of the item's span; what a list
shows nothing before is a paragraph; what is hidden of a table is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.document import BlockKind
from corpus.formats.office.numbers import BULLET, integer, number_as
from corpus.formats.office.odt_text import ParagraphText
from corpus.formats.office.walk import MAX_COLUMNS, Cell, Row, Walk, blocks_in, by_index
from corpus.formats.office.xml_tree import attribute, child, local, within

_AROUND = frozenset({"section", "index-body", "list-header"})
_FAMILIES = frozenset({"paragraph", "drawing-page", None})
_MARKED = frozenset({"list-level-style-number", "list-level-style-bullet"})
BOXES = frozenset({"annotation", "note"})


class OpenDocumentWalk(Walk):
    lists_go_on = False  # whether lists that follow each other are one
    around = _AROUND

    def __init__(self, roots: list[etree._Element], where: str) -> None:
        super().__init__(where)
        self.roots = roots
        self.text = ParagraphText(roots)
        self.styles = {
            attribute(style, "name"): style
            for root in reversed(roots)
            for style in root.iter("{*}style")
            if attribute(style, "family") in _FAMILIES
        }
        self.lists = {
            attribute(style, "name"): style
            for root in roots
            for style in root.iter("{*}list-style")
        }

    def over(self, element: etree._Element) -> None:
        """The parser holds no tree so deep that boxes and tables in others exhaust the stack."""
        group = -1
        for block in blocks_in(element, {"p", "h", "list", "table"}, around=self.around):
            if local(block) == "list":
                group = group if group >= 0 and self.lists_go_on else self.next_group()
                self.add_list(block, 1, group, attribute(block, "style-name"))
                continue
            group = -1
            if local(block) == "table":
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
        for box in within(element, "text-box", but=BOXES):
            self.over(box)

    def heading_level(self, element: etree._Element) -> int:
        if local(element) == "h":
            return min(max(integer(attribute(element, "outline-level"), 1), 1), 6)
        style = attribute(element, "style-name")
        for _ in range(10):
            if style == "Title":
                return 1
            style = attribute(self.styles.get(style), "parent-style-name")
        return 0

    def add_list(self, element: etree._Element, level: int, group: int, style: str | None) -> None:
        """A list and those inside it; they share one group."""
        form, suffix, number = self.numbered(style, level)
        marked = not self.is_unmarked(style, level)
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
                elif name in {"p", "h"} and not (marked and self.is_counted(here)):
                    self.paragraph(here)
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

    def is_unmarked(self, style: str | None, level: int) -> bool:
        """Whether a list shows nothing before its items, so that they are plain paragraphs."""
        for one in self.lists.get(style, ()):
            if attribute(one, "level") == str(level):
                shown = (
                    attribute(one, "num-format") or (attribute(one, "bullet-char") or "").strip()
                )
                return not shown and local(one) in _MARKED
        return False

    def is_counted(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph in a list is an item of it; its style may say that it is none."""
        style = self.styles.get(attribute(paragraph, "style-name"))
        said = attribute(child(style, "paragraph-properties"), "enable-numbering")
        return said != "false"

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
        return next(within(cell, "table", but=BOXES), None) is not None


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
