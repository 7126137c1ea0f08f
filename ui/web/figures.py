"""The route that a collector of figures asks.

What always holds: it is there for this machine, or for who shows the token; for others there is
nothing at this address.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ui.config import Secrets
from ui.web.limits import is_local
from ui.web.metrics import CONTENT_TYPE, Metrics, exposition


def add_metrics(app: FastAPI, figures: Sequence[Metrics], secrets: Secrets) -> None:
    """`figures`: those of each desk that is told of."""
    token = secrets.metrics_token

    @app.get("/metrics", include_in_schema=False)
    def metrics(request: Request) -> Response:
        shown = request.headers.get("authorization", "")
        allowed = (
            hmac.compare_digest(shown.encode("latin-1"), f"Bearer {token}".encode())
            if token
            else is_local(request.scope)
        )
        if not allowed:
            raise HTTPException(status_code=404, detail="there is nothing at this address")
        return Response(exposition(figures), headers={"content-type": CONTENT_TYPE})
