"""What people ask for and only a letterhead or a page's foot tells: numbers, addresses, hours.

Lines that repeat on every page are no part of the text, but these are kept: once, as a paragraph of
their own behind everything else, where they part nothing.

What always holds: nothing is kept that the text itself says; page numbers are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import groupby

from corpus.formats.pdf.headings import folded
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import Line

_MAX_BLOCKS = 20
_MAX_CHARS = 500  # of a line are looked at
_NEAR = 2.0  # of the size: lines of one letterhead
_DAYS = (
    r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes"
    r"|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]"
    r"|venerd[iì]|segunda|ter[cç]a|quarta|quinta|sexta"
)
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|https?://|\bwww\.|\b[a-z0-9-]{2,}\.(?:com|org|net|gov|edu|info|eu|at|be|ch"
    r"|cz|de|es|fr|ie|it|nl|pl|pt|uk|us)\b"
    r"|\b(?:tel|fon|phone|telephone|telefon|tel[eé]fono|t[eé]l(?:[eé]phone)?|telefone|telefono|fax"
    r"|mobile|hotline|call)\b\D{0,12}\d|☎|✆"
    r"|\+\d[\d ()./-]{6,}\d"
    r"|\b\d{1,2}(?:[:.h]\d\d| ?[ap]\.?m\b| uhr| h\b) ?(?:-|–|—|to|bis|until|till|à|a|al|alle|às|y) "
    r"?\d{1,2}"
    rf"|\b(?:{_DAYS})(?:day)?s?\b.{{0,40}}(?:\d|closed|geschlossen|ferm[eé]|cerrado|chiuso)"
    r"|\b\d{1,5}[a-z]?,? (?:[\w'’.-]+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|walk|square|drive"
    r"|boulevard|blvd|way|place|court|close|terrace|row|hill|gardens)\b"
    r"|(?:stra(?:ß|ss)e|str\.|platz|weg|gasse|allee|laan|straat) ?\d"
    r"|\b(?:rue|avenue|place|boulevard|quai|calle|plaza|avenida|via|piazza|viale|rua|praça|ulica|ul\.)"
    r" .{2,40}\d|\d{1,4},? (?:bis )?(?:rue|avenue|place|boulevard|quai)\b"
    r"|\bp\.? ?o\.? ?box\b|\bpostfach\b|\bapartado\b|\bboîte postale\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b\d{5} [A-ZÀ-Þ]|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}\b")
_DIGITS = re.compile(r"(?<![\d.,/-])\(?\d(?:[ ()/.-]{0,2}\d){6,14}(?![\d/])")
_DATES = re.compile(
    r"(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d|\d{4}-\d\d-\d\d|\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}"
)
_PAGE = re.compile(
    r"^\W*(?:(?:page|seite|página|pagina|pág\.?|p\.|s\.|strona|strana) ?)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?: ?(?:of|von|de|di|sur|/|z) ?\d{1,4})?\W*$",
    re.IGNORECASE,
)
_LAST_PAGE = re.compile(r"^(?:page|seite|página|pagina|pág\.?|strona|strana)$", re.IGNORECASE)


def contacts_of(
    pages: Sequence[Sequence[Line]], boilerplate: Set[int], text: str
) -> list[list[Line]]:
    """The lines to keep of what is boilerplate, each stretch of them once; `text` is all that the
    document says without them."""
    said = ""
    found: list[list[Line]] = []
    for lines in pages:
        for block in _blocks([line for line in lines if id(line) in boilerplate]):
            if not any(is_contact(line.text) for line in block):
                continue
            said = said or folded(text)
            told = [line for line in block if folded(line.text) not in said]
            if any(is_contact(line.text) for line in told) and len(found) < _MAX_BLOCKS:
                found.append(told)
                said += "\n" + "\n".join(folded(line.text) for line in told)
    return found


def is_contact(text: str) -> bool:
    """Does it name a telephone number, an address, hours?"""
    text = text[:_MAX_CHARS]
    if _CONTACT.search(text) or _POSTCODE.search(text):
        return True
    return bool(_DIGITS.search(_DATES.sub("", text)))


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand near each other, without page numbers."""
    upright = sorted(
        (line for line in lines if line.upright), key=lambda line: (line.baseline, line.left)
    )
    number, last = 0, None
    numbers = []
    for line in upright:
        if last is not None and line.baseline - last.baseline > _NEAR * line.size:
            number += 1
        numbers.append(number)
        last = line
    pairs = zip(numbers, upright, strict=True)
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        whole = [_without_number(line) for _, line in group]
        yield [line for line in whole if line is not None]


def _without_number(line: Line) -> Line | None:
    """The line without the page's number; None where it is nothing else."""
    cells = [cell for cell in cells_of(line) if not _PAGE.match(" ".join(w.text for w in cell))]
    words = [word for cell in cells for word in cell]
    for at in range(max(0, len(words) - 4), len(words)):
        if _LAST_PAGE.match(words[at].text):
            words = words[:at]
            break
    while words and not any(map(str.isalnum, words[-1].text)):
        words.pop()
    return replace(line, words=tuple(words)) if words else None
