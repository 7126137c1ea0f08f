"""Plain text: the document's text is the file's own text, decoded.

What always holds: not one character is changed, line endings included, so a quote's offsets point
into the file itself. Only a byte order mark is dropped: it says how to decode and is no text.
"""

from __future__ import annotations

import codecs

from corpus.errors import CorpusError
from corpus.readers.reading import Reading
from corpus.structure import plain_blocks


def decode(data: bytes, *, where: str) -> str:
    """The text in `data`: UTF-8, or UTF-16 with a byte order mark. Raises `CorpusError`."""
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"not {encoding.removesuffix('-sig').upper()} text (byte {error.start})",
            where=where,
            mend="save it as UTF-8, or leave it out",
        ) from error
    if "\0" in text:
        raise CorpusError(
            "holds NUL characters, so it is no text file",
            where=where,
            mend="save it as UTF-8 text, or leave it out",
        )
    return text


def read_text(data: bytes, *, where: str) -> Reading:
    """A plain-text file. Raises `CorpusError` if it isn't text."""
    text = decode(data, where=where)
    return Reading(text=text, blocks=plain_blocks(text))
