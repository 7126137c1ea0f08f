"""Passages -> the spans to quote.

Each sentence, list item and table row of the best passages is scored on evidence that can be read
(`Evidence`), by a linear model whose weights are data (`weights.json`). The best ones are then made
whole: a list with its lead-in, a sentence with the one that it leans on. Nothing is cut inside a
sentence, and a heading or page furniture never stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from corpus.document import BlockKind, Document, Span
from corpus.structure import ListGroup
from indexer.embed import Vectors
from indexer.index import Index, IndexedUnit
from indexer.terms import base_language, stem, words
from qa.analyse import Analysis, Term
from qa.answer_type import AnswerType, holds
from qa.lexicon import LEANING, ORDINALS
from qa.outline import Outlines
from qa.retrieve import Hit

PASSAGES_READ = 12
SOFT_MATCH = 0.6  # what a word of the same family counts ("investigators" for "investigation")
SHORT_CHARS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a unit may answer; every value is about 0 to 1.

    cosine    of the question and the unit
    overlap   share of the question's word weight that stands in the unit
    nearby    the same for the unit with its passage and headings
    heading   likeness of the question's words and the heading's above the unit
    passage   1 less what the passage's fused score is behind the best one's
    kind      something of the asked kind is there: 1, isn't: 0; 0.5 where no kind was asked for
    first     it is the first unit below its heading
    asks      it is a question itself
    short     it is only a few words
    furniture it is page furniture
    """

    cosine: float
    overlap: float
    nearby: float
    heading: float
    passage: float
    kind: float
    first: float
    asks: float
    short: float
    furniture: float


EVIDENCE = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit's row with its evidence and score."""

    row: int
    hit: Hit
    evidence: Evidence
    score: float


def score_units(
    index: Index,
    outlines: Outlines,
    analysis: Analysis,
    carried: Sequence[Term],
    query: Vectors,
    context: Vectors | None,
    hits: Sequence[Hit],
    weights: Mapping[str, float],
) -> tuple[Candidate, ...]:
    """Every unit of the best passages, best first."""
    read = hits[:PASSAGES_READ]
    rows = [row for hit in read for row in index.unit_rows[hit.passage]]
    if not rows:
        return ()
    by_passage = {hit.passage: hit for hit in read}
    top = read[0].score
    vectors = index.unit_vectors.vectors(rows)
    cosines = vectors @ query
    if context is not None and carried:
        # A question that leans on another is as near as its better reading.
        cosines = (cosines + vectors @ context) / 2
    terms = [*analysis.terms, *carried]
    candidates = []
    stems_of: dict[int, frozenset[str]] = {}
    previous_section: tuple[int, tuple[str, ...]] | None = None
    for row, cosine in zip(rows, cosines.tolist(), strict=True):
        unit = index.units[row]
        document = index.documents[unit.document]
        language = base_language(document.metadata.language)
        section = outlines[unit.document].sections[unit.block]
        text = unit.span.of(document.text)
        if unit.passage not in stems_of:
            stems_of[unit.passage] = passage_stems(index, outlines, unit)
        here = (unit.document, section)
        evidence = Evidence(
            cosine=cosine,
            overlap=coverage(terms, stem_set(_introduced(index, outlines, row), language)),
            nearby=coverage(terms, stems_of[unit.passage]),
            heading=likeness(terms, section[-1], language) if section else 0.0,
            passage=max(0.0, 1.0 + by_passage[unit.passage].score - top),
            kind=_kind(analysis, text),
            first=float(here != previous_section),
            asks=float(text.endswith("?")),
            short=float(len(text) < SHORT_CHARS),
            furniture=float(unit.furniture),
        )
        previous_section = here
        score = sum(weights.get(name, 0.0) * getattr(evidence, name) for name in EVIDENCE)
        candidates.append(
            Candidate(row=row, hit=by_passage[unit.passage], evidence=evidence, score=score)
        )
    return tuple(sorted(candidates, key=lambda c: (-c.score, c.row)))


def passage_stems(index: Index, outlines: Outlines, unit: IndexedUnit) -> frozenset[str]:
    """What the passage of a unit holds, with the title and the headings above the unit."""
    document = index.documents[unit.document]
    section = outlines[unit.document].sections[unit.block]
    body = index.passages[unit.passage].span.of(document.text)
    return stem_set(
        " ".join([document.title, *section, body]), base_language(document.metadata.language)
    )


def _introduced(index: Index, outlines: Outlines, row: int) -> str:
    """A unit's text; a list item's or table row's with what introduces it."""
    unit = index.units[row]
    document = index.documents[unit.document]
    text = unit.span.of(document.text)
    group = outlines[unit.document].groups[unit.block]
    if group is None or group.lead_in is None or group.lead_in.overlaps(unit.span):
        return text
    return f"{group.lead_in.of(document.text)} {text}"


def _kind(analysis: Analysis, text: str) -> float:
    if analysis.kind in (AnswerType.OPEN, AnswerType.LIST, AnswerType.STEPS):
        return 0.5
    return float(holds(analysis.kind, text, analysis.folded))


def stem_set(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words(text))


def coverage(terms: Sequence[Term], found: frozenset[str]) -> float:
    """Share of the terms' weight that is matched, 0 to 1; 0 where there are no terms."""
    total = sum(term.idf for term in terms)
    if not total:
        return 0.0
    return sum(term.idf * match(term, found) for term in terms) / total


def match(term: Term, found: frozenset[str]) -> float:
    """1 where the term or one that stands for it is there, SOFT_MATCH for one of its family."""
    if term.stem in found or any(all(s in found for s in other) for other in term.also):
        return 1.0
    if len(term.stem) >= 6:
        root = term.stem[: max(5, len(term.stem) - 3)]
        if any(word.startswith(root) and len(word) - len(root) <= 5 for word in found):
            return SOFT_MATCH
    return 0.0


def unmatched(terms: Sequence[Term], found: frozenset[str]) -> tuple[Term, ...]:
    """The terms that nothing in a text stands for."""
    return tuple(term for term in terms if not match(term, found))


def likeness(terms: Sequence[Term], heading: str, language: str) -> float:
    """How much a heading and the question are about the same words (an F1 of their weights)."""
    found = stem_set(heading, language)
    topical = {stem(word, language) for word in words(heading)} - {""}
    if not topical or not terms:
        return 0.0
    recall = coverage(terms, found)
    own = {term.stem for term in terms} | {s for t in terms for o in t.also for s in o}
    long = [word for word in topical if len(word) > 3] or list(topical)
    precision = sum(word in own for word in long) / len(long)
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


# What a document's best unit adds to its best passage's fused score when documents are ranked.
UNIT_SHARE = 0.03


def rank_documents(
    index: Index, hits: Sequence[Hit], candidates: Sequence[Candidate], limit: int = 10
) -> tuple[str, ...]:
    """Document ids by their best passage and their best unit, best first, each once."""
    if not candidates:
        return ()
    passages: dict[int, float] = {}
    for hit in hits:
        passages.setdefault(index.passage_documents[hit.passage], hit.score)
    best: dict[int, float] = {}
    for candidate in candidates:
        best.setdefault(index.units[candidate.row].document, candidate.score)
    least = min(best.values())
    ranked = sorted(passages, key=lambda row: -passages[row] - UNIT_SHARE * best.get(row, least))
    return tuple(index.documents[row].id for row in ranked[:limit])


# --- from units to quotes ---------------------------------------------------------------------


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
WHOLE_LIST_CHARS = 1_500
WHOLE_PARAGRAPH_CHARS = 420
PAIR_CHARS = 400
NEAR_TIE = 1.5
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
        if len(chosen) >= limit:
            break
        if candidate.evidence.furniture and chosen:
            continue
        selection = _whole(index, outlines, analysis, candidate, scores)
        document = index.documents[selection.document]
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


def _repeats(said: frozenset[str], seen: set[frozenset[str]]) -> bool:
    """Is nearly every word of it in something already chosen?"""
    return any(len(said & other) >= 0.9 * len(said) for other in seen)


def _whole(
    index: Index,
    outlines: Outlines,
    analysis: Analysis,
    candidate: Candidate,
    scores: Mapping[int, float],
) -> Selection:
    unit = index.units[candidate.row]
    document = index.documents[unit.document]
    outline = outlines[unit.document]
    group = outline.groups[unit.block]
    span = unit.span
    marks: tuple[Span, ...] = (unit.span,)
    if group is not None and _wants_group(analysis, candidate, group, unit.span):
        span = group.span
        blocks = [document.blocks[i] for i in group.items]
        marks = tuple(block.span for block in blocks if not block.header)
    elif document.blocks[unit.block].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        span = _with_neighbours(index, candidate, scores, document)
        if span.of(document.text).endswith(":"):
            span = _with_next_block(document, unit.block, span)
    elif group is not None and group.kind is BlockKind.ROW:
        span = _row_with_header(document, group, unit.block)
    return Selection(
        document=unit.document,
        block=unit.block,
        passage=unit.passage,
        span=span,
        marks=marks,
        score=candidate.score,
        candidate=candidate,
    )


def _wants_group(analysis: Analysis, candidate: Candidate, group: ListGroup, unit: Span) -> bool:
    """Is the whole list or table the answer, rather than the one item?"""
    if len(group.span) > WHOLE_LIST_CHARS:
        return False
    if group.lead_in is not None and group.lead_in.overlaps(unit):
        return True
    if group.kind is BlockKind.ROW:
        return len(group.span) <= PAIR_CHARS
    if analysis.kind in (AnswerType.LIST, AnswerType.STEPS):
        return True
    return len(group.span) <= 2 * WHOLE_PARAGRAPH_CHARS and candidate.evidence.overlap < 0.75


def _with_next_block(document: Document, block: int, span: Span) -> Span:
    """What announces something, with the paragraph that it announces."""
    after = document.blocks[block + 1] if block + 1 < len(document.blocks) else None
    if (
        after is None
        or after.kind is BlockKind.HEADING
        or after.span.end - span.start > 2 * PAIR_CHARS
    ):
        return span
    return Span(start=span.start, end=after.span.end)


def _row_with_header(document: Document, group: ListGroup, block: int) -> Span:
    """A row with its header where little stands between them; else the row."""
    row = document.blocks[block].span
    first = document.blocks[group.items[0]]
    if first.header and row.end - first.span.start <= PAIR_CHARS:
        return Span(start=first.span.start, end=row.end)
    return row


def _with_neighbours(
    index: Index, candidate: Candidate, scores: Mapping[int, float], document: Document
) -> Span:
    """A sentence with what it needs: what it leans on before it, what it asks or announces after
    it, and a neighbour that is as good as itself."""
    unit = index.units[candidate.row]
    text = unit.span.of(document.text)
    block = document.blocks[unit.block].span
    if len(block) <= WHOLE_PARAGRAPH_CHARS and not _runs_on(index, candidate.row, document):
        return block
    before = _unit_at(index, candidate.row - 1, unit.document, unit.block)
    after = _unit_at(index, candidate.row + 1, unit.document, unit.block)
    if before is not None and before.end == unit.span.start:
        before = None
    if after is not None and unit.span.end == after.start:
        after = None
    start, end = unit.span.start, unit.span.end
    if before is not None and LEANING.match(text) and end - before.start <= 2 * PAIR_CHARS:
        start = before.start
    if after is not None and (text.endswith(("?", ":")) or len(text) < SHORT_CHARS):
        end = after.end
    for row, neighbour in ((candidate.row + 1, after), (candidate.row - 1, before)):
        if neighbour is None or scores.get(row, -1.0) < candidate.score - NEAR_TIE:
            continue
        joined = Span(start=min(start, neighbour.start), end=max(end, neighbour.end))
        if len(joined) <= PAIR_CHARS:
            start, end = joined.start, joined.end
    return Span(start=start, end=end)


def _runs_on(index: Index, row: int, document: Document) -> bool:
    """Does a sentence run into another without even a space ("servicesThe strategy")?"""
    unit = index.units[row]
    for one, other in ((row - 1, row), (row, row + 1)):
        before = _unit_at(index, one, unit.document, unit.block)
        after = _unit_at(index, other, unit.document, unit.block)
        if before and after and before.end == after.start:
            return document.text[before.end - 1] not in ".!?"
    return False


def _unit_at(index: Index, row: int, document: int, block: int) -> Span | None:
    """The unit in that row if it stands in the same block."""
    if not 0 <= row < len(index.units):
        return None
    unit = index.units[row]
    return unit.span if (unit.document, unit.block) == (document, block) else None
