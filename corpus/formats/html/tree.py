"""From markup to a tree, and the names of the places in it.

What always holds: no page makes the parser fetch anything, and one that it can't hold whole is an
error rather than half a page; a page that leaves optional tags out loses nothing; what is raised in
the page is written so that it joins no number and no word (``corpus.formats.html.raised``); what
acts as a table is one, whatever elements it is made of.
"""

from __future__ import annotations

import re

from lxml import etree, html

from corpus.errors import CorpusError
from corpus.formats.html.boxes import note_boxes
from corpus.formats.html.pieces import part_pieces
from corpus.formats.html.raised import write_raised
from corpus.formats.html.styles import Linked, note_sheets

# A path longer than this names no place that anyone would look up.
MAX_PATH_CHARS = 500

# What may stand in a head, or before it: all else begins the body. The parser was made before
# ``<main>`` and its like were, and leaves them in the head where ``<body>`` is left out.
_IN_HEAD = re.compile(
    r"\s++|<!--(?:[^-]|-(?!->))*+-->|<![^>]*+>|<\?[^>]*+>"
    r"|<(title|style|script|noscript|template)\b[^>]*+(?:(?<=/)>|>.*?</\1\s*+>)"
    r"|</?(?:html|head|meta|link|base)\b[^>]*+>|</(?:title|style|script|noscript|template)\s*+>",
    re.IGNORECASE | re.DOTALL,
)
# What acts as a part of a table, and the element that does so by itself.
_ROLES = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    "rowgroup": "tbody",
    "row": "tr",
    **dict.fromkeys(("cell", "gridcell"), "td"),
    **dict.fromkeys(("columnheader", "rowheader"), "th"),
}
_PLAIN = frozenset({"div", "span", "ul", "ol", "li", "section", "p", "dl", "dt", "dd"})
_WRITTEN_AS = "data-written-as"  # the element that a page has in a table's place
_BODY = re.compile(r"<(?:body|frameset)\b", re.IGNORECASE)


def parse_html(page: str, *, where: str, linked: Linked | None = None) -> html.HtmlElement:
    """The tree of a whole page; `linked` gives the style sheets that it names, by their addresses.
    Raises `CorpusError`."""
    page = _with_body(page)
    parser = html.HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise CorpusError(
            "its HTML can't be parsed", where=where, mend="mend the HTML, or leave it out"
        ) from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        # The parser drops all that lies deeper: better no document than half of one.
        raise CorpusError(
            "its HTML is nested thousands of elements deep", where=where, mend="close its elements"
        )
    _take_roles(root)
    note_sheets(root, linked)
    write_raised(root)
    part_pieces(root)
    note_boxes(root)
    return root


def _take_roles(root: html.HtmlElement) -> None:
    """Makes a table of plain elements that say that they act as one."""
    for table in root.xpath("//*[@role='table' or @role='grid' or @role='treegrid']"):
        if table.tag not in _PLAIN or next(table.iter("table"), None) is not None:
            continue
        for element in table.iter("*"):
            acts_as = _ROLES.get(element.get("role") or "")
            if acts_as and element.tag in _PLAIN:
                element.set(_WRITTEN_AS, element.tag)
                element.tag = acts_as


def _name(element: html.HtmlElement) -> str:
    """The element's name on the page."""
    return str(element.get(_WRITTEN_AS) or element.tag)


def _with_body(page: str) -> str:
    """`page` with a ``<body>`` where its content begins, if it leaves that out."""
    at = 1 if page.startswith("\ufeff") else 0
    while found := _IN_HEAD.match(page, at):
        at = found.end()
    if at >= len(page) or _BODY.match(page, at):
        return page
    return f"{page[:at]}<body>{page[at:]}"


class ElementPaths:
    """Names elements as ``/html/body/main/p[3]``; in all, linear in the tree's size."""

    def __init__(self) -> None:
        self._steps: dict[html.HtmlElement, dict[html.HtmlElement, str]] = {}

    def of(self, element: html.HtmlElement) -> str | None:
        """An XPath that selects the element alone; None where it would be too long to use."""
        steps: list[str] = []
        length = 0
        here: html.HtmlElement | None = element
        while here is not None and length <= MAX_PATH_CHARS:
            parent = here.getparent()
            step = _name(here) if parent is None else self._among(parent)[here]
            steps.append(step)
            length += len(step) + 1
            here = parent
        return "/" + "/".join(reversed(steps)) if length <= MAX_PATH_CHARS else None

    def _among(self, parent: html.HtmlElement) -> dict[html.HtmlElement, str]:
        steps = self._steps.get(parent)
        if steps is None:
            counts: dict[str, int] = {}
            numbers: dict[html.HtmlElement, int] = {}
            for child in parent.iterchildren("*"):
                name = _name(child)
                numbers[child] = counts[name] = counts.get(name, 0) + 1
            steps = self._steps[parent] = {
                child: f"{name}[{number}]" if counts[name := _name(child)] > 1 else name
                for child, number in numbers.items()
            }
        return steps
