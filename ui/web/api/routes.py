"""The routes for machines, and their description.

What always holds: what a caller gets to see of an error is one line of ours; what names files or
comes from the engine's inside goes to the log.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request
from pydantic import BaseModel, ValidationError
from starlette.responses import HTMLResponse, Response, StreamingResponse

from corpus.errors import QuestionError, QuotedeskError
from corpus.phrase import Phrase
from ui.messages import ENGLISH, Catalogue, error_line, spoken
from ui.question_form import AskBody, FormError, object_of, question_of, writable
from ui.render import record_of
from ui.web.api.docs import docs_page
from ui.web.api.listing import ARGUMENTS, MAX_LIMIT, documents_lines, documents_record, page_of
from ui.web.api.records import (
    DocumentsRecord,
    DoneRecord,
    ErrorRecord,
    FeedbackBody,
    ReadyRecord,
    ReplyRecord,
)
from ui.web.asking import Asked, Asking, BusyError
from ui.web.desk import Desk
from ui.web.language import chosen_cookie, switch, words_of
from ui.web.outcomes import MAX_REMARK_CHARS
from ui.web.requests import RequestError

SCHEMA = "/api/openapi.json"
_REF = "#/components/schemas/{model}"

log = logging.getLogger(__name__)


class JsonLine(Response):
    """JSON in ASCII: a lone surrogate in a document would make UTF-8 impossible."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, allow_nan=False, separators=(",", ":")).encode("ascii")


def reply_record(identity: str, question: str, asked: Asked) -> dict[str, Any]:
    """The record of a reply, with the id to give feedback on it."""
    record = record_of(identity, question, asked.reply, asked.elapsed_ms)
    return {**record, "reply_id": asked.id}


def problem_of(error: QuotedeskError, words: Catalogue = ENGLISH) -> tuple[int, str]:
    """The status and the line that a caller gets to see, in a language of theirs if there are
    words for it."""
    match error:
        case RequestError() | FormError():
            return error.status, error_line(error, words)[0]
        case QuestionError():
            return 422, error_line(error, words)[0]
        case BusyError():
            return 503, error_line(error, words)[0]
    # The operator's line may name files: it goes to the log, not to the caller.
    log.warning("a question could not be looked up: %s", error)
    return 500, spoken("the question could not be looked up", words)[0]


def add_api(app: FastAPI, asking: Asking, desks: Mapping[str, Desk] = MappingProxyType({})) -> None:
    """The routes for machines, and their description. `desks`: all that there are, where it is
    this one that speaks for them."""
    api = _Api(app, asking, desks)
    app.add_api_route(
        "/api/ask",
        api.ask,
        methods=["POST"],
        summary="Ask a question",
        description="Exact quotes that answer the question, or a refusal.",
        responses=_replies(ReplyRecord, 400, 413, 422, 429, 500, 503),
        openapi_extra=_takes(AskBody),
    )
    app.add_api_route(
        "/api/feedback",
        api.feedback,
        methods=["POST"],
        summary="Say whether a reply helped",
        description="On a recent reply; said again, it replaces what was said before.",
        responses=_replies(DoneRecord, 400, 404, 422, 429),
        openapi_extra=_takes(FeedbackBody),
    )
    app.add_api_route(
        "/api/documents",
        api.documents,
        summary="List the documents",
        description="What is searched, in the order in which it is listed on the desk: with `limit`"
        f" (1 to {MAX_LIMIT:,}) and `after` page by page, without them all.",
        responses=_replies(DocumentsRecord, 422, 429),
        openapi_extra={
            "parameters": [
                {"name": name, "in": "query", "schema": schema}
                for name, schema in ARGUMENTS.items()
            ]
        },
    )
    up, can_ask = "Is the server up?", "Can questions be asked?"
    app.add_api_route("/healthz", api.health, summary=up, responses=_replies(DoneRecord))
    app.add_api_route("/readyz", api.ready, summary=can_ask, responses=_replies(ReadyRecord, 503))
    app.add_api_route(SCHEMA, api.openapi, include_in_schema=False)
    app.add_api_route("/api/docs", api.docs, include_in_schema=False)


class _Api:
    """What each address answers."""

    def __init__(self, app: FastAPI, asking: Asking, desks: Mapping[str, Desk]) -> None:
        self._app = app
        self._asking = asking
        self._desks = desks

    async def ask(self, request: Request) -> Response:
        identity, question = question_of(object_of(await request.body(), "the body"))
        asked = await self._asking.asked_in_turn(question)
        return JsonLine(reply_record(identity or "", question.text, asked))

    async def feedback(self, request: Request) -> Response:
        body = _feedback_of(await request.body())
        if not self._asking.ledger.feedback(
            body.reply_id, helpful=body.helpful, reason=body.reason, remark=body.remark
        ):
            raise RequestError("there is no such recent reply", status=404)
        return JsonLine({"status": "ok"})

    def documents(self, request: Request) -> Response:
        page, desk = page_of(request.query_params), self._asking.desk
        if page.limit is not None:
            return JsonLine(documents_record(desk, page))
        return StreamingResponse(documents_lines(desk, page), media_type=JsonLine.media_type)

    def health(self) -> Response:
        return JsonLine({"status": "ok"})

    def ready(self, request: Request) -> Response:
        desk = self._asking.desk
        count = len(desk.documents)
        here = next((it.key for it in desk.neighbours if it.here), None)
        which: dict[str, Any] = {} if here is None else {"desk": here}
        ready = bool(count)
        if which and self._desks:
            # The server is of use as long as one of them is: a proxy must not give up all.
            which["desks"] = {key: bool(it.documents) for key, it in self._desks.items()}
            ready = any(which["desks"].values())
        if not ready:
            said, _ = spoken("there are no documents to ask about", words_of(request))
            error = {"error": said}
            return JsonLine(error | which, status_code=503)
        return JsonLine({"status": "ready", "documents": count} | which)

    def openapi(self) -> Response:
        return JsonLine(schema_of(self._app))

    def docs(self, request: Request) -> Response:
        words, schema = words_of(request), schema_of(self._app)
        languages = switch(request.url.path, request.url.query, words)
        name = self._asking.desk.name
        page = docs_page(schema, str(request.base_url), name, words, languages)
        headers = {"vary": "accept-language, cookie", "cache-control": "no-cache"}
        if cookie := chosen_cookie(request):
            headers["set-cookie"] = cookie
        return HTMLResponse(page, headers=headers)


def schema_of(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of every route that is meant for machines."""
    schema = app.openapi()
    named = schema["components"]["schemas"]
    for model in (AskBody, FeedbackBody):
        described = model.model_json_schema(ref_template=_REF)
        named.update(described.pop("$defs", {}))
        named[model.__name__] = described
    schema["info"]["version"] = version("quotedesk")
    return schema


def _feedback_of(body: bytes) -> FeedbackBody:
    read = object_of(body, "the body")
    try:
        return FeedbackBody.model_validate(
            {key: writable(it) if isinstance(it, str) else it for key, it in read.items()}
        )
    except ValidationError as error:
        raise RequestError(
            Phrase(
                "the body is not of the form {form}, the last two of at most {n} characters",
                form='{"reply_id": "...", "helpful": true, "reason": "...", "remark": "..."}',
                n=MAX_REMARK_CHARS,
            )
        ) from error


def _takes(model: type[BaseModel]) -> dict[str, Any]:
    reference = {"$ref": _REF.format(model=model.__name__)}
    content = {"application/json": {"schema": reference}}
    return {"requestBody": {"required": True, "content": content}}


_MEANINGS = {
    400: "The body is not JSON.",
    404: "There is no such recent reply.",
    413: "The question, the history or the body is too long.",
    422: "The body is not of the right form.",
    429: "Too many requests from this address; `Retry-After` says when to come back.",
    500: "The question could not be looked up.",
    503: "Not now: the desk is busy (`Retry-After` says when to come back), or not ready.",
}


def _replies(model: type[BaseModel], *errors: int) -> dict[int | str, dict[str, Any]]:
    good: dict[int | str, dict[str, Any]] = {
        200: {"model": model, "description": (model.__doc__ or "").strip()}
    }
    return good | {
        status: {"model": ErrorRecord, "description": _MEANINGS[status]} for status in errors
    }
