"""Presence of attendants: what they chose, corrected by what is true.

Callers hold the floor. `refresh` is the one place that decides a state; everything else changes a
cause and calls it.
"""

from __future__ import annotations

from datetime import datetime

from app.calls.queries import has_live_call, unclosed_leg_of
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.queueing.distribution import close_offers_of_person
from app.queueing.events import tell_presence
from app.queueing.models import Presence, PresenceChange
from app.queueing.queries import departments_of
from app.queueing.state import (
    AWAY_AFTER,
    OFFLINE_AFTER,
    OfferState,
    PauseReason,
    PresenceState,
)
from app.realtime.connections import has_live_socket
from app.team.entitlement import check_person_in_plan


def presence_of(person_id: int) -> Presence:
    """The person's row, made on first sight."""
    presence = db.session.get(Presence, person_id)
    if presence is None:
        presence = Presence(
            person_id=person_id,
            state=PresenceState.OFFLINE,
            wanted=PresenceState.OFFLINE,
            reason="",
            wanted_reason="",
            since=utcnow(),
            version=0,
        )
        db.session.add(presence)
        db.session.flush()
    return presence


def check_can_go_online(person_id: int) -> None:
    if not departments_of(person_id):
        raise Conflict("Ask a manager to add you to a department first.", slug="no-department")
    check_person_in_plan(person_id)


def do_choose(person_id: int, wanted: str, reason: str = "") -> Presence:
    """The person goes online, pauses or goes offline; in a call it holds from the call's end on."""
    presence = presence_of(person_id)
    presence.wanted = wanted
    presence.wanted_reason = reason if wanted == PresenceState.PAUSED else ""
    presence.heartbeat_at = utcnow()
    return refresh(person_id)


def do_pause_unanswered(person_id: int) -> Presence:
    """An offer ran out: the person is not there, whatever their screen says."""
    presence = presence_of(person_id)
    presence.wanted = PresenceState.PAUSED
    presence.wanted_reason = PauseReason.NO_ANSWER
    return refresh(person_id)


def do_heartbeat(person_id: int) -> None:
    """Needs no floor: nothing but the time of it changes."""
    presence_of(person_id).heartbeat_at = utcnow()


def refresh(person_id: int) -> Presence:
    """Derives the state anew; writes, records and tells only what changed.

    Whoever is not online any more is held out nobody: the caller distributes what that sets free.
    """
    presence = presence_of(person_id)
    now = utcnow()
    state, reason = _derive(presence, now)
    if (state, reason) == (presence.state, presence.reason):
        return presence
    if state != presence.state:
        presence.since = now
        db.session.add(PresenceChange(person_id=person_id, state=state, reason=reason, at=now))
    presence.state, presence.reason = state, reason
    presence.idle_since = now if state == PresenceState.ONLINE else None
    if state == PresenceState.OFFLINE:
        presence.wanted = PresenceState.OFFLINE
    presence.touch()
    tell_presence(presence)
    if state != PresenceState.ONLINE:
        close_offers_of_person(person_id, OfferState.WITHDRAWN)
    return presence


def _derive(presence: Presence, now: datetime) -> tuple[str, str]:
    if has_live_call(presence.person_id):
        return PresenceState.ON_CALL, ""
    leg = unclosed_leg_of(presence.person_id, now)
    presence.wrap_up_until = leg.wrap_up_until if leg else None
    if presence.wanted == PresenceState.OFFLINE:
        return PresenceState.OFFLINE, ""
    silent_for = now - (presence.heartbeat_at or presence.since)
    if silent_for > OFFLINE_AFTER:
        return PresenceState.OFFLINE, ""
    if silent_for > AWAY_AFTER or not has_live_socket(presence.person_id):
        return PresenceState.AWAY, ""
    if leg is not None:
        return PresenceState.ON_CALL, PauseReason.WRAP_UP
    return presence.wanted, presence.wanted_reason
