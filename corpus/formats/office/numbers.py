"""The numbers of lists: as they stand in a file, and as they are shown."""

from __future__ import annotations

import re

BULLET = "•"

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def number_as(number: int, form: str) -> str:
    """A list's number in Word's or OpenDocument's name of a form; as digits in any other."""
    if form in {"lowerLetter", "upperLetter", "a", "A"} and number > 0:
        # After z come aa, bb, cc.
        text = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
    elif form in {"lowerRoman", "upperRoman", "i", "I"} and 0 < number < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
    else:
        return str(number)
    return text.upper() if form in {"upperLetter", "upperRoman", "A", "I"} else text


def integer(text: str | None, otherwise: int) -> int:
    """A small whole number that isn't negative; `otherwise` for what is none."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise
