"""The only writer of queue entries and offers: joining, answering, declining, leaving, expiring.

Every public operation takes the floor first, so that each sees what the one before it did.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from app.access.models import Person
from app.calls import operations as calls
from app.calls.consulting import do_start_consulting
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call
from app.calls.state import CallStatus, EndReason
from app.clients.models import Client
from app.clients.operations import do_count_entry
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.queueing.distribution import close_offer, close_offers_of_entry, distribute
from app.queueing.domain_events import EntryAnswered, EntryEnded, EntryQueued, QueueChanged
from app.queueing.events import tell_entry, tell_entry_left
from app.queueing.models import Offer, QueueEntry
from app.queueing.presence import do_pause_unanswered, refresh
from app.queueing.queries import (
    count_waiting,
    entry_of_visit,
    get_own_offer,
    position_of,
    waiting,
)
from app.queueing.state import EntryState, OfferState
from app.realtime.connections import page_of_person
from app.team.entitlement import departments_over_limit
from app.team.hours import is_open, next_opening
from app.team.models import Department

MISSED_BECAUSE = {
    EntryState.LEFT: EndReason.ABANDONED,
    EntryState.ABANDONED: EndReason.ABANDONED,
    EntryState.REJECTED: EndReason.QUEUE_FULL,
    EntryState.TIMED_OUT: EndReason.QUEUE_TIMEOUT,
}


class QueueFull(Conflict):
    slug = "queue-full"
    title = "All places in the queue are taken"


class OutOfHours(Conflict):
    slug = "out-of-hours"
    title = "The department is closed now"


class OfferTaken(Conflict):
    slug = "offer-taken"
    title = "A colleague was quicker"


class OfferClosed(Conflict):
    slug = "offer-closed"
    title = "This call is not offered to you any more"


def do_join(
    department: Department,
    client: Client,
    visit_id: int,
    form: Mapping[str, Any],
    language: str,
) -> QueueEntry:
    """Puts the client at the end of the queue and rings; a visit that waits already keeps its place.

    Raises OutOfHours, or QueueFull; the rejection is written all the same, so that it is counted.
    """
    lock_floor()
    present = entry_of_visit(visit_id)
    if present is not None and present.state == EntryState.WAITING:
        return present
    _check_open(department)
    call = calls.do_open_call(department, client, visit_id, form, language)
    entry = do_add_entry(call, department)
    do_count_entry(client)
    if count_waiting(department.id) > department.queue_max_size:
        do_end_entry(entry, EntryState.REJECTED)
        raise QueueFull("Leave your number or try again later.", keeps_writes=True)
    do_queue(entry)
    return entry


def do_queue(entry: QueueEntry) -> None:
    """Announces a new entry and offers it."""
    tell_entry(entry, position_of(entry), ringing=False)
    publish(EntryQueued(entry))
    publish(QueueChanged(entry.department_id))
    distribute()


def do_accept(offer_id: int, person: Person, connection: str | None = None) -> Call:
    """One winner: the entry is taken by a conditional write. Raises OfferTaken or OfferClosed.

    `connection` names the person's page that carries the call, if it is there.
    """
    lock_floor()
    offer = get_own_offer(person.id, offer_id)
    db.session.refresh(offer)
    _check_open_offer(offer)
    entry = _take_entry(offer, person)
    close_offer(offer, OfferState.ACCEPTED)
    call = _connect(entry, person, connection)
    close_offers_of_entry(entry, OfferState.TAKEN)
    tell_entry_left(entry)
    refresh(person.id)
    publish(EntryAnswered(entry, call))
    publish(QueueChanged(entry.department_id))
    distribute()
    return call


def do_decline(offer_id: int, person_id: int) -> None:
    """The client keeps the place and goes to others; declining twice changes nothing."""
    lock_floor()
    offer = get_own_offer(person_id, offer_id)
    if offer.state == OfferState.OPEN:
        close_offer(offer, OfferState.DECLINED)
        distribute()


def do_expire_offer(offer_id: int) -> None:
    """Nobody answered in time: the person is paused, the client keeps the place."""
    lock_floor()
    offer = db.session.get(Offer, offer_id)
    if offer is None or offer.state != OfferState.OPEN or offer.expires_at > utcnow():
        return
    close_offer(offer, OfferState.EXPIRED)
    do_pause_unanswered(offer.person_id)
    distribute()


def do_leave(entry: QueueEntry) -> None:
    """The client says that they do not want to wait any longer."""
    _end_waiting(entry.id, EntryState.LEFT)


def do_abandon(entry_id: int) -> None:
    """The client fell silent."""
    _end_waiting(entry_id, EntryState.ABANDONED)


def do_time_out(entry_id: int) -> None:
    """The department's longest wait is over."""
    _end_waiting(entry_id, EntryState.TIMED_OUT)


def do_let_waiting_go() -> None:
    """Ends every wait that is no part of a running call."""
    lock_floor()
    for entry in db.session.scalars(waiting().where(QueueEntry.transferred_by_id.is_(None))).all():
        do_end_entry(entry, EntryState.TIMED_OUT)


def do_heartbeat_visit(visit_id: int) -> None:
    """The client is still there; no floor, since nothing but the time of it changes."""
    db.session.execute(
        update(QueueEntry)
        .where(QueueEntry.visit_id == visit_id, QueueEntry.state == EntryState.WAITING)
        .values(last_seen_at=utcnow())
    )


def do_end_entry(entry: QueueEntry, state: EntryState) -> None:
    """Ends the wait without an attendant, and the call with it. The caller holds the floor."""
    entry.state = state
    entry.ended_at = utcnow()
    db.session.flush()
    close_offers_of_entry(entry, OfferState.WITHDRAWN)
    tell_entry_left(entry)
    _end_call(locked_call(entry.call_id), state)
    publish(EntryEnded(entry))
    publish(QueueChanged(entry.department_id))


def _end_waiting(entry_id: int, state: EntryState) -> None:
    lock_floor()
    entry = db.session.get(QueueEntry, entry_id, populate_existing=True)
    if entry is not None and entry.state == EntryState.WAITING:
        do_end_entry(entry, state)
        distribute()


def _end_call(call: Call, state: EntryState) -> None:
    if call.status == CallStatus.WAITING:
        calls.do_miss(call, MISSED_BECAUSE[state])
    elif call.status == CallStatus.TRANSFERRED:
        calls.do_end(
            call, CallStatus.COMPLETED, EndReason.LEFT_IN_TRANSFER, call.form.get("name", "")
        )


def _check_open(department: Department) -> None:
    now = utcnow()
    if department.id in departments_over_limit():
        raise OutOfHours("Leave your number.", opens_at=None)
    if not is_open(department, now):
        opening = next_opening(department, now)
        raise OutOfHours(
            "Leave your number or come back when it opens.",
            opens_at=opening.isoformat() if opening else None,
        )


def _check_open_offer(offer: Offer) -> None:
    if offer.state == OfferState.TAKEN:
        raise OfferTaken("The client talks to another attendant now.")
    if offer.state != OfferState.OPEN or offer.expires_at <= utcnow():
        raise OfferClosed("The client went on waiting or has left.")


def _take_entry(offer: Offer, person: Person) -> QueueEntry:
    taken = db.session.execute(
        update(QueueEntry)
        .where(QueueEntry.id == offer.entry_id, QueueEntry.state == EntryState.WAITING)
        .values(state=EntryState.ANSWERED, ended_at=utcnow(), answered_by_id=person.id)
        .returning(QueueEntry.id)
    ).scalar_one_or_none()
    if taken is None:
        raise OfferTaken("The client talks to another attendant now.")
    return db.session.get_one(QueueEntry, taken, populate_existing=True)


def _connect(entry: QueueEntry, person: Person, connection: str | None) -> Call:
    call = locked_call(entry.call_id)
    page = page_of_person(person.id, connection) if connection else None
    department = db.session.get_one(Department, entry.department_id)
    if entry.warm:
        do_start_consulting(call, person, department, page)
    else:
        calls.do_answer(call, person, department, page)
    return call


def do_add_entry(call: Call, department: Department, **transfer: Any) -> QueueEntry:
    """A waiting entry of this call; `transfer` are the columns that only a transfer has."""
    now = utcnow()
    entry = QueueEntry(
        department_id=department.id,
        call_id=call.id,
        client_id=call.client_id,
        visit_id=call.visit_id,
        state=EntryState.WAITING,
        version=0,
        joined_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(seconds=department.queue_max_wait_seconds),
        **transfer,
    )
    db.session.add(entry)
    db.session.flush()
    return entry
