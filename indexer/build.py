"""Documents -> an index: split, embedded and counted.

What always holds: the same documents, settings and model give the same passages, units and texts
to embed; a text that is known, or stands in two places, is embedded once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from corpus.boilerplate import repeated_lines
from corpus.document import Document
from corpus.errors import StoreError
from corpus.language import base_language
from corpus.outline import outline_of
from corpus.structure import fold, units
from indexer.acronyms import find_acronyms
from indexer.checkpoint import Checkpoint
from indexer.chunk import CONTEXT_TOKENS, Passage, passages_of
from indexer.embed.protocol import Embedder, Vectors
from indexer.index import BuiltIndex, IndexedUnit, ranges_of
from indexer.rows import DocumentRow, PassageRow
from indexer.search import LexicalEntry, Searches, default_searches
from indexer.settings import IndexSettings
from indexer.terms import Vocabulary, count_terms
from indexer.vectors import Digests, KnownVectors, digests_of

# (what is being done, how many steps in all, how many of them are newly done)
Progress = Callable[[str, int, int], None]

# Texts that are embedded between two looks at the checkpoint: some ten seconds' work.
AT_ONCE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class _Split:
    """Documents in parts."""

    documents: Sequence[Document]
    passages: list[Passage] = field(default_factory=list)
    owners: list[DocumentRow] = field(default_factory=list)  # for each passage its document
    units: list[IndexedUnit] = field(default_factory=list)

    def owned(self) -> Iterator[tuple[DocumentRow, Document, Passage, str]]:
        """Each passage with its document's row, its document and its text."""
        for row, passage in zip(self.owners, self.passages, strict=True):
            document = self.documents[row]
            yield row, document, passage, passage.span.of(document.text)


def build_index(
    documents: Sequence[Document],
    settings: IndexSettings,
    embedder: Embedder,
    lexical_folder: Path,
    progress: Progress | None = None,
    known: KnownVectors | None = None,
    searches: Searches | None = None,
    checkpoint: Checkpoint | None = None,
) -> BuiltIndex:
    """The lexical part is written to `lexical_folder`. What is `known`, or in the checkpoint of
    an earlier run, isn't embedded again.

    Raises StoreError if there is nothing to index, or the disk fails.
    """
    if not documents:
        raise StoreError("there are no documents to index", mend="give a corpus with documents")
    searches = searches or default_searches()
    split = _split(documents, settings, embedder, progress)
    if not split.passages:
        raise StoreError("the documents hold no text to index", mend="give a corpus with text")
    embedded = _passage_texts(split, embedder)
    digests = digests_of(embedded)
    vectors = _vectors(embedded, digests, embedder, known, checkpoint, progress)
    return BuiltIndex(
        settings=settings,
        model_identity=embedder.identity,
        documents=tuple(documents),
        passages=tuple(split.passages),
        passage_documents=tuple(split.owners),
        units=tuple(split.units),
        unit_rows=ranges_of(split.units, len(split.passages)),
        passage_vectors=searches.dense(vectors),
        sparse=searches.lexical(lexical_folder, _entries(split)),
        vocabulary=_vocabulary(split),
        acronyms=find_acronyms(document.text for document in documents),
        digests=digests,
    )


def _split(
    documents: Sequence[Document],
    settings: IndexSettings,
    embedder: Embedder,
    progress: Progress | None,
) -> _Split:
    split = _Split(documents=documents)
    repeated = repeated_lines(documents)
    for number, document in enumerate(documents):
        outline = outline_of(document)
        first = len(split.passages)
        split.passages.extend(passages_of(document, outline, embedder, settings.passage_tokens))
        row = DocumentRow(number)
        split.owners.extend([row] * (len(split.passages) - first))
        _add_units(split, row, first, repeated)
        if progress:
            progress("splitting", len(documents), 1)
    return split


def _add_units(
    split: _Split,
    row: DocumentRow,
    passage: int,
    repeated: Collection[str],
) -> None:
    """Adds the units of a document, whose first passage is `passage`."""
    document = split.documents[row]
    passages = split.passages
    for unit in units(document):
        while passage < len(passages) and passages[passage].span.end <= unit.span.start:
            passage += 1
        body = unit.span.of(document.text)
        split.units.append(
            IndexedUnit(
                document=row,
                passage=PassageRow(passage),
                block=unit.block,
                span=unit.span,
                boilerplate=unit.boilerplate or fold(body) in repeated,
            )
        )


def _passage_texts(split: _Split, embedder: Embedder) -> list[str]:
    """What is embedded of each passage."""
    contexts = [context_of(document, passage) for _, document, passage, _ in split.owned()]
    return _with_context(contexts, [body for *_, body in split.owned()], embedder)


def _entries(split: _Split) -> list[LexicalEntry]:
    return [
        LexicalEntry(
            document=row,
            title=document.title,
            section=" ".join(passage.section),
            body=body,
            language=document.metadata.language,
        )
        for row, document, passage, body in split.owned()
    ]


def _vectors(
    texts: Sequence[str],
    digests: Digests,
    embedder: Embedder,
    known: KnownVectors | None,
    checkpoint: Checkpoint | None,
    progress: Progress | None,
) -> Vectors:
    """One a text. A text that is known, or stands there twice, is embedded once."""
    keys = [row.tobytes() for row in digests]
    same_model = known is not None and known.model_identity == embedder.identity
    old = known.rows if known is not None and same_model else {}
    fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in old}
    made = _embedded(fresh, embedder, checkpoint, progress)
    rows = {key: row for row, key in enumerate(fresh)}
    vectors = np.empty((len(texts), embedder.dimension), dtype=np.float32)
    added = [at for at, key in enumerate(keys) if key in rows]
    vectors[added] = made[[rows[keys[at]] for at in added]]
    if known is not None and len(added) < len(keys):
        kept = [at for at, key in enumerate(keys) if key in old]
        vectors[kept] = known.vectors([old[keys[at]] for at in kept])
    return vectors


def _embedded(
    texts: Mapping[bytes, str],
    embedder: Embedder,
    checkpoint: Checkpoint | None,
    progress: Progress | None,
) -> Vectors:
    """One a text, by digest, in their order. What is made goes to the checkpoint at once."""

    def step(done: int) -> None:
        if progress:
            progress("embedding", len(texts), done)

    vectors = np.empty((len(texts), embedder.dimension), dtype=np.float32)
    keys = list(texts)
    there = checkpoint.rows if checkpoint else {}
    resumed = [at for at, key in enumerate(keys) if key in there]
    missing = [at for at, key in enumerate(keys) if key not in there]
    if checkpoint and resumed:
        vectors[resumed] = checkpoint.vectors([there[keys[at]] for at in resumed])
        step(len(resumed))
    for first in range(0, len(missing), AT_ONCE):
        some = missing[first : first + AT_ONCE]
        vectors[some] = embedder.embed([texts[keys[at]] for at in some], step)
        if checkpoint:
            digests = np.frombuffer(b"".join(keys[at] for at in some), dtype=np.uint8)
            checkpoint.add(digests.reshape(len(some), -1), vectors[some])
    return vectors


def context_of(document: Document, passage: Passage) -> str:
    """What is put before a passage when it is embedded: the title and the headings above it."""
    names = [document.title, *passage.section]
    body = fold(passage.span.of(document.text)[:400])
    return ". ".join(name for name in names if name and fold(name) not in body)


def _with_context(contexts: list[str], bodies: list[str], embedder: Embedder) -> list[str]:
    """Titles that would push a passage's end out of the model's length are left out."""
    lengths = embedder.count_tokens(contexts)
    return [
        f"{context}. {body}" if context and length <= CONTEXT_TOKENS else body
        for context, length, body in zip(contexts, lengths, bodies, strict=True)
    ]


def _vocabulary(split: _Split) -> Vocabulary:
    return count_terms(
        (" \n ".join([document.title, body]), base_language(document.metadata.language))
        for _, document, _, body in split.owned()
    )
