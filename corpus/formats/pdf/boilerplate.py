"""Running heads, footers and page numbers: what repeats over the pages of a PDF.

A line is boilerplate if it stands at the edge of the page and the same line stands at the same
height on other pages, but for a number that counts with the pages; or if it begins or ends with
such a number, as the lines there do on half of the pages; or if it is a running head whose text
changes (see `heads`). Where half of the pages have boilerplate
at one height, the short lines there on the others are boilerplate too (the head of a chapter of
one page).

What always holds: between a line that is boilerplate and its edge of the page there is nothing but
boilerplate; turned text, such as a watermark, is boilerplate wherever it repeats.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum

from corpus.formats.pdf.heads import changing_heads
from corpus.formats.pdf.lines import Line

_ROWS = 4  # so many rows of an edge are looked at
_MARGIN = 0.15  # of the height between the first and the last line of all pages
_HEIGHT = 3.0  # points by which the same row may differ
_MAX_CHARS = 120
_NUMBER = re.compile(r"\d{1,5}|\b[ivxlc]{1,8}\b")  # in folded text
_AROUND = " -\u2013\u2014[]()|/"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def boilerplate_of(pages: Sequence[Sequence[Line]]) -> frozenset[int]:
    """The `id()` of every line that is boilerplate."""
    if len(pages) < 2:
        return frozenset()
    heights = [line.baseline for lines in pages for line in lines if _stands(line)] or [0.0]
    first, last = min(heights), max(heights)
    margin = _MARGIN * (last - first)
    edges = [
        (
            _edge([line for line in lines if line.baseline <= first + margin], down=True),
            _edge([line for line in lines if line.baseline >= last - margin], down=False),
        )
        for lines in pages
    ]
    found = _turned(pages)
    for side in (0, 1):
        rows = [(number, row) for number, edge in enumerate(edges) for row in edge[side]]
        repeated = _repeated(rows, len(pages))
        repeated |= changing_heads(pages, _outermost(edges, side, repeated))
        usual = _usual([row for _, row in rows], repeated, len(pages))
        for edge in edges:
            for row in edge[side]:
                if not all(_taken(line, repeated, usual) for line in row):
                    break
                found |= {id(line) for line in row}
    return frozenset(found)


def _outermost(
    edges: Sequence[tuple[list[list[Line]], list[list[Line]]]], side: int, repeated: set[int]
) -> dict[int, list[Line]]:
    """The first row of each page, by its index, that isn't known as boilerplate."""
    found: dict[int, list[Line]] = {}
    for page, edge in enumerate(edges):
        for row in edge[side]:
            if not all(id(line) in repeated for line in row):
                found[page] = row
                break
    return found


class _Kind(Enum):
    TEXT = "the same text"
    COUNTED = "the same but for a number that counts with the pages"
    COUNT = "a number that counts with the pages"


def _needed(pages: int, kind: _Kind = _Kind.TEXT) -> int:
    """On so many pages a line must stand."""
    if kind is _Kind.COUNT:
        return max(3, (pages + 1) // 2)
    few = 2 if kind is _Kind.TEXT else max(2, pages - 1)
    return min(3, few) if pages <= 5 else 3


def _edge(lines: Sequence[Line], *, down: bool) -> list[list[Line]]:
    """The outermost rows of a page, from its top or its bottom; a row is what shares a baseline."""
    rows: list[list[Line]] = []
    upright = [line for line in lines if _stands(line)]
    for line in sorted(upright, key=lambda line: line.baseline, reverse=not down):
        if rows and abs(rows[-1][0].baseline - line.baseline) <= _HEIGHT:
            rows[-1].append(line)
        elif len(rows) == _ROWS:
            break
        else:
            rows.append([line])
    return rows


def _stands(line: Line) -> bool:
    return line.upright and not line.turn


def _keys(line: Line, page: int) -> Iterator[tuple[str, _Kind]]:
    """What lines that are alike share: their text, or that text with a number given as its distance
    from the page's, or only such a distance, at the line's start or end; with a kind for each."""
    text = line.text.casefold()
    yield text, _Kind.TEXT
    for found in _NUMBER.finditer(text):
        value = (int(found[0]) if found[0].isdecimal() else _roman(found[0])) - page
        before, after = text[: found.start()], text[found.end() :]
        yield f"{before}\0{value}\0{after}", _Kind.COUNTED
        if not before.strip(_AROUND):
            yield f"\0{value}", _Kind.COUNT
        elif not after.strip(_AROUND):
            yield f"{value}\0", _Kind.COUNT


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _repeated(rows: Sequence[tuple[int, list[Line]]], pages: int) -> set[int]:
    alike: dict[tuple[str, _Kind], list[tuple[int, Line]]] = defaultdict(list)
    for page, row in rows:
        for line in row:
            if any(map(str.isalnum, line.text)):
                for key in _keys(line, page):
                    alike[key].append((page, line))
    found: set[int] = set()
    for (_, kind), same in alike.items():
        needed = _needed(pages, kind)
        if len(same) < needed:
            continue
        levels: dict[int, list[tuple[int, Line]]] = defaultdict(list)
        for page, line in same:
            level = round(line.baseline / _HEIGHT)
            for near in (level - 1, level, level + 1):
                levels[near].append((page, line))
        for lines in levels.values():
            if len({page for page, _ in lines}) >= needed:
                found |= {id(line) for _, line in lines}
    return found


def _usual(rows: Sequence[list[Line]], repeated: set[int], pages: int) -> list[tuple[float, float]]:
    """(baseline, size) of what is boilerplate on at least half of the pages."""
    counts: dict[tuple[int, float], int] = defaultdict(int)
    for row in rows:
        for line in row:
            if id(line) in repeated:
                counts[round(line.baseline), line.size] += 1
    return [(float(at), size) for (at, size), count in counts.items() if 2 * count >= pages >= 4]


def _taken(line: Line, repeated: set[int], usual: Sequence[tuple[float, float]]) -> bool:
    return id(line) in repeated or any(
        len(line.text) <= _MAX_CHARS
        and abs(line.baseline - at) <= 1
        and abs(line.size - size) < 0.3
        for at, size in usual
    )


def _turned(pages: Sequence[Sequence[Line]]) -> set[int]:
    alike: dict[str, list[Line]] = defaultdict(list)
    for lines in pages:
        for line in lines:
            if not line.upright:
                alike[line.text.casefold()].append(line)
    return {
        id(line)
        for same in alike.values()
        if len({line.page for line in same}) >= _needed(len(pages))
        for line in same
    }
