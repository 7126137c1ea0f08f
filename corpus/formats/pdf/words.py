"""From the glyphs of a PDF to its words: letters with their accents, raised figures, measures.

What always holds: every glyph is in one word; a word's size and line are those of what is neither
raised nor lowered in it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.formats.pdf.glyph import Box, Glyph, gap
from corpus.formats.pdf.raised import (
    RAISED,
    is_raised,
    main_of,
    priced,
    raised_in,
    text_of,
    written,
)

# Parts of the font's size.
_ASCENT, _DESCENT = 0.75, 0.22
_TIGHT = 0.12  # words that lie closer are one where one of them is raised or lowered
_LOWERED = 0.87  # of the size of the text beside it

DOTS = frozenset(".·…")
LEADING = 6  # so many dots lead from words to others

# Accents that are drawn by themselves, as they are written with a letter.
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303",
    "~": "\u0303", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307", "˚": "\u030a", "¸": "\u0327",
    "ˇ": "\u030c", "˝": "\u030b", "˛": "\u0328",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Characters without a gap; `size`, `bold` and `mono` are those of most of them."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    mono: bool


def most(counted: Iterable[tuple[float, int]]) -> float:
    counts: Counter[float] = Counter()
    for value, number in counted:
        counts[value] += number
    return counts.most_common(1)[0][0]


def composed(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Makes one letter of a letter and the accent drawn over it: TeX's older fonts part them."""
    held: Glyph | None = None
    for glyph in glyphs:
        if held is not None:
            made = _over(held, glyph) or _over(glyph, held)
            if made is not None:
                held = made
                continue
            yield held
        held = glyph
    if held is not None:
        yield held


def dots_apart(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The glyphs, with gaps around dots that lead: files draw them in one with the words."""
    for dotted, group in groupby(glyphs, key=lambda it: it.text in DOTS and not it.style.mono):
        run = list(group)
        leads = dotted and len(run) >= LEADING
        yield from (gap(" "), *run, gap(" ")) if leads else run


def _over(accent: Glyph, letter: Glyph) -> Glyph | None:
    mark = _ACCENTS.get(accent.text)
    if mark is None or not letter.text.isalpha():
        return None
    if not letter.box[0] <= (accent.box[0] + accent.box[2]) / 2 <= letter.box[2]:
        return None
    text = unicodedata.normalize("NFC", _DOTLESS.get(letter.text, letter.text) + mark)
    box = (
        letter.box[0],
        min(accent.box[1], letter.box[1]),
        letter.box[2],
        max(accent.box[3], letter.box[3]),
    )
    return letter._replace(text=text, box=box) if len(text) == 1 else None


def parts_of(glyphs: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    """A word; where a footnote's mark is drawn right before its first word, both."""
    up = raised_in(glyphs)
    at = up.index(False) if False in up else 0
    if at and glyphs[at].text.isalpha():
        yield glyphs[:at]
        yield glyphs[at:]
    else:
        yield glyphs


def word_of(glyphs: Sequence[Glyph]) -> Word:
    up = raised_in(glyphs)
    main = main_of(glyphs)
    baseline = main.baseline if any(up) else glyphs[0].baseline
    size = main.style.size if any(up) else most((glyph.style.size, 1) for glyph in glyphs)
    left = min(glyph.box[0] for glyph in glyphs)
    top = min(glyph.box[1] for glyph in glyphs)
    right = max(glyph.box[2] for glyph in glyphs)
    bottom = max(glyph.box[3] for glyph in glyphs)
    if glyphs[0].style.upright:
        # As wide as the pen moves and as high as the font: so the words of a line are alike.
        left = min(left, glyphs[0].start)
        top = min(top, baseline - _ASCENT * size)
        right = max(right, glyphs[-1].end)
        bottom = max(bottom, baseline + _DESCENT * size)
    return Word(
        text=text_of(glyphs, up),
        box=(left, top, right, bottom),
        baseline=round(baseline, 1),
        size=size,
        bold=2 * sum(glyph.style.bold for glyph in glyphs) > len(glyphs),
        mono=2 * sum(glyph.style.mono for glyph in glyphs) > len(glyphs),
    )


def with_raised(line: Sequence[Word]) -> tuple[Word, ...]:
    """Writes words of a line that are raised over their neighbours as such, in one with the word
    before where nothing parts them: a file may draw "m" and its "2" apart."""
    if len({word.size for word in line}) == 1 and RAISED.isdisjoint(w.text[-1] for w in line):
        return tuple(line)
    words: list[Word] = []
    small = False  # the word before ends with what was raised or lowered
    for at, drawn in enumerate(line):
        word = drawn
        before = words[-1] if words else None
        near = before is not None and word.box[0] - before.box[2] < _TIGHT * before.size
        above = before is not None and _is_over(word, before)
        if above or (at + 1 < len(line) and _is_over(word, line[at + 1])):
            beside = before.text if before is not None and near else ""
            word = replace(word, text=written(word.text, before=beside))
        moved = above or (before is not None and _is_under(word, before))
        if before is not None and near and (moved or small):
            words[-1] = merged(before, word)
        else:
            words.append(word)
        small = moved or (word.text[-1] in RAISED and word.text[0] not in RAISED)
    texts = ["", *(word.text for word in words), ""]
    return tuple(
        replace(word, text=priced(word.text, before=texts[at], after=texts[at + 2]))
        for at, word in enumerate(words)
    )


def _is_over(word: Word, beside: Word) -> bool:
    return is_raised(word.size, word.baseline, beside.size, beside.baseline)


def _is_under(word: Word, beside: Word) -> bool:
    lower = word.baseline > beside.baseline + 0.05 * word.size
    return lower and word.size <= _LOWERED * beside.size


def merged(one: Word, other: Word) -> Word:
    """Two words as one."""
    (left, top, right, bottom), box = one.box, other.box
    edges = (min(left, box[0]), min(top, box[1]), max(right, box[2]), max(bottom, box[3]))
    return replace(one, text=one.text + other.text, box=edges)
