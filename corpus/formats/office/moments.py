"""Dates, times and durations of a spreadsheet, written as their format says.

What always holds: the names of months and days are those of the format's language, English where it
names none; a date whose order the format leaves to the reader's own machine is in ISO 8601.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus.formats.office.format_code import Kind, Part, Section

_DAY_MS = 86_400_000
# Days from 1899-12-30; before March 1900 Excel counts a day that never was.
_BEGINNING = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
_LEAP = 60
_LAST_DAY = 2_958_465  # 9999-12-31
_NOON = 12
# What a "/" of a format stands for in languages that part their dates otherwise.
_DATE_MARKS = {
    **dict.fromkeys(("bg", "cs", "de", "et", "fi", "hr", "hu", "is", "lv", "nb"), "."),
    **dict.fromkeys(("nn", "no", "pl", "ro", "ru", "sk", "sl", "sr", "tr", "uk"), "."),
    **dict.fromkeys(("da", "nl", "sv"), "-"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    at: datetime
    milliseconds: int  # from the beginning
    twelve: bool
    language: str
    day_named: bool  # some languages decline a month's name after a day


def shown_moment(serial: float, section: Section) -> str | None:
    """A day's number from 1900, with the time as its fraction; None for one that is no date."""
    parts = section.parts
    if not 0 <= serial < _LAST_DAY + 1:
        return None
    total = round(serial * _DAY_MS)
    if not any(part.kind is Kind.FRACTION for part in parts):
        total = (total + 500) // 1000 * 1000
    if total >= (_LAST_DAY + 1) * _DAY_MS:
        return None
    shift = 1 if total < _LEAP * _DAY_MS else 0
    moment = _Moment(
        at=_BEGINNING + timedelta(days=shift, milliseconds=total),
        milliseconds=total,
        twelve=any(part.text.lower() in {"am/pm", "a/p"} for part in parts),
        language=section.language or "en",
        day_named=any(part.text.lower() in {"d", "dd"} for part in parts),
    )
    return "".join(_shown(moment, parts, number) for number in range(len(parts)))


def _shown(moment: _Moment, parts: tuple[Part, ...], number: int) -> str:
    part = parts[number]
    letters = part.text.lower()
    match part.kind:
        case Kind.FRACTION:
            return f".{moment.milliseconds % 1000:03d}"[: len(letters)].ljust(len(letters), "0")
        case Kind.ELAPSED:
            unit = {"h": 3_600_000, "m": 60_000, "s": 1000}[letters[0]]
            return str(moment.milliseconds // unit).rjust(len(letters), "0")
        case Kind.MOMENT if letters[0] == "m" and _is_minute(parts, number):
            return _number(moment.at.minute, letters)
        case Kind.MOMENT:
            return _of_day(moment, letters) if letters[0] in "hsa" else _of_date(moment, letters)
        case Kind.SLASH:
            return _DATE_MARKS.get(moment.language.partition("_")[0], part.text)
        case _:
            return part.text


def _is_minute(parts: tuple[Part, ...], number: int) -> bool:
    """An ``m`` after hours or before seconds."""
    times = [part.text.lower()[0] for part in parts[:number] if _counts(part)]
    after = [part.text.lower()[0] for part in parts[number + 1 :] if _counts(part)]
    return times[-1:] == ["h"] or after[:1] == ["s"]


def _counts(part: Part) -> bool:
    return part.kind is Kind.ELAPSED or (part.kind is Kind.MOMENT and part.text[0] not in "aA")


def _number(value: int, letters: str) -> str:
    return f"{value:02d}" if len(letters) > 1 else str(value)


def _of_day(moment: _Moment, letters: str) -> str:
    hour = moment.at.hour
    if letters[0] == "s":
        return _number(moment.at.second, letters)
    if letters[0] == "a":
        half = "AM" if hour < _NOON else "PM"
        return half if letters == "am/pm" else half[0]
    return _number((hour - 1) % _NOON + 1 if moment.twelve else hour, letters)


def _of_date(moment: _Moment, letters: str) -> str:
    at, size = moment.at, len(letters)
    match letters[0], size:
        case "y" | "e", _:
            return f"{at.year % 100:02d}" if letters in {"y", "yy"} else f"{at.year:04d}"
        case "m" | "d", 1 | 2:
            return _number(at.month if letters[0] == "m" else at.day, letters)
        case "d", _:
            return _name(moment, "day", at.weekday(), "abbreviated" if size == 3 else "wide")
        case _:
            width = {3: "abbreviated", 5: "narrow"}.get(size, "wide")
            return _name(moment, "month", at.month, width)


def _name(moment: _Moment, of: str, which: int, width: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import get_day_names, get_month_names

    try:
        language = Locale.parse(moment.language)
    except (UnknownLocaleError, ValueError):
        language = Locale("en")
    if of == "day":
        return str(get_day_names(width, "format", language)[which]).rstrip(".")  # type: ignore[arg-type]
    context = "format" if moment.day_named else "stand-alone"
    return str(get_month_names(width, context, language)[which]).rstrip(".")  # type: ignore[arg-type]
