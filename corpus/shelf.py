"""Where documents are put as a corpus is read: who reads a large one needn't hold it in memory.

What always holds: documents are given back in the order in which they were put there, each as it
was; a document that an earlier load gave is taken over by its id, without its text being read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, overload

from corpus.document import Document, Metadata
from corpus.errors import CorpusError
from corpus.language import base_language
from corpus.language.detect import told_beside
from corpus.manifest import MANIFEST_NAME


@dataclass(frozen=True, slots=True)
class Told:
    """The language of a document; `assumed` as in `Metadata`."""

    language: str
    assumed: bool


class Shelf(Protocol):
    def known(self, identity: str) -> Told | None:
        """Of a document that an earlier load gave; None where none has that id."""
        ...

    def keep(self, identity: str) -> None:
        """Puts a document that is known here, after those that are there."""
        ...

    def add(self, document: Document) -> None:
        """Puts a document here, after those that are there."""
        ...

    def text(self, identity: str) -> str:
        """Of a document that was put here."""
        ...

    def tell(self, identity: str, language: str) -> None:
        """A document that was put here is in that language."""
        ...

    def documents(self) -> Sequence[Document]:
        """Those that were put here, in their order."""
        ...


class InMemory:
    """Keeps the contract of `Shelf`."""

    def __init__(self, before: Mapping[str, Document]) -> None:
        """`before`: what an earlier load gave, by id."""
        self._before = before
        self._own: dict[str, Document] = {}

    def known(self, identity: str) -> Told | None:
        found = self._before.get(identity)
        return told_of(found.metadata) if found is not None else None

    def keep(self, identity: str) -> None:
        self._own[identity] = self._before[identity]

    def add(self, document: Document) -> None:
        self._own[document.id] = document

    def text(self, identity: str) -> str:
        return self._own[identity].text

    def tell(self, identity: str, language: str) -> None:
        self._own[identity] = in_language(self._own[identity], language)

    def documents(self) -> tuple[Document, ...]:
        return tuple(self._own.values())


def told_of(metadata: Metadata) -> Told:
    return Told(metadata.language, metadata.assumed)


def in_language(document: Document, language: str) -> Document:
    return replace(document, metadata=replace(document.metadata, language=language))


class Texts(Sequence[str]):
    """Texts of documents on a shelf, each read when it is asked for."""

    def __init__(self, shelf: Shelf, identities: Sequence[str]) -> None:
        self._shelf, self._identities = shelf, identities

    def __len__(self) -> int:
        return len(self._identities)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return Texts(self._shelf, self._identities[at])
        return self._shelf.text(self._identities[at])


class Putting:
    """Puts documents on a shelf, each with an id of its own."""

    def __init__(self, path: Path, shelf: Shelf) -> None:
        self._path, self._shelf = path, shelf
        self.owners: dict[str, str] = {}  # the file of each document, by its id
        self._unclear: dict[str, str] = {}  # what their languages are taken for, by id
        self._languages: Counter[str] = Counter()  # of the others

    def kept(self, identities: Sequence[str], name: str) -> bool:
        """Puts documents of a file there as they were; False where one isn't known any more."""
        known = [(id_, self._shelf.known(id_)) for id_ in identities]
        if any(told is None for _, told in known):
            return False
        for id_, told in known:
            if told is not None:
                self._note(id_, told, name)
                self._shelf.keep(id_)
        return True

    def add(self, document: Document, name: str) -> None:
        self._note(document.id, told_of(document.metadata), name)
        self._shelf.add(document)

    def _note(self, id_: str, told: Told, name: str) -> None:
        if id_ in self.owners:
            raise CorpusError(
                f"id {id_!r} belongs to both {self.owners[id_]!r} and {name!r}",
                where=str(self._path / MANIFEST_NAME if self._path.is_dir() else self._path),
                mend="give one of them another id",
            )
        self.owners[id_] = name
        if told.assumed:
            self._unclear[id_] = told.language
        else:
            self._languages[base_language(told.language)] += 1

    def documents(self) -> Sequence[Document]:
        """Those that tell too little of their language are in that of the others; always found
        anew, whatever was assumed of them among other documents."""
        unclear = list(self._unclear)
        told = told_beside(Texts(self._shelf, unclear), list(self._languages.elements()))
        for id_, language in zip(unclear, told, strict=True):
            if language != self._unclear[id_]:
                self._shelf.tell(id_, language)
        return self._shelf.documents()
