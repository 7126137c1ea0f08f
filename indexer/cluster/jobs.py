"""The two jobs that workers are given: to read a file, and to split and embed a document.

What always holds: a worker reads, splits and embeds as this machine does, by the same code, or says
that its code is another one; what it gives back depends on what it is given and on nothing else.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.errors import ClusterError
from corpus.files import Opened, Skipped
from corpus.formats.version import formats_version
from corpus.load import read_file
from corpus.manifest import Entry
from corpus.phrase import as_row, from_row
from indexer.build import embedded_texts, pieces_of
from indexer.cluster.workers import Does
from indexer.embed.protocol import Embedder, Vectors
from indexer.store.codec import as_json, document_from, document_row
from indexer.store.fingerprint import shape
from indexer.vectors import DIGEST_BYTES, Digests, digests_of

Halves = npt.NDArray[np.uint64]  # shape (n,)

_LEVEL = 3  # of compression: what is read goes over the network, and onto the disk
_COUNT_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSent:
    """A file's bytes, and what the manifest says of it."""

    name: str
    data: bytes
    sha256: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFiles:
    """Files to documents. `made_by`: the code and libraries that read them here."""

    made_by: str

    def open(self) -> Does:
        _check_same(self.made_by, formats_version())
        return lambda files: [_read(file) for file in files]


def reading() -> ReadFiles:
    return ReadFiles(made_by=formats_version())


def _read(sent: FileSent) -> bytes:
    def opened() -> Opened:
        return Opened(file=io.BytesIO(sent.data), sha256=sent.sha256, stamp=None)

    documents: list[Document] = []
    filed = read_file(sent.name, opened, sent.entries, documents.append)
    skipped = [[it.where, as_row(it.why), it.fault, it.partly] for it in filed.skipped]
    body = as_json([skipped, [document_row(document) for document in documents]])
    return zlib.compress(body.encode(), _LEVEL)


def was_read(answer: bytes) -> tuple[tuple[Skipped, ...], list[Document]]:
    """Raises ValueError, KeyError or TypeError if it isn't what a worker gave."""
    skipped, documents = json.loads(zlib.decompress(answer))
    left = tuple(
        Skipped(where=where, why=from_row(why), fault=fault, partly=partly)
        for where, why, fault, partly in skipped
    )
    return left, [document_from(row) for row in documents]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedDocuments:
    """Documents to the vectors of their passages.

    opens    opens the encoder, in each worker
    known    of the digests whose vectors are known here the first half each, in order: they aren't
             made again
    made_by  the code that cuts and embeds here
    """

    opens: Callable[[], Embedder]
    passage_tokens: int
    known: bytes
    made_by: str

    def open(self) -> Does:
        _check_same(self.made_by, embedding_code())
        embedder = self.opens()
        known = np.frombuffer(self.known, dtype="<u8")

        def does(documents: Sequence[Document]) -> list[bytes]:
            return _embedded(documents, embedder, self.passage_tokens, known)

        return does


def _embedded(
    documents: Sequence[Document], embedder: Embedder, tokens: int, known: Halves
) -> list[bytes]:
    counts: list[int] = []
    texts: list[str] = []
    for document in documents:
        passages = pieces_of(document, embedder, tokens).passages
        texts += embedded_texts(document, passages, embedder)
        counts.append(len(passages))
    digests = digests_of(texts)
    found = halves(digests)
    fresh = ~np.isin(found, known)
    fresh &= np.isin(np.arange(len(texts)), np.unique(found, return_index=True)[1])  # each once
    vectors = np.empty((len(texts), embedder.dimension), dtype="<f4")
    rows = np.flatnonzero(fresh)
    if len(rows):
        vectors[rows] = embedder.embed([texts[row] for row in rows])
    made = []
    for end, count in zip(np.cumsum(counts), counts, strict=True):
        own = rows[(rows >= end - count) & (rows < end)]
        made.append(
            count.to_bytes(_COUNT_BYTES, "little") + digests[own].tobytes() + vectors[own].tobytes()
        )
    return made


def was_embedded(answer: bytes, dimension: int) -> tuple[int, Digests, Vectors]:
    """How many passages the document has; digests and vectors of those that weren't known."""
    count = int.from_bytes(answer[:_COUNT_BYTES], "little")
    rows = (len(answer) - _COUNT_BYTES) // (DIGEST_BYTES + 4 * dimension)
    end = _COUNT_BYTES + rows * DIGEST_BYTES
    digests = np.frombuffer(answer[_COUNT_BYTES:end], dtype=np.uint8).reshape(rows, DIGEST_BYTES)
    vectors = np.frombuffer(answer[end:], dtype="<f4").reshape(rows, dimension)
    return count, digests, vectors


def halves(digests: Digests) -> Halves:
    """The first half of each digest, as a number: enough to leave out what is known. Where two are
    alike, one vector is missing, and is made where the index is written."""
    found: Halves = np.ascontiguousarray(digests).view("<u8")[:, 0] if len(digests) else _NONE
    return found


_NONE: Halves = np.empty(0, dtype=np.uint64)


def embedding_code() -> str:
    """What cuts and embeds, as one text."""
    made_by = shape()
    return f"{made_by['formats']} {made_by['code']} {made_by['embedding']} {made_by['splitter']}"


def _check_same(there: str, here: str) -> None:
    if there != here:
        raise ClusterError(
            "a worker has another version of quotedesk or its libraries",
            mend="install the same on every machine of the cluster, from one constraints.txt",
        )
