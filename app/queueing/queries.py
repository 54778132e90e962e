"""Reads of the queue and of presence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select

from app.access.models import Membership, Person
from app.calls.models import Call, Leg
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound
from app.queueing.models import Offer, Presence, QueueEntry
from app.queueing.state import EntryState, OfferState, PresenceState
from app.realtime.connections import STALE_AFTER
from app.realtime.models import RealtimeSocket
from app.team.entitlement import people_over_limit

# Enough answers to speak of a pace, and recent enough to be the pace of now.
PACE_WINDOW = timedelta(minutes=60)
PACE_MINIMUM = 5


def waiting() -> Select[QueueEntry]:
    """Waiting entries in the order in which they are served."""
    return (
        select(QueueEntry)
        .where(QueueEntry.state == EntryState.WAITING)
        .order_by(QueueEntry.priority.desc(), QueueEntry.joined_at, QueueEntry.id)
    )


def waiting_in(department_id: int) -> list[QueueEntry]:
    return list(db.session.scalars(waiting().where(QueueEntry.department_id == department_id)))


def count_waiting(department_id: int) -> int:
    statement = select(func.count()).where(
        QueueEntry.state == EntryState.WAITING, QueueEntry.department_id == department_id
    )
    return db.session.scalar(statement) or 0


def entry_of_visit(visit_id: int) -> QueueEntry | None:
    """The visit's latest entry."""
    return db.session.scalar(
        select(QueueEntry)
        .where(QueueEntry.visit_id == visit_id)
        .order_by(QueueEntry.id.desc())
        .limit(1)
    )


def waiting_entry_of_call(call_id: int) -> QueueEntry | None:
    return db.session.scalar(waiting().where(QueueEntry.call_id == call_id))


def position_of(entry: QueueEntry) -> int:
    """1 for whoever is next; entries meant for one attendant do not stand in anybody's way."""
    before = or_(
        QueueEntry.priority > entry.priority,
        and_(
            QueueEntry.priority == entry.priority,
            or_(
                QueueEntry.joined_at < entry.joined_at,
                and_(QueueEntry.joined_at == entry.joined_at, QueueEntry.id < entry.id),
            ),
        ),
    )
    statement = select(func.count()).where(
        QueueEntry.department_id == entry.department_id,
        QueueEntry.state == EntryState.WAITING,
        QueueEntry.target_person_id.is_(None),
        before,
    )
    return 1 + (db.session.scalar(statement) or 0)


@dataclass(frozen=True)
class Place:
    """Where an entry stands, as `position_of` and `estimated_wait_seconds` say for it alone."""

    entry: QueueEntry
    position: int
    estimated_wait_seconds: int | None


def line_of(department_id: int) -> list[Place]:
    """Everyone's place in a department's queue, in two reads."""
    pace = answer_pace_seconds(department_id)
    line, position = [], 1
    for entry in waiting_in(department_id):
        line.append(Place(entry, position, _wait_at(pace, position)))
        position += entry.target_person_id is None
    return line


def answer_pace_seconds(department_id: int) -> float | None:
    """Mean time between two answers of the last hour; None with too few to be honest."""
    since = utcnow() - PACE_WINDOW
    count = db.session.scalar(
        select(func.count()).where(
            QueueEntry.department_id == department_id,
            QueueEntry.state == EntryState.ANSWERED,
            QueueEntry.ended_at > since,
        )
    )
    return PACE_WINDOW.total_seconds() / count if count and count >= PACE_MINIMUM else None


def estimated_wait_seconds(entry: QueueEntry) -> int | None:
    """How long the wait will be at the pace of the last hour; None while there is no such pace."""
    return _wait_at(answer_pace_seconds(entry.department_id), position_of(entry))


def _wait_at(pace: float | None, position: int) -> int | None:
    return None if pace is None else round(pace * position)


def free_people() -> list[tuple[Presence, int]]:
    """Everyone who can be offered a client now, with each of their departments: Online, a live
    socket, no open offer, within the plan. Longest idle first.
    """
    live = select(RealtimeSocket.person_id).where(RealtimeSocket.seen_at > utcnow() - STALE_AFTER)
    busy = select(Offer.person_id).where(Offer.state == OfferState.OPEN)
    rows = db.session.execute(
        select(Presence, Membership.department_id)
        .join(Membership, Membership.person_id == Presence.person_id)
        .join(Person, Person.id == Presence.person_id)
        .where(
            Presence.state == PresenceState.ONLINE,
            Person.active,
            Presence.person_id.in_(live.where(RealtimeSocket.person_id.is_not(None))),
            Presence.person_id.not_in(busy),
        )
        .order_by(Presence.idle_since.asc().nulls_first(), Presence.person_id)
    )
    over = people_over_limit()
    return [(presence, found) for presence, found in rows if presence.person_id not in over]


def recently_refused(since: datetime) -> set[tuple[int, int]]:
    """(entry, person) of offers that ended without a yes after `since`."""
    rows = db.session.execute(
        select(Offer.entry_id, Offer.person_id).where(
            Offer.state.in_((OfferState.DECLINED, OfferState.EXPIRED)), Offer.ended_at > since
        )
    )
    return {(entry_id, person_id) for entry_id, person_id in rows}


def open_offers_of_entry(entry_id: int) -> list[Offer]:
    return list(
        db.session.scalars(
            select(Offer).where(Offer.entry_id == entry_id, Offer.state == OfferState.OPEN)
        )
    )


def open_offers_of(person_id: int) -> list[Offer]:
    return list(
        db.session.scalars(
            select(Offer).where(Offer.person_id == person_id, Offer.state == OfferState.OPEN)
        )
    )


def ringing_entry_ids(entry_ids: Collection[int]) -> set[int]:
    statement = select(Offer.entry_id).where(
        Offer.entry_id.in_(entry_ids), Offer.state == OfferState.OPEN
    )
    return set(db.session.scalars(statement))


def get_own_offer(person_id: int, offer_id: int) -> Offer:
    """Raises NotFound for somebody else's."""
    offer = db.session.get(Offer, offer_id)
    if offer is None or offer.person_id != person_id:
        raise NotFound()
    return offer


def presence_row(person_id: int) -> Presence | None:
    return db.session.get(Presence, person_id)


def presence_states(person_ids: Collection[int]) -> dict[int, str]:
    """By person; whoever never came online is left out."""
    statement = select(Presence.person_id, Presence.state).where(Presence.person_id.in_(person_ids))
    return dict(db.session.execute(statement).all())


def departments_of(person_id: int) -> list[int]:
    statement = select(Membership.department_id).where(Membership.person_id == person_id)
    return list(db.session.scalars(statement))


def team_presence(department_id: int) -> list[tuple[Person, Presence | None]]:
    rows = db.session.execute(
        select(Person, Presence)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(Presence, Presence.person_id == Person.id)
        .where(Membership.department_id == department_id, Person.active)
        .order_by(Person.name)
    )
    return [(person, presence) for person, presence in rows]


def handled_since(person_id: int, since: datetime) -> tuple[int, int]:
    """(legs ended, talk seconds) of one person; being briefed by a colleague is not handling."""
    seconds = func.extract("epoch", Leg.ended_at - Leg.started_at)
    row = db.session.execute(
        select(func.count(), func.coalesce(func.sum(seconds), 0)).where(
            Leg.person_id == person_id,
            Leg.kind != "consult",
            Leg.ended_at.is_not(None),
            Leg.started_at >= since,
        )
    ).one()
    return row[0], round(row[1])


def entry_of(offer: Offer) -> QueueEntry:
    return db.session.get_one(QueueEntry, offer.entry_id)


def call_of(entry: QueueEntry) -> Call:
    return db.session.get_one(Call, entry.call_id)
