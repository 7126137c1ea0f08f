"""The facts about a document that a manifest, front matter or a JSON line may state.

What always holds: a fact that passed through here has the form that ``Metadata`` promises (ISO
dates, http addresses, tuples of non-empty strings). Two ways in: `check_fact` says what is wrong,
for a manifest that someone wrote for this program; `known_facts` takes what is usable and leaves
the rest, for files that were written for something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from corpus.document import UNTOLD_LANGUAGE, Metadata

TEXT_KEYS = ("publisher", "author", "language", "licence")
DATE_KEYS = ("published", "valid_from", "valid_until")
LIST_KEYS = ("tags", "supersedes")
KEYS = (*TEXT_KEYS, *DATE_KEYS, *LIST_KEYS, "url")

Fact = str | tuple[str, ...]

# Other names that the same facts go by in front matter, most telling first.
SYNONYMS = {
    "published": ("published", "date", "lastupdate", "last_updated", "updated"),
    "language": ("language", "lang"),
    "licence": ("licence", "license"),
    "url": ("url", "canonical_url"),
    "author": ("author", "authors"),
}


# What a program or an account puts where a name is meant.
_NO_AUTHOR = re.compile(
    r"^\(?(?i:anonymous|unspecified|null|none|unknown(?: (?:author|creator))?|author|owner|root"
    r"|(?:(?:microsoft )?office |windows |default |guest )?user|admin|administrator|apache poi"
    r"|microsoft(?: corporation| office)?)"
    r"\)?\W*\d*$|^[a-z0-9_.-]+$|^[\W\d_]*$|[\ufffd\\]",
)


def named_author(stated: str | None) -> str | None:
    """The author that a file's properties state, where it looks as if somebody had meant one: not
    the name of an account, or of the library that wrote the file."""
    author = " ".join((stated or "").split())
    return author if author.isprintable() and not _NO_AUTHOR.search(author) else None


def iso_date(value: object) -> str | None:
    """``YYYY-MM-DD`` for a date, a time or an ISO 8601 string of either; None for anything else."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return None
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(value.strip()).isoformat()[:10]
        except ValueError:
            continue
    return None


def check_fact(key: str, value: object) -> Fact:
    """`value` in the form that ``Metadata`` holds it in. Raises ``ValueError`` with the mend."""
    if key in DATE_KEYS:
        found = iso_date(value)
        if found is None:
            raise ValueError("write a date such as 2020-02-14")
        return found
    if key in LIST_KEYS:
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list | tuple) and all(
            isinstance(one, str) and one.strip() for one in values
        ):
            return tuple(one.strip() for one in values)
        raise ValueError('write a list of strings such as ["one", "two"]')
    if not isinstance(value, str) or not value.strip():
        raise ValueError("write a string that isn't empty")
    text = " ".join(value.split())
    # Citations become links: an address that runs script or opens a local file is never one.
    if key == "url" and not text.lower().startswith(("https://", "http://")):
        raise ValueError("write an address that starts with https:// or http://")
    return text


def known_facts(values: Mapping[str, object]) -> dict[str, Fact]:
    """The usable facts among `values`, under the names of `KEYS`; never an error."""
    facts: dict[str, Fact] = {}
    for key in KEYS:
        for name in SYNONYMS.get(key, (key,)):
            value = values.get(name)
            if key == "tags" and isinstance(value, str):
                value = [part for part in (piece.strip() for piece in value.split(",")) if part]
            if key == "author" and isinstance(value, list):
                value = ", ".join(one for one in value if isinstance(one, str))
            try:
                fact = check_fact(key, value)
            except ValueError:
                continue
            if fact:
                facts[key] = fact
                break
    return facts


def metadata_from(*sources: Mapping[str, Fact]) -> Metadata:
    """One `Metadata` of several sources; where two state the same fact the earlier one counts."""
    facts: dict[str, Fact] = {}
    for source in reversed(sources):
        facts.update(source)

    def text(key: str) -> str | None:
        value = facts.get(key)
        return value if isinstance(value, str) else None

    def many(key: str) -> tuple[str, ...]:
        value = facts.get(key, ())
        return value if isinstance(value, tuple) else (value,)

    return Metadata(
        publisher=text("publisher"),
        author=text("author"),
        published=text("published"),
        language=text("language") or UNTOLD_LANGUAGE,
        url=text("url"),
        licence=text("licence"),
        tags=many("tags"),
        valid_from=text("valid_from"),
        valid_until=text("valid_until"),
        supersedes=many("supersedes"),
    )
