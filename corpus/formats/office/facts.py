"""What an office document says about itself: the Dublin Core elements of its own part for them.

Read here rather than by the libraries: what is missing they fill in with their own name and the
time of reading.
"""

from __future__ import annotations

from corpus.formats.archive import Archive
from corpus.formats.office.xml_tree import local, parse_xml
from corpus.metadata import Fact, known_facts, named_author

OFFICE_OPEN = "docProps/core.xml"
OPEN_DOCUMENT = "meta.xml"
# Author and time of python-docx's template: where one stands, nobody has stated it of the text.
TEMPLATE = "python-docx"
TEMPLATE_TIME = "2013-12-23T23:15:00Z"


def office_facts(archive: Archive, part: str, *, where: str) -> tuple[str | None, dict[str, Fact]]:
    """A document's title and facts, as far as it states them. Raises `CorpusError`."""
    if part not in archive.names:
        return None, {}
    stated: dict[str, str] = {}
    tags: list[str] = []
    for element in parse_xml(archive.read(part), where=where).iter("{*}*"):
        text = " ".join((element.text or "").split())
        if text and local(element) in {"keyword", "keywords"}:
            tags += [tag for one in text.replace(";", ",").split(",") if (tag := one.strip())]
        elif text and text != TEMPLATE_TIME:
            stated.setdefault(local(element), text)
    values = {
        "published": ("modified", "date", "created", "creation-date"),
        "language": ("language",),
    }
    if stated.get("creator") == TEMPLATE:
        stated = {key: stated[key] for key in stated if key in {"title", "language"}}
    # OpenDocument's creator is who saved it last.
    authors = (named_author(stated.get(name)) for name in ("initial-creator", "creator"))
    found: dict[str, object] = {"tags": tags, "author": next(filter(None, authors), None)}
    for key, names in values.items():
        found[key] = next((stated[name] for name in names if name in stated), None)
    return stated.get("title"), known_facts(found)
