"""A sheet of a workbook as text: its name as a heading, its tables as rows with bars between cells.

What always holds: every format of spreadsheets is written the same way; each row and line has the
range of its cells as its place ("Fees!A2:C2").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from corpus.document import BlockKind
from corpus.formats.canonical import CanonicalText
from corpus.formats.office.sheet import SeenSheet
from corpus.formats.office.sheet_tables import SheetTable, sheet_tables
from corpus.formats.parsed import Parsed
from corpus.metadata import Fact

_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_LETTERS = 26


def workbook(
    out: CanonicalText, title: str | None, facts: Mapping[str, Fact], *, where: str
) -> Parsed:
    """What its sheets were written to, with what it says of itself."""
    return Parsed(
        text=out.text,
        blocks=out.blocks,
        # Not its first heading, as with other documents: that names one sheet.
        title=title or PurePath(where).stem or None,
        facts=facts,
        places=out.places,
    )


def add_sheet(out: CanonicalText, seen: SeenSheet, title: str, groups: int) -> int:
    """`groups`: how many tables there are already. Gives how many there are with this sheet's."""
    if not seen.rows:
        return groups
    name = title if _PLAIN_NAME.fullmatch(title) else f"'{title}'"
    out.add(BlockKind.HEADING, " ".join(title.split()), level=2, path=name)
    for table in sheet_tables(seen.rows):
        groups += 1
        _add_table(out, seen, table, name, groups)
    return groups


def _add_table(
    out: CanonicalText, seen: SeenSheet, table: SheetTable, name: str, group: int
) -> None:
    for line in table.lines:
        text = next(slot.text for slot in line.slots.values() if slot.text)
        path = _range(seen, name, (line.number, line.number), (min(line.slots),) * 2)
        out.add(BlockKind.PARAGRAPH, text, path=path)
    for row in table.written():
        first, last = table.rows[row.first], table.rows[row.last]
        own = [*first.slots, *last.slots]
        path = _range(seen, name, (first.number, last.number), (min(own), max(own)))
        cells = list(row.cells)
        while not cells[-1]:
            cells.pop()
        out.add(BlockKind.ROW, " | ".join(cells), group=group, header=row.header, path=path)


def _range(seen: SeenSheet, name: str, rows: tuple[int, int], columns: tuple[int, int]) -> str:
    first, last = (
        f"{_letters(seen.columns[column])}{row}" for column, row in zip(columns, rows, strict=True)
    )
    return f"{name}!{first}" if first == last else f"{name}!{first}:{last}"


def _letters(column: int) -> str:
    """A column's name by its number: 1 is A, 27 is AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        found = chr(ord("A") + rest) + found
    return found
