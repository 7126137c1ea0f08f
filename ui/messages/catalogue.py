"""What a catalogue holds, as a type, so that a missing wording is found before anyone sees it.

What always holds: `{name}` in a wording is filled by the functions below or by ``str.format`` at
the one place that shows it; plural forms are chosen by `Count`, never by gluing an s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qa.reply import Reason

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A title in a few words and one or two sentences under it."""

    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A wording that depends on a number, which it may show as ``{n}``."""

    one: str
    many: str

    def of(self, n: int) -> str:
        return (self.one if n == 1 else self.many).format(n=f"{n:,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All fixed wording of one language. `language` is its BCP 47 tag."""

    language: str
    months: tuple[str, ...]
    date_form: str  # {day} {month} {year}
    month_form: str  # {month} {year}

    # The desk
    promise: str
    no_script: str
    welcome_title: str
    welcome_body: Count  # documents
    question_label: str
    question_placeholder: str
    ask: str
    new_conversation: str
    examples: str
    conversation_cleared: str

    # An answer
    you_asked: str
    quotes_found: Count
    strong_match: str
    likely_match: str
    possible_match: str
    quote_number: str  # {n}
    searched_for: str
    understood_with: str
    missing_words: str
    open_source: str
    open_page: str
    original: str
    page: str  # {page}
    opens_new_tab: str

    # A refusal
    refusals: Mapping[Reason, Wording]
    related: Count

    # The source
    source: str
    documents: Count
    documents_left_out: Count
    choose_document: str
    close_source: str
    back_to_conversation: str
    contents: str
    to_quote: str
    author: str
    publisher: str
    published: str
    valid_from: str
    valid_until: str
    licence: str
    source_opened: str  # {title}
    back_to_desk: str

    # What can go wrong
    question_too_long: str  # {n} {limit}
    failed: Wording
    unknown_document: Wording
    bad_range: Wording
    unknown_page: Wording

    def date(self, iso: str) -> str:
        """An ISO 8601 date in words; anything else comes back as it is."""
        found = _DATE.fullmatch(iso.strip())
        if found is None or not 1 <= int(found[2] or 1) <= len(self.months):
            return iso
        year, month, day = found.groups()
        if month is None:
            return str(year)
        name = self.months[int(month) - 1]
        if day is None:
            return self.month_form.format(month=name, year=year)
        return self.date_form.format(day=int(day), month=name, year=year)

    def confidence(self, probability: float) -> str:
        """A plain word for the probability that the first quote answers the question."""
        if probability >= STRONG:
            return self.strong_match
        return self.likely_match if probability >= LIKELY else self.possible_match


STRONG = 0.8
LIKELY = 0.5
