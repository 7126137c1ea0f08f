"""The rows of the table that is being walked, which can be written when all of them are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import html

from corpus.formats.html.frames import RowFrame
from corpus.formats.html.grid import Row, Written, tables_of, written_rows
from corpus.formats.html.parts import Beginning


@dataclass(slots=True)
class Rows:
    """`group`: number of the table; -1 before the first one."""

    group: int = -1
    _rows: list[tuple[Row, Beginning]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, element: html.HtmlElement, row: RowFrame) -> None:
        block = Beginning(element=element, line=row.line, anchor=row.anchor)
        part = element.getparent()
        self._rows.append(
            (
                Row(
                    cells=tuple(row.cells),
                    header=row.header,
                    section=id(part),
                    foot=part is not None and part.tag == "tfoot",
                ),
                block,
            )
        )

    def settle(self, new_group: Callable[[], int]) -> Iterator[tuple[Written, Beginning, int]]:
        """Gives away all rows: each as it is written, where it began, and its table's number."""
        rows, self._rows = self._rows, []
        first = self.group
        for table in tables_of([row for row, _ in rows]):
            groups = [first]
            for written in written_rows([rows[at][0] for at in table]):
                while written.table >= len(groups):
                    groups.append(new_group())
                begin = rows[table[written.row]][1]
                begin.linked = written.linked
                yield written, begin, groups[written.table]
            first = new_group()
