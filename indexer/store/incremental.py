"""What the index in place was made from, so that the next one takes over what hasn't changed.

What always holds: all of this may be lost or damaged, and is then read and embedded again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np

from corpus.document import Document
from corpus.errors import StoreError
from corpus.files import Skipped
from corpus.formats.version import formats_version
from corpus.load import Filed
from corpus.phrase import as_row, from_row
from indexer.index import Texts
from indexer.search import default_searches
from indexer.store.codec import as_json, write_text
from indexer.store.fingerprint import shape
from indexer.store.layout import AGAIN, FILES, FRESH
from indexer.store.opened import Known, OpenTexts
from indexer.store.reading import all_digests, joined, parts_in, read_texts
from indexer.vectors import Digests, KnownVectors, keys_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Ids of documents, in the order of the corpus."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


def changes(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> Changes:
    """Of documents' keys by their ids."""
    return Changes(
        added=tuple(id_ for id_ in now if id_ not in before),
        changed=tuple(id_ for id_, it in now.items() if id_ in before and it != before[id_]),
        removed=tuple(id_ for id_ in before if id_ not in now),
        unchanged=sum(before.get(id_) == it for id_, it in now.items()),
    )


class Kept(Protocol):
    """What a store kept of an index. Each raises StoreError if it can't be read."""

    def files(self) -> dict[str, Filed]:
        """By name; none if they were read by other readers than today's."""
        ...

    def documents(self) -> Mapping[str, Document]:
        """By id; each may be read when it is asked for."""
        ...

    def known(self) -> Mapping[str, Known]:
        """Of the documents, by id."""
        ...

    def digests(self) -> Digests: ...

    def vectors(self, model_identity: str) -> KnownVectors: ...


class Past:
    """What is known of the index in place; nothing where there is none that can be read.

    What is large is read when it is first asked for.
    """

    def __init__(
        self,
        used: str | None,
        kept: Kept | None,
        meta: Mapping[str, Any],
        *,
        encoder: bool = True,
    ) -> None:
        """`used`: its name in the store; `kept`: None if it isn't whole; `meta`: what is written
        about it; `encoder`: is the one that it was made with still there?"""
        self.used = used
        self._encoder = encoder
        self._kept = kept
        self._meta = meta

    @property
    def fingerprint(self) -> str | None:
        found = self._meta.get("fingerprint")
        return found if isinstance(found, str) else None

    @property
    def corpus(self) -> str:
        """Where the documents were read from; empty where that isn't known."""
        found = self._meta.get("corpus")
        return found if isinstance(found, str) else ""

    @property
    def passages(self) -> int:
        found = self._meta.get("passages")
        return found if isinstance(found, int) else 0

    def made_with(self, settings: Mapping[str, Any], model_identity: str) -> bool:
        """By the code and libraries of today too, and can it be asked? `settings`: those that
        shape an index."""
        made = self._meta.get("settings")
        return (
            self._encoder
            and isinstance(made, dict)
            and all(made.get(key) == value for key, value in settings.items())
            and self._meta.get("model_identity") == model_identity
            and self._meta.get("shape") == shape()
        )

    @cached_property
    def files(self) -> dict[str, Filed]:
        """By name; none if they were read by other readers than today's."""
        return self._kept.files() if self._kept else {}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """By id; each may be read when it is asked for. Raises StoreError if they can't be."""
        return self._kept.documents() if self._kept else {}

    @cached_property
    def known(self) -> Mapping[str, Known]:
        """Of its documents, by id. Raises StoreError."""
        return self._kept.known() if self._kept else {}

    @cached_property
    def keys(self) -> Mapping[str, bytes]:
        """What is another one for a document that has changed, by id. Raises StoreError."""
        return {id_: it.key for id_, it in self.known.items()}

    @cached_property
    def vectors(self) -> KnownVectors | None:
        """None if they were made by other code than today's. Raises StoreError if they can't be
        read."""
        identity, made_by = self._meta.get("model_identity"), self._meta.get("shape")
        if self._kept is None or not isinstance(identity, str) or not isinstance(made_by, dict):
            return None
        if made_by.get("embedding") != shape()["embedding"]:
            return None
        return self._kept.vectors(identity)

    @property
    def texts(self) -> int:
        """How many different texts its vectors are of. Raises StoreError if that can't be read."""
        return len(set(keys_of(self._kept.digests()))) if self._kept else 0

    def taken_over(self, digests: Digests, model_identity: str) -> tuple[int, int]:
        """How many different texts a new index has, and how many of them are known here."""
        texts = set(keys_of(digests))
        if self.vectors is None or self.vectors.model_identity != model_identity:
            return len(texts), 0
        return len(texts), sum(text in self.vectors.rows for text in texts)


@dataclass(frozen=True, slots=True)
class KeptFolder:
    """What a version's folder holds."""

    place: Path
    meta: Mapping[str, Any]

    def files(self) -> dict[str, Filed]:
        return read_files(self.place / FILES)

    def texts(self) -> OpenTexts:
        try:
            return read_texts(self.place, self.meta)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._lost() from error

    def documents(self) -> Mapping[str, Document]:
        return Texts(self.texts())

    def known(self) -> Mapping[str, Known]:
        return {it.id: it for it in self.texts().known()}

    def digests(self) -> Digests:
        return cast("Digests", np.concatenate([some for _, some in self._digests()]))

    def vectors(self, model_identity: str) -> KnownVectors:
        parts = parts_in(self.meta)
        held = joined(self.place, parts, None, default_searches())
        return KnownVectors.among(model_identity, self._digests(), held)

    def _digests(self) -> list[tuple[int, Digests]]:
        try:
            return all_digests(self.place, parts_in(self.meta))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._lost() from error

    def _lost(self) -> StoreError:
        return StoreError(
            "the index in place can't be read any more", where=str(self.place), mend=AGAIN
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
            [[it.where, as_row(it.why), it.fault, it.partly] for it in filed.skipped],
        ]
        for name, filed in files.items()
    ]
    body = as_json({"formats": formats_version(), "files": rows})
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
    if read.get("formats") != formats_version():
        return {}
    return {
        name: Filed(
            stamp=tuple(stamp) if stamp else None,
            sha256=sha256,
            known=known,
            documents=tuple(documents),
            skipped=tuple(
                Skipped(where=where, why=from_row(why), fault=fault, partly=partly)
                for where, why, fault, partly in left
            ),
        )
        for name, stamp, sha256, known, documents, left in read["files"]
    }


def unread_in(files: Mapping[str, Filed]) -> tuple[Skipped, ...] | None:
    """As `Store.unread`, of the files that were meant to be read."""
    return tuple(one for it in files.values() for one in it.skipped if one.fault) if files else None


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
