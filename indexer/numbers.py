"""Long numbers, of a telephone, a case, an account: found by their digits however grouped.

What always holds: what a number is found by (its keys) is the same for a document and a question;
nothing is taken out of a text, a number's groups can still be found by themselves.
"""

from __future__ import annotations

import re

from corpus.figures import DATED
from corpus.formats.scripts import without_notes

# A long number in groups: of a telephone, a case, an account ("BE71 0961 2345 6769").
_LONG = re.compile(
    r"(?<![\w.,])(?:[A-Za-z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]{4}){2,7}(?:[ \u00a0-]?[A-Z0-9]{1,3})?"
    r"|\d{1,3}(?:[,'’]\d{3})+"
    r"|\+?\(?\d+(?:[ \u00a0\u202f\u2009./()‑–-]{1,3}\d+)*)(?!\w)"
)
_ANY_LONG = re.compile(r"\d(?:[ \u00a0\u202f\u2009./(),'’‑–-]{1,3}\d|\d{4})")
_DATED = re.compile(DATED)  # these are looked for by their parts
_COUNTRY = re.compile(
    r"(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(?=\d{6})"
)
SHORTEST_NUMBER, LONGEST_NUMBER = 5, 16  # digits of what is found however it is grouped
_MOST_GROUPS = 12


def ungrouped(text: str) -> str:
    """A question with its long numbers in one piece each, but for dates and the like."""

    def whole(found: re.Match[str]) -> str:
        written = found.group()
        if _DATED.fullmatch(written) or not (numbers := number_keys(written)):
            return written
        return numbers[0] if len(re.sub(r"\W", "", written)) <= LONGEST_NUMBER else written

    return _LONG.sub(whole, text) if _ANY_LONG.search(text) else text


def numbers_in(text: str) -> list[str]:
    """What the long numbers of a text are found by, however they are grouped."""
    if not _ANY_LONG.search(text):
        return []
    return [
        key for found in _LONG.finditer(without_notes(text)) for key in number_keys(found.group())
    ]


def number_keys(written: str) -> list[str]:
    """What one number is found by: all of its digits; where there may be several numbers in a row,
    each row of groups that may be one; of a telephone's also without what is dialled before it."""
    if written[:1].isalpha():
        return [re.sub(r"\W", "", written).lower()] if _LONG.fullmatch(written.upper()) else []
    abroad = written.startswith("+")
    groups = re.findall(r"\d+", written.replace("(0)", " ") if abroad else written)
    whole = "".join(groups)
    if len(whole) < SHORTEST_NUMBER:
        return []
    if len(whole) <= LONGEST_NUMBER:
        rows = [whole]
    else:
        groups = groups[:_MOST_GROUPS]
        rows = [
            row
            for first in range(len(groups))
            for last in range(first + 1, len(groups) + 1)
            if SHORTEST_NUMBER + 2 <= len(row := "".join(groups[first:last])) <= LONGEST_NUMBER
        ]
    if abroad or whole.startswith("00"):
        national = _COUNTRY.sub("", whole.removeprefix("00"), count=1)
        return [*rows, whole.removeprefix("00"), national]
    return rows + [row[1:] for row in rows if row.startswith("0")]


def as_written(question: str, text: str) -> str:
    """The question with its long numbers grouped as the text groups them, for who compares the
    two by their characters."""
    if not _ANY_LONG.search(question):
        return question
    written = {
        key: found.group()
        for found in _LONG.finditer(without_notes(text))
        for key in number_keys(found.group())
    }

    def there(found: re.Match[str]) -> str:
        own = found.group()
        return next((written[key] for key in number_keys(own) if key in written), own)

    return _LONG.sub(there, question)
