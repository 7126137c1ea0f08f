"""Rows of dots that lead from a name to its figure, in a list of prices or a table of contents.

What always holds: entries of a table of contents are known before any dots go, and keep theirs;
dots go only where they lead from words to others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from corpus.formats.pdf.lines import Line
from corpus.formats.pdf.words import DOTS, LEADING

_LEAST_ENTRIES = 3
_MANY = 10  # entries: there some may stand astray
_FALLS = 0.25  # of them do, at most
_MORE_PAGES = 25  # than the document has may be counted
_MOST_CHARS = 500
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxlc]+")
_ENTRY = re.compile(
    r"(?P<title>.*?)(?:[.·…]\s?){4,}\s*(?P<page>\d{1,4}|[ivxlc]{1,7}|\d+[-.]\d+)$", re.IGNORECASE
)


def contents_of(lines: Sequence[Line], *, pages: int) -> set[int]:
    """The `id()` of a page's lines that are entries of a table of contents: dots that lead to a
    page number. Where most lines are, the chapters' lines without dots are too. `pages`: how many
    the document has."""
    short = (line for line in lines if len(line.text) <= _MOST_CHARS)
    entries = [(line, found) for line in short if (found := _ENTRY.match(line.text))]
    if len(entries) < _LEAST_ENTRIES or _are_prices([found for _, found in entries], pages):
        return set()
    contents = {id(line) for line, _ in entries}
    if 2 * len(contents) >= len(lines):
        numbered = (line for line in lines if _PAGE_NUMBER.fullmatch(line.words[-1].text))
        contents |= {id(line) for line in numbered if len(line.words) > 1}
    return contents


def _are_prices(entries: Sequence[re.Match[str]], pages: int) -> bool:
    """Are these no pages that count up, nor those of an index, nor, of a few, more than there may
    be?"""
    counted_as = [_NUMBERS.findall(it["page"]) for it in entries]  # "3.14" in a chapter's pages
    numbers: list[list[int]] = [[*map(int, found)] for found in counted_as if found]
    titles: list[str] = [it["title"].strip().casefold() for it in entries]
    falls = sum(b < a for a, b in pairwise(numbers))
    if len(entries) < _MANY:
        counted = all(title[:1].isdigit() for title in titles)
        most = max((number for number, *more in numbers if not more), default=0)
        return falls > 0 or (not counted and most > pages + _MORE_PAGES)
    astray = sum(b < a for a, b in pairwise(titles))
    return min(falls, astray) > _FALLS * len(entries)


def without_dots(lines: Sequence[Line], contents: Set[int]) -> list[Line]:
    """The lines of a page, in cells where dots lead from the one to the other; entries of
    `contents` as they are."""
    return [line if id(line) in contents else _undotted(line) for line in lines]


def _undotted(line: Line) -> Line:
    if not line.upright or line.mono:
        return line
    words = line.words
    dots = [at for at, word in enumerate(words) if DOTS.issuperset(word.text)]
    if sum(len(words[at].text) for at in dots) < LEADING:
        return line
    first, last = dots[0], dots[-1]
    one = dots == list(range(first, last + 1))
    if not one or not first or last + 1 == len(words):
        return line  # a form to be filled in, or an end that is left open
    gone = last + 1 - first
    others = {at if at < first else at - gone for at in line.parted if not first < at <= last}
    return replace(
        line, words=words[:first] + words[last + 1 :], parted=frozenset({first, *others})
    )
