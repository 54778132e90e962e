"""Domain events of calls → events for browsers, and deadlines for the workers."""

from __future__ import annotations

from app.calls.domain_events import CallChanged, MessageSent, ParticipantMissing
from app.calls.events import CALL_CHANGED, CALL_MESSAGE
from app.calls.jobs import expire_drops
from app.calls.queries import open_legs
from app.calls.views import full_call_view, message_view
from app.core.bus import subscribe
from app.core.db import db
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit


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


subscribe(CallChanged, tell_people)
subscribe(MessageSent, tell_call_room)
subscribe(ParticipantMissing, watch_grace_time)
