"""Domain events of calls → events for browsers, and deadlines for the workers."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from redis.exceptions import RedisError

from app.calls.domain_events import (
    CallChanged,
    CallEnded,
    ConsultRoomWanted,
    MessageSent,
    ParticipantLeft,
    ParticipantMissing,
    RoomLeft,
    RoomWanted,
    TicketGiven,
)
from app.calls.events import CALL_CHANGED, CALL_MESSAGE
from app.calls.jobs import expire_drops
from app.calls.locks import lock_floor
from app.calls.media_jobs import (
    MOVE_AGAIN_AFTER,
    look_after_room,
    make_consult_room,
    make_room,
    renew_room,
)
from app.calls.quality_alerts import do_end_watch
from app.calls.queries import has_live_call, open_legs
from app.calls.rooms import (
    calls_waiting_for_media,
    open_call_of_room,
    rooms_of_open_calls,
    seats_in_rooms,
)
from app.calls.sfu import is_on_sfu
from app.calls.views import full_call_view, message_view
from app.core.bus import subscribe
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.core.redis import redis_client
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit
from app.team.hooks import guard_deactivation
from media.domain_events import MediaChecked, RoomFinished
from media.errands import close_room, remove_from_room
from media.names import participant_identity
from media.occupancy import keep_rooms, keep_seats

LOOK_SECONDS = 2
# Longer than all the attempts of a move.
FORGOTTEN_AFTER = timedelta(seconds=150)


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


def look_after_rooms(event: TicketGiven) -> None:
    """Once for all who ask within the same moment."""
    with suppress(RedisError):
        key = f"media:looked:{event.call.media_room}"
        if redis_client().set(key, 1, nx=True, ex=LOOK_SECONDS):
            look_after_room.enqueue_on_commit(call_id=event.call.id)


def renew_lost_room(event: RoomFinished) -> None:
    call = open_call_of_room(event.room)
    if call is not None:
        renew_room.enqueue_on_commit(call_id=call.id, room=event.room)


def try_again(event: MediaChecked) -> None:
    """What the queue has forgotten: a move, a room for a briefing, a server that was away."""
    for call in calls_waiting_for_media(utcnow() - FORGOTTEN_AFTER):
        if call.media_lost_at is not None:
            look_after_room.enqueue_on_commit(call_id=call.id)
        elif call.media_wanted_for is not None:
            make_room.enqueue_on_commit(call_id=call.id, attempt=len(MOVE_AGAIN_AFTER))
        else:
            make_consult_room.enqueue_on_commit(call_id=call.id, attempt=len(MOVE_AGAIN_AFTER))


def end_watch(event: ParticipantLeft) -> None:
    do_end_watch(event.participant)


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
subscribe(TicketGiven, look_after_rooms)
subscribe(RoomFinished, renew_lost_room)
subscribe(MediaChecked, try_again)
keep_rooms("call", rooms_of_open_calls)
keep_seats("participant", seats_in_rooms)
subscribe(ParticipantLeft, end_watch)
