"""The figures in a text (phone numbers, amounts, dates, times, numbers) and what they amount to.

What always holds: figures are ordered and disjoint; two that are only written differently
("$1,200.00", "$1200"; "May 5, 2020", "2020-05-05") have the same value; a number that is part of
a name ("Form 10-10EZ", "Title 38", "COVID-19") is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Span


class FigureKind(StrEnum):
    PHONE = "phone"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    YEAR = "year"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`value`: equal for figures that say the same, whatever the way of writing them."""

    kind: FigureKind
    value: str
    span: Span


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april")),
            *(("may",), ("jun", "june"), ("jul", "july"), ("aug", "august")),
            *(("sep", "sept", "september"), ("oct", "october"), ("nov", "november")),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_NUMERALS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_MAGNITUDES = {"thousand": 3, "million": 6, "billion": 9}

# Words after which a number is a name.
_NAMING = re.compile(
    r"(?:\b(?:form|section|sec|chapter|title|part|step|figure|fig|table|page|room|suite|line|box|"
    r"article|paragraph|item|number|no|nr|level|grade|phase|stage|type|class|version|v|group|"
    r"volume|vol|appendix|annex|schedule|question|example|note|rule|act|usc|u\.s\.c|cfr|c\.f\.r|"
    r"route|highway|building|bldg|floor|apartment|apt|code|public law|bill|model|option|category|"
    r"world war|super bowl|windows)s?\.?|[§#№])\s*(?:\(\s*)?$",
    re.IGNORECASE,
)
_FIRST = r"(?<![\w§#])(?<![\w][-/.,’'])"
_LAST = r"(?!\w|[-/.,:]\d|\(|[ \u00a0](?:U\.?S\.?C|C\.?F\.?R)\b)"
_N = r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_SCALE = rf"(?:[ \u00a0](?:{'|'.join(_MAGNITUDES)})\b)?"
_GAP = r"[ \u00a0.‑-]"

_FIGURE = re.compile(
    _FIRST
    + rf"(?:(?P<phone>(?:\+?1{_GAP})?(?:\(\d{{3}}\)[ \u00a0]?|\d{{3}}{_GAP})\d{{3}}{_GAP}\d{{4}}"
    + r"|\+\d{1,3}(?:[ \u00a0./‑-]?\(?\d{1,5}\)?){2,6}"
    + r"|(?=(?:\W?\d){9})\(?0\d{1,4}\)?(?:[ \u00a0./‑-]\d{2,8}){1,4})"
    + r"|(?P<date>\d{4}-\d{2}-\d{2}"
    + r"|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d{2}"
    + rf"|{_MONTH}[ \u00a0]\d{{1,2}}(?:st|nd|rd|th)?(?:,?[ \u00a0](?:19|20)\d{{2}})?"
    + rf"|\d{{1,2}}(?:st|nd|rd|th)?[ \u00a0]{_MONTH}(?:,?[ \u00a0](?:19|20)\d{{2}})?"
    + rf"|{_MONTH}[ \u00a0](?:19|20)\d{{2}})"
    + r"|(?P<time>\d{1,2}[:.]\d{2}[ \u00a0]?[ap]\.?m\b\.?|\d{1,2}[ \u00a0]?[ap]\.?m\b\.?"
    + r"|\d{1,2}:\d{2})"
    + rf"|(?P<money>[$€£¥][ \u00a0]?(?:{_N}){_SCALE}"
    + rf"|(?:{_N}){_SCALE}[ \u00a0]?(?:dollars|euros|pounds|cents|USD|EUR|GBP|CHF|[$€£¥]))"
    + rf"|(?P<percent>(?:{_N})[ \u00a0]?(?:%|percent\b|per cent\b))"
    + r"|(?P<year>(?:19|20)\d{2})"
    + rf"|(?P<number>(?:{_N}){_SCALE}|(?:{'|'.join(_NUMERALS)})\b)"
    + rf"){_LAST}",
    re.IGNORECASE,
)


def figures_of(text: str, span: Span) -> Iterator[Figure]:
    """The figures in a stretch of a text, in order."""
    for found in _FIGURE.finditer(text, span.start, span.end):
        kind = FigureKind(str(found.lastgroup))
        if kind in (FigureKind.NUMBER, FigureKind.YEAR) and _NAMING.search(
            text, max(span.start, found.start() - 24), found.start()
        ):
            continue
        yield Figure(
            kind=kind,
            value=_value(kind, found.group()),
            span=Span(start=found.start(), end=found.end()),
        )


def _value(kind: FigureKind, written: str) -> str:
    match kind:
        case FigureKind.PHONE:
            digits = re.sub(r"\D", "", written)
            return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
        case FigureKind.DATE:
            return _date(written)
        case FigureKind.TIME:
            hour, minute = [*re.findall(r"\d+", written), "0"][:2]
            return f"{int(hour)}:{int(minute):02}{''.join(re.findall('[ap]', written.lower()))}"
        case _:
            return _amount(written)


def _date(written: str) -> str:
    """Year, month and day as far as they are known. ``3/4/2020`` stays as it is: it's unclear."""
    if month := re.search(r"[^\W\d_]{3,}", written):
        numbers = [int(n) for n in re.findall(r"\d+", written)]
        year = next((n for n in numbers if n > 31), 0)
        day = next((n for n in numbers if n <= 31), 0)
        return f"{year}-{_MONTHS[month.group().lower()]:02}-{day:02}"
    if "-" in written:
        return written
    return "/".join(str(int(n)) for n in re.split(r"[/.]", written))


def _amount(written: str) -> str:
    """A number without the ways of writing it: separators, trailing zeros, "million"."""
    lower = written.lower()
    if lower in _NUMERALS:
        return str(_NUMERALS[lower])
    power = next((p for word, p in _MAGNITUDES.items() if word in lower), 0)
    bare = re.sub(r"[^\d.,]", "", lower).strip(".,")
    whole, _, part = _decimal(bare).partition(".")
    if power:
        part = part.ljust(power, "0")
        whole, part = whole + part[:power], part[power:]
    return ".".join(piece for piece in (whole.lstrip("0") or "0", part.rstrip("0")) if piece)


def _decimal(digits: str) -> str:
    """With a full stop before the decimals and nothing between thousands."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    marks = set(re.findall(r"[.,]", digits))
    groups = re.split(r"[.,]", digits)
    grouped = len(marks) == 1 and all(len(group) == 3 for group in groups[1:])
    # "1.234" is a thousand and more, "0.125" is not.
    if grouped and (len(groups) > 2 or digits[last] == "," or not groups[0].startswith("0")):
        return "".join(groups)
    return "".join(groups[:-1]) + "." + groups[-1]
