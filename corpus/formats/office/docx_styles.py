"""What a Word document's styles and numbering say about a paragraph: its heading level, its list.

What always holds: chains of styles that lead in a circle end; a number that isn't in the text
(Word counts lists and numbered headings itself) comes out as Word would show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.formats.office.numbers import BULLET, integer, number_as
from corpus.formats.office.xml_tree import attribute, child, children

MAX_LEVEL = 9

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"%([1-9])")


def _value(element: etree._Element | None, name: str) -> str | None:
    return attribute(child(element, name), "val")


class Styles:
    """The paragraph styles of a document, by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self.default: str | None = None
        for style in children(root, "style") if root is not None else ():
            identity = attribute(style, "styleId")
            if identity is not None and attribute(style, "type") == "paragraph":
                self._styles[identity] = style
                if attribute(style, "default") in {"1", "true"}:
                    self.default = identity

    def name(self, properties: etree._Element | None) -> str:
        """The name of a paragraph's style: ``heading 1``, ``toc 2``."""
        style = next(self._chain(properties), None)
        return (_value(style, "name") or "").lower()

    def heading_level(self, properties: etree._Element | None) -> int | None:
        """1..6 for a heading; None for other paragraphs."""
        own = _value(properties, "outlineLvl")
        for style in self._chain(properties):
            name = _value(style, "name") or ""
            named = _HEADING.fullmatch(name)
            if own is None and named:
                return min(int(named[1]), 6)
            if own is None and name.lower() == "title":
                return 1
            own = own or _value(child(style, "pPr"), "outlineLvl")
        level = integer(own, MAX_LEVEL)
        return min(level + 1, 6) if level < MAX_LEVEL else None

    def numbering(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """A paragraph's numbering (its id, and its level from 0); None for other paragraphs."""
        number: str | None = None
        level: str | None = None
        for holder in (properties, *(child(style, "pPr") for style in self._chain(properties))):
            numbered = child(holder, "numPr")
            number = number or _value(numbered, "numId")
            level = level or _value(numbered, "ilvl")
        if number is None or number == "0":
            return None
        return number, min(integer(level, 0), MAX_LEVEL - 1)

    def _chain(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        identity = _value(properties, "pStyle") or self.default
        seen: set[str] = set()
        while identity is not None and identity not in seen and identity in self._styles:
            seen.add(identity)
            style = self._styles[identity]
            yield style
            identity = _value(style, "basedOn")


@dataclass(slots=True)
class _Counted:
    """One abstract numbering: its levels, and how far each was counted."""

    levels: dict[int, etree._Element] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the lists of a document, in its order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._numbers: dict[str, tuple[_Counted, dict[int, int]]] = {}
        if root is None:
            return
        abstract: dict[str, _Counted] = {}
        for one in children(root, "abstractNum"):
            abstract[attribute(one, "abstractNumId") or ""] = _Counted(
                levels={
                    integer(attribute(level, "ilvl"), 0): level for level in children(one, "lvl")
                }
            )
        for number in children(root, "num"):
            counted = abstract.get(_value(number, "abstractNumId") or "", _Counted())
            starts = {
                integer(attribute(one, "ilvl"), 0): integer(_value(one, "startOverride"), 1)
                for one in children(number, "lvlOverride")
                if child(one, "startOverride") is not None
            }
            self._numbers[attribute(number, "numId") or ""] = (counted, starts)

    def marker(self, number: str, level: int) -> str:
        """What goes before the next paragraph of this numbering; empty for nothing."""
        if number not in self._numbers:
            return BULLET
        counted, starts = self._numbers[number]
        form = _value(counted.levels.get(level), "numFmt") or "decimal"
        if level not in counted.levels or form == "bullet":
            return BULLET
        if level in starts:  # the numbering starts anew with its first paragraph
            counted.counts[level] = starts.pop(level)
        elif level in counted.counts:
            counted.counts[level] += 1
        else:
            counted.counts[level] = self._start(counted, level)
        for deeper in [one for one in counted.counts if one > level]:
            del counted.counts[deeper]
        if form == "none":
            return ""

        def numbered(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = counted.counts.get(at, self._start(counted, at))
            return number_as(shown, _value(counted.levels.get(at), "numFmt") or "decimal")

        text = _value(counted.levels[level], "lvlText") or ""
        return _PLACEHOLDER.sub(numbered, text).strip()[:40]

    def _start(self, counted: _Counted, level: int) -> int:
        return integer(_value(counted.levels.get(level), "start"), 1)
