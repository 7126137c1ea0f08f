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
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from corpus.contents import contents, failed, kind_of, unknown
from corpus.document import Document
from corpus.errors import CorpusError
from corpus.files import (
    MAX_FILE_BYTES,
    Opened,
    Skipped,
    Stamp,
    names_in,
    open_file,
    printable,
    stamp_of,
)
from corpus.formats import READERS, reader_for
from corpus.formats.archive import Member, members
from corpus.manifest import ARCHIVE, JSON_LINES, MANIFEST_NAME, Entry, load_manifest

# Another version of these may give another text for the same bytes.
LIBRARIES = (
    "charset-normalizer",
    "lxml",
    "markdown-it-py",
    "openpyxl",
    "pillow",
    "pypdfium2",
    "python-docx",
    "PyYAML",
    "sentencex",
    "trafilatura",
)

# What of this folder reads no file: a change of it changes no document.
NOT_READING = ("lint", "errors.py")

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
    """What an earlier load gave, by the same readers: files by name, and documents by id."""

    files: Mapping[str, Filed] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What was loaded. `files` has every file that was meant to be read."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    files: Mapping[str, Filed]


def load_corpus(
    path: Path, *, before: Before | None = None, progress: Progress | None = None
) -> Corpus:
    """The documents of a folder or of a ``.jsonl`` file.

    Raises `CorpusError` if there is no such corpus, its manifest is wrong, two documents share an
    id, or not one document can be read.
    """
    place = _place(path)
    before = before or Before()
    documents: dict[str, Document] = {}
    owners: dict[str, str] = {}
    files: dict[str, Filed] = {}
    skipped = list(place.skipped)
    for done, name in enumerate(place.names, start=1):
        filed = _still(place, name, before.files.get(name))
        if filed is not None and all(id_ in before.documents for id_ in filed.documents):
            found = [before.documents[id_] for id_ in filed.documents]
        else:
            filed, found = _read(place, name)
        files[name] = filed
        skipped += filed.skipped
        for document in found:
            if document.id in owners:
                raise CorpusError(
                    f"id {document.id!r} belongs to both {owners[document.id]!r} and {name!r}",
                    where=str(path / MANIFEST_NAME) if path.is_dir() else str(path),
                    mend="give one of them another id",
                )
            owners[document.id] = name
            documents[document.id] = document
        if progress:
            progress(done, len(place.names))
    for one in skipped:
        logger.warning("left out: %s: %s", one.where, one.why)
    if not documents:
        raise _nothing(path, skipped)
    return Corpus(documents=tuple(documents.values()), skipped=tuple(skipped), files=files)


def unchanged(path: Path, files: Mapping[str, Filed]) -> Corpus | None:
    """The corpus, without its documents, if it would load as it did when it gave these files;
    None if not. Reads only files whose stamps say nothing.

    Raises `CorpusError` if there is no such corpus or its manifest is wrong.
    """
    place = _place(path)
    if list(files) != place.names:
        return None
    now: dict[str, Filed] = {}
    for name in place.names:
        filed = _still(place, name, files[name])
        if filed is None:
            return None
        now[name] = filed
    skipped = [*place.skipped, *(one for filed in now.values() for one in filed.skipped)]
    return Corpus(documents=(), skipped=tuple(skipped), files=now)


def glance(path: Path) -> object:
    """What `path` looks like from outside: equal to an earlier glance where nothing has changed.

    Never an error: what can't be looked at looks like that.
    """
    try:
        place = _place(path)
    except CorpusError as error:
        return str(error)
    looks: dict[str, object] = {}
    for name in (*place.names, MANIFEST_NAME):
        try:
            looks[name] = stamp_of(place.root, name)
        except CorpusError as error:
            looks[name] = str(error)
    return looks, place.skipped


@cache
def reader_version() -> str:
    """Changes with everything that a file's bytes are read by: what was read by another version
    is read again."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for source in sorted(here.rglob("*.py")):
        if source.relative_to(here).parts[0] in NOT_READING:
            continue
        digest.update(source.relative_to(here).as_posix().encode() + b"\0" + source.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()


def original_bytes(path: Path, document: Document) -> bytes:
    """The bytes that a document of the corpus at `path` was read from.

    Raises `CorpusError` if they aren't there, or are no longer the ones that it was read from.
    """
    source = document.source
    if source is None:
        raise CorpusError("has no file of its own", where=document.id)
    root = path.resolve()
    try:
        data = _original(root, source.file)
    except CorpusError as error:
        raise CorpusError(error.what, where=source.file, mend=error.mend) from error
    if data is None or hashlib.sha256(data).hexdigest() != source.sha256:
        raise CorpusError(
            "isn't the file that was indexed", where=source.file, mend="run `quotedesk index` again"
        )
    return data


def _original(root: Path, name: str) -> bytes | None:
    for parent in PurePosixPath(name).parents:
        archive = parent.as_posix()
        if kind_of(archive) == ARCHIVE and (root / archive).is_file():
            inside = members(_content(open_file(root, archive)), where=archive)
            wanted = name.removeprefix(f"{archive}/")
            return next(
                (one.data for one in inside if isinstance(one, Member) and one.name == wanted), None
            )
    return _content(open_file(root, name))


def _content(opened: Opened) -> bytes:
    with opened:
        return opened.file.read()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where to read: the resolved folder, and the files in it that are to be read, in order."""

    root: Path
    names: list[str]
    skipped: list[Skipped]
    entries: Mapping[str, Entry]
    # One JSON Lines file that is the whole corpus may be larger than any other.
    single: bool = False

    def open(self, name: str) -> Opened:
        return open_file(self.root, name, None if self.single else MAX_FILE_BYTES)

    def known(self, name: str) -> dict[str, Entry]:
        """What the manifest says of a file, or of the members of an archive."""
        if name in self.entries:
            return {name: self.entries[name]}
        if kind_of(name) != ARCHIVE:
            return {}
        return {file: it for file, it in self.entries.items() if file.startswith(f"{name}/")}


def _place(path: Path) -> _Place:
    if path.is_dir():
        entries = load_manifest(path)
        try:
            names, skipped = names_in(path)
        except OSError as error:
            raise CorpusError(
                f"can't be read ({error.strerror})",
                where=str(path),
                mend="check the folder's permissions",
            ) from error
        named = {name for name in entries if (path / name).is_file()}
        wanted = []
        for name in sorted({*names, *named}):
            if name != printable(name):
                skipped.append(
                    Skipped(where=printable(name), why="its name isn't UTF-8, rename it")
                )
            elif reader_for(name) is None and kind_of(name) is None:
                skipped.append(unknown(name))
            else:
                wanted.append(name)
        return _Place(root=path.resolve(), names=wanted, skipped=skipped, entries=entries)
    if not path.exists():
        raise CorpusError("doesn't exist", where=str(path), mend=_MEND_PATH)
    if not path.is_file() or kind_of(path.name) != JSON_LINES:
        raise CorpusError("is neither a folder nor a .jsonl file", where=str(path), mend=_MEND_PATH)
    # A link to it is followed: it was named.
    real = path.resolve()
    return _Place(root=real.parent, names=[real.name], skipped=[], entries={}, single=True)


_MEND_PATH = "give a folder of documents or a .jsonl file of them"


def _nothing(path: Path, skipped: list[Skipped]) -> CorpusError:
    faults = [one for one in skipped if one.fault]
    first = next(iter(faults or skipped), None)
    told = f"{first.where}: {first.why}" if first else ""
    match len(faults):
        case 0:
            what = "holds no documents" + (f"; {told}" if told else "")
            mend = f"put {', '.join(READERS)}, .jsonl or .zip files there"
        case 1:
            what, mend = "its only document can't be read", f"mend {told}"
        case many:
            what, mend = f"none of its {many} documents can be read", f"begin with {told}"
    return CorpusError(what, where=str(path), mend=mend)


def _still(place: _Place, name: str, filed: Filed | None) -> Filed | None:
    """The record of a file that gives what it gave when that was made, with its stamp of today;
    None for any other."""
    if filed is None or filed.known != _digest_of(place.known(name).values()):
        return None
    try:
        if filed.stamp is not None and filed.stamp == stamp_of(place.root, name):
            return filed
        with place.open(name) as opened:
            return replace(filed, stamp=opened.stamp) if filed.sha256 == opened.sha256 else None
    except CorpusError as error:
        # It couldn't be read then either, for the same reason.
        return filed if filed.skipped == (failed(name, error),) and not filed.sha256 else None


def _read(place: _Place, name: str) -> tuple[Filed, list[Document]]:
    entries = place.known(name)
    known = _digest_of(entries.values())
    documents: list[Document] = []
    skipped: list[Skipped] = []
    stamp, sha256 = None, ""
    try:
        with place.open(name) as opened:
            stamp, sha256 = opened.stamp, opened.sha256
            for one in contents(name, opened, entries):
                if isinstance(one, Skipped):
                    skipped.append(one)
                else:
                    documents.append(one)
    except CorpusError as error:
        skipped.append(failed(name, error))
    filed = Filed(
        stamp=stamp,
        sha256=sha256,
        known=known,
        documents=tuple(document.id for document in documents),
        skipped=tuple(skipped),
    )
    return filed, documents


def _digest_of(entries: Iterable[Entry]) -> str:
    stated = [asdict(entry) for entry in entries]
    return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()
