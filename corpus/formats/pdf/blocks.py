"""From the lines of a PDF to its headings, paragraphs, items, rows and code.

PDF has none of these: they are read from gaps, indents, sizes and bold type, and from the file's
own bookmarks where it has them. What always holds: every line that is no boilerplate is in one
draft, whole; a paragraph that goes on in the next column or page is one draft.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from corpus.document import BlockKind
from corpus.formats.pdf.aligned import parted
from corpus.formats.pdf.beside import named
from corpus.formats.pdf.flow import TEXT_KINDS, Draft, carried_on, goes_on, moved
from corpus.formats.pdf.flush import parted_figures
from corpus.formats.pdf.glyph import Bookmark
from corpus.formats.pdf.headings import folded, heading_at, is_larger, set_levels, style_of
from corpus.formats.pdf.layout import Layout, right_edges
from corpus.formats.pdf.leaders import contents_of, without_dots
from corpus.formats.pdf.lines import BULLET, MARK, Line
from corpus.formats.pdf.tables import Tables, rejoined, tables_of
from corpus.formats.pdf.wrapped import unwrapped

_NUMBER = re.compile(r"\(?(\d{1,3})[.)]")
_LOOK_BACK = 8  # drafts between two items of a list
_DASHES = "*–—-−·"  # bullets that also begin lines of a text
_SHIFT = 2.0  # points by which items of one level may stand apart


def drafts_of(pages: Sequence[Sequence[Line]], bookmarks: Sequence[Bookmark]) -> list[Draft]:
    """The drafts of all pages, in order."""
    count = len(pages)
    pages = [_in_rows(lines, contents_of(lines, pages=count)) for lines in pages]
    pages = [named(lines) for lines in parted(pages)]
    layout = Layout(pages)
    titles: dict[int, set[str]] = defaultdict(set)
    for mark in bookmarks:
        titles[mark.page].add(folded(mark.title))
    whole = rejoined(pages, body=layout.body)
    contents = frozenset().union(*(contents_of(lines, pages=count) for lines in whole))
    tables = tables_of([[it for it in lines if id(it) not in contents] for lines in whole])
    gathering = _Gathering(layout=layout, contents=contents, titles=titles, tables=tables)
    for lines in whole:
        gathering.read(lines)
    drafts = carried_on(gathering.drafts, layout, gathering.edges)
    if drafts and drafts[-1].kind is BlockKind.HEADING:
        drafts[-1].kind = BlockKind.PARAGRAPH  # it heads nothing
    for draft in drafts:
        if not any(map(str.isalnum, "".join(line.text for line in draft.lines))):
            draft.kind = None  # rules and lone bullets
    set_levels(drafts, {(mark.page, folded(mark.title)): mark.level for mark in bookmarks})
    return drafts


def _in_rows(lines: Sequence[Line], contents: Set[int]) -> list[Line]:
    """The lines of a page with each row of a list of figures as one."""
    return unwrapped(parted_figures(without_dots(lines, contents)), but=contents)


@dataclass(slots=True)
class _Gathering:
    """Goes over the lines once, with the drafts made so far."""

    layout: Layout
    contents: Set[int]
    titles: Mapping[int, Set[str]]
    tables: Tables
    edges: dict[int, float] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    groups: int = 0
    table: tuple[int, int] = (0, -1)  # number and group of the last one
    indents: list[float] = field(default_factory=list)  # of the open list's levels

    def read(self, lines: Sequence[Line]) -> None:
        """The lines of one page."""
        self.edges |= right_edges(lines)
        at = -1
        while (at := at + 1) < len(lines):
            line = lines[at]
            if id(line) in self.contents:
                self.add(Draft(None, [line]))
            elif id(line) in self.tables.rows:
                at += self.row(line) - 1
            elif heading := self.heading(lines, at):
                self.add(Draft(BlockKind.HEADING, heading, style=style_of(line)))
                at += len(heading) - 1
            else:
                self.text(line, lines[at + 1] if at + 1 < len(lines) else None)

    def add(self, draft: Draft) -> None:
        draft.moved = bool(self.drafts) and moved(self.drafts[-1].lines[-1], draft.lines[0])
        self.drafts.append(draft)

    def row(self, line: Line) -> int:
        """The row that begins with `line`; gives how many lines it takes."""
        number = self.tables.rows[id(line)]
        if number != self.table[0]:
            self.groups += 1
            self.table = (number, self.groups)
        header = id(line) in self.tables.headers
        grid = self.tables.grid.get(id(line))
        lines, cells = (list(grid.lines), grid.cells) if grid else ([line], ())
        self.add(Draft(BlockKind.ROW, lines, group=self.table[1], header=header, cells=cells))
        return len(lines)

    def goes_on(self, line: Line, after: Line | None) -> bool:
        return bool(self.drafts) and goes_on(
            self.drafts[-1], line, after, layout=self.layout, edges=self.edges
        )

    def heading(self, lines: Sequence[Line], at: int) -> list[Line]:
        line = lines[at]
        found = heading_at(lines, at, self.layout, self.titles.get(line.page, frozenset()))
        # Bold words may also be the last line of a text, all of it.
        within = self.drafts and self.drafts[-1].kind in TEXT_KINDS and self.goes_on(line, None)
        return [] if not found or (within and not is_larger(line, self.layout)) else list(found)

    def text(self, line: Line, after: Line | None) -> None:
        further = self.goes_on(line, after)
        if self.is_item(line, further=further):
            self.item(line)
        elif further:
            self.drafts[-1].lines.append(line)
        elif self.drafts and self.is_more_of_item(self.drafts[-1], line):
            above = self.drafts[-1]
            self.add(Draft(BlockKind.ITEM, [line], level=above.level, group=above.group))
        else:
            self.add(Draft(BlockKind.CODE if line.mono else BlockKind.PARAGRAPH, [line]))

    # --- lists

    def is_item(self, line: Line, *, further: bool) -> bool:
        """Does the line start an item? `further`: by its place, it may go on with a text."""
        if len(line.words) < 2 or line.mono:
            return False
        first = line.words[0]
        if first.text == "o" and first.mono:
            return True  # how Word draws the bullets of the second level
        if not MARK.fullmatch(first.text):
            return False
        if BULLET.fullmatch(first.text) and first.text not in _DASHES:
            return True
        above = self.drafts[-1] if self.drafts else None
        if above is not None and above.marked and _alike(above.lines[0].words[0].text, first.text):
            return True
        return not further

    def item(self, line: Line) -> None:
        in_list = bool(self.drafts) and self.drafts[-1].kind is BlockKind.ITEM
        if not in_list and not self.counts_on(line):
            self.groups += 1
            self.indents = []
        while self.indents and line.left < self.indents[-1] - _SHIFT:
            self.indents.pop()
        if not self.indents or line.left > self.indents[-1] + _SHIFT:
            self.indents.append(line.left)
        level = min(len(self.indents), 6)
        self.add(Draft(BlockKind.ITEM, [line], level=level, group=self.groups, marked=True))

    def counts_on(self, line: Line) -> bool:
        """Does a number go on with the last list, past the code or text of its last item?"""
        number = _NUMBER.fullmatch(line.words[0].text)
        for draft in reversed(self.drafts[-_LOOK_BACK:]):
            if draft.kind in {BlockKind.HEADING, BlockKind.ROW}:
                return False
            if draft.marked:
                last = _NUMBER.fullmatch(draft.lines[0].words[0].text)
                if not (number and last and int(number[1]) == int(last[1]) + 1):
                    return False
                return draft.group == self.groups and abs(draft.lines[0].left - line.left) < 6
        return False

    def is_more_of_item(self, above: Draft, line: Line) -> bool:
        """Is it another paragraph of the item above? Then it is an item without a mark."""
        if above.kind is not BlockKind.ITEM or line.mono or moved(above.lines[-1], line):
            return False
        return abs(line.left - above.left) < 0.3 * line.size


def _alike(one: str, other: str) -> bool:
    """Are two marks of one kind: the same bullet, or numbers with the same brackets?"""
    return re.sub(r"[a-zA-Z]+|\d+", "1", one) == re.sub(r"[a-zA-Z]+|\d+", "1", other)
