"""Has files of a corpus read by workers.

What always holds: a file that was read is kept until the index is written, so that another run goes
on from there; one that brings every worker down is named and left out.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from corpus.errors import CorpusError
from corpus.files import Skipped, Stamp, printable
from corpus.folder import Folder
from corpus.formats.version import formats_version
from corpus.load import Filed, Put, known_of, read_here
from corpus.phrase import Phrase, with_mend
from indexer.cluster.jobs import FileSent, reading, was_read
from indexer.cluster.kept import Kept
from indexer.cluster.workers import TRIES, Item, Workers, done


class Reads:
    """For one load. `files`: how many workers read, in so many `seconds`; `lost`: what brought
    them down, by name."""

    def __init__(self, kept: Kept, chunk: int) -> None:
        """`chunk`: how much a worker is sent at once, in bytes."""
        self._kept, self._chunk = kept, chunk
        self._stamps: dict[str, tuple[Stamp | None, str]] = {}
        self.files, self.seconds = 0, 0.0
        self.lost: dict[str, Skipped] = {}

    def run(self, workers: Workers, folder: Folder, names: Sequence[str]) -> Iterator[None]:
        """Once for each file that is done with."""
        kept, here = self._kept, 0

        def items() -> Iterator[Item]:
            nonlocal here
            for name in names:
                file = self._file(folder, name)
                if file is None or kept.read(name, _made_of(file)) is not None:
                    here += 1
                else:
                    yield Item(key=name, size=len(file.data), payload=file)

        begun = time.monotonic()
        for name, answer in done(workers, reading(), items(), chunk_bytes=self._chunk):
            if answer is None:
                self.lost[name] = given_up(name)
            else:
                self.files += 1
                sha256 = self._stamps[name][1]
                kept.keep_read(name, _key(sha256, known_of(folder.known(name))), answer)
            yield
        self.seconds += time.monotonic() - begun
        yield from (None for _ in range(here))

    def _file(self, folder: Folder, name: str) -> FileSent | None:
        """None for one that can't be opened, which is told when the corpus is loaded."""
        try:
            with folder.open(name) as opened:
                self._stamps[name] = (opened.stamp, opened.sha256)
                return FileSent(
                    name=name,
                    data=opened.file.read(),
                    sha256=opened.sha256,
                    entries=folder.known(name),
                )
        except CorpusError:
            return None

    def filed(self, folder: Folder, name: str, put: Put) -> Filed:
        """As `corpus.load.read_here`."""
        known = known_of(folder.known(name))
        if name in self.lost:
            return Filed(stamp=None, sha256="", known=known, skipped=(self.lost[name],))
        stamp, sha256 = self._stamps.get(name, (None, ""))
        body = self._kept.read(name, _key(sha256, known))
        if body is None:
            return read_here(folder, name, put)
        skipped, documents = was_read(body)
        for document in documents:
            put(document)
        ids = tuple(document.id for document in documents)
        return Filed(stamp=stamp, sha256=sha256, known=known, documents=ids, skipped=skipped)


def _made_of(file: FileSent) -> str:
    return _key(file.sha256, known_of(file.entries))


def _key(sha256: str, known: str) -> str:
    return f"{sha256} {known} {formats_version()}"


def given_up(name: str) -> Skipped:
    why = with_mend(
        Phrase("every worker that had it died ({n} tries)", n=TRIES),
        "split it, or give workers more memory",
    )
    return Skipped(where=printable(name), why=why)
