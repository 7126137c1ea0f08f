"""The frame of our own pages: sources and what can't be found. No script, one style sheet.

What always holds: a page is complete HTML in the catalogue's language and asks no other host for
anything.
"""

from __future__ import annotations

from markupsafe import Markup

from ui.html import at, element
from ui.messages import Catalogue, Wording
from ui.messages.accessibility import statement
from ui.web.templating import rendered

ACCESSIBILITY = "/accessibility"


def accessibility_link(words: Catalogue) -> Markup:
    """To the page that says how accessible the desk is; marked where that is in English only."""
    said = statement(words.language)
    other = None if said.language == words.language else said.language
    return element("a", said.title, href=at(ACCESSIBILITY), lang=other, hreflang=other)


def page_html(
    title: str,
    desk_name: str,
    body: Markup,
    words: Catalogue,
    *,
    styles: tuple[str, ...] = (),
    referrer: str = "no-referrer",
    languages: Markup | None = None,
    desks: Markup | None = None,
) -> str:
    """A page of our own around `body`. `styles`: names of more style sheets; `languages`: links
    to the page in others; `desks`: the way to the other desks."""
    return rendered(
        "page.html",
        title=title,
        desk_name=desk_name,
        body=body,
        words=words,
        styles=styles,
        referrer=referrer,
        languages=languages,
        desks=desks,
        foot=accessibility_link(words),
    )


def problem_page(
    wording: Wording,
    desk_name: str,
    words: Catalogue,
    *,
    languages: Markup | None = None,
    desks: Markup | None = None,
    library: Markup | None = None,
) -> str:
    """A page that says what is wrong with an address, and leads on: to the desk, and to the
    documents of the `library`."""
    body = rendered("problem.html", wording=wording, words=words, leads_on=True, library=library)
    return page_html(wording.title, desk_name, body, words, languages=languages, desks=desks)


def problem_html(wording: Wording) -> Markup:
    return rendered("problem.html", wording=wording, leads_on=False)
