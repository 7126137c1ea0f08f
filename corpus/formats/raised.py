"""Raised and lowered letters, written so that they can't be read as part of what they stand at.

A footnote mark after a figure ("35" and a raised "1") must not make another figure of it, while
m², 10⁻³, H₂O, "1st" and "3e" keep their meaning.

What always holds: a raised or lowered digit or sign becomes the Unicode character for just that, so
no figure grows by it; an ordinal's letters stay as they are.
"""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-=()\N{MINUS SIGN}", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻")
_LOWERED = str.maketrans("0123456789+-=()\N{MINUS SIGN}", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")
# One letter by itself is a mark; "e" and "o" make ordinals ("3e", "2o"), in capitals too.
_LETTERS = str.maketrans("abcdfghijklmnprstuvwxyz", "ᵃᵇᶜᵈᶠᵍʰⁱʲᵏˡᵐⁿᵖʳˢᵗᵘᵛʷˣʸᶻ")
_ONE_LETTER = re.compile(r"\W*[a-z]\W*")


def raised(text: str) -> str:
    """`text` as it is written where it stands raised."""
    shown = text.translate(_RAISED)
    return shown.translate(_LETTERS) if _ONE_LETTER.fullmatch(text) else shown


def lowered(text: str) -> str:
    """`text` as it is written where it stands lowered."""
    return text.translate(_LOWERED)
