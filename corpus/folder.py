"""Which files of a corpus are to be read, and what the manifest says of each.

What always holds: a file that isn't to be read is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.files import MAX_FILE_BYTES, Opened, Skipped, names_in, open_file, printable, unknown
from corpus.formats.registry import container_of, format_of, holds_files
from corpus.manifest import FETCHED_NAME, MANIFEST_NAME, Entry, is_fetched, load_manifest
from corpus.phrase import with_mend

_MEND_PATH = "give a folder of documents or a .jsonl file of them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """Where to read: the resolved folder, and the files in it that are to be read, in order."""

    root: Path
    names: list[str]
    skipped: list[Skipped]
    entries: Mapping[str, Entry]
    # One JSON Lines file that is the whole corpus may be larger than any other.
    single: bool = False
    manifests: tuple[str, ...] = ()  # files that tell of the others, and may not be there

    def open(self, name: str) -> Opened:
        return open_file(self.root, name, None if self.single else MAX_FILE_BYTES)

    def known(self, name: str) -> dict[str, Entry]:
        """What the manifest says of a file, or of the members of an archive."""
        if name in self.entries:
            return {name: self.entries[name]}
        if not holds_files(name):
            return {}
        return {file: it for file, it in self.entries.items() if file.startswith(f"{name}/")}


def folder_at(path: Path) -> Folder:
    """The corpus at `path`. Raises `CorpusError` if there is none, or its manifest is wrong."""
    if path.is_dir():
        return _whole_folder(path)
    if not path.exists():
        raise CorpusError("doesn't exist", where=str(path), mend=_MEND_PATH)
    container = container_of(path.name)
    if not path.is_file() or container is None or container.of_files:
        raise CorpusError("is neither a folder nor a .jsonl file", where=str(path), mend=_MEND_PATH)
    # A link to it is followed: it was named.
    real = path.resolve()
    return Folder(root=real.parent, names=[real.name], skipped=[], entries={}, single=True)


def _whole_folder(path: Path) -> Folder:
    try:
        names, skipped = names_in(path)
    except OSError as error:
        raise CorpusError(
            f"can't be read ({error.strerror})",
            where=str(path),
            mend="check the folder's permissions",
        ) from error
    fetched = [
        name
        for name in names
        if name == FETCHED_NAME or (name.endswith(f"/{FETCHED_NAME}") and is_fetched(path / name))
    ]
    names = [name for name in names if name not in fetched]
    entries = load_manifest(path, fetched)
    named = {name for name in entries if (path / name).is_file()}
    wanted = []
    for name in sorted({*names, *named}):
        if name != printable(name):
            why = with_mend("its name isn't UTF-8", "rename it")
            skipped.append(Skipped(where=printable(name), why=why))
        elif format_of(name) is None and container_of(name) is None:
            skipped.append(unknown(name))
        else:
            wanted.append(name)
    return Folder(
        root=path.resolve(),
        names=wanted,
        skipped=skipped,
        entries=entries,
        manifests=(MANIFEST_NAME, *fetched),
    )
