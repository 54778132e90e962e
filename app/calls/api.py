"""The calls' HTTP API for the company's people."""

from __future__ import annotations

from typing import Any

from flask import redirect
from werkzeug import Response

from app.access.actor import current_person
from app.access.audit import record
from app.access.permissions import Permission
from app.access.support import SEES
from app.api.paging import Page, paginate
from app.api.routes import get, patch, post, put, routes
from app.calls import operations, schemas
from app.calls.chat import attachment_url, do_send_message, get_attachment, store_file
from app.calls.checks import check_leading, check_leads, check_own_call, check_seated
from app.calls.consulting import do_cancel_consulting
from app.calls.hooks import check_may_resume
from app.calls.models import Call
from app.calls.quality_api import QUALITY_ROUTES
from app.calls.queries import (
    current_call_of,
    filtered,
    get_call,
    is_briefed,
    messages_of,
)
from app.calls.sfu import media_ticket
from app.calls.state import CallStatus, EndReason
from app.calls.views import call_rows, full_call_view, message_view
from app.core.clock import utcnow
from media.ice import ice_servers


def list_calls(query: dict[str, Any]) -> dict[str, Any]:
    page: Page = paginate(
        filtered(current_person(), query),
        query,
        sortable={"created_at": Call.created_at, "protocol": Call.protocol},
        key=Call.id,
        default_sort="-created_at",
    )
    return {"items": call_rows(page.items), "next_cursor": page.next_cursor}


def show_call(call_id: int) -> dict[str, Any]:
    actor = current_person()
    return full_call_view(get_call(actor, call_id), actor.id)


def show_current_call() -> dict[str, Any]:
    actor = current_person()
    call = current_call_of(actor.id, utcnow())
    return {"call": full_call_view(call, actor.id) if call else None}


def hold_call(call_id: int) -> dict[str, Any]:
    call = check_leading(call_id)
    operations.do_hold(call, current_person().name)
    return _mine(call)


def resume_call(call_id: int) -> dict[str, Any]:
    call = check_leading(call_id)
    check_may_resume(call)
    operations.do_resume(call, current_person().name)
    return _mine(call)


def end_call(call_id: int) -> dict[str, Any]:
    """Ends the call for all; a colleague who is only being briefed leaves it to the others."""
    call, actor = check_own_call(call_id), current_person()
    if is_briefed(call, actor.id):
        do_cancel_consulting(call, actor.name)
    else:
        check_leads(call)
        operations.do_end(call, CallStatus.COMPLETED, EndReason.ATTENDANT_ENDED, actor.name)
    return _mine(call)


def edit_call(body: dict[str, Any], call_id: int) -> dict[str, Any]:
    call = check_own_call(call_id)
    operations.do_take_notes(call, body)
    return _mine(call)


def close_call(body: dict[str, Any], call_id: int) -> dict[str, Any]:
    call = check_own_call(call_id)
    actor = current_person()
    leg = operations.check_closing(call, actor.id)
    operations.do_close(call, leg, body, actor.name)
    record("call.closed", "call", call.id, outcome=body["outcome"])
    return _mine(call)


def list_messages(call_id: int) -> dict[str, Any]:
    call = get_call(current_person(), call_id)
    return {"items": [message_view(message) for message in messages_of(call)]}


def send_message(body: dict[str, Any], call_id: int) -> dict[str, Any]:
    call, me = check_seated(call_id)
    return message_view(do_send_message(call, me, body["text"]))


def send_file(files: dict[str, Any], call_id: int) -> dict[str, Any]:
    call, _ = check_seated(call_id)
    stored = store_file(call, files["file"])
    call, me = check_seated(call_id)
    return message_view(do_send_message(call, me, "", stored))


def download_attachment(call_id: int, attachment_id: int) -> Response:
    call = get_call(current_person(), call_id)
    return redirect(attachment_url(get_attachment(call, attachment_id)))


def show_ice_servers(call_id: int) -> dict[str, Any]:
    _, me = check_seated(call_id)
    return ice_servers(f"participant-{me.id}")


def show_media_ticket(call_id: int) -> dict[str, Any]:
    return media_ticket(*check_seated(call_id))


def _mine(call: Call) -> dict[str, Any]:
    return full_call_view(call, current_person().id)


_VIEW = {"can": Permission.CALLS_VIEW}
_HANDLE = {"can": Permission.CALLS_HANDLE}
_CALL = {"returns": schemas.CallSchema}

blueprint = routes(
    "calls",
    "Calls: history, the call in progress, chat",
    [
        get(
            "/calls",
            list_calls,
            support=SEES,
            query=schemas.CallQuery,
            returns=schemas.CallPage,
            **_VIEW,
        ),
        get(
            "/calls/current",
            show_current_call,
            while_suspended=True,
            returns=schemas.CurrentCallSchema,
            **_HANDLE,
        ),
        get("/calls/<int:call_id>", show_call, support=SEES, **_CALL, **_VIEW),
        patch(
            "/calls/<int:call_id>",
            edit_call,
            while_suspended=True,
            body=schemas.NotesSchema,
            **_CALL,
            **_HANDLE,
        ),
        post("/calls/<int:call_id>/hold", hold_call, while_suspended=True, **_CALL, **_HANDLE),
        post("/calls/<int:call_id>/resume", resume_call, while_suspended=True, **_CALL, **_HANDLE),
        post("/calls/<int:call_id>/end", end_call, while_suspended=True, **_CALL, **_HANDLE),
        put(
            "/calls/<int:call_id>/closing",
            close_call,
            while_suspended=True,
            body=schemas.ClosingSchema,
            **_CALL,
            **_HANDLE,
        ),
        get(
            "/calls/<int:call_id>/messages",
            list_messages,
            while_suspended=True,
            returns=schemas.MessagesSchema,
            **_VIEW,
        ),
        post(
            "/calls/<int:call_id>/messages",
            send_message,
            while_suspended=True,
            body=schemas.NewMessageSchema,
            returns=schemas.MessageSchema,
            status=201,
            **_HANDLE,
        ),
        post(
            "/calls/<int:call_id>/attachments",
            send_file,
            while_suspended=True,
            files=schemas.UploadSchema,
            returns=schemas.MessageSchema,
            status=201,
            **_HANDLE,
        ),
        get(
            "/calls/<int:call_id>/attachments/<int:attachment_id>",
            download_attachment,
            while_suspended=True,
            status=302,
            **_VIEW,
        ),
        get(
            "/calls/<int:call_id>/ice-servers",
            show_ice_servers,
            returns=schemas.IceServersSchema,
            while_suspended=True,
            **_HANDLE,
        ),
        get(
            "/calls/<int:call_id>/media-ticket",
            show_media_ticket,
            returns=schemas.MediaTicketSchema,
            while_suspended=True,
            **_HANDLE,
        ),
        *QUALITY_ROUTES,
    ],
)
