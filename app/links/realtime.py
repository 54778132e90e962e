"""The end client's connection: handshake, heartbeat, and the room of their visit."""

from __future__ import annotations

from typing import Any

from flask import g, request
from marshmallow import fields, validate

from app.access.policy import Public
from app.calls.connections import touch_participants
from app.calls.schemas import MessageSchema
from app.core.db import db
from app.core.errors import NotFound, NotSignedIn
from app.links.claims import VisitMissing, cookie_name
from app.links.models import Visit
from app.links.queries import link_by_token, visit_by_cookie
from app.links.situation import situation_of
from app.links.visit_schemas import VisitSchema
from app.links.visit_view import messages_view, visit_view
from app.links.visits import do_see
from app.queueing.operations import do_heartbeat_visit
from app.realtime.connections import (
    ConnectBody,
    VisitConnected,
    do_open_connection,
    do_touch_connection,
)
from app.realtime.handlers import current_sid, handle
from app.realtime.rooms import VISITS, define_room
from app.realtime.subscriptions import HeartbeatBody, heartbeat_answer


class VisitConnectBody(ConnectBody):
    token = fields.String(required=True, validate=validate.Length(1, 200))


def connect(body: dict[str, Any]) -> None:
    """The link's token and the visit's cookie together; raises NotFound or VisitMissing."""
    token = body["token"]
    visit = visit_by_cookie(link_by_token(token), request.cookies.get(cookie_name(token), ""))
    if visit is None:
        raise VisitMissing()
    do_open_connection(VISITS, visit_id=visit.id, connection=body["connection"])
    _note_alive(visit.id)


def heartbeat(body: dict[str, Any]) -> dict[str, Any]:
    """Raises NotSignedIn for a connection that was given up: the browser connects anew."""
    if not do_touch_connection():
        raise NotSignedIn("Connect again.", slug="connection-gone")
    _note_alive(g.visit_id)
    return heartbeat_answer(body["rooms"])


def _note_alive(visit_id: int) -> None:
    """The visit comes last, as in every transaction that writes one."""
    do_heartbeat_visit(visit_id)
    touch_participants(current_sid())
    do_see(visit_id)


def _own_visit() -> Visit:
    return db.session.get_one(Visit, g.visit_id)


def _check(identifier: str) -> None:
    if _own_visit().public_id != identifier:
        raise NotFound()


def _snapshot(identifier: str) -> dict[str, Any]:
    visit = _own_visit()
    now_at = situation_of(visit.link, visit)
    return {
        "visit": VisitSchema().dump(visit_view(now_at)),
        "messages": MessageSchema(many=True).dump(messages_view(now_at.call)),
    }


define_room(
    "visit",
    namespace=VISITS,
    check=_check,
    snapshot=_snapshot,
    description="One's own visit: `{visit, messages}`.",
)

_handshake = Public("the handshake itself compares the link's token with the visit's cookie")
handle(VISITS, "connect", connect, body=VisitConnectBody, policy=_handshake)
handle(VISITS, "heartbeat", heartbeat, body=HeartbeatBody, policy=VisitConnected())
