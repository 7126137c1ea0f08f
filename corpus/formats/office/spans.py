"""Tables of formats whose rows name their cells in turn, with what each spans (slides, rich text).

What always holds: each row has every cell that covers a place of it; how the rows are written is
told by `corpus.formats.office.grid`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import BlockKind
from corpus.formats.canonical import CanonicalText
from corpus.formats.office.grid import Slot, is_banner, table_rows

MAX_COLUMNS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a row.

    columns  how many it spans
    above    whether it is the lower part of the cell above it
    """

    text: str
    columns: int = 1
    above: bool = False


def add_table(
    out: CanonicalText,
    rows: Sequence[Sequence[Cell]],
    *,
    stated: int,
    group: int,
    path: str,
) -> None:
    """Writes a table; `stated`: how many rows the document itself says to name the columns."""
    lines = _grid(rows)
    if not lines or not lines[0]:
        return
    above = next((n for n, line in enumerate(lines) if not is_banner(line)), 0)
    for number in range(above):  # a title over all columns
        title = lines[number][0]
        out.add(BlockKind.PARAGRAPH, title.text if title else "", path=f"{path} row {number + 1}")
    for row in table_rows(lines[above:], stated=max(stated - above, 0)):
        out.add(
            BlockKind.ROW,
            " | ".join(row.cells),
            group=group,
            header=row.header,
            path=f"{path} row {above + row.first + 1}",
        )


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[Slot | None]]:
    """Each place of a table with the cell that covers it."""
    lines: list[list[Slot | None]] = []
    for number, row in enumerate(rows):
        over = lines[-1] if lines else []
        line: list[Slot | None] = []
        for cell in row:
            at = len(line)
            above = over[at] if cell.above and at < len(over) else None
            text = " ".join(cell.text.split())
            slot = above or Slot(text=text, row=number, column=at)
            line += [slot] * min(max(cell.columns, 1), MAX_COLUMNS - at)
        lines.append(line)
    width = max(map(len, lines), default=0)
    return [[*line, *[None] * (width - len(line))] for line in lines]
