"""Running heads whose text changes: the chapter's and the section's name, a number that counts.

What always holds: such a line stands by itself, at one height on three pages or more, no larger
than the text; and it repeats what was said before it (a heading of the document, the same name on
another page) or counts. A page's own heading, as on a slide or a form, does none of these.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from corpus.formats.pdf.headings import folded, unnumbered
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import Line

_HEIGHT = 3.0  # points by which the same row may differ
_LEAST_PAGES = 3
_APART = 1.7  # of its size: so far it stands from the text
_LARGER = 1.08
_MAX_CHARS = 150
_LEAST_LETTERS = 6
_LOOKED_AT = 50  # lines that begin with one name, at most
_NUMBER = re.compile(r"(?<![\d.])\d{1,4}(?![\d.])")
_ENDS_IN_NUMBER = re.compile(r"\d$")

Row = Sequence[Line]


def changing_heads(pages: Sequence[Sequence[Line]], rows: Mapping[int, Row]) -> set[int]:
    """The `id()` of the lines in `rows`, the outermost of each page by its index, that are running
    heads."""
    body = _body(pages)
    levels: dict[int, list[int]] = defaultdict(list)
    filled: Counter[int] = Counter()  # how many rows at a level are the text's own
    for page, row in rows.items():
        alone = _stands_alone(row, pages[page], body)
        level = round(row[0].baseline / _HEIGHT)
        for near in (level - 1, level, level + 1):
            if alone:
                levels[near].append(page)
            else:
                filled[near] += 1
    usual = {
        level: alike
        for level, alike in levels.items()
        if len(alike) >= max(_LEAST_PAGES, 2 * filled[level])
    }
    found: set[int] = set()
    if usual:
        said = _Said(pages, rows)
        for alike in usual.values():
            repeats = _repeats([(page, rows[page]) for page in sorted(alike)], said)
            if 2 * len(repeats) >= len(alike):
                found |= {id(line) for page in repeats for line in rows[page]}
    return found


def _body(pages: Iterable[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _stands_alone(row: Row, lines: Sequence[Line], body: float) -> bool:
    if sum(len(line.text) for line in row) > _MAX_CHARS:
        return False
    if any(line.size > _LARGER * body for line in row):
        return False
    own = {id(line) for line in row}
    others = (line.baseline for line in lines if line.upright and id(line) not in own)
    near = min((abs(at - row[0].baseline) for at in others), default=float("inf"))
    return near >= _APART * row[0].size


class _Said:
    """What the lines say that are none of the rows and no entries of a table of contents."""

    def __init__(self, pages: Sequence[Sequence[Line]], rows: Mapping[int, Row]) -> None:
        edge = {id(line) for row in rows.values() for line in row}
        self._lines = sorted(
            (folded(unnumbered(line.text)), page)
            for page, lines in enumerate(pages)
            for line in lines
            if id(line) not in edge and not _ENDS_IN_NUMBER.search(line.text)
        )

    def by(self, name: str, page: int) -> bool:
        """Does a line up to that page begin with `name`, folded?"""
        at = bisect_left(self._lines, (name, -1))
        return any(
            line.startswith(name) and said_on <= page
            for line, said_on in self._lines[at : at + _LOOKED_AT]
        )


def _repeats(rows: Sequence[tuple[int, Row]], said: _Said) -> list[int]:
    """The pages whose row repeats or counts."""
    names = {page: set(_names(row)) for page, row in rows}
    shared = Counter(name for found in names.values() for name in found)
    counting = _counting(rows)
    return [
        page
        for page, row in rows
        if page in counting
        or any(said.by(name, page) for name in names[page])
        or any(shared[name] > 1 for name in names[page] if not all(line.bold for line in row))
    ]


def _names(row: Row) -> Iterator[str]:
    for line in row:
        for cell in cells_of(line):
            name = folded(unnumbered(" ".join(word.text for word in cell)))
            if len(name) >= _LEAST_LETTERS:
                yield name


def _counting(rows: Sequence[tuple[int, Row]]) -> set[int]:
    """The pages whose row begins or ends with a number that is larger on each following page."""
    found: set[int] = set()
    for at in (0, -1):
        numbers = []
        for page, row in rows:
            words = [word.text for line in row for word in line.words]
            number = _NUMBER.fullmatch(words[at].strip("-–—[]()|/·"))
            if number:
                numbers.append((page, int(number[0])))
        if len(numbers) >= _LEAST_PAGES and all(a[1] < b[1] for a, b in pairwise(numbers)):
            found |= {page for page, _ in numbers}
    return found
