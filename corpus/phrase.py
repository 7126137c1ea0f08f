"""A sentence of ours that remembers what it was made of, to be said in other languages.

What always holds: it is a string, in English, and may be used as one everywhere; `pattern` is what
a catalogue of another language has it under, as in gettext, and `values` are what stands in it.
Nothing here knows of any catalogue. What is joined to it or cut out of it is a plain string again,
which stays English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# A number is written as its language does, and so is a `Day`; a phrase is said in that language;
# a string is others' words (a name, a quote, a library's message) and stays as it is.
Value = str | int


class Day(str):
    """A date (ISO 8601) in a phrase: a day, a month or a year."""

    __slots__ = ()


class Phrase(str):
    """``Phrase("has {n} pages", n=1200)`` is "has 1,200 pages"."""

    __slots__ = ("one", "pattern", "values")

    pattern: str
    one: str | None
    values: Mapping[str, Value]

    def __new__(cls, pattern: str, /, *, one: str | None = None, **values: Value) -> Phrase:
        """`one`: the pattern in its place where the value `n` is 1. Without values braces are
        only braces."""
        chosen = one if one is not None and values.get("n") == 1 else pattern
        shown = {k: f"{it:,}" if isinstance(it, int) else it for k, it in values.items()}
        phrase = super().__new__(cls, chosen.format(**shown) if values else chosen)
        phrase.pattern, phrase.one, phrase.values = pattern, one, values
        return phrase


def phrased(text: str) -> Phrase:
    """A sentence of ours as a phrase: one without values is its own pattern."""
    return text if isinstance(text, Phrase) else Phrase(text)


def with_mend(what: str, mend: str | None) -> Phrase:
    """What is wrong and, where that is known, what to do about it; both ours."""
    if not mend:
        return phrased(what)
    return Phrase("{what}, {mend}", what=phrased(what), mend=phrased(mend))


def either(each: Sequence[str]) -> str:
    """``a or b or c``; at least one."""
    first, *rest = each
    return Phrase("{first} or {rest}", first=first, rest=either(rest)) if rest else first


def as_row(text: str) -> Any:
    """For JSON: a plain string as it is, a phrase as a list of what it is made of."""
    if not isinstance(text, Phrase):
        return text
    values = {key: it if isinstance(it, int) else as_row(it) for key, it in text.values.items()}
    return [text.pattern, text.one, values]


def from_row(row: Any) -> str:
    """What `as_row` has written. Raises ValueError or TypeError for anything else."""
    if isinstance(row, str):
        return row
    pattern, one, values = row
    made = {key: it if isinstance(it, int) else from_row(it) for key, it in values.items()}
    return Phrase(pattern, one=one, **made)
