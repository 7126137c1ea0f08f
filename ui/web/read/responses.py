"""Our own pages as responses, in the request's language, and kept by browsers as they may be."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from ui.html import element, join
from ui.messages import Catalogue, Wording
from ui.web.desk import Desk
from ui.web.language import chosen_cookie, switch, words_of
from ui.web.read.desks import desks_html
from ui.web.read.library import library_html
from ui.web.shell import page_html, problem_html, problem_page


def page_response(
    request: Request, desk: Desk, title: str, body: Markup, *, private: bool = False
) -> Response:
    words = words_of(request)
    page = page_html(
        title,
        desk.name,
        body,
        words,
        languages=_languages(request, words),
        desks=desks_html(desk, words),
    )
    headers = {"vary": "accept-language, cookie"}
    headers["cache-control"] = "no-store" if private else "no-cache"
    if cookie := chosen_cookie(request):
        headers["set-cookie"] = cookie
    return HTMLResponse(page, headers=headers)


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
        desks=desks_html(desk, words),
        library=library_html(desk, words) if listed else None,
    )
    return HTMLResponse(page, status_code=status)


def instead_response(request: Request, desk: Desk, wording: Wording, status: int) -> Response:
    """What stands in the chat page's place: why, and the documents."""
    library = element("section", library_html(desk, words_of(request)), class_="documents")
    response = page_response(request, desk, wording.title, join((problem_html(wording), library)))
    response.status_code = status
    return response


def closed_response(
    request: Request, desk: Desk, wording: Wording, headers: Mapping[str, str]
) -> Response:
    """What stands in place of every page of a desk that isn't open."""
    response = page_response(request, desk, wording.title, problem_html(wording), private=True)
    response.status_code = 503
    response.headers.update(headers)
    return response


def file_response(content: str, media_type: str, name: str) -> Response:
    """Something to be saved under a name."""
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)


def _languages(request: Request, words: Catalogue) -> Markup:
    return switch(request.url.path, request.url.query, words)
