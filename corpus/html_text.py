"""From HTML to the text that a reader of the page sees, with its blocks.

Why not a library's ready-made text: quotes are slices of this text, and what is a list, a table or
a heading decides what is quoted together, so blocks and text must be made in one pass.

What always holds: no markup in the text; nothing that a page hides (scripts, ``hidden``,
``display: none``) and nothing struck out (``<del>``, ``<s>``), since a quote can't show the
strike; every walk is a loop, so deep nesting can't exhaust the stack.
"""

from __future__ import annotations

import re

from lxml import etree, html

from corpus.canonical import CanonicalText
from corpus.document import Block, BlockKind
from corpus.errors import CorpusError
from corpus.html_frames import (
    AccordionFrame,
    CellFrame,
    CodeFrame,
    Frame,
    HeadingFrame,
    ItemFrame,
    ListFrame,
    RowFrame,
)
from corpus.html_outline import Outline, is_accordion_button, outline_of
from corpus.html_tags import BLOCKS, HEADINGS, LISTS, UNSEEN

# A heading longer than this was left open by mistake and has swallowed what follows it.
MAX_HEADING_CHARS = 400
MAX_ITEM_NUMBER = 10**9
# Comments and attributes that carry the source line into here; see ``readers.markdown``.
LINE_COMMENT = "source-line "
LINE_ATTRIBUTE = "data-source-line"

_SPACES = re.compile(r"[ \t\n\r\f]+")


def html_blocks(markup: str, *, where: str) -> tuple[str, tuple[Block, ...]]:
    """The text of a page or a part of one, and its blocks. Raises `CorpusError`."""
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    page = f"<html><body>{markup}</body></html>".encode("utf-8", "replace")
    try:
        root = html.document_fromstring(page, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise CorpusError(
            "its HTML can't be parsed", where=where, mend="mend the HTML, or leave it out"
        ) from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        # The parser drops all that lies deeper: better no document than half of one.
        raise CorpusError(
            "its HTML is nested thousands of elements deep", where=where, mend="close its elements"
        )
    return _Walk(outline_of(root)).over(root)


class _Walk:
    """One pass over a tree: state is a stack of the open elements that shape blocks."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.out = CanonicalText()
        self.frames: list[tuple[html.HtmlElement, Frame]] = []
        self.lines: list[str] = [""]  # of the open block; a <br> begins another
        self.pieces: list[str] = []  # of the last of `lines`
        self.line: int | None = None  # the source line that is being read
        self.began: int | None = None  # the source line that the open block began on
        self.groups = 0
        self.tables: list[int] = []
        self.outer_level = 1  # of the last heading outside of any answer

    def over(self, root: html.HtmlElement) -> tuple[str, tuple[Block, ...]]:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self.unseen(element):
                    walk.skip_subtree()
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
        return self.out.text, self.out.blocks

    def unseen(self, element: html.HtmlElement) -> bool:
        return element.tag in UNSEEN or element in self.outline.hidden

    def note_line(self, number: str | None) -> None:
        if number is not None and number.isascii() and number.isdigit():
            self.line = int(number[:9])

    def text(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.began is None and not text.isspace():
                self.began = self.line

    def line_break(self) -> None:
        self.lines[-1] = "".join(self.pieces)
        self.pieces = []
        self.lines.append("")

    # What is open

    def innermost(self) -> Frame | None:
        return self.frames[-1][1] if self.frames else None

    def collecting(self) -> bool:
        """Whether all text goes into one line: a heading, a table's cell, or code."""
        return isinstance(self.innermost(), HeadingFrame | CellFrame | CodeFrame)

    # Elements

    def start(self, element: html.HtmlElement) -> None:
        self.note_line(element.get(LINE_ATTRIBUTE))
        tag = element.tag
        if tag == "br":
            self.line_break()
            return
        button = is_accordion_button(element)
        if tag not in BLOCKS and not button:
            return
        if self.collecting():
            self.line_break()
            return
        self.flush()
        if tag in HEADINGS or button:
            level = self.button_level() if button else self.heading_level(int(tag[1]))
            self.frames.append((element, HeadingFrame(level=level)))
        elif tag in LISTS:
            self.open_list(element)
        elif tag in {"li", "dt", "dd"}:
            self.open_item(element)
        elif tag == "pre":
            self.frames.append((element, CodeFrame()))
        elif tag == "table":
            self.groups += 1
            self.tables.append(self.groups)
        elif tag == "tr" and self.tables and element not in self.outline.layout:
            header = element in self.outline.header_rows
            row = RowFrame(cells=[], group=self.tables[-1], header=header, line=self.line)
            self.frames.append((element, row))
        elif tag in {"td", "th"}:
            row_open = self.innermost()
            if isinstance(row_open, RowFrame):
                self.frames.append((element, CellFrame(row=row_open)))

    def answers(self) -> int:
        """In how many answers, one inside the other, the walk stands."""
        return sum(isinstance(frame, AccordionFrame) and frame.named for _, frame in self.frames)

    def button_level(self) -> int:
        """A button lies one level below the heading before its list."""
        for _, frame in reversed(self.frames):
            if isinstance(frame, AccordionFrame):
                frame.named = True
                break
        return min(6, self.outer_level + max(1, self.answers()))

    def heading_level(self, level: int) -> int:
        answers = self.answers()
        if answers:  # a heading in an answer lies below that answer's question
            return max(level, min(6, self.outer_level + answers + 1))
        self.outer_level = level
        return level

    def open_list(self, element: html.HtmlElement) -> None:
        inside = self.innermost()
        outer = inside.of if isinstance(inside, ItemFrame) else inside
        if isinstance(outer, ListFrame):
            depth, group = outer.depth + 1, outer.group
        else:
            self.groups += 1
            depth, group = 1, self.groups
        ordered = element.tag == "ol"
        number = _number(element.get("start"), 1) if ordered else 1
        frame = ListFrame(depth=depth, group=group, ordered=ordered, number=number)
        self.frames.append((element, frame))

    def open_item(self, element: html.HtmlElement) -> None:
        if element in self.outline.accordions:
            self.frames.append((element, AccordionFrame()))
            return
        inside = self.innermost()
        if isinstance(inside, ListFrame):
            of = inside
        else:
            self.groups += 1
            of = ListFrame(depth=1, group=self.groups, ordered=False)
        marker = "" if element.tag == "dd" else "• "
        if of.ordered:
            of.number = _number(element.get("value"), of.number)
            marker = f"{of.number}. "
            of.number += 1
        self.frames.append((element, ItemFrame(of=of, marker=marker)))

    def end(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if self.frames and self.frames[-1][0] is element:
            self.flush()
            _, frame = self.frames.pop()
            if isinstance(frame, RowFrame):
                self.add_row(frame)
        elif tag in BLOCKS or is_accordion_button(element):
            if self.collecting():
                self.line_break()
            else:
                self.flush()
        if tag == "table" and self.tables and not self.collecting():
            self.tables.pop()

    # Blocks

    def flush(self) -> None:
        """Ends the open block: what was collected goes out as what the innermost frame makes it."""
        self.line_break()
        raw = self.lines
        self.lines, began, self.began = [""], self.began, None
        frame = self.innermost()
        if isinstance(frame, CodeFrame):
            body = "\n".join(raw).strip("\n")
            self.out.add(BlockKind.CODE, body, line=began)
            return
        lines = [_SPACES.sub(" ", line).strip(" ") for line in raw]
        if isinstance(frame, CellFrame):
            frame.row.cells.append(" ".join(line for line in lines if line))
        elif isinstance(frame, HeadingFrame):
            body = " ".join(line for line in lines if line)
            if len(body) > MAX_HEADING_CHARS:
                self.out.add(BlockKind.PARAGRAPH, body, line=began)
            else:
                self.out.add(BlockKind.HEADING, body, level=frame.level, line=began)
        else:
            for body in _split_at_empty(lines):
                self.add_paragraph(frame, body, began)

    def add_paragraph(self, frame: Frame | None, body: str, line: int | None) -> None:
        if not isinstance(frame, ItemFrame):
            self.out.add(BlockKind.PARAGRAPH, body, line=line)
            return
        prefix = "  " * (frame.of.depth - 1) + (frame.marker or "  ")
        added = self.out.add(
            BlockKind.ITEM,
            body,
            level=frame.of.depth,
            group=frame.of.group,
            line=line,
            prefix=prefix,
        )
        if added:
            frame.marker = ""

    def add_row(self, row: RowFrame) -> None:
        if any(row.cells):
            self.out.add(
                BlockKind.ROW,
                " | ".join(row.cells),
                group=row.group,
                header=row.header,
                line=row.line,
            )


def _split_at_empty(lines: list[str]) -> list[str]:
    """Paragraphs: two line breaks with nothing between them part a block in two."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["\n".join(paragraph) for paragraph in paragraphs if paragraph]


def _number(value: str | None, otherwise: int) -> int:
    if value is not None and value.isascii() and value.isdigit():
        return min(int(value[:10]), MAX_ITEM_NUMBER)
    return otherwise
