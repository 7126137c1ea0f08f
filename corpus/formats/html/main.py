"""Which parts of a web page are its main text, and which its frame. The only room of trafilatura.

trafilatura decides what the main text is; the text itself comes from our own walk over the page,
since its output can't be led back to the elements, and drops a table or a short line here and
there. So what it kept shows which element holds the main text, and there all is kept but what is
plainly frame: menus, and links that it left out.

What always holds: the result is a subsequence of the parts, and empty only if they are.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence

from lxml import html

from corpus.document import BlockKind
from corpus.figures.reach import tells_figure
from corpus.formats.faults import LIBRARY_FAULTS
from corpus.formats.html.parts import Part

# A page beyond these is no article with a frame around it, and would take trafilatura minutes.
MAX_ELEMENTS = 50_000
MAX_DEPTH = 100
# What the main element holds of all that trafilatura kept.
_MAIN_SHARE = 0.95
_LINKED_SHARE = 0.8
_TITLE_LEVEL = 2
# Of a page with so few characters one section may look like all of it.
_SHORT_PAGE = 800
# Prose has at least this many characters.
_PROSE = 25
# What lies outside of the main element must be this long to belong to the text.
_LONG = 100
# A menu's entry in a table's cell is no longer.
_MENU_CHARS = 40
# Runs of this many words are compared; parts with fewer must be the same as a whole.
_RUN = 4
_SAME_SHARE = 0.8

_WORD = re.compile(r"\w+")
_FRAME_TAGS = frozenset({"nav", "footer", "form", "dialog"})
_FRAME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "toolbar"}
)
_BOXES = frozenset({"div", "td", "th"})
_CONTAINERS = _BOXES | {"article", "body", "html", "main", "section"}
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|share|sharing|social|cookies?|"
    r"consent|comments?|pagination|pager|related|toolbar|skip|skiplink|footer|masthead|newsletter|promo|"
    r"advert|ads?)(?:$|[\s_-])",
    re.IGNORECASE,
)


def main_parts(root: html.HtmlElement, parts: Sequence[Part]) -> list[Part]:
    """The parts that are the page's main text; all of them where that can't be told."""
    kept = _kept(parts, _main_text(root))
    if not any(kept):
        return list(parts)
    sure = [part for part, keep in zip(parts, kept, strict=True) if keep]
    # Links and single words may stand in any frame, so they don't show where the text is.
    prose = [part for part in sure if len(part.body) >= _PROSE and not is_linked(part)]
    all_prose = sum(len(part.body) for part in parts if not is_linked(part))
    main = _main_element(root, prose or sure)
    regions = _Regions(root if all_prose < _SHORT_PAGE else main, around=main)
    inside = [regions.is_main(part.element) for part in parts]
    bare = _Regions(regions.main, around=main, forms=False)
    forms = [_form_of(part.element) for part in parts]
    # A form that tells a price or the like is text too, with all that it says of it.
    within = ((form, part) for form, part in zip(forms, parts, strict=True) if form is not None)
    telling = {form for form, part in within if tells_figure(part.body)}
    frame = [
        (bare if form in telling else regions).is_frame(part.element)
        for form, part in zip(forms, parts, strict=True)
    ]
    for number, part in enumerate(parts):
        outside = not inside[number]
        if (outside and frame[number]) or ((outside or frame[number]) and len(part.body) < _LONG):
            kept[number] = False  # a site's name, or a menu's entry of the same words
    if not any(kept):
        return list(parts)
    found = tuple(kept)
    start, first = _introduction(parts, kept), kept.index(True)
    for number, part in enumerate(parts):
        if inside[number] or start <= number < first:
            kept[number] = kept[number] or not (frame[number] or is_linked(part))
    menus = _menu_tables(parts)
    if any(keep and part.group not in menus for part, keep in zip(parts, kept, strict=True)):
        kept = [keep and part.group not in menus for part, keep in zip(parts, kept, strict=True)]
    _settle_headings(parts, kept, found)
    if start < first:
        kept[start] = True
    return [part for part, keep in zip(parts, kept, strict=True) if keep]


def _form_of(element: html.HtmlElement) -> html.HtmlElement | None:
    return element if element.tag == "form" else next(element.iterancestors("form"), None)


def without_menus(root: html.HtmlElement, parts: Iterable[Part]) -> list[Part]:
    """The parts that don't stand in what calls itself a menu, for pages that are all main text."""
    regions = _Regions(root, around=root, names=False)
    return [part for part in parts if not regions.is_frame(part.element)]


def _main_text(root: html.HtmlElement) -> list[str]:
    """The blocks of what trafilatura takes for the main text; none where it finds nothing."""
    if _is_too_large(root):
        return []
    # It says at level ERROR that a page is empty: for us that is a normal outcome.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(root, fast=True, include_comments=False, favor_recall=True)
        body = None if found is None or isinstance(found, dict) else found.body
        if body is None:
            return []
        return ["".join(map(str, block.itertext())) for block in body.iter("*")]
    except LIBRARY_FAULTS:  # a page so odd that its rules fail: then all of it is the text
        return []


def _is_too_large(root: html.HtmlElement) -> bool:
    depths = {root: 1}
    for number, element in enumerate(root.iterdescendants("*")):
        depth = depths[element] = depths.get(element.getparent(), 0) + 1
        if number > MAX_ELEMENTS or depth > MAX_DEPTH:
            return True
    return False


def _kept(parts: Sequence[Part], blocks: Iterable[str]) -> list[bool]:
    """For each part whether its words stand in one of the blocks."""
    whole: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for block in blocks:
        words = _words(block)
        whole.add(words)
        runs.update(_runs(words))
    kept = []
    for part in parts:
        words = _words(part.body)
        own = _runs(words)
        share = sum(run in runs for run in own)
        kept.append(bool(words) and (words in whole or 0 < _SAME_SHARE * len(own) <= share))
    return kept


def is_linked(part: Part) -> bool:
    """Whether it is made of links: a menu's entry, a list of other pages."""
    return part.linked >= _LINKED_SHARE * len(part.body.replace(" | ", ""))


def _menu_tables(parts: Sequence[Part]) -> set[int]:
    """The groups of tables that hold nothing but links of a few words without a figure."""
    rows = [part for part in parts if part.kind is BlockKind.ROW]
    told = {
        part.group
        for part in rows
        if part.header
        or not is_linked(part)
        or any(c.isdigit() for c in part.body)
        or any(len(cell) > _MENU_CHARS for cell in part.body.split(" | "))
    }
    return {part.group for part in rows} - told


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[at : at + _RUN] for at in range(len(words) - _RUN + 1)]


def _main_element(root: html.HtmlElement, kept: Sequence[Part]) -> html.HtmlElement:
    """The deepest element that holds nearly all of what was kept."""
    weights: dict[html.HtmlElement, int] = {}
    for part in kept:
        weights[part.element] = weights.get(part.element, 0) + len(part.body)
    for element in reversed(list(root.iter("*"))):
        parent = element.getparent()
        if parent is not None and element in weights:
            weights[parent] = weights.get(parent, 0) + weights[element]
    enough = _MAIN_SHARE * weights[root]
    child: html.HtmlElement | None = root
    while child is not None:
        main = child
        child = next((one for one in main if weights.get(one, 0) >= enough), None)
    return _whole(main)


def _whole(element: html.HtmlElement) -> html.HtmlElement:
    """`element`, or what holds it together with more of its kind: the other sections of a page.

    A section may have its text in a box of its own, so the box around is looked at too.
    """
    whole = element
    for near in (element, *element.iterancestors()):
        parent = near.getparent()
        if parent is not None and (near.tag not in _CONTAINERS or _has_alike(near, parent)):
            whole = parent
        elif near is not whole:
            break
    return whole


def _has_alike(element: html.HtmlElement, parent: html.HtmlElement) -> bool:
    """Whether there are more of its kind beside it.

    Boxes of no name don't count: they are told apart by where they stand, cells too.
    """
    kind = (element.tag, element.get("class"))
    if element.tag in _BOXES and kind[1] is None:
        return False
    return any(one is not element and (one.tag, one.get("class")) == kind for one in parent)


class _Regions:
    """Which elements lie in the main one, and which in a frame; each is looked at once."""

    def __init__(
        self,
        main: html.HtmlElement,
        *,
        around: html.HtmlElement,
        names: bool = True,
        forms: bool = True,
    ) -> None:
        """What lies around the element `around` is no frame; `names`: classes and ids count;
        `forms`: those do."""
        self.main = main
        self._names = names
        self._tags = _FRAME_TAGS if forms else _FRAME_TAGS - {"form"}
        # For each element: is it in the main one, is it in a frame.
        self._known = dict.fromkeys(main.iterancestors(), (False, False)) | {main: (True, False)}
        for one in (around, *around.iterancestors()):
            self._known.setdefault(one, (True, False))

    def is_main(self, element: html.HtmlElement) -> bool:
        return self._look(element)[0]

    def is_frame(self, element: html.HtmlElement) -> bool:
        return self._look(element)[1]

    def _look(self, element: html.HtmlElement) -> tuple[bool, bool]:
        way = []
        here: html.HtmlElement | None = element
        while here is not None and here not in self._known:
            way.append(here)
            here = here.getparent()
        main, frame = (False, False) if here is None else self._known[here]
        for one in reversed(way):
            frame = frame or self._names_frame(one)
            self._known[one] = (main, frame)
        return main, frame

    def _names_frame(self, element: html.HtmlElement) -> bool:
        if element.tag in self._tags or element.get("role") in _FRAME_ROLES:
            return True
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        return self._names and bool(_FRAME_NAMES.search(names))


def _introduction(parts: Sequence[Part], kept: Sequence[bool]) -> int:
    """Where the page's title stands if it isn't kept, else where the kept parts begin.

    What lies between both (who wrote it and when, a first line) belongs to the text as well.
    """
    first = kept.index(True)
    headings = [n for n, part in enumerate(parts) if part.kind is BlockKind.HEADING]
    highest = min((parts[n].level for n in headings if kept[n]), default=_TITLE_LEVEL + 1)
    above = [n for n in headings if n < first and parts[n].level < highest]
    return next((n for n in reversed(above) if parts[n].level <= _TITLE_LEVEL), first)


def _settle_headings(parts: Sequence[Part], kept: list[bool], sure: Sequence[bool]) -> None:
    """Drops headings whose text was all dropped."""
    under: list[int] = []  # the open headings, outermost first
    needed: set[int] = set()
    for number, part in enumerate(parts):
        if part.kind is BlockKind.HEADING:
            while under and parts[under[-1]].level >= part.level:
                under.pop()
            under.append(number)
        if kept[number] and (sure[number] or part.kind is not BlockKind.HEADING):
            needed.update(under)
    for number, part in enumerate(parts):
        if part.kind is BlockKind.HEADING:
            kept[number] = kept[number] and number in needed
