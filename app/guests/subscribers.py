"""What the call means for its guests."""

from __future__ import annotations

from app.calls.domain_events import CallChanged, CallEnded, MessageSent, ParticipantLeft
from app.calls.events import CALL_MESSAGE
from app.calls.views import message_view
from app.core.bus import subscribe
from app.core.db import db
from app.guests.models import Guest
from app.guests.notices import note_guest
from app.guests.operations import do_close_door, do_lose_seat
from app.guests.queries import all_guest_ids, following_guest_ids, guests_in
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit


def show_call(event: CallChanged) -> None:
    for guest_id in following_guest_ids(event.call.id):
        note_guest(guest_id)


def lose_seat(event: ParticipantLeft) -> None:
    guest_id = event.participant.guest_id
    guest = db.session.get(Guest, guest_id) if guest_id is not None else None
    if guest is not None:
        do_lose_seat(guest)


def close_door(event: CallEnded) -> None:
    """Also whoever left must know that there is nothing to come back to."""
    do_close_door(event.call)
    for guest_id in all_guest_ids(event.call.id):
        note_guest(guest_id)


def tell_guest_rooms(event: MessageSent) -> None:
    data = {"call_id": event.call.id, "message": message_view(event.message)}
    for guest in guests_in(event.call.id):
        emit_on_commit(CALL_MESSAGE, room("guest", guest.public_id), data)


subscribe(CallChanged, show_call)
subscribe(ParticipantLeft, lose_seat)
subscribe(CallEnded, close_door)
subscribe(MessageSent, tell_guest_rooms)
