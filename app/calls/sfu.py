"""The call's way to the media server, where more than two can meet, and its rooms there.

A move is made before the break: a wish is committed, a job makes the room, and only then the call's mode
and epoch change; browsers keep their direct connection until the new one shows pictures. Callers hold the
floor and the call's row. Nothing here talks to the media server.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from app.calls.domain_events import (
    CallMoved,
    CallMoveFailed,
    ConsultRoomWanted,
    RoomLeft,
    RoomWanted,
    TicketGiven,
)
from app.calls.models import Call, Participant
from app.calls.queries import consulting_seats
from app.calls.timeline import announce, note_event
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.errors import Conflict
from app.team.models import Department
from billing.limits import company_has, require_feature
from billing.plans import Feature
from media.livekit import MediaServerUnreachable, is_configured
from media.names import participant_identity
from media.tickets import join_ticket

UNREACHABLE = "unreachable"
# A reason that nobody in the call may read: a supervisor looks on.
UNSEEN = "supervision"


def is_on_sfu(call: Call) -> bool:
    return call.media_mode == "sfu"


def check_may_move(call: Call) -> None:
    """Raises FeatureNotInPlan, or MediaServerUnreachable where there is no media server."""
    if is_on_sfu(call):
        return
    require_feature(Feature.SFU)
    if not is_configured():
        raise MediaServerUnreachable()


def do_want_sfu(call: Call, reason: str) -> None:
    """Sends the call on its way; wanting it twice, or once it is there, changes nothing.

    `reason` is a word for the timeline. `CallMoved` or `CallMoveFailed` tells how it went.
    """
    if is_on_sfu(call) or call.ended_at is not None:
        return
    if call.media_wanted_for is not None:
        if call.media_wanted_for == UNSEEN:
            call.media_wanted_for = reason
        return
    call.media_wanted_for = reason
    call.media_wanted_at = utcnow()
    publish(RoomWanted(call))


def do_want_room_ready(call: Call, department: Department) -> None:
    """Before the answer, where the call is to begin on the media server."""
    if starts_on_sfu(department) and call.media_room is None:
        publish(RoomWanted(call))


def starts_on_sfu(department: Department) -> bool:
    """Where every call is recorded, there is no time to lose by moving."""
    return (
        department.recording_policy == "full"
        and is_configured()
        and company_has(Feature.SFU)
        and company_has(Feature.RECORDING)
    )


def do_begin_media(call: Call, department: Department) -> None:
    """At an answer: the room that is ready is entered at once, or the call sets out for one."""
    if is_on_sfu(call) or not starts_on_sfu(department):
        return
    if call.media_room is None:
        do_want_sfu(call, "recording")
    else:
        _enter(call, call.media_room)


def needs_room(call: Call) -> bool:
    """Whether a room that is made now would be used."""
    if call.ended_at is not None or is_on_sfu(call):
        return False
    return call.media_wanted_for is not None or (
        call.media_room is None and call.status != "in_progress"
    )


def do_take_room(call: Call, room: str) -> None:
    """The room has been made: the call moves if it wants to, else it has the room ready."""
    if call.media_wanted_for is None:
        call.media_room = room
        return
    if call.media_room is not None:
        publish(RoomLeft(call.media_room))
    if call.media_wanted_for != UNSEEN:
        note_event(call, "moved", reason=call.media_wanted_for)
    _enter(call, room)
    call.media_epoch += 1
    announce(call)
    publish(CallMoved(call))


def do_fail_move(call: Call) -> None:
    """The media server cannot be reached; those in the call are told once, unless nothing of theirs
    depends on it.
    """
    if call.media_wanted_for == UNSEEN:
        publish(CallMoveFailed(call))
    elif call.media_problem is None:
        call.media_problem = UNREACHABLE
        announce(call)
        publish(CallMoveFailed(call))


def do_give_up_move(call: Call) -> None:
    """Wanting it again starts anew."""
    call.media_wanted_for = call.media_wanted_at = None


def do_want_consult_room(call: Call) -> None:
    """On the media server a warm transfer's attendants talk where the client cannot come."""
    if is_on_sfu(call):
        publish(ConsultRoomWanted(call))


def do_take_consult_room(call: Call, room: str) -> None:
    call.consult_room = room
    call.media_epoch += 1
    announce(call)


def do_close_consult_room(call: Call) -> None:
    if call.consult_room is not None:
        publish(RoomLeft(call.consult_room))
        call.consult_room = None


def do_renew_room(call: Call, lost: str, room: str) -> None:
    """In the place of a room that is gone while its call runs."""
    if call.consult_room == lost:
        do_take_consult_room(call, room)
        return
    note_event(call, "moved", reason="room_lost")
    _enter(call, room)
    call.media_epoch += 1
    announce(call)
    publish(CallMoved(call, replaced=lost))


def lost_room(call: Call, room: str) -> bool:
    """Whether this room, which is gone, is one that the call needs."""
    return (
        call.ended_at is None and is_on_sfu(call) and room in (call.media_room, call.consult_room)
    )


def do_lose_media(call: Call) -> datetime:
    """A ticket was asked for and the media server cannot be reached; since when that is so."""
    if call.media_lost_at is None:
        call.media_lost_at = utcnow()
        call.media_problem = UNREACHABLE
        note_event(call, "media_lost")
        announce(call)
    return call.media_lost_at


def do_regain_media(call: Call) -> None:
    if call.media_lost_at is not None:
        call.media_lost_at = call.media_problem = None
        note_event(call, "media_back")
        announce(call)


def room_of(call: Call, participant: Participant) -> str | None:
    """The one room that this seat has a ticket for now; None while it has to wait for one."""
    if not is_on_sfu(call):
        return None
    return call.consult_room if participant in consulting_seats(call) else call.media_room


def media_ticket(call: Call, participant: Participant) -> dict[str, Any]:
    """A fresh ticket for this seat, as `MediaTicketSchema`; raises Conflict while it has no room.

    The epoch rises when it has: whoever is told `not-on-media-server` asks again then.
    """
    room = room_of(call, participant)
    if room is None or participant.left_at is not None:
        raise Conflict(
            "This call's media goes from browser to browser now.",
            slug="not-on-media-server",
            title="There is no room to join",
        )
    identity = participant_identity(participant.id)
    ticket = join_ticket(room, identity, name=participant.name, publish=True)
    publish(TicketGiven(call))
    return asdict(ticket) | {"epoch": call.media_epoch}


def _enter(call: Call, room: str) -> None:
    call.media_mode = "sfu"
    call.media_room = room
    call.media_problem = call.media_lost_at = None
    call.media_wanted_for = call.media_wanted_at = None
