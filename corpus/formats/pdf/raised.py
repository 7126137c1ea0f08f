"""Small figures and letters that stand above the line: marks of footnotes, powers, ordinals, cents.

Set on one level with the text they would change it: 35 with a mark of 1 is not 351. So figures are
written as the raised figures that a reader sees (35¹, m², 10⁻³, 12⁵⁰), which suits all of these,
and letters as they are where they belong to the word (1st, 3e, Mme), raised where they are a mark.

What always holds: no raised figure joins a figure or a word; what is lowered (H2O) or stands on the
line stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.formats.pdf.glyph import Glyph
from corpus.formats.scripts import RAISED_FIGURES, RAISED_LETTERS

_SMALL = 0.87  # of the size of the text beside it
_RISE = (0.12, 0.9)  # of that size, from baseline to baseline
_INK_RISE = 0.2  # a font's own raised figures stand on the line, with their ink above it

_CAPITALS = dict(zip("ABDEGHIJKLMNOPRTUVW", "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ", strict=True))
_LETTERS = RAISED_LETTERS | _CAPITALS
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED = frozenset((*RAISED_FIGURES.values(), *_LETTERS.values()))
_SIGNS = {"TM": "™", "SM": "℠"}
_ORDINAL = {"a": "ª", "o": "º"}
_WORD = re.compile(r"[^\W\d_]{3}$")
_CURRENCY = r"(?:[€$£¥]|(?:EUR|CHF|USD|GBP|Fr|euros?|francs?|dollars?|pounds?|kr|zł|Kč|Ft)\b)"
_CENTS = re.compile(rf"({_CURRENCY})?\d+[.,]([⁰¹²³⁴-⁹]{{2}})({_CURRENCY})?", re.IGNORECASE)
_MONEY = re.compile(_CURRENCY, re.IGNORECASE)
_PARTS = re.compile(r"[^\W\d_]+|.", re.DOTALL)


def is_raised(size: float, baseline: float, beside: float, line: float) -> bool:
    """Does text of `size` at `baseline` stand above text of the size `beside` on `line`?"""
    low, high = _RISE
    return size <= _SMALL * beside and low * beside <= line - baseline <= high * beside


def main_of(glyphs: Sequence[Glyph]) -> Glyph:
    """The glyph that says the size and the line of a word: the largest, the lowest of these."""
    return max(glyphs, key=lambda glyph: (glyph.style.size, glyph.baseline))


def raised_in(glyphs: Sequence[Glyph]) -> list[bool]:
    """For each glyph of a word, does it stand above the others?"""
    main = main_of(glyphs)
    size, line = main.style.size, main.baseline
    return [
        is_raised(glyph.style.size, glyph.baseline, size, line) or _inks_above(glyph)
        for glyph in glyphs
    ]


def _inks_above(glyph: Glyph) -> bool:
    """Is it a figure that the font itself draws raised?"""
    if not (glyph.style.upright and glyph.text.isdecimal()):
        return False
    return glyph.baseline - glyph.box[3] > _INK_RISE * glyph.style.size > 0


def text_of(glyphs: Sequence[Glyph], raised: Sequence[bool]) -> str:
    """The text of a word."""
    text, held = "", ""
    for glyph, up in zip(glyphs, raised, strict=True):
        if up:
            held += glyph.text
            continue
        text += written(held, before=text, after=glyph.text) + glyph.text
        held = ""
    return text + written(held, before=text)


def written(raised: str, *, before: str = "", after: str = "") -> str:
    """Raised characters as they are written between what stands on the line."""
    if "[" in raised or "]" in raised:
        return raised  # kept apart already
    return "".join(_part(part, before=before, after=after) for part in _PARTS.findall(raised))


def _part(part: str, *, before: str, after: str) -> str:
    if not part.isalpha():
        return "".join(RAISED_FIGURES.get(letter, letter) for letter in part)
    if part in _SIGNS:
        return _SIGNS[part]
    if len(part) > 1 and _WORD.search(before) and all(letter in _LETTERS for letter in part):
        return "".join(map(_LETTERS.__getitem__, part))  # marks, say "a" and "b"
    if len(part) > 1 or after[:1].isdecimal():
        return part  # 1st, Mme, 10h30
    counts = before.rstrip(".")[-1:].isdecimal() or before in {"n", "N"}
    if counts and part in _ORDINAL:
        return _ORDINAL[part]
    titled = len(before) == 1 and before.isupper()  # Dr, Mr
    if titled or (counts and part == "e"):
        return part
    return _LETTERS.get(part, part)


def priced(text: str, *, before: str, after: str) -> str:
    """A word between two others; raised cents behind a mark are plain where a currency says so.

    At the end of a sentence two raised figures may as well be a footnote's mark.
    """
    found = _CENTS.fullmatch(text)
    if found is None:
        return text
    led = found[1] or _MONEY.fullmatch(before)
    if found[3] or _MONEY.match(after) or (led and after[:1].islower()):
        return text[: found.start(2)] + found[2].translate(_LEVEL) + text[found.end(2) :]
    return text
