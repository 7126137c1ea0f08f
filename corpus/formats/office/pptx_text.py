"""The text of a slide's shapes: paragraphs as they are seen, and the shapes in their order.

What always holds: hidden shapes, text that is struck out, and what stands for another program's
sake (fallbacks, extensions) are not in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.formats.office.raised import Level, Piece
from corpus.formats.office.runs import joined
from corpus.formats.office.xml_tree import attribute, child, children, lines_of, local

# Elements around shapes that are none themselves.
_AROUND = frozenset({"spTree", "grpSp", "AlternateContent", "Choice"})
_SHAPES = frozenset({"sp", "cxnSp", "graphicFrame"})
_SKIPPED = frozenset({"pPr", "rPr", "endParaRPr", "Fallback", "extLst"})
_NAMES = ("nvSpPr", "nvGraphicFramePr", "nvGrpSpPr", "nvCxnSpPr")


def shapes(tree: etree._Element | None) -> Iterator[etree._Element]:
    """The shapes of a slide that are seen, in the order in which they are read out."""
    waiting = [] if tree is None else [tree]
    while waiting:
        here = waiting.pop()
        if _is_hidden(here):
            continue
        if local(here) in _SHAPES:
            yield here
        elif local(here) in _AROUND:
            waiting += reversed(here)


def _is_hidden(shape: etree._Element) -> bool:
    about = (child(child(shape, name), "cNvPr") for name in _NAMES)
    return any(attribute(one, "hidden") in {"1", "true"} for one in about if one is not None)


def paragraphs(body: etree._Element | None) -> Iterator[tuple[etree._Element, str]]:
    """The paragraphs of a shape, or a cell, that have something in them, each with its text."""
    for paragraph in children(body, "p") if body is not None else ():
        text = lines_of(joined(list(_pieces(paragraph))))
        if text:
            yield paragraph, text


def text_of(body: etree._Element | None) -> str:
    """All of it, a paragraph a line."""
    return "\n".join(text for _, text in paragraphs(body))


def _pieces(paragraph: etree._Element) -> Iterator[Piece]:
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, here in walk:
        name = local(here)
        if name in _SKIPPED or (name in {"r", "fld"} and _is_struck(here)):
            walk.skip_subtree()
        elif name == "br":
            yield "\n", Level.LINE
        elif name == "tab":
            yield "\t", Level.LINE
        elif name == "t":
            yield (here.text or "").replace("\v", "\n"), _level(here.getparent())


def _level(run: etree._Element | None) -> Level:
    around = run.getparent() if run is not None else None
    name = local(around) if around is not None else ""
    rise = attribute(child(run, "rPr"), "baseline") or ""
    if name == "sup" or (rise and not rise.startswith(("-", "0"))):
        return Level.RAISED
    return Level.LOWERED if name == "sub" or rise.startswith("-") else Level.LINE


def _is_struck(run: etree._Element) -> bool:
    return (attribute(child(run, "rPr"), "strike") or "noStrike") != "noStrike"
