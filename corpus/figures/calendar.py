"""Dates and times as they are written in many countries.

What always holds: a month's name stands for its number whatever the language; a number alone is
neither a date nor a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.language import LANGUAGES

# The names of each month, shortened and in languages without a module of their own.
_OTHERS = (
    (
        "jan januari styczeń stycznia januára leden ledna ene ianuarie января jän jänner janv "
        "tammikuu ocak január gen"
    ),
    "feb februari luty lutego února februarie февраля févr fév helmikuu şubat február fev",
    "mar marzec marca března martie марта maart mär mrt maaliskuu mart március marts",
    "apr kwietnia kwiecień dubna aprilie апреля avr abr huhtikuu nisan április",
    "mei maj maja května мая mag toukokuu mayıs május",
    "jun czerwca czerwiec června iunie июня giu kesäkuu haziran június",
    "jul lipca lipiec července iulie июля juil lug heinäkuu temmuz július",
    "aug aout augustus augusti sierpnia sierpień srpna августа elokuu ağustos augusztus",
    "sep sept setiembre septembrie wrzesień września září сентября syyskuu eylül szeptember",
    "oct października październik října octombrie октября okt ott lokakuu ekim október",
    "nov listopada listopad listopadu noiembrie ноября marraskuu kasım",
    "dec grudnia grudzień prosince decembrie декабря déc dez dic joulukuu aralık",
)
MONTHS = {
    name: number
    for number, others in enumerate(_OTHERS, start=1)
    for name in (*(it.months[number - 1] for it in LANGUAGES.values()), *others.split())
}


def _one_of(names: Iterable[str]) -> str:
    """A pattern for any of some names, the longest that is there. What they begin with in common is
    looked at once: a text's words are held against all of them."""
    following: dict[str, list[str]] = {}
    for name in names:
        following.setdefault(name[:1], []).append(name[1:])
    longer = [re.escape(it) + _one_of(rest) for it, rest in following.items() if it]
    if not longer:
        return ""
    return f"(?:{'|'.join(longer)}){'?' if '' in following else ''}"


MONTH = rf"{_one_of(MONTHS)}\b\.?"

# Those that stand for a month by themselves, too: a short one may be a word.
_KEPT = frozenset("jan feb apr may jun jul aug oct nov mai".split())  # noqa: SIM905
_PLAIN = [name for name in MONTHS if len(name) > 3 or name in _KEPT]
MONTH_ALONE = rf"{_one_of(_PLAIN)}\b\.?"

_S = "[ \u00a0\u202f]"
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.?[º°ª]|\.)?"
_OF = rf"{_S}?(?:(?:of|de|d[’']|du){_S}?)?(?:the{_S})?"
DATE = (
    r"\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?P<mark>[/.-]){_S}?\d{{1,2}}(?P=mark){_S}?{_YEAR}"
    rf"|{MONTH}{_S}\d{{1,2}}(?:st|nd|rd|th)?(?:,?{_S}{_YEAR})?"
    rf"|{_DAY}{_OF}{MONTH}(?:,?{_S}(?:(?:de|del){_S})?{_YEAR})?"
    rf"|{MONTH}{_S}(?:(?:de|del|of){_S})?{_YEAR}"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
)
# All of a group of digits that is a date, years or hours, and no long number in groups.
DATED = (
    r"\d{1,2}(?P<dated>[./-]) ?\d{1,2}(?P=dated) ?(?:\d{2}|\d{4})"
    r"|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|(?:19|20)\d\d ?[‑–/-] ?(?:19|20)?\d\d"
    r"|\d{1,2}\.\d\d ?[‑–-] ?\d{1,2}\.\d\d"
)
_O_CLOCK = r"(?:Uhr|uur|heures?|horas|hrs?|часов|klo)\b"
TIME = (
    rf"\d{{1,2}}[:.]\d{{2}}{_S}?[ap]\.?m\b\.?|\d{{1,2}}{_S}?[ap]\.?m\b\.?"
    rf"|\d{{1,2}}[:.]\d{{2}}{_S}?{_O_CLOCK}|\d{{1,2}}{_S}(?:Uhr|uur|heures?|часов)\b(?:{_S}\d{{2}}\b)?"
    rf"|(?:[01]?\d|2[0-4])(?:h(?:[0-5]\d)?|{_S}h{_S}?[0-5]\d)(?:min)?(?![\w/])"
    rf"|(?<=kl\. )\d{{1,2}}[.:]\d{{2}}|(?<=klo )\d{{1,2}}[.:]\d{{2}}"
    r"|\d{1,2}:\d{2}(?::\d{2})?"
    r"|\d{1,2}[时時点點](?:\d{1,2}分)?"
)
