"""An invitation as the attendant sees it, and a guest as their own browser may."""

from __future__ import annotations

from typing import Any

from app.calls.models import Call
from app.calls.queries import participant_of_guest
from app.calls.state import ENDED
from app.calls.views import call_view, message_view
from app.core.clock import utcnow
from app.guests.models import CallInvitation, Guest
from app.guests.queries import messages_for
from app.guests.state import Stage, can_ask, stage_of
from app.guests.tokens import url_of
from app.web.language import page_language
from tenants.brand import brand_of
from tenants.context import current_company


def invitation_view(invitation: CallInvitation) -> dict[str, Any]:
    works = invitation.revoked_at is None and invitation.call.status not in ENDED
    return {
        "id": invitation.id,
        "url": url_of(invitation) if works else None,
        "channel": invitation.channel,
        "sent_to": invitation.recipient,
        "sent_at": invitation.sent_at,
        "created_at": invitation.created_at,
        "created_by_name": invitation.created_by_name,
        "expires_at": invitation.call.ended_at,
        "revoked_at": invitation.revoked_at,
    }


def current_stage(invitation: CallInvitation, guest: Guest | None) -> Stage:
    return stage_of(guest.state if guest else None, **_door(invitation))


def guest_view(
    invitation: CallInvitation, guest: Guest | None, csrf_token: str | None = None
) -> dict[str, Any]:
    """The contract's guest view. `csrf_token` goes to this browser itself only."""
    company, stage = current_company(), current_stage(invitation, guest)
    state, reason = (guest.state, guest.reason) if guest else (None, None)
    return {
        "stage": stage,
        "reason": reason,
        "can_ask": can_ask(state, reason, **_door(invitation)),
        "company": {"name": brand_of(company).name},
        "host_name": invitation.created_by_name,
        "name": guest.name if guest else None,
        "call": _call(invitation.call, guest) if guest and stage is Stage.IN_CALL else None,
        "muted": _muted(guest),
        "language": guest.language if guest else page_language(None, company),
        "server_time": utcnow(),
        "csrf_token": csrf_token,
        "room": f"guest:{guest.public_id}" if guest else None,
        "version": guest.version if guest else 0,
    }


def messages_view(guest: Guest) -> list[dict[str, Any]]:
    return [message_view(message) for message in messages_for(guest)]


def _door(invitation: CallInvitation) -> dict[str, bool]:
    return {
        "call_over": invitation.call.status in ENDED,
        "revoked": invitation.revoked_at is not None,
    }


def _call(call: Call, guest: Guest) -> dict[str, Any]:
    return call_view(call, participant_of_guest(call, guest.id))


def _muted(guest: Guest | None) -> dict[str, Any] | None:
    if guest is None or guest.muted_at is None:
        return None
    return {"by": guest.muted_by_name, "at": guest.muted_at}
