"""The encoder that an index carries, so that it can be asked where its model isn't installed.

It isn't part of a version of the index: the next version, of the same model, needs the same.
What always holds: it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from indexer.embed.encoder import is_whole
from indexer.store.fingerprint import shape
from indexer.store.layout import sync
from indexer.store.place import ENCODER, alone, check_target, unwritten


def made_by(model_identity: str) -> str:
    """What a vector is made by: a model and our code, for other code may run it another way."""
    return f"{model_identity} {shape()['embedding']}"


def encoder_name(model_identity: str) -> str:
    """The name of its folder."""
    return f"encoder-{hashlib.sha256(made_by(model_identity).encode()).hexdigest()[:12]}"


def encoder_of(
    folder: Path, model_identity: str, make: Callable[[Path], None] | None = None
) -> Path:
    """Where the encoder of a model lies, as `Store.encoder` says.

    Raises StoreError if the disk fails or another process is writing here.
    """
    name = encoder_name(model_identity)
    place = folder / name
    if make is None or is_whole(place):
        return place
    check_target(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            fresh = folder / f".new-{name}"
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            try:
                make(fresh)
                for path in (*fresh.iterdir(), fresh):
                    sync(path)
                shutil.rmtree(place, ignore_errors=True)  # one that is damaged
                fresh.rename(place)
                sync(folder)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise unwritten(folder, error, "check the disk and the folder's rights") from error
    return place


def remove_other_encoders(folder: Path, model_identity: str) -> None:
    """Those of models that the index isn't made with any more. Never an error."""
    kept = encoder_name(model_identity)
    for path in folder.iterdir():
        if ENCODER.fullmatch(path.name) and path.name != kept:
            shutil.rmtree(path, ignore_errors=True)
