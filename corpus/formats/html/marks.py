"""How text that a document raises or lowers is written on one line, so that it fuses with nothing.

A figure with the mark of a note beside it (35 and a raised 1) would read 351 on one line, a raised
power 102, raised cents 995. Marks of notes and powers are written as they are shown, raised
(``35¹``, ``m²``, ``10⁻³``), cents after a separator, and what belongs to its word joins it (1st).

What always holds: no raised figure joins a figure or a word; what has no raised form of its own is
put in brackets or parted by a space.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from corpus.formats.scripts import LOWERED_FIGURES, raised_form

_DOWN = str.maketrans({plain: LOWERED_FIGURES[plain] for plain in "0123456789+-−"})

_MARKS = re.compile(r"[\d\s(),;.–-]+")
_SIGNED = re.compile(r"[+−–-]\s?\d+|\d*[+−–-]")
_SYMBOLS = re.compile(r"[^\w\s]+")
_LETTERS = re.compile(r"[^\W\d_]+\.?")
_WORD = re.compile(r"[^\W\d_]+$")
_DIGITS = re.compile(r"(?<![\d.,])\d+$")
_ROMAN = re.compile(r"(?<![^\W_])[IVXLCDM]+$")
_ORDINALS = frozenset(
    {
        *("st", "nd", "rd", "th", "er", "ère", "ere", "re", "ème", "eme", "me"),
        *("nde", "ers", "ères", "res", "èmes", "es", "ter", "bis", "quater", "de", "ste"),
        *("ro", "ra", "to", "ta", "mo", "ma", "vo", "va", "os", "as"),
    }
)
_CURRENCY = (
    r"(?:[€$£¥]|(?:EUR|CHF|USD|GBP|Fr\.?|euros?|francs?|dollars?|pounds?|kr\.?|zł|Kč|Ft|lei)"
    r"(?![^\W_]))"
)
_MONEY_BEFORE = re.compile(rf"{_CURRENCY}\s?\d+$", re.IGNORECASE)
_MONEY_AFTER = re.compile(rf"\s*{_CURRENCY}", re.IGNORECASE)
_CENTS = re.compile(rf"(\d\d)(\s*{_CURRENCY})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A stretch of raised text, with what stands on its line.

    before, after  the text around it, white space included; a few dozen characters are enough
    note           the document itself says that it is the mark of a note
    cents          the document itself says that it is the cents of a price
    power          the document itself says that it is a power
    lowered        it is lowered rather than raised
    """

    text: str
    before: str = ""
    after: str = ""
    note: bool = False
    cents: bool = False
    power: bool = False
    lowered: bool = False


def bare(text: str) -> str:
    """A mark without the brackets or the dot that it is printed with."""
    return text.strip().strip("()[].").strip()


def written(raised: Raised, *, notes: Collection[str] = (), comma: bool = False) -> str:
    """`raised.text` as it is written on the line.

    notes  the marks, bare, that the document's notes begin with
    comma  whether prices have a comma before their cents
    """
    text = " ".join(raised.text.split())
    lead = " " if raised.text[:1].isspace() else ""
    tail = " " if raised.text[-1:].isspace() else ""
    if not text:
        return lead
    before = raised.before + lead
    told = _told(raised, text, before)
    if told is None:
        told = _cents(raised, text, before, notes=notes, comma=comma)
    return lead + (_guessed(raised, text, before, notes) if told is None else told) + tail


def _told(raised: Raised, text: str, before: str) -> str | None:
    """Where the document says what it is, or it can be nothing else."""
    if raised.lowered and not raised.note:
        return _lowered(text, before)
    if raised.power:
        return raised_form(text) or f"^({text})"
    if _SYMBOLS.fullmatch(text) or text.startswith("["):
        return text
    return _mark(text) if raised.note else None


def _guessed(raised: Raised, text: str, before: str, notes: Collection[str]) -> str:
    if text.isdigit() and re.match(r"\s*[/⁄]\s*\d", raised.after):  # 3 and a raised 1, "/2"
        return f" {text}" if before[-1:].isdigit() else text
    if _MARKS.fullmatch(text) or _SIGNED.fullmatch(text):
        of_price = before[-1:] and before[-1:] in "€$£" and not re.search(r"\d\s?.$", before)
        return text if of_price else _mark(text)
    if _LETTERS.fullmatch(text):
        return _letters(text, before, notes)
    return _other(text, before)


def _mark(text: str) -> str:
    """The mark of a note, or a power: raised as it is shown."""
    return raised_form(text) or f"[{bare(text)}]"


def _money(raised: Raised, before: str) -> bool:
    return bool(_MONEY_BEFORE.search(before) or _MONEY_AFTER.match(raised.after))


def _cents(
    raised: Raised, text: str, before: str, *, notes: Collection[str], comma: bool
) -> str | None:
    """What follows the whole euros of a price: two digits beside a currency, and no note's mark.

    From 10 to 19 they may be the mark of a note, on a page that has notes.
    """
    if re.fullmatch(r"[.,]\s?(?:\d\d|[-–—]{1,2})", text) and before[-1:].isdigit():
        return text
    found = _CENTS.fullmatch(text)
    if found is None or found[1] in notes:
        return None
    if re.search(rf"\d(?:[.,]|\s?{_CURRENCY})$", before, re.IGNORECASE):
        return text  # the separator is there
    if not _DIGITS.search(before):
        return None
    told = raised.cents or found[2] or _money(raised, before)
    if not told or (found[1][0] == "1" and notes and not raised.cents):
        return None
    swiss = re.search(r"CHF|Fr\b", before + text + raised.after[:6])
    return ("," if comma and not swiss else ".") + text


def _letters(text: str, before: str, notes: Collection[str]) -> str:
    """An ordinal's ending, the end of a shortened word, a mark of a note, or a word by itself."""
    base, low = before[-1:], text.casefold().rstrip(".")
    if text == "TM":
        return "™"
    if not (base.isalnum() or base == "."):
        return _mark(text) if len(low) == 1 else text
    word = _WORD.search(before)
    if _ROMAN.search(before) and (low in _ORDINALS or low in {"e", "o", "a"}):
        return text
    if len(low) > 1:
        joins = low in _ORDINALS if word is None else len(word[0]) <= 2
        return text if joins or base == "." else f" {text}"
    return _letter(text, before, notes)


def _letter(text: str, before: str, notes: Collection[str]) -> str:
    """A single one, after a figure or a word."""
    base, low, word = before[-1:], text.casefold().rstrip("."), _WORD.search(before)
    if text in notes and not (word and len(word[0]) == 1):
        return _mark(text)
    if low in "ao" and (base.isdigit() or base == "." or before[-2:].strip(" (") in {"n", "N"}):
        return "ª" if low == "a" else "º"
    if word is None:
        return text if low in "edhmsr" else _mark(text)
    if len(word[0]) >= 3:
        return _mark(text)
    return text if low in "eorsdat" else raised_form(text) or text


def _other(text: str, before: str) -> str:
    """A formula, or words."""
    base = before[-1:]
    if re.fullmatch(rf"(?:h|{_CURRENCY})\s?\d\d", text) and base.isdigit():
        return text
    word = _WORD.search(before)
    if len(text) <= 6 and (base in {")", "]"} or base.isdigit() or (word and len(word[0]) == 1)):
        return raised_form(text) or f"^({text})"
    return f" {text}" if base.isalnum() and text[0].isalnum() else text


def _lowered(text: str, before: str) -> str:
    """Joins its word, as in H2O, but no figure and no word of a sentence."""
    if not text.isdigit() or not before[-1:].isalnum():
        return text
    if before[-1:].isdigit() or re.search(r"(?:log|lim|ln)$", before):
        return text.translate(_DOWN)
    return f"[{text}]" if re.search(r"[a-z]{3}$", before) else text
