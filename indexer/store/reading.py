"""Opens one version of an index, whole or only what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np

from indexer.rows import DocumentRow
from indexer.search import Searches, default_searches
from indexer.search.parts import JoinedIndex, VectorPart
from indexer.settings import IndexSettings
from indexer.store.base import Base
from indexer.store.fingerprint import check_shape
from indexer.store.layout import (
    DIGESTS,
    INDEX,
    PASSAGE_VECTORS,
    TERMS,
    TEXTS,
    damaged,
    read_meta,
)
from indexer.store.opened import OpenIndex, OpenTexts
from indexer.store.tables import Part
from indexer.vectors import Digests


def parts_in(meta: Mapping[str, Any]) -> tuple[Part, ...]:
    return tuple(
        Part(number=number, name=name, first=first, passages=passages)
        for number, name, first, passages in meta["parts"]
    )


def read_version(version: Path, folder: Path, searches: Searches | None = None) -> OpenIndex:
    """Raises StoreError if it is damaged, or was made by other code or libraries."""
    meta = read_meta(version, folder)
    check_shape(meta.get("shape"), str(folder))
    searches = searches or default_searches()
    try:
        parts = parts_in(meta)
        base, texts = _bases(version, parts)
        opened = OpenTexts(base, texts)
        vectors = joined(version, parts, opened, searches)
        index = OpenIndex(
            base,
            texts,
            IndexSettings(**meta["settings"]),
            meta["model_identity"],
            vectors,
            searches.open_lexical(version / TERMS, meta["languages"]),
            _digests(version, parts, opened),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise damaged(folder) from error
    if len(vectors) != index.sizes.passages or index.sizes.passages != meta["passages"]:
        raise damaged(folder)
    return index


def read_texts(version: Path, meta: Mapping[str, Any]) -> OpenTexts:
    """What a version holds. Raises StoreError."""
    return OpenTexts(*_bases(version, parts_in(meta)))


class _BodiesFile(Base):
    """Keeps the contract of `Bodies`."""

    def body(self, row: DocumentRow) -> bytes | None:
        found = self.one("SELECT body FROM texts WHERE row = ?", row)
        return found[0] if found else None


def _bases(version: Path, parts: tuple[Part, ...]) -> tuple[Base, dict[int, _BodiesFile]]:
    texts = {it.number: _BodiesFile(version / it.name / TEXTS) for it in parts}
    return Base(version / INDEX), texts


def joined(
    version: Path, parts: tuple[Part, ...], opened: OpenTexts | None, searches: Searches
) -> JoinedIndex[Any]:
    """The vectors of all parts; without those that are gone where `opened` says which."""
    return JoinedIndex(
        [
            VectorPart(
                first=part.first,
                vectors=searches.open_dense(version / part.name / PASSAGE_VECTORS),
                there=opened.there(part.first, part.passages) if opened else None,
            )
            for part in parts
        ]
    )


def _digests(version: Path, parts: tuple[Part, ...], opened: OpenTexts) -> Callable[[], Digests]:
    # Opened now: the folder may be gone when they are asked for.
    found = all_digests(version, parts)

    def digests() -> Digests:
        there = ((some, opened.there(first, len(some))) for first, some in found)
        return cast(
            "Digests",
            np.concatenate([some if rows is None else some[rows] for some, rows in there]),
        )

    return digests


def all_digests(version: Path, parts: tuple[Part, ...]) -> list[tuple[int, Digests]]:
    """Of each part, with the row of its first passage; those that are gone too. Raises OSError or
    ValueError."""
    return [
        (part.first, np.load(version / part.name / DIGESTS, mmap_mode="r", allow_pickle=False))
        for part in parts
    ]
