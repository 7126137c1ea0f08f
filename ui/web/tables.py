"""What the staff's page and the API's description are made of: sections, tables, code in wording.

What always holds: what is wider than the page scrolls by itself, by keyboard too, and is named for
those who don't see it; every row begins with its heading. On a phone a row is a list of its cells,
each with the heading of its column: the roles say that it is a table there too.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ui.html import element, join
from ui.messages import Catalogue
from ui.messages.wording import Count

Cell = Markup | str | int

MAX_SHOWN = 100  # rows of a table that may be long
UNKNOWN = ""  # the language of what people wrote
_FIGURE = "figure"


def section(title: str, *children: Markup | None) -> Markup:
    return element("section", element("h2", title), *children)


def cut(words: Catalogue, wording: str, shown: int, all_: int) -> str:
    """How a list that is not whole says so."""
    return wording.format(n=words.number(shown), total=words.number(all_))


def how_many(words: Catalogue, whole: Count, part: str, shown: int, all_: int) -> str:
    """How many there are, and where not all are shown, how many are."""
    return whole.of(all_) if shown == all_ else cut(words, part, shown, all_)


def as_written(value: str) -> Markup:
    """What people wrote, in a language that nobody knows."""
    return element("bdi", value, lang=UNKNOWN)


def table(
    words: Catalogue, caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Markup:
    """A table whose caption is for screen readers: a heading or a line above it says the same.
    Numbers stand below each other."""
    columns = rows[0] if rows else heads
    made = element(
        "table",
        element("caption", caption, class_="sr-only"),
        element(
            "thead",
            element(
                "tr",
                *(
                    element(
                        "th", it, scope="col", role="columnheader",
                        class_=_FIGURE if isinstance(of, int) else None,
                    )
                    for it, of in zip(heads, columns, strict=True)
                ),
                role="row",
            ),
            role="rowgroup",
        ),
        element("tbody", *(_row(row, heads, words) for row in rows), role="rowgroup"),
        role="table",
    )  # fmt: skip
    return scrolled(caption, made)


def _row(row: Sequence[Cell], heads: Sequence[str], words: Catalogue) -> Markup:
    first, *others = row
    return element(
        "tr",
        element("th", _written(first, words), scope="row", role="rowheader"),
        *(_cell(it, head, words) for it, head in zip(others, heads[1:], strict=True)),
        role="row",
    )


def _cell(cell: Cell, head: str, words: Catalogue) -> Markup:
    figure = _FIGURE if isinstance(cell, int) else None
    return element("td", _written(cell, words), class_=figure, role="cell", data_head=head)


def _written(cell: Cell, words: Catalogue) -> Markup | str:
    return words.number(cell) if isinstance(cell, int) else cell


def scrolled(label: str, content: Markup) -> Markup:
    return element("div", content, class_="scrolled", role="group", aria_label=label, tabindex="0")


def with_code(wording: str) -> Markup:
    """What stands between backticks in a wording is code."""
    parts = wording.split("`")
    return join(element("code", it) if number % 2 else it for number, it in enumerate(parts))
