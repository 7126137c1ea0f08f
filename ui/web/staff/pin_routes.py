"""The routes of the staff's pins.

What always holds: as of all staff pages, nothing is shown to who isn't signed in, and a form that
another site sends changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from corpus.errors import PinError, QuotedeskError
from qa.pins.pin import Pin, record_of_pin
from qa.question import MAX_QUESTION_CHARS
from ui.html import at
from ui.messages import Catalogue
from ui.pins import Action, PinStore
from ui.web.desk import Desk
from ui.web.language import words_of
from ui.web.ledger import folded
from ui.web.staff.pins import LOGGED, Choosing, choosing_html, pin_of, pins_html

PAGE = "/staff/pins"
MAX_WORDINGS = 50

# A page around a body: request, title, body, status -> response.
Framed = Callable[[Request, str, Markup, int], Response]


def add_pins(
    app: FastAPI,
    desk: Desk,
    store: PinStore,
    *,
    who: Callable[[Request], str | None],
    own: Callable[[Request], bool],
    framed: Framed,
) -> None:
    """`who`: how who is signed in is called, None for anybody else; `own`: whether a form was sent
    from a page of ours; `framed`: the frame of staff pages."""
    pins = _Pins(desk, store, who, own, framed)
    for path, endpoint, method in (
        (PAGE, pins.page, "GET"),
        (f"{PAGE}.jsonl", pins.export, "GET"),
        (f"{PAGE}/new", pins.choosing, "GET"),
        (PAGE, pins.choose, "POST"),
        (f"{PAGE}/word", pins.add_wording, "POST"),
        (f"{PAGE}/remove", pins.remove, "POST"),
    ):
        app.add_api_route(path, endpoint, methods=[method], include_in_schema=False)


class _Pins:
    """What each address answers."""

    def __init__(
        self,
        desk: Desk,
        store: PinStore,
        who: Callable[[Request], str | None],
        own: Callable[[Request], bool],
        framed: Framed,
    ) -> None:
        self._desk, self._store = desk, store
        self._who, self._own, self._framed = who, own, framed

    def page(self, request: Request) -> Response:
        if self._who(request) is None:
            return _to_staff()
        return self._listed(request, words_of(request))

    def export(self, request: Request) -> Response:
        if self._who(request) is None:
            return _to_staff()
        lines = (json.dumps(record_of_pin(it), ensure_ascii=True) for it in self._store.pins())
        return Response(
            "".join(f"{line}\n" for line in lines),
            media_type="application/jsonl",
            headers={
                "cache-control": "no-store",
                "content-disposition": 'attachment; filename="quotedesk-pins.jsonl"',
            },
        )

    def choosing(self, request: Request, question: str = "", look: str = "") -> Response:
        if self._who(request) is None:
            return _to_staff()
        return self._choosing(request, Choosing(question=question.strip(), look=look.strip()))

    async def choose(self, request: Request) -> Response:
        sent = await self._sent(request)
        if sent is None:
            return _to_staff()
        return await run_in_threadpool(self._choose, request, sent)

    def _choose(self, request: Request, sent: Mapping[str, str]) -> Response:
        words, who = words_of(request), self._who(request) or ""
        given = Choosing(**{key: sent.get(key, "") for key in ("question", "look", "contact")})
        try:
            pin = pin_of(sent, self._desk, who, datetime.now().astimezone())
            if pin is None:
                given = replace(given, problem=words.staff.pin_pick)
                return self._choosing(request, given, 422)
            self._keep(pin, who)
        except QuotedeskError as error:
            return self._choosing(request, replace(given, problem=str(error)), 422)
        return _to(PAGE)

    def _keep(self, pin: Pin, who: str) -> None:
        """In place of what was chosen for the same question before, where there is that."""
        asked = folded(pin.questions[0])
        for old in self._store.pins():
            if asked in map(folded, old.questions):
                chosen = replace(pin, id=old.id, questions=old.questions)
                self._store.put([chosen], who, Action.CHANGED)
                return
        self._store.put([pin], who)

    async def add_wording(self, request: Request) -> Response:
        sent = await self._sent(request)
        if sent is None:
            return _to_staff()
        words = words_of(request)
        text = " ".join(sent.get("question", "").split())
        pin = next((it for it in self._store.pins() if it.id == sent.get("id")), None)
        full = pin is not None and len(pin.questions) >= MAX_WORDINGS
        if pin is None or full or not 0 < len(text) <= MAX_QUESTION_CHARS:
            return self._listed(request, words, words.staff.pin_not_kept, 422)
        wordings = tuple(dict.fromkeys((*pin.questions, text)))
        self._store.put(
            [replace(pin, questions=wordings)], self._who(request) or "", Action.CHANGED
        )
        return _to(PAGE)

    async def remove(self, request: Request) -> Response:
        sent = await self._sent(request)
        if sent is None:
            return _to_staff()
        self._store.remove(sent.get("id", ""), self._who(request) or "")
        return _to(PAGE)

    async def _sent(self, request: Request) -> dict[str, str] | None:
        """A form's fields; None where its sender may change nothing."""
        if self._who(request) is None or not self._own(request):
            return None
        body = (await request.body()).decode("utf-8", "replace")
        return {name: values[0] for name, values in parse_qs(body, max_num_fields=20).items()}

    def _listed(
        self, request: Request, words: Catalogue, problem: str = "", status: int = 200
    ) -> Response:
        try:
            standings, log = self._desk.standings(), self._store.log(LOGGED)
        except PinError as error:
            standings, log, problem, status = (), (), str(error), 500
        body = pins_html(standings, log, words, problem)
        return self._framed(request, words.staff.pins_title, body, status)

    def _choosing(self, request: Request, choosing: Choosing, status: int = 200) -> Response:
        words = words_of(request)
        body = choosing_html(choosing, self._desk, words)
        return self._framed(request, words.staff.pin_choose, body, status)


def _to(path: str) -> Response:
    return RedirectResponse(at(path), status_code=303, headers={"cache-control": "no-store"})


def _to_staff() -> Response:
    return _to("/staff")
