"""What must be known about an HTML tree before its text is written, found in one walk over it.

Whether a list item is a question with its answer, and whether a table holds data or only places
things on the page, shows in what stands inside it, so it can't be decided on the way in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import unquote

from lxml import etree, html

from corpus.figures.reach import tells_figure
from corpus.formats.html.styles import Moved, moved_by_style
from corpus.formats.html.tags import HEADINGS

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Elements by what they turned out to be.

    accordions   ``<li>`` that hold a heading, or a button that unfolds the rest
    layout       ``<tr>`` of tables that hold other tables, or text with headings or of several
                 paragraphs: their cells are parts of the page
    header_rows  ``<tr>`` in ``<thead>``, or of ``<th>`` only
    hidden       what the page hides for good; an accordion's folded answer is not among it
    """

    accordions: frozenset[html.HtmlElement]
    layout: frozenset[html.HtmlElement]
    header_rows: frozenset[html.HtmlElement]
    hidden: frozenset[html.HtmlElement]


_QUOTED = re.compile(r"""['"]#?([\w-]{1,80})['"]""")
_TITLES = frozenset({"h1", "h2"})
_TEXTS = frozenset({"p", "ul", "ol", "dl"})
_DIGIT = re.compile(r"\d")
_FEW = 3  # digits of a number that one may ring
_TARGETS = {
    "tel": re.compile(r"\+?[\d().\s/-]{3,30}"),
    "mailto": re.compile(r"[\w.+%-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,40}){1,5}"),
}
_MATH = re.compile(r"\b(?:math|latex|tex)\b", re.IGNORECASE)
_PERMALINKS = frozenset("¶#§¤∞🔗")


def is_permalink(element: html.HtmlElement) -> bool:
    """Whether it is the sign beside a heading that links to that heading itself."""
    return (
        element.tag == "a"
        and (element.get("href") or "").startswith("#")
        and not len(element)
        and (element.text or "").strip("\ufe0e\ufe0f ") in _PERMALINKS
    )


def is_link(element: html.HtmlElement) -> bool:
    """Whether it leads to another place; a number to ring or an address of mail is text."""
    href = element.get("href") if element.tag == "a" else None
    return href is not None and not href.lower().startswith(("tel:", "mailto:"))


def is_accordion_button(element: html.HtmlElement) -> bool:
    """Whether it is the line that unfolds an answer: it acts as the heading of what follows."""
    if element.tag == "summary":
        return True
    return element.tag == "button" and (
        element.get("aria-controls") is not None
        or element.get("aria-expanded") is not None
        or "accordion" in (element.get("class") or "")
    )


def words_of(element: html.HtmlElement) -> str | None:
    """What is written in place of a picture, where without it values would go missing: a formula,
    a price, hours, a number to ring."""
    if element.tag != "img":
        return None
    instead = element.get("alt") or ""
    formula = _MATH.search(element.get("class") or "")
    return instead if formula or tells_figure(instead) else None


def target_of(element: html.HtmlElement) -> str | None:
    """The number or the address of mail that a link leads to, where its text doesn't give it."""
    scheme, _, rest = (element.get("href") or "").partition(":")
    form = _TARGETS.get(scheme.lower()) if element.tag == "a" else None
    found = form.match(unquote(rest)) if form else None
    if found is None:
        return None
    shown = element.text_content().strip()
    given = "@" in shown if scheme.lower() == "mailto" else len(_DIGIT.findall(shown)) >= _FEW
    return None if given else f" ({found[0]})" if shown else found[0]


def is_page_break(element: html.HtmlElement) -> bool:
    """Whether it only numbers a page of the book as it was printed."""
    role = f"{element.get('role') or ''} {element.get('epub:type') or ''}"
    return "pagebreak" in role


def identity_of(element: html.HtmlElement) -> str | None:
    """What a link to the element would name."""
    found = element.get("id") or (element.get("name") if element.tag == "a" else None)
    return found if found and not re.search(r"\s", found) else None


def outline_of(root: html.HtmlElement) -> Outline:
    """The outline of a whole tree; a loop, so its depth doesn't matter."""
    accordions: set[html.HtmlElement] = set()
    layout_tables: set[html.HtmlElement] = set()
    rows: list[tuple[html.HtmlElement, html.HtmlElement | None]] = []
    hidden: list[html.HtmlElement] = []
    unfolded: set[str] = set()
    items: list[html.HtmlElement] = []
    tables: list[html.HtmlElement] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            unfolded.update(_opens(element))
        if event == "end":
            for stack in (items, tables):
                if stack and stack[-1] is element:
                    stack.pop()
            continue
        if tag in HEADINGS or is_accordion_button(element):
            for item in reversed(items):
                if item in accordions:
                    break
                accordions.add(item)
        if tag in {"li", "dd"}:
            items.append(element)
        elif tag == "table":
            layout_tables.update(tables[-1:])
            tables.append(element)
        elif tag == "tr":
            rows.append((element, tables[-1] if tables else None))
        elif tables and tag in _TITLES and _begins_text(element, tables[-1]):
            layout_tables.add(tables[-1])
        if says_hidden(element):
            hidden.append(element)
    counts = Counter(table for _, table in rows)
    layout_tables.update(
        table for row, table in rows if table is not None and counts[table] == 1 and _is_text(row)
    )
    return Outline(
        accordions=frozenset(accordions),
        layout=frozenset(row for row, table in rows if table in layout_tables),
        header_rows=frozenset(row for row, _ in rows if _is_header(row)),
        hidden=frozenset(one for one in hidden if not _unfolds(one, unfolded)),
    )


def _begins_text(heading: html.HtmlElement, table: html.HtmlElement) -> bool:
    """Whether a heading stands over paragraphs or lists in its cell of the table: no table's data
    has that, but pages that were laid out with one."""
    inside = list(takewhile(lambda it: it is not table, heading.iterancestors()))
    if not any(it.tag == "td" for it in inside):
        return False
    return any(after.tag in _TEXTS for it in (heading, *inside) for after in it.itersiblings())


def _is_text(row: html.HtmlElement) -> bool:
    """Whether the only row of a table has a cell of several paragraphs."""
    return any(sum(part.tag == "p" for part in cell) > 1 for cell in row if cell.tag == "td")


def _opens(element: html.HtmlElement) -> Iterator[str]:
    """The ids of what a click on the element shows."""
    for name in ("aria-controls", "data-target", "data-bs-target", "href"):
        value = element.get(name) or ""
        if name == "aria-controls" or value.startswith("#"):
            yield from value.replace("#", " ").split()
    yield from _QUOTED.findall(element.get("onclick") or "")


def _unfolds(element: html.HtmlElement, unfolded: Collection[str]) -> bool:
    """Whether it is hidden only until its accordion is opened; `unfolded`: what buttons open."""
    return element.get("id") in unfolded or "accordion" in (element.get("class") or "")


def says_hidden(element: html.HtmlElement) -> bool:
    """Whether the element says that it is not shown, or its styles that it is struck out."""
    said = element.get("hidden")
    found = said is not None and said.lower() != "until-found"  # which a search on the page shows
    hidden = found or _HIDDEN_STYLE.search(element.get("style") or "")
    return bool(hidden) or moved_by_style(element) is Moved.STRUCK


def _is_header(row: html.HtmlElement) -> bool:
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    if len(cells) > 1 and not cells[0].text_content().strip():
        cells = cells[1:]  # the corner over the rows' names
    return bool(cells) and all(cell.tag == "th" for cell in cells)
