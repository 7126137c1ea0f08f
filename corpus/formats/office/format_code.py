"""What a number format of a spreadsheet says, taken apart: its sections, and the parts of each.

What always holds: any string is a format; what the language of formats doesn't know stands for
itself. Colours and widths say nothing of the text and are gone. Source: ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from locale import windows_locale
from operator import eq, ge, gt, le, lt, ne

_PART = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|Standard)|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<digit>[0#?])"
    r"|(?P<fraction>(?<=[sS\]])\.0+)|(?P<moment>y+|m+|d+|h+|s+|e+)|(?P<sign>[.,%/@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "<>": ne,
}
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,8}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


class Kind(Enum):
    TEXT = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    SLASH = auto()
    EXPONENT = auto()
    GENERAL = auto()
    AT = auto()  # the cell's own text
    MOMENT = auto()  # of a date or time, in lower case: "yyyy", "am/pm"
    ELAPSED = auto()  # hours, minutes or seconds that go on counting
    FRACTION = auto()  # of a second


_SIGNS = {".": Kind.POINT, ",": Kind.COMMA, "%": Kind.PERCENT, "/": Kind.SLASH, "@": Kind.AT}
_MOMENTS = {Kind.MOMENT, Kind.ELAPSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One of up to four: `condition` is its own comparison, as in ``[>=100]``."""

    parts: tuple[Part, ...]
    condition: tuple[str, float] | None = None
    language: str | None = None

    def has(self, kind: Kind) -> bool:
        return any(part.kind is kind for part in self.parts)

    @property
    def of_moments(self) -> bool:
        return any(part.kind in _MOMENTS for part in self.parts)

    def meets(self, value: float) -> bool:
        if self.condition is None:
            return True
        sign, limit = self.condition
        return _COMPARED[sign](value, limit)


@lru_cache(maxsize=4096)
def sections_of(form: str) -> tuple[Section, ...]:
    """The sections of a number format, at least one."""
    sections: list[list[re.Match[str]]] = [[]]
    for found in _PART.finditer(form):
        if found["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(found)
    return tuple(_section(found) for found in sections[:4])


def _section(found: list[re.Match[str]]) -> Section:
    parts: list[Part] = []
    condition: tuple[str, float] | None = None
    language: str | None = None
    for one in found:
        bracket = one["bracket"]
        if bracket is None:
            parts.append(_part(one))
        elif bracket.startswith("$"):
            currency, _, code = bracket[1:].partition("-")
            parts.append(Part(kind=Kind.TEXT, text=currency))
            language = _language(code) or language
        elif _ELAPSED.fullmatch(bracket):
            parts.append(Part(kind=Kind.ELAPSED, text=bracket.lower()))
        elif compared := _CONDITION.fullmatch(bracket.strip()):
            condition = (compared[1], float(compared[2]))
    if any(part.kind is Kind.DIGIT for part in parts):
        # A format for numbers: letters in it that nobody has quoted ("0 days") are a unit.
        parts = [
            Part(kind=Kind.TEXT, text=part.text) if part.kind in _MOMENTS else part
            for part in parts
        ]
    return Section(parts=tuple(parts), condition=condition, language=language)


def _part(found: re.Match[str]) -> Part:
    name = found.lastgroup
    text = found[0]
    match name:
        case "quoted" | "escaped":
            return Part(kind=Kind.TEXT, text=found[name])
        case "space":
            return Part(kind=Kind.TEXT, text=" ")
        case "fill":
            return Part(kind=Kind.TEXT, text="")
        case "half":
            return Part(kind=Kind.MOMENT, text=text)
        case "moment":
            return Part(kind=Kind.MOMENT, text=text)
        case "sign":
            return Part(kind=_SIGNS[text], text=text)
        case "general" | "exponent" | "digit" | "fraction":
            return Part(kind=Kind[name.upper()], text=text)
        case _:
            return Part(kind=Kind.TEXT, text=text)


def _language(code: str) -> str | None:
    """The language of a code such as ``407`` or ``de-DE``; None for the machine's own."""
    code = code.partition(",")[0]
    if _HEXADECIMAL.fullmatch(code):
        return windows_locale.get(int(code, 16) & 0xFFFF)
    return code.replace("-", "_") if _LANGUAGE.fullmatch(code) else None
