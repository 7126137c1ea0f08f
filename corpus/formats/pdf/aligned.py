"""Cells that stand under each other with no more than a space between them: a browser prints a
table without rules so, where the widest cell of a column nearly meets the next one.

What always holds: only lines of one left edge, three or more, are parted, where each of them begins
a word at one place and one of them has a gap there that no space of its line has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.formats.pdf.lines import MARK, Line
from corpus.formats.pdf.words import Word

_LEAST_LINES = 3
_NEAR = 0.6  # points by which beginnings of one column differ
_WIDE = 0.45  # of the size: wider than a space
_MORE = 1.5  # so much wider than the least gap of its line
_VARIES = 0.25  # of the size: by which the gaps before a column differ, unless it is a list's
_APART = 1.6  # of the run's distance between lines: what stands further is no part of it
_NEXT = 1.15  # of that distance, up to which a line goes on with the run's
_FURTHEST = 3.0  # of the size, for two lines that follow each other
_NAMED = 0.8  # of the size by which the name of a column may miss it
_MOST_WORDS = 40
_LITTLE = 0.05  # of what decides only between names that fit alike
_COUNTED = re.compile(r"\(?(?:\d{1,3}[.)]?){1,5}")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")

Band = tuple[float, float]  # left and right of a column


def parted(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages with those lines parted in cells; what one page told counts for the next."""
    found: list[list[Line]] = []
    known: dict[int, list[float]] = {}
    for lines in pages:
        cuts: dict[int, frozenset[int]] = {}
        told: dict[int, list[float]] = {}
        for run in _runs(lines):
            if _is_text(run, lines):
                continue
            left = round(run[0].left)
            columns = [at for at in _starts(run[0]) if _is_column(run, at, known.get(left, ()))]
            if columns:
                told.setdefault(left, []).extend(columns)
            for line in run if columns else ():
                begins = (_at(line, column) for column in columns)
                cuts[id(line)] = frozenset(at for at in begins if not _is_in_figure(line, at))
        found.append(
            [replace(it, parted=it.parted | cuts[id(it)]) if id(it) in cuts else it for it in lines]
        )
        known = told
    return found


def names_over(line: Line, bands: Sequence[Band]) -> list[int]:
    """Which words of a line begin the names of all columns, where names nearly meet: each begins or
    ends where its column does, or has its middle there. Empty where they name none."""
    words, near = line.words, _NAMED * line.size
    if not len(bands) <= len(words) <= _MOST_WORDS or any(map(str.isdigit, line.text)):
        return []
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for band in bands:
        others = [it for it in bands if it != band]
        reached: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, begins) in best.items():
            for end in range(start + 1, len(words) + 1):
                name = (words[start].box[0], words[end - 1].box[2])
                apart = min(abs(a - b) for a, b in zip(_marks(name), _marks(band), strict=True))
                # No name stands over two columns, and of words between two the nearer has them.
                whole = cost + apart + sum(max(0.0, -_apart(name, it)) for it in others)
                whole += _LITTLE * sum(_astray(word, band, others) for word in words[start:end])
                if apart <= near and (end not in reached or whole < reached[end][0]):
                    reached[end] = (whole, [*begins, start])
        best = reached
    return best.get(len(words), (0.0, []))[1]


def _marks(band: Band) -> tuple[float, float, float]:
    return band[0], band[1], sum(band) / 2


def _apart(one: Band, other: Band) -> float:
    """How far two stand apart; below zero, how much of the one stands over the other."""
    return max(one[0], other[0]) - min(one[1], other[1])


def _astray(word: Word, own: Band, others: Sequence[Band]) -> float:
    """How much nearer a word stands to another column."""
    place = (word.box[0], word.box[2])
    return max(0.0, _apart(place, own) - min((_apart(place, it) for it in others), default=1e9))


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of one left edge below each other that have a beginning of a word in common."""
    run: list[Line] = []
    shared: list[float] = []
    for line in sorted((it for it in lines if _may_be_row(it)), key=lambda it: it.baseline):
        if run and line.right < run[-1].left:
            continue  # stands beside the run
        kept = [x for x in shared if _at(line, x)]
        if run and kept and _follows(run, line):
            run.append(line)
            shared = kept
            continue
        if len(run) >= _LEAST_LINES:
            yield run
        run, shared = [line], _starts(line)
    if len(run) >= _LEAST_LINES:
        yield run


def _is_text(run: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Are these lines of a paragraph that has more of them?"""
    known = {id(line) for line in run}
    usual = _NEXT * min(b.baseline - a.baseline for a, b in pairwise(run))
    first, last = run[0], run[-1]
    return any(
        id(line) not in known
        and line.upright
        and line.bold == first.bold
        and abs(line.size - first.size) < 0.5
        and line.left < last.right
        and line.right > first.left
        and (
            0 < first.baseline - line.baseline <= usual
            or 0 < line.baseline - last.baseline <= usual
        )
        for line in lines
    )


def _may_be_row(line: Line) -> bool:
    return line.upright and not line.mono and len(line.words) > 1


def _follows(run: Sequence[Line], line: Line) -> bool:
    last = run[-1]
    same = line.column == last.column and line.turn == last.turn and line.bold == last.bold
    apart = line.baseline - last.baseline
    usual = min((b.baseline - a.baseline for a, b in pairwise(run)), default=apart)
    near = 0.5 * line.size < apart <= min(_APART * usual, _FURTHEST * line.size)
    return same and near and abs(line.left - last.left) <= 1 and abs(line.size - last.size) < 0.5


def _starts(line: Line) -> list[float]:
    return [word.box[0] for word in line.words[1:]]


def _at(line: Line, column: float) -> int:
    """Which word of a line begins there; 0 for none."""
    return next((n for n, x in enumerate(_starts(line), start=1) if abs(x - column) <= _NEAR), 0)


def _is_in_figure(line: Line, at: int) -> bool:
    """Does a figure go on there, whose thousands a space parts?"""
    before, word = line.words[at - 1 : at + 1]
    near = word.box[0] - before.box[2] < _WIDE * line.size
    return near and before.text[-1].isdigit() and _THOUSANDS.match(word.text) is not None


def _is_column(run: Sequence[Line], column: float, known: Sequence[float]) -> bool:
    places = [_at(line, column) for line in run]
    if not all(places) or all(
        _is_mark(line.words[:at]) for line, at in zip(run, places, strict=True)
    ):
        return False
    if any(abs(column - other) <= _NEAR for other in known):
        return True
    gaps = [_gaps(line)[at - 1] for line, at in zip(run, places, strict=True)]
    if max(gaps) - min(gaps) < _VARIES * run[0].size:
        return False
    return any(_is_wide(line, at) for line, at in zip(run, places, strict=True))


def _is_wide(line: Line, at: int) -> bool:
    """Is the gap before a word no space?"""
    if line.words[at - 1].text[-1] in ".!?:;,":
        return False  # after a sentence a space may be wide
    gaps = _gaps(line)
    gap = gaps.pop(at - 1)
    return gap >= _WIDE * line.size and gap >= _MORE * min(gaps, default=0.0)


def _gaps(line: Line) -> list[float]:
    return [word.box[0] - before.box[2] for before, word in pairwise(line.words)]


def _is_mark(words: Sequence[Word]) -> bool:
    """Is it the number or the sign before an item or a heading?"""
    text = words[0].text
    return len(words) == 1 and bool(MARK.fullmatch(text) or _COUNTED.fullmatch(text))
