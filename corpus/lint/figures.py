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
from corpus.figures import DATE, MONEY, MONTHS, TIME, phone_value, phones_in


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


_NUMERALS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_MAGNITUDES = {
    "thousand": 3, "million": 6, "millones": 6, "mio": 6, "billion": 9, "mrd": 9,
}  # fmt: skip

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
_LAST = r"(?![^\W⁰¹²³⁴-⁹]|[-/.,:]\d|\(|[ \u00a0](?:U\.?S\.?C|C\.?F\.?R)\b)"
_N = r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_SCALE = rf"(?:[ \u00a0](?:{'|'.join(_MAGNITUDES)})\b)?"
_FIGURE = re.compile(
    _FIRST
    + rf"(?:(?P<date>{DATE})|(?P<time>{TIME})|(?P<money>{MONEY})"
    + rf"|(?P<percent>(?:{_N})[ \u00a0]?(?:%|percent\b|per cent\b))"
    + r"|(?P<year>(?:19|20)\d{2})"
    + rf"|(?P<number>(?:{_N}){_SCALE}|(?:{'|'.join(_NUMERALS)})\b)"
    + rf"){_LAST}",
    re.IGNORECASE,
)


def figures_of(text: str, span: Span, regions: tuple[str, ...] = ()) -> Iterator[Figure]:
    """The figures in a stretch of a text, in order. `regions`: whose telephone numbers it gives."""
    phones = list(phones_in(text, span, regions))
    others = (
        found
        for found in _FIGURE.finditer(text, span.start, span.end)
        if not any(it.start < found.end() and found.start() < it.end for it in phones)
    )
    figures = [_phone(text, it, regions) for it in phones]
    figures += [it for found in others if (it := _figure(text, span, found)) is not None]
    yield from sorted(figures, key=lambda it: it.span.start)


def _phone(text: str, span: Span, regions: tuple[str, ...]) -> Figure:
    value = phone_value(span.of(text), regions)
    return Figure(kind=FigureKind.PHONE, value=value, span=span)


def _figure(text: str, span: Span, found: re.Match[str]) -> Figure | None:
    """None for a number that is part of a name."""
    kind = FigureKind(str(found.lastgroup))
    if kind in (FigureKind.NUMBER, FigureKind.YEAR) and _NAMING.search(
        text, max(span.start, found.start() - 24), found.start()
    ):
        return None
    return Figure(
        kind=kind,
        value=_value(kind, found.group()),
        span=Span(start=found.start(), end=found.end()),
    )


def _value(kind: FigureKind, written: str) -> str:
    match kind:
        case FigureKind.DATE:
            return _date(written)
        case FigureKind.TIME:
            hour, minute = [*re.findall(r"\d+", written), "0"][:2]
            return f"{int(hour)}:{int(minute):02}{''.join(re.findall('[ap]', written.lower()))}"
        case _:
            return _amount(written)


def _date(written: str) -> str:
    """Year, month and day as far as they are known. ``3/4/2020`` stays as it is: it's unclear."""
    numbers = [int(n) for n in re.findall(r"\d+", written)]
    letters = re.findall(r"[^\W\d_]+", written.lower())
    month = next((MONTHS[word] for word in letters if word in MONTHS), 0)
    if month:
        year = next((n for n in numbers if n > 31), 0)
        day = next((n for n in numbers if n <= 31), 0)
        return f"{year}-{month:02}-{day:02}"
    if len(numbers) == 3 and numbers[0] > 31:
        return "{}-{:02}-{:02}".format(*numbers)
    return "/".join(map(str, numbers))


def _amount(written: str) -> str:
    """A number without the ways of writing it: separators, trailing zeros, "million"."""
    lower = written.lower()
    if lower in _NUMERALS:
        return str(_NUMERALS[lower])
    power = next((p for word, p in _MAGNITUDES.items() if word in lower), 0)
    lower = re.sub(r"(?<=\d)[€£$](?=\d\d$)", ".", lower)  # "12€50"
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
