"""Writes the canonical text of a document whose source has markup.

What always holds: blocks stand in order with one blank line between them; the items of one list
and the rows of one table stand on consecutive lines; every block that was added is a slice of the
text, without white space around it. An item's marker and indent lie outside its span, so that a
quote of it starts with its first word. A block whose path or anchor is given has one place.
"""

from __future__ import annotations

from corpus.document import Block, BlockKind, Place, Span


class CanonicalText:
    """Collects blocks, then gives the `text`, and the `blocks` and `places` in it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._places: list[Place] = []

    def add(
        self,
        kind: BlockKind,
        body: str,
        *,
        level: int = 0,
        group: int = -1,
        header: bool = False,
        line: int | None = None,
        prefix: str = "",
        path: str | None = None,
        anchor: str | None = None,
        apart: bool = False,
    ) -> None:
        """Adds a block, unless there is nothing to see in `body`."""
        if not is_seen(body):
            return
        body = body.replace("\N{SOFT HYPHEN}", "")  # shown where a line ends only, as a hyphen
        core = body.strip()
        lead = prefix + body[: body.index(core)] if kind is BlockKind.CODE else prefix
        separator = ""
        if self._blocks:
            joined = group >= 0 and self._blocks[-1].group == group
            separator = "\n" if joined else "\n\n"
        start = self._length + len(separator) + len(lead)
        self._parts += (separator, lead, core)
        self._length = start + len(core)
        span = Span(start=start, end=self._length)
        self._blocks.append(
            Block(
                kind=kind,
                span=span,
                level=level,
                group=group,
                header=header,
                line=line,
                apart=apart,
            )
        )
        if path is not None or anchor is not None:
            self._places.append(Place(span=span, path=path, anchor=anchor))

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._blocks)

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self._places)


def is_seen(body: str) -> bool:
    """Whether there is more in it than white space and marks that take no room."""
    return bool(body.strip(_UNSEEN))


# White space, and the marks that take no room: a block of nothing else can't be seen.
_UNSEEN = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0xAD, 0x1680))) + (
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d"
    "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
