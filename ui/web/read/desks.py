"""The way from one desk to the others that are served with it.

What always holds: the desk that one is at is among them and marked as that; where there is but one,
there is nothing to choose.
"""

from __future__ import annotations

from markupsafe import Markup

from ui.html import element, isolated, on_site
from ui.messages import Catalogue
from ui.web.desk import Desk


def desks_html(desk: Desk, words: Catalogue) -> Markup | None:
    """A list that unfolds. None for a desk that is alone."""
    if not desk.neighbours:
        return None
    items = (
        element(
            "li",
            element(
                "a",
                isolated(it.name),
                href=on_site(it.path),
                aria_current="page" if it.here else None,
            ),
        )
        for it in desk.neighbours
    )
    return element(
        "nav",
        element(
            "details",
            element("summary", words.desks),
            element("ul", *items, role="list"),
        ),
        aria_label=words.desks,
        class_="desks",
    )
