"""What becomes of errors: one line for programs, a page in our wording for people.

What always holds: no trace and no file's name leaves by this way.
"""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from corpus.errors import QuotedeskError
from ui.messages import spoken
from ui.web.api.routes import JsonLine, problem_of
from ui.web.asking import BUSY_SECONDS, BusyError
from ui.web.below import route_of
from ui.web.desk import Desk
from ui.web.language import words_of
from ui.web.read.responses import problem_response

_NOT_FOUND = 404


def add_errors(app: FastAPI, desk: Desk) -> None:
    # Registered for each class by itself. `Traced` sees what nothing else has caught.
    @app.exception_handler(QuotedeskError)
    def wrong(request: Request, error: Exception) -> Response:
        assert isinstance(error, QuotedeskError)
        status, line = problem_of(error, words_of(request))
        headers = {"retry-after": str(BUSY_SECONDS)} if isinstance(error, BusyError) else None
        return JsonLine({"error": line}, status_code=status, headers=headers)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else ""
        if status == _NOT_FOUND and not route_of(request.scope).startswith("/api/"):
            return problem_response(request, desk, words_of(request).unknown_page, status)
        headers = error.headers if isinstance(error, HTTPException) else None
        said, _ = spoken(detail, words_of(request))
        return JsonLine({"error": said}, status_code=status, headers=headers)
