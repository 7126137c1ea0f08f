"""What wordings are made of, for the catalogue and for its parts alike.

What always holds: plural forms are chosen by `Count`, by the rules of Unicode's CLDR for its
language, never by gluing an s; numbers are written as the language does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

# What the operator says: one text for everyone, or one for each of some languages.
Said = str | Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A title in a few words and one or two sentences under it."""

    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A wording that depends on a number, which it may show as ``{n}``.

    `one` and `many` are CLDR's "one" and "other"; the languages that are here have no more, but
    for whole millions, which are never counted. French says `one` of none, too.
    """

    one: str
    many: str
    language: str = "en"

    def of(self, n: int) -> str:
        return self.form(n).format(n=number(n, self.language))

    def form(self, n: int) -> str:
        """The wording for a number, which may hold more than that."""
        if self.language == "en":  # without babel, which takes a moment to be imported
            return self.one if n == 1 else self.many
        from babel import Locale

        return self.one if Locale.parse(self.language).plural_form(n) == "one" else self.many


def counts(language: str) -> partial[Count]:
    """`Count` for the wordings of a language."""
    return partial(Count, language=language)


def number(n: int, language: str) -> str:
    """A whole number as the language writes it: 12,345, 12.345, 12 345."""
    if language == "en":
        return f"{n:,}"
    from babel.numbers import format_decimal

    return format_decimal(n, locale=language)
