"""A folder that an index is kept in.

It holds whole versions of an index and one small file, CURRENT, that names the one in use. A new
version is written beside, made durable, and put in use by replacing CURRENT, which is atomic:
whoever opens the index at any moment finds the old one or the new one, never a mix, and a crash
leaves at worst a folder that the next writer removes. There is one writer at a time, and none
replaces an index that it hasn't seen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.document import Document
from corpus.errors import StoreError
from corpus.files import Skipped
from corpus.load import Filed
from indexer.build import Progress
from indexer.embed.encoder import is_whole
from indexer.embed.protocol import Embedder
from indexer.index import Index
from indexer.settings import IndexSettings
from indexer.store.encoder import encoder_of
from indexer.store.incremental import KeptFolder, Past, read_files, unread_in, write_files
from indexer.store.layout import (
    AGAIN,
    FILES,
    check_whole,
    model_of,
    read_meta,
)
from indexer.store.making import make_version
from indexer.store.place import (
    CURRENT,
    LOCK,
    alone,
    check_target,
    remove_unused,
    unused,
    unwritten,
    used_version,
)
from indexer.store.reading import read_version

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Keeps the contract of `Store`, with the functions below."""

    folder: Path

    def used(self) -> str | None:
        return used_version(self.folder)

    def put_in_place(self) -> datetime | None:
        try:
            changed = (self.folder / CURRENT).stat().st_mtime
        except OSError:
            return None
        return datetime.fromtimestamp(changed, UTC)

    def model(self) -> str | None:
        name = used_version(self.folder)
        return model_of(self.folder / name) if name else None

    def read(self) -> Index:
        return read_index(self.folder)

    def past(self) -> Past:
        return open_past(self.folder)

    def encoder(self, model_identity: str, make: Callable[[Path], None] | None = None) -> Path:
        return encoder_of(self.folder, model_identity, make)

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
        return write_index(
            documents,
            settings,
            embedder,
            self.folder,
            progress,
            past=past,
            files=files,
            corpus=corpus,
        )

    def note(self, past: Past, files: Mapping[str, Filed]) -> None:
        note_files(self.folder, past, files)

    def check_free(self) -> None:
        check_free(self.folder)

    def check(self) -> None:
        check_index(self.folder)

    def unread(self) -> tuple[Skipped, ...] | None:
        # Read anew: it changes with the files, without a new index where no document does.
        name = used_version(self.folder)
        return unread_in(read_files(self.folder / name / FILES)) if name else None


def write_index(
    documents: Sequence[Document],
    settings: IndexSettings,
    embedder: Embedder,
    folder: Path,
    progress: Progress | None = None,
    *,
    past: Past | None = None,
    files: Mapping[str, Filed] | None = None,
    corpus: str = "",
) -> Index:
    """Builds an index and puts it in use, as `Store.write` says.

    Raises StoreError if the folder is not an index and not empty, another process is writing it or
    has done so since `past`, or the disk fails.
    """
    check_target(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            if past is not None and past.used != used_version(folder):
                raise StoreError(
                    "another process has written this index meanwhile",
                    where=str(folder),
                    mend=AGAIN,
                )
            try:
                make_version(folder, documents, settings, embedder, progress, past, files, corpus)
            finally:
                remove_unused(folder)
    except OSError as error:
        raise unwritten(folder, error, "check the disk and the folder's rights") from error
    # The lexical part was opened where it was built; open it where it is now.
    return read_index(folder)


def open_past(folder: Path) -> Past:
    """What is known of the index in place. Never an error: an index that can't be read is one of
    which nothing is known."""
    name = used_version(folder)
    if name is not None:
        try:
            meta = read_meta(folder / name, folder)
            encoder = meta.get("encoder")
            return Past(
                name,
                KeptFolder(folder / name, meta),
                meta,
                encoder=encoder is None or is_whole(folder / encoder),
            )
        except StoreError as error:
            log.info("made anew: %s", error)
    return Past(name, None, {})


def note_files(folder: Path, past: Past, files: Mapping[str, Filed]) -> None:
    """Keeps how the files of an unchanged corpus look today, so that they needn't be read the next
    time, and removes what a killed writer left. Where that can't be done nothing is lost but time
    and room."""
    try:
        if past.used is None or (files == past.files and not unused(folder)):
            return
        with alone(folder):
            if files != past.files and used_version(folder) == past.used:
                write_files(folder / past.used / FILES, files)
            remove_unused(folder)
    except (OSError, StoreError) as error:
        log.info("the looks of the corpus' files can't be kept: %s", error)


def check_free(folder: Path) -> None:
    """Raises StoreError if the folder can't hold an index, or another process is writing it: said
    before a model is loaded for nothing."""
    check_target(folder)
    if (folder / LOCK).exists():
        try:
            with alone(folder):
                pass
        except OSError as error:
            raise unwritten(folder, error, "check the folder's rights") from error


def read_index(folder: Path) -> Index:
    """Opens the index in use.

    Raises StoreError if there is none, or it is damaged or of another schema version.
    """
    version = _version(folder)
    try:
        return read_version(version, folder)
    except StoreError:
        # A writer may have put a new one in use, and removed this one, while it was being read.
        if (newer := _version(folder)) == version:
            raise
        return read_version(newer, folder)


def check_index(folder: Path) -> None:
    """Reads every file of the index in use.

    Raises StoreError if there is none, or one of its files isn't as it was written.
    """
    version = _version(folder)
    meta = read_meta(version, folder)
    check_whole(version, meta, folder)
    name = meta.get("encoder")
    if name and not is_whole(folder / name):
        raise StoreError("the index's encoder is missing or damaged", where=str(folder), mend=AGAIN)


def _version(folder: Path) -> Path:
    if not (folder / CURRENT).exists():
        raise StoreError(
            "there is no index here", where=str(folder), mend="run `quotedesk index` first"
        )
    name = used_version(folder)
    if name is None or not (folder / name).is_dir():
        raise StoreError("the index is damaged", where=str(folder), mend=AGAIN)
    return folder / name
