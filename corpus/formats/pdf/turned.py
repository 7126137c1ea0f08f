"""Text that is turned by 90 degrees on its page, such as a wide table: read as if it stood upright.

What always holds: other turned text (a stamp, a name along the margin) stays what it is, turned; a
turned line's own coordinates are those of the page turned such that it is upright.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.formats.pdf.columns import columns_apart
from corpus.formats.pdf.glyph import Glyph, PdfPage, turned_box
from corpus.formats.pdf.lines import Line, lines_of
from corpus.formats.pdf.ruled import ruled
from corpus.formats.pdf.tables import tables_of

_LEAST = 30  # glyphs


def lines_on(page: PdfPage) -> tuple[Line, ...]:
    """The lines of a page in the order of reading: first what is upright, then what is turned."""
    glyphs: Sequence[Glyph] = page.glyphs
    turned: list[Line] = []
    for turn in (90, 270):
        count = sum(glyph.style.turn == turn for glyph in glyphs)
        if count < _LEAST:
            continue
        part = [_upright(glyph) for glyph in _only(glyphs, turn)]
        rules = [turned_box(rule, turn) for rule in page.rules]
        lines = ruled(columns_apart(lines_of(replace(page, glyphs=tuple(part)))), rules)
        shown = sum(not glyph.text.isspace() for glyph in page.glyphs)
        if 2 * count > shown or tables_of([lines]).rows:
            turned += [replace(line, turn=turn) for line in lines]
            glyphs = _only(glyphs, turn, others=True)
    upright = columns_apart(lines_of(replace(page, glyphs=tuple(glyphs))))
    return (*ruled(upright, page.rules), *turned)


def _only(glyphs: Iterable[Glyph], turn: int, *, others: bool = False) -> list[Glyph]:
    """The glyphs that are turned so, or the others, with the gaps after each."""
    found: list[Glyph] = []
    taken = False
    for glyph in glyphs:
        if not glyph.text.isspace():
            taken = (glyph.style.turn == turn) is not others
        if taken:
            found.append(glyph)
    return found


def _upright(glyph: Glyph) -> Glyph:
    if glyph.text.isspace():
        return glyph
    turn = glyph.style.turn
    box = turned_box(glyph.box, turn)
    x, y = glyph.start, glyph.baseline
    start, baseline = (-y, x) if turn == 90 else (y, -x)
    style = glyph.style._replace(upright=True, turn=0)
    return Glyph(glyph.text, box, min(start, box[0]), box[2], baseline, style)
