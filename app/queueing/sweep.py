"""What is overdue on a company's floor, found in a few cheap reads."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select

from app.calls.models import Call, Leg, Participant
from app.calls.state import OPEN
from app.core.clock import utcnow
from app.core.db import db
from app.queueing.models import Offer, Presence, QueueEntry
from app.queueing.state import (
    AWAY_AFTER,
    CLIENT_SILENCE,
    OFFER_AGAIN_AFTER,
    OFFLINE_AFTER,
    SOCKET_GRACE,
    TARGET_PATIENCE,
    EntryState,
    OfferState,
    PresenceState,
)
from app.realtime.connections import STALE_AFTER
from app.realtime.models import RealtimeSocket

# In a call both sides beat every 10 s.
PARTICIPANT_SILENCE = timedelta(seconds=30)
# A timer's own job comes first; the sweep takes what is late.
LATE = timedelta(seconds=2)


@dataclass
class Due:
    """Keys of rows whose time is over."""

    offers: list[int] = field(default_factory=list)
    silent_entries: list[int] = field(default_factory=list)
    overdue_entries: list[int] = field(default_factory=list)
    patient_transfers: list[int] = field(default_factory=list)
    expired_calls: list[int] = field(default_factory=list)
    silent_participants: dict[int, set[int]] = field(default_factory=dict)
    presences: list[int] = field(default_factory=list)
    stale_sockets: bool = False
    offer_again: bool = False

    @property
    def anything(self) -> bool:
        return any(vars(self).values())


def find_due() -> Due:
    now = utcnow()
    return Due(
        offers=_ids(
            select(Offer.id).where(Offer.state == OfferState.OPEN, Offer.expires_at < now - LATE)
        ),
        silent_entries=_waiting(QueueEntry.last_seen_at < now - CLIENT_SILENCE),
        overdue_entries=_waiting(QueueEntry.expires_at < now - LATE),
        patient_transfers=_waiting(
            QueueEntry.target_person_id.is_not(None), QueueEntry.joined_at < now - TARGET_PATIENCE
        ),
        expired_calls=_expired_calls(now),
        silent_participants=_silent_participants(now),
        presences=_doubtful_presences(now),
        stale_sockets=_exists(RealtimeSocket.seen_at < now - STALE_AFTER),
        offer_again=_offer_again(now),
    )


def is_overdue(entry_id: int) -> bool:
    return bool(_waiting(QueueEntry.id == entry_id, QueueEntry.expires_at <= utcnow()))


def _ids(statement: object) -> list[int]:
    return list(db.session.scalars(statement))  # type: ignore[call-overload]


def _exists(*conditions: object) -> bool:
    return bool(db.session.scalar(select(exists().where(*conditions))))  # type: ignore[arg-type]


def _waiting(*conditions: object) -> list[int]:
    return _ids(
        select(QueueEntry.id).where(QueueEntry.state == EntryState.WAITING, *conditions)  # type: ignore[arg-type]
    )


def _expired_calls(now: datetime) -> list[int]:
    return _ids(
        select(Participant.call_id)
        .join(Call, Call.id == Participant.call_id)
        .where(
            Call.status.in_(OPEN),
            Participant.left_at.is_(None),
            Participant.reconnect_deadline < now - LATE,
        )
        .distinct()
    )


def _silent_participants(now: datetime) -> dict[int, set[int]]:
    rows = db.session.execute(
        select(Participant.call_id, Participant.id).where(
            Participant.left_at.is_(None),
            Participant.connected,
            Participant.last_seen_at < now - PARTICIPANT_SILENCE,
        )
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for call_id, participant_id in rows:
        found[call_id].add(participant_id)
    return dict(found)


def _doubtful_presences(now: datetime) -> list[int]:
    """People whose stored state may not hold any more."""
    live = exists().where(
        RealtimeSocket.person_id == Presence.person_id, RealtimeSocket.seen_at > now - STALE_AFTER
    )
    talking = exists().where(Leg.person_id == Presence.person_id, Leg.ended_at.is_(None))
    gone = Presence.heartbeat_at < now - AWAY_AFTER
    unsocketed = ~live & (Presence.heartbeat_at < now - SOCKET_GRACE)
    wrapped_up = Presence.wrap_up_until < now
    return _ids(
        select(Presence.person_id).where(
            or_(
                Presence.state.in_((PresenceState.ONLINE, PresenceState.PAUSED))
                & (gone | unsocketed),
                (Presence.state == PresenceState.ON_CALL) & ~talking & (wrapped_up | gone | ~live),
                (Presence.state == PresenceState.AWAY)
                & ((Presence.heartbeat_at < now - OFFLINE_AFTER) | (live & ~gone)),
            )
        )
    )


def _offer_again(now: datetime) -> bool:
    """Somebody waits whose last refusal is old enough to ask the same people again."""
    refused = exists().where(
        Offer.entry_id == QueueEntry.id,
        Offer.state.in_((OfferState.DECLINED, OfferState.EXPIRED)),
        Offer.ended_at < now - OFFER_AGAIN_AFTER,
    )
    ringing = exists().where(Offer.entry_id == QueueEntry.id, Offer.state == OfferState.OPEN)
    return bool(_waiting(refused, ~ringing))
