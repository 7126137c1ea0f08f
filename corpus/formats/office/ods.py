"""OpenDocument spreadsheets (ODS): each sheet under its name, each row with bars between its cells.

What always holds: a cell is the text that the program saved as what it shows; hidden sheets, rows
and columns, also those that a filter hides, are left out; what is repeated is bounded by what may
be read of a workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from lxml import etree

from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.canonical import CanonicalText
from corpus.formats.office.facts import OPEN_DOCUMENT, office_facts
from corpus.formats.office.grid import Slot
from corpus.formats.office.odt_text import ParagraphText, document_roots
from corpus.formats.office.sheet import MAX_COLUMN, MAX_ROW, Budget, SeenSheet, seen_sheet
from corpus.formats.office.sheet_text import add_sheet, workbook
from corpus.formats.office.xml_tree import attribute, child, children, local, within
from corpus.formats.parsed import Parsed

_COUNT = re.compile(r"[0-9]{1,7}")
_HIDDEN = frozenset({"collapse", "filter"})
_DRAWN = frozenset({"shapes", "table-cell", "covered-table-cell"})
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_STYLES_DEEP = 10
# What a cell holds that was saved without the text it shows.
_VALUES = ("string-value", "date-value", "time-value", "boolean-value", "value")


def read_ods(data: bytes, *, where: str) -> Parsed:
    """A workbook. Raises `CorpusError` if it is damaged, locked, or over a limit."""
    archive = Archive(data, where=where)
    roots = document_roots(archive, where=where)
    body = child(child(roots[0], "body"), "spreadsheet")
    if body is None:
        raise CorpusError("holds no spreadsheet", where=where, mend="save it as XLSX")
    title, facts = office_facts(archive, OPEN_DOCUMENT, where=where)
    out, budget = CanonicalText(), Budget(where=where)
    text, unseen, groups = ParagraphText(roots), set(_unseen_styles(roots[0])), 0
    bold = _bold_styles(roots)
    for number, table in enumerate(children(body, "table"), start=1):
        if attribute(table, "style-name") not in unseen:
            name = attribute(table, "name") or f"Sheet{number}"
            groups = add_sheet(out, _Sheet(table, text, budget, bold).seen(), name, groups)
    return workbook(out, title, facts, where=where)


def _unseen_styles(content: etree._Element) -> Iterator[str | None]:
    """The styles of sheets that aren't shown."""
    for style in content.iter("{*}style"):
        if attribute(child(style, "table-properties"), "display") == "false":
            yield attribute(style, "name")


def _bold_styles(roots: Iterable[etree._Element]) -> frozenset[str | None]:
    """The styles of cells whose text is bold, also those that are made of such a style."""
    above: dict[str | None, str | None] = {}
    weights: dict[str | None, str | None] = {}
    for style in (it for root in roots for it in root.iter("{*}style")):
        if attribute(style, "family") != "table-cell":
            continue
        name = attribute(style, "name")
        above[name] = attribute(style, "parent-style-name")
        weights[name] = attribute(child(style, "text-properties"), "font-weight")
    bold = {name for name, weight in weights.items() if weight in _BOLD}
    for _ in range(_STYLES_DEEP):
        bold |= {name for name, over in above.items() if over in bold and weights[name] is None}
    return frozenset(bold)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merged:
    """A range of merged cells, in the sheet's own numbers."""

    min_row: int
    max_row: int
    min_col: int
    max_col: int


@dataclass(slots=True)
class _Sheet:
    """Reads one sheet; rows and columns count from 1."""

    table: etree._Element
    text: ParagraphText
    budget: Budget
    bold: Set[str | None] = frozenset()
    rows: dict[int, dict[int, Slot]] = field(default_factory=dict)
    merged: list[_Merged] = field(default_factory=list)

    def seen(self) -> SeenSheet:
        hidden: dict[str, Mapping[str, str]] = {}
        for number, repeated, row in _repeated(self.table, "table-row", "rows", MAX_ROW):
            if attribute(row, "visibility") in _HIDDEN:
                self.budget.take(repeated)
                hidden |= {str(n): {"hidden": "1"} for n in range(number, number + repeated)}
            self._row(row, number, repeated)
        return seen_sheet(
            self.rows,
            merged=self.merged,
            row_facts=hidden,
            column_facts=[
                {"min": str(first), "max": str(first + repeated - 1), "hidden": "1"}
                for first, repeated, column in _repeated(
                    self.table, "table-column", "columns", MAX_COLUMN
                )
                if attribute(column, "visibility") in _HIDDEN
            ],
            budget=self.budget,
        )

    def _row(self, row: etree._Element, number: int, repeated: int) -> None:
        found: dict[int, tuple[str, bool]] = {}
        column = 1
        for cell in row:
            name = local(cell)
            if name not in {"table-cell", "covered-table-cell"} or column > MAX_COLUMN:
                continue
            room = MAX_COLUMN - column + 1
            across = min(_count(cell, "number-columns-repeated"), room)
            # What another cell covers isn't shown, whatever it holds.
            shown = self._shown(cell) if name == "table-cell" else ""
            self.budget.take(across if shown else 1)
            if shown:
                bold = attribute(cell, "style-name") in self.bold
                found |= dict.fromkeys(range(column, column + across), (shown, bold))
                self._merge(cell, number, column)
            column += across
        self.budget.take((repeated if found else 1) * (len(found) + 1))
        for at in range(number, number + repeated if found else number + 1):
            self.rows[at] = {
                n: Slot(text=text, row=at, column=n, bold=bold) for n, (text, bold) in found.items()
            }

    def _merge(self, cell: etree._Element, row: int, column: int) -> None:
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            last = {"max_row": row + down - 1, "max_col": column + across - 1}
            self.merged.append(_Merged(min_row=row, min_col=column, **last))

    def _shown(self, cell: etree._Element) -> str:
        """The text of a cell on one line; its value, where a program saved no text with it."""
        paragraphs = [*children(cell, "p")]
        if paragraphs:
            return " ".join(" ".join(self.text.of(it) for it in paragraphs).split())
        if attribute(cell, "value-type") is None:
            return ""
        return next((it for name in _VALUES if (it := attribute(cell, name))), "")


def _repeated(
    table: etree._Element, name: str, counted: str, most: int
) -> Iterator[tuple[int, int, etree._Element]]:
    """The rows or columns of a sheet, also those in groups: the number of the first that each
    stands for, and how many these are."""
    number = 1
    for element in within(table, name, but=_DRAWN):
        if number > most:
            return
        repeated = min(_count(element, f"number-{counted}-repeated"), most - number + 1)
        yield number, repeated, element
        number += repeated


def _count(element: etree._Element, name: str) -> int:
    stated = attribute(element, name) or ""
    return max(int(stated), 1) if _COUNT.fullmatch(stated) else 1
