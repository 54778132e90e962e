"""Work of supervision that happens later, and the sweep that stands behind it."""

from __future__ import annotations

from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call
from app.core.clock import utcnow
from app.core.db import db, outside_transaction
from app.supervision import coaching, live
from app.supervision.models import Supervision
from app.supervision.operations import do_end, do_note_problem
from app.supervision.queries import open_of_person, open_ones
from app.supervision.rules import is_reachable, reason_to_end
from app.supervision.state import Mode
from media import livekit
from workers.job import in_every_company, job
from workers.queues import QueueName

# Seconds that a whisper's room waits for its two, and for one who comes back.
COACH_ROOM_EMPTY = 120
COACH_ROOM_DEPARTURE = 60


@job(QueueName.REALTIME)
def tell_live_call(call_id: int) -> None:
    live.do_tell([call_id])


@job(QueueName.REALTIME)
def open_coaching(supervision_id: int) -> None:
    """Makes the whisper's room and opens it to the two; one that is not wanted any more is left to end."""
    supervision = db.session.get(Supervision, supervision_id)
    if supervision is None or not _awaits_room(supervision):
        return
    room = supervision.coach_room or ""
    try:
        with outside_transaction():
            livekit.create_room(
                room,
                empty_timeout=COACH_ROOM_EMPTY,
                departure_timeout=COACH_ROOM_DEPARTURE,
                max_participants=2,
            )
    except livekit.MediaServerUnreachable:
        _note_unreachable(supervision_id)
        raise
    supervision, call = _locked(supervision_id)
    if supervision.coach_room == room and _awaits_room(supervision):
        coaching.do_open(supervision, call)


@job(QueueName.REALTIME)
def check_supervisions(person_id: int) -> None:
    """Ends what the person may not do any more."""
    supervision = open_of_person(person_id)
    if supervision is not None:
        _check(supervision.id)


@job(QueueName.REALTIME, platform=True)
def sweep_supervisions() -> None:
    """In every company: supervisions that nothing carries any more."""
    in_every_company(_check_all)


@job(QueueName.DEFAULT, platform=True)
def sweep_live_calls() -> None:
    """In every company: what the live list was not told, and what no change announces."""
    in_every_company(live.do_tell)


def _check_all() -> None:
    for supervision in open_ones():
        _check(supervision.id)


def _awaits_room(supervision: Supervision) -> bool:
    return (
        supervision.ended_at is None
        and supervision.mode == Mode.WHISPER
        and not supervision.coach_ready
    )


def _note_unreachable(supervision_id: int) -> None:
    supervision, _ = _locked(supervision_id)
    if _awaits_room(supervision):
        do_note_problem(supervision, "unreachable")
    db.session.commit()


def _check(supervision_id: int) -> None:
    supervision, call = _locked(supervision_id)
    _note_reachable(supervision)
    reason = reason_to_end(supervision, call)
    if reason is not None:
        do_end(supervision, call, reason)


def _note_reachable(supervision: Supervision) -> None:
    if is_reachable(supervision):
        supervision.lost_at = None
    elif supervision.lost_at is None:
        supervision.lost_at = utcnow()


def _locked(supervision_id: int) -> tuple[Supervision, Call]:
    """The supervision and its call as they are now, under the floor's and the call's lock."""
    lock_floor()
    call_id = db.session.get_one(Supervision, supervision_id).call_id
    call = locked_call(call_id)
    return db.session.get_one(Supervision, supervision_id, populate_existing=True), call
