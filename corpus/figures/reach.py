"""Whether a line of a letterhead or a page's foot tells how to reach somebody: what of such
furniture is kept.

What always holds: a line is judged by its looks alone, for it stands in no sentence; it is looked
at no further than a letterhead's line is long.
"""

from __future__ import annotations

import re

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
_STREET = re.compile(
    r"\b\d+\w?,?\s+(?:[A-Z][\w.'’-]*\s+){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Square"
    r"|Sq|Walk|Gardens|Crescent|Way|Place|Pl|Court|Ct|Boulevard|Blvd|Terrace|Row|Hill|Close|Quay|Parkway|Pkwy)\b"
    r"|\b\w+(?:straße|strasse|str\.|gasse|weg|platz|allee|ring|straat|laan|plein|gracht|kade|gade"
    r"|gatan|vej|veien|katu)\s+\d|\b[\w-]+\s(?:Straße|Platz|Allee|Weg|Gasse)\s\d"
    r"|\b(?:rue|avenue|boulevard|place|quai|chemin|calle|c/|avenida|avda\.?|plaza|paseo|via|viale"
    r"|piazza|corso|rua|praça|largo|ulica|ul\.)\s[^\d|]{2,40}\d"
    r"|\b\d+\s?(?:bis|ter)?,?\s(?:rue|avenue|boulevard|place|quai|chemin|route|allée)\s"
    r"|\bP\.?\s?O\.?\s?Box\b|\bPostfach\s\d|\bApartado\s\d|\bPostbus\s\d|\bBP\s\d",
    re.IGNORECASE,
)
_POST_CODE = re.compile(
    r"\b\d{5}\s[^\W\d_a-z]\w{2,}|\b\d{4}\s?[A-Z]{2}\b|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b[A-Z]{1,2}-\d{4,5}\s\w|\b\d{4}-\d{3}\s[A-Z]"
)


def tells_contact(line: str) -> bool:
    """Does a line hold a contact, an address or opening hours?"""
    line = line[:_MOST_CHARS]
    if any(one.search(line) for one in (_WEB, _CALLED, _STREET, _POST_CODE)):
        return True
    numbers = _DATE.sub(" ", line)
    if any(sum(map(str.isdigit, one[0])) >= _PHONE_DIGITS for one in _PHONE.finditer(numbers)):
        return True
    spans = _HOURS.search(numbers) is not None and _TIMED.search(numbers) is not None
    return spans or bool(_DAY.search(line) and (_OPEN.search(line) or _TIMED.search(numbers)))
