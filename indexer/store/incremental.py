"""What the index in place was made from, so that the next one takes over what hasn't changed.

What always holds: a vector is taken over only for the very text, and from the very model, that it
was made of; all of this may be lost or damaged, and is then read and embedded again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.document import Document
from corpus.errors import StoreError
from corpus.files import Skipped
from corpus.formats.version import formats_version
from corpus.load import Filed
from indexer.embed.sentence_transformers import Vectors
from indexer.search.faiss import DenseIndex
from indexer.store.codec import as_json, document_from, read_rows, write_text

# Names of files in a version's folder.
DOCUMENTS = "documents.jsonl"
PASSAGE_VECTORS = "passages.faiss"
UNIT_VECTORS = "units.faiss"
PLACED_VECTORS = "placed.faiss"
DIGESTS = "digests.npy"
FILES = "files.json"
FRESH = ".fresh"

AGAIN = "run `quotedesk index` again"

DIGEST_BYTES = 16

Digests = npt.NDArray[np.uint8]  # shape (n, DIGEST_BYTES)


def digests_of(texts: Sequence[str]) -> Digests:
    """One digest a text, of exactly what is embedded."""
    rows = b"".join(
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:DIGEST_BYTES]
        for text in texts
    )
    return np.frombuffer(rows, dtype=np.uint8).reshape(-1, DIGEST_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVectors:
    """The vectors of an index by their texts' digests. `parts`: its dense indexes, rows on end."""

    model_identity: str
    rows: Mapping[bytes, int]
    parts: tuple[DenseIndex, ...]

    @classmethod
    def of(cls, identity: str, digests: Digests, *parts: DenseIndex) -> KnownVectors:
        rows = {row.tobytes(): at for at, row in enumerate(digests)}
        return cls(model_identity=identity, rows=rows, parts=parts)

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Shape (len(rows), dimension)."""
        wanted = np.asarray(rows, dtype=np.int64)
        out = np.empty((len(wanted), self.parts[0].dimension), dtype=np.float32)
        first = 0
        for part in self.parts:
            inside = (wanted >= first) & (wanted < first + len(part))
            out[inside] = part.vectors((wanted[inside] - first).tolist())
            first += len(part)
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Ids of documents, in the order of the corpus."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


def changes(before: Mapping[str, Document], after: Iterable[Document]) -> Changes:
    now = {document.id: document for document in after}
    return Changes(
        added=tuple(id_ for id_ in now if id_ not in before),
        changed=tuple(id_ for id_, it in now.items() if id_ in before and it != before[id_]),
        removed=tuple(id_ for id_ in before if id_ not in now),
        unchanged=sum(before.get(id_) == it for id_, it in now.items()),
    )


class Past:
    """What is known of the index in place; nothing where there is none that can be read.

    What is large is read when it is first asked for.
    """

    def __init__(self, used: str | None, place: Path | None, meta: Mapping[str, Any]) -> None:
        """`used`: what CURRENT names; `place`: that version's folder, if it is whole."""
        self.used = used
        self._place = place
        self._meta = meta

    @property
    def fingerprint(self) -> str | None:
        found = self._meta.get("fingerprint")
        return found if isinstance(found, str) else None

    @property
    def passages(self) -> int:
        found = self._meta.get("passages")
        return found if isinstance(found, int) else 0

    def made_with(self, settings: Mapping[str, Any], model_identity: str) -> bool:
        """`settings`: those that shape an index."""
        made = self._meta.get("settings")
        return (
            isinstance(made, dict)
            and all(made.get(key) == value for key, value in settings.items())
            and self._meta.get("model_identity") == model_identity
        )

    @cached_property
    def files(self) -> dict[str, Filed]:
        """By name; none if they were read by other readers than today's."""
        return read_files(self._place / FILES) if self._place else {}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """By id. Raises StoreError if they can't be read."""
        if self._place is None:
            return {}
        try:
            read = [document_from(row) for row in read_rows(self._place / DOCUMENTS)]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._lost() from error
        return {document.id: document for document in read}

    @cached_property
    def vectors(self) -> KnownVectors | None:
        """Raises StoreError if they can't be read."""
        identity = self._meta.get("model_identity")
        if self._place is None or not isinstance(identity, str):
            return None
        return KnownVectors.of(
            identity,
            self._digests(self._place),
            DenseIndex.load(self._place / PASSAGE_VECTORS),
            DenseIndex.load(self._place / UNIT_VECTORS),
            DenseIndex.load(self._place / PLACED_VECTORS),
        )

    @property
    def texts(self) -> int:
        """How many different texts its vectors are of. Raises StoreError if that can't be read."""
        return len({row.tobytes() for row in self._digests(self._place)}) if self._place else 0

    def taken_over(self, digests: Digests, model_identity: str) -> tuple[int, int]:
        """How many different texts a new index has, and how many of them are known here."""
        texts = {row.tobytes() for row in digests}
        if self.vectors is None or self.vectors.model_identity != model_identity:
            return len(texts), 0
        return len(texts), sum(text in self.vectors.rows for text in texts)

    def _digests(self, place: Path) -> Digests:
        try:
            found: Digests = np.load(place / DIGESTS, allow_pickle=False)
        except (OSError, ValueError) as error:
            raise self._lost() from error
        return found

    def _lost(self) -> StoreError:
        return StoreError(
            "the index in place can't be read any more", where=str(self._place), mend=AGAIN
        )


def write_files(path: Path, files: Mapping[str, Filed]) -> None:
    """Puts the file in place whole or not at all. Raises OSError."""
    rows = [
        [
            name,
            filed.stamp,
            filed.sha256,
            filed.known,
            filed.documents,
            [[it.where, it.why, it.fault] for it in filed.skipped],
        ]
        for name, filed in files.items()
    ]
    body = as_json({"readers": formats_version(), "files": rows})
    fresh = path.with_suffix(FRESH)
    write_text(fresh, f"{_digest(body)}\n{body}")
    fresh.replace(path)


def read_files(path: Path) -> dict[str, Filed]:
    """Nothing if the file isn't there or isn't as it was written, or if other readers read them."""
    try:
        digest, _, body = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return {}
    if digest != _digest(body):
        return {}
    read = json.loads(body)
    if read["readers"] != formats_version():
        return {}
    return {
        name: Filed(
            stamp=tuple(stamp) if stamp else None,
            sha256=sha256,
            known=known,
            documents=tuple(documents),
            skipped=tuple(Skipped(where=where, why=why, fault=fault) for where, why, fault in left),
        )
        for name, stamp, sha256, known, documents, left in read["files"]
    }


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
