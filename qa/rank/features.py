"""Passages -> their sentences, items and rows, each weighed as an answer.

The evidence can be read (`Evidence`) and is added up by a linear model whose weights are data
(`weights.json`). What always holds: scoring looks at text and never changes or cuts it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from corpus.outline import Outlines
from indexer.embed import Vectors
from indexer.index import Index, IndexedUnit
from indexer.terms import base_language, stem, words
from qa.query.answer_type import CONTACTS, UNTYPED, holds
from qa.query.understand import Analysis, Term
from qa.rank.retrieve import Hit

PASSAGES_READ = 12
SOFT_MATCH = 0.6  # what a word of the same family counts ("investigators" for "investigation")
SHORT_CHARS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a unit may answer; every value is about 0 to 1.

    cosine    of the question and the unit
    placed    of the question and the unit below its title and headings
    overlap   share of the question's word weight that stands in the unit
    nearby    the same for the unit with its passage and headings
    heading   likeness of the question's words and the heading's above the unit, or the label's
              that the unit begins with
    passage   1 less what the passage's fused score is behind the best one's
    kind      something of the asked kind is there: 1, isn't: 0; 0.5 where no kind was asked for
    contact   a way to reach somebody was asked for, and is there
    first     it is the first unit below its heading
    asks      it is a question itself
    short     it is only a few words
    furniture it is page furniture
    """

    cosine: float
    placed: float
    overlap: float
    nearby: float
    heading: float
    passage: float
    kind: float
    contact: float
    first: float
    asks: float
    short: float
    furniture: float


# A label at the start of an item or paragraph: at most five words, then a dash, colon or stop.
_LABEL = re.compile(r"((?:\S+[ \xa0]){0,4}\S+?)(?:[ \xa0][–—-]|[.:])[ \xa0]")
# A byline says who wrote what it stands over, in no word of the question's.
_BYLINE = re.compile(r"(?:by|from)\s+[A-Z]\S+\s+[A-Z]\S+$", re.IGNORECASE)
_WROTE = " author wrote"

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
    if context is not None and carried:
        # A question that leans on another is as near as its better reading.
        query = np.mean([query, context], axis=0, dtype=np.float32)
    cosines = index.unit_vectors.cosines(query, rows).tolist()
    placed = index.placed_vectors.cosines(query, rows).tolist()
    terms = [*analysis.terms, *carried]
    candidates = []
    stems_of: dict[int, frozenset[str]] = {}
    previous_section: tuple[int, tuple[str, ...]] | None = None
    for row, cosine, below in zip(rows, cosines, placed, strict=True):
        unit = index.units[row]
        document = index.documents[unit.document]
        language = base_language(document.metadata.language)
        section = outlines[unit.document].sections[unit.block]
        text = unit.span.of(document.text)
        if unit.passage not in stems_of:
            stems_of[unit.passage] = passage_stems(index, outlines, unit)
        here = (unit.document, section)
        kind = _kind(analysis, text)
        evidence = Evidence(
            cosine=cosine,
            placed=below,
            overlap=coverage(terms, stem_set(_introduced(index, outlines, row), language)),
            nearby=coverage(terms, stems_of[unit.passage]),
            heading=max(likeness(terms, name, language) for name in (*section[-1:], _label(text))),
            passage=max(0.0, 1.0 + by_passage[unit.passage].score - top),
            kind=kind,
            contact=kind if analysis.kind in CONTACTS else 0.0,
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
    if _BYLINE.match(text):
        return text + _WROTE
    group = outlines[unit.document].groups[unit.block]
    if group is None or group.lead_in is None or group.lead_in.overlaps(unit.span):
        return text
    return f"{group.lead_in.of(document.text)} {text}"


def _label(text: str) -> str:
    """What a unit names itself by: "Prevention" of "Prevention – to reduce the threat"."""
    found = _LABEL.match(text)
    return found.group(1) if found else ""


def _kind(analysis: Analysis, text: str) -> float:
    if analysis.kind in UNTYPED:
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
    topical = found - {""}
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
