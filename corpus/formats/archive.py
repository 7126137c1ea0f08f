"""What lies in a ZIP file: an archive of documents, or a document that is one (DOCX, EPUB, ...).

What always holds: nothing is ever written to disk; all limits are checked against the archive's
list of members before the first byte is unpacked, and no more bytes come out than that list said.
Only stored and deflated members are read: the others unpack without a bound.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO

from corpus.errors import CorpusError
from corpus.formats.parsed import LeftOut, Member
from corpus.phrase import Phrase, with_mend

MAX_MEMBERS = 10_000
MAX_MEMBER_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
# How many times its packed size a member of more than that many bytes may have.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024
MAX_NAME_CHARS = 1024

_ENTRY = b"PK\x01\x02"  # begins each line of the list of members
_ENCRYPTED = 0x1
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What zipfile raises for archives that are damaged, or made to look so.
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def read_archive(file: BinaryIO, *, where: str) -> Iterator[Member | LeftOut]:
    """The files of an archive of documents, in order of name.

    Raises `CorpusError`, before it gives the first one, for what is wrong with the whole.
    """
    with _opened(file.read(), where) as archive:
        for name, info in sorted(_listed(archive, where).items()):
            why = _fault(info)
            if why:
                yield LeftOut(name=_printable(name), why=why)
                continue
            try:
                content = archive.read(info)
            except _DAMAGE:
                yield LeftOut(name=name, why=with_mend("damaged", "pack it again"))
                continue
            yield Member(name=name, data=content)


class Archive:
    """A document that is a ZIP file: its members by name, each checked before it can be read."""

    def __init__(self, data: bytes, *, where: str) -> None:
        """Raises `CorpusError` if anything in it is over a limit or isn't what it should be."""
        self._where = where
        self._zip = _opened(data, where)
        self._infos = _listed(self._zip, where)
        for name, info in self._infos.items():
            if why := _fault(info):
                raise CorpusError(
                    Phrase("its part {part} is {why}", part=repr(_printable(name)), why=why),
                    where=where,
                    mend="save the document again, or leave it out",
                )

    @property
    def names(self) -> tuple[str, ...]:
        """In the archive's order."""
        return tuple(self._infos)

    def read(self, name: str) -> bytes:
        """Raises `CorpusError` if there is no such member, or it is damaged."""
        try:
            return self._zip.read(self._infos[name])
        except (KeyError, *_DAMAGE) as error:
            state = Phrase("missing" if isinstance(error, KeyError) else "damaged")
            raise CorpusError(
                Phrase("its part {part} is {why}", part=repr(_printable(name)), why=state),
                where=self._where,
                mend="save the document again, or leave it out",
            ) from error


def _opened(data: bytes, where: str) -> zipfile.ZipFile:
    # Counted first: the list alone of a made-up archive can fill the memory.
    if data.count(_ENTRY) > 10 * MAX_MEMBERS:
        raise _too_many(where)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise CorpusError(
            "not a ZIP archive, or a damaged one", where=where, mend="save or pack it again"
        ) from error


def _too_many(where: str) -> CorpusError:
    return CorpusError(
        Phrase("holds more than {n} files", n=MAX_MEMBERS),
        where=where,
        mend="unpack it or split it",
    )


def _listed(archive: zipfile.ZipFile, where: str) -> dict[str, zipfile.ZipInfo]:
    """The files by name; of two of one name the later, as when unpacked."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise _too_many(where)
    if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise CorpusError(
            Phrase("unpacks to more than {size} MB", size=MAX_UNPACKED_BYTES >> 20),
            where=where,
            mend="split it, or leave it out",
        )
    return {info.filename: info for info in infos if not info.filename.endswith("/")}


def _fault(info: zipfile.ZipInfo) -> Phrase | None:
    """Why a member isn't read; None if it can be."""
    if not _is_inside(info.filename):
        return Phrase("named as if it lay outside of the archive")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Phrase("a link")
    if info.flag_bits & _ENCRYPTED:
        return with_mend("encrypted", "save it without a password")
    if info.compress_type not in _METHODS:
        return with_mend("packed in a way that isn't read", "use the usual one (deflate)")
    if info.file_size > MAX_MEMBER_BYTES:
        return Phrase("larger than {size} MB", size=MAX_MEMBER_BYTES >> 20)
    if info.file_size > max(RATIO_COUNTS_FROM, MAX_RATIO * info.compress_size):
        return Phrase("packed to less than 1/{n} of its size, as in a zip bomb", n=MAX_RATIO)
    return None


def _is_inside(name: str) -> bool:
    """Whether a name is a plain relative path on every system."""
    windows = PureWindowsPath(name)
    return (
        0 < len(name) <= MAX_NAME_CHARS
        and not _UNPRINTABLE.search(name)
        and "\\" not in name
        and not PurePosixPath(name).is_absolute()
        and not windows.drive
        and ".." not in windows.parts
    )


def _printable(name: str) -> str:
    """A name for a message: on one line and not too long."""
    shown = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", name)
    return shown if len(shown) <= 80 else shown[:77] + "..."
