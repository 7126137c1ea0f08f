"""The files of a corpus folder: which there are, what is in them, and whether they have changed.

What always holds: nothing outside of the folder is read, whatever links lie in it; what can't be
looked into is reported, never passed over in silence; a stamp is only given where every later
change of the file will show in it.
"""

from __future__ import annotations

import hashlib
import io
import os
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from corpus.errors import CorpusError
from corpus.formats.registry import mend_of
from corpus.manifest import MANIFEST_NAME
from corpus.phrase import Phrase, with_mend

MAX_FILE_BYTES = 64 * 1024 * 1024
# What a desk says about the documents that it lies beside; no document itself.
DESK_NAME = "desk.toml"
# Times on disk are as coarse as two seconds (FAT): a file that changed just before it was looked
# at may change again without a trace.
SETTLED_NS = 2_000_000_000

# Size, time of the last change of its bytes and of the file itself in nanoseconds, and inode.
Stamp = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What was left out: `where` names it, `why` says the reason and the mend.

    fault   False for a file that isn't meant to be read, such as a picture beside the documents
    partly  it is a part of a document that is read
    """

    where: str
    why: str
    fault: bool = True
    partly: bool = False


def unknown(name: str) -> Skipped:
    """A file of a kind that isn't read. It is a fault where it is a document all the same."""
    mend = mend_of(name)
    why = with_mend("not a format that is read", mend)
    return Skipped(where=printable(name), why=why, fault=mend is not None)


def failed(name: str, error: CorpusError) -> Skipped:
    return Skipped(where=printable(name), why=with_mend(error.what, error.mend))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file open for reading, to be used in a ``with``; `sha256` is the hex digest of its bytes.

    stamp  None where a later change might not show in one
    """

    file: BinaryIO
    sha256: str
    stamp: Stamp | None

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def names_in(folder: Path) -> tuple[list[str], list[Skipped]]:
    """Paths of all files that aren't hidden, relative to the folder, with slashes, in order.

    Links to folders aren't followed: they could lead in circles, or outside. Raises OSError if the
    folder itself can't be read.
    """
    names: list[str] = []
    skipped: list[Skipped] = []

    def relative(path: str) -> str:
        return Path(path).relative_to(folder).as_posix()

    def note(error: OSError) -> None:
        if error.filename == str(folder):
            raise error
        why = with_mend(
            Phrase("can't be read ({reason})", reason=error.strerror or ""),
            "check the folder's permissions",
        )
        skipped.append(Skipped(where=printable(relative(error.filename)), why=why))

    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            path = os.path.join(parent, name)  # noqa: PTH118 (thrice as fast, for every folder)
            if os.path.islink(path):  # noqa: PTH114
                why = with_mend("a link to a folder", "put the folder itself there")
                skipped.append(Skipped(where=printable(relative(path)), why=why))
        inside = "" if parent == str(folder) else relative(parent) + "/"
        names += [inside + name for name in files if not name.startswith(".")]
    return sorted(set(names) - {MANIFEST_NAME, DESK_NAME}), skipped


def printable(name: str) -> str:
    """`name` with what is not UTF-8 in it replaced: file systems allow any bytes."""
    return name.encode("utf-8", "replace").decode("utf-8")


def stamp_of(root: Path, name: str) -> Stamp:
    """The stamp of a file as it is now. Raises `CorpusError` if it may not or can't be read."""
    try:
        return _stamp(_inside(root, name).stat())
    except (OSError, RuntimeError) as error:
        raise _unreadable(error) from error


def open_file(root: Path, name: str, limit: int | None = MAX_FILE_BYTES) -> Opened:
    """Opens a file of the resolved folder `root`: in memory, or on disk if there is no limit.

    Raises `CorpusError` with why it can't be read, or not at such a size.
    """
    try:
        path = _inside(root, name)
        if not path.is_file():  # reading a pipe would wait for ever
            raise CorpusError("not a regular file")
        with ExitStack() as closing:
            found = closing.enter_context(path.open("rb"))
            status = os.fstat(found.fileno())
            file: BinaryIO = found
            if limit is None:
                digest = hashlib.file_digest(found, "sha256").hexdigest()
                found.seek(0)
                closing.pop_all()
            else:
                data = found.read(limit + 1) if status.st_size <= limit else None
                if data is None or len(data) > limit:
                    raise CorpusError(
                        Phrase("larger than {size} MB", size=limit >> 20), mend="split it"
                    )
                if not data.strip():
                    raise CorpusError("is empty")
                digest = hashlib.sha256(data).hexdigest()
                file = io.BytesIO(data)
    except (OSError, RuntimeError) as error:
        raise _unreadable(error) from error
    stamp = _stamp(status)
    settled = max(stamp[1:3]) < time.time_ns() - SETTLED_NS
    return Opened(file=file, sha256=digest, stamp=stamp if settled else None)


def _inside(root: Path, name: str) -> Path:
    path = root / name
    if not path.resolve(strict=True).is_relative_to(root):
        raise CorpusError("a link that leads outside of the corpus folder")
    return path


def _unreadable(error: OSError | RuntimeError) -> CorpusError:
    # RuntimeError: a link that leads to itself.
    if isinstance(error, RuntimeError):
        circle = Phrase("a link in a circle")
        return CorpusError(Phrase("can't be read ({reason})", reason=circle))
    return CorpusError(Phrase("can't be read ({reason})", reason=error.strerror or ""))


def _stamp(status: os.stat_result) -> Stamp:
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
