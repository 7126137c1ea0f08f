"""What a page raises (``<sup>`` and its like), put into the tree as it is written on one line.

How that is tells ``corpus.formats.html.marks``; what is raised, and whether the page itself says
that it is the mark of a note, is told here.

What always holds: a tree's blocks stay as they are, and so do the ids in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from corpus.formats.html.marks import Raised, bare, written
from corpus.formats.html.outline import says_hidden
from corpus.formats.html.styles import Moved, moved_by_style
from corpus.formats.html.tags import BLOCKS, UNSEEN

# What is longer is no mark and no power, whatever it stands in.
MAX_RAISED_CHARS = 40
_MAX_NODES = 30
_NEAR = 60
_MAX_CLIMB = 8

_INLINE = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "cite"})
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sup|super|superscript|fn-?(?:ref|mark)|note-?(?:ref|call|mark)"
    r"|footnote-?(?:ref|reference|mark|anchor|link)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CENTS = re.compile(r"(?:^|[\s_-])(?:cents?|centimes?|rappen|decimals?)(?:$|[\s_-])", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{3}")
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3})[\])]?")
_LETTER_MARK = re.compile(r"[\[(]?[a-z][\])]?", re.IGNORECASE)
_LANGUAGES_WITH_POINT = ("en", "ja", "zh", "ko", "he", "th", "ga", "cy")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    element: html.HtmlElement
    raised: Raised


def write_raised(root: html.HtmlElement) -> None:
    """Gives each raised element of the tree the text that it is read as. O(n)."""
    found = list(_found(root))
    notes = {
        bare(one.raised.text)
        for one in found
        if not one.raised.before.strip() and not one.raised.lowered
    }
    language = (root.get("lang") or root.get("xml:lang") or "en").lower()
    comma = not language.startswith(_LANGUAGES_WITH_POINT)
    for one in found:
        _put(one.element, written(one.raised, notes=notes, comma=comma))


def _found(root: html.HtmlElement) -> Iterator[_Found]:
    """What is raised, in order, each with the text of its block before it."""
    near = ""
    walk = etree.iterwalk(root, events=("start", "end"))
    taken: html.HtmlElement | None = None
    for event, element in walk:
        shapes = element.tag in BLOCKS or element.tag == "br"
        if event == "start":
            near = "" if shapes else near
            if element.tag in UNSEEN or says_hidden(element):
                walk.skip_subtree()
                taken = element
                continue
            raised = _raised(element, near)
            if raised is not None:
                walk.skip_subtree()
                taken = element
                yield _Found(element=element, raised=raised)
                near += raised.text
            else:
                near = (near + (element.text or ""))[-_NEAR:]
        else:
            near = "" if shapes and element is not taken else near
            near = (near + (element.tail or ""))[-_NEAR:]


def _raised(element: html.HtmlElement, before: str) -> Raised | None:
    tag = element.tag
    names = element.get("class") or ""
    role = f"{element.get('role') or ''} {element.get('epub:type') or ''}"
    noted = "noteref" in role
    parent = element.getparent()
    power = parent is not None and parent.tag == "msup" and element.getprevious() is not None
    cents = tag in _INLINE and bool(_CENTS.search(names)) and before[-1:].isdigit()
    shown = tag in {"sup", "sub"} or power or noted or cents
    moved = moved_by_style(element) if tag in _INLINE else None
    by_style = moved in {Moved.RAISED, Moved.LOWERED}
    if tag in _INLINE and not shown:
        shown = bool(_CLASS.search(names)) or by_style
        in_page = tag == "a" and (element.get("href") or "").startswith("#")
        shown = shown or (in_page and bool(before) and not before[-1].isspace())
        if in_page and not (tag == "a" and shown):
            return None
    if not shown:
        return None
    text = _short_text(element)
    # A label that a style moves a little is no mark; a word that the page itself raises may be one.
    if text is None or (by_style and tag != "a" and _WORDS.search(text)):
        return None
    linked = noted or _links_within(element)
    is_mark = bool(_MARK.fullmatch(text.strip()) or (tag != "a" and _LETTER_MARK.fullmatch(text)))
    if tag == "a" and not is_mark and not noted:
        return None
    return Raised(
        text=text,
        before=before,
        after=_after(element),
        note=linked and (is_mark or noted) and not power,
        cents=cents,
        power=power,
        lowered=tag == "sub" or moved is Moved.LOWERED,
    )


def _short_text(element: html.HtmlElement) -> str | None:
    """What people see of it; None if that is more than a mark, or not text alone."""
    pieces = [element.text or ""]
    waiting = list(reversed(element))
    for _ in range(_MAX_NODES):
        if not waiting:
            break
        child = waiting.pop()
        if isinstance(child, str):
            pieces.append(child)
            continue
        if child.tail:
            waiting.append(child.tail)
        if not isinstance(child.tag, str):
            continue
        if child.tag in BLOCKS or child.tag in {"img", "br"}:
            return None
        if child.tag not in UNSEEN and not says_hidden(child):
            waiting += reversed(child)
            pieces.append(child.text or "")
    text = "".join(pieces)
    return text if not waiting and 0 < len(text.strip()) <= MAX_RAISED_CHARS else None


def _links_within(element: html.HtmlElement) -> bool:
    """Whether it is, or holds, a link to a place."""
    return any("#" in (link.get("href") or "") for link in element.iter("a"))


def _after(element: html.HtmlElement) -> str:
    """The beginning of what follows it on its line."""
    here: html.HtmlElement | None = element
    for _ in range(_MAX_CLIMB):
        if here is None or here.tag in BLOCKS:
            return ""
        if here.tail:
            following = here.getnext()
            more = following is not None and following.tag not in BLOCKS and following.tag != "br"
            return str(here.tail)[:_NEAR] + ((following.text or "")[:_NEAR] if more else "")
        following = here.getnext()
        if following is not None:
            inside = following.tag not in BLOCKS and following.tag != "br"
            return str(following.text or "")[:_NEAR] if inside else ""
        here = here.getparent()
    return ""


def _put(element: html.HtmlElement, text: str) -> None:
    if element.get("id") is None:
        inner = next((one.get("id") for one in element.iterdescendants("*") if one.get("id")), None)
        if inner is not None:
            element.set("id", inner)
    for child in list(element):
        element.remove(child)
    element.text = text
