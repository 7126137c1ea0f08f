"""An index in memory: documents, passages, units, and how they are searched.

What always holds: an `Index` is never changed after it was made, so that any number of threads may
search it; rows of the searches are positions in `passages` and `units`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.boilerplate import repeated_lines
from corpus.document import BlockKind, Document, Span
from corpus.errors import StoreError
from corpus.structure import ListGroup, fold, list_groups, section_paths, units
from indexer.acronyms import find_acronyms
from indexer.chunk import CONTEXT_TOKENS, Passage, passages_of
from indexer.embed.sentence_transformers import Embedder, Vectors
from indexer.search.faiss import DenseIndex
from indexer.search.tantivy import SparseEntry, SparseIndex
from indexer.settings import IndexSettings
from indexer.store.incremental import Digests, KnownVectors, digests_of
from indexer.terms import Vocabulary, base_language, count_terms

# (what is being done, how many steps in all, how many of them are newly done)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedUnit:
    """A sentence, list item or table row: `document` and `passage` are rows, `block` counts
    within the document."""

    document: int
    passage: int
    block: int
    span: Span
    boilerplate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    settings: IndexSettings
    model_identity: str
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    passage_documents: tuple[int, ...]  # for each passage the row of its document
    units: tuple[IndexedUnit, ...]
    unit_rows: tuple[range, ...]  # for each passage the rows of its units, in order
    passage_vectors: DenseIndex
    unit_vectors: DenseIndex
    placed_vectors: DenseIndex  # of the units below their title and headings
    sparse: SparseIndex
    vocabulary: Vocabulary
    acronyms: Mapping[str, str]
    digests: Digests  # of what was embedded: a row a passage, a row a unit, a row a unit placed

    @property
    def recorded(self) -> Mapping[str, str]:
        return {document.id: document.sha256 for document in self.documents}


def ranges_of(units_: Sequence[IndexedUnit], passages: int) -> tuple[range, ...]:
    """For each passage the rows of its units; units of a passage lie together."""
    bounds: list[list[int]] = [[0, 0] for _ in range(passages)]
    seen = -1
    for row, unit in enumerate(units_):
        if unit.passage != seen:
            bounds[unit.passage] = [row, row]
            seen = unit.passage
        bounds[unit.passage][1] = row + 1
    return tuple(range(start, end) for start, end in bounds)


def build_index(
    documents: Sequence[Document],
    settings: IndexSettings,
    embedder: Embedder,
    sparse_folder: Path,
    progress: Progress | None = None,
    known: KnownVectors | None = None,
) -> Index:
    """Splits, embeds and counts documents. The lexical part is written to `sparse_folder`; what
    is `known` of the model isn't embedded again.

    Raises StoreError if there is nothing to index, or the disk fails.
    """
    if not documents:
        raise StoreError("there are no documents to index", mend="give a corpus with documents")
    repeated = repeated_lines(documents)
    passages: list[Passage] = []
    passage_documents: list[int] = []
    indexed: list[IndexedUnit] = []
    unit_texts: list[str] = []
    placed_texts: list[str] = []
    for row, document in enumerate(documents):
        groups = list_groups(document)
        first = len(passages)
        passages += passages_of(document, groups, embedder, settings.passage_tokens)
        passage_documents += [row] * (len(passages) - first)
        introduced = _introductions(document, groups)
        sections = section_paths(document)
        passage = first
        for unit in units(document):
            while passage < len(passages) and passages[passage].span.end <= unit.span.start:
                passage += 1
            body = unit.span.of(document.text)
            indexed.append(
                IndexedUnit(
                    document=row,
                    passage=passage,
                    block=unit.block,
                    span=unit.span,
                    boilerplate=unit.boilerplate or fold(body) in repeated,
                )
            )
            before = introduced.get(unit.block)
            unit_texts.append(f"{before} {body}" if before else body)
            placed_texts.append(_placed(document, sections[unit.block], unit_texts[-1]))
        if progress:
            progress("splitting", len(documents), 1)
    if not passages:
        raise StoreError("the documents hold no text to index", mend="give a corpus with text")

    contexts = [
        context_of(documents[row], passage)
        for row, passage in zip(passage_documents, passages, strict=True)
    ]
    texts = _with_context(
        contexts,
        [p.span.of(documents[d].text) for d, p in zip(passage_documents, passages, strict=True)],
        embedder,
    )
    embedded = texts + unit_texts + placed_texts
    digests = digests_of(embedded)
    vectors = _vectors(embedded, digests, embedder, known, progress)
    units_end = len(texts) + len(unit_texts)
    sparse = SparseIndex.build(
        sparse_folder,
        [
            SparseEntry(
                document=row,
                title=documents[row].title,
                section=" ".join(passage.section),
                body=passage.span.of(documents[row].text),
                language=documents[row].metadata.language,
            )
            for row, passage in zip(passage_documents, passages, strict=True)
        ],
    )
    return Index(
        settings=settings,
        model_identity=embedder.identity,
        documents=tuple(documents),
        passages=tuple(passages),
        passage_documents=tuple(passage_documents),
        units=tuple(indexed),
        unit_rows=ranges_of(indexed, len(passages)),
        passage_vectors=DenseIndex.build(vectors[: len(texts)]),
        unit_vectors=DenseIndex.build(vectors[len(texts) : units_end]),
        placed_vectors=DenseIndex.build(vectors[units_end:]),
        sparse=sparse,
        vocabulary=_vocabulary(documents, passages, passage_documents),
        acronyms=find_acronyms(document.text for document in documents),
        digests=digests,
    )


def _vectors(
    texts: Sequence[str],
    digests: Digests,
    embedder: Embedder,
    known: KnownVectors | None,
    progress: Progress | None,
) -> Vectors:
    """One a text. A text that is known, or stands there twice, is embedded once."""
    keys = [row.tobytes() for row in digests]
    same_model = known is not None and known.model_identity == embedder.identity
    old = known.rows if known is not None and same_model else {}
    fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in old}
    made = embedder.embed(
        list(fresh.values()),
        (lambda done: progress("embedding", len(fresh), done)) if progress else None,
    )
    rows = {key: row for row, key in enumerate(fresh)}
    vectors = np.empty((len(texts), embedder.dimension), dtype=np.float32)
    added = [at for at, key in enumerate(keys) if key in rows]
    vectors[added] = made[[rows[keys[at]] for at in added]]
    if known is not None and len(added) < len(keys):
        kept = [at for at, key in enumerate(keys) if key in old]
        vectors[kept] = known.vectors([old[keys[at]] for at in kept])
    return vectors


def context_of(document: Document, passage: Passage) -> str:
    """What is put before a passage when it is embedded: the title and the headings above it."""
    names = [document.title, *passage.section]
    body = fold(passage.span.of(document.text)[:400])
    return ". ".join(name for name in names if name and fold(name) not in body)


def _placed(document: Document, section: Sequence[str], text: str) -> str:
    """A unit below its document's title and the last two headings above it: "You must apply within
    a year." says little by itself."""
    names = [name for name in (document.title, *section[-2:]) if name]
    return f"{' – '.join(names)}\n{text}" if names else text


def _with_context(contexts: list[str], bodies: list[str], embedder: Embedder) -> list[str]:
    """Titles that would push a passage's end out of the model's length are left out."""
    lengths = embedder.count_tokens(contexts)
    return [
        f"{context}. {body}" if context and length <= CONTEXT_TOKENS else body
        for context, length, body in zip(contexts, lengths, bodies, strict=True)
    ]


def _introductions(document: Document, groups: Sequence[ListGroup]) -> dict[int, str]:
    """What an item or row needs before it to be understood: its lead-in, or its header row."""
    found: dict[int, str] = {}
    for group in groups:
        blocks = document.blocks
        header = next((blocks[i] for i in group.items if blocks[i].header), None)
        before = group.lead_in
        if group.kind is BlockKind.ROW and header is not None:
            before = header.span
        if before is None:
            continue
        text = before.of(document.text)
        found.update({i: text for i in group.items if blocks[i].span != before})
    return found


def _vocabulary(
    documents: Sequence[Document], passages: Sequence[Passage], rows: Sequence[int]
) -> Vocabulary:
    return count_terms(
        (
            " \n ".join([documents[row].title, passage.span.of(documents[row].text)]),
            base_language(documents[row].metadata.language),
        )
        for row, passage in zip(rows, passages, strict=True)
    )
