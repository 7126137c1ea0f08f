"""What stands before the text of an RTF file: its fonts, its styles, what it says of itself.

What always holds: a style or font that is named without an entry of its own is one without a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.formats.rtf.fonts import Font, Fonts, page_of

MAX_ABOUT_CHARS = 2_000
ABOUT = frozenset({"title", "author", "keywords", "creatim", "revtim"})
_NAMED = re.compile(r"heading ([1-9])|title")
TABLES = ABOUT | {"fonts", "styles", "info"}


@dataclass(slots=True, kw_only=True)
class Style:
    """A paragraph style: its name, and its level as a heading from 0."""

    name: str = ""
    level: int | None = None

    @property
    def heading(self) -> int | None:
        """Its level; LibreOffice tells it by the style's name alone."""
        if self.level is None and (found := _NAMED.fullmatch(self.name)):
            return int(found[1] or 1) - 1
        return self.level


@dataclass(slots=True)
class Heads:
    """`styles` by number; `about` by the words of the group ``info``."""

    fonts: Fonts = field(default_factory=Fonts)
    styles: dict[int, Style] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    _style: int | None = 0  # that the table is at; None for those of letters
    _font: int = 0

    def begin_style(self) -> None:
        self._style = 0

    def put(self, target: str, text: str) -> None:
        """Text of one of the tables."""
        if target == "fonts":
            self.fonts.known.setdefault(self._font, Font()).name += text.strip().rstrip(";")
        elif target == "styles":
            if self._style is not None:
                name = text.partition(";")[0].lower()
                self.styles.setdefault(self._style, Style()).name += name
        elif target in ABOUT:
            self.about[target] = (self.about.get(target, "") + text)[:MAX_ABOUT_CHARS]

    def word(self, target: str, name: str, number: int | None) -> None:
        """A control word in one of the tables."""
        if target == "fonts":
            if name == "f":
                self._font = number or 0
            font = self.fonts.known.setdefault(self._font, Font())
            if name == "fcharset":
                font.charset = number or 0
            elif name == "cpg":
                font.page = page_of(number)
        elif target == "styles":
            self._in_style(name, number)
        elif target in {"creatim", "revtim"} and name in {"yr", "mo", "dy"}:
            before = self.about.get(target)
            self.about[target] = f"{before}-{number or 0:02d}" if before else f"{number or 0:04d}"

    def _in_style(self, name: str, number: int | None) -> None:
        if name in {"s", "cs", "ds", "ts"}:
            self._style = (number or 0) if name == "s" else None
        elif name == "outlinelevel" and self._style is not None and is_level(number):
            self.styles.setdefault(self._style, Style()).level = number


def is_level(number: int | None) -> bool:
    """Of a heading; 9 stands for none."""
    return number is not None and 0 <= number <= 8
