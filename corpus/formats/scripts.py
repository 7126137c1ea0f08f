"""Unicode's raised and lowered characters, for what a document sets above or below the line.

What always holds: each plain character has one raised and one lowered form at most; what is written
raised as a whole fuses with no figure and no word.
"""

from __future__ import annotations

import re

_FIGURES = "0123456789+-\N{MINUS SIGN}\N{EN DASH}=()"

RAISED_FIGURES = dict(zip(_FIGURES, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾", strict=True))
RAISED_LETTERS = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
LOWERED_FIGURES = dict(zip(_FIGURES, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎", strict=True))

_ABOVE = str.maketrans(RAISED_FIGURES | RAISED_LETTERS)
_BELOW = str.maketrans(LOWERED_FIGURES)
# What stands above or below the line as it is: it fuses with nothing.
_APART = frozenset("*†‡§¶#®©™℠°ºª'’\"″′,;.:/⁄[]{} \N{NO-BREAK SPACE}\t\n€$£¥%")
_WORD = re.compile(r"[^\W\d_]{3}")

# The mark of a note behind a figure: raised, or in the brackets that its page shows.
_NOTE_CHARS = "".join(dict.fromkeys((*RAISED_FIGURES.values(), *RAISED_LETTERS.values())))
_NOTE = re.compile(rf"(?<=\d)(?:[{_NOTE_CHARS}]+(?:,[{_NOTE_CHARS}]+)*|\[\d{{1,3}}\])")


def raised_form(text: str) -> str | None:
    """`text` in raised characters; None where one has no raised form and would fuse, or where it
    is a word: that would be hard to read and to find in raised letters."""
    return None if _WORD.search(text) else _in(_ABOVE, text)


def lowered_form(text: str) -> str | None:
    """`text` in lowered characters; None where one has no lowered form."""
    return _in(_BELOW, text)


def without_notes(text: str) -> str:
    """A text without the marks of notes behind its figures, for who looks for the figures."""
    return _NOTE.sub("", text)


def _in(forms: dict[int, str], text: str) -> str | None:
    shown = text.translate(forms)
    whole = all(now != was or was in _APART for was, now in zip(text, shown, strict=True))
    return shown if whole else None
