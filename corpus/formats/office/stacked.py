"""Tables right below each other on a sheet: where a row names the columns of another table.

What always holds: such a row is unlike those above and below it, by its type, its texts or its
places; a row whose cell says "free" amid figures is a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.formats.header import Kind, are_labels, is_number, is_year, kind_of
from corpus.formats.office.grid import sample_of
from corpus.formats.office.sheet import SheetRow
from corpus.formats.table import SAMPLE_ROWS
from corpus.language.value import word_set

_LEAST_ROWS = 2  # of figures, above names that only their texts tell, and below them
_NAME_WORDS = 4
_WORD = re.compile(r"\w+")
# What stands in place of a figure, and is no name.
_VALUES = word_set(
    "free none nil na tbd tba yes no closed open included varies variable unknown pending"
    " request application inquiry enquiry see minimum about from gratis frei kostenlos"
    " kostenfrei anfrage inbegriffen inklusive geschlossen keine keiner ja nein entfallt ab"
    " gratuit gratuite demande devis compris incluse ferme ferie oui non neant aucun aucune"
    " libre gratuito gratuita consultar peticion solicitud incluido incluida cerrado si"
    " ninguno ninguna incluso inclusa richiesta compreso compresa chiuso nessuno nessuna"
    " consulta pedido fechado sim nao nenhum nenhuma"
)


def begins_table(run: Sequence[SheetRow], start: int, at: int) -> bool:
    """Does row `at` name the columns of another table than the one from `start` on?"""
    if not start + 1 < at < len(run) - 1:
        return False
    first, before, names, below = run[start], run[at - 1], run[at], run[at + 1]
    texts = [slot.text for slot in names.slots.values()]
    if len(texts) < 2 or len({*texts}) < len(texts) or len(before.slots) < 2:
        return False
    if set(names.slots) != set(before.slots):
        counted = figures(before) and figures(below) and not figures(names)
        return bool(counted and set(names.slots) == set(below.slots))
    if is_bold(names) and is_bold(first) and not figures(names):
        return not is_bold(before) and not is_bold(below)
    return _says_again(first, names) or _is_above_figures(run, start, at)


def goes_on(above: Sequence[SheetRow], rows: Sequence[SheetRow], *, header: bool) -> bool:
    """Do rows past an empty one go on with the table above? `header`: their first row seems to
    name their columns. It does not where names are bold in that table, and it has neither bold
    type nor figures below it."""
    if header:
        plain = is_bold(above[0]) and not is_bold(rows[0]) and not _heads_figures(rows)
        return plain and set(rows[0].slots) <= set(above[0].slots)
    if not are_labels(*sample_of([[*row.slots.values()] for row in rows[:SAMPLE_ROWS]])):
        return True
    return _kinds(rows[:SAMPLE_ROWS]) <= _kinds(above[1:SAMPLE_ROWS])


def figures(row: SheetRow) -> set[int]:
    """The columns with a number, but for years."""
    return {at for at, slot in row.slots.items() if _is_figure(slot.text)}


def is_bold(row: SheetRow) -> bool:
    return all(slot.bold for slot in row.slots.values())


def _is_figure(text: str) -> bool:
    return is_number(text) and not is_year(text)


def _heads_figures(rows: Sequence[SheetRow]) -> bool:
    """Are there names in the first row over columns of numbers?"""
    names, below = rows[0].slots, rows[1:SAMPLE_ROWS]
    return any(
        not is_number(slot.text)
        and all(is_number(row.slots[at].text) for row in below if at in row.slots)
        and any(at in row.slots for row in below)
        for at, slot in names.items()
    )


def _kinds(rows: Sequence[SheetRow]) -> set[Kind | None]:
    """Of what kinds the values are that stand behind the first cells."""
    return {kind_of(slot.text) for row in rows for slot in [*row.slots.values()][1:]}


def _says_again(first: SheetRow, names: SheetRow) -> bool:
    """Has it the names of the first row over the same columns, but for what names the rows?"""
    others = sorted(names.slots)[1:]
    return all(
        at in first.slots and first.slots[at].text == names.slots[at].text for at in others
    ) and not figures(names)


def _is_above_figures(run: Sequence[SheetRow], start: int, at: int) -> bool:
    """Has it names where all rows above it in the table, and those right below it, have figures?"""
    first, names = run[start].slots, run[at].slots
    above = run[max(start + 1, at - SAMPLE_ROWS) : at]
    below = run[at + 1 : at + 1 + _LEAST_ROWS]
    counted = figures(run[at - 1]) & figures(run[at + 1])
    if not counted or min(len(above), len(below)) < _LEAST_ROWS:
        return False
    if figures(run[start]) or figures(run[at]):
        return False
    counted = counted.intersection(*map(figures, above), *map(figures, below))
    return bool(counted) and all(
        column in first and _is_name(names[column].text, first[column].text)
        for column in counted & set(names)
    )


def _is_name(text: str, other: str) -> bool:
    """Is it written like the `other` name, and no word for a value?"""
    words = _WORD.findall(text)
    return (
        0 < len(words) <= _NAME_WORDS
        and text[0].isupper() == other[0].isupper()
        and not any(map(str.isdigit, text))
        and word_set(" ".join(words)).isdisjoint(_VALUES)
    )
