"""The text of an OpenDocument paragraph as it is seen.

What always holds: comments, hidden and struck-out text, tracked deletions, and notes with their
marks are no part of it; what stands above or below the line doesn't fuse with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.office.raised import Level, Piece, join_levels
from corpus.formats.office.xml_tree import attribute, child, lines_of, local, parse_xml

_UNSEEN = frozenset(
    {"tracked-changes", "annotation", "note", "text-box", "table-of-content", "title", "desc"}
)
_SHOWN = {"s": " ", "tab": "\t", "line-break": "\n"}
_POSITION = re.compile(r"(super|sub|-?\d+(?:\.\d+)?%)")
_STYLES_DEEP = 10


def document_roots(archive: Archive, *, where: str) -> list[etree._Element]:
    """The content of an OpenDocument file, then its styles, if it has any. Raises `CorpusError`."""
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise CorpusError("is locked", where=where, mend="save it without a password")
    names = ["content.xml", *({"styles.xml"} & set(archive.names))]
    return [parse_xml(archive.read(name), where=where) for name in names]


class ParagraphText:
    """Gives paragraphs' texts; knows which styles raise, lower or hide."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self._styles = {
            attribute(style, "name"): style
            for root in reversed(roots)
            for style in root.iter("{*}style")
            if attribute(style, "family") in {"text", None}
        }
        self._levels: dict[str | None, Level | None] = {}
        self._hidden: dict[str | None, bool] = {}

    def of(self, element: etree._Element) -> str:
        """What is seen of a paragraph, without its notes and text boxes."""
        return lines_of(self.with_tabs(element))

    def with_tabs(self, element: etree._Element) -> str:
        pieces: list[Piece] = []
        levels = [Level.LINE]
        walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
        for event, here in walk:
            name = local(here)
            if event == "start":
                if name in _UNSEEN:
                    walk.skip_subtree()
                    continue
                if name == "span" and self._is_hidden(here):
                    walk.skip_subtree()
                    levels.append(levels[-1])
                    continue
                own = self._level(here) if name == "span" else None
                levels.append(own or levels[-1])
                pieces.append((_SHOWN.get(name, ""), Level.LINE))
                pieces.append((_spaced(here.text), levels[-1]))
                continue
            if event == "end" and name not in _UNSEEN:
                levels.pop()
            if here is not element:
                pieces.append((_spaced(here.tail), levels[-1]))
        return join_levels(pieces)

    def _is_hidden(self, span: etree._Element) -> bool:
        style = attribute(span, "style-name")
        if style not in self._hidden:
            struck = self._said(style, "text-line-through-style") not in {None, "none"}
            self._hidden[style] = struck or self._said(style, "display") == "none"
        return self._hidden[style]

    def _level(self, span: etree._Element) -> Level | None:
        style = attribute(span, "style-name")
        if style not in self._levels:
            self._levels[style] = self._level_of(style)
        return self._levels[style]

    def _level_of(self, style: str | None) -> Level | None:
        """Where a style puts text; None where it leaves it as it is around."""
        found = _POSITION.match(self._said(style, "text-position") or "")
        if found is None:
            return None
        position = found[1]
        if position.startswith(("sub", "-")):
            return Level.LOWERED
        raised = position == "super" or float(position.rstrip("%")) > 0
        return Level.RAISED if raised else Level.LINE

    def _said(self, style: str | None, name: str) -> str | None:
        """What a style, or one that it is based on, says of text."""
        for _ in range(_STYLES_DEEP):
            here = self._styles.get(style)
            if here is None:
                break
            said = attribute(child(here, "text-properties"), name)
            if said is not None:
                return said
            style = attribute(here, "parent-style-name")
        return None


def _spaced(text: str | None) -> str:
    """Line ends and tabs of the file are white space like any other."""
    return re.sub(r"[\r\n\t]", " ", text or "")
