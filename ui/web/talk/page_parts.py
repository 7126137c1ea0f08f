"""The parts of the desk's page around the conversation: its head, list of documents, filter, help.

What always holds: they are written anew for every page that is asked for, in its language and with
the documents of that moment.
"""

from __future__ import annotations

from itertools import islice

from markupsafe import Markup

from indexer.index import languages_in, listed_in
from ui.html import at, document_address, element, join, language_tag
from ui.messages import Catalogue
from ui.web.desk import Desk
from ui.web.language import switch
from ui.web.read.desks import desks_html
from ui.web.read.library import library_html
from ui.web.shell import accessibility_link

MAX_FILTERED = 500  # documents that can be ticked
MAX_LINKED = 2_000  # documents that the page names where there is no JavaScript


def page_parts(desk: Desk, words: Catalogue) -> dict[str, str]:
    """What the page's places hold at first, by their ids."""
    return {
        "masthead": str(_masthead(desk, words)),
        "conversation": str(element("div", welcome_html(desk, words), class_="talk")),
        "filter": str(_filter(desk, words)),
        "reading": str(_panel(desk, words)),
    }


def head_html(words: Catalogue) -> Markup:
    """What the page's head needs beside Gradio's."""
    return join(
        (
            element("meta", name="color-scheme", content="light dark"),
            # Gradio's script puts the browser's language in its place: ours puts it back.
            element("meta", name="page-language", content=words.language),
            element("meta", name="referrer", content="no-referrer"),
            element("link", rel="icon", href=at("/static/icon.svg"), type="image/svg+xml"),
            element("link", rel="stylesheet", href=at("/static/source.css")),
            element("link", rel="stylesheet", href=at("/static/desk.css")),
            element("script", src=at("/static/desk.js"), defer=True),
        )
    )


def no_script_html(desk: Desk, words: Catalogue) -> Markup:
    """What the page is without JavaScript: the documents."""
    links = (
        element(
            "li",
            element(
                "a",
                it.title or it.id,
                href=document_address(it.id),
                lang=language_tag(it.metadata.language),
            ),
        )
        for it in islice(listed_in(desk.documents), MAX_LINKED)
    )
    left_out = len(desk.documents) - MAX_LINKED
    more = element("p", words.documents_left_out.of(left_out)) if left_out > 0 else None
    note = element("p", words.no_script, " ", switch(at("/"), "", words))
    listed = element("ul", *links)
    inside = element("div", desks_html(desk, words), note, listed, more, class_="page")
    return element("noscript", inside)


def welcome_html(desk: Desk, words: Catalogue) -> Markup:
    """What stands in the conversation's place before the first question."""
    languages = languages_in(desk.documents)
    # Questions are put in the documents' language, if there is one.
    language = language_tag(next(iter(languages))) if len(languages) == 1 else None
    buttons = (
        element("li", element("button", it, type="button", data_ask=it, lang=language))
        for it in desk.examples
    )
    return element(
        "section",
        element("h2", words.welcome_title),
        element("p", words.welcome_body.of(len(desk.documents))),
        element("h3", words.examples) if desk.examples else None,
        element("ul", *buttons, class_="examples", role="list") if desk.examples else None,
        class_="welcome",
        data_say=words.conversation_cleared,  # when it comes back
    )


def _masthead(desk: Desk, words: Catalogue) -> Markup:
    notice, language = words.said(desk.notice)
    return element(
        "header",
        element("h1", desk.name),
        element("p", words.promise, class_="promise"),
        switch(at("/"), "", words),
        desks_html(desk, words),
        element("p", notice, class_="notice", lang=language) if notice else None,
        class_="masthead",
    )


def _filter(desk: Desk, words: Catalogue) -> Markup:
    """Which documents are searched: boxes to tick. The script hands on which are."""
    total = len(desk.documents)
    if not 1 < total <= MAX_FILTERED:
        return Markup("")
    boxes = (
        element(
            "label",
            element("input", type="checkbox", value=document.id),
            element(
                "bdi",
                document.title or document.id,
                lang=language_tag(document.metadata.language),
            ),
        )
        for document in listed_in(desk.documents)
    )
    return element(
        "details",
        element(
            "summary",
            words.filter_all.of(total),
            data_all=words.filter_all.of(total),
            data_some=words.filter_some.format(n="{n}", total=total),
        ),
        element(
            "fieldset",
            element("legend", words.filter_legend),
            element("p", words.filter_hint, class_="hint"),
            element("div", *boxes, class_="boxes"),
            element("button", words.filter_clear, type="button", data_clear=True, class_="plain"),
        ),
        class_="filter",
    )


def _keys(words: Catalogue) -> Markup:
    """The few shortcuts. A single letter's can be turned off, since speech may type it."""
    rows = (("/", words.keys_question), ("Esc", words.keys_close))
    return element(
        "details",
        element("summary", words.keys),
        element(
            "dl",
            *(
                element("div", element("dt", element("kbd", key)), element("dd", does))
                for key, does in rows
            ),
        ),
        element(
            "label",
            element("input", type="checkbox", checked=True, data_keys=True),
            words.keys_on,
        ),
        class_="keys",
    )


def _panel(desk: Desk, words: Catalogue) -> Markup:
    """The panel beside the conversation. The script fills and empties its parts."""
    return element(
        "aside",
        element(
            "div",
            element(
                "button",
                element("span", words.close_source, class_="wide"),
                element("span", words.back_to_conversation, class_="narrow"),
                type="button",
                data_close=True,
            ),
            element(
                "a",
                words.open_page,
                href=at("/"),
                target="_blank",
                rel="noopener noreferrer",
                data_as_page=True,
            ),
            class_="source-bar",
        ),
        element(
            "div",
            library_html(desk, words, hint=words.choose_document),
            _keys(words),
            element("p", accessibility_link(words), class_="hint"),
            class_="source-home",
        ),
        element("div", class_="source-body", tabindex="-1", role="document"),
        id="source",
        aria_label=words.source,
        data_state="home",
        data_copied=words.copied,
        data_not_copied=words.copy_failed,
        data_thanks=words.thanks,
        data_not_sent=words.feedback_failed,
        data_not_asked=words.not_asked,
        data_offline=words.offline,
    )
