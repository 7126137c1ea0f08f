"""From XML to a tree, for the formats that are XML inside.

What always holds: no entity is expanded, no outside file is read and nothing is fetched, so a few
lines can't unfold to gigabytes or bring the machine's own files in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree

from corpus.errors import CorpusError

_SPACES = re.compile(r"[ \t\r\f\v]+")


def parse_xml(data: bytes, *, where: str) -> etree._Element:
    """Raises `CorpusError` for what isn't well-formed, or is too deep or too large to hold."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise CorpusError(
            "its XML can't be parsed", where=where, mend="save it again, or leave it out"
        ) from error


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments, entities and the like."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if local(child) == name)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else next(children(element, name), None)


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    if element is None:
        return None
    found = (v for key, v in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return next(map(str, found), None)


def within(element: etree._Element, name: str, *, but: Collection[str]) -> Iterator[etree._Element]:
    """The outermost elements of that name inside `element`, but those inside the others named."""
    walk = etree.iterwalk(element, events=("start",))
    for _, found in walk:
        if found is element:
            continue
        if local(found) == name:
            yield found
            walk.skip_subtree()
        elif local(found) in but:
            walk.skip_subtree()


def lines_of(text: str) -> str:
    """Text as it is seen: runs of white space as one space, line breaks kept, none at an edge."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
