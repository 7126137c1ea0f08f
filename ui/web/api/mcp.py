"""The desk as a tool for language models: Model Context Protocol over HTTP at ``/mcp``.

Written here and not taken from the official SDK, which brings a dozen libraries (cryptography
among them) for what this desk needs a hundred lines of: a stateless server that answers each
message with one JSON object, and has tools only.

What always holds: a tool's reply is the same record as the API's, from the same engine under the
same limits; a request that a web page of another site makes is refused.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.errors import QuotedeskError
from qa.question import MAX_QUESTION_CHARS
from ui.question_form import FilterBody, question_of
from ui.web.api.listing import ARGUMENTS, documents_record, page_in
from ui.web.api.records import DocumentsRecord, ReplyRecord
from ui.web.api.routes import JsonLine, problem_of, reply_record
from ui.web.asking import Asking
from ui.web.requests import same_origin

# Newest first. What differs between them lies outside of what is used here.
VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26")

_PARSE, _REQUEST, _METHOD, _PARAMS, _VERSION = -32700, -32600, -32601, -32602, -32022
_READS = {"readOnlyHint": True, "openWorldHint": False}
TOOLS: tuple[dict[str, Any], ...] = (
    {
        "name": "ask_documents",
        "title": "Ask the documents",
        "description": "Exact quotes from the desk's documents that answer a question, each with "
        "its citation; or a refusal, with the reason. Only `quotes` answer: `closest` holds "
        "related passages that don't.",
        "inputSchema": {
            "type": "object",
            "properties": {
                "question": {"type": "string", "maxLength": MAX_QUESTION_CHARS},
                "filters": FilterBody.model_json_schema(),
            },
            "required": ["question"],
            "additionalProperties": False,
        },
        "outputSchema": ReplyRecord.model_json_schema(),
        "annotations": _READS,
    },
    {
        "name": "list_documents",
        "title": "List the documents",
        "description": "The documents that are searched, with what is known of each. Where `next`"
        " is not null more come: call it again with that as `after`.",
        "inputSchema": {
            "type": "object",
            "properties": ARGUMENTS,
            "additionalProperties": False,
        },
        "outputSchema": DocumentsRecord.model_json_schema(),
        "annotations": _READS,
    },
)


class _WrongError(Exception):
    """A message that can't be taken, as JSON-RPC has it."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def add_tools(app: FastAPI, asking: Asking) -> None:
    """The route that the protocol's clients post to."""

    @app.post("/mcp", include_in_schema=False)
    async def mcp(request: Request) -> Response:
        if not same_origin(request):
            return _error(None, _REQUEST, "requests of other sites are refused", 403)
        spoken = request.headers.get("mcp-protocol-version", VERSIONS[0])
        if spoken not in VERSIONS:
            supported = {"supported": list(VERSIONS), "requested": spoken}
            return _error(None, _VERSION, "this version is not spoken here", 400, supported)
        identity: str | int | None = None
        try:
            message = _message_of(await request.body())
            identity = message.get("id")
            if identity is None:
                return Response(status_code=202)  # a notification: nothing to be done
            result = await _answer(asking, message["method"], message.get("params") or {})
        except _WrongError as wrong:
            status = 400 if wrong.code in (_PARSE, _REQUEST) else 200
            return _error(identity, wrong.code, str(wrong), status)
        return JsonLine({"jsonrpc": "2.0", "id": identity, "result": result})

    # Without it Gradio's page, which stands behind all other routes, would be asked.
    @app.api_route("/mcp", methods=["GET", "DELETE"], include_in_schema=False)
    def no_stream() -> Response:
        return Response(status_code=405, headers={"allow": "POST"})


def _message_of(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _WrongError(_PARSE, "the body is not JSON") from error
    match message:
        case {"jsonrpc": "2.0", "method": str()} if isinstance(
            message.get("id"), str | int | None
        ) and isinstance(message.get("params"), dict | None):
            return dict(message)
    raise _WrongError(_REQUEST, "the body is not one JSON-RPC 2.0 request")


async def _answer(asking: Asking, method: str, params: dict[str, Any]) -> dict[str, Any]:
    match method:
        case "initialize":
            wanted = params.get("protocolVersion")
            return {
                "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "quotedesk", "version": version("quotedesk")},
                "instructions": "Show quotes as they are, each with its citation.",
            }
        case "ping":
            return {}
        case "tools/list":
            return {"tools": list(TOOLS)}
        case "tools/call":
            return await _call(asking, params)
    raise _WrongError(_METHOD, "there is no such method")


async def _call(asking: Asking, params: dict[str, Any]) -> dict[str, Any]:
    name, arguments = params.get("name"), params.get("arguments") or {}
    tool = next((it for it in TOOLS if it["name"] == name), None)
    if tool is None:
        raise _WrongError(_PARAMS, "there is no such tool")
    known = tool["inputSchema"]["properties"]
    if not isinstance(arguments, dict) or set(arguments) - set(known):
        raise _WrongError(_PARAMS, f"the arguments are not an object of {', '.join(known)}")
    try:
        if name == "list_documents":
            page = page_in(arguments)
            record = await run_in_threadpool(documents_record, asking.desk, page)
        else:
            _, question = question_of(arguments)
            record = reply_record("", question.text, await asking.asked_in_turn(question))
    except QuotedeskError as error:
        return {"isError": True, "content": [_text(problem_of(error)[1])]}
    return {"content": [_text(json.dumps(record))], "structuredContent": record}


def _text(written: str) -> dict[str, str]:
    return {"type": "text", "text": written}


def _error(
    identity: str | int | None, code: int, message: str, status: int, data: Any = None
) -> Response:
    error = {"code": code, "message": message} | ({} if data is None else {"data": data})
    record = {"jsonrpc": "2.0", "id": identity, "error": error}
    return JsonLine(record, status_code=status)
