"""Makes one history of the media server's reports, whatever their order and however often they come.

Everything here runs in the scope of the room's company. Times are the media server's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from media.domain_events import MediaJoined, MediaLeft, RoomFinished
from media.errands import remove_from_room
from media.models import MediaAttendance, MediaRoom
from media.occupancy import is_stranger, welcome_seats
from tenants.context import current_company

KEEP_FOR = timedelta(days=90)


def do_note_joined(room: str, identity: str, sid: str, at: datetime) -> None:
    """Whoever has no seat is sent out at once."""
    stay = _stay(room, identity, sid)
    was_present = stay.present
    stay.joined_at = _earliest(stay.joined_at, at)
    finished_at = _finished_at(room)
    if finished_at is not None:
        stay.left_at = _earliest(stay.left_at, finished_at)
    if not stay.present or was_present:
        return
    publish(MediaJoined(current_company().id, room, identity, sid))
    if is_stranger(room, identity, welcome_seats()):
        remove_from_room.enqueue_on_commit(room=room, identity=identity)


def do_note_left(room: str, identity: str, sid: str, at: datetime) -> None:
    stay = _stay(room, identity, sid)
    was_over = stay.left_at is not None
    stay.left_at = _earliest(stay.left_at, at)
    if not was_over:
        publish(MediaLeft(current_company().id, room, identity, sid))


def do_finish_room(room: str, at: datetime) -> None:
    """The room is gone, and with it everybody who was there."""
    _lock(room)
    known = db.session.scalar(select(MediaRoom).where(MediaRoom.name == room))
    if known is None:
        db.session.add(MediaRoom(name=room, finished_at=at))
    else:
        known.finished_at = min(known.finished_at, at)
    for stay in open_stays([room]):
        do_note_left(room, stay.identity, stay.sid, at)
    db.session.flush()
    if known is None:
        publish(RoomFinished(current_company().id, room))


def open_stays(rooms: Iterable[str]) -> list[MediaAttendance]:
    """The stays in these rooms of which no end is known."""
    return list(
        db.session.scalars(
            select(MediaAttendance)
            .where(MediaAttendance.room.in_(list(rooms)), MediaAttendance.left_at.is_(None))
            .order_by(MediaAttendance.id)
        )
    )


def open_rooms() -> set[str]:
    """The rooms in which we believe somebody to be."""
    return set(
        db.session.scalars(
            select(MediaAttendance.room).where(MediaAttendance.left_at.is_(None)).distinct()
        )
    )


def do_forget_stays() -> None:
    """Deletes ended stays and rooms that are older than KEEP_FOR."""
    before = utcnow() - KEEP_FOR
    db.session.execute(delete(MediaAttendance).where(MediaAttendance.left_at < before))
    db.session.execute(delete(MediaRoom).where(MediaRoom.finished_at < before))


def _stay(room: str, identity: str, sid: str) -> MediaAttendance:
    """The row of this stay, made if need be; reports of one room are taken one after the other."""
    _lock(room)
    db.session.execute(
        insert(MediaAttendance)
        .values(room=room, identity=identity, sid=sid)
        .on_conflict_do_nothing(index_elements=["sid"])
    )
    return db.session.scalars(
        select(MediaAttendance)
        .where(MediaAttendance.sid == sid)
        .execution_options(populate_existing=True)
    ).one()


def _lock(room: str) -> None:
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(room, 0))))


def _finished_at(room: str) -> datetime | None:
    return db.session.scalar(select(MediaRoom.finished_at).where(MediaRoom.name == room))


def _earliest(known: datetime | None, told: datetime) -> datetime:
    return told if known is None else min(known, told)
