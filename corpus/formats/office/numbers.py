"""The numbers of lists: as they stand in a file, and as they are shown."""

from __future__ import annotations

import re

from corpus.formats.roman import MOST_ROMAN, roman

BULLET = "•"


def number_as(number: int, form: str) -> str:
    """A list's number in Word's or OpenDocument's name of a form; as digits in any other."""
    if form in {"lowerLetter", "upperLetter", "a", "A"} and number > 0:
        # After z come aa, bb, cc.
        text = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
    elif form in {"lowerRoman", "upperRoman", "i", "I"} and 0 < number <= MOST_ROMAN:
        text = roman(number)
    else:
        return str(number)
    return text.upper() if form in {"upperLetter", "upperRoman", "A", "I"} else text


def integer(text: str | None, otherwise: int) -> int:
    """A small whole number that isn't negative; `otherwise` for what is none."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise
