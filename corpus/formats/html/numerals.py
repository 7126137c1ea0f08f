"""How the items of a list are numbered: in figures, letters or Roman numerals, as the page says.

What always holds: the numeral of a number is the one that browsers show.
"""

from __future__ import annotations

import re
from string import ascii_lowercase

from lxml import html

from corpus.formats.roman import MOST_ROMAN, roman

_STYLES = {
    **dict.fromkeys(("lower-alpha", "lower-latin"), "a"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "A"),
    "lower-roman": "i",
    "upper-roman": "I",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b((?:lower|upper)-(?:alpha|latin|roman))\b")


def numbering_of(element: html.HtmlElement) -> str:
    """How a list numbers its items, as its attribute ``type`` would say it: 1, a, A, i or I."""
    style = _STYLE.search((element.get("style") or "").lower())
    said = _STYLES[style[1]] if style else element.get("type") or ""
    return said if said in {"a", "A", "i", "I"} else "1"


def numeral(number: int, numbered: str) -> str:
    """The number of an item as it is shown; `numbered`: 1, a, A, i or I."""
    shown = str(number)
    if numbered in {"a", "A"} and number > 0:
        shown = _letters(number)
    elif numbered in {"i", "I"} and 0 < number <= MOST_ROMAN:
        shown = roman(number)
    return shown.upper() if numbered.isupper() else shown


def _letters(number: int) -> str:
    shown = ""
    while number:
        number, letter = divmod(number - 1, len(ascii_lowercase))
        shown = ascii_lowercase[letter] + shown
    return shown
