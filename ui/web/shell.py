"""The frame of our own pages: sources and what can't be found. No script, one style sheet.

What always holds: a page is complete HTML in the catalogue's language and asks no other host for
anything.
"""

from __future__ import annotations

from markupsafe import Markup

from ui.html import element, join
from ui.messages import Catalogue, Wording


def page_html(
    title: str,
    desk_name: str,
    body: Markup,
    words: Catalogue,
    *,
    styles: tuple[str, ...] = (),
    referrer: str = "no-referrer",
    languages: Markup | None = None,
) -> str:
    """A page of our own around `body`. `styles`: names of more style sheets; `languages`: links
    to the page in others."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content=referrer),
        element("title", f"{title} | {desk_name}"),
        element("link", rel="icon", href="/static/icon.svg", type="image/svg+xml"),
        *(
            element("link", rel="stylesheet", href=f"/static/{name}")
            for name in ("source.css", *styles)
        ),
    )
    bar = element(
        "nav",
        element("a", desk_name, href="/", class_="desk-name"),
        languages,
        element("a", words.back_to_desk, href="/"),
        aria_label=desk_name,
        class_="bar",
    )
    main = element("main", body, class_="page")
    whole = element(
        "html", head, element("body", bar, main), lang=words.language, class_="quotedesk"
    )
    return join((Markup("<!doctype html>\n"), whole))


def problem_page(
    wording: Wording,
    desk_name: str,
    words: Catalogue,
    *,
    languages: Markup | None = None,
    library: Markup | None = None,
) -> str:
    """A page that says what is wrong with an address, and leads on: to the desk, and to the
    documents of the `library`."""
    desk = element("p", element("a", words.back_to_desk, href="/"))
    listed = element("section", library, class_="documents") if library else None
    body = join((problem_html(wording), desk, listed))
    return page_html(wording.title, desk_name, body, words, languages=languages)


def problem_html(wording: Wording) -> Markup:
    return element(
        "div",
        element("h1", wording.title),
        element("p", wording.body),
        class_="problem",
    )
