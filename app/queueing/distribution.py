"""Who is offered whom: the front of each queue to the free attendants of its department.

Callers hold the floor. `distribute` looks at the whole company each time: it is right after any
change, needs no memory, and costs three reads when nobody waits for anybody.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from app.core.bus import publish
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.queueing.domain_events import OfferMade
from app.queueing.events import tell_entry, tell_offer, tell_offer_closed
from app.queueing.models import Offer, QueueEntry
from app.queueing.queries import (
    free_people,
    open_offers_of,
    open_offers_of_entry,
    position_of,
    recently_refused,
    ringing_entry_ids,
    waiting,
)
from app.queueing.state import OFFER_AGAIN_AFTER, OfferState
from app.team.models import Department
from tenants.context import current_company
from tenants.models import CompanyStatus


def distribute() -> None:
    """Makes every offer that can be made now; while the company is paused, only within running calls."""
    entries = [
        entry for entry in db.session.scalars(waiting()) if is_served() or entry.transferred_by_id
    ]
    if not entries:
        return
    free = _free_by_department()
    if not free:
        return
    refused = recently_refused(utcnow() - OFFER_AGAIN_AFTER)
    ringing = ringing_entry_ids([entry.id for entry in entries])
    taken: set[int] = set()
    for entry in entries:
        people = [
            person_id
            for person_id in _candidates(entry, free)
            if person_id not in taken and (entry.id, person_id) not in refused
        ]
        chosen = _chosen(entry, people, entry.id in ringing)
        for person_id in chosen:
            _offer(entry, person_id)
        taken.update(chosen)
        if chosen and entry.id not in ringing:
            tell_entry(entry, position_of(entry), ringing=True)


def is_served() -> bool:
    return current_company().status == CompanyStatus.ACTIVE


def close_offers_of_entry(entry: QueueEntry, state: OfferState) -> None:
    for offer in open_offers_of_entry(entry.id):
        close_offer(offer, state)


def close_offers_of_person(person_id: int, state: OfferState) -> None:
    for offer in open_offers_of(person_id):
        close_offer(offer, state)


def close_offer(offer: Offer, state: OfferState) -> None:
    """Ends an open offer and says so; the entry keeps its place."""
    offer.state = state
    offer.ended_at = utcnow()
    db.session.flush()
    tell_offer_closed(offer)
    entry = db.session.get_one(QueueEntry, offer.entry_id)
    if entry.state == "waiting" and not open_offers_of_entry(entry.id):
        tell_entry(entry, position_of(entry), ringing=False)


def _free_by_department() -> dict[int, list[int]]:
    free: defaultdict[int, list[int]] = defaultdict(list)
    for presence, department_id in free_people():
        free[department_id].append(presence.person_id)
    return free


def _candidates(entry: QueueEntry, free: dict[int, list[int]]) -> list[int]:
    """The department's free people; for an entry meant for one person, that person alone."""
    if entry.target_person_id is None:
        return [p for p in free.get(entry.department_id, []) if p != entry.transferred_by_id]
    everyone = {person_id for people in free.values() for person_id in people}
    return [entry.target_person_id] if entry.target_person_id in everyone else []


def _chosen(entry: QueueEntry, people: list[int], ringing: bool) -> list[int]:
    department = db.session.get_one(Department, entry.department_id)
    if department.strategy == "ring_all":
        return people
    return [] if ringing else people[:1]


def _offer(entry: QueueEntry, person_id: int) -> None:
    now = utcnow()
    offer = Offer(
        entry_id=entry.id,
        person_id=person_id,
        state=OfferState.OPEN,
        made_at=now,
        expires_at=now + timedelta(seconds=settings().offer_seconds),
    )
    db.session.add(offer)
    db.session.flush()
    tell_offer(offer)
    publish(OfferMade(offer))
