"""An index in Milvus, for any number of desks on any number of machines.

Each desk needs its address, and a folder of its own for what is brought to its disk: the encoder
and the catalogue, which are fetched again where they are missing. A new version is written beside
the one in use, counted, and put in use by moving an alias: whoever opens the index at any moment
finds the old one or the new one. There is one writer at a time, and none replaces an index that it
hasn't seen. `versions.py` says what of older versions stays.
"""

from __future__ import annotations

import logging
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import StoreError
from corpus.files import Skipped
from corpus.load import Filed
from indexer.build import Progress
from indexer.checkpoint import Checkpoint
from indexer.embed.encoder import is_whole
from indexer.embed.protocol import Embedder
from indexer.index import Index
from indexer.search.milvus import LITE, milvus_at
from indexer.settings import IndexSettings
from indexer.store.encoder import encoder_name, encoder_of, made_by, remove_other_encoders
from indexer.store.incremental import Past, unread_in
from indexer.store.layout import AGAIN
from indexer.store.milvus import encoders
from indexer.store.milvus.reading import (
    KeptMilvus,
    check,
    files_of,
    read_version,
)
from indexer.store.milvus.versions import Signs, Versions, owner_of
from indexer.store.milvus.writing import Built, Spooled, make_texts, note_files, send
from indexer.store.place import CHECKPOINT, VERSION, alone, check_target, unwritten, used_version
from indexer.store.shelf import heads_of
from indexer.store.version import write_version

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilvusStore:
    """Keeps the contract of `Store`.

    address  of the server, or a file for Milvus Lite
    name     what its collections' names begin with
    folder   on this machine's disk, for what is brought there
    """

    address: str
    name: str
    folder: Path
    token: str = field(default="", repr=False)

    @property
    def _versions(self) -> Versions:
        lite = self.address.endswith(LITE)  # a file: the same from whatever folder it is opened
        address = str(Path(self.address).absolute()) if lite else self.address
        server = milvus_at(address, self.token)
        return Versions(server=server, name=self.name, owner=owner_of(self.folder))

    def used(self) -> str | None:
        return self._versions.current()

    def _meta(self) -> tuple[str, dict[str, Any]] | None:
        """The version in use and what is written about it; None where that can't be read."""
        versions = self._versions
        name = versions.current()
        try:
            return (name, versions.meta(name)) if name else None
        except StoreError as error:
            log.info("made anew: %s", error)
            return None

    def put_in_place(self) -> datetime | None:
        found = self._meta()
        return datetime.fromisoformat(found[1]["at"]) if found else None

    def model(self) -> str | None:
        found = self._meta()
        return found[1]["model_identity"] if found else None

    def read(self) -> Index:
        versions = self._versions
        name = self._in_use(versions)
        try:
            return read_version(versions, name, self.folder)
        except StoreError:
            # A writer may have put a new one in use, and removed this one, while it was read.
            if (newer := self._in_use(versions)) == name:
                raise
            return read_version(versions, newer, self.folder)

    def _in_use(self, versions: Versions) -> str:
        name = versions.current()
        if name is None:
            raise StoreError(
                "there is no index here", where=versions.where, mend="run `quotedesk index` first"
            )
        return name

    def past(self) -> Past:
        used, found = self.used(), self._meta()
        if found is None:
            return Past(used, None, {})
        name, meta = found
        versions = self._versions
        encoder = meta.get("encoder")
        whole = encoder is None or encoders.files_of(versions, encoder) is not None
        return Past(name, KeptMilvus(versions, name, meta, self.folder), meta, encoder=whole)

    def encoder(self, model_identity: str, make: Callable[[Path], None] | None = None) -> Path:
        """One that isn't on this machine's disk is fetched from where the index is."""
        name = encoder_name(model_identity)
        place = self.folder / name
        if is_whole(place):
            return place
        versions = self._versions
        files = encoders.files_of(versions, name)
        if files is None:
            return encoder_of(self.folder, model_identity, make)
        fetch = partial(encoders.fetch, versions, name, files)
        return encoder_of(self.folder, model_identity, fetch)

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
        check_target(self.folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with alone(self.folder):
                versions = self._versions
                self._check_seen(versions, past)
                versions.check_free()
                self._tidy(versions)
                version = f"v-{secrets.token_hex(6)}"
                work = self.folder / f".new-{version}"
                try:
                    work.mkdir()
                    make_texts(versions, version)
                    signs = Signs(versions, version)
                    meta = self._build_and_send(
                        versions, version, work, documents, settings, embedder,
                        _with_signs(progress, signs), signs, past, files or {}, corpus,
                    )  # fmt: skip
                    log.info("%s: %d passages", version, meta["passages"])
                    self._check_seen(versions, past)
                    versions.server.point(self.name, versions.passages(version))
                    versions.end_lease(version)
                    versions.remove_other_encoders(meta["encoder"])
                    remove_other_encoders(self.folder, embedder.identity)
                    (self.folder / CHECKPOINT).unlink(missing_ok=True)
                finally:
                    shutil.rmtree(work, ignore_errors=True)
                    self._tidy(versions)
        except OSError as error:
            mend = "check the disk and the folder's rights"
            raise unwritten(self.folder, error, mend) from error
        return self.read()

    def _build_and_send(
        self,
        versions: Versions,
        version: str,
        work: Path,
        documents: Sequence[Document],
        settings: IndexSettings,
        embedder: Embedder,
        progress: Progress,
        signs: Signs,
        past: Past | None,
        files: Mapping[str, Filed],
        corpus: str,
    ) -> dict[str, Any]:
        """All of a version but its place. Raises StoreError or OSError."""
        identity = embedder.identity
        heads = heads_of(documents)
        checkpoint = Checkpoint(self.folder / CHECKPOINT, made_by(identity), embedder.dimension)
        with closing(Spooled()) as spooled:
            written = write_version(
                work,
                documents,
                heads,
                settings,
                embedder,
                known=past.vectors if past else None,
                checkpoint=checkpoint,
                progress=progress,
                searches=spooled.searches(),
            )
        meta = written.meta(heads, settings, identity, corpus) | {
            "documents": len(documents),
            "dimension": embedder.dimension,
            "encoder": encoders.keep(versions, self.folder / encoder_name(identity), signs),
        }
        built = Built(place=work, parts=written.parts, spooled=spooled)
        send(versions, version, built, meta, files, signs)
        return meta

    def _check_seen(self, versions: Versions, past: Past | None) -> None:
        if past is not None and past.used != versions.current():
            raise StoreError(
                "another process has written this index meanwhile",
                where=versions.where,
                mend=AGAIN,
            )

    def _tidy(self, versions: Versions) -> None:
        """Removes what nothing needs any more, here and there. Never an error: the next writer
        does it."""
        try:
            for version in versions.unused():
                versions.remove(version)
            kept = {versions.current(), used_version(self.folder)}
        except StoreError as error:
            log.info("older versions stay for now: %s", error)
            return
        for path in self.folder.iterdir():
            name = path.name.removeprefix(".new-")
            if path.is_dir() and VERSION.fullmatch(name) and name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def note(self, past: Past, files: Mapping[str, Filed]) -> None:
        try:
            if past.used is None:
                return
            check_target(self.folder)
            self.folder.mkdir(parents=True, exist_ok=True)
            with alone(self.folder):
                versions = self._versions
                if files != past.files and versions.current() == past.used:
                    note_files(versions, past.used, files, self.folder)
                self._tidy(versions)
        except (OSError, StoreError) as error:
            log.info("the looks of the corpus' files can't be kept: %s", error)

    def check_free(self) -> None:
        check_target(self.folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with alone(self.folder):
                self._versions.check_free()
        except OSError as error:
            raise unwritten(self.folder, error, "check the folder's rights") from error

    def check(self) -> None:
        versions = self._versions
        check(versions, self._in_use(versions), self.folder)

    def unread(self) -> tuple[Skipped, ...] | None:
        found = self._meta()
        return unread_in(files_of(self._versions, *found)) if found else None


def _with_signs(progress: Progress | None, signs: Signs) -> Progress:
    """The progress of the work, which shows that its writer is alive."""

    def step(what: str, total: int, done: int) -> None:
        signs()
        if progress:
            progress(what, total, done)

    return step
