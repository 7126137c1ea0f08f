"""CSV and TSV: the document's text is the file's own text, and each of its records is a row.

What always holds: not one character is changed; rows lie together in one table, and the first one
is its header unless it looks like the rows below it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from corpus.document import Block, BlockKind, Span
from corpus.formats.decode import decode
from corpus.formats.header import has_header, is_number
from corpus.formats.parsed import Parsed

DELIMITERS = ",;\t|"
SAMPLE_ROWS = 30

_LINE_END = re.compile(r"\r\n|\r|\n")
_LEAST_GROUPS = 2
_TOTAL = re.compile(
    r"(?:sub-?|grand )?(?:totale?s?|sums?|summen?|gesamt\w*|somme|suma|totaal)\b", re.I
)


def read_table(data: bytes, *, where: str) -> Parsed:
    """A file of comma, semicolon, tab or bar separated values. Raises `CorpusError`."""
    text, encoding = decode(data, where=where)
    blocks: list[Block] = []
    sample: list[list[str]] = []
    line = 1
    counted = 0
    for span, cells in _rows(text):
        if len(sample) < SAMPLE_ROWS:
            sample.append(cells)
        line += len(_LINE_END.findall(text, counted, span.start))
        counted = span.start
        blocks.append(Block(kind=BlockKind.ROW, span=span, group=0, line=line))
    if has_header(sample):
        blocks[0] = replace(blocks[0], header=True)
    # Not the first line, as with other texts: it names the columns.
    return Parsed(
        text=text, blocks=tuple(blocks), title=PurePath(where).stem or None, encoding=encoding
    )


def _rows(text: str) -> Iterator[tuple[Span, list[str]]]:
    """The records that aren't empty, with their cells; one may run over several lines."""
    delimiter = _delimiter(text)
    start = end = 0

    def lines() -> Iterator[str]:
        nonlocal end
        for line in io.StringIO(text, newline=""):
            end += len(line)
            yield line

    records = csv.reader(lines(), delimiter=delimiter)
    while True:
        try:
            cells = next(records, None)
        except csv.Error:
            # A quote that is never closed: from here on each line is a record.
            for line in io.StringIO(text[start:], newline=""):
                yield from _row(text, start, start + len(line), line.split(delimiter))
                start += len(line)
            return
        if cells is None:
            return
        yield from _row(text, start, end, cells)
        start = end


def _row(text: str, start: int, end: int, cells: list[str]) -> Iterator[tuple[Span, list[str]]]:
    body = text[start:end]
    if any(cell.strip() for cell in cells):
        left = len(body) - len(body.lstrip())
        yield Span(start=start + left, end=start + len(body.rstrip())), cells


def _delimiter(text: str) -> str:
    """What parts the first lines into the most equal numbers of cells."""
    lines = [line for line in text[:64_000].splitlines()[:SAMPLE_ROWS] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        counts = sorted(line.count(delimiter) for line in lines)
        if counts and (middle := counts[len(counts) // 2]):
            alike = sum(count == middle for count in counts) / len(counts)
            if alike + min(middle, 99) / 1000 > best_score:
                best, best_score = delimiter, alike + min(middle, 99) / 1000
    return best


def named_above(rows: Sequence[Sequence[str]]) -> dict[int, int]:
    """For rows whose first cell is empty since the one above it names them too, the row above that
    has the name. `rows`: those of a table, without its header.

    So a table is only where two groups or more are written that way, and each row has a second
    name: an empty cell may also stand for what isn't known.
    """
    found: dict[int, int] = {}
    name: int | None = None
    for at, row in enumerate(rows):
        first, second = (*row[:2], "", "")[:2]
        if not second and any(cell for cell in row[1:]):
            return {}
        if not second or is_number(second):
            if first and not second:
                name = None  # a heading, a remark
                continue
            return {}
        if first:
            name = at
        elif name is not None and not _TOTAL.match(second):
            found[at] = name
    return found if len(set(found.values())) >= _LEAST_GROUPS else {}
