"""The text that a spreadsheet's cell shows for its value: the number format, carried out.

No kept library does this, and a value without its format is another one: 1250.5 for "1,250.50 EUR",
455771302 for the telephone number 0455771302.

What always holds: any format gives a text, the value itself where the format makes no sense of it;
decimals are rounded as the value is written, not as it is stored; marks of decimals and thousands
are the file's own, whatever the machine's language. Source: ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from math import isfinite

from corpus.formats.office.format_code import Kind, Part, Section, sections_of
from corpus.formats.office.moments import shown_moment

GENERAL = "General"
# What openpyxl calls the built-in formats that each machine shows in its own order.
_OF_THE_MACHINE = {"mm-dd-yy": "yyyy-mm-dd", "m/d/yy h:mm": "yyyy-mm-dd h:mm"}
_LONGEST_FORM = 255  # as in Excel
_GENERAL_CHARS = 11
_MOST_PLACES = 60
_LARGEST = 1e15
_SMALLEST = 1e-4


def shown_number(value: float, form: str) -> str:
    """What a cell shows of a number, on one line."""
    if not isfinite(value) or not form or len(form) > _LONGEST_FORM:
        return general(value)
    sections = sections_of(_OF_THE_MACHINE.get(form, form))
    section, signed = _chosen(value, sections)
    if section is None:
        return general(value)
    if section.of_moments:
        moment = shown_moment(value, section)
        return general(value) if moment is None else _one_line(moment)
    shown = _number(abs(value), section)
    return _one_line(f"-{shown}" if signed and value < 0 and shown.strip() else shown)


def shown_text(value: str, form: str) -> str:
    """What a cell shows of a text: the fourth section, or one with an at sign, says how."""
    if len(form) > _LONGEST_FORM:
        return value
    sections = sections_of(form)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if not section.has(Kind.AT):
        return "" if len(sections) > 3 and not section.parts else value
    return _one_line("".join(value if p.kind is Kind.AT else p.text for p in section.parts))


def general(value: float) -> str:
    """A number without a format: up to eleven characters, whole ones whole."""
    if not isfinite(value) or abs(value) >= _LARGEST or 0 < abs(value) < _SMALLEST:
        return f"{value:.6g}".upper()
    if value == int(value):
        return str(int(value))
    whole = len(str(int(abs(value))))
    text = f"{value:.{max(_GENERAL_CHARS - whole - 1, 2)}f}"
    return text.rstrip("0").rstrip(".")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _chosen(value: float, sections: Sequence[Section]) -> tuple[Section | None, bool]:
    """The section for a number, and whether a minus goes before it."""
    numbers = [section for section in sections[:3] if not section.has(Kind.AT)]
    if not numbers:
        return None, False
    if any(section.condition for section in numbers):
        for section in numbers:
            own = section.condition
            if section.meets(value) and (own or section is numbers[-1] or value > 0):
                return section, own is None or not (own[0] in {"<", "<="} and own[1] <= 0)
        return numbers[-1], True
    if value < 0 and len(numbers) > 1:
        return numbers[1], False
    if value == 0 and len(sections) > 2 and len(numbers) > 2:
        return numbers[2], False
    return numbers[0], True


def _number(value: float, section: Section) -> str:
    parts = section.parts
    if section.has(Kind.GENERAL):
        return "".join(general(value) if p.kind is Kind.GENERAL else p.text for p in parts)
    if not section.has(Kind.DIGIT):
        return "".join(part.text for part in parts)
    exact = Decimal(f"{value:.15g}") * 100 ** sum(part.kind is Kind.PERCENT for part in parts)
    with localcontext(prec=1200):
        if section.has(Kind.EXPONENT):
            return _scientific(exact, parts)
        slash = next((at for at, part in enumerate(parts) if part.kind is Kind.SLASH), None)
        if slash is not None and slash > 0 and parts[slash - 1].kind is Kind.DIGIT:
            return _fraction(exact, parts, slash)
        return _decimal(exact, parts)


def _decimal(value: Decimal, parts: Sequence[Part]) -> str:
    """Digits in their places, with whatever stands between them."""
    point = next((at for at, part in enumerate(parts) if part.kind is Kind.POINT), len(parts))
    places = [at for at, part in enumerate(parts) if part.kind is Kind.DIGIT]
    if not places:
        return "".join(part.text for part in parts)
    whole = [at for at in places if at < point]
    behind = [at for at in places if at > point]
    last = whole[-1] if whole else -1
    scale = sum(_commas_from(parts, end + 1) for end in {last, places[-1]} if end >= 0)
    grouped = any(p.kind is Kind.COMMA for p in parts[whole[0] : last]) if whole else False
    size = min(len(behind), _MOST_PLACES)
    rounded = (value / 1000**scale).quantize(Decimal(1).scaleb(-size), rounding=ROUND_HALF_UP)
    digits, _, decimals = f"{rounded:f}".partition(".")
    shown = _before_point(digits.lstrip("0"), parts, whole, grouped=grouped)
    for at, digit in zip(behind, decimals.ljust(len(behind), "0"), strict=True):
        rest = decimals[behind.index(at) :].strip("0")
        shown[at] = digit if rest or parts[at].text == "0" else _empty(parts[at])
    if not whole and digits.strip("0"):
        shown[point] = f"{digits}."
    return "".join(
        shown.get(at, "" if part.kind is Kind.COMMA and at > places[0] else part.text)
        for at, part in enumerate(parts)
    )


def _commas_from(parts: Sequence[Part], at: int) -> int:
    """Each comma after the last digit before or after the point shows thousands as ones."""
    end = at
    while end < len(parts) and parts[end].kind is Kind.COMMA:
        end += 1
    return end - at


def _before_point(
    digits: str, parts: Sequence[Part], whole: Sequence[int], *, grouped: bool
) -> dict[int, str]:
    """What stands in each place before the point; the first takes all digits that are left."""
    shown: dict[int, str] = {}
    count = 0
    for at in reversed(whole):
        take = len(digits) if at == whole[0] else 1
        mine = digits[max(len(digits) - take, 0) :] if digits else ""
        digits = digits[: len(digits) - len(mine)]
        text = ""
        for digit in reversed(mine or ("0" if parts[at].text == "0" else "")):
            text = digit + ("," if grouped and count and count % 3 == 0 else "") + text
            count += 1
        shown[at] = text or _empty(parts[at])
    return shown


def _empty(part: Part) -> str:
    return " " if part.text == "?" else ""


def _scientific(value: Decimal, parts: Sequence[Part]) -> str:
    at = next(n for n, part in enumerate(parts) if part.kind is Kind.EXPONENT)
    mantissa, after = parts[:at], parts[at + 1 :]
    point = next((n for n, part in enumerate(mantissa) if part.kind is Kind.POINT), at)
    step = max(sum(part.kind is Kind.DIGIT for part in mantissa[:point]), 1)
    behind = sum(part.kind is Kind.DIGIT for part in mantissa[point:])
    power = (value.adjusted() // step) * step if value else 0
    scaled = value.scaleb(-power)
    if round(scaled, behind) >= 10**step:
        power += step
        scaled = value.scaleb(-power)
    sign = "-" if power < 0 else "+" if parts[at].text.endswith("+") else ""
    return f"{_decimal(scaled, mantissa)}E{sign}{_decimal(Decimal(abs(power)), after)}"


def _fraction(value: Decimal, parts: Sequence[Part], slash: int) -> str:
    top = slash
    while top and parts[top - 1].kind is Kind.DIGIT:
        top -= 1
    end = slash + 1
    while end < len(parts) and (parts[end].kind is Kind.DIGIT or parts[end].text.isdigit()):
        end += 1
    below = "".join(part.text for part in parts[slash + 1 : end])
    whole = [at for at, part in enumerate(parts[:top]) if part.kind is Kind.DIGIT]
    exact = Fraction(value)
    number = int(exact) if whole else 0
    if re.search(r"[1-9]", below):
        share = Fraction(round((exact - number) * int(below)), 1)
        up, down = int(share), int(below)
    else:
        share = (exact - number).limit_denominator(10 ** max(len(below), 1) - 1)
        up, down = share.numerator, share.denominator
    if whole and up == down:
        number, up = number + 1, 0
    before = "".join(part.text for part in parts[: whole[0] if whole else top])
    after = "".join(part.text for part in parts[end:])
    written = [str(number)] if whole and (number or not up) else []
    if up or not whole:
        written.append(f"{up}/{down}")
    return before + " ".join(written) + after
