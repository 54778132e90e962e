"""The socket edge: each handler has a policy and a schema, runs in its company's scope, acks.

    handle(PEOPLE, "call.signal", relay_signal, body=SignalSchema, policy=Requires(…))

The answer is `{"ok": true, …}` or `{"ok": false, "problem": {…}}`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, request
from flask_socketio import ConnectionRefusedError
from marshmallow import ValidationError
from redis.exceptions import RedisError

from app.access.policy import Policy, Public
from app.access.support import Support, check_support
from app.api.edge import host_scope
from app.api.errors import TRANSIENT_DATABASE_ERRORS
from app.api.shapes import Schema
from app.core.db import db
from app.core.errors import Invalid, Problem, Unavailable
from app.core.logging import get_logger
from app.realtime.server import socketio

log = get_logger(__name__)
Handler = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True)
class SocketHandler:
    namespace: str
    name: str
    function: Handler
    policy: Policy
    body: type[Schema] | None
    support: Support | None = None


# Every inbound handler, for the contract tests and the documents.
REGISTRY: list[SocketHandler] = []


def handle(
    namespace: str,
    name: str,
    function: Handler,
    *,
    policy: Policy,
    body: type[Schema] | None = None,
    support: Support | None = None,
) -> None:
    REGISTRY.append(SocketHandler(namespace, name, function, policy, body, support))


def bind_handlers(app: Flask) -> None:
    """Attaches every registered handler to the server; `connect` and `disconnect` included."""
    for handler in REGISTRY:
        socketio.on_event(handler.name, _door(handler), namespace=handler.namespace)


def _door(handler: SocketHandler) -> Callable[..., Any]:
    def door(*arguments: Any) -> dict[str, Any]:
        message = arguments[0] if arguments else None
        try:
            return {"ok": True} | (_run(handler, message) or {})
        except Problem as problem:
            return _refused(handler, problem)
        except (*TRANSIENT_DATABASE_ERRORS, RedisError):
            return _refused(handler, Unavailable())
        except Exception:
            log.exception("socket_handler_failed", handler=handler.name)
            return _refused(handler, Problem(status=500, slug="internal"))

    return door


def _run(handler: SocketHandler, message: Any) -> dict[str, Any] | None:
    with host_scope(handler.policy.host):
        check_support(handler.support, writes=True, public=isinstance(handler.policy, Public))
        handler.policy.authorise()
        answer = handler.function(**_parsed(handler, message))
        db.session.commit()
        return answer


def _parsed(handler: SocketHandler, message: Any) -> dict[str, Any]:
    if handler.body is None:
        return {}
    try:
        return {"body": handler.body().load(message if isinstance(message, dict) else {})}
    except ValidationError as error:
        raise Invalid(error.normalized_messages()) from error


def _refused(handler: SocketHandler, problem: Problem) -> dict[str, Any]:
    if handler.name == "connect":
        raise ConnectionRefusedError(problem.document()) from problem
    return {"ok": False, "problem": problem.document()}


def current_sid() -> str:
    """The connection that this message came by, in its namespace."""
    return request.sid  # type: ignore[attr-defined]
