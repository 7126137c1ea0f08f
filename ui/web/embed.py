"""The desk's form for pages of other sites: a small page to be shown in a frame, and a script that
puts it there.

What always holds: there is none unless the operator names the sites, and no other may frame it; it
sets no cookie and needs none; without JavaScript it still is a form; every quote leads to its place
on the desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from urllib.parse import parse_qs, urlencode

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from qa.reply import Answer
from ui.html import at
from ui.messages import Catalogue, Wording
from ui.web.asking import BUSY_SECONDS, Asking
from ui.web.desk import Exchange
from ui.web.language import PARAMETER, switch, words_of
from ui.web.limits import WAIT
from ui.web.origins import allowed
from ui.web.read.export import exchange_values
from ui.web.several import AGAIN_SECONDS
from ui.web.talk.taking import NotAsked, take
from ui.web.templating import rendered

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}
_SCRIPT_HEADERS = {"cache-control": "no-cache", "cross-origin-resource-policy": "cross-origin"}


def add_embed(app: FastAPI, asking: Asking, origins: Sequence[str]) -> None:
    """The form and its script, for pages of these origins."""
    form = _Form(asking, origins)
    script = files("ui.web").joinpath("static", "embed.js").read_bytes()

    @app.get("/embed.js", include_in_schema=False)
    def embed_script() -> Response:
        return Response(script, media_type="text/javascript", headers=_SCRIPT_HEADERS)

    app.add_api_route("/embed", form.empty, methods=["GET"], include_in_schema=False)
    app.add_api_route("/embed", form.ask, methods=["POST"], include_in_schema=False)


class _Form:
    """What the address answers."""

    def __init__(self, asking: Asking, origins: Sequence[str]) -> None:
        self._asking = asking
        self._allowed = allowed(origins)

    def empty(self, request: Request) -> Response:
        words = words_of(request)
        if not self._asking.desk.is_open:
            return self._told(request, words.closed, 503, "", AGAIN_SECONDS)
        return HTMLResponse(self._page(request, Markup(""), ""), headers=_HEADERS)

    async def ask(self, request: Request) -> Response:
        words, desk = words_of(request), self._asking.desk
        sent = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
        text = sent.get("question", [""])[0]
        if wait := request.scope.get(WAIT, 0):
            too_many = Wording(title=words.not_asked, body=words.too_many.of(wait))
            return self._told(request, too_many, 429, text, wait)
        if not desk.is_open:
            return self._told(request, words.closed, 503, text, AGAIN_SECONDS)
        try:
            (exchange,) = await take(self._asking, words, (), text)
        except NotAsked as why:
            busy = why.wording == words.busy
            return self._told(request, why.wording, 503 if busy else 422, text, BUSY_SECONDS)
        reply = rendered(
            "embed_reply.html",
            words=words,
            said=_said(exchange, words),
            it=exchange_values(exchange, desk, words, ""),
        )
        return self._answered(request, reply, text, 200, {})

    def _told(
        self, request: Request, wording: Wording, status: int, text: str, wait: int
    ) -> Response:
        """Why there is no reply."""
        told = rendered("embed_told.html", wording=wording)
        again = {"retry-after": str(wait)} if status != 422 else {}
        return self._answered(request, told, text, status, again)

    def _answered(
        self, request: Request, reply: Markup, text: str, status: int, more: Mapping[str, str]
    ) -> Response:
        """The reply alone for the page's own script, with the page around it for a browser."""
        partial = request.query_params.get("partial") == "1"
        page = reply if partial else self._page(request, reply, text)
        return HTMLResponse(page, status_code=status, headers={**_HEADERS, **more})

    def _page(self, request: Request, reply: Markup, text: str) -> str:
        words, desk = words_of(request), self._asking.desk
        given = {key: request.query_params.get(key, "") for key in (PARAMETER, "scheme", "origin")}
        kept = urlencode({key: value for key, value in given.items() if value})
        notice, language = words.said(desk.notice)
        origin = given["origin"]
        return rendered(
            "embed.html",
            words=words,
            desk_name=desk.name,
            notice=notice,
            notice_language=language,
            action=at("/embed") + (f"?{kept}" if kept else ""),
            # Whom the page tells how high it is: nobody else gets to know.
            parent=origin if self._allowed.fullmatch(origin) else None,
            scheme="light" if given["scheme"] == "light" else None,
            reply=reply,
            text=text,
            languages=switch(at("/embed"), kept, words),
        )


def _said(exchange: Exchange, words: Catalogue) -> str:
    """What a screen reader is told when the reply is there."""
    reply = exchange.reply
    if reply is None:
        return words.failed.title
    if isinstance(reply, Answer):
        count = words.quotes_found.of(len(reply.quotes))
        return f"{count}. {words.matched(reply)}."
    return words.refusals[reply.reason].title
