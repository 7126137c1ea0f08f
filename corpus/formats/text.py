"""Plain text: the document's text is the file's own text, decoded.

What always holds: not one character is changed, line endings included, so a quote's offsets point
into the file itself; see ``corpus.formats.decode``.
"""

from __future__ import annotations

from corpus.formats.decode import decode
from corpus.formats.parsed import Parsed
from corpus.structure import plain_blocks


def read_text(data: bytes, *, where: str) -> Parsed:
    """A plain-text file. Raises `CorpusError` if it isn't text."""
    text, encoding = decode(data, where=where)
    return Parsed(text=text, blocks=plain_blocks(text), encoding=encoding)
