"""Which paragraphs of a slide have a bullet or a number: what the slide, its layout and its master
say.

What always holds: the nearest word counts (the paragraph's own, then the shape's, the layout's, the
master's); a number comes out as the slide shows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from corpus.formats.office.numbers import BULLET, integer, number_as
from corpus.formats.office.xml_tree import attribute, child, local

MAX_LEVEL = 8
_KINDS = frozenset({"buNone", "buChar", "buAutoNum", "buBlip"})
_FORM = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc).*?(Period|ParenR|ParenBoth|Plain)")
_FORMS = {"alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_AROUND = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}"}


def level_of(paragraph: etree._Element) -> int:
    """From 0."""
    return min(integer(attribute(child(paragraph, "pPr"), "lvl"), 0), MAX_LEVEL)


@dataclass(slots=True)
class Bullets:
    """The bullets of one shape's paragraphs, in order; `styles` are lists of styles, nearest
    first."""

    styles: Sequence[etree._Element]
    _counts: dict[int, int] = field(default_factory=dict)

    def marker(self, paragraph: etree._Element) -> str:
        """What stands before a paragraph that is seen; empty for nothing."""
        level = level_of(paragraph)
        for deeper in [one for one in self._counts if one > level]:
            del self._counts[deeper]
        bullet = self._bullet(paragraph, level)
        if bullet is None or local(bullet) != "buAutoNum":
            self._counts.pop(level, None)
            return "" if bullet is None or local(bullet) == "buNone" else BULLET
        count = self._counts.get(level)
        number = integer(attribute(bullet, "startAt"), 1) if count is None else count + 1
        self._counts[level] = number
        form = _FORM.match(attribute(bullet, "type") or "")
        if form is None:
            return str(number)
        return _AROUND[form[2]].format(number_as(number, _FORMS.get(form[1], "")))

    def _bullet(self, paragraph: etree._Element, level: int) -> etree._Element | None:
        own = child(paragraph, "pPr")
        for holder in (own, *(child(style, f"lvl{level + 1}pPr") for style in self.styles)):
            for element in holder if holder is not None else ():
                if local(element) in _KINDS:
                    return element
        return None
