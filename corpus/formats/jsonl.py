"""JSON Lines: one document a line, with ``_id``, ``title`` and ``text`` (the BEIR form).

What always holds: a document's text is the string in the file, not one character changed; a line
that can't be read is reported with its number and the others load. Lines are read one at a time,
so the file may be larger than memory would hold twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from corpus.metadata import Fact, known_facts

MAX_LINE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One document of the file; `line` is its line, from 1."""

    line: int
    id: str
    title: str | None
    text: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that was left out, and why."""

    line: int
    why: str


def read_json_lines(file: BinaryIO) -> Iterator[Record | BadLine]:
    """The documents of an open file in its order; empty lines count but are passed over."""
    lines_of_ids: dict[str, int] = {}
    for number, line in enumerate(_lines(file), start=1):
        if line is None:
            yield BadLine(line=number, why=f"longer than {MAX_LINE_BYTES >> 20} MB")
        elif line.strip():
            found = _record(line, number)
            if isinstance(found, Record):
                first = lines_of_ids.setdefault(found.id, number)
                if first != number:
                    why = f"_id {found.id!r} was given on line {first} already"
                    found = BadLine(line=number, why=why)
            yield found


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The file's lines; None for one that is over the limit, of which no more is held than that."""
    while line := file.readline(MAX_LINE_BYTES + 1):
        if len(line) <= MAX_LINE_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE_BYTES + 1)
        yield None


def _record(line: bytes, number: int) -> Record | BadLine:
    why = ""
    value: object = None
    try:
        value = json.loads(line.decode("utf-8-sig").strip())
    except UnicodeDecodeError:
        why = "not UTF-8"
    except json.JSONDecodeError as error:
        why = f"not JSON: {error.msg} (column {error.colno})"
    except (ValueError, RecursionError):  # a number with too many digits; nested too deeply
        why = "not JSON that can be read: a huge number, or nested too deeply"
    if why:
        return BadLine(line=number, why=why)
    if not isinstance(value, dict):
        return BadLine(line=number, why="not a JSON object")
    key, title, text = value.get("_id"), value.get("title"), value.get("text")
    if isinstance(key, int) and not isinstance(key, bool):
        key = str(key)
    if not isinstance(key, str) or not key.strip():
        why = "no _id"
    elif not isinstance(text, str) or not text.strip():
        why = "no text"
    elif _has_lone_surrogate(f"{key}{title}{text}"):
        # JSON can escape half a character; no such text can be written out as UTF-8 again.
        why = "holds half a surrogate pair"
    if why or not isinstance(key, str) or not isinstance(text, str):
        return BadLine(line=number, why=why)
    return Record(
        line=number,
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
