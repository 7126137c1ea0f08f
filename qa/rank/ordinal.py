"""Which item of a list a question names by its number ("the fourth goal").

What always holds: it is evidence for that item's units and nothing more; whether the item is
quoted, the whole of the evidence decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import BlockKind
from corpus.structure import ListGroup
from indexer.index import IndexedUnit
from indexer.rows import UnitRow
from indexer.terms import stem, words
from qa.passages import Passages
from qa.query.ordinal import Ordinal
from qa.query.understand import Query
from qa.rank.match import match, stem_set

LISTS_FROM = 12  # best units among which the list is looked for
# How sure it is that a list is meant: what introduces it speaks of such items, or only the
# headings above it do.
INTRODUCED, BELOW = 1.0, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """The units of one item, and how sure it is that the question means its list (0 to 1)."""

    rows: tuple[UnitRow, ...]
    sure: float


def item_named(passages: Passages, query: Query, rows: Sequence[UnitRow]) -> ListItem | None:
    """The item that the question names, of the best list that its words introduce; `rows`: units,
    best first."""
    ordinal = query.analysis.ordinal
    if ordinal is None:
        return None
    for row in rows[:LISTS_FROM]:
        unit = passages.unit(row)
        group = passages.group(unit)
        if group is None or group.lead_in is None or group.kind is not BlockKind.ITEM:
            continue
        blocks = passages.document(unit.document).blocks
        items = [number for number in group.items if blocks[number].level == 1]
        sure = _sure(passages, query, ordinal, unit, group)
        if not sure or ordinal.number > len(items):
            continue
        block = items[ordinal.number - 1 if ordinal.number > 0 else -1]
        return ListItem(rows=_rows_of(passages, row, block), sure=sure)
    return None


def _sure(
    passages: Passages, query: Query, ordinal: Ordinal, unit: IndexedUnit, group: ListGroup
) -> float:
    """Does what stands before a list speak of what the question counts?"""
    document = passages.document(unit.document)
    language = passages.language(unit.document)
    before = document.blocks[group.items[0] - 1].span.of(document.text)
    headings = " ".join(passages.section(unit))
    if ordinal.nouns:
        wanted = {stem(noun, language) for noun in ordinal.nouns}
        if _is_a_term(ordinal, f"{headings} {before}"):
            return 0.0
        if wanted & stem_set(before, language):
            return INTRODUCED
        return BELOW if wanted & stem_set(headings, language) else 0.0
    # "And the third one?": any word of what was asked about may introduce it.
    terms = [term for term in query.terms if term.word != ordinal.word]
    introduced = stem_set(f"{headings} {before}", language)
    return INTRODUCED if not terms or any(match(term, introduced) for term in terms) else 0.0


def _is_a_term(ordinal: Ordinal, text: str) -> bool:
    """Does the text itself say "first aid kit"? Then the word counts nothing."""
    return f" {ordinal.word} {ordinal.nouns[0]} " in f" {' '.join(words(text))} "


def _rows_of(passages: Passages, near: UnitRow, block: int) -> tuple[UnitRow, ...]:
    """The units of a block, of a document of which `near` is a unit."""
    units = passages.index.units
    document = units[near].document
    first = near
    while first > 0 and units[first - 1].document == document and units[first - 1].block >= block:
        first = UnitRow(first - 1)
    last = first
    found = []
    while last < len(units) and units[last].document == document and units[last].block <= block:
        if units[last].block == block:
            found.append(last)
        last = UnitRow(last + 1)
    return tuple(found)
