"""What a catalogue holds, as a type, so that a missing wording is found before anyone sees it.

What always holds: `{name}` in a wording is filled by the functions below or by ``str.format`` at
the one place that shows it; months have the names that Unicode's CLDR gives them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import base_language
from qa.reply import Answer, Reason, Refusal
from qa.validity import Standing, Validity
from ui.messages.measured import ReportWords, VerifyWords
from ui.messages.staff import ApiWords, StaffWords
from ui.messages.wording import Count, Said, Wording, number

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All fixed wording of one language. `language` is its BCP 47 tag."""

    language: str
    language_name: str  # in the language itself
    languages: str
    date_form: str  # {day} {month} {year}
    month_form: str  # {month} {year}
    first_day: str  # of a month, where it is written in another way than the others

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
    filter_all: Count  # documents
    filter_some: str  # {n} {total}
    filter_legend: str
    filter_hint: str
    filter_clear: str
    keys: str
    keys_question: str
    keys_close: str
    keys_on: str

    # An answer
    you_asked: str
    quotes_found: Count
    strong_match: str
    likely_match: str
    possible_match: str
    chosen_by_staff: str
    quote_number: str  # {n}
    searched_for: str
    understood_with: str
    missing_words: str
    unquoted_words: str
    unanswered_parts: str
    ask_exactly: str
    ask_alone: str
    open_source: str
    open_page: str
    original: str
    copy: str
    copy_link: str
    copied: str
    copy_failed: str
    slip: str
    page: str  # {page}
    columns: str  # {names}: those over a table's columns, for a row that is quoted without them
    opens_new_tab: str

    # A refusal
    refusals: Mapping[Reason, Wording]
    related: Count
    related_more: Count  # beside the closest one
    searched_all: Count  # documents
    searched_some: str  # {n} {total}
    ask_everywhere: str
    contact: str
    staff_say_none: str

    # After an answer or a refusal
    helpful: str
    yes: str
    no: str
    thanks: str
    feedback_failed: str
    fault: str
    faults: Mapping[str, str]  # by the codes of feedback
    remark: str
    remark_hint: str
    send: str
    keep: str
    read_or_print: str
    save_html: str
    save_markdown: str
    conversation: str
    made_on: str  # {desk} {date}

    # A slip
    slip_title: str
    slip_link: str
    slip_code: str
    slip_made: str  # {desk} {date}

    # The source
    source: str
    documents: Count
    documents_left_out: Count
    choose_document: str
    close_source: str
    back_to_conversation: str
    contents: str
    to_quote: str
    marked_places: str
    next_mark: str
    previous_mark: str
    original_pages: Count
    original_page: str  # {page}
    author: str
    publisher: str
    published: str
    valid_from: str
    valid_until: str
    not_yet_valid: str  # {date}
    expired: str  # {date}
    superseded: str  # {document}
    licence: str
    source_opened: str  # {title}
    back_to_desk: str

    # What can go wrong
    question_too_long: Count  # characters over the limit
    question_limit: str  # {limit}
    busy: Wording
    too_many: Count  # seconds
    not_asked: str
    offline: str
    failed: Wording
    unknown_document: Wording
    unknown_conversation: Wording
    unknown_picture: Wording
    bad_range: Wording
    unknown_page: Wording
    opening: Wording
    no_chat: Wording

    # Several desks, and the desk on other pages
    desks: str
    closed: Wording
    ask_at_desk: str

    # For the desk's own people
    staff: StaffWords
    api: ApiWords
    report: ReportWords
    verify: VerifyWords
    phrases: Mapping[str, str | Count]  # by their English patterns; none where that is English

    def number(self, n: int) -> str:
        """A whole number as this language writes it."""
        return number(n, self.language)

    def percent(self, share: float) -> str:
        """A share in whole hundredths: 87%, 87 %."""
        if self.language == "en":
            return f"{share:.0%}"
        from babel.numbers import format_percent

        return format_percent(share, locale=self.language)

    def decimal(self, value: float, places: int) -> str:
        """A number with so many decimal places: 0.87, 0,87."""
        if self.language == "en":
            return f"{value:.{places}f}"
        from babel.numbers import format_decimal

        return format_decimal(value, format=f"0.{'0' * places}", locale=self.language)

    def too_long(self, length: int, limit: int) -> Wording:
        """That a question of so many characters is over the limit, and by how many."""
        return Wording(
            title=self.question_too_long.of(length - limit),
            body=self.question_limit.format(limit=self.number(limit)),
        )

    def said(self, said: Said) -> tuple[str, str | None]:
        """What the operator says to readers of this language, and its language where that is
        another one than the page's: English, else the first, where there is none in this one."""
        if isinstance(said, str):
            return said, None
        if self.language in said:
            return said[self.language], None
        other = "en" if "en" in said else next(iter(said), "")
        return said.get(other, ""), other or None

    def date(self, iso: str) -> str:
        """An ISO 8601 date in words; anything else comes back as it is."""
        found = _DATE.fullmatch(iso.strip())
        if found is None or not 1 <= int(found[2] or 1) <= 12:
            return iso
        year, month, day = found.groups()
        if month is None:
            return str(year)
        from babel.dates import get_month_names  # most commands say no date

        name = get_month_names("wide", locale=self.language)[int(month)]
        if day is None:
            return self.month_form.format(month=name, year=year)
        shown = self.first_day if day == "01" else str(int(day))
        return self.date_form.format(day=shown, month=name, year=year)

    def other_language(self, tag: str, asked_in: str) -> str | None:
        """The name of a quote's language; None where the question was asked in it, or it isn't
        known."""
        own = base_language(tag)
        if not asked_in or own == asked_in:
            return None
        from babel import Locale

        name = Locale.parse(self.language).languages.get(own)
        return name and name[:1].upper() + name[1:]

    def validity(self, validity: Validity) -> str | None:
        """What a reader must know of whether a document is in force; None where that's nothing."""
        match validity.standing:
            case Standing.NOT_YET_VALID:
                return self.not_yet_valid.format(date=self.date(validity.valid_from or ""))
            case Standing.SUPERSEDED:
                return self.superseded.format(document=validity.superseded_by)
            case Standing.EXPIRED:
                return self.expired.format(date=self.date(validity.valid_until or ""))
        if validity.valid_until is None:
            return None
        return f"{self.valid_until} {self.date(validity.valid_until)}"

    def matched(self, answer: Answer) -> str:
        """How well the first quote answers, and whether staff chose it."""
        match = self.confidence(answer.confidence)
        return f"{match}, {self.chosen_by_staff}" if answer.chosen_by_staff else match

    def refused(self, refusal: Refusal) -> Wording:
        """Why there is no answer; what staff say of it in place of what was found."""
        wording = self.refusals[refusal.reason]
        if not refusal.chosen_by_staff:
            return wording
        return Wording(title=wording.title, body=self.staff_say_none)

    def whom_to_ask(self, reply: Answer | Refusal | None, contact: Said) -> tuple[str, str | None]:
        """Whom staff name for this question, else the desk's `contact`; with its language, as
        `said` gives it."""
        if isinstance(reply, Refusal) and reply.contact:
            return reply.contact, ""
        return self.said(contact)

    def confidence(self, probability: float) -> str:
        """A plain word for the probability that the first quote answers the question."""
        if probability >= STRONG:
            return self.strong_match
        return self.likely_match if probability >= LIKELY else self.possible_match


STRONG = 0.8
LIKELY = 0.5
