"""A question whose answer is known -> the numbers that weights are fitted to.

The only part of fitting that asks the engine: whatever the engine looks at comes out of here as
arrays, and the fits (`ranking`, `choice`, `decision`) read nothing else. What always holds: no text
of a question or a document is in an example, only numbers and labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from indexer.embed import Embedder, Progress, Vectors
from indexer.index import Index
from indexer.rows import DocumentRow
from qa.engine import Engine
from qa.examined import Examined
from qa.measure.calibrate import group_of
from qa.measure.evaluate import Expected, Said, holds, inside
from qa.passages import Passages
from qa.quote.expand import expand
from qa.read.reader import Readable, Reader, Reading
from qa.weights import EVIDENCE, FEATURES, Weights

PARTS = ("dense", "sparse", "context")  # of a hit's score; context with its weight

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Example:
    """What the engine found for one question, and what of it is right.

    group      questions of one group are never parted between fitting and measuring
    relevant   how many documents are known to answer; 0: nobody has said
    parts      a row a passage found, best first: PARTS
    documents  the document of each passage found
    wanted     whether that is one of the relevant ones
    evidence   a row a unit that was weighed, in the order of the index: EVIDENCE
    owners     the document of each unit
    right      whether the quote made from the unit answers; all False where nobody can say
    features   of the decision: FEATURES; none where there was nothing to decide
    first, three   the first quote, or the first three together, answer as far as is known
    """

    group: str
    answerable: bool
    relevant: int
    parts: Floats
    documents: Rows
    wanted: Flags
    evidence: Floats
    owners: Rows
    right: Flags
    features: Floats
    first: bool
    three: bool

    @property
    def chosen(self) -> bool:
        """There is a right choice among the units, and a wrong one."""
        return bool(self.right.any() and not self.right.all())

    @property
    def decided(self) -> bool:
        return len(self.features) > 0


class Remembering:
    """An embedder that reads a text once: each pass asks the same questions."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    @property
    def identity(self) -> str:
        return self._embedder.identity

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    @property
    def max_tokens(self) -> int:
        return self._embedder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._embedder.count_tokens(texts)

    def is_word(self, word: str) -> bool:
        return self._embedder.is_word(word)

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self._embedder.embed(texts, progress)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed_queries(new), strict=True))
        return np.stack([self._known[text] for text in texts])


class RememberingReader:
    """A reader that reads a passage once for a question: each pass asks the same questions."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[str, Readable], Reading] = {}

    @property
    def identity(self) -> str:
        return self._reader.identity

    @property
    def languages(self) -> frozenset[str] | None:
        return self._reader.languages

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        new = [it for it in dict.fromkeys(passages) if (question, it) not in self._known]
        for it, reading in zip(new, self._reader.read(question, new), strict=True):
            self._known[question, it] = reading
        return [self._known[question, it] for it in passages]


class Examples:
    """Asks an engine over one index."""

    def __init__(
        self, index: Index, embedder: Embedder, weights: Weights, reader: Reader | None = None
    ) -> None:
        """Raises StoreError if the index was made with another model."""
        self._index = index
        self._passages = Passages.of(index)
        self._near_tie = weights.tuning.near_tie
        self._engine = Engine(index, embedder, weights=weights, reader=reader)

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(self._engine.documents.values())

    def of(self, expected: Expected) -> Example | None:
        """None where nothing was looked for. Raises QuestionError as `Engine.examine` does."""
        examined = self._engine.examine(expected.question)
        if examined is None:
            return None
        hits = examined.ranked.hits
        weight = examined.query.context.weight
        documents = [self._index.document_of(hit.passage) for hit in hits]
        candidates = sorted(examined.ranked.candidates, key=lambda candidate: candidate.row)
        names = [self._index.contents.listed(row).id for row in documents]
        said = self._said(examined)
        features = examined.decision.features
        decided = features is not None and not examined.query.context.lost
        return Example(
            group=group_of(expected),
            answerable=expected.answerable,
            relevant=len(expected.relevant),
            parts=_table([(h.dense, h.sparse, weight * h.context) for h in hits], len(PARTS)),
            documents=np.array(documents, dtype=np.int32),
            wanted=np.array([name in expected.relevant for name in names], dtype=np.bool_),
            evidence=_table([astuple(c.evidence) for c in candidates], len(EVIDENCE)),
            owners=np.array([self._index.unit(c.row).document for c in candidates], dtype=np.int32),
            right=self._right(examined, expected),
            features=(
                np.array(astuple(features), dtype=np.float32)
                if features is not None and decided
                else np.zeros(0, dtype=np.float32)
            ),
            first=answers(expected, said[:1]),
            three=answers(expected, said),
        )

    def _said(self, examined: Examined) -> list[Said]:
        return [
            self._text(selection.document, selection.span.start, selection.span.end)
            for selection in examined.selections
        ]

    def _text(self, row: DocumentRow, start: int, end: int) -> Said:
        document = self._index.document(row)
        return Said(document_id=document.id, text=document.text[start:end])

    def _right(self, examined: Examined, expected: Expected) -> Flags:
        """Of each unit, in the order of the index."""
        candidates = sorted(examined.ranked.candidates, key=lambda candidate: candidate.row)
        right = np.zeros(len(candidates), dtype=np.bool_)
        if not expected.answerable or not (expected.gold or expected.within):
            return right
        scores = {candidate.row: candidate.score for candidate in candidates}
        query = examined.query
        for at, candidate in enumerate(candidates):
            row = self._index.unit(candidate.row).document
            if expected.relevant and self._index.contents.listed(row).id not in expected.relevant:
                continue
            span = expand(self._passages, query, candidate, scores, self._near_tie)
            right[at] = answers(expected, [self._text(row, span.start, span.end)])
        return right


def answers(expected: Expected, quotes: Sequence[Said]) -> bool:
    """The quotes together answer, as far as is known; False where there is no answer."""
    if not expected.answerable:
        return False
    if expected.gold:
        return holds(quotes, expected.gold)
    if expected.within:
        return any(inside(quote.text, expected.within) for quote in quotes)
    if expected.relevant:
        return any(quote.document_id in expected.relevant for quote in quotes)
    return bool(quotes)


def _table(rows: Sequence[Sequence[float]], columns: int) -> Floats:
    return np.array(rows, dtype=np.float32).reshape(len(rows), columns)


# --- on disk ----------------------------------------------------------------------------------

_RAGGED = ("parts", "documents", "wanted", "evidence", "owners", "right", "features")
_SINGLE = ("group", "answerable", "relevant", "first", "three")


def save(examples: Iterable[Example], file: Path) -> None:
    """As one .npz: what has a row a passage or unit, end to end, with where each example ends."""
    held = list(examples)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "names": np.array([" ".join(EVIDENCE), " ".join(FEATURES)])
    }
    for name in _SINGLE:
        arrays[name] = np.array([getattr(one, name) for one in held])
    for name in _RAGGED:
        parts = [getattr(one, name) for one in held]
        arrays[name] = np.concatenate(parts)
        arrays[f"{name}_ends"] = np.cumsum([len(part) for part in parts])
    np.savez_compressed(file, allow_pickle=False, **arrays)


def load(file: Path) -> tuple[Example, ...]:
    """Raises ValueError if they are of other evidence or features than today's."""
    with np.load(file) as arrays:
        if list(arrays["names"]) != [" ".join(EVIDENCE), " ".join(FEATURES)]:
            raise ValueError(f"{file} was made of other evidence: make it anew")
        ragged: dict[str, Any] = {
            name: np.split(arrays[name], arrays[f"{name}_ends"][:-1]) for name in _RAGGED
        }
        single: dict[str, Any] = {name: arrays[name].tolist() for name in _SINGLE}
    columns = single | ragged
    return tuple(
        Example(**{name: values[at] for name, values in columns.items()})
        for at in range(len(single["group"]))
    )
