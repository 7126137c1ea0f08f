"""The page that says how accessible the desk is."""

from __future__ import annotations

from markupsafe import Markup

from ui.html import element, join
from ui.messages import Catalogue
from ui.messages.accessibility import statement
from ui.messages.accessibility_form import Part
from ui.web.desk import Desk


def accessibility_title(words: Catalogue) -> str:
    return statement(words.language).title


def accessibility_html(desk: Desk, words: Catalogue) -> Markup:
    said = statement(words.language)
    contact, language = words.said(desk.contact)
    told = (
        element("p", said.ask, " ", element("span", contact, lang=language))
        if contact
        else element("p", said.ask_here)
    )
    return element(
        "article",
        element("h1", said.title),
        element("p", said.aim),
        *(_part(it) for it in said.parts),
        element("h2", said.trouble),
        told,
        lang=None if said.language == words.language else said.language,
        class_="statement",
    )


def _part(part: Part) -> Markup:
    return join(
        (
            element("h2", part.title),
            element("p", part.body) if part.body else None,
            element("ul", *(element("li", it) for it in part.items)) if part.items else None,
        )
    )
