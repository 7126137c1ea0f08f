"""The desk's page, and the only module that knows Gradio.

What always holds: Gradio shows HTML of ours and takes one string in; the conversation is kept on
the server, so a page can't send a forged one back; analytics are off before Gradio is imported.
"""

from __future__ import annotations

import asyncio
import logging
import os
from functools import partial
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
# Its queue sums up all past events with pandas after each one, for a monitoring page that is off.
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(2**62)
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"

import gradio as gr
from fastapi import FastAPI
from markupsafe import Markup
from starlette.routing import Mount

from corpus.errors import QuotedeskError
from qa.question import MAX_QUESTION_CHARS, Question
from ui.messages import Catalogue
from ui.web.conversation import conversation_html, library_html, welcome_html
from ui.web.desk import Conversation, Desk, Exchange, and_then, history_of
from ui.web.guard import GradioGate
from ui.web.html import document_address, element, join
from ui.web.requests import writable

log = logging.getLogger(__name__)

CONCURRENT_QUESTIONS = 8
WAITING_QUESTIONS = 64
CONVERSATION_SECONDS = 4 * 3600

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Ubuntu", "Cantarell", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def take(desk: Desk, words: Catalogue, conversation: Conversation, asked: str) -> Conversation:
    """One more question: what the engine says about it, or in fixed wording why it couldn't."""
    text = writable(asked).strip()
    if len(text) > MAX_QUESTION_CHARS:
        # The limit on the text box is the browser's, which nobody has to use.
        problem = words.question_too_long.format(n=len(text), limit=MAX_QUESTION_CHARS)
        return and_then(conversation, Exchange(question=f"{text[:80]} …", problem=problem))
    try:
        reply = desk.ask(Question(text=text, history=history_of(conversation)))
    except QuotedeskError as error:
        log.warning("a question could not be answered: %s", error)
        return and_then(conversation, Exchange(question=text, problem=words.failed.body))
    return and_then(conversation, Exchange(question=text, reply=reply))


def blocks_of(desk: Desk, words: Catalogue) -> gr.Blocks:
    """The page's parts and what happens between them."""

    def on_ask(asked: Any, conversation: Conversation) -> tuple[Any, ...]:
        after = take(desk, words, conversation, asked if isinstance(asked, str) else "")
        return after, str(conversation_html(after, words)), "", gr.update(visible=False)

    def on_new() -> tuple[Any, ...]:
        return (), str(welcome_html(desk, words)), "", gr.update(visible=True)

    blocks = gr.Blocks(title=desk.name, analytics_enabled=False, fill_width=True)
    with blocks:
        conversation = gr.State((), time_to_live=CONVERSATION_SECONDS)
        gr.HTML(str(_masthead(desk, words)), elem_id="masthead", apply_default_css=False)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                shown = gr.HTML(
                    str(welcome_html(desk, words)),
                    elem_id="conversation",
                    apply_default_css=False,
                )
                with gr.Column(visible=bool(desk.examples), elem_id="examples") as examples:
                    gr.HTML(str(element("h2", words.examples)), apply_default_css=False)
                    starts = [
                        (gr.Button(it, size="sm", elem_classes="example"), it)
                        for it in desk.examples
                    ]
                with gr.Row(elem_id="composer"):
                    box = gr.Textbox(
                        label=words.question_label,
                        placeholder=words.question_placeholder,
                        max_length=MAX_QUESTION_CHARS,
                        lines=1,
                        max_lines=5,
                        container=True,
                        elem_id="question",
                    )
                    send = gr.Button(words.ask, variant="primary", elem_id="ask")
                    anew = gr.Button(words.new_conversation, elem_id="anew")
            gr.HTML(str(_panel(desk, words)), elem_id="reading", apply_default_css=False)

        hidden: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        after = [conversation, shown, box, examples]
        gr.on([send.click, box.submit], on_ask, [box, conversation], after, **hidden)
        for button, question in starts:
            button.click(partial(on_ask, question), [conversation], after, **hidden)
        anew.click(on_new, None, after, **hidden)
    blocks.queue(
        max_size=WAITING_QUESTIONS,
        default_concurrency_limit=CONCURRENT_QUESTIONS,
        api_open=False,
    )
    return blocks


def mount_page(app: FastAPI, desk: Desk, words: Catalogue) -> None:
    """Puts the page at ``/``. What Gradio would serve beyond its page is not found."""

    async def mounted() -> None:
        _mount(app, desk, words)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # Where no event loop runs, Gradio makes two for its locks and never closes them.
        asyncio.run(mounted())
    else:
        _mount(app, desk, words)


def _mount(app: FastAPI, desk: Desk, words: Catalogue) -> None:
    gr.mount_gradio_app(
        app,
        blocks_of(desk, words),
        path="/",
        theme=gr.themes.Base(font=_SANS, font_mono=_MONO),
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1kb",
        allowed_paths=[],
        blocked_paths=["/"],
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        mcp_server=False,
    )
    for route in app.routes:
        if isinstance(route, Mount) and route.path == "":
            route.app = GradioGate(
                route.app,
                head=_head().encode(),
                body=_without_script(desk, words).encode("utf-8", "replace"),
            )


def _head() -> Markup:
    return join(
        (
            element("meta", name="color-scheme", content="light dark"),
            element("meta", name="referrer", content="no-referrer"),
            element("link", rel="icon", href="/static/icon.svg", type="image/svg+xml"),
            element("link", rel="stylesheet", href="/static/source.css"),
            element("link", rel="stylesheet", href="/static/desk.css"),
            element("script", src="/static/desk.js", defer=True),
        )
    )


def _without_script(desk: Desk, words: Catalogue) -> Markup:
    links = (
        element("li", element("a", it.title or it.id, href=document_address(it.id)))
        for it in desk.documents.values()
    )
    note = element("p", words.no_script)
    return element("noscript", element("div", note, element("ul", *links), class_="page"))


def _masthead(desk: Desk, words: Catalogue) -> Markup:
    return element(
        "header",
        element("h1", desk.name),
        element("p", words.promise, class_="promise"),
        element("p", desk.notice, class_="notice") if desk.notice else None,
        class_="masthead",
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
                href="/",
                target="_blank",
                rel="noopener noreferrer",
                data_as_page=True,
            ),
            class_="source-bar",
        ),
        element("div", library_html(desk, words), class_="source-home"),
        element("div", class_="source-body", tabindex="-1", role="document"),
        id="source",
        aria_label=words.source,
        data_state="home",
    )
