"""The pages of our own that a reader comes to: documents, their pages' pictures, slips, kept
conversations.

What always holds: each works without JavaScript and in every language of the interface; a picture
of an original is drawn only from the very file that was indexed.
"""

from __future__ import annotations

from datetime import date
from importlib.resources import files

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from corpus.document import Document, Span
from corpus.errors import CorpusError
from corpus.formats.pdf.picture import page_image
from corpus.places import boxes_of
from qa.validity import Validity, utc_today, validities
from ui.html import document_address, element, picture_address
from ui.messages import Catalogue, Wording
from ui.web.desk import Conversation, Desk
from ui.web.language import chosen_cookie, switch, words_of
from ui.web.read.export import conversation_body, html_file, markdown
from ui.web.read.quote_card import quote_at, slip_html
from ui.web.read.source import panel_html, source_html
from ui.web.requests import RequestError, spans_of
from ui.web.shell import page_html, problem_html, problem_page
from ui.web.talk.page_parts import library_html
from ui.web.talk.sessions import Shelf

MAX_PICTURES = 4
PICTURE_SCALE = 1.5  # pixels a point

_NOT_FOUND = 404


class _Standings:
    """Which documents are in force today: worked out once a day and once an index."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: tuple[object, date, dict[str, Validity]] | None = None

    def of(self, document: Document) -> Validity:
        documents, today = self._desk.documents, utc_today()
        known = self._known
        if known is None or known[0] is not documents or known[1] != today:
            listed = tuple(documents.values())
            found = zip(listed, validities(listed, today), strict=True)
            known = documents, today, {it.id: validity for it, validity in found}
            self._known = known
        return known[2].get(document.id, Validity())


class _NoPlace(Exception):  # noqa: N818 - it ends a request, it isn't an error of the program
    """There is nothing at an address, in the wording of the page that says so."""

    def __init__(self, wording: Wording, status: int) -> None:
        self.wording = wording
        self.status = status


def add_pages(app: FastAPI, desk: Desk, shelf: Shelf) -> None:
    """The routes of readers' pages."""
    standings = _Standings(desk)
    style = files("ui.web").joinpath("static", "source.css").read_text(encoding="utf-8")

    def asked_for(document_id: str, request: Request) -> tuple[Document, tuple[Span, ...]]:
        words, asked = words_of(request), request.query_params
        document = desk.documents.get(document_id)
        if document is None:
            raise _NoPlace(words.unknown_document, _NOT_FOUND)
        try:
            spans = spans_of(
                asked.get("start"), asked.get("end"), asked.getlist("q"), len(document.text)
            )
        except RequestError as error:
            raise _NoPlace(words.bad_range, error.status) from error
        return document, spans

    @app.exception_handler(_NoPlace)
    def no_place(request: Request, error: Exception) -> Response:
        assert isinstance(error, _NoPlace)
        # Who looks for a document that isn't there may find it in the list.
        sought = error.wording is words_of(request).unknown_document
        return problem_response(request, desk, error.wording, error.status, listed=sought)

    @app.get("/doc/{document_id:path}/page/{number:int}.png", include_in_schema=False)
    def picture(document_id: str, number: int, request: Request) -> Response:
        document, spans = asked_for(document_id, request)
        boxes = tuple(box for span in spans for box in boxes_of(document, span).get(number, ()))
        if not any(place.page == number for place in document.places):
            raise _NoPlace(words_of(request).unknown_picture, _NOT_FOUND)
        try:
            data = desk.original(document)
            drawn = page_image(data, number, boxes=boxes, where=document.id, scale=PICTURE_SCALE)
        except CorpusError as error:
            raise _NoPlace(words_of(request).unknown_picture, _NOT_FOUND) from error
        return Response(drawn, media_type="image/png")

    @app.get("/doc/{document_id:path}", include_in_schema=False)
    def document(document_id: str, request: Request) -> Response:
        found, spans = asked_for(document_id, request)
        words = words_of(request)
        validity = standings.of(found)
        pictures = _pictures(desk, found, spans, words)
        if request.query_params.get("partial") == "1":
            return HTMLResponse(
                panel_html(found, spans, words, validity=validity, pictures=pictures)
            )
        body = source_html(found, spans, words, panel=False, validity=validity, pictures=pictures)
        return _page(request, desk, found.title or found.id, body)

    @app.get("/slip/{document_id:path}", include_in_schema=False)
    def slip(document_id: str, request: Request) -> Response:
        found, spans = asked_for(document_id, request)
        words = words_of(request)
        if len(spans) != 1:
            raise _NoPlace(words.bad_range, 400)
        quote = quote_at(found, spans[0], standings.of(found))
        address = _origin(request) + document_address(found.id, spans)
        body = slip_html(quote, address, desk.name, words, utc_today())
        return _page(request, desk, words.slip_title, body)

    def kept(key: str, request: Request) -> Conversation:
        conversation = shelf.get(key)
        if not conversation:
            raise _NoPlace(words_of(request).unknown_conversation, _NOT_FOUND)
        return conversation

    @app.get("/conversation/{key}.html", include_in_schema=False)
    def saved_html(key: str, request: Request) -> Response:
        words = words_of(request)
        body = conversation_body(kept(key, request), desk, words, _origin(request), utc_today())
        content = html_file(body, f"{words.conversation} | {desk.name}", style, words)
        return _file(content, "text/html", "conversation.html")

    @app.get("/conversation/{key}.md", include_in_schema=False)
    def saved_markdown(key: str, request: Request) -> Response:
        words, conversation = words_of(request), kept(key, request)
        content = markdown(conversation, desk, words, _origin(request), utc_today())
        return _file(content, "text/markdown", "conversation.md")

    @app.get("/conversation/{key}", include_in_schema=False)
    def conversation_page(key: str, request: Request) -> Response:
        words = words_of(request)
        body = conversation_body(kept(key, request), desk, words, _origin(request), utc_today())
        return _page(request, desk, words.conversation, body, private=True)


def problem_response(
    request: Request, desk: Desk, wording: Wording, status: int, *, listed: bool = False
) -> Response:
    """A page, or the panel's part of one, that says what is wrong with an address. `listed`: with
    the documents that there are."""
    if request.query_params.get("partial") == "1":
        return HTMLResponse(problem_html(wording), status_code=status)
    words = words_of(request)
    page = problem_page(
        wording,
        desk.name,
        words,
        languages=_languages(request, words),
        library=library_html(desk, words) if listed else None,
    )
    return HTMLResponse(page, status_code=status)


def _page(
    request: Request, desk: Desk, title: str, body: Markup, *, private: bool = False
) -> Response:
    words = words_of(request)
    page = page_html(title, desk.name, body, words, languages=_languages(request, words))
    headers = {"vary": "accept-language, cookie"}
    headers["cache-control"] = "no-store" if private else "no-cache"
    if cookie := chosen_cookie(request):
        headers["set-cookie"] = cookie
    return HTMLResponse(page, headers=headers)


def _languages(request: Request, words: Catalogue) -> Markup:
    return switch(request.url.path, request.url.query, words)


def _file(content: str, media_type: str, name: str) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)


def _origin(request: Request) -> str:
    """What whole addresses of this desk begin with, as the reader's browser has it."""
    return str(request.base_url).rstrip("/")


def _pictures(
    desk: Desk, document: Document, spans: tuple[Span, ...], words: Catalogue
) -> Markup | None:
    """The original's pages that hold the places, if the original is the one that was indexed."""
    pages = sorted({page for span in spans for page in boxes_of(document, span)})[:MAX_PICTURES]
    if not pages:
        return None
    try:
        desk.original(document)
    except CorpusError:
        return None
    drawn = (
        element(
            "a",
            element(
                "img",
                src=picture_address(document.id, page, spans),
                alt=words.original_page.format(page=page),
                loading="lazy",
            ),
            # What it shows is said by the picture's own words to those who don't see it.
            element("span", words.page.format(page=page), aria_hidden="true"),
            href=picture_address(document.id, page, spans),
        )
        for page in pages
    )
    return element(
        "details",
        element("summary", words.original_pages.of(len(pages))),
        element("div", *drawn),
        class_="pictures",
        open=True,
    )
