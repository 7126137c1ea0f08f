"""From HTML to the text that people see on the page, with its blocks.

Why not a library's ready-made text: quotes are slices of this text, and what is a list, a table or
a heading decides what is quoted together, so blocks and text must be made in one pass.

What always holds: no markup in the text; nothing that a page hides (scripts, ``hidden``,
``display: none``) and nothing struck out (``<del>``, ``<s>``), since a quote can't show the
strike; every walk is a loop, so deep nesting can't exhaust the stack.
"""

from __future__ import annotations

import re

from lxml import etree, html

from corpus.document import Block, BlockKind
from corpus.formats.canonical import CanonicalText, is_seen
from corpus.formats.html.boxes import ACTS_AS
from corpus.formats.html.frames import (
    CellFrame,
    CodeFrame,
    Frame,
    Frames,
    HeadingFrame,
    ItemFrame,
    RowFrame,
)
from corpus.formats.html.outline import (
    Outline,
    identity_of,
    is_accordion_button,
    is_link,
    is_page_break,
    is_permalink,
    outline_of,
    target_of,
    words_of,
)
from corpus.formats.html.parts import Beginning, Part, add_part, with_terms
from corpus.formats.html.rows import Rows
from corpus.formats.html.tags import BLOCKS, HEADINGS, LISTS, UNSEEN
from corpus.formats.html.tree import parse_html

# A heading longer than this was left open by mistake and has swallowed what follows it.
MAX_HEADING_CHARS = 400
# Comments and attributes that carry the source line into here; see ``formats.markdown``.
LINE_COMMENT = "source-line "
LINE_ATTRIBUTE = "data-source-line"

_SPACES = re.compile(r"[ \t\n\r\f]+")


def html_blocks(markup: str, *, where: str) -> tuple[str, tuple[Block, ...]]:
    """The text of a part of a page, and its blocks. Raises `CorpusError`."""
    root = parse_html(f"<html><body>{markup}</body></html>", where=where)
    out = CanonicalText()
    for part in with_terms(html_parts(root)):
        add_part(out, part)
    return out.text, out.blocks


def html_parts(root: html.HtmlElement) -> list[Part]:
    """Everything that people see on the page, in order."""
    return _Walk(outline_of(root)).over(root)


class _Walk:
    """One pass over a tree: state is a stack of the open elements that shape blocks."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.out: list[Part] = []
        self.frames = Frames(outline.accordions)
        self.open: list[html.HtmlElement] = []  # elements that stand on lines of their own
        self.lines: list[str] = [""]  # of the open block; a <br> begins another
        self.pieces: list[str] = []  # of the last of `lines`
        self.line: int | None = None  # the source line that is being read
        self.block = Beginning()  # where the open block began
        self.anchor: str | None = None  # the last id that no block has taken
        self.links = 0  # how many links are open
        self.tables: list[int] = []  # numbers of the open ones
        self.rows = Rows()  # of the last table, not written yet

    def over(self, root: html.HtmlElement) -> list[Part]:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self.unseen(element):
                    walk.skip_subtree()
                    self.text(words_of(element))
                else:
                    self.start(element)
                    self.text(element.text)
            else:
                if event == "comment":
                    note = element.text or ""
                    if note.startswith(LINE_COMMENT):
                        self.note_line(note.removeprefix(LINE_COMMENT))
                elif event == "end" and not self.unseen(element):
                    self.end(element)
                self.text(element.tail)
        self.flush()
        self.settle_rows()
        return self.out

    def unseen(self, element: html.HtmlElement) -> bool:
        if element.tag == "button":
            return not is_accordion_button(element) or element in self.outline.hidden
        hidden = element in self.outline.hidden or is_permalink(element) or is_page_break(element)
        return hidden or element.tag in UNSEEN

    def note_line(self, number: str | None) -> None:
        if number is not None and number.isascii() and number.isdigit():
            self.line = int(number[:9])

    def text(self, text: str | None) -> None:
        if not text:
            return
        self.pieces.append(text)
        if self.links:
            self.block.linked += len(text)
        if self.block.element is None and not text.isspace():
            self.block.element = self.open[-1] if self.open else None
            self.block.line = self.line
            self.block.anchor, self.anchor = self.anchor, None

    def line_break(self) -> None:
        self.lines[-1] = "".join(self.pieces)
        self.pieces = []
        self.lines.append("")

    # Elements

    def start(self, element: html.HtmlElement) -> None:
        self.note_line(element.get(LINE_ATTRIBUTE))
        tag = element.get(ACTS_AS) or element.tag
        if tag == "br":
            self.line_break()
            return
        self.links += is_link(element)
        button = is_accordion_button(element)
        shapes = tag in BLOCKS or button
        if shapes and not self.frames.collecting():
            self.flush()
        self.anchor = identity_of(element) or self.anchor
        if not shapes:
            return
        self.open.append(element)
        if self.frames.collecting():
            self.line_break()
            return
        if tag in HEADINGS or button:
            self.frames.open_heading(element, level=None if button else int(tag[1]))
        elif tag in LISTS:
            self.frames.open_list(element)
        elif tag in {"li", "dt", "dd"}:
            self.frames.open_item(element)
        elif tag == "pre":
            self.frames.open(element, CodeFrame())
        elif tag == "table":
            self.tables.append(self.frames.new_group())
        elif tag == "tr" and self.is_row(element):
            header = element in self.outline.header_rows
            row = RowFrame(cells=[], group=self.tables[-1], header=header, line=self.line)
            row.anchor, self.anchor = self.anchor, None
            self.frames.open(element, row)
        elif tag in {"td", "th"}:
            row_open = self.frames.innermost()
            if isinstance(row_open, RowFrame):
                self.frames.open(element, CellFrame(row=row_open, element=element))

    def is_row(self, element: html.HtmlElement) -> bool:
        """Whether it is a row of a table; of boxes it opens and ends the table too."""
        if element.get(ACTS_AS) is not None:
            above = element.getprevious()
            first = above is None or above.get(ACTS_AS) is None
            self.tables.append(self.frames.new_group() if first else self.rows.group)
            return True
        return bool(self.tables) and element not in self.outline.layout

    def end(self, element: html.HtmlElement) -> None:
        tag = element.tag
        self.links -= is_link(element)
        self.text(target_of(element))
        if self.frames.is_innermost(element):
            self.flush()
            frame = self.frames.close()
            if isinstance(frame, RowFrame):
                self.add_row(element, frame)
                if element.get(ACTS_AS) is not None:
                    self.tables.pop()
        elif self.open and self.open[-1] is element:
            if self.frames.collecting():
                self.line_break()
            else:
                self.flush()
        if self.open and self.open[-1] is element:
            self.open.pop()
        if tag == "table" and self.tables and not self.frames.collecting():
            self.tables.pop()

    # Blocks

    def flush(self) -> None:
        """Ends the open block: what was collected goes out as what the innermost frame makes it."""
        self.line_break()
        raw = self.lines
        self.lines, block, self.block = [""], self.block, Beginning()
        if block.element is None:  # only white space
            if isinstance(self.frames.innermost(), CellFrame):
                self.add_cell("", block)
            return
        frame = self.frames.innermost()
        if isinstance(frame, CodeFrame):
            self.add(BlockKind.CODE, "\n".join(raw).strip("\n"), block)
            return
        lines = [_SPACES.sub(" ", line).strip(" ") for line in raw]
        one_line = " ".join(line for line in lines if line)
        if isinstance(frame, CellFrame):
            self.add_cell(one_line, block)
        elif isinstance(frame, HeadingFrame):
            block.anchor = block.anchor or self.anchor  # its link to itself may stand at its end
            if len(one_line) > MAX_HEADING_CHARS:
                self.add(BlockKind.PARAGRAPH, one_line, block)
            else:
                self.add(BlockKind.HEADING, one_line, block, level=frame.level)
        else:
            for body in _split_at_empty(lines):
                self.add_paragraph(frame, body, block)

    def add(
        self,
        kind: BlockKind,
        body: str,
        block: Beginning,
        *,
        level: int = 0,
        group: int = -1,
        header: bool = False,
        prefix: str = "",
    ) -> None:
        if self.rows:
            self.settle_rows()
        if block.element is not None and is_seen(body):
            self.out.append(
                Part(
                    kind=kind,
                    body=body,
                    element=block.element,
                    level=level,
                    group=group,
                    header=header,
                    line=block.line,
                    prefix=prefix,
                    anchor=block.anchor,
                    linked=block.linked,
                )
            )

    def add_paragraph(self, frame: Frame | None, body: str, block: Beginning) -> None:
        if not isinstance(frame, ItemFrame):
            self.add(BlockKind.PARAGRAPH, body, block)
            return
        prefix = "  " * (frame.of.depth - 1) + (frame.marker or "  ")
        if is_seen(body):
            frame.marker = ""
        self.add(
            BlockKind.ITEM, body, block, level=frame.of.depth, group=frame.of.group, prefix=prefix
        )

    def add_cell(self, body: str, block: Beginning) -> None:
        frame = self.frames.innermost()
        if isinstance(frame, CellFrame):
            frame.add(body, block.linked)
            frame.row.anchor = frame.row.anchor or block.anchor

    def add_row(self, element: html.HtmlElement, row: RowFrame) -> None:
        if row.group != self.rows.group:
            self.settle_rows()
            self.rows.group = row.group
        self.rows.add(element, row)

    def settle_rows(self) -> None:
        """Writes the rows of the table that was walked last."""
        for row, begin, group in list(self.rows.settle(self.frames.new_group)):
            self.add(BlockKind.ROW, row.body, begin, group=group, header=row.header)


def _split_at_empty(lines: list[str]) -> list[str]:
    """Paragraphs: two line breaks with nothing between them part a block in two."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["\n".join(paragraph) for paragraph in paragraphs if paragraph]
