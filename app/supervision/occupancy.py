"""Who may be in which room for supervision: whoever else comes with an old ticket is sent out."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from app.calls.models import Call
from app.calls.queries import participant_of_person
from app.core.db import db
from app.supervision.identities import coach_identity, coached_identity, monitor_identity
from app.supervision.models import Supervision
from app.supervision.queries import open_ones
from app.supervision.state import HIDDEN

Seat = tuple[str, str]


def hidden_seats() -> set[Seat]:
    """Supervisors who listen, while they may."""
    hidden = [one for one in open_ones() if one.mode in HIDDEN and not one.paused]
    calls = _calls(hidden)
    return {
        (room, monitor_identity(one)) for one in hidden if (room := calls[one.call_id].media_room)
    }


def coaching_rooms() -> set[str]:
    return {one.coach_room for one in open_ones() if one.coach_room is not None}


def coach_seats() -> set[Seat]:
    return {(one.coach_room, coach_identity(one)) for one in open_ones() if one.coach_room}


def coached_seats() -> set[Seat]:
    """The attendants who lead the calls in which somebody whispers."""
    return set(_coached([one for one in open_ones() if one.coach_room is not None]))


def _coached(whispers: list[Supervision]) -> Iterator[Seat]:
    calls = _calls(whispers)
    for one in whispers:
        call = calls[one.call_id]
        seat = participant_of_person(call, call.person_id) if call.person_id else None
        if seat is not None and one.coach_room is not None:
            yield one.coach_room, coached_identity(seat.id)


def _calls(supervisions: list[Supervision]) -> dict[int, Call]:
    ids = {one.call_id for one in supervisions}
    return {call.id: call for call in db.session.scalars(select(Call).where(Call.id.in_(ids)))}
