"""Does a row of a table, or a text with a contact, name all that was asked of?

Such texts are so short that little else can be meant, and a reader, which has learnt on sentences,
is unsure of them. What always holds: the kind of thing asked for is there, and no word of the
question is left over, but those that say what kind that is.
"""

from __future__ import annotations

from corpus.language import language_named
from corpus.outline import columns_at
from corpus.structure.labels import is_value, ties_value
from indexer.index import IndexedUnit
from indexer.terms import stem_set, words
from qa.passages import Passages
from qa.query.analysis import Analysis, Term
from qa.query.answer_type import CONTACTS, UNTYPED, AnswerType
from qa.query.asked import asks
from qa.query.lexicon import contact_words
from qa.quote.expand import LETTERHEAD
from qa.quote.select import Selection
from qa.rank.features import columns_of, gives_number, kind_in, unit_stems
from qa.rank.match import unmatched
from qa.rank.rank import Ranked

MOST_ROWS = 20  # of a table that is quoted whole


def covered(passages: Passages, ranked: Ranked, shown: Selection) -> bool:
    """Of what is shown: the unit that was chosen, or a row of the table that was."""
    analysis, language = ranked.query.analysis, ranked.query.language
    chosen = passages.unit(shown.candidate.row)
    if analysis.kind is AnswerType.HOLDER:  # whose a number is
        return _is_whose(passages, analysis, chosen, language)
    if analysis.kind is AnswerType.OPEN:
        return any(_crosses(passages, analysis, it) for it in _rows(passages, shown, chosen))
    if analysis.kind in UNTYPED:
        return False
    about = _about(analysis, language)
    if not about:
        return _the_only_one(passages, ranked)
    beside = _beside(passages, shown, chosen) if analysis.kind in CONTACTS else frozenset()
    rows = _rows(passages, shown, chosen)
    return any(_covers(passages, analysis, about, it, beside) for it in rows)


def _is_whose(passages: Passages, analysis: Analysis, unit: IndexedUnit, language: str) -> bool:
    """Does a unit give the number that was given? A short one counts beside its label only."""
    text = passages.text(unit)
    if not gives_number(analysis, text) or not (analysis.numbers or is_value(text)):
        return False
    asked = contact_words(language_named(language))
    about = [it for it in analysis.terms if it.word not in asked]
    return not unmatched(about, unit_stems(passages, unit))


def _about(analysis: Analysis, language: str) -> list[Term]:
    """The words that say of what something is asked for."""
    text, kind = analysis.text, analysis.kind
    return [it for it in analysis.terms if not asks(it.word, text, kind, language)]


def _the_only_one(passages: Passages, ranked: Ranked) -> bool:
    """ "What is the phone number?" is a whole question where there is one."""
    held = [it.row for it in ranked.candidates if it.evidence.contact]
    return len({passages.text(passages.unit(row)) for row in held}) == 1


def _rows(passages: Passages, shown: Selection, chosen: IndexedUnit) -> list[IndexedUnit]:
    index = passages.index
    rows = (index.unit(row) for row in index.units_of(chosen.passage)[: MOST_ROWS + 1])
    others = (it for it in rows if it.span != chosen.span and shown.span.overlaps(it.span))
    return [chosen, *others]


def _covers(
    passages: Passages,
    analysis: Analysis,
    about: list[Term],
    unit: IndexedUnit,
    beside: frozenset[str],
) -> bool:
    if analysis.kind not in CONTACTS and not (
        _is_row(passages, unit) and _new(passages, analysis, unit)
    ):
        return False
    held = kind_in(passages, analysis, unit)
    return bool(held) and not unmatched(about, unit_stems(passages, unit) | beside)


def _crosses(passages: Passages, analysis: Analysis, unit: IndexedUnit) -> bool:
    """Are one of the columns and a row of it named, and nothing else? ("Which code has waste?")"""
    language = passages.language(unit.document)
    columns = stem_set(columns_of(passages, unit), language)
    row = stem_set(passages.text(unit), language)
    lacked = unmatched(analysis.terms, unit_stems(passages, unit))
    if not columns or lacked or not _new(passages, analysis, unit):
        return False
    column = [it for it in unmatched(analysis.terms, row) if not unmatched([it], columns)]
    return bool(column) and any(not unmatched([it], row - columns) for it in analysis.terms)


def _beside(passages: Passages, shown: Selection, chosen: IndexedUnit) -> frozenset[str]:
    """What else stands in a short text that is quoted whole; nothing in a list or a table, whose
    items are of different people."""
    if len(shown.span) > LETTERHEAD or passages.group(chosen) is not None:
        return frozenset()
    document = passages.document(shown.document)
    return stem_set(shown.span.of(document.text), passages.language(shown.document))


def _new(passages: Passages, analysis: Analysis, unit: IndexedUnit) -> bool:
    """Does it say more than figures that the question gave? ("Which breeds cost 390?")"""
    figures = {it for it in words(passages.text(unit)) if it[0].isdigit()}
    return not figures or not figures <= analysis.folded


def _is_row(passages: Passages, unit: IndexedUnit) -> bool:
    """Below the names of the columns; or a label with its value."""
    document, outline = passages.document(unit.document), passages.outline(unit.document)
    if columns_at(document, outline, unit.span.start):
        return True
    return ties_value(unit.span.of(document.text))
