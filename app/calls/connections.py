"""Who is connected to a call right now, and the grace time of those who were lost.

Callers hold the floor and the call's row. Times are the server's.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.calls.consulting import do_cancel_consulting
from app.calls.domain_events import ParticipantMissing
from app.calls.models import Call, Drop, Participant
from app.calls.operations import do_end, do_unseat
from app.calls.queries import open_legs
from app.calls.state import CallStatus, EndReason
from app.calls.timeline import announce, note_event
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db


def do_connect(call: Call, participant: Participant, sid: str, connection: str) -> str | None:
    """This page load carries the participant's media from now on.

    Returns the sid of another tab that it takes over from, if there is one.
    """
    replaced = participant.sid if participant.sid not in (None, sid) else None
    was_connected = participant.connected
    if participant.reconnect_deadline is not None:
        _note_return(call, participant)
    participant.carry(sid, connection)
    announce(call)
    return replaced if was_connected else None


def do_lose(call: Call, participant: Participant) -> None:
    """The connection is gone; the grace time starts."""
    if not participant.connected or participant.left_at is not None:
        return
    now = utcnow()
    participant.connected = False
    participant.sid = None
    participant.reconnect_deadline = now + timedelta(seconds=settings().reconnect_grace_seconds)
    db.session.add(Drop(call_id=call.id, participant_id=participant.id, disconnected_at=now))
    note_event(call, "lost", participant.name)
    publish(ParticipantMissing(call, participant))
    announce(call)


def do_expire(call: Call, now: datetime) -> None:
    """Ends what waits for somebody whose grace time is over."""
    for participant in call.participants:
        deadline = participant.reconnect_deadline
        if participant.left_at is None and deadline is not None and deadline <= now:
            _give_up(call, participant)


def do_set_media_state(
    call: Call, participant: Participant, microphone: bool, camera: bool, screen: bool
) -> None:
    """What the other side is told about this side's devices."""
    before = (participant.microphone, participant.camera, participant.screen)
    if before != (microphone, camera, screen):
        participant.microphone, participant.camera, participant.screen = microphone, camera, screen
        announce(call)


def participants_by_sid(sid: str) -> list[Participant]:
    return list(
        db.session.scalars(
            select(Participant).where(Participant.sid == sid, Participant.left_at.is_(None))
        )
    )


def _note_return(call: Call, participant: Participant) -> None:
    drop = db.session.scalar(
        select(Drop)
        .where(Drop.participant_id == participant.id, Drop.reconnected_at.is_(None))
        .order_by(Drop.id.desc())
        .limit(1)
    )
    if drop is None:
        note_event(call, "joined", participant.name)
        return
    drop.reconnected_at = utcnow()
    note_event(call, "returned", participant.name)


def _give_up(call: Call, participant: Participant) -> None:
    """Without client or attendant there is no call; without somebody else it goes on."""
    if participant.kind not in ("client", "attendant"):
        do_unseat(call, participant)
        note_event(call, "gone", participant.name)
        announce(call)
        return
    consulting = {leg.person_id for leg in open_legs(call) if leg.id == call.consulting_leg_id}
    if participant.person_id in consulting:
        do_cancel_consulting(call, participant.name, EndReason.CONNECTION_LOST)
    else:
        do_end(call, CallStatus.DISCONNECT, EndReason.CONNECTION_LOST, participant.name)


def touch_participants(sid: str) -> None:
    """A heartbeat of this connection, for every seat that it holds."""
    db.session.execute(
        update(Participant)
        .where(Participant.sid == sid, Participant.left_at.is_(None))
        .values(last_seen_at=utcnow())
    )
