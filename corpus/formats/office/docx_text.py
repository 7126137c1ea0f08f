"""The text of a Word paragraph as it is seen, and the lines of a document's headers and footers.

What always holds: tracked deletions, hidden text, field codes and notes' marks are no part of it;
what stands above or below the line doesn't fuse with it, in formulas too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from lxml import etree

from corpus.formats.office.raised import Level, Piece, join_levels
from corpus.formats.office.xml_tree import attribute, child, children, lines_of, local, within

# Subtrees that people don't see where they stand.
_UNSEEN = frozenset(
    {
        *("del", "moveFrom", "pPr", "rPr", "Fallback", "instrText", "delText", "delInstrText"),
        *("txbxContent", "annotationRef", "footnoteRef", "endnoteRef", "commentReference"),
        "ctrlPr",
    }
)
_GONE = frozenset({"Fallback", "del", "moveFrom"})
_LEVELS = {
    "superscript": Level.RAISED,
    "subscript": Level.LOWERED,
    "baseline": Level.LINE,
    "sup": Level.RAISED,
    "sub": Level.LOWERED,
}
# A run that is moved up by hand, by so many half points, is a mark if it is this short.
_MOVED = 4
_MARK_CHARS = 3
_STYLES_DEEP = 10


class ParagraphText:
    """Gives paragraphs' texts; knows which character styles raise or lower."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles = {
            attribute(style, "styleId"): style
            for style in (children(styles, "style") if styles is not None else ())
            if attribute(style, "type") == "character"
        }

    def of(self, element: etree._Element) -> str:
        """What is seen of a paragraph, without its text boxes."""
        return lines_of(self.with_tabs(element))

    def with_tabs(self, element: etree._Element) -> str:
        pieces: list[Piece] = []
        level = Level.LINE
        walk = etree.iterwalk(element, events=("start",))
        for _, here in walk:
            name = local(here)
            if name in _UNSEEN or (name == "r" and _is_hidden(here)):
                walk.skip_subtree()
            elif name == "r":
                level = self._level(here)
            elif name == "t":
                pieces.append((here.text or "", level))
            elif name in {"tab", "ptab"}:
                pieces.append(("\t", Level.LINE))
            elif name in {"br", "cr"}:
                pieces.append(("\n", Level.LINE))
            elif name == "noBreakHyphen":
                pieces.append(("\N{NON-BREAKING HYPHEN}", level))
            elif name == "den":  # the lower part of a fraction
                pieces.append(("/", Level.LINE))
        return join_levels(pieces)

    def _level(self, run: etree._Element) -> Level:
        properties = child(run, "rPr")
        own = attribute(child(properties, "vertAlign"), "val")
        if own is not None:
            return _LEVELS.get(own, Level.LINE)
        style = attribute(child(properties, "rStyle"), "val")
        for _ in range(_STYLES_DEEP):
            here = self._styles.get(style)
            said = attribute(child(child(here, "rPr"), "vertAlign"), "val")
            if here is None or said is not None:
                if said is not None:
                    return _LEVELS.get(said, Level.LINE)
                break
            style = attribute(child(here, "basedOn"), "val")
        moved = attribute(child(properties, "position"), "val") or ""
        text = "".join(one.text or "" for one in children(run, "t")).strip()
        short = 0 < len(text) <= _MARK_CHARS and not text.isalpha()
        raised = moved.isdecimal() and int(moved[:9]) >= _MOVED and short
        return Level.RAISED if raised else _in_formula(run)


def _in_formula(run: etree._Element) -> Level:
    """Where a run of a formula stands: the innermost part above or below the line decides."""
    for around in run.iterancestors():
        name = local(around)
        if name in {"sup", "sub"}:
            return _LEVELS[name]
        if name in {"oMath", "p"}:
            break
    return Level.LINE


def header_parts(
    body: etree._Element,
    settings: etree._Element,
    part: Callable[[str], etree._Element | None],
    text: ParagraphText,
) -> Iterator[tuple[str, Sequence[str]]]:
    """The headers and footers that are shown, each once, with their paragraphs; `part` gives the
    root of one by the id of its relation. A section has those of the one before it, too."""
    seen: set[str | None] = {None}
    inherited: dict[tuple[str, str | None], str | None] = {}
    for section in body.iter("{*}sectPr"):
        for reference in section:
            name = local(reference).removesuffix("Reference")
            if name in {"header", "footer"}:
                inherited[name, attribute(reference, "type")] = attribute(reference, "id")
        shown: list[str] = ["default"]
        shown += ["first"] if is_on(child(section, "titlePg")) else []
        shown += ["even"] if is_on(child(settings, "evenAndOddHeaders")) else []
        for name, kind in product(("header", "footer"), shown):
            identity = inherited.get((name, kind))
            root = None if identity is None or identity in seen else part(identity)
            seen.add(identity)
            if root is not None:
                yield name, [text.with_tabs(one) for one in _paragraphs(root)]


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """All of them, in tables and text boxes too."""
    for found in within(root, "p", but=_GONE):
        yield found
        for box in within(found, "txbxContent", but=_GONE):
            yield from _paragraphs(box)


def is_on(switch: etree._Element | None) -> bool:
    """A switch stands for yes, unless its value says no."""
    return switch is not None and attribute(switch, "val") not in {"0", "false", "off"}


def _is_hidden(run: etree._Element) -> bool:
    properties = child(run, "rPr")
    return any(is_on(child(properties, name)) for name in ("vanish", "strike", "dstrike"))
