"""What has become of the last question, for the page's script to put in the conversation.

What always holds: only what is new is sent, however long the conversation is; it comes as one
``template``, which shows nothing by itself, and how many exchanges there are now, so that the page
never shows one that the server has forgotten.
"""

from __future__ import annotations

import secrets

from markupsafe import Markup

from ui.html import at, element
from ui.messages import Catalogue, Wording
from ui.web.desk import Conversation, Desk
from ui.web.read.lines import new_tab
from ui.web.talk.conversation import turn_html
from ui.web.talk.page_parts import welcome_html


def turn_update(
    conversation: Conversation,
    words: Catalogue,
    desk: Desk,
    key: str,
    *,
    instead: bool = False,
    remarks: bool = False,
) -> Markup:
    """The last exchange, `instead` of the one before it on the page, or after that.

    `key`: that of the conversation, to keep it with; `remarks`: as in `turn_html`.
    """
    return _update(
        turn_html(conversation[-1], words, desk, remarks=remarks),
        _keep(key, words),
        put="instead" if instead else "after",
        shown=len(conversation),
    )


def told_update(wording: Wording, words: Catalogue, key: str, shown: int) -> Markup:
    """Why the last question isn't among the `shown` exchanges."""
    told = element(
        "section",
        element("h2", wording.title),
        element("p", wording.body),
        class_="refusal told",
        data_say=f"{wording.title}. {wording.body}",
    )
    return _update(told, _keep(key, words) if shown else None, put="after", shown=shown)


def welcome_update(words: Catalogue, desk: Desk) -> Markup:
    """A new conversation."""
    return _update(welcome_html(desk, words), put="anew", shown=0)


def _update(*parts: Markup | None, put: str, shown: int) -> Markup:
    # The same once more is an update too, but Gradio passes over what hasn't changed.
    nth = secrets.token_hex(8)
    return element("template", *parts, data_nth=nth, data_put=put, data_shown=shown)


def _keep(key: str, words: Catalogue) -> Markup:
    address = at(f"/conversation/{key}")
    return element(
        "p",
        words.keep,
        " ",
        element(
            "span",
            new_tab(words.read_or_print, address, words),
            element("a", words.save_html, href=f"{address}.html", download=True),
            element("a", words.save_markdown, href=f"{address}.md", download=True),
            class_="links",
        ),
        class_="keep",
    )
