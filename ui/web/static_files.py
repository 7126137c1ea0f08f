"""The files of our own pages: styles, scripts, the icon.

What always holds: only these are served, read once when the desk is made.
"""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI, Request
from starlette.responses import Response

from ui.web.desk import Desk
from ui.web.language import words_of
from ui.web.read.responses import problem_response

_STATIC = {
    "desk.css": "text/css",
    "desk.js": "text/javascript",
    "embed-frame.js": "text/javascript",
    "embed.css": "text/css",
    "icon.svg": "image/svg+xml",
    "source.css": "text/css",
    "staff.css": "text/css",
}
_NOT_FOUND = 404


def add_static(app: FastAPI, desk: Desk) -> None:
    static = {
        name: (files("ui.web").joinpath("static", name).read_bytes(), media_type)
        for name, media_type in _STATIC.items()
    }

    # One segment only: Gradio keeps files of its own in folders below /static.
    @app.get("/static/{name}", include_in_schema=False)
    def static_file(name: str, request: Request) -> Response:
        if name not in static:
            wording = words_of(request).unknown_page
            return problem_response(request, desk, wording, _NOT_FOUND)
        content, media_type = static[name]
        return Response(content, media_type=media_type, headers={"cache-control": "no-cache"})
