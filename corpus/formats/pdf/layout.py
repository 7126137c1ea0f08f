"""Measures of a PDF's pages that its blocks are read from: body size, leading, column edges, cells.

What always holds: measures are in points, or in parts of the font's size where that is said; they
are counted over the document, so that one odd page doesn't change what a paragraph is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from corpus.formats.header import is_number
from corpus.formats.pdf.lines import Line
from corpus.formats.pdf.words import Word

_CELL_GAP = 1.8  # of the size: wider than any space of a justified line
_MAX_LINES = 2_000
_MONEY = frozenset(("€", "£", "$", "¥", "EUR", "USD", "GBP", "CHF", "Fr.", "Kč", "zł"))


class Layout:
    """What is measured once for the whole document, without its boilerplate."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        sizes: Counter[float] = Counter()
        letters: Counter[bool] = Counter()
        leadings: dict[float, Counter[float]] = defaultdict(Counter)
        for lines in pages:
            for line in lines:
                if line.upright and not line.mono:
                    sizes[line.size] += len(line.text)
                    letters[line.bold] += len(line.text)
            for above, line in pairwise(lines):
                apart = line.baseline - above.baseline
                if above.size == line.size and 0.8 * line.size < apart < 3 * line.size:
                    leadings[line.size][round(apart * 2) / 2] += 1
        self.body = sizes.most_common(1)[0][0] if sizes else 10.0
        self.all_bold = letters[True] > letters[False]
        self._leadings = {
            size: counts.most_common(1)[0][0] for size, counts in leadings.items() if counts
        }

    def leading(self, line: Line) -> float:
        """The usual distance of two baselines in text of this size."""
        return self._leadings.get(line.size, 1.2 * line.size)


def right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """For the `id()` of each line of a page, where the lines of its column end.

    That is the furthest right that a fifth of the lines with about the same left come close to,
    so that a title over two columns doesn't make one wide column of the left one.
    """
    if len(lines) > _MAX_LINES:  # no page of text, and this takes the square of their number
        return {id(line): line.right for line in lines}
    edges = {}
    for line in lines:
        room = 3 * line.size
        beside = sorted(
            other.right
            for other in lines
            if other.upright
            and other.column == line.column
            and abs(other.left - line.left) <= room
            and other.right > line.left
        )
        if not beside:
            beside = [line.right]
        needed = max(1, len(beside) // 5)
        edge = beside[-1]
        for at in range(len(beside) - 1, -1, -1):
            if at + 1 - bisect_left(beside, beside[at] - line.size) >= needed:
                edge = beside[at]
                break
        edges[id(line)] = max(edge, line.right)
    return edges


def cells_of(line: Line) -> tuple[tuple[Word, ...], ...]:
    """The line's words, parted where the gap is wider than a space can be, or where the lines
    around it told so."""
    cells: list[list[Word]] = [[line.words[0]]]
    for at, (before, word) in enumerate(pairwise(line.words), start=1):
        wide = word.box[0] - before.box[2] > _CELL_GAP * max(before.size, word.size)
        if wide or at in line.parted:
            cells.append([])
        cells[-1].append(word)
    return tuple(tuple(cell) for cell in _with_signs(cells))


def _with_signs(cells: list[list[Word]]) -> list[list[Word]]:
    """With signs of money that stand apart at the edge of their column in one cell with what they
    belong to: before each amount of the line, or behind each."""
    signs = [at for at, cell in enumerate(cells) if len(cell) == 1 and cell[0].text in _MONEY]
    if not signs or len(cells) <= 2:
        return cells
    before = all(_is_amount(cells, at + 1) for at in signs) and not _is_amount(cells, signs[0] - 1)
    if not before and not all(_is_amount(cells, at - 1) for at in signs):
        return cells
    joined: list[list[Word]] = []
    for at, cell in enumerate(cells):
        if at - 1 in signs if before else at in signs:
            joined[-1] = [*joined[-1], *cell]
        else:
            joined.append(cell)
    return joined


def _is_amount(cells: Sequence[Sequence[Word]], at: int) -> bool:
    return 0 <= at < len(cells) and is_number(" ".join(word.text for word in cells[at]))
