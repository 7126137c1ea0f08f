"""The encoder, where workers on other machines find it.

What always holds: it is the very one that lies beside the index; whoever has the same disk takes it
from there, and any other machine is sent it once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import ModelError
from indexer.embed import Embedder, open_encoder
from indexer.embed.encoder import CARD, PARTS, is_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class SentEncoder:
    """Opens an encoder, on one thread. `files`: all of it, where machines may not have `place`."""

    place: Path
    files: Mapping[str, bytes] = field(repr=False)

    def __call__(self) -> Embedder:
        """Raises ModelError."""
        here = self.place if not self.files or is_whole(self.place) else self._unpacked()
        return open_encoder(here, threads=1)

    def _unpacked(self) -> Path:
        """Where it lies on this machine; several workers may want it at once."""
        name = hashlib.sha256(self.files[CARD]).hexdigest()[:12]
        own = Path(tempfile.gettempdir()) / f"quotedesk-{os.getuid()}"
        try:
            own.mkdir(mode=0o700, exist_ok=True)
            if own.is_symlink() or own.stat().st_uid != os.getuid():
                raise ModelError("somebody else's folder is where the encoder goes", where=str(own))
            place = own / f"encoder-{name}"
            if is_whole(place):
                return place
            fresh = Path(tempfile.mkdtemp(dir=own))
            for file, data in self.files.items():
                (fresh / file).write_bytes(data)
            shutil.rmtree(place, ignore_errors=True)  # one that is damaged
            try:
                fresh.rename(place)
            except OSError:  # another worker was first
                shutil.rmtree(fresh, ignore_errors=True)
        except OSError as error:
            raise ModelError(
                f"the encoder can't be written on a worker ({error.strerror})",
                where=str(own),
                mend="make room there",
            ) from error
        return place


def sent(place: Path, *, near: bool) -> SentEncoder:
    """`near`: the workers have this machine's disk. Raises ModelError."""
    if near:
        return SentEncoder(place=place, files={})
    try:
        files = {name: (place / name).read_bytes() for name in (*PARTS, CARD)}
    except OSError as error:
        raise ModelError(
            f"the index's encoder can't be read ({error.strerror})",
            where=str(place),
            mend="run `quotedesk index` again",
        ) from error
    return SentEncoder(place=place, files=files)
