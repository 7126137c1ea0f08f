"""JSON Lines: one document a line, with ``_id``, ``title`` and ``text`` (the BEIR form).

What always holds: a document's text is the string in the file, not one character changed; a line
that can't be read is reported with its number and the others load. Lines are read one at a time,
so the file may be larger than memory would hold twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from corpus.errors import CorpusError
from corpus.formats.parsed import LeftOut, Record
from corpus.metadata import known_facts
from corpus.phrase import Phrase

MAX_LINE_BYTES = 64 * 1024 * 1024


def read_json_lines(file: BinaryIO, *, where: str) -> Iterator[Record | LeftOut]:
    """The documents of an open file in its order; empty lines count but are passed over.

    Raises `CorpusError` where the file can't be read any further.
    """
    lines_of_ids: dict[str, str] = {}
    for number, line in enumerate(_lines(file, where), start=1):
        name = f"line {number}"
        if line is None:
            yield LeftOut(name=name, why=Phrase("longer than {size} MB", size=MAX_LINE_BYTES >> 20))
        elif line.strip():
            found = _record(line, name)
            if isinstance(found, Record):
                first = lines_of_ids.setdefault(found.id, name)
                if first != name:
                    why = Phrase(
                        "_id {id} was given on {line} already",
                        id=repr(found.id),
                        line=Phrase("line {n}", n=int(first.removeprefix("line "))),
                    )
                    found = LeftOut(name=name, why=why)
            yield found


def _lines(file: BinaryIO, where: str) -> Iterator[bytes | None]:
    """The file's lines; None for one that is over the limit, of which no more is held than that."""
    try:
        while line := file.readline(MAX_LINE_BYTES + 1):
            if len(line) <= MAX_LINE_BYTES:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE_BYTES + 1)
            yield None
    except OSError as error:
        raise CorpusError(
            Phrase("can't be read ({reason})", reason=error.strerror or ""), where=where
        ) from error


def _record(line: bytes, name: str) -> Record | LeftOut:
    why = ""
    value: object = None
    try:
        value = json.loads(line.decode("utf-8-sig").strip())
    except UnicodeDecodeError:
        why = Phrase("not UTF-8")
    except json.JSONDecodeError as error:
        why = Phrase("not JSON: {reason} (column {column})", reason=error.msg, column=error.colno)
    except (ValueError, RecursionError):  # a number with too many digits; nested too deeply
        why = Phrase("not JSON that can be read: a huge number, or nested too deeply")
    if why:
        return LeftOut(name=name, why=why)
    if not isinstance(value, dict):
        return LeftOut(name=name, why="not a JSON object")
    key, title, text = value.get("_id"), value.get("title"), value.get("text")
    if isinstance(key, int) and not isinstance(key, bool):
        key = str(key)
    if not isinstance(key, str) or not key.strip():
        why = Phrase("no _id")
    elif not isinstance(text, str) or not text.strip():
        why = Phrase("no text")
    elif _has_lone_surrogate(f"{key}{title}{text}"):
        # JSON can escape half a character; no such text can be written out as UTF-8 again.
        why = Phrase("holds half a surrogate pair")
    if why or not isinstance(key, str) or not isinstance(text, str):
        return LeftOut(name=name, why=why)
    return Record(
        name=name,
        id=key,
        title=title if isinstance(title, str) and title.strip() else None,
        text=text,
        facts=known_facts(value),
    )


def _has_lone_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
