"""The only writer of calls: opening, answering, holding, ending, closing.

Callers hold the floor (`locks.lock_floor`) and, for an existing call, its row (`locks.locked_call`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from app.access.models import Person
from app.calls.domain_events import (
    CallAnswered,
    CallEnded,
    LegClosed,
    LegEnded,
    ParticipantLeft,
    ParticipantMissing,
    ParticipantSeated,
)
from app.calls.models import Call, Leg, Participant
from app.calls.protocol import new_protocol
from app.calls.queries import client_participant, current_leg, open_legs, wrap_up_leg
from app.calls.schemas import AskingGuestSchema, CoachingStateSchema, RecordingStateSchema
from app.calls.sfu import do_begin_media, do_close_consult_room
from app.calls.state import ENDED, CallStatus, EndReason, check_transition
from app.calls.timeline import announce, note_event
from app.clients.models import Client
from app.clients.operations import do_count_completed
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.errors import Conflict
from app.realtime.connections import page_of_visit
from app.realtime.models import RealtimeSocket
from app.team.models import Department

SHORT_ABANDON = timedelta(seconds=10)
_SHOWN = {"recording": RecordingStateSchema, "coaching": CoachingStateSchema}


def do_open_call(
    department: Department, client: Client, visit_id: int, form: Mapping[str, Any], language: str
) -> Call:
    """A call in the state `waiting`, with its protocol number."""
    now = utcnow()
    call = Call(
        protocol=new_protocol(now),
        department_id=department.id,
        client_id=client.id,
        visit_id=visit_id,
        form=dict(form),
        language=language,
        created_at=now,
    )
    db.session.add(call)
    note_event(call, "queued", form.get("name", client.name), department=department.name)
    db.session.flush()
    return call


def do_answer(
    call: Call, person: Person, department: Department, page: RealtimeSocket | None = None
) -> Leg:
    """A new leg with this attendant; the client's seat is made with the first one.

    `page` is where the attendant answers. Pages that are there carry the call at once.
    """
    now = utcnow()
    _move(call, CallStatus.IN_PROGRESS)
    leg = add_leg(call, person, department, "answer" if call.answered_at is None else "transfer")
    call.answered_at = call.answered_at or now
    call.person_id = person.id
    call.department_id = department.id
    call.on_hold = False
    call.media_epoch += 1
    note_event(call, "answered", person.name, department=department.name)
    if client_participant(call) is None:
        waiting_page = page_of_visit(call.visit_id)
        name = call.form.get("name", "")
        do_seat(call, "client", name, waiting_page, visit_id=call.visit_id)
    do_seat(call, "attendant", person.name, page, person_id=person.id)
    do_begin_media(call, department)
    announce(call)
    publish(CallAnswered(call))
    return leg


def do_hold(call: Call, actor_name: str) -> None:
    leg = live_leg(call)
    if call.on_hold:
        return
    call.on_hold = True
    leg.held_since = utcnow()
    note_event(call, "held", actor_name)
    announce(call)


def do_resume(call: Call, actor_name: str) -> None:
    leg = live_leg(call)
    if not call.on_hold:
        return
    call.on_hold = False
    _count_hold(leg)
    note_event(call, "resumed", actor_name)
    announce(call)


def do_miss(call: Call, reason: EndReason) -> None:
    """Ends a call that nobody answered."""
    waited = utcnow() - call.created_at
    call.short_abandon = reason is EndReason.ABANDONED and waited < SHORT_ABANDON
    do_end(call, CallStatus.MISSED, reason)


def do_end(call: Call, status: CallStatus, reason: EndReason, actor_name: str = "") -> None:
    """Ends the call in whatever state it is; ending it twice changes nothing."""
    if call.status in ENDED:
        return
    now = utcnow()
    _move(call, status)
    call.end_reason = reason
    call.ended_at = now
    call.on_hold = False
    call.consulting_leg_id = None
    do_close_consult_room(call)
    for leg in open_legs(call):
        do_end_leg(call, leg, reason)
    for participant in call.participants:
        do_unseat(call, participant)
    if status is CallStatus.COMPLETED:
        do_count_completed(db.session.get_one(Client, call.client_id))
    note_event(call, "ended", actor_name, reason=reason)
    announce(call)
    publish(CallEnded(call))


def do_end_leg(call: Call, leg: Leg, reason: str) -> None:
    """Takes the leg's attendant out of the call and starts their after-call work."""
    now = utcnow()
    _count_hold(leg)
    leg.ended_at = now
    leg.end_reason = reason
    department = db.session.get_one(Department, leg.department_id)
    leg.wrap_up_until = now + timedelta(seconds=department.wrap_up_seconds)
    for participant in call.participants:
        if participant.person_id == leg.person_id:
            do_unseat(call, participant)
    publish(LegEnded(call, leg))


def do_leave_as_client(call: Call, participant: Participant | None) -> None:
    """The client hangs up, in the call or while being transferred."""
    reason = EndReason.CLIENT_LEFT
    if call.status == CallStatus.TRANSFERRED:
        reason = EndReason.LEFT_IN_TRANSFER
    name = participant.name if participant else call.form.get("name", "")
    do_end(call, CallStatus.COMPLETED, reason, name)


def do_show(call: Call, name: str, state: Mapping[str, Any] | None) -> None:
    """Tells the call's screens the state of its `recording` or its `coaching`; None when there is none.

    `state` is as the schema of that name in `schemas.py` loads it.
    """
    setattr(call, name, None if state is None else _SHOWN[name]().dump(state))
    announce(call)


def do_show_asking(call: Call, guests: Sequence[Mapping[str, Any]]) -> None:
    """Tells the attendant's screen who asks to be let in."""
    call.asking = [AskingGuestSchema().dump(guest) for guest in guests]
    announce(call)


def do_take_notes(call: Call, changes: Mapping[str, Any]) -> None:
    """Sets `notes` and `tags` where given; allowed during and after the call."""
    for name in ("notes", "tags"):
        if name in changes:
            setattr(call, name, changes[name])
    announce(call)


def do_close(call: Call, leg: Leg, closing: Mapping[str, Any], actor_name: str) -> None:
    """The closing dialog: outcome, tags and notes; the attendant is ready again."""
    call.outcome = closing["outcome"]
    call.closed_at = utcnow()
    do_take_notes(call, closing)
    note_event(call, "closed", actor_name, outcome=closing["outcome"])
    do_finish_wrap_up(call, leg)


def do_finish_wrap_up(call: Call, leg: Leg) -> None:
    if leg.closed_at is None:
        leg.closed_at = min(utcnow(), leg.wrap_up_until or utcnow())
        publish(LegClosed(call, leg))


def check_closing(call: Call, person_id: int) -> Leg:
    """The leg whose after-call work this person ends; raises Conflict while the call goes on."""
    leg = wrap_up_leg(call, person_id)
    if leg is None:
        raise Conflict("End the call first.", slug="call-in-progress")
    return leg


def do_mark_rated(call: Call) -> None:
    call.rated_at = utcnow()
    announce(call)


def do_release(call: Call, actor_name: str) -> None:
    """The attendant hands the client over without talking to the next one first."""
    _move(call, CallStatus.TRANSFERRED)
    do_end_leg(call, live_leg(call), "transferred")
    call.person_id = None
    call.media_epoch += 1
    note_event(call, "released", actor_name)
    announce(call)


def add_leg(call: Call, person: Person, department: Department, kind: str) -> Leg:
    """For operations: the person talks in this call from now on."""
    leg = Leg(
        call_id=call.id,
        department_id=department.id,
        person_id=person.id,
        kind=kind,
        started_at=utcnow(),
    )
    call.legs.append(leg)
    return leg


def do_seat(
    call: Call, kind: str, name: str, page: RealtimeSocket | None = None, /, **identity: int
) -> Participant:
    """Whoever is seated without a page has the grace time to arrive, as if they had just been lost."""
    participant = Participant(kind=kind, name=name, joined_at=utcnow(), **identity)
    call.participants.append(participant)
    if page is not None and page.connection is not None:
        participant.carry(page.sid, page.connection)
        note_event(call, "joined", name)
    else:
        grace = timedelta(seconds=settings().reconnect_grace_seconds)
        participant.reconnect_deadline = participant.joined_at + grace
        publish(ParticipantMissing(call, participant))
    publish(ParticipantSeated(call, participant))
    return participant


def do_unseat(call: Call, participant: Participant) -> None:
    """Takes somebody out of the call; doing so twice changes nothing."""
    if participant.left_at is None:
        participant.left_at = utcnow()
        publish(ParticipantLeft(call, participant))
    participant.connected = False
    participant.reconnect_deadline = None


def _move(call: Call, following: CallStatus) -> None:
    check_transition(call.status, following)
    call.status = following


def live_leg(call: Call) -> Leg:
    """The leading attendant's; raises Conflict while nobody leads."""
    leg = current_leg(call)
    if leg is None:
        raise Conflict("Nobody talks in this call now.", slug="call-not-in-progress")
    return leg


def _count_hold(leg: Leg) -> None:
    if leg.held_since is not None:
        leg.hold_seconds += round((utcnow() - leg.held_since).total_seconds())
        leg.held_since = None
