"""What a document store must do: keep one index, and what the next one takes over from it.

What always holds: whoever reads finds a whole index, the old one or the new one; what can't be
written leaves the index in place as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from corpus.document import Document
from corpus.files import Skipped
from corpus.load import Filed
from indexer.build import Progress
from indexer.embed.protocol import Embedder
from indexer.index import Index
from indexer.settings import IndexSettings
from indexer.store.incremental import Past


class Store(Protocol):
    """One that is on another machine raises StoreError from each method where that can't be
    reached, from `note` apart."""

    def used(self) -> str | None:
        """A name of the index in place, another one after each write; None if there is none."""
        ...

    def put_in_place(self) -> datetime | None:
        """When that was; None where it isn't known."""
        ...

    def model(self) -> str | None:
        """The model that the index in place was made with, as it is written there; None where that
        can't be read. A glance: nothing is checked."""
        ...

    def read(self) -> Index:
        """The index in place.

        Raises StoreError if there is none, or it is damaged or was made by other code.
        """
        ...

    def past(self) -> Past:
        """What is known of the index in place. Never an error: nothing is known of an index that
        can't be read."""
        ...

    def encoder(self, model_identity: str, make: Callable[[Path], None] | None = None) -> Path:
        """Where the encoder of a model lies: on this machine's disk, whatever else is kept where.

        make  writes it into the folder that it is given, where it isn't there yet or is damaged;
              without it the place is only named

        Raises StoreError.
        """
        ...

    def write(
        self,
        documents: Sequence[Document],
        settings: IndexSettings,
        embedder: Embedder,
        progress: Progress | None = None,
        *,
        past: Past | None = None,
        files: Mapping[str, Filed] | None = None,
        corpus: str = "",
    ) -> Index:
        """Builds an index and puts it in place, whole or not at all.

        past   what `past` gave: what it knows isn't embedded again, and no other index than
               that is replaced
        files  what the documents were read from, for the next `past`
        corpus where these are, for the next `past`

        Raises StoreError.
        """
        ...

    def note(self, past: Past, files: Mapping[str, Filed]) -> None:
        """Keeps how the files of an unchanged corpus look today. Never an error: nothing but time
        is lost where that can't be done."""
        ...

    def check_free(self) -> None:
        """Raises StoreError if an index can't be written now: said before a model is loaded for
        nothing."""
        ...

    def check(self) -> None:
        """Reads all of the index in place. Raises StoreError if there is none, or a part of it
        isn't as it was written."""
        ...

    def unread(self) -> tuple[Skipped, ...] | None:
        """The files that were meant to be read and couldn't be, when they were last looked at;
        None where that isn't known."""
        ...
