"""The guest's side: from asking to the call's chat. Who asks is known by the guest's cookie."""

from __future__ import annotations

from typing import Any

from flask import redirect, request
from werkzeug import Response

from app.access.limiter import count_attempt
from app.api.routes import get, post
from app.calls import schemas as call_schemas
from app.calls.chat import attachment_url, do_send_message, get_attachment, store_file
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call, Participant
from app.calls.queries import participant_of_guest
from app.calls.sfu import media_ticket
from app.calls.views import message_view
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.guests.claims import (
    GuestPolicy,
    InvitationPolicy,
    current_guest,
    current_invitation,
    guest_csrf_token,
    guest_or_none,
    take_in,
)
from app.guests.limits import ASK
from app.guests.operations import do_ask, do_leave
from app.guests.queries import messages_for
from app.guests.schemas import AskSchema, GuestSchema
from app.guests.views import guest_view, messages_view
from media.ice import ice_servers


def show_guest(token: str) -> dict[str, Any]:
    """Looking consumes nothing, with or without the cookie."""
    return present_view()


def ask(body: dict[str, Any], token: str) -> dict[str, Any]:
    ask_to_join(body)
    return present_view()


def ask_to_join(form: dict[str, Any]) -> None:
    """By API or by the plain page. Raises InvitationClosed, RoomLocked, TooManyAsking."""
    invitation = current_invitation()
    count_attempt(ASK, f"{invitation.id}:{request.remote_addr}")
    lock_floor()
    locked_call(invitation.call_id)
    db.session.refresh(invitation)
    guest, secret = do_ask(invitation, guest_or_none(), form["name"], form["language"])
    if secret is not None:
        take_in(guest, secret)


def leave(token: str) -> dict[str, Any]:
    lock_floor()
    call = locked_call(current_guest().call_id)
    db.session.refresh(current_guest())
    do_leave(call, current_guest())
    return present_view()


def list_guest_messages(token: str) -> dict[str, Any]:
    return {"items": messages_view(current_guest())}


def send_guest_message(body: dict[str, Any], token: str) -> dict[str, Any]:
    call, me = seat()
    return message_view(do_send_message(call, me, body["text"]))


def send_guest_file(files: dict[str, Any], token: str) -> dict[str, Any]:
    call, _ = seat()
    stored = store_file(call, files["file"])
    call, me = seat()
    return message_view(do_send_message(call, me, "", stored))


def download_guest_attachment(token: str, attachment_id: int) -> Response:
    """Of a message that the guest may read."""
    guest = current_guest()
    if all(message.attachment_id != attachment_id for message in messages_for(guest)):
        raise NotFound()
    return redirect(attachment_url(get_attachment(guest.call, attachment_id)))


def show_guest_ice_servers(token: str) -> dict[str, Any]:
    return ice_servers(f"guest-{current_guest().id}")


def show_guest_media_ticket(token: str) -> dict[str, Any]:
    return media_ticket(*seat())


def present_view() -> dict[str, Any]:
    return guest_view(current_invitation(), guest_or_none(), guest_csrf_token())


def seat() -> tuple[Call, Participant]:
    """The call and the guest's seat in it; raises Conflict for a guest who is not in it."""
    guest = current_guest()
    me = participant_of_guest(guest.call, guest.id)
    if me is None:
        raise Conflict("You are not in the call at the moment.", slug="no-call")
    return guest.call, me


_GUEST = {"policy": GuestPolicy(), "returns": GuestSchema}
_MESSAGE = {"policy": GuestPolicy(), "returns": call_schemas.MessageSchema, "status": 201}

GUEST_ROUTES = [
    get(
        "/guests/<token>",
        show_guest,
        while_suspended=True,
        policy=InvitationPolicy(),
        returns=GuestSchema,
    ),
    post("/guests/<token>", ask, policy=InvitationPolicy(), body=AskSchema, returns=GuestSchema),
    post("/guests/<token>/leave", leave, while_suspended=True, **_GUEST),
    get(
        "/guests/<token>/messages",
        list_guest_messages,
        while_suspended=True,
        policy=GuestPolicy(),
        returns=call_schemas.MessagesSchema,
    ),
    post(
        "/guests/<token>/messages",
        send_guest_message,
        while_suspended=True,
        body=call_schemas.NewMessageSchema,
        **_MESSAGE,
    ),
    post(
        "/guests/<token>/attachments",
        send_guest_file,
        while_suspended=True,
        files=call_schemas.UploadSchema,
        **_MESSAGE,
    ),
    get(
        "/guests/<token>/attachments/<int:attachment_id>",
        download_guest_attachment,
        while_suspended=True,
        policy=GuestPolicy(),
        status=302,
    ),
    get(
        "/guests/<token>/ice-servers",
        show_guest_ice_servers,
        policy=GuestPolicy(),
        returns=call_schemas.IceServersSchema,
        while_suspended=True,
    ),
    get(
        "/guests/<token>/media-ticket",
        show_guest_media_ticket,
        policy=GuestPolicy(),
        returns=call_schemas.MediaTicketSchema,
        while_suspended=True,
    ),
]
