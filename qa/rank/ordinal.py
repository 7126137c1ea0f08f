"""Which item of a list a question names by its number ("the fourth goal").

What always holds: it is evidence for that item's units and nothing more; whether the item is
quoted, the whole of the evidence decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import BlockKind
from corpus.language import language_named
from indexer.rows import UnitRow
from indexer.terms import stem, stem_set, words
from qa.passages import Passages
from qa.query.ordinal import Ordinal
from qa.query.understand import Query
from qa.rank.match import coverage

LISTS_FROM = 12  # best units among which the list is looked for
# How sure it is that a list is meant: its lead-in speaks of such items, or only the headings above
# it do. Either counts as far as the question's other words stand there too.
INTRODUCED, BELOW = 1.0, 0.75
LEAST_SURE = 0.4  # "the third goal of the football club" is no goal of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """The units of one item, and how sure it is that the question means its list (0 to 1)."""

    rows: tuple[UnitRow, ...]
    sure: float


def item_named(passages: Passages, query: Query, rows: Sequence[UnitRow]) -> ListItem | None:
    """The item that the question names, of the list that its words introduce best; None where that
    list has no such item. `rows`: units, best first."""
    ordinal = query.analysis.ordinal
    if ordinal is None:
        return None
    lists = [(_sure(passages, query, ordinal, row), row) for row in rows[:LISTS_FROM]]
    sure, row = max(lists, key=lambda each: each[0], default=(0.0, UnitRow(0)))
    if sure < LEAST_SURE:
        return None
    unit = passages.unit(row)
    group = passages.group(unit)
    blocks = passages.document(unit.document).blocks
    items = [number for number in (group.items if group else ()) if blocks[number].level == 1]
    if ordinal.number > len(items):
        return None
    block = items[ordinal.number - 1 if ordinal.number > 0 else -1]
    return ListItem(rows=_rows_of(passages, row, block), sure=sure)


def _sure(passages: Passages, query: Query, ordinal: Ordinal, row: UnitRow) -> float:
    """Does what stands before a unit's list speak of what the question counts, and of all else
    that it asks about?"""
    unit = passages.unit(row)
    group = passages.group(unit)
    if group is None or group.kind is not BlockKind.ITEM:
        return 0.0
    document, language = passages.document(unit.document), passages.language(unit.document)
    led = document.blocks[group.items[0] - 1].span.of(document.text) if group.lead_in else ""
    headings = " ".join(passages.section(unit))
    if not led and not headings:
        return 0.0
    wanted = {stem(noun, language) for noun in ordinal.nouns}
    if wanted and _is_a_term(ordinal, f"{headings} {led}"):
        return 0.0
    if not wanted or wanted & stem_set(led, language):
        counted = INTRODUCED if led else BELOW
    else:
        counted = BELOW if wanted & stem_set(headings, language) else 0.0
    # "The fourth thing listed under prevention": any list lists.
    said = {ordinal.word, *(stem(word, language) for word in language_named(language).asking)}
    terms = [term for term in query.terms if not {term.word, term.stem} & said]
    around = stem_set(f"{document.title} {headings} {led}", language)
    return counted * (coverage(terms, around) if terms else 1.0)


def _is_a_term(ordinal: Ordinal, text: str) -> bool:
    """Does the text itself say "first aid kit"? Then the word counts nothing."""
    return f" {ordinal.word} {ordinal.nouns[0]} " in f" {' '.join(words(text))} "


def _rows_of(passages: Passages, near: UnitRow, block: int) -> tuple[UnitRow, ...]:
    """The units of a block, of a document of which `near` is a unit."""
    index = passages.index
    rows = index.units_in(index.unit(near).document)
    return tuple(row for row in rows if index.unit(row).block == block)
