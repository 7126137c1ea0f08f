"""What filters there are, and how they are written as options; as JSON they are read in
``ui/question_form.py``.

What always holds: one form for all of them; what can't be meant is an error that shows the form.
Whether there is such a document, publisher, tag or language is for `qa.query.filters` to say.
"""

from __future__ import annotations

import argparse
import re
from datetime import date

from corpus.errors import QuestionError
from corpus.phrase import Phrase
from qa.question import Filters

LISTS = ("documents", "publishers", "tags", "languages")
DATES = ("since", "until")
KEYS = (*LISTS, *DATES, "current")
MEND = Phrase(
    "write it as {form}, with the keys that you need",
    form='{"documents": ["id"], "publishers": [], "tags": [], "languages": ["en"], '
    '"since": "2020-02-14", "until": "2021", "current": true}',
)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that `filters_from` reads."""
    group = parser.add_argument_group(
        "filters", "Only documents that pass are searched. Repeat an option to allow more values."
    )
    for key, name, help_ in (
        ("documents", "ID", "documents with this id"),
        ("publishers", "NAME", "of this publisher"),
        ("tags", "TAG", "with this tag"),
        ("languages", "TAG", "in this language, as in en or es-MX"),
    ):
        option = f"--{key.removesuffix('s')}"
        group.add_argument(option, dest=key, metavar=name, action="append", help=help_)
    group.add_argument("--since", metavar="DATE", type=_date, help="published on DATE or later")
    group.add_argument("--until", metavar="DATE", type=_date, help="published on DATE or before")
    group.add_argument("--current", action="store_true", help="in force today")


def filters_from(options: argparse.Namespace) -> Filters:
    """Raises QuestionError."""
    return in_order(
        Filters(
            **{key: tuple(dict.fromkeys(getattr(options, key) or ())) for key in LISTS},
            since=options.since,
            until=options.until,
            current=options.current,
        )
    )


def is_date(text: str) -> bool:
    """A day, a month or a year, as in 2020-02-14, 2020-02 and 2020."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _date(text: str) -> str:
    if not is_date(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a date, as in 2020-02-14 or 2020")
    return text


def in_order(filters: Filters) -> Filters:
    """The same. Raises QuestionError if the first date lies after the last."""
    since, until = filters.since, filters.until
    if since is not None and until is not None and since[: len(until)] > until:
        raise QuestionError(
            Phrase("since {since} lies after until {until}", since=since, until=until),
            mend="swap them",
        )
    return filters
