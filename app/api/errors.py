"""Every refusal leaves as a problem document, with nothing about our insides in it."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, json, request
from redis.exceptions import RedisError
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from app.core.db import db
from app.core.errors import MEDIA_TYPE, PROBLEM_BASE, Invalid, Problem, Unavailable
from app.core.logging import get_logger

log = get_logger(__name__)
# Connection lost, being started or shut down, too many clients, lock or statement timeouts.
TRANSIENT_DATABASE_ERRORS = (OperationalError, InterfaceError, PoolTimeout)


def register(app: Flask) -> None:
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(HTTPException, _from_http)
    for kind in (*TRANSIENT_DATABASE_ERRORS, RedisError):
        app.register_error_handler(kind, _dependency_down)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(Exception, _unexpected)


def problem_response(problem: Problem) -> Response:
    return _respond(problem.document(), problem.headers)


def _respond(document: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    response = Response(json.dumps(document), status=document["status"], mimetype=MEDIA_TYPE)
    response.headers.update(headers or {})
    return response


def _from_http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    messages = (getattr(error, "data", None) or {}).get("messages")
    if error.code == 422 and messages:
        return problem_response(Invalid(_by_field(messages)))
    slug = error.name.lower().replace(" ", "-").replace("'", "")
    document = {"type": f"{PROBLEM_BASE}/{slug}", "title": error.name, "status": error.code or 500}
    if error.description:
        document["detail"] = error.description
    kept = {name: value for name, value in error.get_headers() if name != "Content-Type"}
    return _respond(document, kept)


def _by_field(messages: dict[str, Any]) -> dict[str, Any]:
    """webargs groups messages by where the input came from; people think in fields."""
    fields: dict[str, Any] = {}
    for found in messages.values():
        fields.update(found if isinstance(found, dict) else {"_": found})
    return fields


def _dependency_down(error: Exception) -> Response:
    log.warning("dependency_down", path=request.path, error=type(error).__name__)
    db.session.remove()
    return problem_response(Unavailable())


def _unstorable(error: DataError) -> Response:
    """The last net under the shapes: a number too large, or a character that no text may hold."""
    log.warning("value_not_storable", path=request.path, error=str(error.orig))
    db.session.remove()
    return problem_response(Invalid({"_": ["A value is out of range."]}))


def _unexpected(error: Exception) -> Response:
    log.error("unexpected_error", path=request.path, exc_info=error)
    return problem_response(
        Problem(
            "It is logged. Try again; if it happens again, tell us the time.",
            status=500,
            slug="internal",
            title="Something failed on our side",
        )
    )
