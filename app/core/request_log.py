"""One log line a request, and the request's id in every line that is written while it runs."""

from __future__ import annotations

import re
import secrets
import time

from flask import Flask, Response, g, request

from app.core.logging import bind_contextvars, clear_contextvars, get_logger

HEADER = "X-Request-ID"
# What a proxy in front may hand in; anything else could forge lines of the log.
_SANE = re.compile(r"[A-Za-z0-9_.-]{8,64}")
# Asked for every few seconds by machines.
_QUIET_PATHS = frozenset({"/livez", "/readyz", "/metrics"})
log = get_logger("request")


def register(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """The id of the current request, as in its log lines and its X-Request-ID header."""
    return str(g.request_id)


def _begin() -> None:
    clear_contextvars()
    given = request.headers.get(HEADER, "")
    g.request_id = given if _SANE.fullmatch(given) else secrets.token_hex(16)
    g.request_began = time.perf_counter()
    bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    if "request_id" not in g:
        return response
    response.headers[HEADER] = g.request_id
    if request.path not in _QUIET_PATHS:
        log.info(
            "request",
            method=request.method,
            route=request.url_rule.rule if request.url_rule else None,
            status=response.status_code,
            ms=round((time.perf_counter() - g.request_began) * 1000, 1),
        )
    return response
