"""Tables that a page makes of boxes: a label and its value side by side, line below line.

What always holds: of boxes only such are rows as stand below each other with the same number of
short texts in each and nothing else, so that a page's columns and its menus are none.
"""

from __future__ import annotations

from lxml import html

ACTS_AS = "data-acts-as"  # the element of a table that a box acts as
MAX_CELLS = 8
MAX_CELL_CHARS = 80
_LEAST_ROWS = 2
_LEAST_PLAIN_ROWS = 3  # of boxes that have no name
_BOX = frozenset({"div", "p", "span", "strong", "b", "em", "i", "time", "small"})
_WITHIN = _BOX | {"br", "abbr", "sup", "sub", "u", "font"}


def note_boxes(root: html.HtmlElement) -> None:
    """Notes at each box that is a row of a table, or a cell in one, that it is."""
    runs: list[list[html.HtmlElement]] = []
    for box in root.iter("div"):
        count = _cells(box)
        if not count:
            continue
        above = box.getprevious()
        goes_on = (
            bool(runs)
            and runs[-1][-1] is above
            and not (above.tail or "").strip()
            and len(above) == count
            and _name(above) == _name(box)
        )
        if goes_on:
            runs[-1].append(box)
        else:
            runs.append([box])
    for run in runs:
        if len(run) >= (_LEAST_ROWS if _name(run[0]) else _LEAST_PLAIN_ROWS):
            for box in run:
                box.set(ACTS_AS, "tr")
                for cell in box:
                    cell.set(ACTS_AS, "td")


def _name(box: html.HtmlElement) -> str:
    """The first of its classes, which the boxes of a table share."""
    return next(iter((box.get("class") or "").split()), "")


def _cells(box: html.HtmlElement) -> int:
    """How many cells it would have as a row; 0 where it is none."""
    if not 2 <= len(box) <= MAX_CELLS or (box.text or "").strip():
        return 0
    alike = len({cell.tag for cell in box}) == 1 or not any(cell.tag == "div" for cell in box)
    return len(box) if alike and all(_is_cell(cell) for cell in box) else 0


def _is_cell(cell: html.HtmlElement) -> bool:
    if cell.tag not in _BOX or (cell.tail or "").strip() or cell.get("id"):
        return False
    chars = len((cell.text or "").strip())
    for count, inner in enumerate(cell.iterdescendants()):
        chars += len((inner.text or "").strip()) + len((inner.tail or "").strip())
        if inner.tag not in _WITHIN or count > MAX_CELLS or chars > MAX_CELL_CHARS:
            return False
    return 0 < chars <= MAX_CELL_CHARS
