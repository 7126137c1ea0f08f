"""Weighed units -> the spans to quote.

The best units are made whole (`qa.quote.expand`). What always holds: no two spans of one reply
overlap or say the same, and a heading, a table's header or page boilerplate never stands in for an
answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.document import BlockKind, Document, Span
from corpus.outline import DocumentOutline, Outlines
from indexer.index import Index
from indexer.terms import base_language
from qa.query.lexicon import ORDINALS
from qa.query.understand import Analysis
from qa.quote.expand import whole
from qa.rank.features import Candidate, match, stem_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to quote of one document. `marks`: the spans that carry the answer, inside `span`."""

    document: int
    block: int
    passage: int
    span: Span
    marks: tuple[Span, ...]
    score: float
    candidate: Candidate


MAX_QUOTES = 3
# A unit whose score is further than this behind the best one's adds nothing: of the answers in the
# sets that the weights were fitted to, none was lost by it, and up to a fifth of the quotes went.
FAR_BEHIND = 6.0
ORDINAL_DEPTH = 12  # best units among which the list is looked for


def select(
    index: Index,
    outlines: Outlines,
    analysis: Analysis,
    candidates: Sequence[Candidate],
    limit: int = MAX_QUOTES,
) -> tuple[Selection, ...]:
    """The best spans, best first, none inside or beside another, none said twice."""
    chosen = _ordinal_item(index, outlines, analysis, candidates)
    seen: set[frozenset[str]] = set()
    scores = {candidate.row: candidate.score for candidate in candidates}
    for candidate in candidates:
        if len(chosen) >= limit or candidate.score < candidates[0].score - FAR_BEHIND:
            break
        if candidate.evidence.boilerplate and chosen:
            continue
        selection = _made_whole(index, outlines, analysis, candidate, scores)
        document = index.documents[selection.document]
        if _is_header_alone(document, outlines[selection.document], selection):
            continue
        said = stem_set(selection.span.of(document.text), base_language(document.metadata.language))
        taken = any(
            other.document == selection.document and other.span.overlaps(selection.span)
            for other in chosen
        )
        if taken or _repeats(said, seen):
            continue
        seen.add(said)
        chosen.append(selection)
    return tuple(chosen)


def _ordinal_item(
    index: Index, outlines: Outlines, analysis: Analysis, candidates: Sequence[Candidate]
) -> list[Selection]:
    """ "The fourth goal": the fourth item of the best list that the question's words introduce."""
    if analysis.ordinal is None:
        return []
    terms = [term for term in analysis.terms if term.word not in ORDINALS]
    for candidate in candidates[:ORDINAL_DEPTH]:
        unit = index.units[candidate.row]
        document = index.documents[unit.document]
        group = outlines[unit.document].groups[unit.block]
        if group is None or group.lead_in is None or group.kind is not BlockKind.ITEM:
            continue
        items = [number for number in group.items if document.blocks[number].level == 1]
        language = base_language(document.metadata.language)
        # What introduces it: its lead-in with the paragraph around it, and the headings above.
        before = document.blocks[group.items[0] - 1].span.of(document.text)
        headings = outlines[unit.document].sections[unit.block]
        introduced = stem_set(" ".join([*headings, before]), language)
        named = not terms or any(match(term, introduced) for term in terms)
        if not named or analysis.ordinal > len(items):
            continue
        block = items[analysis.ordinal - 1 if analysis.ordinal > 0 else -1]
        span = document.blocks[block].span
        return [
            Selection(
                document=unit.document,
                block=block,
                passage=unit.passage,
                span=span,
                marks=(span,),
                score=candidate.score,
                candidate=candidate,
            )
        ]
    return []


def names_item(
    index: Index, outlines: Outlines, analysis: Analysis, candidates: Sequence[Candidate]
) -> bool:
    """Does the question name one item of a list by its number?"""
    return bool(_ordinal_item(index, outlines, analysis, candidates))


def _is_header_alone(document: Document, outline: DocumentOutline, selection: Selection) -> bool:
    """Is it a table's header without a row that it is the header of?"""
    block = document.blocks[selection.block]
    group = outline.groups[selection.block]
    if group is None or not block.header or selection.span != block.span:
        return False
    return any(not document.blocks[row].header for row in group.items)


def _repeats(said: frozenset[str], seen: set[frozenset[str]]) -> bool:
    """Is nearly every word of it in something already chosen?"""
    return any(len(said & other) >= 0.9 * len(said) for other in seen)


def _made_whole(
    index: Index,
    outlines: Outlines,
    analysis: Analysis,
    candidate: Candidate,
    scores: Mapping[int, float],
) -> Selection:
    unit = index.units[candidate.row]
    span, marks = whole(index, outlines, analysis, candidate, scores)
    return Selection(
        document=unit.document,
        block=unit.block,
        passage=unit.passage,
        span=span,
        marks=marks,
        score=candidate.score,
        candidate=candidate,
    )
