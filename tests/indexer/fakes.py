"""A model that takes no time, and documents to feed it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from corpus.document import Document, Metadata, text_digest
from corpus.structure import plain_blocks
from indexer.embed import Embedder, Progress, Vectors
from indexer.index import Index, Texts
from indexer.rows import DocumentRow, PassageRow

_TOKEN = re.compile(r"\w+|[^\w\s]")


class HashEmbedder:
    """Texts that share words are near to each other: each word adds 1 at its digest's place.

    The last place counts nothing but is never 0, so that a text without words has a direction too.
    """

    dimension = 64

    def __init__(self, identity: str = "hash-64@1", max_tokens: int = 64) -> None:
        self.identity = identity
        self.max_tokens = max_tokens
        self.embedded: list[str] = []  # every text that was ever embedded

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_TOKEN.findall(text)) for text in texts]

    def is_word(self, word: str) -> bool:
        return word.isalpha() and len(word) <= 12

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed(texts)

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            self.embedded.append(text)
            out[row, -1] = 0.01
            for token in _TOKEN.findall(text.casefold())[: self.max_tokens - 2]:
                digest = hashlib.sha256(token.encode("utf-8", "replace")).digest()
                out[row, digest[0] % (self.dimension - 1)] += 1
            out[row] /= np.linalg.norm(out[row])
            if progress:
                progress(1)
        return out


def use_model(patch: pytest.MonkeyPatch, embedder: Embedder) -> None:
    """Whoever loads a model, or opens an index's encoder, gets this one."""
    patch.setattr("ui.wiring.load_embedder", lambda *_: embedder)
    patch.setattr("ui.wiring.open_encoder", lambda _: embedder)
    patch.setattr("ui.wiring.model_identity", lambda _: embedder.identity)


def document_of(text: str, name: str = "doc", title: str = "", **metadata: Any) -> Document:
    """A plain-text document as the loader would make it."""
    return Document(
        id=name,
        title=title or name,
        text=text,
        sha256=text_digest(text),
        blocks=plain_blocks(text),
        metadata=Metadata(**metadata),
    )


FEES = """Parking permits

Who needs one

Residents of the old town need a parking permit between 8 in the morning and 6 in the evening.

Fees

The permit costs 40 dollars a year. It is paid at the town office (TO).

You need the following papers:

- a passport
- proof of address
- the registration of the car
"""

AID = """Ayuda a las víctimas

La oficina de ayuda atiende a las víctimas de lunes a viernes.

Las investigaciones duran tres semanas.
"""


def documents_of(index: Index) -> tuple[Document, ...]:
    """All of an index's documents, read."""
    return tuple(Texts(index).values())


def parts_of(index: Index) -> list[Any]:
    """Everything that an index says of its documents, in their order, whatever their rows are."""
    found: list[Any] = []
    for listed in index.contents:
        passages = index.passages_in({listed.row})
        units = [index.unit(row) for row in index.units_in(listed.row)]
        assert all(index.document_of(row) == listed.row for row in passages)
        assert [u.passage for u in units] == [p for p in passages for _ in index.units_of(p)]
        found.append(
            (
                replace(listed, row=DocumentRow(0)),
                index.document(listed.row),
                [index.passage(row) for row in passages],
                [
                    replace(unit, document=DocumentRow(0), passage=PassageRow(at))
                    for unit in units
                    for at in [passages.index(unit.passage)]
                ],
            )
        )
    return found


def two_documents() -> tuple[Document, Document]:
    """One in English, one in Spanish."""
    return (
        document_of(FEES, "fees", "Parking permits", publisher="Town office", tags=("a", "b")),
        document_of(AID, "aid", "Ayuda a las víctimas", language="es-MX"),
    )
