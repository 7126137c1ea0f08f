"""The pages of our own that a reader comes to: documents, their pages' pictures, slips, kept
conversations.

What always holds: each works without JavaScript and in every language of the interface; a picture
of an original is drawn only from the very file that was indexed.
"""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from corpus.document import Document, Span
from qa.validity import utc_today
from ui.html import document_address
from ui.messages import Wording
from ui.web.desk import Conversation, Desk
from ui.web.language import words_of
from ui.web.read.accessibility import accessibility_html, accessibility_title
from ui.web.read.export import conversation_body, html_file, markdown
from ui.web.read.pictures import Originals, drawn, pictures_html
from ui.web.read.quote_card import slip_html
from ui.web.read.responses import file_response, page_response, problem_response
from ui.web.read.source import panel_html, source_html
from ui.web.requests import RequestError, spans_of
from ui.web.sessions import Sessions
from ui.web.shell import ACCESSIBILITY

_NOT_FOUND = 404


class _NoPlace(Exception):  # noqa: N818 - it ends a request, it isn't an error of the program
    """There is nothing at an address, in the wording of the page that says so."""

    def __init__(self, wording: Wording, status: int) -> None:
        self.wording = wording
        self.status = status


def add_pages(app: FastAPI, desk: Desk, sessions: Sessions) -> None:
    """The routes of readers' pages."""
    pages = _Pages(desk, sessions)
    app.add_exception_handler(_NoPlace, pages.no_place)
    for path, endpoint in (
        ("/doc/{document_id:path}/page/{number:int}.png", pages.picture),
        ("/doc/{document_id:path}", pages.document),
        ("/slip/{document_id:path}", pages.slip),
        ("/conversation/{key}.html", pages.saved_html),
        ("/conversation/{key}.md", pages.saved_markdown),
        ("/conversation/{key}", pages.conversation),
        (ACCESSIBILITY, pages.accessibility),
    ):
        app.add_api_route(path, endpoint, include_in_schema=False)


class _Pages:
    """What each address answers."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        self._desk = desk
        self._sessions = sessions
        self._originals = Originals(desk)
        self._style = files("ui.web").joinpath("static", "source.css").read_text(encoding="utf-8")

    def no_place(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, _NoPlace)
        # Who looks for a document that isn't there may find it in the list.
        sought = error.wording is words_of(request).unknown_document
        return problem_response(request, self._desk, error.wording, error.status, listed=sought)

    def accessibility(self, request: Request) -> Response:
        words = words_of(request)
        body = accessibility_html(self._desk, words)
        return page_response(request, self._desk, accessibility_title(words), body)

    def picture(self, document_id: str, number: int, request: Request) -> Response:
        document, spans = self._asked_for(document_id, request)
        picture = drawn(self._originals, document, spans, number)
        if picture is None:
            raise _NoPlace(words_of(request).unknown_picture, _NOT_FOUND)
        return Response(picture, media_type="image/png")

    def document(self, document_id: str, request: Request) -> Response:
        found, spans = self._asked_for(document_id, request)
        words = words_of(request)
        validity = self._desk.validity(found)
        pictures = pictures_html(self._originals, found, spans, words)
        if request.query_params.get("partial") == "1":
            panel = panel_html(found, spans, words, validity=validity, pictures=pictures)
            return HTMLResponse(panel)
        body = source_html(found, spans, words, panel=False, validity=validity, pictures=pictures)
        return page_response(request, self._desk, found.title or found.id, body)

    def slip(self, document_id: str, request: Request) -> Response:
        found, spans = self._asked_for(document_id, request)
        words = words_of(request)
        if len(spans) != 1:
            raise _NoPlace(words.bad_range, 400)
        quote = self._desk.quote_at(found, spans[0])
        address = _origin(request) + document_address(found.id, spans)
        body = slip_html(quote, address, self._desk.name, words, utc_today())
        return page_response(request, self._desk, words.slip_title, body)

    def saved_html(self, key: str, request: Request) -> Response:
        words, body = words_of(request), self._talk(key, request)
        title = f"{words.conversation} | {self._desk.name}"
        content = html_file(body, title, self._style, words)
        return file_response(content, "text/html", "conversation.html")

    def saved_markdown(self, key: str, request: Request) -> Response:
        words, kept = words_of(request), self._kept(key, request)
        content = markdown(kept, self._desk, words, _origin(request), utc_today())
        return file_response(content, "text/markdown", "conversation.md")

    def conversation(self, key: str, request: Request) -> Response:
        title, body = words_of(request).conversation, self._talk(key, request)
        return page_response(request, self._desk, title, body, private=True)

    def _asked_for(self, document_id: str, request: Request) -> tuple[Document, tuple[Span, ...]]:
        words, asked = words_of(request), request.query_params
        document = self._desk.documents.get(document_id)
        if document is None:
            raise _NoPlace(words.unknown_document, _NOT_FOUND)
        try:
            spans = spans_of(
                asked.get("start"), asked.get("end"), asked.getlist("q"), len(document.text)
            )
        except RequestError as error:
            raise _NoPlace(words.bad_range, error.status) from error
        return document, spans

    def _kept(self, key: str, request: Request) -> Conversation:
        conversation = self._sessions.get(key)
        if not conversation:
            raise _NoPlace(words_of(request).unknown_conversation, _NOT_FOUND)
        return conversation

    def _talk(self, key: str, request: Request) -> Markup:
        kept, words = self._kept(key, request), words_of(request)
        return conversation_body(kept, self._desk, words, _origin(request), utc_today())


def _origin(request: Request) -> str:
    """What whole addresses of this desk begin with, as the reader's browser has it."""
    return f"{request.url.scheme}://{request.url.netloc}"
