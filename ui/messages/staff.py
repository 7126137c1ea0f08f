"""What a catalogue says to the desk's own people: on the staff's page and in the API's description.

What always holds: it is a part of the one catalogue of a language, kept in files of its own for
their length alone; every code that such a page shows has its wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.lint import Code, Severity
from ui.messages.wording import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWords:
    """The staff's page. What ends in `heads` are the columns of a table."""

    # Signing in
    sign_in_title: str
    password: str
    sign_in: str
    sign_in_here: str
    wrong_password: str
    too_many_guesses: Count  # seconds
    title: str
    sign_out: str

    # Questions by day
    by_day: str
    nothing_asked: str
    kept: Count  # days
    kept_in_memory: str
    answered: str
    refused: str
    failed: str
    asked: Count  # questions
    asked_between: str  # {questions} {first} {last}
    as_table: str
    day_heads: tuple[str, ...]
    counts_csv: str
    outcomes: Mapping[str, str]  # by the codes of the ledger
    outcomes_title: str
    outcome_heads: tuple[str, ...]
    faults_title: str
    fault_heads: tuple[str, ...]

    # Questions
    questions_title: str
    not_stored: str
    none_yet: str
    questions_listed: Count
    questions_cut: str  # {n} {total}
    question_heads: tuple[str, ...]
    questions_csv: str

    # What to write next
    needs_title: str
    themes_title: str
    themes_listed: Count
    themes_wait: str
    themes_cut: str  # {n} {total}
    theme_heads: tuple[str, ...]
    theme_others: Count
    theme_solved: str
    course: str  # {last}
    heat_title: str
    heat_intro: str
    heat_top: str
    heat_quoted: Count
    heat_csv: str

    # What staff chose as answers
    your_name: str
    pins_title: str
    pins_intro: str
    pins_open: str
    pins_chosen: str
    pins_none: str
    pins_listed: Count
    pins_lost: Count
    pins_export: str
    pin_heads: tuple[str, ...]
    pin_states: Mapping[str, str]  # by a quote's state, and "none"
    pin_choose: str
    pin_question: str
    pin_look: str
    pin_find: str
    pin_which: str
    pin_quote: str  # {n}
    pin_none_answers: str
    pin_contact: str
    pin_keep: str
    pin_pick: str
    pin_not_kept: str
    pin_change: str
    pin_wording: str
    pin_add: str
    pin_remove: str
    pin_actions: Mapping[str, str]
    log_title: str
    log_heads: tuple[str, ...]

    # Documents
    documents_title: str
    documents_listed: Count
    documents_cut: str  # {n} {total}
    document_heads: tuple[str, ...]
    unread_title: str
    unread: Count  # files
    unread_cut: str  # {n} {total}
    unread_unknown: str
    unread_heads: tuple[str, ...]

    # Checks
    checks_title: str
    checking: str
    nothing_found: str
    too_many_to_check: str
    found: Count
    found_cut: str  # {n} {total}
    to_do: str  # {mend}
    severities: Mapping[Severity, str]
    summary: str  # {documents} {problems} {notes}
    problems: Count
    notes: Count
    more_found: Count  # beside those that are listed
    names_and_more: Count  # {names}, and how many are left
    see_place: str
    findings: Mapping[Code, str]
    mends: Mapping[Code, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiWords:
    """The frame of the API's description; what it describes stands in the schema, in English."""

    title: str
    intro: str  # {error} {schema} {mcp}
    example: str
    takes: str
    replies_of: str  # {path}
    reply_heads: tuple[str, ...]
    objects: str
    keys_of: str  # {name}
    key_heads: tuple[str, ...]
    optional: str
    list_of: str
    either: str
    at_most: Count  # characters
