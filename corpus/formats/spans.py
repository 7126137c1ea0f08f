"""Tables whose cells span rows and columns: each cell counts for all that it spans.

What always holds: the rows come out in order, one for each that went in; a cell that spans all of
a row stands in it once, for it heads the rows below and isn't a value of each column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import BlockKind
from corpus.formats.canonical import CanonicalText
from corpus.formats.table import has_header

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


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The texts of each row, column by column."""
    found: list[list[str]] = []
    over: list[str] = []  # the row above, column by column
    for row in rows:
        texts: list[str] = []
        for cell in row:
            if len(texts) >= MAX_COLUMNS:
                break
            for _ in range(min(max(cell.columns, 1), MAX_COLUMNS)):
                at = len(texts)
                texts.append(over[at] if cell.above and at < len(over) else cell.text)
        over = texts
        found.append(texts[:1] if len(row) == 1 else list(texts))
    return found


def add_table(
    out: CanonicalText,
    rows: Sequence[Sequence[Cell]],
    *,
    headers: Sequence[bool],
    group: int,
    path: str,
) -> None:
    """Writes a table; `headers`: for each row whether the document says that it names columns."""
    texts = [[" ".join(text.split()) for text in row] for row in spread(rows)]
    header = has_header(texts)
    for number, row in enumerate(texts):
        if any(row):
            out.add(
                BlockKind.ROW,
                " | ".join(row),
                group=group,
                header=headers[number] or (header and number == 0),
                path=f"{path} row {number + 1}",
            )
