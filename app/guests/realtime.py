"""The guest's connection: handshake, heartbeat, and the room of the guest."""

from __future__ import annotations

from typing import Any

from flask import g, request
from marshmallow import EXCLUDE, fields, validate

from app.access.policy import Public
from app.api.shapes import Schema
from app.calls.connections import touch_participants
from app.calls.schemas import MessageSchema
from app.core.db import db
from app.core.errors import NotFound, NotSignedIn
from app.guests.claims import GuestMissing, cookie_name
from app.guests.models import Guest
from app.guests.operations import do_see
from app.guests.queries import guest_by_cookie, invitation_by_token
from app.guests.schemas import GuestSchema
from app.guests.views import guest_view, messages_view
from app.realtime.connections import GuestConnected, do_open_connection, do_touch_connection
from app.realtime.handlers import current_sid, handle
from app.realtime.rooms import GUESTS, define_room
from app.realtime.subscriptions import HeartbeatBody, heartbeat_answer


class GuestConnectBody(Schema):
    class Meta:
        unknown = EXCLUDE

    token = fields.String(required=True, validate=validate.Length(1, 200))


def connect(body: dict[str, Any]) -> None:
    """The invitation's token and the guest's cookie together; raises NotFound or GuestMissing."""
    token = body["token"]
    secret = request.cookies.get(cookie_name(token), "")
    guest = guest_by_cookie(invitation_by_token(token), secret)
    if guest is None:
        raise GuestMissing()
    do_open_connection(GUESTS, guest_id=guest.id)
    do_see(guest.id)


def heartbeat(body: dict[str, Any]) -> dict[str, Any]:
    """Raises NotSignedIn for a connection that was given up: the browser connects anew."""
    if not do_touch_connection():
        raise NotSignedIn("Connect again.", slug="connection-gone")
    touch_participants(current_sid())
    do_see(g.guest_id)
    return heartbeat_answer(body["rooms"])


def _own_guest() -> Guest:
    return db.session.get_one(Guest, g.guest_id)


def _check(identifier: str) -> None:
    if _own_guest().public_id != identifier:
        raise NotFound()


def _snapshot(identifier: str) -> dict[str, Any]:
    guest = _own_guest()
    return {
        "guest": GuestSchema().dump(guest_view(guest.invitation, guest)),
        "messages": MessageSchema(many=True).dump(messages_view(guest)),
    }


define_room(
    "guest",
    namespace=GUESTS,
    check=_check,
    snapshot=_snapshot,
    description="Oneself as a guest: `{guest, messages}`.",
)

_handshake = Public("the handshake itself compares the invitation's token with the guest's cookie")
handle(GUESTS, "connect", connect, body=GuestConnectBody, policy=_handshake)
handle(GUESTS, "heartbeat", heartbeat, body=HeartbeatBody, policy=GuestConnected())
