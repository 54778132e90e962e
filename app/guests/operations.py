"""The only writer of invitations and guests.

Callers hold the floor and the call's row where the call is touched; guests are written last, in the
order of their ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from app.access.actor import PersonActor
from app.calls.models import Call, Participant
from app.calls.operations import do_show_asking
from app.calls.queries import participant_of_guest
from app.calls.seats import do_add_to_call, do_lock, do_mute, do_take_out, note_event
from app.calls.sfu import do_want_sfu
from app.calls.state import ENDED, CallStatus
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.core.ids import new_token, readable_code, token_hash
from app.guests.models import CallInvitation, Guest
from app.guests.notices import note_guest
from app.guests.queries import asking_at, get_guest
from app.guests.state import GuestState, Reason, can_ask, check_transition
from app.guests.tokens import TOKEN

PUBLIC_ID_LENGTH = 20
# Nobody can look after more people at a door than this.
MAX_ASKING = 20


class InvitationClosed(Conflict):
    status = 410
    slug = "invitation-closed"
    title = "This invitation is no longer valid"


class RoomLocked(Conflict):
    slug = "room-locked"
    title = "The room is locked"


class TooManyAsking(Conflict):
    slug = "too-many-asking"
    title = "Too many people are waiting to be let in"


def do_invite(call: Call, actor: PersonActor, values: Mapping[str, Any]) -> CallInvitation:
    """A new way into the call; mailing it is for the caller."""
    token = new_token()
    invitation = CallInvitation(
        call=call,
        token_hash=token_hash(token),
        sealed_token="",
        channel=values["channel"],
        recipient=values["recipient"],
        message=values["message"],
        created_by_id=actor.id,
        created_by_name=actor.name,
    )
    db.session.add(invitation)
    # The token is sealed for the row, so only once the row has its number.
    db.session.flush()
    invitation.sealed_token = TOKEN.seal(invitation.id, token)
    note_event(call, "guest_invited", actor.name, channel=invitation.channel)
    db.session.flush()
    return invitation


def do_revoke(invitation: CallInvitation) -> None:
    """Nobody new comes in by it."""
    if invitation.revoked_at is None:
        invitation.revoked_at = utcnow()


def do_note_sent(invitation: CallInvitation) -> None:
    invitation.sent_at = utcnow()


def do_ask(
    invitation: CallInvitation, guest: Guest | None, name: str, language: str
) -> tuple[Guest, str | None]:
    """Whoever asks to be let in, and the secret of a new browser's cookie.

    Somebody who asks or is in already changes nothing. Raises InvitationClosed, RoomLocked and
    TooManyAsking.
    """
    if guest is not None and guest.state in (GuestState.ASKED, GuestState.ADMITTED):
        return guest, None
    call = invitation.call
    _check_can_ask(invitation, guest)
    secret = None
    if guest is None:
        secret = new_token()
        guest = _new_guest(invitation, secret, name)
    else:
        _move(guest, GuestState.ASKED)
    guest.name, guest.language = name, language
    guest.asked_at = guest.last_seen_at = utcnow()
    note_event(call, "guest_asked", name)
    _show_asking(call)
    return guest, secret


def check_takes_guests(call: Call) -> None:
    """Raises Conflict unless client and attendant talk."""
    if call.status != CallStatus.IN_PROGRESS:
        raise Conflict("Nobody talks in this call now.", slug="call-not-in-progress")


def do_admit(call: Call, guest: Guest, actor_name: str) -> None:
    """Seats the guest and moves the call to the media server; raises PlanLimitReached, RoomLocked."""
    _check_asking(guest)
    if call.locked:
        raise RoomLocked("Unlock the room first.")
    do_want_sfu(call, "guest")
    do_add_to_call(call, "guest", guest.name, guest_id=guest.id)
    _move(guest, GuestState.ADMITTED)
    guest.admitted_at = guest.admitted_at or utcnow()
    note_event(call, "guest_admitted", actor_name, guest=guest.name)
    _show_asking(call)


def do_refuse(call: Call, guest: Guest, actor_name: str) -> None:
    _check_asking(guest)
    _turn_away(call, guest, Reason.HOST, actor_name)
    _show_asking(call)


def do_set_lock(call: Call, locked: bool, actor_name: str) -> None:
    """Whoever is at the door of a room that is being locked is told so."""
    do_lock(call, locked, actor_name)
    asking = asking_at(call) if locked else []
    for guest in asking:
        _turn_away(call, guest, Reason.LOCKED, actor_name)
    if asking:
        _show_asking(call)


def do_mute_guest(call: Call, participant: Participant, actor_name: str) -> None:
    """The guest's own page turns the microphone off, says who asked for it, and can turn it on again."""
    guest = _guest_at(call, participant)
    guest.muted_at, guest.muted_by_name = utcnow(), actor_name
    do_mute(call, participant)
    note_event(call, "guest_muted", actor_name, guest=guest.name)
    note_guest(guest.id)


def do_remove(call: Call, participant: Participant, actor_name: str) -> None:
    """Out of the call, for good: neither the cookie nor the invitation opens it again."""
    guest = _guest_at(call, participant)
    _move(guest, GuestState.REMOVED)
    do_revoke(guest.invitation)
    note_event(call, "guest_removed", actor_name, guest=guest.name)
    do_take_out(call, participant)


def do_leave(call: Call, guest: Guest, reason: Reason | None = None) -> None:
    """The guest goes, from the door or from the call."""
    participant = participant_of_guest(call, guest.id)
    if guest.state not in (GuestState.ASKED, GuestState.ADMITTED):
        return
    was_asking = guest.state == GuestState.ASKED
    _move(guest, GuestState.LEFT)
    guest.reason = reason
    note_event(call, "guest_left", guest.name)
    if participant is not None:
        do_take_out(call, participant)
    if was_asking:
        _show_asking(call)


def do_lose_seat(guest: Guest) -> None:
    """The seat is gone without the guest's doing: the grace time or the call is over."""
    if guest.state == GuestState.ADMITTED:
        _move(guest, GuestState.LEFT)
        guest.reason = Reason.CONNECTION_LOST


def do_close_door(call: Call) -> None:
    """The call is over, also for those who were not in it yet."""
    asking = asking_at(call)
    for guest in asking:
        _move(guest, GuestState.LEFT)
    if asking:
        _show_asking(call)


def do_see(guest_id: int) -> None:
    """The browser is still there."""
    db.session.execute(
        update(Guest)
        .where(Guest.id == guest_id)
        .values(last_seen_at=utcnow())
        .execution_options(synchronize_session=False)
    )


def _check_can_ask(invitation: CallInvitation, guest: Guest | None) -> None:
    call = invitation.call
    state, reason = (guest.state, guest.reason) if guest else (None, None)
    over, revoked = call.status in ENDED, invitation.revoked_at is not None
    if not can_ask(state, reason, call_over=over, revoked=revoked):
        raise InvitationClosed("Ask whoever invited you for a new one.")
    if call.locked:
        raise RoomLocked("The host lets nobody else in at the moment.")
    if len(asking_at(call)) >= MAX_ASKING:
        raise TooManyAsking("Try again in a moment.")


def _new_guest(invitation: CallInvitation, secret: str, name: str) -> Guest:
    guest = Guest(
        public_id=readable_code(PUBLIC_ID_LENGTH),
        invitation=invitation,
        call=invitation.call,
        cookie_hash=token_hash(secret),
        name=name,
    )
    db.session.add(guest)
    db.session.flush()
    return guest


def _check_asking(guest: Guest) -> None:
    if guest.state != GuestState.ASKED:
        raise Conflict("This guest is not waiting any more.", slug="guest-not-asking")


def _guest_at(call: Call, participant: Participant) -> Guest:
    if participant.guest_id is None:
        raise Conflict("Only guests can be muted or removed.", slug="not-a-guest")
    return get_guest(call, participant.guest_id)


def _turn_away(call: Call, guest: Guest, reason: Reason, actor_name: str) -> None:
    _move(guest, GuestState.REFUSED)
    guest.reason = reason
    note_event(call, "guest_refused", actor_name, guest=guest.name)


def _move(guest: Guest, following: GuestState) -> None:
    check_transition(guest.state, following)
    guest.state = following
    guest.reason = None
    note_guest(guest.id)


def _show_asking(call: Call) -> None:
    db.session.flush()
    do_show_asking(
        call,
        [
            {"guest_id": guest.id, "name": guest.name, "asked_at": guest.asked_at}
            for guest in asking_at(call)
        ],
    )
