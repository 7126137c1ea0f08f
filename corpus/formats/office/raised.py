"""What stands above or below the line: written so that it never fuses with what it stands at.

A price of 35 with a footnote mark must not be read as 351, nor ten to the minus third as 10-3.
What always holds: raised digits and signs come out as Unicode's own (35¹, m², 10⁻³), as do lowered
ones (H₂O); raised letters join a word only where they end it (1st, 3e, Mme), and what has no raised
form of its own is parted by a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import groupby

from corpus.formats.scripts import lowered_form, raised_form

Piece = tuple[str, "Level"]


class Level(Enum):
    """Where a run of text stands."""

    LINE = 0
    RAISED = 1
    LOWERED = -1


_SIGNS = {"TM": "™", "SM": "℠", "tm": "™", "sm": "℠"}
_ORDINAL = re.compile(
    r"st|nd|rd|th|er|ers|ère|ères|ere|re|res|e|es|ème|èmes|eme|nde|nds|ste|de|te|os|as|ro|do|to|vo",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"(?:\d|\b[IVXLC]+)\.?$")
# The ends of words that are shortened: Mme, Mlle, Dr, Cie, Nos, Mgr, Ste, Sr, Sra.
_SHORTENED = re.compile(r"(?:M)(?:me|mes|lle|lles|gr)|(?:D|S|J|M)(?:r|rs|ra|t|te)|C(?:ie|o)|[Nn]os")
_CURRENCY = r"(?:[$€£¥]|EUR|USD|GBP|CHF|Fr\.?|Rs\.?|euros?|dollars?|pounds?)"
_PRICE_BEFORE = re.compile(rf"(?P<words>.*?){_CURRENCY}\s?\d[\d.,\s]*$", re.DOTALL)
_PRICE_AFTER = re.compile(rf"\s?{_CURRENCY}(?!\w)")
_WORD_END = re.compile(r"[^\W\d_]+$")


def join_levels(pieces: Iterable[Piece]) -> str:
    """The text of a paragraph or cell, from its runs in order. What is raised as a whole (there is
    no line that it stands above) is plain text."""
    runs = _runs(pieces)
    if not any(level is Level.LINE and text.strip() for text, level in runs):
        return "".join(text for text, _ in runs)
    out = ""
    for number, (text, level) in enumerate(runs):
        core = text.strip()
        if level is Level.LINE or not core:
            out += text
            continue
        at = text.index(core)
        before = out + text[:at]
        rest = text[at + len(core) :] + "".join(body for body, _ in runs[number + 1 : number + 2])
        shown = _raised(core, before, rest) if level is Level.RAISED else _lowered(core, before)
        out = before + shown + text[at + len(core) :]
        if shown == f" {core}" and rest[:1].isalnum():
            out += " "
    return out


def _runs(pieces: Iterable[Piece]) -> Sequence[Piece]:
    """Neighbours of one level as one run: a program may part "10" in two."""
    seen = [(text, level) for text, level in pieces if text]
    return [
        ("".join(text for text, _ in group), level)
        for level, group in groupby(seen, key=lambda piece: piece[1])
    ]


def _raised(core: str, before: str, rest: str) -> str:
    base = before[-1:]
    if core == "o" and re.match(r"[CF]\b", rest):
        return "°"
    if not base or base.isspace() or core in _SIGNS:
        return _SIGNS.get(core) or raised_form(core) or core
    if _is_cents(core, before, rest) or (base in ",." and core in {"-", "–", "—"}):
        return core
    if core in {"o", "a"} and (base in "Nn" or _NUMERAL.search(before)):
        return "º" if core == "o" else "ª"  # nº, 1ª: Unicode has those two
    if _ORDINAL.fullmatch(core) and _NUMERAL.search(before):
        return core
    word = _WORD_END.search(before)
    if word and _SHORTENED.fullmatch(word[0] + core):
        return core
    return raised_form(core) or f" {core}"


def _lowered(core: str, before: str) -> str:
    shown = lowered_form(core)
    if shown is not None:
        return shown
    # Letters below the line name what stands before them (V max); digits before them end there.
    return f" {core}" if before[-1:].isdigit() else core


def _is_cents(core: str, before: str, rest: str) -> bool:
    """Two raised digits behind a decimal mark of a price: 4,⁹⁵ €. At the end of a sentence a mark
    of two digits may stand so as well."""
    behind = re.fullmatch(r"\d\d", core) is not None and re.search(r"\d[.,]$", before) is not None
    with_mark = re.fullmatch(r"[.,]\d\d", core) is not None and before[-1:].isdigit()
    if with_mark or (behind and _PRICE_AFTER.match(rest)):
        return True
    price = _PRICE_BEFORE.match(before) if behind else None
    if price is None:
        return False
    follows = rest.lstrip()
    ends = not follows or follows[0].isupper()
    return not (ends and re.search(r"[^\W\d_]", price["words"]))
