"""The queue's reactions: timers for the workers, presence after calls, people who leave the team."""

from __future__ import annotations

from app.calls.domain_events import CallEnded, LegClosed, LegEnded
from app.calls.locks import lock_floor
from app.calls.queries import call_by_id
from app.calls.sfu import do_want_room_ready
from app.core.bus import subscribe
from app.core.db import db
from app.queueing.distribution import close_offer, distribute
from app.queueing.domain_events import EntryQueued, OfferMade
from app.queueing.jobs import check_presence, expire_entry, expire_offer, open_transfer
from app.queueing.presence import do_choose, refresh
from app.queueing.queries import (
    departments_of,
    entry_of,
    open_offers_of,
    presence_states,
    waiting_entry_of_call,
)
from app.queueing.state import TARGET_PATIENCE, OfferState, PresenceState
from app.queueing.transfer import do_withdraw
from app.realtime.connections import drop_connections
from app.team.domain_events import MembershipChanged, PersonDeactivated
from app.team.entitlement import people_over_limit
from app.team.hooks import tell_presence
from app.team.models import Department
from billing.domain_events import PlanChanged


def follow_plan(event: PlanChanged) -> None:
    """Whoever is over the limits now goes offline; whoever is within them again can be offered."""
    lock_floor()
    for person_id in sorted(people_over_limit()):
        do_choose(person_id, PresenceState.OFFLINE)
    distribute()


def time_offer(event: OfferMade) -> None:
    expire_offer.enqueue_on_commit(at=event.offer.expires_at, offer_id=event.offer.id)


def time_entry(event: EntryQueued) -> None:
    entry = event.entry
    expire_entry.enqueue_on_commit(at=entry.expires_at, entry_id=entry.id)
    if entry.target_person_id is not None:
        open_transfer.enqueue_on_commit(at=entry.joined_at + TARGET_PATIENCE, entry_id=entry.id)


def ready_room(event: OfferMade) -> None:
    """While it rings, so that the first picture does not wait for the room."""
    entry = entry_of(event.offer)
    call = call_by_id(entry.call_id)
    if call is not None:
        do_want_room_ready(call, db.session.get_one(Department, entry.department_id))


def wrap_up(event: LegEnded) -> None:
    """The attendant's state follows at once, and again when the after-call work is over."""
    refresh(event.leg.person_id)
    check_presence.enqueue_on_commit(at=event.leg.wrap_up_until, person_id=event.leg.person_id)


def become_ready(event: LegClosed) -> None:
    refresh(event.leg.person_id)
    distribute()


def withdraw_transfer(event: CallEnded) -> None:
    """A call that ends while a colleague is being asked is not offered any longer."""
    entry = waiting_entry_of_call(event.call.id)
    if entry is not None:
        do_withdraw(entry)
    distribute()


def stop_offering(event: PersonDeactivated) -> None:
    """The guard of the deactivation holds the floor already."""
    person_id = event.person.id
    do_choose(person_id, PresenceState.OFFLINE)
    distribute()


def follow_departments(event: MembershipChanged) -> None:
    """Offers of departments that are not theirs any more go on to others, and so do the events."""
    lock_floor()
    theirs = departments_of(event.person_id)
    for offer in open_offers_of(event.person_id):
        if entry_of(offer).department_id not in theirs:
            close_offer(offer, OfferState.WITHDRAWN)
    distribute()
    drop_connections(event.person_id)


tell_presence(presence_states)
subscribe(PersonDeactivated, stop_offering)
subscribe(MembershipChanged, follow_departments)
subscribe(OfferMade, time_offer)
subscribe(OfferMade, ready_room)
subscribe(EntryQueued, time_entry)
subscribe(LegEnded, wrap_up)
subscribe(LegClosed, become_ready)
subscribe(CallEnded, withdraw_transfer)
subscribe(PlanChanged, follow_plan)
