"""Documents -> an index: split, embedded and counted.

What always holds: the same documents, settings and model give the same passages, units and texts
to embed; a text that is known, or stands in two places, is embedded once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import numpy as np

from corpus.boilerplate import repeated_lines
from corpus.document import Document
from corpus.errors import StoreError
from corpus.language import base_language
from corpus.outline import outline_of
from corpus.structure import Unit, fold, units
from indexer.acronyms import find_acronyms
from indexer.checkpoint import Checkpoint
from indexer.chunk import CONTEXT_TOKENS, Passage, passages_of
from indexer.embed.protocol import Embedder, Vectors
from indexer.index import BuiltIndex, IndexedUnit, ranges_of
from indexer.rows import DocumentRow, PassageRow
from indexer.search import LexicalEntry, Searches, default_searches
from indexer.settings import IndexSettings
from indexer.terms import count_terms
from indexer.vectors import Digests, KnownVectors, digests_of

# (what is being done, how many steps in all, how many of them are newly done)
Progress = Callable[[str, int, int], None]

# Texts that are embedded between two looks at the checkpoint: some ten seconds' work.
AT_ONCE = 512

_Pair = TypeVar("_Pair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A document in parts. `units`: each with the number of the passage that it lies in."""

    passages: tuple[Passage, ...]
    units: tuple[tuple[int, Unit], ...]


def pieces_of(document: Document, embedder: Embedder, passage_tokens: int) -> Pieces:
    """Cuts one document; nothing of it depends on any other."""
    passages = passages_of(document, outline_of(document), embedder, passage_tokens)
    found = []
    number = 0
    for unit in units(document):
        while number < len(passages) and passages[number].span.end <= unit.span.start:
            number += 1
        found.append((number, unit))
    return Pieces(passages=passages, units=tuple(found))


def build_index(
    documents: Sequence[Document],
    settings: IndexSettings,
    embedder: Embedder,
    lexical_folder: Path,
    progress: Progress | None = None,
    known: KnownVectors | None = None,
    searches: Searches | None = None,
) -> BuiltIndex:
    """An index in memory; its lexical part is written to `lexical_folder`. What is `known` isn't
    embedded again.

    Raises StoreError if there is nothing to index, or the disk fails.
    """
    check_some(len(documents))
    searches = searches or default_searches()
    passages: list[Passage] = []
    owners: list[DocumentRow] = []
    made: list[IndexedUnit] = []
    texts: list[str] = []
    entries: list[LexicalEntry] = []
    repeated = repeated_lines(documents)
    for number, document in enumerate(documents):
        row, first = DocumentRow(number), len(passages)
        pieces = pieces_of(document, embedder, settings.passage_tokens)
        made += [
            IndexedUnit(
                document=row,
                passage=PassageRow(first + passage),
                block=unit.block,
                span=unit.span,
                boilerplate=unit.boilerplate or fold(unit.span.of(document.text)) in repeated,
            )
            for passage, unit in pieces.units
        ]
        passages += pieces.passages
        owners += [row] * len(pieces.passages)
        texts += embedded_texts(document, pieces.passages, embedder)
        entries += entries_of(row, document, pieces.passages)
        if progress:
            progress("splitting", len(documents), 1)
    check_text(len(passages))
    digests = digests_of(texts)
    vectors = np.empty((len(texts), embedder.dimension), dtype=np.float32)
    fill(
        vectors, digests, lambda rows: [texts[row] for row in rows], embedder, known, None, progress
    )
    return BuiltIndex(
        settings=settings,
        model_identity=embedder.identity,
        documents=tuple(documents),
        passages=tuple(passages),
        passage_documents=tuple(owners),
        units=tuple(made),
        unit_rows=ranges_of(made, len(passages)),
        passage_vectors=searches.dense(vectors),
        sparse=searches.lexical(lexical_folder, entries),
        vocabulary=count_terms(
            counted
            for document, owned in _owned(documents, passages, owners)
            for counted in counted_texts(document, owned)
        ),
        acronyms=find_acronyms(document.text for document in documents),
        digests=digests,
    )


def _owned(
    documents: Sequence[Document], passages: Sequence[Passage], owners: Sequence[DocumentRow]
) -> Iterator[tuple[Document, list[Passage]]]:
    for row, group in groupby(zip(owners, passages, strict=True), key=lambda it: it[0]):
        yield documents[row], [passage for _, passage in group]


def check_some(documents: int) -> None:
    if not documents:
        raise StoreError("there are no documents to index", mend="give a corpus with documents")


def check_text(passages: int) -> None:
    if not passages:
        raise StoreError("the documents hold no text to index", mend="give a corpus with text")


def embedded_texts(
    document: Document, passages: Sequence[Passage], embedder: Embedder
) -> list[str]:
    """What is embedded of each passage."""
    contexts = [context_of(document, passage) for passage in passages]
    return _with_context(contexts, [it.span.of(document.text) for it in passages], embedder)


def entries_of(
    row: DocumentRow, document: Document, passages: Sequence[Passage]
) -> list[LexicalEntry]:
    """What is searched by words of each passage."""
    return [
        LexicalEntry(
            document=row,
            title=document.title,
            section=" ".join(passage.section),
            body=passage.span.of(document.text),
            language=document.metadata.language,
        )
        for passage in passages
    ]


def counted_texts(document: Document, passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """The texts whose words are counted, each with its language."""
    language = base_language(document.metadata.language)
    for passage in passages:
        yield " \n ".join([document.title, passage.span.of(document.text)]), language


def fill(
    vectors: Vectors,
    digests: Digests,
    texts_of: Callable[[Sequence[int]], Sequence[str]],
    embedder: Embedder,
    known: KnownVectors | None,
    checkpoint: Checkpoint | None,
    progress: Progress | None,
) -> None:
    """Writes the vector of each text into its row. A text that is known, or in the checkpoint of an
    earlier run, or stands there twice, is embedded once. `texts_of` gives some rows' texts.

    Raises OSError, and what the embedder raises.
    """
    same_model = known is not None and known.model_identity == embedder.identity
    old = known.rows if known is not None and same_model else {}
    fresh: dict[bytes, int] = {}
    kept: list[tuple[int, int]] = []
    again: list[tuple[int, int]] = []
    for row, digest in enumerate(digests):
        key = digest.tobytes()
        if key in old:
            kept.append((row, old[key]))
        elif key in fresh:
            again.append((row, fresh[key]))
        else:
            fresh[key] = row
    for some in _some(kept):
        if known is not None:
            vectors[[row for row, _ in some]] = known.vectors([there for _, there in some])
    _embed(vectors, fresh, texts_of, embedder, checkpoint, progress)
    for some in _some(again):
        vectors[[row for row, _ in some]] = vectors[[there for _, there in some]]


def _embed(
    vectors: Vectors,
    fresh: Mapping[bytes, int],
    texts_of: Callable[[Sequence[int]], Sequence[str]],
    embedder: Embedder,
    checkpoint: Checkpoint | None,
    progress: Progress | None,
) -> None:
    """`fresh`: rows by the digests of their texts. What is made goes to the checkpoint at once."""

    def step(done: int) -> None:
        if progress:
            progress("embedding", len(fresh), done)

    there = checkpoint.rows if checkpoint else {}
    resumed = [(row, there[key]) for key, row in fresh.items() if key in there]
    if checkpoint:
        for some in _some(resumed):
            vectors[[row for row, _ in some]] = checkpoint.vectors([it for _, it in some])
        if resumed:
            step(len(resumed))
    for rows in _some([(key, row) for key, row in fresh.items() if key not in there]):
        at = [row for _, row in rows]
        made = embedder.embed(texts_of(at), step)
        vectors[at] = made
        if checkpoint:
            keys = np.frombuffer(b"".join(key for key, _ in rows), dtype=np.uint8)
            checkpoint.add(keys.reshape(len(rows), -1), made)


def _some(rows: Sequence[_Pair]) -> Iterator[Sequence[_Pair]]:
    return (rows[first : first + AT_ONCE] for first in range(0, len(rows), AT_ONCE))


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
