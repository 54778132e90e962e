"""Asks the media server what there is, and makes it what it should be.

Reports get lost: the server drops those that it cannot deliver. Whatever they would have said is found
here. The server's word never decides what becomes of a call; slices above hear of it and decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from livekit.protocol.models import ParticipantInfo, Room
from prometheus_client import Counter, Gauge
from sqlalchemy import select

from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db, outside_transaction
from app.core.errors import Problem
from app.core.logging import get_logger
from media import livekit
from media.attendance import (
    do_finish_room,
    do_note_joined,
    do_note_left,
    open_rooms,
    open_stays,
)
from media.domain_events import MediaChecked
from media.names import company_of
from media.occupancy import is_kept_room, is_stranger, wanted_rooms, welcome_seats
from tenants.context import current_company
from tenants.models import Company, CompanyStatus

log = get_logger(__name__)
# A room is made before its call knows of it.
NEW_FOR = timedelta(minutes=2)
# A stay that began while the server was being asked is not in its answer.
SETTLED_AFTER = timedelta(seconds=10)

CORRECTIONS = Counter("media_corrections", "What the reconciler had to put right.", ("kind",))
ROOMS = Gauge("media_rooms", "Rooms on the media server.", multiprocess_mode="mostrecent")
PEOPLE = Gauge("media_people", "People in them.", multiprocess_mode="mostrecent")
REACHABLE = Gauge(
    "media_server_reachable", "Whether the server answered last.", multiprocess_mode="mostrecent"
)


@dataclass(frozen=True)
class Survey:
    """What the server said, and when it was asked."""

    at: datetime
    rooms: dict[str, Room]
    people: dict[str, list[ParticipantInfo]]

    def of_company(self, company_id: int) -> list[Room]:
        return [room for name, room in self.rooms.items() if company_of(name) == company_id]


def survey() -> Survey | None:
    """Everything that is on the server now; None when it does not answer or there is none."""
    if not livekit.is_configured():
        return None
    at = utcnow()
    try:
        rooms = {room.name: room for room in livekit.list_rooms() if company_of(room.name)}
        people = {name: livekit.list_participants(name) for name in rooms}
    except Problem:
        REACHABLE.set(0)
        return None
    REACHABLE.set(1)
    ROOMS.set(len(rooms))
    PEOPLE.set(sum(map(len, people.values())))
    return Survey(at, rooms, people)


def close_rooms_of_closed(seen: Survey) -> None:
    """Companies that are not served any more have no rooms."""
    gone = {company_of(name) for name in seen.rooms} & _closed_companies()
    db.session.commit()
    for name in seen.rooms:
        if company_of(name) in gone:
            _delete(name)


def reconcile_company(seen: Survey | None) -> None:
    """In a company's scope. Without an answer of the server only what waits is told to try again."""
    if seen is not None:
        _reconcile_rooms(seen, seen.of_company(current_company().id))
    publish(MediaChecked(current_company().id))


def _reconcile_rooms(seen: Survey, rooms: list[Room]) -> None:
    wanted, welcome = wanted_rooms(), welcome_seats()
    lost = (wanted | open_rooms()) - set(seen.rooms)
    with outside_transaction():
        for room in rooms:
            if room.name not in wanted and is_kept_room(room.name) and _is_old(room, seen.at):
                _delete(room.name)
            else:
                _send_strangers_out(seen, room.name, welcome)
        # It may have been made while we asked.
        lost -= {room.name for room in livekit.list_rooms(sorted(lost))} if lost else set()
    for room in rooms:
        _settle(room.name, seen)
    for name in sorted(lost):
        CORRECTIONS.labels("room_lost").inc()
        do_finish_room(name, seen.at)


def _send_strangers_out(seen: Survey, room: str, welcome: set[tuple[str, str]]) -> None:
    for person in seen.people[room]:
        if is_stranger(room, person.identity, welcome):
            CORRECTIONS.labels("stranger").inc()
            log.warning("stranger_in_room", room=room, identity=person.identity)
            livekit.remove_participant(room, person.identity)


def _settle(room: str, seen: Survey) -> None:
    """Notes who came and who left without a report of it."""
    present = {person.sid: person for person in seen.people[room]}
    for stay in open_stays([room]):
        known_since = stay.joined_at or seen.at
        if stay.sid not in present and known_since < seen.at - SETTLED_AFTER:
            CORRECTIONS.labels("left").inc()
            do_note_left(room, stay.identity, stay.sid, seen.at)
        present.pop(stay.sid, None)
    for sid, person in present.items():
        joined_at = datetime.fromtimestamp(person.joined_at, UTC)
        if joined_at < seen.at - SETTLED_AFTER:
            do_note_joined(room, person.identity, sid, joined_at)


def _delete(room: str) -> None:
    CORRECTIONS.labels("room_left_over").inc()
    livekit.delete_room(room)


def _is_old(room: Room, now: datetime) -> bool:
    return datetime.fromtimestamp(room.creation_time, UTC) < now - NEW_FOR


def _closed_companies() -> set[int]:
    return set(db.session.scalars(select(Company.id).where(Company.status == CompanyStatus.CLOSED)))
