"""Personal data in what readers write, masked before it is kept.

What always holds: e-mail addresses, what looks like a telephone, account or other long number, and
names that somebody gives as their own are replaced; dates, years, amounts of money and names of
forms stay, for they are what is asked about. No list of names is kept, so a name that is given in
another way isn't known as one.
"""

from __future__ import annotations

import re

EMAIL, NUMBER, NAME = "[e-mail]", "[number]", "[name]"
LONG = 6  # digits from which a number may tell who somebody is

_EMAIL = re.compile(r"[^\s@<>,;:\"'()]+@[^\s@<>,;:\"'()]+\.[^\s@<>,;:\"'().]+")
# Digits with what is written between them, and the letters of an account before them.
_NUMBER = re.compile(r"(?<![\w-])(?:[A-Z]{2}(?=\d{2}))?\+?\(?\d(?:[ \xa0()./-]{0,2}\d)*(?![\w-])")
_DATE = re.compile(r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}|\d{4}\s?[-–/]\s?\d{4}")
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_OWN_NAME = re.compile(
    r"(?P<said>\b(?:my name is|i am called|me llamo|mi nombre es|je m['’]appelle|mon nom est"
    r"|ich hei(?:ß|ss)e|mein name ist|meu nome é|me chamo|chamo-me|mi chiamo|il mio nome è)\s+)"
    r"(?P<name>[^\W\d_][\w'’-]*"
    r"(?:(?:[ \t]+(?:de|del|da|do|dos|di|du|la|le|van|von|der|den|el|al|bin))*"
    r"[ \t]+(?-i:[A-ZÀ-Þ])[\w'’-]*){0,3})",
    re.IGNORECASE,
)


def masked(text: str) -> str:
    """The text with personal data masked."""
    text = _EMAIL.sub(EMAIL, text)
    text = _OWN_NAME.sub(lambda found: f"{found['said']}{NAME}", text)
    return _NUMBER.sub(_number, text)


def _number(found: re.Match[str]) -> str:
    written = found.group()
    digits = sum(it.isdigit() for it in written)
    if digits < LONG or _DATE.fullmatch(written) or _AMOUNT.fullmatch(written):
        return written
    return NUMBER
