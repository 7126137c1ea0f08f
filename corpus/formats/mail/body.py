"""What a mail itself says: its plain text, or its page where it has one, without what it quotes."""

from __future__ import annotations

import codecs
from email.message import Message

from corpus.errors import CorpusError
from corpus.formats.canonical import CanonicalText, is_seen
from corpus.formats.decode import decode
from corpus.formats.html.parts import write_parts
from corpus.formats.html.read import MAX_PAGE_BYTES, declared_encoding
from corpus.formats.html.text import html_parts
from corpus.formats.html.tree import parse_html
from corpus.formats.mail.quoted import drop_quotes, own_lines
from corpus.formats.parsed import Parsed
from corpus.phrase import Phrase
from corpus.structure import plain_blocks

# Encodings whose bytes are all ASCII, so that only the mail's word tells them.
_SEVEN_BITS = ("iso2022", "hz", "utf-7")


def payload_of(part: Message) -> bytes:
    """The bytes of a part that holds no others."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def text_of(part: Message, *, where: str) -> str:
    """Raises `CorpusError` if it isn't text."""
    data = payload_of(part)
    charset = part.get_content_charset()
    if charset is None and part.get_content_type() == "text/html":
        charset = declared_encoding(data)
    if charset is not None and (name := _codec(charset)).startswith(_SEVEN_BITS):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            pass
    return decode(data, where=where, declared=charset)[0]


def _codec(charset: str) -> str:
    try:
        return codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""


def read_plain(part: Message, *, whole: bool, where: str) -> Parsed:
    """A plain text; `whole`: with what it quotes."""
    text = text_of(part, where=where)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not whole:
        text = own_lines(text)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _joined_lines(text, tight=str(part.get_param("delsp", "")).lower() == "yes")
    return Parsed(text=text.strip("\n"), blocks=plain_blocks(text.strip("\n")))


def _joined_lines(text: str, *, tight: bool) -> str:
    """Lines that were parted to be short, put together (RFC 3676); `tight`: without the space."""
    lines: list[str] = []
    open_line = False
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")  # put before a line for the way
        soft = line.endswith(" ") and line != "-- "
        shown = line[:-1] if soft and tight else line
        if open_line:
            lines[-1] += shown
        else:
            lines.append(shown)
        open_line = soft
    return "\n".join(lines)


def read_page(part: Message, *, whole: bool, where: str) -> Parsed:
    """A page: all of it is text, for a mail has no menus; `whole`: with what it quotes."""
    page = text_of(part, where=where)
    if len(page) > MAX_PAGE_BYTES:
        raise CorpusError(
            Phrase("its HTML is larger than {size} MB", size=MAX_PAGE_BYTES >> 20),
            where=where,
            mend="split it",
        )
    if not page.strip():
        return Parsed(text="", blocks=())
    own = _written(page, quotes=whole, where=where)
    return own if own.blocks or whole else _written(page, quotes=True, where=where)


def _written(page: str, *, quotes: bool, where: str) -> Parsed:
    root = parse_html(page, where=where)
    if not quotes:
        drop_quotes(root)
    out = CanonicalText()
    write_parts(html_parts(root), out)
    return Parsed(text=out.text, blocks=out.blocks, places=out.places)


def is_empty(part: Message, *, where: str) -> bool:
    """Whether a page has nothing in it that is seen: then its plain form is the text."""
    return not is_seen(read_page(part, whole=True, where=where).text)
