"""The bytes that a document was read from, for whoever wants to see the original.

What always holds: they are the very bytes that were indexed, or there is an error.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.files import Stamp, open_file, stamp_of
from corpus.formats.parsed import Member
from corpus.formats.registry import container_of, holds_files


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


def original_stamp(path: Path, document: Document) -> Stamp | None:
    """The stamp of the file, or archive, that `original_bytes` would read; None where there is no
    such file."""
    if document.source is None:
        return None
    root = path.resolve()
    try:
        return stamp_of(root, _file_with(root, document.source.file))
    except CorpusError:
        return None


def _original(root: Path, name: str) -> bytes | None:
    file = _file_with(root, name)
    container = container_of(file) if file != name else None
    with open_file(root, file) as opened:
        if container is None:
            return opened.file.read()
        for one in container.unpacker(opened.file, where=file):
            if isinstance(one, Member) and f"{file}/{one.name}" == name:
                return one.data
    return None


def _file_with(root: Path, name: str) -> str:
    """The file of that name, or the archive that it is a member of."""
    parents = (parent.as_posix() for parent in PurePosixPath(name).parents)
    return next((one for one in parents if holds_files(one) and (root / one).is_file()), name)
