"""Encoders in Milvus, for desks on machines where none was made.

What always holds: what is said of an encoder's files is written when they are there, so that it is
fetched whole or isn't there; what is fetched is checked against its digests.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.errors import StoreError
from indexer.embed.encoder import CARD, PARTS, is_whole
from indexer.search.milvus import Beat
from indexer.store.milvus.pieces import FIELDS, get_file, note, noted, put_file
from indexer.store.milvus.versions import META, Versions


def files_of(versions: Versions, name: str) -> dict[str, Any] | None:
    """The files of an encoder, by the name of its folder; None if it isn't there whole. Raises
    StoreError."""
    collection = versions.encoder(name)
    if collection not in versions.server.collections():
        return None
    with suppress(StoreError):  # it can't be asked: its writer was killed
        text = noted(versions.server, collection, META)
        return dict(json.loads(text)) if text else None
    return None


def fetch(versions: Versions, name: str, files: dict[str, Any], folder: Path) -> None:
    """Into a folder that is empty. Raises StoreError or OSError."""
    for part, known in files.items():
        get_file(versions.server, versions.encoder(name), part, known, folder / part)


def keep(versions: Versions, place: Path, beat: Beat) -> str | None:
    """The name of the encoder in a folder, which is then in Milvus too; None if there is none.
    Raises StoreError or OSError."""
    if not is_whole(place):
        return None
    name = place.name
    server, collection = versions.server, versions.encoder(name)
    if files_of(versions, name) is None:
        if collection in server.collections():
            server.drop(collection)
        server.make(collection, FIELDS)
        files = {
            part: put_file(server, collection, part, place / part, beat) for part in (*PARTS, CARD)
        }
        server.settle(collection, beat)
        note(server, collection, META, json.dumps(files))
    return name
