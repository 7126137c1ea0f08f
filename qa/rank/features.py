"""The evidence of one unit: why a sentence, an item or a row may be the answer.

What always holds: it can be read (`qa.weights.Evidence` says what each number is), and looking at
a text never changes or cuts it.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from corpus.figures import heads_phones, holds_phone
from corpus.structure import header_of
from corpus.structure.labels import is_value
from indexer.index import IndexedUnit
from indexer.numbers import numbers_in
from indexer.terms import stem_set, words
from qa.passages import Passages
from qa.query.analysis import Analysis
from qa.query.answer_type import CONTACTS, UNTYPED, AnswerType, holds
from qa.rank.match import Wanted
from qa.weights import Evidence

SHORT_CHARS = 30

# A label at the start of an item or paragraph: at most five words, then a dash, colon or stop.
_LABEL = re.compile(r"((?:\S+[ \xa0]){0,4}\S+?)(?:[ \xa0][–—-]|[.:])[ \xa0]")
# A byline says who wrote what it stands over, in no word of the question's.
_BYLINE = re.compile(r"(?:by|from)\s+[A-Z]\S+\s+[A-Z]\S+$", re.IGNORECASE)
_WROTE = " author wrote"
_PHONES = "Phone"
_CELLS = " | "


def evidence_of(
    passages: Passages,
    analysis: Analysis,
    wanted: Wanted,
    unit: IndexedUnit,
    *,
    passage: float,
    nearby: float,
    first: bool,
    ordinal: float,
    reader: float,
) -> Evidence:
    """`wanted`: the question's terms, and those carried over; the numbers as in `Evidence`."""
    text = passages.text(unit)
    language = passages.language(unit.document)
    headings = (*passages.section(unit)[-1:], _label(text))
    introduced = _introduced(passages, unit)
    kind = kind_in(passages, analysis, unit)
    return Evidence(
        overlap=wanted.coverage(stem_set(introduced, language)),
        nearby=nearby,
        heading=max(wanted.likeness(name, language) for name in headings),
        passage=passage,
        kind=kind,
        contact=_contact(analysis, text, kind),
        first=float(first),
        asks=float(text.endswith("?")),
        short=float(len(text) < SHORT_CHARS),
        boilerplate=float(unit.boilerplate),
        ordinal=ordinal,
        reader=reader,
    )


def _contact(analysis: Analysis, text: str, kind: float) -> float:
    """Is the contact there that is asked for, or the number that a holder is asked for?"""
    if analysis.kind is AnswerType.HOLDER:
        return float(gives_number(analysis, text))
    return kind if analysis.kind in CONTACTS else 0.0


def gives_number(analysis: Analysis, text: str) -> bool:
    """Does a text give the number that was given? A short one is a word of it."""
    if analysis.numbers:
        return not analysis.numbers.isdisjoint(numbers_in(text))
    return any(it.word.isdigit() and it.word in words(text) for it in analysis.terms)


def passage_stems(passages: Passages, unit: IndexedUnit) -> frozenset[str]:
    """What the passage of a unit holds, with the title and the headings above the unit."""
    document = passages.document(unit.document)
    body = passages.index.passage(unit.passage).span.of(document.text)
    return stem_set(
        " ".join([document.title, *passages.section(unit), body]), passages.language(unit.document)
    )


def unit_stems(passages: Passages, unit: IndexedUnit) -> frozenset[str]:
    """What a unit holds, with all that says what it is about: the title and headings, what
    introduces it, and the names of the columns above a table's row."""
    above = [passages.document(unit.document).title, *passages.section(unit)]
    return stem_set(
        " ".join([*above, columns_of(passages, unit), _introduced(passages, unit)]),
        passages.language(unit.document),
    )


def _introduced(passages: Passages, unit: IndexedUnit) -> str:
    """A unit's text; a list item's or table row's with what introduces it."""
    text = passages.text(unit)
    if _BYLINE.match(text):
        return text + _WROTE
    group = passages.group(unit)
    if group is None or group.lead_in is None or group.lead_in.overlaps(unit.span):
        return text
    return f"{group.lead_in.of(passages.document(unit.document).text)} {text}"


def columns_of(passages: Passages, unit: IndexedUnit) -> str:
    """The names of the columns above a table's row, which say what its figures are."""
    group, document = passages.group(unit), passages.document(unit.document)
    header = header_of(document, group) if group else None
    return header.of(document.text) if header else ""


def _label(text: str) -> str:
    """What a unit names itself by: "Prevention" of "Prevention – to reduce the threat"."""
    found = _LABEL.match(text)
    return found.group(1) if found else ""


def kind_in(passages: Passages, analysis: Analysis, unit: IndexedUnit) -> float:
    """Does a unit hold the kind of thing asked for? 0 or 1; 0.5 where none is."""
    if analysis.kind in UNTYPED:
        return 0.5
    text = passages.text(unit)
    if analysis.kind is AnswerType.DURATION:  # "30" below "Days needed"
        names = columns_of(passages, unit).split(_CELLS)
        text = "\n".join(map(" ".join, zip_longest(text.split(_CELLS), names, fillvalue="")))
    regions, about = passages.regions(unit.document), ""
    if analysis.kind is AnswerType.PHONE:
        if _among_phones(passages, unit, regions):
            return float(holds_phone(text, regions, _PHONES))
        about = _about_numbers(passages, unit)
    return float(
        holds(
            analysis.kind,
            text,
            analysis.folded,
            language=passages.language(unit.document),
            regions=regions,
            about=about,
        )
    )


def _about_numbers(passages: Passages, unit: IndexedUnit) -> str:
    """What introduces a text, stands over its columns, or heads a list of numbers to ring: it says
    what its numbers are."""
    above = (*passages.section(unit), passages.document(unit.document).title)[-2:]
    heads = filter(heads_phones, above)
    return " ".join([*heads, columns_of(passages, unit), _introduced(passages, unit)])


def _among_phones(passages: Passages, unit: IndexedUnit, regions: tuple[str, ...]) -> bool:
    """Is it a label with its value in a list, and both of those around it give numbers to ring?"""
    group, document = passages.group(unit), passages.document(unit.document)
    if group is None or unit.block not in group.items or not is_value(passages.text(unit)):
        return False
    at = group.items.index(unit.block)
    near = [*group.items[max(0, at - 3) : at], *group.items[at + 1 : at + 4]]
    texts = [document.blocks[number].span.of(document.text) for number in near]
    return sum(holds_phone(it, regions) for it in texts) > 1
