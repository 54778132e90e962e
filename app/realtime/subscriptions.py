"""Following a room: who may, what is missing since last time, and the state to start from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from flask_socketio import join_room, leave_room, rooms
from marshmallow import fields, validate

from app.access.policy import SignedIn
from app.access.support import ALWAYS, SEES, check_support
from app.api.shapes import Schema
from app.core.clock import utcnow
from app.realtime.connections import GuestConnected, VisitConnected
from app.realtime.handlers import handle
from app.realtime.rooms import GUESTS, PEOPLE, VISITS, Room, RoomKind, parse_room, wire_name
from app.realtime.stream import current_seq, current_seqs, events_since

MAX_ROOMS = 50
_room_name = validate.Length(1, 120)


class SubscribeBody(Schema):
    room = fields.String(required=True, validate=_room_name)
    seq = fields.Integer(
        load_default=None, metadata={"description": "The last number seen, to replay from there."}
    )


class UnsubscribeBody(Schema):
    room = fields.String(required=True, validate=_room_name)


class HeartbeatBody(Schema):
    rooms = fields.Dict(
        keys=fields.String(validate=_room_name),
        values=fields.Integer(),
        load_default=dict,
        validate=validate.Length(max=MAX_ROOMS),
    )


def subscribe(namespace: str, body: dict[str, Any]) -> dict[str, Any]:
    """Joins first and reads after: what happens in between comes twice rather than never."""
    room, kind = parse_room(body["room"], namespace)
    check_support(SEES if kind.support else None, writes=False, public=False)
    kind.check(room.id)
    join_room(room.wire_name)
    return {"room": room.name} | (_missed(room, body["seq"]) or _present(room, kind))


def _missed(room: Room, seq: int | None) -> dict[str, Any] | None:
    events = None if seq is None else events_since(room.name, seq)
    if events is None:
        return None
    return {"seq": events[-1]["seq"] if events else seq, "events": events}


def _present(room: Room, kind: RoomKind) -> dict[str, Any]:
    seq = current_seq(room.name)
    return {"seq": seq, "snapshot": kind.snapshot(room.id)}


def unsubscribe(namespace: str, body: dict[str, Any]) -> None:
    room, _ = parse_room(body["room"], namespace)
    leave_room(room.wire_name)


def heartbeat_answer(asked: dict[str, int]) -> dict[str, Any]:
    """The server's time and the present numbers of those rooms that this connection is in."""
    joined = set(rooms())
    followed = [name for name in asked if wire_name(name) in joined]
    return {"server_time": utcnow().isoformat(), "rooms": current_seqs(followed)}


def _in(namespace: str, function: Callable[..., Any]) -> Callable[..., Any]:
    return update_wrapper(partial(function, namespace), function)


_POLICIES = {PEOPLE: SignedIn(), VISITS: VisitConnected(), GUESTS: GuestConnected()}
for _namespace, _policy in _POLICIES.items():
    handle(
        _namespace,
        "subscribe",
        _in(_namespace, subscribe),
        policy=_policy,
        body=SubscribeBody,
        support=ALWAYS,
    )
    handle(
        _namespace,
        "unsubscribe",
        _in(_namespace, unsubscribe),
        policy=_policy,
        body=UnsubscribeBody,
        support=ALWAYS,
    )
