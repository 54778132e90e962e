"""The queue's reactions: timers for the workers, presence after calls, people who leave the team."""

from __future__ import annotations

from app.calls.domain_events import CallEnded, LegClosed, LegEnded
from app.core.bus import subscribe
from app.queueing.distribution import distribute
from app.queueing.domain_events import EntryQueued, OfferMade
from app.queueing.jobs import check_presence, expire_entry, expire_offer, open_transfer
from app.queueing.presence import refresh
from app.queueing.queries import presence_states, waiting_entry_of_call
from app.queueing.state import TARGET_PATIENCE
from app.queueing.transfer import do_withdraw
from app.team.hooks import tell_presence


def time_offer(event: OfferMade) -> None:
    expire_offer.enqueue_on_commit(at=event.offer.expires_at, offer_id=event.offer.id)


def time_entry(event: EntryQueued) -> None:
    entry = event.entry
    expire_entry.enqueue_on_commit(at=entry.expires_at, entry_id=entry.id)
    if entry.target_person_id is not None:
        open_transfer.enqueue_on_commit(at=entry.joined_at + TARGET_PATIENCE, entry_id=entry.id)


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


tell_presence(presence_states)
subscribe(OfferMade, time_offer)
subscribe(EntryQueued, time_entry)
subscribe(LegEnded, wrap_up)
subscribe(LegClosed, become_ready)
subscribe(CallEnded, withdraw_transfer)
