"""Invitations and guests for the attendant who leads the call; the guest's side is in `guest_api`."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.audit import record
from app.access.limiter import count_attempt
from app.access.permissions import Permission
from app.api.routes import delete, get, post, put, routes
from app.calls.checks import check_leading
from app.calls.models import Call, Participant
from app.calls.queries import get_call
from app.calls.schemas import CallSchema
from app.calls.sfu import check_may_move
from app.calls.views import full_call_view
from app.core.errors import NotFound
from app.guests import operations, schemas
from app.guests.guest_api import GUEST_ROUTES
from app.guests.jobs import mail_later
from app.guests.limits import MAIL
from app.guests.queries import get_guest, get_invitation, invitations_of
from app.guests.views import invitation_view


def invite(body: dict[str, Any], call_id: int) -> dict[str, Any]:
    """Refused where the plan or the house has no media server: a third person needs it."""
    actor, call = current_person(), _leading_now(call_id)
    check_may_move(call)
    if body["channel"] == "email":
        count_attempt(MAIL, str(actor.id))
    invitation = operations.do_invite(call, actor, body)
    if invitation.recipient and invitation.channel == "email":
        mail_later(invitation)
    record("call.guest_invited", "call", call.id, channel=invitation.channel)
    return invitation_view(invitation)


def list_invitations(call_id: int) -> dict[str, Any]:
    call = get_call(current_person(), call_id)
    return {"items": [invitation_view(each) for each in invitations_of(call)]}


def revoke_invitation(call_id: int, invitation_id: int) -> dict[str, Any]:
    call = check_leading(call_id)
    invitation = get_invitation(call, invitation_id)
    operations.do_revoke(invitation)
    return invitation_view(invitation)


def admit_guest(call_id: int, guest_id: int) -> dict[str, Any]:
    call = _leading_now(call_id)
    guest = get_guest(call, guest_id)
    check_may_move(call)
    operations.do_admit(call, guest, current_person().name)
    record("call.guest_admitted", "call", call.id, guest=guest.name)
    return _mine(call)


def refuse_guest(call_id: int, guest_id: int) -> dict[str, Any]:
    call = check_leading(call_id)
    operations.do_refuse(call, get_guest(call, guest_id), current_person().name)
    return _mine(call)


def mute_participant(call_id: int, participant_id: int) -> dict[str, Any]:
    call = check_leading(call_id)
    operations.do_mute_guest(call, _seat(call, participant_id), current_person().name)
    return _mine(call)


def remove_participant(call_id: int, participant_id: int) -> dict[str, Any]:
    call = check_leading(call_id)
    participant = _seat(call, participant_id)
    operations.do_remove(call, participant, current_person().name)
    record("call.guest_removed", "call", call.id, guest=participant.name)
    return _mine(call)


def lock_call(body: dict[str, Any], call_id: int) -> dict[str, Any]:
    call = check_leading(call_id)
    operations.do_set_lock(call, body["locked"], current_person().name)
    return _mine(call)


def _leading_now(call_id: int) -> Call:
    call = check_leading(call_id)
    operations.check_takes_guests(call)
    return call


def _seat(call: Call, participant_id: int) -> Participant:
    """Raises NotFound for a seat of another call, or one that was given up."""
    for participant in call.participants:
        if participant.id == participant_id and participant.left_at is None:
            return participant
    raise NotFound()


def _mine(call: Call) -> dict[str, Any]:
    return full_call_view(call, current_person().id)


_CALL = "/calls/<int:call_id>"
_HANDLE = {"can": Permission.CALLS_HANDLE}
_ANSWER = {"returns": CallSchema, "can": Permission.CALLS_HANDLE}

blueprint = routes(
    "guests",
    "Guests in a call: invitations, the door, and the host's controls",
    [
        get(f"{_CALL}/invitations", list_invitations, returns=schemas.InvitationsSchema, **_HANDLE),
        post(
            f"{_CALL}/invitations",
            invite,
            body=schemas.NewInvitationSchema,
            returns=schemas.InvitationSchema,
            status=201,
            **_HANDLE,
        ),
        delete(
            f"{_CALL}/invitations/<int:invitation_id>",
            revoke_invitation,
            returns=schemas.InvitationSchema,
            **_HANDLE,
        ),
        post(f"{_CALL}/guests/<int:guest_id>/admit", admit_guest, **_ANSWER),
        post(f"{_CALL}/guests/<int:guest_id>/refuse", refuse_guest, **_ANSWER),
        post(f"{_CALL}/participants/<int:participant_id>/mute", mute_participant, **_ANSWER),
        post(f"{_CALL}/participants/<int:participant_id>/remove", remove_participant, **_ANSWER),
        put(f"{_CALL}/lock", lock_call, body=schemas.LockSchema, **_ANSWER),
        *GUEST_ROUTES,
    ],
)
