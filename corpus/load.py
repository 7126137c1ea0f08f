"""From a folder of files, or one JSON Lines file, to documents.

What always holds: documents come in the order of their files' names (lines, members of an
archive), each with an id of its own; a file that can't be read is listed with the reason and the
others load; a file that hasn't changed since it was last read isn't read again. Only what makes
the whole wrong stops it: a bad manifest, two documents with one id, or nothing to read.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

from corpus.contents import contents
from corpus.document import Document
from corpus.errors import CorpusError
from corpus.files import Opened, Skipped, Stamp, failed, stamp_of
from corpus.folder import Folder, folder_at
from corpus.formats.registry import CONTAINERS, FORMATS
from corpus.manifest import Entry
from corpus.shelf import InMemory, Putting, Shelf

logger = logging.getLogger(__name__)

# Called after each file with how many are done and how many there are.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A file as it was when it was read, and what came of it.

    stamp      None where the file must be read to know whether it has changed
    sha256     hex digest of its bytes; empty where they couldn't be read
    known      digest of what the manifest says of it
    documents  the ids of what was read from it
    """

    stamp: Stamp | None
    sha256: str
    known: str
    documents: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What an earlier load gave, by the same version: files by name, and documents by id."""

    files: Mapping[str, Filed] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What was loaded. `files` has every file that was meant to be read; `documents` may be read
    each time that one is asked for."""

    documents: Sequence[Document]
    skipped: tuple[Skipped, ...]
    files: Mapping[str, Filed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The files of a corpus. `still`: those that give what they gave when they were last read."""

    folder: Folder
    still: Mapping[str, Filed]

    def to_read(self, before: Before) -> list[str]:
        """The files that have to be read, for they are new or have changed."""
        return [name for name in self.folder.names if not self._is_kept(name, before)]

    def _is_kept(self, name: str, before: Before) -> bool:
        filed = self.still.get(name)
        return filed is not None and all(id_ in before.documents for id_ in filed.documents)


# Takes a document that was read.
Put = Callable[[Document], None]
# Reads a file of the corpus, one document after the other.
Read = Callable[[Folder, str, Put], Filed]


def load_corpus(
    path: Path,
    *,
    before: Before | None = None,
    progress: Progress | None = None,
    shelf: Shelf | None = None,
    read: Read | None = None,
    looked: Looked | None = None,
) -> Corpus:
    """The documents of a folder or of a ``.jsonl`` file.

    shelf   where the documents are put, in place of memory: it knows those that `before` tells of
    read    in place of `read_here`, and gives the same
    looked  what `look` gave of it, for whoever has looked already

    Raises `CorpusError` if there is no such corpus, its manifest is wrong, two documents share an
    id, or not one document can be read.
    """
    before = before or Before()
    looked = looked or look(path, before)
    folder = looked.folder
    put = Putting(path, shelf if shelf is not None else InMemory(before.documents))
    files: dict[str, Filed] = {}
    skipped = list(folder.skipped)
    for done, name in enumerate(folder.names, start=1):
        filed = looked.still.get(name)
        if filed is None or not put.kept(filed.documents, name):
            filed = (read or read_here)(folder, name, partial(put.add, name=name))
        files[name] = filed
        skipped += filed.skipped
        if progress:
            progress(done, len(folder.names))
    for one in skipped:
        logger.warning("left out: %s: %s", one.where, one.why)
    if not put.owners:
        raise _nothing(path, skipped)
    return Corpus(documents=put.documents(), skipped=tuple(skipped), files=files)


def look(path: Path, before: Before) -> Looked:
    """Looks at each file once. Raises `CorpusError` if there is no such corpus or its manifest is
    wrong."""
    folder = folder_at(path)
    looked = ((name, _still(folder, name, before.files.get(name))) for name in folder.names)
    return Looked(folder=folder, still={name: it for name, it in looked if it is not None})


def unchanged(path: Path, files: Mapping[str, Filed]) -> Corpus | None:
    """The corpus, without its documents, if it would load as it did when it gave these files;
    None if not. Reads only files whose stamps say nothing.

    Raises `CorpusError` if there is no such corpus or its manifest is wrong.
    """
    folder = folder_at(path)
    if list(files) != folder.names:
        return None
    now: dict[str, Filed] = {}
    for name in folder.names:
        filed = _still(folder, name, files[name])
        if filed is None:
            return None
        now[name] = filed
    skipped = [*folder.skipped, *(one for filed in now.values() for one in filed.skipped)]
    return Corpus(documents=(), skipped=tuple(skipped), files=now)


def glance(path: Path) -> object:
    """What `path` looks like from outside: equal to an earlier glance where nothing has changed.
    As small for many files as for few.

    Never an error: what can't be looked at looks like that.
    """
    try:
        folder = folder_at(path)
    except CorpusError as error:
        return str(error)
    looks = hashlib.sha256()
    for name in (*folder.names, *folder.manifests):
        try:
            seen: object = stamp_of(folder.root, name)
        except CorpusError as error:
            seen = str(error)
        looks.update(repr((name, seen)).encode("utf-8", "backslashreplace"))
    return looks.digest(), folder.skipped


def _nothing(path: Path, skipped: list[Skipped]) -> CorpusError:
    faults = [one for one in skipped if one.fault]
    first = next(iter(faults or skipped), None)
    told = f"{first.where}: {first.why}" if first else ""
    match len(faults):
        case 0:
            what = "holds no documents" + (f"; {told}" if told else "")
            *others, last = (*FORMATS, *CONTAINERS)
            mend = f"put {', '.join(others)} or {last} files there"
        case 1:
            what, mend = "its only document can't be read", f"mend {told}"
        case many:
            what, mend = f"none of its {many} documents can be read", f"begin with {told}"
    return CorpusError(what, where=str(path), mend=mend)


def _still(folder: Folder, name: str, filed: Filed | None) -> Filed | None:
    """The record of a file that gives what it gave when that was made, with its stamp of today;
    None for any other."""
    if filed is None or filed.known != known_of(folder.known(name)):
        return None
    try:
        if filed.stamp is not None and filed.stamp == stamp_of(folder.root, name):
            return filed
        with folder.open(name) as opened:
            return replace(filed, stamp=opened.stamp) if filed.sha256 == opened.sha256 else None
    except CorpusError as error:
        # It couldn't be read then either, for the same reason.
        return filed if filed.skipped == (failed(name, error),) and not filed.sha256 else None


def read_here(folder: Folder, name: str, put: Put) -> Filed:
    """What a file of the corpus is, and what came of it: its documents are put in their place."""
    return read_file(name, lambda: folder.open(name), folder.known(name), put)


def read_file(
    name: str, opens: Callable[[], Opened], entries: Mapping[str, Entry], put: Put
) -> Filed:
    """Never an error but one of `put`, which is given one document after the other: `Filed` says of
    a file that can't be read why not. `entries`: what the manifest says of it."""
    known = known_of(entries)
    documents: list[str] = []
    skipped: list[Skipped] = []
    try:
        opened = opens()
    except CorpusError as error:
        return Filed(stamp=None, sha256="", known=known, skipped=(failed(name, error),))
    with opened:
        for one in _found_in(name, opened, entries):
            if isinstance(one, Skipped):
                skipped.append(one)
            else:
                put(one)
                documents.append(one.id)
    return Filed(
        stamp=opened.stamp,
        sha256=opened.sha256,
        known=known,
        documents=tuple(documents),
        skipped=tuple(skipped),
    )


def _found_in(
    name: str, opened: Opened, entries: Mapping[str, Entry]
) -> Iterator[Document | Skipped]:
    """What is in a file; what can't be read of it is left out, and nothing that is done with the
    rest is taken for that."""
    try:
        yield from contents(name, opened, entries)
    except CorpusError as error:
        yield failed(name, error)


def known_of(entries: Mapping[str, Entry]) -> str:
    """The digest of what the manifest says of a file."""
    stated = [asdict(entry) for entry in entries.values()]
    return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()
