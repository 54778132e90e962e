"""Work on the media server for calls: rooms are made outside of transactions, then taken inside one."""

from __future__ import annotations

from datetime import timedelta

from app.calls import sfu
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call
from app.calls.operations import do_end
from app.calls.queries import call_by_id
from app.calls.state import CallStatus, EndReason
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import outside_transaction
from app.core.errors import Problem
from media import livekit
from media.attendance import do_finish_room
from media.errands import close_room
from media.names import new_room_name
from workers.job import Job, job
from workers.queues import QueueName

# Seconds without anybody, before the first one came and after the last one left.
EMPTY_TIMEOUT = 600
DEPARTURE_TIMEOUT = 300
LOOK_AGAIN_AFTER = timedelta(seconds=3)
# Seconds between attempts: about two minutes in all.
MOVE_AGAIN_AFTER = (1, 2, 4, 8, 15, 30, 60)


@job(QueueName.REALTIME)
def make_room(call_id: int, attempt: int = 0) -> None:
    """Makes a room for a call that wants to move or to have one ready, and takes it."""
    call = call_by_id(call_id)
    if call is None or not sfu.needs_room(call):
        return
    room = _made(call_id)
    call = _locked(call_id)
    if room is None:
        _try_move_again(call, attempt)
    elif sfu.needs_room(call):
        sfu.do_take_room(call, room)
    else:
        close_room.enqueue_on_commit(room=room)


@job(QueueName.REALTIME)
def make_consult_room(call_id: int, attempt: int = 0) -> None:
    call = call_by_id(call_id)
    if call is None or not _lacks_consult_room(call):
        return
    room = _made(call_id, "consult")
    call = _locked(call_id)
    if room is None:
        _again(make_consult_room, call_id, attempt)
    elif _lacks_consult_room(call):
        sfu.do_take_consult_room(call, room)
    else:
        close_room.enqueue_on_commit(room=room)


@job(QueueName.REALTIME)
def renew_room(call_id: int, room: str) -> None:
    """Makes another room in the place of one that is gone; the grace time begins where that fails."""
    call = call_by_id(call_id)
    if call is None:
        return
    if not sfu.lost_room(call, room):
        _forget_ready_room(call_id, room)
        return
    fresh = _made(call_id)
    call = _locked(call_id)
    if fresh is None:
        sfu.do_lose_media(call)
        look_after_room.enqueue_on_commit(at=utcnow() + LOOK_AGAIN_AFTER, call_id=call_id)
    elif sfu.lost_room(call, room):
        sfu.do_renew_room(call, room, fresh)
    else:
        close_room.enqueue_on_commit(room=fresh)


@job(QueueName.REALTIME)
def look_after_room(call_id: int) -> None:
    """Somebody had to ask for a ticket: is the call's room there?

    One that is gone is made anew. Without the server the call waits as long as it would for a person,
    then ends; only those in it can start this, never the server's silence alone.
    """
    call = call_by_id(call_id)
    if call is None or call.ended_at is not None or not sfu.is_on_sfu(call):
        return
    gone = _gone([room for room in (call.media_room, call.consult_room) if room])
    if gone is None:
        _wait_or_end(_locked(call_id))
        return
    for room in gone:
        do_finish_room(room, utcnow())
        renew_room.enqueue_on_commit(call_id=call_id, room=room)
    if not gone and call.media_lost_at is not None:
        sfu.do_regain_media(_locked(call_id))


def _forget_ready_room(call_id: int, room: str) -> None:
    call = _locked(call_id)
    if call.media_room == room and not sfu.is_on_sfu(call):
        call.media_room = None


def _gone(rooms: list[str]) -> list[str] | None:
    """Those that the server does not have; None when it does not answer."""
    with outside_transaction():
        try:
            there = {room.name for room in livekit.list_rooms(rooms)}
        except Problem:
            return None
    return [room for room in rooms if room not in there]


def _wait_or_end(call: Call) -> None:
    if call.ended_at is not None or not sfu.is_on_sfu(call):
        return
    lost_at = sfu.do_lose_media(call)
    deadline = lost_at + timedelta(seconds=settings().reconnect_grace_seconds)
    if utcnow() >= deadline:
        do_end(call, CallStatus.DISCONNECT, EndReason.CONNECTION_LOST)
    else:
        due = min(deadline, utcnow() + LOOK_AGAIN_AFTER)
        look_after_room.enqueue_on_commit(at=due, call_id=call.id)


def _made(*words: object) -> str | None:
    """The name of a room that exists now; None when the server did not make it."""
    room = new_room_name(*words)
    with outside_transaction():
        try:
            livekit.create_room(
                room, empty_timeout=EMPTY_TIMEOUT, departure_timeout=DEPARTURE_TIMEOUT
            )
        except Problem:
            return None
    return room


def _locked(call_id: int) -> Call:
    lock_floor()
    return locked_call(call_id)


def _try_move_again(call: Call, attempt: int) -> None:
    """A room that was only to be ready is not worth it: the answer asks again."""
    if call.media_wanted_for is None:
        return
    sfu.do_fail_move(call)
    if not _again(make_room, call.id, attempt):
        sfu.do_give_up_move(call)


def _lacks_consult_room(call: Call) -> bool:
    return sfu.is_on_sfu(call) and call.consulting_leg_id is not None and call.consult_room is None


def _again(this: Job, call_id: int, attempt: int) -> bool:
    """Tries later; False once that has been done often enough."""
    if attempt >= len(MOVE_AGAIN_AFTER):
        return False
    due = utcnow() + timedelta(seconds=MOVE_AGAIN_AFTER[attempt])
    this.enqueue_on_commit(at=due, call_id=call_id, attempt=attempt + 1)
    return True
