"""Drafts of a PDF's blocks, and whether a line goes on with the one above it.

What always holds: the answer depends on the two lines' places, sizes and ends, on the edge of
their column and on what is usual in the document; never on what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import BlockKind
from corpus.formats.pdf.grid_row import Part
from corpus.formats.pdf.layout import Layout, cells_of
from corpus.formats.pdf.lines import MARK, Line

TEXT_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})

_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_ALIKE = 0.08  # sizes of one text differ by no more
_FULL = 15  # of its size is the least width of a line of running text
_SMALL = 0.92  # of the body's size: footnotes and captions


@dataclass(slots=True)
class Draft:
    """A block in the making. `kind` None: seen on the page, but nothing to quote (contents).

    marked  the first word is the item's mark
    style   size and bold type of a heading, for its level
    header  a row that names the columns
    moved   the line before stands in another column or on another page
    cells   of a row that is more than the cells of one line: the parts of each
    """

    kind: BlockKind | None
    lines: list[Line]
    level: int = 0
    group: int = -1
    marked: bool = False
    style: tuple[float, bool] = (0.0, False)
    moved: bool = False
    header: bool = False
    cells: Sequence[Sequence[Part]] = ()

    @property
    def left(self) -> float:
        """Where its text starts, after the mark of an item."""
        first = self.lines[0]
        return first.words[1].box[0] if self.marked else first.left


def moved(above: Line, line: Line) -> bool:
    """Does the line start another column or page?"""
    elsewhere = line.page != above.page or line.turn != above.turn
    return elsewhere or line.baseline < above.baseline - 2 * line.size


def goes_on(
    draft: Draft, line: Line, after: Line | None, *, layout: Layout, edges: Mapping[int, float]
) -> bool:
    """Does `line` go on with the draft above it? `after` is the line below, `edges` where the lines
    of a column end (see `right_edges`)."""
    above = draft.lines[-1]
    if moved(above, line) or not (above.upright and line.upright):
        return False
    if line.baseline - above.baseline > 1.25 * layout.leading(line) + 0.5:
        return False
    if draft.kind is BlockKind.CODE:
        return line.mono
    alike = _ALIKE if line.mono == above.mono else 2 * _ALIKE
    if draft.kind not in TEXT_KINDS or abs(line.size - above.size) > alike * above.size:
        return False
    return not _ended(above, line, edges) and _indent_goes_on(draft, line, after, layout, edges)


def _indent_goes_on(
    draft: Draft, line: Line, after: Line | None, layout: Layout, edges: Mapping[int, float]
) -> bool:
    """The same by where the line starts, when nothing else speaks against it."""
    above = draft.lines[-1]
    near = 0.5 * layout.body
    if line.mono and not above.mono:
        # A line of a text may be all code; a block of code is set off.
        left = draft.left if len(draft.lines) == 1 else above.left
        return abs(line.left - left) < near and not _ENDS.search(above.text)
    defines = len(draft.lines) == 1 and is_wide(above)
    if defines or (line.text[0].islower() and not _ENDS.search(above.text)):
        return True
    if len(draft.lines) == 1 and line.left < draft.left - near:
        # The first line was indented, or the mark of an item hangs at the left of its text.
        return draft.marked or not _left_early(above, line, edges)
    indent = line.left - (draft.left if draft.marked else above.left)
    if indent > 0.8 * layout.body:
        returns = after is not None and abs(after.left - above.left) < near
        return not (returns and _ENDS_SENTENCE.search(above.text))
    return indent >= -0.8 * layout.body


def _room(line: Line, edges: Mapping[int, float]) -> float:
    """How much of its column it leaves free at its right."""
    return edges.get(id(line), line.right) - line.right


def _ended(above: Line, line: Line, edges: Mapping[int, float]) -> bool:
    """Was the line above left early, at the end of its paragraph? It was if the next word had
    had room in it."""
    if is_wide(line) or (line.bold and not above.bold and _ENDS_SENTENCE.search(above.text)):
        return True
    if is_wide(above):  # "term    what it means", which goes on below its meaning
        cells = cells_of(above)
        return len(cells) > 2 or abs(cells[1][0].box[0] - line.left) > 0.5 * line.size
    room = _room(above, edges)
    ends = _ENDS.search(above.text)
    if line.text[0].islower() and not ends and room < 0.5 * (above.right - above.left):
        return False
    first = line.words[0].box
    return room - (first[2] - first[0]) > (1.0 if ends else 2.8) * line.size


def _left_early(above: Line, line: Line, edges: Mapping[int, float]) -> bool:
    room = _room(above, edges)
    return room > 6 * line.size or bool(_ENDS.search(above.text) and room > 2 * line.size)


def is_wide(line: Line) -> bool:
    """Does it have gaps that no space has: cells, or a term and what it means? Where all gaps are
    wide, the line was stretched to the margin."""
    cells = cells_of(line)
    if len(cells) < 2 or (len(cells) == 2 and MARK.fullmatch(line.words[0].text)):
        return False
    gaps = [after.box[0] - word.box[2] for word, after in pairwise(line.words)]
    return len(gaps) < 2 or min(gaps) < 0.6 * line.size


# --- over columns and pages -------------------------------------------------------------------


def carried_on(drafts: Sequence[Draft], layout: Layout, edges: Mapping[int, float]) -> list[Draft]:
    """Joins what goes on in the next column or page, past footnotes at the foot of the first."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.moved and draft.kind is BlockKind.PARAGRAPH:
            at = len(found) - 1
            while at > 0 and _is_small(found[at], layout) and not _is_small(draft, layout):
                at -= 1
            if at >= 0 and _continues(found[at], draft, edges):
                found[at].lines += draft.lines
                continue
        found.append(draft)
    return found


def _is_small(draft: Draft, layout: Layout) -> bool:
    return draft.lines[0].size < _SMALL * layout.body


def _continues(above: Draft, draft: Draft, edges: Mapping[int, float]) -> bool:
    if above.kind not in TEXT_KINDS:
        return False
    last, first = above.lines[-1], draft.lines[0]
    if first.page - last.page not in {0, 1} or abs(last.size - first.size) > _ALIKE * last.size:
        return False
    if is_wide(last) or is_wide(first) or last.mono or first.mono:
        return False
    if _ENDS_SENTENCE.search(last.text):
        return False
    if next((c for c in first.text if c.isalnum()), "").islower():
        return True
    # A name may begin the page; but then the line before must be a full one at the same margin.
    if first.page != last.page and abs(first.left - last.left) > 0.5 * last.size:
        return False
    return last.right - last.left > _FULL * last.size and _room(last, edges) < 3 * last.size
