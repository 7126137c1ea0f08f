"""Whether a line of a letterhead or a page's foot tells how to reach somebody: what of such
furniture is kept.

What always holds: a line is judged by its looks alone, for it stands in no sentence; it is looked
at no further than a letterhead's line is long.
"""

from __future__ import annotations

import re

from corpus.figures.address import holds_postal

_MOST_CHARS = 500
_PHONE_DIGITS = 6

_WEB = re.compile(
    r"\S@\w[\w-]*\.\w|\b(?:https?://|www\.)\w"
    r"|\b\w[\w-]+\.(?:com|org|net|gov|edu|info|eu|int|[a-z]{2})(?=[/\s,;|)]|\.?$)"
)
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d\s().\-/\N{NO-BREAK SPACE}]{4,}\d(?![\w%])")
_DATE = re.compile(
    r"\d{4}([-./])\d\d?\1\d\d?|\d\d?([-./])\d\d?\2(?:\d{4}|\d\d)|\d{4}\s?[-–/]\s?\d{4}"
)
_CALLED = re.compile(
    r"\b(?:tel|telephone|phone|fax|mobile|hotline|helpline|call|text|téléphone|tél|telefon|telefoon"
    r"|teléfono|telefono|telefone|móvil|tlf|tfno|gsm|rufnummer|puhelin)\b\D{0,15}\d{2,}",
    re.IGNORECASE,
)
_CLOCK = r"\d{1,2}(?:\s?[:.h]\s?\d\d)?\s?(?:[ap]\.?m\.?|uhr|h\b|uur)?"
_HOURS = re.compile(
    rf"\b{_CLOCK}\s?(?:-|–|—|to|until|bis|à|a|alle|tot|às|y)\s?(?:las\s)?{_CLOCK}", re.IGNORECASE
)
_TIMED = re.compile(r"\d[:.h]\d\d|\d\s?(?:[ap]\.?m\b|uhr|h\b|uur)", re.IGNORECASE)
_PRICE = re.compile(
    r"(?:[€$£]|\b(?:EUR|CHF|USD|GBP))\s?\d|\d\s?(?:[€$£]|(?:euros?|EUR|CHF|USD|GBP)\b)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|wed|thu|fri|sat|sun"
    r"|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|lunedì|martedì"
    r"|mercoledì|giovedì|venerdì|sabato|domenica|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|segunda|terça|quarta|quinta|sexta)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:open|opens|opening|closed|hours|geöffnet|geschlossen|\w*zeiten|ouvert|fermé|horaires?"
    r"|abierto|cerrado|horarios?|aperto|chiuso|orari|orario|geopend|gesloten|aberto|fechado)\b",
    re.IGNORECASE,
)


def tells_contact(line: str) -> bool:
    """Does a line hold a contact, an address or opening hours?"""
    line = line[:_MOST_CHARS]
    if holds_postal(line) or any(one.search(line) for one in (_WEB, _CALLED)):
        return True
    numbers = _DATE.sub(" ", line)
    if any(sum(map(str.isdigit, one[0])) >= _PHONE_DIGITS for one in _PHONE.finditer(numbers)):
        return True
    spans = _HOURS.search(numbers) is not None
    spans = spans and (_TIMED.search(numbers) or _OPEN.search(line)) is not None
    return spans or bool(_DAY.search(line) and (_OPEN.search(line) or _TIMED.search(numbers)))


def tells_figure(line: str) -> bool:
    """Does a line hold what may be asked for: a contact, opening hours, a time or a price?"""
    line = line[:_MOST_CHARS]
    return bool(_PRICE.search(line) or _TIMED.search(_DATE.sub(" ", line))) or tells_contact(line)
