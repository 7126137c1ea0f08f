"""A citation in forms that others read: an entry of an APA 7 reference list, and CSL-JSON.

What always holds: nothing is guessed. An author is given as the document names it, since a name
doesn't say whether it is a person's; what isn't known is left out.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from qa.reply import Citation

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def apa(citation: Citation) -> str:
    """``Author. (2020, February 14). Title. Publisher. Address``, as APA's seventh edition has it.

    The publisher stands for an author that isn't known, and isn't named twice; without either the
    title comes first.
    """
    who = citation.author or citation.publisher
    publisher = citation.publisher if citation.publisher != who else None
    dated = f"({_apa_date(citation.published)})."
    parts = [_ended(who), dated] if who else [_ended(citation.title), dated]
    if who:
        parts.append(_ended(citation.title))
    if publisher:
        parts.append(_ended(publisher))
    if citation.source_url:
        parts.append(citation.source_url)
    return " ".join(parts)


def csl(citation: Citation, document_id: str, accessed: date | None = None) -> dict[str, Any]:
    """An item of CSL-JSON, the form that reference managers and citeproc read."""
    item: dict[str, Any] = {
        "id": document_id,
        "type": "webpage" if citation.source_url and citation.page is None else "document",
        "title": citation.title,
    }
    if citation.author:
        item["author"] = [{"literal": citation.author}]
    if numbers := _date_parts(citation.published):
        item["issued"] = {"date-parts": [numbers]}
    if citation.publisher:
        item["publisher"] = citation.publisher
    if citation.source_url:
        item["URL"] = citation.source_url
    item["language"] = citation.language
    if accessed is not None:
        item["accessed"] = {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
    return item


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _date_parts(published: str | None) -> list[int]:
    found = _DATE.match(published or "")
    return [int(number) for number in found.groups() if number] if found else []


def _month(number: int) -> str:
    """In English: that is APA's form whatever the document's language."""
    from babel.dates import get_month_names  # most commands cite nothing

    return str(get_month_names("wide", locale="en")[number])


def _apa_date(published: str | None) -> str:
    match _date_parts(published):
        case [year]:
            return str(year)
        case [year, month] if 1 <= month <= 12:
            return f"{year}, {_month(month)}"
        case [year, month, day] if 1 <= month <= 12:
            return f"{year}, {_month(month)} {day}"
    return "n.d."
