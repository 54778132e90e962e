"""Work on the media server for calls: rooms are made outside of transactions, then taken inside one."""

from __future__ import annotations

from datetime import timedelta

from app.calls import sfu
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call
from app.calls.queries import call_by_id
from app.core.clock import utcnow
from app.core.db import outside_transaction
from app.core.errors import Problem
from media import livekit
from media.jobs import close_room
from media.names import new_room_name
from workers.job import Job, job
from workers.queues import QueueName

# Seconds without anybody, before the first one came and after the last one left.
EMPTY_TIMEOUT = 600
DEPARTURE_TIMEOUT = 300
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
