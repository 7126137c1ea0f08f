"""Telephone numbers of every country, as people write them, and short ones such as 112 or 311.

What is a number at all is told by `phonenumbers`, by its form and by the words before it, since a
document may name another country's numbers, or invented ones. What always holds: a date, a range
of years, an amount or a number that counts something is none; a text with less than three digits in
a row of groups costs one look with a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.document import Span
from corpus.figures.calendar import DATED

_CANDIDATE = re.compile(
    r"\b1[- ]8\d\d[- ][A-Z\d]{3}-?[A-Z\d]{4}\b"  # letters on the keys
    r"|(?<![\w€$£¥#§])(?<![\w][.,/:’'‑–-])"
    r"(?:[+＋]|\(\+?)?\d(?:[ \u00a0\u202f\u2009.·/()‑–-]{0,3}\d){1,16}"
    r"(?![^\W⁰¹²³⁴-⁹]|%|[.,:’'‑-]\d|[ \u00a0\u202f]?[€$£¥%°])"
)
_FEW = re.compile(r"\d\D{0,3}\d\D{0,3}\d|\b1[- ]8\d\d[- ]|\b1\d\b")  # France has "15"
# Words that announce a number to ring.
CUE = re.compile(
    r"(?:☎|☏|📞|📱|✆|🕿|℡|\b(?:tel[eé]?|t[eé]l|telf|tfno|tlf|tlfn|ph|fon|puh|mob|gsm|cell|fax|tty|"
    r"(?:auto)?t[eé]l[eé][fp]h?on\w*|telefax|phones?|phoning|mobile|m[oó]vil|mobil\w*|handy\w*|"
    r"natel|cellulare|celular|portable|whatsapp|call|calls|calling|ring|ringing|dial|dialling|text|"
    r"sms|hot ?line|help ?line|(?:not)?ruf\w*|anrufen|durchwahl|w[aä]hlen|bellen|bel|llam\w+|"
    r"marque|marcar|appel\w*|compos\w+|contact\w*|joign\w+|joindre|chiam\w+|ligue|ligar|zavolejte|"
    r"zadzwo\w+|ringa|ring|soita|erreichbar|reach\w*|num[eé]ro vert|extension|ext|тел\w*|звон\w+|"
    r"τηλ\w*|emergency number|phone number|number to \w+|number is)\b\.?"
    r"|電話|电话|전화|هاتف|טלפון|टेलीफ़ोन)",
    re.IGNORECASE,
)
# A heading over numbers to ring.
_DIRECTORY = re.compile(
    r"\b(?:(?:emergency|useful|important) numbers|telephones|phones|phone (?:list|numbers)|"
    r"num[eé]ros (?:utiles|d['’]urgence)|numeri (?:utili|di emergenza)|directorio telef[oó]nico|"
    r"n[uú]meros (?:[uú]te?is|[uú]tiles|importantes|de emerg[eê]ncias?)|tel[eé]fonos|telefones|"
    r"notruf\w*|(?:wichtige |telefon|ruf)nummern)\b",
    re.IGNORECASE,
)
# What stands between such a word, or a name, and the number.
_NEAR = re.compile(r"[^.!?;\n]{0,60}$")
_LABELLED = re.compile(
    r"(?:^|[:|\t–—]|\s-)\s*[*#]?$|\b(?:on|at|dial|ring|call|bel|el|al|au|le|unter)\s$"
)
_ENDS = re.compile(
    r"[⁰¹²³⁴-⁹]*\s*(?:$|[.,;:)!?|/(\n–—-]|(?:or|and|for|from|at|if|in|on|to|between|any|24|day|"
    r"free|with|mon\w*|y|o|u|de|des|du|et|ou|en|para|por|gratis|und|oder|von|ab|bei|f[uü]r|e|per|da|dal|van|"
    r"of|ext)\b)"
)
_BETWEEN = re.compile(r"[^\d.!?;\n]{0,30}$")
_DATED = re.compile(DATED)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .\u00a0\u202f\u2009]\d{3})+")
_AMERICAN = re.compile(
    r"(?:1[ .\u00a0‑-])?(?:\(\d{3}\)[ \u00a0]?|\d{3}[ .\u00a0‑-])\d{3}[ .\u00a0‑-]\d{4}"
    r"|\d{3}[‑-]\d{4}"
)
# A prefix for calls inside a country, in a pair of brackets or before groups.
_TRUNK = re.compile(
    r"\(0\d{1,5}\)[ ]?\d|(?=(?:\D*\d){7,12}\D*$)0\d{1,5}[ \u00a0\u202f\u2009.·/‑–-]{1,3}\d{2}"
)
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ][\dA-Z]{4})*[ ]?$")
_LONGEST, _SHORT, _SHORTEST, _GROUPED_BY_THREE = 15, 6, 3, 9  # digits


def holds_phone(text: str, regions: tuple[str, ...] = (), about: str = "") -> bool:
    """Does a text give a number to ring? `about`: what introduces it, the header of its table."""
    span = Span(start=0, end=len(text))
    return next(phones_in(text, span, regions, about), None) is not None


def heads_phones(heading: str) -> bool:
    """Does a heading say that what stands below it is numbers to ring?"""
    return _DIRECTORY.search(heading) is not None


def phones_in(
    text: str, span: Span, regions: tuple[str, ...] = (), about: str = ""
) -> Iterator[Span]:
    """The numbers in a stretch of a text, in order. `regions`: whose numbers are likely there."""
    if not _FEW.search(text, span.start, span.end):
        return
    named = bool(about) and bool(CUE.search(about) or heads_phones(about))
    for found in _CANDIDATE.finditer(text, span.start, span.end):
        written = found.group()
        start, end = found.span()
        if written.startswith("(") and ")" not in written:
            start, written = start + 1, written[1:]
        before = text[max(span.start, start - 80) : start]
        if _is_phone(written, before, text[end : min(span.end, end + 12)], regions, named=named):
            yield Span(start=start, end=end)


def _is_phone(
    written: str, before: str, after: str, regions: tuple[str, ...], *, named: bool
) -> bool:
    digits = sum(it.isdigit() for it in written)
    if not written[-1].isdigit():
        return True  # letters on the keys: "1-800-FLOWERS"
    if digits > _LONGEST + 2 or _DATED.fullmatch(written) or _ACCOUNT.search(before):
        return False
    if written.startswith(("+", "＋", "(+", "00")):
        known = digits >= 7 and _is_international(written.lstrip("("))
        if known or not named or not written.isdigit():
            return known  # else below "Phone": an extension may begin with zeros
    near = _NEAR.search(before)
    cued = CUE.search(near.group()) if near else None
    if digits <= _SHORT:
        return _is_short(written, before, after, regions, cued=bool(cued), named=named)
    if _AMERICAN.fullmatch(written) or _TRUNK.match(written):
        return True
    if cued or named:
        return digits <= _LONGEST and bool(_ENDS.match(after))
    grouped = any(not it.isdigit() for it in written)
    if _THOUSANDS.fullmatch(written) or not (grouped or written.startswith("0")):
        # Or a number of people: only behind a label, and where it counts nothing.
        labelled = grouped and _LABELLED.search(before) and _ENDS.match(after)
        return bool(labelled) and (digits == _GROUPED_BY_THREE or _is_valid(written, regions))
    return _is_valid(written, regions)


def _is_short(
    written: str,
    before: str,
    after: str,
    regions: tuple[str, ...],
    *,
    cued: bool,
    named: bool,
) -> bool:
    """Of up to six digits: only where it is plainly rung, not counted. Of two, a country has to
    have it for emergencies."""
    if not _ENDS.match(after) or (not written.isdigit() and "-" not in written):
        return False
    if re.fullmatch(r"(?:19|20)\d\d", written):
        return False
    if len(written) < _SHORTEST and not ((cued or named) and _is_service(written, regions)):
        return False
    if cued:
        close = _BETWEEN.search(before)
        last = close.group() if close else ""
        return bool(CUE.search(last)) and bool(re.search(r"(?:^|\W)$", last))
    if not _LABELLED.search(before):
        return False
    return named or (_is_service(written, regions) and re.search(r"[:|\t]\s*$", before) is not None)


@lru_cache(maxsize=10_000)
def _is_international(written: str) -> bool:
    import phonenumbers

    dialled = "+" + written.replace("＋", "+").removeprefix("00").lstrip("+")
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(dialled))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=10_000)
def _is_valid(written: str, regions: tuple[str, ...]) -> bool:
    return any(_national(written, region) for region in regions)


def _national(written: str, region: str) -> str:
    """Country and number, where it is one of that region's; else empty."""
    import phonenumbers

    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number_for_region(number, region):
        return ""
    return f"{number.country_code}{phonenumbers.national_significant_number(number)}"


@lru_cache(maxsize=10_000)
def _is_service(written: str, regions: tuple[str, ...]) -> bool:
    """Is it an emergency's or a service's number, in one of the regions or by the look of it?"""
    import phonenumbers

    short = phonenumbers.PhoneNumber(national_number=int(written)) if written.isdigit() else None
    if short is None:
        return False
    if written in {"112", "911", "999", "000", "110", "116117"}:
        return True
    for region in regions:
        if phonenumbers.is_emergency_number(written, region):
            return True
        code = phonenumbers.country_code_for_region(region)
        short.country_code = code
        if phonenumbers.is_valid_short_number_for_region(short, region):
            return True
    return False


def phone_value(written: str, regions: tuple[str, ...] = ()) -> str:
    """The same for the ways of writing one number: with its country where that is known."""
    digits = re.sub(r"\D", "", written)
    if written.lstrip("(").startswith(("+", "00")):
        bare = re.sub(r"\(0\)", "", written)
        return re.sub(r"\D", "", bare).removeprefix("00")
    whole = next(filter(None, (_national(written, region) for region in regions)), "")
    if whole:
        return whole
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def is_region(code: str) -> bool:
    """Is it the code of a country whose numbers are known?"""
    import phonenumbers

    return code in phonenumbers.SUPPORTED_REGIONS
