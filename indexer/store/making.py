"""Makes the next version of an index in its folder, and puts it in use.

What always holds: CURRENT names a version that is whole and on the disk, the old one or the new.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.document import Document
from corpus.errors import StoreError
from corpus.load import Filed
from indexer.build import Progress
from indexer.checkpoint import Checkpoint
from indexer.embed.protocol import Embedder
from indexer.settings import IndexSettings
from indexer.store.codec import write_text
from indexer.store.encoder import encoder_name, made_by, remove_other_encoders
from indexer.store.fingerprint import shaping
from indexer.store.incremental import Past, write_files
from indexer.store.layout import FILES, check_whole, files_of, finish, read_meta, sync
from indexer.store.place import CHECKPOINT, CURRENT
from indexer.store.plan import Before, worth_going_on
from indexer.store.reading import read_texts
from indexer.store.shelf import heads_of
from indexer.store.version import write_version

log = logging.getLogger(__name__)


def make_version(
    folder: Path,
    documents: Sequence[Document],
    settings: IndexSettings,
    embedder: Embedder,
    progress: Progress | None,
    past: Past | None,
    files: Mapping[str, Filed] | None,
    corpus: str,
) -> None:
    """Builds a version, saves it and puts it in use. Raises StoreError or OSError."""
    fresh = folder / f".new-v-{secrets.token_hex(6)}"
    fresh.mkdir()
    heads = heads_of(documents)
    before = _before(folder, past, settings, embedder)
    written = write_version(
        fresh,
        documents,
        heads,
        settings,
        embedder,
        before=before,
        known=past.vectors if past else None,
        checkpoint=_checkpoint(folder, embedder),
        progress=progress,
    )
    write_files(fresh / FILES, files or {})
    encoder = encoder_name(embedder.identity)
    meta = written.meta(heads, settings, embedder.identity, corpus)
    meta["encoder"] = encoder if (folder / encoder).is_dir() else None
    known = before.meta["files"] if before else {}
    meta["files"] = files_of(fresh, before.place if before else None, known)
    finish(fresh, meta)
    put_in_use(folder, fresh)
    remove_other_encoders(folder, embedder.identity)
    (folder / CHECKPOINT).unlink(missing_ok=True)


def _before(
    folder: Path, past: Past | None, settings: IndexSettings, embedder: Embedder
) -> Before | None:
    """The version that the next one may go on from: only one that is whole to the last byte, for
    what is taken over isn't written again."""
    if past is None or past.used is None:
        return None
    if not past.made_with(shaping(settings), embedder.identity):
        return None
    place = folder / past.used
    try:
        meta = read_meta(place, folder)
        if not worth_going_on(meta):
            return None
        check_whole(place, meta, folder)
        return Before(place=place, meta=meta, texts=read_texts(place, meta), known=past.known)
    except StoreError as error:
        log.info("made anew: %s", error)
        return None


def _checkpoint(folder: Path, embedder: Embedder) -> Checkpoint:
    return Checkpoint(folder / CHECKPOINT, made_by(embedder.identity), embedder.dimension)


def put_in_use(folder: Path, fresh: Path) -> None:
    """Gives a version that is whole its name, and makes CURRENT name it. Raises OSError."""
    name = fresh.name.removeprefix(".new-")
    fresh.rename(folder / name)
    sync(folder)
    pointer = folder / f".{name}"
    write_text(pointer, name)
    pointer.replace(folder / CURRENT)
    sync(folder)
