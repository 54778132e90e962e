"""Who gets which ticket: hidden and receiving only in the call, both ways in the whisper's own room."""

from __future__ import annotations

from typing import Any

from app.access.actor import PersonActor
from app.calls.models import Call
from app.calls.queries import get_call, participant_of_person
from app.calls.sfu import is_on_sfu
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.supervision.identities import coach_identity, coached_identity, monitor_identity
from app.supervision.models import Supervision
from app.supervision.queries import is_private, whisper_of_call
from app.supervision.rules import reason_to_end
from app.supervision.state import HIDDEN, Mode
from media.tickets import Ticket, join_ticket


class NotOnMediaServer(Conflict):
    slug = "not-on-media-server"
    title = "The call has not been moved yet"


def check_going_on(supervision: Supervision) -> Call:
    """The call of a supervision that still may be; raises Conflict."""
    call = db.session.get_one(Call, supervision.call_id)
    if supervision.ended_at is not None or reason_to_end(supervision, call) is not None:
        raise Conflict("This supervision has ended.", slug="supervision-ended")
    return call


def call_ticket(supervision: Supervision) -> dict[str, Any]:
    """For the hidden place in the call; raises Conflict while there is none to be had."""
    call = check_going_on(supervision)
    if supervision.mode not in HIDDEN:
        raise Conflict("Take your seat in the call.", slug="seated")
    if is_private(call):
        raise Conflict("The client is not in the conversation now.", slug="supervision-paused")
    if not is_on_sfu(call) or call.media_room is None:
        raise NotOnMediaServer()
    ticket = join_ticket(
        call.media_room,
        monitor_identity(supervision),
        name=supervision.person.name,
        publish=False,
        hidden=True,
    )
    return _view(ticket, call)


def coach_ticket(supervision: Supervision) -> dict[str, Any]:
    """For the supervisor's place in the whisper's room."""
    call = check_going_on(supervision)
    name = supervision.person.name
    return _coaching(supervision, call, coach_identity(supervision), name)


def coached_ticket(actor: PersonActor, call_id: int) -> dict[str, Any]:
    """For the attendant who leads the call and is whispered to; raises NotFound for anybody else."""
    call = get_call(actor, call_id)
    seat = participant_of_person(call, actor.id)
    if seat is None or call.person_id != actor.id:
        raise NotFound()
    return _coaching(whisper_of_call(call.id), call, coached_identity(seat.id), seat.name)


def _coaching(whisper: Supervision | None, call: Call, identity: str, name: str) -> dict[str, Any]:
    if whisper is None or whisper.mode != Mode.WHISPER or whisper.coach_room is None:
        raise Conflict("Nobody whispers in this call now.", slug="no-whisper")
    if not whisper.coach_ready:
        raise NotOnMediaServer()
    return _view(join_ticket(whisper.coach_room, identity, name=name, publish=True), call)


def _view(ticket: Ticket, call: Call) -> dict[str, Any]:
    return {
        "url": ticket.url,
        "token": ticket.token,
        "room": ticket.room,
        "identity": ticket.identity,
        "epoch": call.media_epoch,
        "expires_at": ticket.expires_at,
    }
