"""Domain events of calls → events for browsers, and deadlines for the workers."""

from __future__ import annotations

from app.calls.domain_events import (
    CallChanged,
    CallEnded,
    ConsultRoomWanted,
    MessageSent,
    ParticipantLeft,
    ParticipantMissing,
    RoomLeft,
    RoomWanted,
)
from app.calls.events import CALL_CHANGED, CALL_MESSAGE
from app.calls.jobs import expire_drops
from app.calls.locks import lock_floor
from app.calls.media_jobs import make_consult_room, make_room
from app.calls.queries import has_live_call, open_legs
from app.calls.sfu import is_on_sfu
from app.calls.views import full_call_view, message_view
from app.core.bus import subscribe
from app.core.db import db
from app.core.errors import Conflict
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit
from app.team.hooks import guard_deactivation
from media.jobs import close_room, remove_from_room
from media.names import participant_identity


def tell_people(event: CallChanged) -> None:
    """Each attendant's own view to their room, a neutral one to those who look at the call."""
    call = event.call
    db.session.flush()
    emit_on_commit(CALL_CHANGED, room("call", call.id), {"call": full_call_view(call, None)})
    for person_id in {
        leg.person_id for leg in call.legs if leg in open_legs(call) or not leg.closed_at
    }:
        emit_on_commit(
            CALL_CHANGED, room("person", person_id), {"call": full_call_view(call, person_id)}
        )


def tell_call_room(event: MessageSent) -> None:
    data = {"call_id": event.call.id, "message": message_view(event.message)}
    emit_on_commit(CALL_MESSAGE, room("call", event.call.id), data)


def watch_grace_time(event: ParticipantMissing) -> None:
    expire_drops.enqueue_on_commit(at=event.participant.reconnect_deadline, call_id=event.call.id)


def keep_in_call(person_id: int) -> None:
    """Refuses to deactivate somebody who talks; the floor stays locked so that they answer no other."""
    lock_floor()
    if has_live_call(person_id):
        raise Conflict(
            "Transfer or end the call first.",
            slug="person-in-call",
            title="This person is in a call",
        )


def make_rooms(event: RoomWanted) -> None:
    make_room.enqueue_on_commit(call_id=event.call.id)


def make_consult_rooms(event: ConsultRoomWanted) -> None:
    make_consult_room.enqueue_on_commit(call_id=event.call.id)


def close_left_room(event: RoomLeft) -> None:
    close_room.enqueue_on_commit(room=event.room)


def close_rooms(event: CallEnded) -> None:
    if event.call.media_room is not None:
        close_room.enqueue_on_commit(room=event.call.media_room)


def send_out(event: ParticipantLeft) -> None:
    """At once; whoever still holds a ticket and comes back is found at the door."""
    call, identity = event.call, participant_identity(event.participant.id)
    if is_on_sfu(call) and call.ended_at is None:
        for room in filter(None, (call.media_room, call.consult_room)):
            remove_from_room.enqueue_on_commit(room=room, identity=identity)


guard_deactivation(keep_in_call)
subscribe(CallChanged, tell_people)
subscribe(MessageSent, tell_call_room)
subscribe(ParticipantMissing, watch_grace_time)
subscribe(RoomWanted, make_rooms)
subscribe(ConsultRoomWanted, make_consult_rooms)
subscribe(RoomLeft, close_left_room)
subscribe(CallEnded, close_rooms)
subscribe(ParticipantLeft, send_out)
