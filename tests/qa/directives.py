"""What a browser does with a text directive, written from the draft's own steps.

It shares nothing with the program. A page is a list of lines that a match can't leave; `loose`
browsers fold case and accents and know no word boundaries, the others compare character by
character and hold on to words, so that a directive is good for all of them if it is for both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

_WORD = re.compile(r"\w+(?:[.,:;'’]\w+)*")

Place = tuple[int, int]  # a line's number, and a character of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Lines as they are shown, and for each of their characters its offset in the source."""

    lines: tuple[str, ...]
    offsets: tuple[tuple[int, ...], ...]


def page_of(text: str, lines: list[tuple[int, int]]) -> Page:
    """Lines by their start and end in `text`; white space is shown as one space."""
    shown, offsets = [], []
    for start, end in lines:
        kept = [
            (" " if text[at].isspace() else text[at], at)
            for at in range(start, end)
            if not (text[at].isspace() and (at == start or text[at - 1].isspace()))
        ]
        while kept and kept[-1][0] == " ":
            kept.pop()
        shown.append("".join(character for character, _ in kept))
        offsets.append(tuple(at for _, at in kept))
    return Page(lines=tuple(shown), offsets=tuple(offsets))


def resolve(page: Page, directive: str, *, loose: bool) -> tuple[int, int] | None:
    """Where ``text=...`` leads, as offsets in the source."""
    parts = directive.removeprefix("text=").split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else None
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else None
    start, end = unquote(parts[0]), unquote(parts[1]) if len(parts) == 2 else None
    assert len(parts) <= 2
    found = _Search(page, loose).run(prefix, start, end, suffix)
    if found is None:
        return None
    (first, a), (last, b) = found
    return page.offsets[first][a], page.offsets[last][b - 1] + 1


class _Search:
    def __init__(self, page: Page, loose: bool) -> None:
        self.page, self.loose = page, loose

    def run(
        self, prefix: str | None, start: str, end: str | None, suffix: str | None
    ) -> tuple[Place, Place] | None:
        at: Place = (0, 0)
        while True:
            whole = end is not None or suffix is None
            if prefix is not None:
                context = self._find(prefix, at, opens=True, closes=False)
                if context is None:
                    return None
                at = self._next(context[0])
                expected = self._after_space(context[1])
                match = self._find(start, expected, opens=False, closes=whole)
                if match is None:
                    return None
                if match[0] != expected:
                    continue
            else:
                match = self._find(start, at, opens=True, closes=whole)
                if match is None:
                    return None
                at = self._next(match[0])
            begin, reached = match
            while True:
                if end is not None:
                    closing = self._find(end, reached, opens=True, closes=suffix is None)
                    if closing is None:
                        return None
                    reached = closing[1]
                if suffix is None:
                    return begin, reached
                expected = self._after_space(reached)
                behind = self._find(suffix, expected, opens=False, closes=True)
                if behind is None:
                    return None
                if behind[0] == expected:
                    return begin, reached
                if end is None:
                    break

    def _next(self, at: Place) -> Place:
        return at[0], at[1] + 1

    def _after_space(self, at: Place) -> Place:
        line, column = at
        while line < len(self.page.lines):
            text = self.page.lines[line]
            while column < len(text) and text[column] == " ":
                column += 1
            if column < len(text):
                break
            line, column = line + 1, 0
        return line, column

    def _find(
        self, wanted: str, at: Place, *, opens: bool, closes: bool
    ) -> tuple[Place, Place] | None:
        for line in range(at[0], len(self.page.lines)):
            text = self.page.lines[line]
            for a, b in self._matches(wanted, text, at[1] if line == at[0] else 0):
                inside = set() if self.loose else _inside_words(text)
                if not ((opens and a in inside) or (closes and b in inside)):
                    return (line, a), (line, b)
        return None

    def _matches(self, wanted: str, text: str, begin: int) -> Iterator[tuple[int, int]]:
        # Both are of the same length here: the texts of the tests fold character for character.
        if self.loose:
            wanted, text = _plain(wanted), _plain(text)
        at = text.find(wanted, begin)
        while at >= 0:
            yield at, at + len(wanted)
            at = text.find(wanted, at + 1)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFD", c)[0].lower() for c in text)


def _inside_words(text: str) -> set[int]:
    return {at for word in _WORD.finditer(text) for at in range(word.start() + 1, word.end())}
