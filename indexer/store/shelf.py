"""The documents of a corpus that is read, on their way into an index: those that haven't changed
stay in the index in place, and the others wait on the disk.

What always holds: of each document its id, its language and its key are in memory, and no more; its
text is read when it is asked for.
"""

from __future__ import annotations

import json
import tempfile
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from corpus.document import Document
from corpus.errors import StoreError
from corpus.shelf import Told, in_language, told_of
from indexer.index import Texts
from indexer.store.codec import as_json, document_from, document_row
from indexer.store.fingerprint import key_of
from indexer.store.spool import Spool

_LEVEL = 1  # of compression: it is read again in a moment
_IN_PLACE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of a document without its text. `key`: as `key_of` gives it."""

    id: str
    language: str
    key: bytes


class Shelved(Sequence[Document]):
    """Documents that are read one by one. Iterating over them reads each once."""

    def __init__(self, shelf: DocumentShelf, heads: Sequence[Head]) -> None:
        self._shelf = shelf
        self.heads = heads

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Document]: ...
    def __getitem__(self, at: int | slice) -> Document | Sequence[Document]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return self._shelf.document(self.heads[at].id)

    def some(self, wanted: Callable[[Head], bool]) -> Shelved:
        return Shelved(self._shelf, list(filter(wanted, self.heads)))


def head_of(document: Document) -> Head:
    return Head(id=document.id, language=document.metadata.language, key=key_of(document))


def heads_of(documents: Sequence[Document]) -> Sequence[Head]:
    """What is known of them without their texts, which are read only where it isn't."""
    if isinstance(documents, Shelved):
        return documents.heads
    return list(map(head_of, documents))


def some_of(documents: Sequence[Document], wanted: Callable[[Head], bool]) -> Sequence[Document]:
    """Those that are wanted, read where they are looked at."""
    if isinstance(documents, Shelved):
        return documents.some(wanted)
    return [document for document in documents if wanted(head_of(document))]


def languages_of(documents: Sequence[Document]) -> Iterator[str]:
    if isinstance(documents, Shelved):
        return (head.language for head in documents.heads)
    return (document.metadata.language for document in documents)


class DocumentShelf:
    """Keeps the contract of `corpus.shelf.Shelf`. To be used in a ``with``.

    Raises StoreError where the disk fails, or the index in place can't be read.
    """

    def __init__(self, before: Mapping[str, Document], keys: Mapping[str, bytes]) -> None:
        """What is in the index in place, by id."""
        self._before, self._keys = before, keys
        self._spool = Spool()
        self._heads: list[Head] = []
        self._at: dict[str, int] = {}
        self._places = array("q")  # in the spool

    def __enter__(self) -> DocumentShelf:
        return self

    def __exit__(self, *_: object) -> None:
        with _disk():
            self._spool.__exit__()

    @cached_property
    def _known(self) -> Mapping[str, Told]:
        if not isinstance(self._before, Texts):
            return {id_: told_of(document.metadata) for id_, document in self._before.items()}
        # There are few different ones, and may be many documents.
        kept: dict[Told, Told] = {}
        return {id_: kept.setdefault(told, told) for id_, told in self._before.told()}

    def known(self, identity: str) -> Told | None:
        return self._known.get(identity) if identity in self._keys else None

    def keep(self, identity: str) -> None:
        language = self._known[identity].language
        self._put(Head(id=identity, language=language, key=self._keys[identity]), _IN_PLACE)

    def add(self, document: Document) -> None:
        self._put(head_of(document), self._write(document))

    def text(self, identity: str) -> str:
        return self.document(identity).text

    def tell(self, identity: str, language: str) -> None:
        at = self._at[identity]
        document = in_language(self.document(identity), language)
        self._places[at] = self._write(document)
        self._heads[at] = head_of(document)

    def documents(self) -> Shelved:
        return Shelved(self, self._heads)

    def document(self, identity: str) -> Document:
        place = self._places[self._at[identity]]
        if place == _IN_PLACE:
            return self._before[identity]
        with _disk():
            body = self._spool.get(place)
        return document_from(json.loads(zlib.decompress(body)))

    def _put(self, head: Head, place: int) -> None:
        self._at[head.id] = len(self._heads)
        self._heads.append(head)
        self._places.append(place)

    def _write(self, document: Document) -> int:
        body = zlib.compress(as_json(document_row(document)).encode(), _LEVEL)
        with _disk():
            return self._spool.add(body)


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"what was read can't be kept for a while ({error.strerror or error})",
            where=tempfile.gettempdir(),
            mend="free some disk space, or set TMPDIR to a folder where there is more",
        ) from error
