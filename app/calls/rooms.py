"""Which rooms of the media server calls need now, and whose seats are in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import selectinload

from app.calls.models import Call, Participant
from app.calls.queries import consulting_seats, is_briefed
from app.calls.state import OPEN
from app.core.db import db
from media.names import participant_identity


def rooms_of_open_calls() -> set[str]:
    """Of calls that run, and of those that ring where the room is to be ready."""
    rows = db.session.execute(
        select(Call.media_room, Call.consult_room).where(
            Call.status.in_(OPEN), Call.media_room.is_not(None)
        )
    )
    return {room for row in rows for room in row if room is not None}


def seats_in_rooms() -> set[tuple[str, str]]:
    """Pairs of a room and an identity that may be in it."""
    calls = db.session.scalars(
        select(Call)
        .where(Call.status.in_(OPEN), Call.media_mode == "sfu")
        .options(selectinload(Call.participants), selectinload(Call.legs))
    )
    return {
        (room, participant_identity(participant.id))
        for call in calls
        for room, participant in _places(call)
    }


def _places(call: Call) -> Iterator[tuple[str, Participant]]:
    """The attendant who leads a briefing is on the way from one room to the other."""
    seated = [p for p in call.participants if p.left_at is None]
    if call.media_room is not None:
        yield from ((call.media_room, p) for p in seated if not is_briefed(call, p.person_id))
    if call.consult_room is not None:
        yield from ((call.consult_room, p) for p in consulting_seats(call))


def open_call_of_room(room: str) -> Call | None:
    return db.session.scalar(
        select(Call).where(
            Call.status.in_(OPEN), or_(Call.media_room == room, Call.consult_room == room)
        )
    )


def calls_waiting_for_media(since: datetime) -> list[Call]:
    """Those that lost the server, wanted to move before `since`, or lack a room for their briefing."""
    lacks_consult_room = and_(
        Call.media_mode == "sfu", Call.consulting_leg_id.is_not(None), Call.consult_room.is_(None)
    )
    return list(
        db.session.scalars(
            select(Call).where(
                Call.status.in_(OPEN),
                or_(
                    Call.media_lost_at.is_not(None),
                    Call.media_wanted_at < since,
                    lacks_consult_room,
                ),
            )
        )
    )
