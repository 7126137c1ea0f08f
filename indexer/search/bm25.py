"""BM25 as vectors: what a store of vectors searches words with.

A passage is a vector of its words' BM25 scores, a question one of its words' weights, and their
product is the passage's score. All that BM25 counts over the collection is in the passages'
vectors already, so that a question is taken apart without a look at any table.

Why not the BM25 that such a store has itself: it cuts all texts by one analyser, knows no fields
and no weights of words, and counts over a part of the collection. The same question would get
another reply than from an index in a folder. So the words are cut and counted by our own rules.

What always holds: the terms and the scores are those of `indexer/search/tantivy.py`, rounding
apart. A dimension is a digest of a language and a term: of a million terms one in some four
thousand shares its dimension with another one.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import numpy as np

from corpus.errors import StoreError
from corpus.language import base_language
from indexer.rows import DocumentRow, PassageRow
from indexer.search.protocols import FIELD_WEIGHTS, LexicalEntry
from indexer.search.tantivy import terms_of

K1, B = 1.2, 0.75
# Of passages without words: a vector may not be empty. Nothing that is asked has it.
NO_WORDS = 2**32 - 2

_FIELDS = tuple(FIELD_WEIGHTS)
# A record: row, document, language, terms; then the lengths of the fields; then each term.
_HEAD = struct.Struct(f"<qqHI{len(_FIELDS)}I")
_TERM = np.dtype([("dimension", "<u4"), ("field", "u1"), ("count", "<u4")])
_EXACT = 24  # lengths from here on are kept in steps, as tantivy keeps them

Weights = dict[int, float]
"""A vector: weights by dimension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A passage with the scores of its words."""

    row: PassageRow
    document: DocumentRow
    weights: Weights


def asked(words: Mapping[str, float], languages: Sequence[str]) -> Weights:
    """The vector of a question's words with their weights; empty where none can be found."""
    found: Weights = {}
    for word, weight in words.items():
        for language in languages if weight > 0 else ():
            for term in terms_of(word, language):
                dimension = _dimension(language, term)
                found[dimension] = found.get(dimension, 0.0) + weight
    return found


class WordSpool:
    """Keeps the contract of `LexicalWriter`: what is added lies in a file until all of it is
    counted, and is then scored."""

    def __init__(self, folder: Path, languages: Sequence[str]) -> None:
        """Into an empty or missing folder. Raises StoreError."""
        self._languages = list(languages)
        self._path = folder / "words.spool"
        self._gone: set[DocumentRow] = set()
        self._passages = 0
        # By language and field: how many words there are; in how many texts each is.
        self._words: Counter[tuple[int, int]] = Counter()
        self._holding: Counter[tuple[int, int]] = Counter()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("wb")
        except OSError as error:
            raise self._unwritten() from error

    def add(self, row: PassageRow, entry: LexicalEntry) -> None:
        language = base_language(entry.language)
        number = self._languages.index(language)
        lengths, parts = [], []
        for field, name in enumerate(_FIELDS):
            terms = terms_of(getattr(entry, name), language)
            counts = Counter(_dimension(language, term) for term in terms)
            lengths.append(len(terms))
            self._words[number, field] += len(terms)
            self._holding.update((dimension, field) for dimension in counts)
            parts += [(dimension, field, count) for dimension, count in counts.items()]
        head = _HEAD.pack(row, entry.document, number, len(parts), *lengths)
        try:
            self._file.write(head + np.array(parts, dtype=_TERM).tobytes())
        except OSError as error:
            raise self._unwritten() from error
        self._passages += 1

    def remove(self, documents: Collection[DocumentRow]) -> None:
        """Their passages aren't given any more, but are counted still."""
        self._gone.update(documents)

    def close(self) -> None:
        try:
            self._file.close()
        except OSError as error:
            raise self._unwritten() from error

    def _unwritten(self) -> StoreError:
        return StoreError(
            "the lexical index can't be written", where=str(self._path), mend="check the disk"
        )

    def __iter__(self) -> Iterator[Worded]:
        """All passages, once it is closed. Raises OSError."""
        with self._path.open("rb") as file:
            while head := file.read(_HEAD.size):
                row, document, language, size, *lengths = _HEAD.unpack(head)
                weights = self._scored(file, language, size, lengths)
                if document not in self._gone:
                    yield Worded(
                        row=PassageRow(row),
                        document=DocumentRow(document),
                        weights=weights or {NO_WORDS: 1.0},
                    )

    def _scored(self, file: BinaryIO, language: int, size: int, lengths: Sequence[int]) -> Weights:
        norms = [
            K1 * (1 - B + B * _kept_length(length) * self._passages / words) if words else K1
            for field, length in enumerate(lengths)
            for words in [self._words[language, field]]
        ]
        weights: Weights = {}
        terms = np.frombuffer(file.read(size * _TERM.itemsize), dtype=_TERM)
        for dimension, field, count in terms.tolist():
            holding = self._holding[dimension, field]
            idf = math.log(1 + (self._passages - holding + 0.5) / (holding + 0.5))
            score = idf * (1 + K1) * count / (count + norms[field])
            weight = FIELD_WEIGHTS[_FIELDS[field]] * score
            weights[dimension] = weights.get(dimension, 0.0) + weight
        return weights


@lru_cache(maxsize=500_000)
def _dimension(language: str, term: str) -> int:
    digest = hashlib.sha256(f"{language}:{term}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "little") % NO_WORDS


@lru_cache(maxsize=4_096)
def _kept_length(length: int) -> int:
    """The largest length up to this one that tantivy, as Lucene, keeps: four figures of it."""
    if length < _EXACT:
        return length
    beyond = length - _EXACT
    shift = max(beyond.bit_length() - 4, 0)
    return _EXACT + (beyond >> shift << shift)
