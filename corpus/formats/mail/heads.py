"""From bytes to a mail's parts, and what its heads say: subject, sender, date, names of files.

What always holds: what can't be decoded is shown as it is or left out; nothing here fails but with
a `CorpusError`.
"""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import collapse_rfc2231_value, parseaddr, parsedate_to_datetime

from corpus.errors import CorpusError
from corpus.formats.faults import LIBRARY_FAULTS
from corpus.metadata import Fact, known_facts

# The parser looks at every line once for each boundary that is open.
MAX_BOUNDARIES = 200
MAX_LINES = 2_000_000
MAX_LOOKS = 20_000_000  # of lines times boundaries
MAX_HEAD_CHARS = 2_000
MAX_NAME_CHARS = 120

_BOUNDARY = re.compile(rb"boundary\s{0,10}\*?0?\*?\s{0,10}=", re.IGNORECASE)
_HEADS = ("from", "date", "subject", "received", "message-id", "mime-version")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def parse(data: bytes, *, where: str) -> Message:
    """The mail in a file. Raises `CorpusError` if there is none, or it is made to be endless."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    boundaries, lines = len(_BOUNDARY.findall(data)), data.count(b"\n")
    if boundaries > MAX_BOUNDARIES or lines > MAX_LINES or boundaries * lines > MAX_LOOKS:
        raise CorpusError(
            "has too many parts or lines for a mail", where=where, mend="split it, or leave it out"
        )
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
    except LIBRARY_FAULTS as error:
        raise _no_mail(where) from error
    if not any(name in message for name in _HEADS):
        raise _no_mail(where)
    return message


def _no_mail(where: str) -> CorpusError:
    return CorpusError(
        "is no e-mail (EML)", where=where, mend="save it in a mail program as .eml, or leave it out"
    )


def subject_of(message: Message) -> str | None:
    return _decoded(message["subject"])


def facts_of(message: Message) -> dict[str, Fact]:
    """Sender and date."""
    sender, address = parseaddr(_decoded(message["from"]) or "")
    return known_facts(
        {
            "author": sender or address,
            "published": _day(message["date"]),
            "tags": _decoded(message["keywords"]) or "",
        }
    )


def _day(date: object) -> str | None:
    try:
        return parsedate_to_datetime(str(date)).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def name_of(part: Message) -> str:
    """The name of the file that a part is, without folders; empty where it has none."""
    for head, key in (("content-disposition", "filename"), ("content-type", "name")):
        value = part.get_param(key, None, head)
        if value is not None:
            return _file_name(value)
    return ""


def _file_name(value: str | tuple[str | None, str | None, str]) -> str:
    try:
        name = collapse_rfc2231_value(value)
    except (LookupError, ValueError):
        name = value[-1] if isinstance(value, tuple) else value
    name = _decoded(name) or ""
    name = re.split(r"[/\\]", name)[-1].strip()
    stem, dot, suffix = name.rpartition(".")
    if len(name) > MAX_NAME_CHARS:
        name = stem[: MAX_NAME_CHARS - 10] + dot + suffix[:9]
    return name


def _decoded(value: object) -> str | None:
    """A head as people read it, on one line; None where there is nothing in it."""
    raw = "" if value is None else str(value)[:MAX_HEAD_CHARS]
    try:
        text = str(make_header(decode_header(raw)))
    except (LookupError, ValueError):
        text = raw
    text = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return text or None
