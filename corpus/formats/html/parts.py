"""The blocks of an HTML page while it has no text yet, and how they are written into one.

What always holds: parts stand in the page's order, and each knows the element that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import html

from corpus.document import BlockKind
from corpus.formats.canonical import CanonicalText
from corpus.formats.html.tree import ElementPaths

# Longer than this, a definition is a text that its term is the heading of.
MAX_DEFINITION_CHARS = 240


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
    """The parts, with each short definition in one with its term: a value without its label would
    say nothing."""
    found: list[Part] = []
    for part in parts:
        term = found[-1] if found else part
        defines = part.element.tag == "dd" and part.group == term.group and part.level == term.level
        body = f"{term.body}\n{part.prefix}{part.body}"
        short = len(body) <= MAX_DEFINITION_CHARS and "?" not in term.body
        if defines and term.element.tag == "dt" and part.kind is BlockKind.ITEM and short:
            found[-1] = replace(term, body=body, linked=term.linked + part.linked)
        else:
            found.append(part)
    return found


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
