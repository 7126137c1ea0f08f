"""One text out of several: a mail's own, and those of the files that hang on it.

What always holds: each text is in it unchanged, with its blocks and places moved to where it
stands; boxes are dropped, for they are boxes of pages that the mail itself doesn't have.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from corpus.document import Block, BlockKind, Place, Span
from corpus.formats.parsed import Parsed


@dataclass(slots=True)
class Joined:
    """Collects texts, then gives `text`, `blocks` and `places`."""

    blocks: list[Block] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    length: int = 0
    _groups: int = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def heading(self, name: str, *, level: int) -> None:
        """Names what follows."""
        start = self._begin()
        span = Span(start=start, end=start + len(name))
        self._put(name)
        self.blocks.append(Block(kind=BlockKind.HEADING, span=span, level=level))
        self.places.append(Place(span=span, path=name))

    def add(self, parsed: Parsed, *, name: str, deeper: int = 0) -> None:
        """Adds a text; `name` says where it is from, its headings go `deeper`."""
        start = self._begin()
        self._put(parsed.text)
        for block in parsed.blocks:
            heading = block.kind is BlockKind.HEADING
            self.blocks.append(
                replace(
                    block,
                    span=_moved(block.span, start),
                    level=min(block.level + deeper, 6) if heading else block.level,
                    group=block.group + self._groups if block.group >= 0 else -1,
                    line=None,
                )
            )
        self._groups += max((block.group for block in parsed.blocks), default=-1) + 1
        # A text without places of its own stands in its file as it is.
        places = parsed.places or tuple(Place(span=block.span) for block in parsed.blocks)
        self.places += [
            Place(
                span=_moved(place.span, start),
                page=place.page,
                path=f"{name} {place.path}" if place.path else name,
            )
            for place in places
        ]

    def mark(self) -> tuple[int, int, int, int]:
        """Where it stands, for `back_to`."""
        return len(self._parts), self.length, len(self.blocks), len(self.places)

    def back_to(self, mark: tuple[int, int, int, int]) -> None:
        """Takes away all that was added since."""
        parts, self.length, blocks, places = mark
        del self._parts[parts:], self.blocks[blocks:], self.places[places:]

    def _begin(self) -> int:
        if self._parts:
            self._put("\n\n")
        return self.length

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)


def _moved(span: Span, by: int) -> Span:
    return Span(start=span.start + by, end=span.end + by)
