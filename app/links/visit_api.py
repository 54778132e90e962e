"""The end client's side: from the form to the call's chat. Who asks is known by the visit's cookie."""

from __future__ import annotations

from typing import Any

from flask import redirect, request
from werkzeug import Response

from app.access.limiter import count_attempt
from app.api.routes import delete, get, post
from app.calls import schemas as call_schemas
from app.calls.chat import attachment_url, do_send_message, get_attachment, store_file
from app.calls.models import Call, Participant
from app.calls.queries import participant_of_visit
from app.calls.sfu import media_ticket
from app.calls.views import message_view
from app.core.errors import NotFound
from app.links.claims import (
    LinkPolicy,
    VisitPolicy,
    current_link,
    current_visit,
    take_in,
    visit_csrf_token,
    visit_or_none,
)
from app.links.limits import FORM
from app.links.situation import situation_of
from app.links.visit_schemas import DevicesSchema, VisitFormSchema, VisitSchema
from app.links.visit_view import messages_view, visit_view
from app.links.visits import (
    check_in_call,
    do_join_queue,
    do_leave_queue,
    do_leave_visit,
    do_take_form,
)
from media.ice import ice_servers


def show_visit(token: str) -> dict[str, Any]:
    """Looking consumes nothing, with or without the cookie."""
    return present_view()


def open_visit(body: dict[str, Any], token: str) -> dict[str, Any]:
    take_form(body)
    return present_view()


def take_form(form: dict[str, Any]) -> None:
    """Binds the link to this browser, by API or by the plain page. Raises LinkClosed."""
    count_attempt(FORM, f"{current_link().id}:{request.remote_addr}")
    visit, secret = do_take_form(current_link(), visit_or_none(), form)
    if secret is not None:
        take_in(visit, secret)


def join_queue(body: dict[str, Any], token: str) -> dict[str, Any]:
    do_join_queue(current_link(), current_visit(), body)
    return present_view()


def leave_queue(token: str) -> dict[str, Any]:
    do_leave_queue(current_visit())
    return present_view()


def leave_visit(token: str) -> dict[str, Any]:
    do_leave_visit(current_link(), current_visit())
    return present_view()


def list_visit_messages(token: str) -> dict[str, Any]:
    return {"items": messages_view(situation_of(current_link(), current_visit()).call)}


def send_visit_message(body: dict[str, Any], token: str) -> dict[str, Any]:
    call, me = _seat()
    return message_view(do_send_message(call, me, body["text"]))


def send_visit_file(files: dict[str, Any], token: str) -> dict[str, Any]:
    call, _ = _seat()
    stored = store_file(call, files["file"])
    call, me = _seat()
    return message_view(do_send_message(call, me, "", stored))


def download_visit_attachment(token: str, attachment_id: int) -> Response:
    call = situation_of(current_link(), current_visit()).call
    if call is None:
        raise NotFound()
    return redirect(attachment_url(get_attachment(call, attachment_id)))


def show_visit_ice_servers(token: str) -> dict[str, Any]:
    """From the device check on: the way to the relay is tried before the queue."""
    return ice_servers(f"visit-{current_visit().id}")


def show_visit_media_ticket(token: str) -> dict[str, Any]:
    return media_ticket(*_seat())


def present_view() -> dict[str, Any]:
    return visit_view(situation_of(current_link(), visit_or_none()), visit_csrf_token())


def _seat() -> tuple[Call, Participant]:
    """The call and the client's seat in it; raises Conflict without a live call."""
    visit = current_visit()
    now_at = situation_of(current_link(), visit)
    check_in_call(now_at)
    me = participant_of_visit(now_at.call, visit.id) if now_at.call else None
    if now_at.call is None or me is None:
        raise NotFound()
    return now_at.call, me


_VISIT = {"policy": VisitPolicy(), "returns": VisitSchema}
_MESSAGE = {"policy": VisitPolicy(), "returns": call_schemas.MessageSchema, "status": 201}

VISIT_ROUTES = [
    get(
        "/visits/<token>",
        show_visit,
        while_suspended=True,
        policy=LinkPolicy(),
        returns=VisitSchema,
    ),
    post(
        "/visits/<token>",
        open_visit,
        policy=LinkPolicy(),
        body=VisitFormSchema,
        returns=VisitSchema,
    ),
    post("/visits/<token>/queue", join_queue, body=DevicesSchema, **_VISIT),
    delete("/visits/<token>/queue", leave_queue, **_VISIT),
    post("/visits/<token>/leave", leave_visit, while_suspended=True, **_VISIT),
    get(
        "/visits/<token>/messages",
        list_visit_messages,
        while_suspended=True,
        policy=VisitPolicy(),
        returns=call_schemas.MessagesSchema,
    ),
    post(
        "/visits/<token>/messages",
        send_visit_message,
        while_suspended=True,
        body=call_schemas.NewMessageSchema,
        **_MESSAGE,
    ),
    post(
        "/visits/<token>/attachments",
        send_visit_file,
        while_suspended=True,
        files=call_schemas.UploadSchema,
        **_MESSAGE,
    ),
    get(
        "/visits/<token>/attachments/<int:attachment_id>",
        download_visit_attachment,
        while_suspended=True,
        policy=VisitPolicy(),
        status=302,
    ),
    get(
        "/visits/<token>/ice-servers",
        show_visit_ice_servers,
        policy=VisitPolicy(),
        returns=call_schemas.IceServersSchema,
        while_suspended=True,
    ),
    get(
        "/visits/<token>/media-ticket",
        show_visit_media_ticket,
        policy=VisitPolicy(),
        returns=call_schemas.MediaTicketSchema,
        while_suspended=True,
    ),
]
