"""Unicode's raised and lowered characters, for what a document sets above or below the line.

What always holds: each plain character has one raised and one lowered form at most.
"""

from __future__ import annotations

_FIGURES = "0123456789+-\N{MINUS SIGN}\N{EN DASH}=()"

RAISED_FIGURES = dict(zip(_FIGURES, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾", strict=True))
RAISED_LETTERS = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
LOWERED_FIGURES = dict(zip(_FIGURES, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎", strict=True))
