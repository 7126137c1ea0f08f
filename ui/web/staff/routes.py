"""The staff's routes, behind a sign-in of their own.

What always holds: without a configured password there are no such routes; nothing but the sign-in
form is shown to who isn't signed in; a form that another site sends is refused; no reply is kept by
a browser or shown in a frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from corpus.document import Document
from corpus.lint import Finding, lint
from corpus.load import Corpus
from ui.html import at
from ui.messages import Catalogue
from ui.pins import PinStore
from ui.web.asking import Asking
from ui.web.below import route_of
from ui.web.language import chosen_cookie, switch, words_of
from ui.web.limits import client_of
from ui.web.requests import same_origin
from ui.web.staff.csv import counts_csv, needs_csv, questions_csv, sections_csv
from ui.web.staff.holdings import MOST_CHECKED
from ui.web.staff.later import PATIENCE, Later
from ui.web.staff.needs import needs_html
from ui.web.staff.overview import overview_page, sign_in_page, staff_page
from ui.web.staff.pin_routes import PAGE as PINS
from ui.web.staff.pin_routes import add_pins
from ui.web.staff.sign_in import SESSION_SECONDS, Password, Sessions
from ui.web.staff.themes import Theme, themes_of

COOKIE = "quotedesk_staff"
EXPORTS = ("counts", "questions", "needs", "sections")
EXPORT_PATIENCE = 120.0  # seconds that a file waits for what is worked out
MAX_WHO_CHARS = 100

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    # With no referrer at all a form's Origin would be null, and couldn't be checked.
    "referrer-policy": "same-origin",
}


class Checks:
    """Findings of the documents that are served."""

    def __init__(self) -> None:
        self._later: Later[tuple[Finding, ...]] = Later("checks")

    def findings(
        self, documents: Mapping[str, Document], patience: float = PATIENCE
    ) -> tuple[Finding, ...] | None:
        """None if that takes longer than `patience` in seconds: ask again."""
        return self._later.get((documents,), lambda: _checked(documents), patience)


def _checked(documents: Mapping[str, Document]) -> tuple[Finding, ...]:
    corpus = Corpus(documents=tuple(documents.values()), skipped=(), files={})
    return lint(corpus, datetime.now().astimezone().date())


def add_staff(app: FastAPI, asking: Asking, password: Password, pins: PinStore) -> None:
    """The staff's pages, their sign-in and their exports."""
    staff = _Staff(asking, password)
    add_pins(app, asking.desk, pins, who=staff.who, own=_own, framed=staff.framed)
    for path, endpoint, method in (
        ("/staff", staff.page, "GET"),
        ("/staff/sign-in", staff.sign_in, "POST"),
        ("/staff/sign-out", staff.sign_out, "POST"),
        ("/staff/needs", staff.needs, "GET"),
        ("/staff/{name}.csv", staff.export, "GET"),
    ):
        app.add_api_route(path, endpoint, methods=[method], include_in_schema=False)


class _Staff:
    """What each address answers."""

    def __init__(self, asking: Asking, password: Password) -> None:
        self._asking = asking
        self._password = password
        self._sessions, self._checks = Sessions(), Checks()
        self._themes: Later[tuple[Theme, ...]] = Later("themes")

    def page(self, request: Request) -> Response:
        if self._signed_in(request):
            words = words_of(request)
            documents = self._asking.desk.documents
            few = len(documents) <= MOST_CHECKED
            findings = self._checks.findings(documents) if few else None
            page = overview_page(self._asking, findings, words, _languages(request, words))
        else:
            page = self._form(request)
        cookie = chosen_cookie(request)
        return HTMLResponse(page, headers=_HEADERS | ({"set-cookie": cookie} if cookie else {}))

    async def sign_in(self, request: Request) -> Response:
        words = words_of(request).staff
        if not _own(request):
            return self._refused(request, words.sign_in_here)
        wait = self._sessions.guess(client_of(request.scope))
        if wait:
            self._asking.metrics.turned_away("limited")
            said = words.too_many_guesses.of(wait)
            return self._refused(request, said, 429, {"retry-after": str(wait)})
        sent = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
        given = sent.get("password", [""])[0]
        if not await run_in_threadpool(self._password.matches, given):
            return self._refused(request, words.wrong_password)
        response = _to_staff()
        response.set_cookie(
            COOKIE,
            self._sessions.begin(sent.get("who", [""])[0].strip()[:MAX_WHO_CHARS]),
            max_age=SESSION_SECONDS,
            path=at("/staff"),
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return response

    def sign_out(self, request: Request) -> Response:
        response = _to_staff()
        if _own(request):
            self._sessions.end(request.cookies.get(COOKIE, ""))
            response.delete_cookie(COOKIE, path=at("/staff"), httponly=True, samesite="strict")
        return response

    def needs(self, request: Request) -> Response:
        """What to write next."""
        if not self._signed_in(request):
            return _to_staff()
        words, asking = words_of(request), self._asking
        body = needs_html(
            self._found_themes(),
            asking.ledger.sections(),
            asking.desk.documents,
            words,
            stored=asking.ledger.store_questions,
        )
        return self.framed(request, words.staff.needs_title, body, 200)

    def _found_themes(self, patience: float = PATIENCE) -> tuple[Theme, ...] | None:
        desk, needs = self._asking.desk, self._asking.ledger.needs()
        return self._themes.get((desk.documents, needs), lambda: themes_of(needs, desk), patience)

    def export(self, name: str, request: Request) -> Response:
        if not self._signed_in(request) or name not in EXPORTS:
            return _to_staff()
        return StreamingResponse(
            (some.encode("utf-8", "replace") for some in self._exported(name)),
            media_type="text/csv",
            headers={
                **_HEADERS,
                "content-disposition": f'attachment; filename="quotedesk-{name}.csv"',
            },
        )

    def _exported(self, name: str) -> Iterator[str]:
        ledger = self._asking.ledger
        if name == "counts":
            return counts_csv(ledger.days())
        if name == "questions":
            return questions_csv(ledger.groups())
        if name == "sections":
            return sections_csv(self._asking.desk.documents.values(), ledger.sections())
        return needs_csv(self._found_themes(EXPORT_PATIENCE) or ())

    def who(self, request: Request) -> str | None:
        """How who is signed in is called; None for anybody else."""
        session = request.cookies.get(COOKIE, "")
        return self._sessions.who(session) if self._sessions.holds(session) else None

    def framed(self, request: Request, title: str, body: Markup, status: int) -> Response:
        words = words_of(request)
        # What a form was sent to isn't always a page; that of the pins is.
        here = route_of(request.scope) if request.method == "GET" else PINS
        languages = switch(at(here), request.url.query, words)
        page = staff_page(title, self._asking.desk.name, body, words, languages)
        cookie = chosen_cookie(request)
        return HTMLResponse(page, status, _HEADERS | ({"set-cookie": cookie} if cookie else {}))

    def _signed_in(self, request: Request) -> bool:
        return self._sessions.holds(request.cookies.get(COOKIE, ""))

    def _form(self, request: Request, problem: str = "") -> str:
        words = words_of(request)
        return sign_in_page(self._asking.desk.name, words, _languages(request, words), problem)

    def _refused(
        self, request: Request, problem: str, status: int = 403, headers: Mapping[str, str] = {}
    ) -> Response:
        return HTMLResponse(self._form(request, problem), status, {**_HEADERS, **headers})


def _languages(request: Request, words: Catalogue) -> Markup:
    # Not the request's own path, which a form may have been sent to.
    return switch(at("/staff"), request.url.query, words)


def _to_staff() -> Response:
    return RedirectResponse(at("/staff"), status_code=303, headers=_HEADERS)


def _own(request: Request) -> bool:
    """Whether a form was sent from a page of ours: by the browser's word, which pages can't change.
    It is not said over plain HTTP to another machine; then by where the form's page came from."""
    said = request.headers.get("sec-fetch-site")
    if said is not None:
        return said in ("same-origin", "none")
    return same_origin(request)
