"""Reads of invitations and guests; the call has been checked for whoever asks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.calls.models import Call, Message
from app.calls.queries import messages_of
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import token_hash
from app.guests.models import CallInvitation, Guest
from app.guests.state import GuestState

_FOLLOWING = (GuestState.ASKED, GuestState.ADMITTED)


def invitation_by_token(token: str) -> CallInvitation:
    """Raises NotFound."""
    invitation = db.session.scalar(
        select(CallInvitation)
        .where(CallInvitation.token_hash == token_hash(token))
        .options(joinedload(CallInvitation.call))
    )
    if invitation is None:
        raise NotFound()
    return invitation


def guest_by_cookie(invitation: CallInvitation, secret: str) -> Guest | None:
    """The guest that the browser with this cookie became by this invitation."""
    return db.session.scalar(
        select(Guest).where(
            Guest.invitation_id == invitation.id, Guest.cookie_hash == token_hash(secret)
        )
    )


def invitations_of(call: Call) -> list[CallInvitation]:
    return list(
        db.session.scalars(
            select(CallInvitation)
            .where(CallInvitation.call_id == call.id)
            .order_by(CallInvitation.id.desc())
        )
    )


def get_invitation(call: Call, invitation_id: int) -> CallInvitation:
    """Raises NotFound for an invitation to another call."""
    invitation = db.session.get(CallInvitation, invitation_id)
    if invitation is None or invitation.call_id != call.id:
        raise NotFound()
    return invitation


def get_guest(call: Call, guest_id: int) -> Guest:
    """Raises NotFound for a guest of another call."""
    guest = db.session.get(Guest, guest_id)
    if guest is None or guest.call_id != call.id:
        raise NotFound()
    return guest


def asking_at(call: Call) -> list[Guest]:
    """Those at the door, longest first."""
    return list(
        db.session.scalars(
            select(Guest)
            .where(Guest.call_id == call.id, Guest.state == GuestState.ASKED)
            .order_by(Guest.asked_at, Guest.id)
        )
    )


def following_guest_ids(call_id: int) -> list[int]:
    """The guests whose page shows what happens in the call."""
    return list(
        db.session.scalars(
            select(Guest.id).where(Guest.call_id == call_id, Guest.state.in_(_FOLLOWING))
        )
    )


def all_guest_ids(call_id: int) -> list[int]:
    return list(db.session.scalars(select(Guest.id).where(Guest.call_id == call_id)))


def guests_in(call_id: int) -> list[Guest]:
    return list(
        db.session.scalars(
            select(Guest).where(Guest.call_id == call_id, Guest.state == GuestState.ADMITTED)
        )
    )


def messages_for(guest: Guest) -> list[Message]:
    """What was written since the guest was let in first."""
    since = guest.admitted_at
    if guest.state != GuestState.ADMITTED or since is None:
        return []
    return [message for message in messages_of(guest.call) if message.sent_at >= since]


def silent_asking(since: datetime) -> list[tuple[int, int]]:
    """Call and guest ids of those at the door whose page has not been heard of since then."""
    rows = db.session.execute(
        select(Guest.call_id, Guest.id)
        .where(Guest.state == GuestState.ASKED, Guest.last_seen_at < since)
        .order_by(Guest.call_id, Guest.id)
    )
    return [(call_id, guest_id) for call_id, guest_id in rows]
