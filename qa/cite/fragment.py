"""A span of a document -> the text directive that finds it in the page the document came from.

The directive is ``text=[prefix-,]start[,end][,-suffix]`` of the draft "URL Fragment Text
Directives". What always holds: a directive that is made leads to the span and to nothing else in
the document's text; where none does, there is none. No part of it crosses a block, a line or a
table cell, since browsers don't match across those.

Parts are counted in a text that is folded more than any browser folds it (`qa.cite.page_text`), and
with no regard to word boundaries: what is there once is there at most once for each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product
from urllib.parse import quote as percent_encode

from corpus.document import Span
from qa.cite.page_text import PageText, fold

WHOLE_WORDS = 8  # a longer span is given by its first and last words
SIZES = (4, 8, 16, 32)  # words of a part, tried in turn until it is unique
WHOLE_CHARS = 600  # a span that nothing shorter singles out is given whole up to here
_TAIL_CHARS = 800  # where the last words of a long text are looked for

# A word ends at white space, or behind punctuation that needs none.
_WORD = re.compile(r"\S+?(?:[。！？、，；：]+|(?=\s)|\Z)")
# Inside of a word, or maybe so: "can't", "3.14", and scripts that write without spaces.
_INSIDE = re.compile(r"(?<=\w)(?=[.,:;'’·_]?\w)|(?<=\w[.,:;'’·_])(?=\w)")


def text_directive(page: PageText, span: Span) -> str | None:
    """``text=...`` for a span, or None where the page can't be searched for just that.

    White space and what lies between blocks at the span's ends are left out.
    """
    segments = page.segments(span)
    if not segments:
        return None
    (first, head), (last, tail) = segments[0], segments[-1]
    before = _Context(page, first, head.start, ahead=False)
    after = _Context(page, last, tail.end, ahead=True)
    short = len(segments) == 1 and len(_firsts(head.of(page.text))) <= WHOLE_WORDS
    made = None
    if not short:
        made = _by_edges(page, segments, before, after)
    if made is None and len(segments) == 1 and len(head) <= WHOLE_CHARS:
        made = _whole(page, first, head, before, after)
    return made


# --- the two forms ----------------------------------------------------------------------------


def _whole(page: PageText, piece: int, span: Span, before: _Context, after: _Context) -> str | None:
    """``[prefix-,]start[,-suffix]`` with all of the span as its start."""
    best = _ELSEWHERE
    chosen: tuple[Span | None, Span | None] | None = None
    for prefix, suffix in product(before.choices(), after.choices()):
        parts = [one for one in (prefix, span, suffix) if one]
        rank = _rank(page, parts, page.place(before.piece if prefix else piece, parts[0].start))
        if rank > best:
            best, chosen = rank, (prefix, suffix)
        if rank == _ALONE:
            break
    return _written(page.text, chosen[0], span, None, chosen[1]) if chosen else None


def _by_edges(
    page: PageText, segments: list[tuple[int, Span]], before: _Context, after: _Context
) -> str | None:
    """``[prefix-,]start,end[,-suffix]``: a browser takes the first start, then the next end."""
    (first, head), (last, tail) = segments[0], segments[-1]
    firsts = [head.start + end for end in _firsts(head.of(page.text))]
    lasts = [tail.start + start for start in _lasts(tail.of(page.text))]
    if first == last:  # the two don't meet
        half = len(_WORD.findall(head.of(page.text))) // 2
        firsts, lasts = firsts[:half], lasts[-half:] if half else []
    if not firsts or not lasts:
        return None
    start = prefix = None
    best = _ELSEWHERE
    for before_it, size in product(before.choices(), _sizes(len(firsts))):
        tried = Span(start=head.start, end=firsts[size - 1])
        parts = [before_it, tried] if before_it else [tried]
        at = page.place(before.piece if before_it else first, parts[0].start)
        rank = _rank(page, parts, at)
        if rank > best:
            best, start, prefix = rank, tried, before_it
        if rank == _ALONE:
            break
    if start is None:
        return None
    searched = page.place(first, start.end)
    for behind_it, size in product(after.choices(), _sizes(len(lasts))):
        end = Span(start=lasts[-size], end=tail.end)
        if _is_next(page, searched, end, behind_it, page.place(last, end.start)):
            return _written(page.text, prefix, start, end, behind_it)
    return None


class _Context:
    """What may stand before or behind a span to single it out: words of its own piece, or those
    of the neighbouring piece where the span stands at the edge of its own."""

    def __init__(self, page: PageText, piece: int, at: int, *, ahead: bool) -> None:
        own = page.pieces[piece]
        edge = own.end if ahead else own.start
        self.needed = at != edge and not _bounded(page.text, at)
        self.piece = piece
        self._ahead = ahead
        self._text = page.text
        self._at = at
        room = Span(start=min(at, edge), end=max(at, edge))
        if not room.of(page.text).strip():
            self.piece += 1 if ahead else -1
            inside = 0 <= self.piece < len(page.pieces)
            room = page.pieces[self.piece] if inside else Span(start=at, end=at)
        self._room = room

    def choices(self) -> Iterator[Span | None]:
        """None first, unless the span begins or ends inside of a word; then longer and longer."""
        if not self.needed:
            yield None
        text = self._room.of(self._text)
        begin = self._room.start
        if self._ahead:
            ends = _firsts(text)
            start = begin + len(text) - len(text.lstrip())
            for size in _sizes(len(ends)):
                yield Span(start=start, end=begin + ends[size - 1])
        else:
            starts = _lasts(text)
            end = begin + len(text.rstrip())
            for size in _sizes(len(starts)):
                yield Span(start=begin + starts[-size], end=end)


def _sizes(most: int) -> Iterator[int]:
    """Those of `SIZES` that there are words for, and all the words there are."""
    yield from (size for size in SIZES if size < most)
    if most:
        yield min(most, SIZES[-1])


def _firsts(text: str) -> list[int]:
    """Where the first words end."""
    return [found.end() for found in islice(_WORD.finditer(text), SIZES[-1])]


def _lasts(text: str) -> list[int]:
    """Where the last words start."""
    cut = max(0, len(text) - _TAIL_CHARS)
    found = [word.start() for word in _WORD.finditer(text, cut)]
    if cut and found and not text[cut - 1].isspace():
        del found[0]  # it may begin inside of a word
    return found[-SIZES[-1] :]


def _bounded(text: str, at: int) -> bool:
    """Is this a word boundary by any reading of Unicode's rules (UAX #29)?"""
    around = {unicodedata.category(character) for character in text[at - 1 : at + 1]}
    return around.isdisjoint({"Mn", "Mc", "Me", "Cf"}) and _INSIDE.match(text, at) is None


# --- counting ---------------------------------------------------------------------------------

_ELSEWHERE, _FIRST, _ALONE = range(3)


def _rank(page: PageText, parts: list[Span], at: int) -> int:
    """Is the first place that holds these parts in a row `at`, and is it the only one?"""
    first, alone = -1, True
    for needle in _joined(page, parts):
        found = page.folded.find(needle)
        if found >= 0:
            alone = alone and first < 0 and page.folded.find(needle, found + 1) < 0
            first = found if first < 0 else min(first, found)
    if first != at or at < 0:
        return _ELSEWHERE
    return _ALONE if alone else _FIRST


def _is_next(page: PageText, searched: int, end: Span, suffix: Span | None, at: int) -> bool:
    """Is the first `end` (before the suffix, if there is one) from `searched` on the one `at`?"""
    body = fold(end.of(page.text))
    if not body:
        return False
    if suffix is None:
        return page.folded.find(body, searched) == at
    # Ends without the suffix are stepped over, and one that reaches into ours would hide it.
    hidden = page.folded.find(body, max(searched, at - len(body) + 1)) != at
    places = [page.folded.find(needle, searched) for needle in _joined(page, [end, suffix])]
    return not hidden and min((place for place in places if place >= 0), default=-1) == at


def _joined(page: PageText, parts: list[Span]) -> list[str]:
    """The folded parts in a row; white space between two of them may be there or not."""
    folded = [fold(part.of(page.text)) for part in parts]
    if not all(folded):
        return []
    joints = product(("", " "), repeat=len(folded) - 1)
    return [folded[0] + "".join(map("".join, zip(j, folded[1:], strict=True))) for j in joints]


# --- writing ----------------------------------------------------------------------------------


def _written(
    text: str, prefix: Span | None, start: Span, end: Span | None, suffix: Span | None
) -> str | None:
    """None for text that no address can carry (lone surrogates)."""
    try:
        return "text=" + ",".join(
            [
                *([f"{_encoded(text, prefix)}-"] if prefix else []),
                _encoded(text, start),
                *([_encoded(text, end)] if end else []),
                *([f"-{_encoded(text, suffix)}"] if suffix else []),
            ]
        )
    except UnicodeEncodeError:
        return None


def _encoded(text: str, part: Span) -> str:
    # "-", "," and "&" are syntax in a text directive.
    return percent_encode(" ".join(part.of(text).split()), safe="").replace("-", "%2D")
