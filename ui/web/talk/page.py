"""The desk's page, and the only module that knows Gradio.

What always holds: Gradio shows HTML of ours and takes strings in; the conversation is kept on the
server, so a page can't send a forged one back; the page is written for each request in its
language, without a second load; analytics are off before Gradio is imported.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import threading
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
# Its queue sums up all past events with pandas after each one, for a monitoring page that is off.
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(2**62)
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"

import gradio as gr
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.routing import Mount

from ui.html import at
from ui.messages import ENGLISH, Catalogue
from ui.web.asking import Asking
from ui.web.desk import Conversation
from ui.web.guard import GradioGate
from ui.web.language import words_for, words_of
from ui.web.sessions import KEPT_SECONDS, Sessions
from ui.web.talk.late import Page
from ui.web.talk.page_parts import head_html, no_script_html, page_parts
from ui.web.talk.taking import NotAsked, read_json, take, ticked, undone
from ui.web.talk.updates import told_update, turn_update, welcome_update

# Far over what can be asked: who pastes more than a question is told how much it is too long, and
# finds it in the field. No more than this, so that it isn't too large to be sent.
MAX_PASTED_CHARS = 200_000

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Ubuntu", "Cantarell", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")
_CONFIG = re.compile(rb"(window\.gradio_config = )(.*?)(;</script>)", re.DOTALL)
# Gradio keeps the page that is being made in a global.
_making = threading.Lock()
_LANGUAGE = re.compile(rb'(<html\s+lang=")en(")')
_BASE = re.compile(rb'(<base\s+href=")\./(")')


class _Talk:
    """What happens on the page: each event gives the conversation's key, what is new in it, and
    what the question's field holds."""

    def __init__(self, asking: Asking, sessions: Sessions) -> None:
        self._asking = asking
        self._sessions = sessions

    async def on_ask(self, asked: Any, only: Any, key: str, request: gr.Request) -> tuple[Any, ...]:
        words = words_for(request.headers, request.cookies)
        text = asked if isinstance(asked, str) else ""
        before, chosen = self._sessions.get(key), ticked(only, self._asking)
        try:
            after = await take(self._asking, words, before, text, only=chosen)
        except NotAsked as why:
            return *self._told(key, words, why), gr.skip()  # the question stays in its field
        return *self._shown(key, after, words), ""

    async def on_order(
        self, order: Any, only: Any, key: str, request: gr.Request
    ) -> tuple[Any, ...]:
        """What a button in our own HTML asks for, through a field that isn't seen."""
        words = words_for(request.headers, request.cookies)
        before, kept, instead = self._sessions.get(key), gr.skip(), False
        try:
            match read_json(order):
                case {"ask": str(text)}:
                    kept, chosen = text, ticked(only, self._asking)
                    after = await take(self._asking, words, before, text, only=chosen)
                case {"undo": str(undo)}:
                    instead = True
                    after = await undone(self._asking, words, before, undo)
                case _:
                    after = ()
        except NotAsked as why:
            return *self._told(key, words, why), kept
        if not after:
            return gr.skip(), gr.skip(), gr.skip()
        return *self._shown(key, after, words, instead=instead), gr.skip()

    async def on_new(self, key: str, request: gr.Request) -> tuple[Any, ...]:
        self._sessions.drop(key)
        words = words_for(request.headers, request.cookies)
        return "", str(welcome_update(words, self._asking.desk)), ""

    def _shown(
        self, key: str, conversation: Conversation, words: Catalogue, *, instead: bool = False
    ) -> tuple[str, str]:
        if not self._sessions.get(key):  # it was begun anew while the question was looked up
            conversation = conversation[-1:]
        key = self._sessions.put(key, conversation)
        remarks = self._asking.ledger.store_questions
        update = turn_update(
            conversation, words, self._asking.desk, key, instead=instead, remarks=remarks
        )
        return key, str(update)

    def _told(self, key: str, words: Catalogue, why: NotAsked) -> tuple[Any, str]:
        shown = len(self._sessions.get(key))
        return gr.skip(), str(told_update(why.wording, words, key, shown))


def blocks_of(asking: Asking, sessions: Sessions) -> gr.Blocks:
    """The page's parts and what happens between them. What they hold is written for each request
    by `_written`; here are only their places."""
    talk = _Talk(asking, sessions)
    blocks = gr.Blocks(title=asking.desk.name, analytics_enabled=False, fill_width=True)
    with blocks:
        key = gr.State("", time_to_live=KEPT_SECONDS, delete_callback=sessions.drop)
        _part("masthead")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                _part("conversation")
                news = gr.HTML("", elem_id="news", visible="hidden", apply_default_css=False)
                with gr.Row(elem_id="composer"):
                    _part("filter")
                    box = _question_box()
                    send = gr.Button(variant="primary", elem_id="ask")
                    anew = gr.Button(elem_id="anew")
                    only = gr.Textbox(visible="hidden", elem_id="only")
                    order = gr.Textbox(visible="hidden", elem_id="order")
            _part("reading")

        # Not through Gradio's queue: questions have their own, for every way to ask.
        quiet: dict[str, Any] = {
            "api_visibility": "private",
            "show_progress": "hidden",
            "queue": False,
        }
        gr.on([send.click, box.submit], talk.on_ask, [box, only, key], [key, news, box], **quiet)
        order.change(talk.on_order, [order, only, key], [key, news, box], **quiet)
        anew.click(talk.on_new, [key], [key, news, box], **quiet)
    return blocks


def _part(name: str) -> gr.HTML:
    return gr.HTML("", elem_id=name, apply_default_css=False)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        max_length=MAX_PASTED_CHARS, lines=1, max_lines=5, container=True, elem_id="question"
    )


def chat_page(asking: Asking, sessions: Sessions) -> Page:
    """The page, for ``/``. What Gradio would serve beyond it is not found.

    To be called where no event loop runs.
    """

    async def made() -> Page:
        return _page(asking, sessions)

    # Without an event loop Gradio makes two for its locks and never closes them.
    with _making:
        return asyncio.run(made())


def _page(asking: Asking, sessions: Sessions) -> Page:
    app = FastAPI()  # only for Gradio to be mounted in: requests come by way of ours
    # Its presence keeps Gradio from adding headers that reflect any origin.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    gr.mount_gradio_app(
        app,
        blocks_of(asking, sessions),
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
    [gradio] = [it.app for it in app.routes if isinstance(it, Mount) and it.path == ""]
    gate = GradioGate(gradio, write=lambda request, page: _written(request, page, asking))
    return Page(app=gate, lifespan=lambda: app.router.lifespan_context(app))


def _written(request: Request, page: bytes, asking: Asking) -> bytes:
    """Gradio's page with the parts that it holds at first, in the request's language."""
    words = words_of(request)
    asking.desk.expect(words.language)
    found = _CONFIG.search(page)
    assert found is not None, "Gradio's page has no configuration: another version?"
    config = json.loads(found[2])
    held: dict[str, dict[str, str]] = {
        name: {"value": html} for name, html in page_parts(asking.desk, words).items()
    } | {
        "question": {"label": words.question_label, "placeholder": words.question_placeholder},
        "ask": {"value": words.ask},
        "anew": {"value": words.new_conversation},
    }
    for component in config["components"]:
        component["props"] |= held.get(component["props"].get("elem_id", ""), {})
    config["title"] = asking.desk.name
    written = json.dumps(config, separators=(",", ":"))
    for character in "<>&":  # nothing in it may end the script
        written = written.replace(character, f"\\u{ord(character):04x}")
    page = b"".join((page[: found.start(2)], written.encode("ascii"), page[found.end(2) :]))
    if words is not ENGLISH:
        page = _LANGUAGE.sub(rb"\g<1>" + words.language.encode() + rb"\g<2>", page, count=1)
    # "https://www.example.org/desk", without the slash, is the same page.
    page = _BASE.sub(rb"\g<1>" + at("/").encode() + rb"\g<2>", page, count=1)
    page = page.replace(b"</head>", head_html(words).encode() + b"</head>", 1)
    script_off = no_script_html(asking.desk, words).encode("utf-8", "replace")
    return page.replace(b"<gradio-app", script_off + b"<gradio-app", 1)
