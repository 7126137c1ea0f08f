"""The blocks of an HTML page while it has no text yet, and how they are written into one.

What always holds: parts stand in the page's order, and each knows the element that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import html

from corpus.document import BlockKind
from corpus.formats.canonical import CanonicalText
from corpus.formats.html.frames import is_bold
from corpus.formats.html.tree import ElementPaths

# Longer than this, a definition is a text that its term is the heading of.
MAX_DEFINITION_CHARS = 240
# Longer than this, an item's first line is no name of the rest.
MAX_NAME_CHARS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block of a page that has no place in a text yet; for most fields see ``Block``.

    element  what it stands in
    prefix   what goes before it: an item's indent and marker
    anchor   the last id that was met between the part before it and this one
    linked   how many of its characters are links
    """

    kind: BlockKind
    body: str
    element: html.HtmlElement
    level: int = 0
    group: int = -1
    header: bool = False
    line: int | None = None
    prefix: str = ""
    anchor: str | None = None
    linked: int = 0
    apart: bool = False


@dataclass(slots=True)
class Beginning:
    """Where a block that is being collected began; `element` is None until it has."""

    element: html.HtmlElement | None = None
    line: int | None = None
    anchor: str | None = None
    linked: int = 0


def with_terms(parts: Iterable[Part]) -> list[Part]:
    """The parts, with each short definition in one with its term, or the terms that share it, and
    an item's first line with what it names: a value without its label would say nothing."""
    found: list[Part] = []
    for part in parts:
        if part.element.tag == "dd":
            _share(found, part)
        term = found[-1] if found else part
        body = f"{term.body}\n{part.prefix}{part.body}"
        beside = part.group == term.group and part.level == term.level
        short = len(body) <= MAX_DEFINITION_CHARS and "?" not in term.body
        defines = part.element.tag == "dd" and term.element.tag == "dt"
        if part.kind is BlockKind.ITEM and beside and short and (defines or _names(term, part)):
            found[-1] = replace(term, body=body, linked=term.linked + part.linked)
        else:
            found.append(part)
    return found


def _share(found: list[Part], definition: Part) -> None:
    """Makes one of the terms at the end that a definition goes for."""
    while len(found) > 1 and all(
        it.element.tag == "dt" and it.group == definition.group and "\n" not in it.body
        for it in found[-2:]
    ):
        first, second = found[-2:]
        body = f"{first.body}, {second.body}"
        if len(body) > MAX_NAME_CHARS:
            break
        found[-2:] = [replace(first, body=body, linked=first.linked + second.linked)]


def _names(name: Part, part: Part) -> bool:
    """Whether a short line begins the item that `part` goes on with."""
    within = next(part.element.iterancestors("li"), None)
    of = name.element if name.element.tag == "li" else next(name.element.iterancestors("li"), None)
    goes_on = within is not None and of is within and not part.prefix.strip()
    short = len(name.body) <= MAX_NAME_CHARS and "\n" not in name.body
    names = name.body.endswith(":") or is_bold(name.element, name.body)
    return goes_on and bool(name.prefix.strip()) and short and names


def write_parts(parts: Iterable[Part], out: CanonicalText, *, chapter: str = "") -> None:
    """Adds parts of one page with their places; `chapter` goes before each one's path."""
    paths = ElementPaths()
    anchor: str | None = None
    for part in with_terms(parts):
        anchor = part.anchor or anchor
        path = paths.of(part.element)
        add_part(out, part, path=path and chapter + path, anchor=anchor)


def add_part(
    out: CanonicalText, part: Part, *, path: str | None = None, anchor: str | None = None
) -> None:
    out.add(
        part.kind,
        part.body,
        level=part.level,
        group=part.group,
        header=part.header,
        line=part.line,
        prefix=part.prefix,
        path=path,
        anchor=anchor,
        apart=part.apart,
    )
