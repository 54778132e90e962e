"""Recording as the attendant, agreeing as the client, watching as one of the company's people."""

from __future__ import annotations

from typing import Any

from flask import redirect
from werkzeug import Response

from app.access.actor import current_person
from app.access.permissions import Permission
from app.api.paging import Page, paginate
from app.api.routes import delete, get, post, put, routes
from app.calls.checks import check_leading
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call, Participant
from app.calls.queries import get_call, participant_of_visit
from app.calls.schemas import CallSchema
from app.calls.views import department_ref, full_call_view
from app.core.db import db
from app.core.errors import NotFound
from app.guests.hooks import GuestPolicy, GuestSchema, current_guest, guest_answer, guest_seat
from app.links.hooks import (
    VisitPolicy,
    VisitSchema,
    current_situation,
    current_visit,
    visit_answer,
)
from app.recordings import operations, schemas
from app.recordings.consents import ConsentClosed
from app.recordings.models import Recording
from app.recordings.playback import link_to
from app.recordings.queries import (
    filtered,
    get_recording,
    latest_of,
    recordings_of,
    storage_by_department,
)
from app.recordings.views import recording_view
from billing.limits import limit_of_company
from billing.plans import Limit


def start_recording(call_id: int) -> dict[str, Any]:
    """Asks whoever has to agree; it runs once the client has."""
    call = check_leading(call_id)
    client = operations.check_may_record(call)
    operations.do_request(call, client, current_person().id)
    return _mine(call)


def ask_again(call_id: int) -> dict[str, Any]:
    call = check_leading(call_id)
    operations.check_may_record(call)
    operations.do_ask_again(call, _latest(call))
    return _mine(call)


def stop_recording(call_id: int) -> dict[str, Any]:
    call = check_leading(call_id)
    operations.do_stop(call, _latest(call))
    return _mine(call)


def answer_as_client(body: dict[str, Any], token: str) -> dict[str, Any]:
    call, me = _client_seat()
    operations.do_answer(call, me, accepted=body["accepted"])
    return visit_answer()


def revoke_as_client(token: str) -> dict[str, Any]:
    call, me = _client_seat()
    operations.do_revoke(call, me)
    return visit_answer()


def answer_as_guest(body: dict[str, Any], token: str) -> dict[str, Any]:
    call, me = _guest_seat()
    operations.do_answer(call, me, accepted=body["accepted"])
    return guest_answer()


def revoke_as_guest(token: str) -> dict[str, Any]:
    call, me = _guest_seat()
    operations.do_revoke(call, me)
    return guest_answer()


def list_call_recordings(call_id: int) -> dict[str, Any]:
    actor = current_person()
    found = recordings_of(actor, call_id)
    if not found:
        get_call(actor, call_id)
    return {"items": [recording_view(recording) for recording in found]}


def list_recordings(query: dict[str, Any]) -> dict[str, Any]:
    page: Page = paginate(
        filtered(current_person(), query),
        query,
        sortable={"started_at": Recording.started_at},
        key=Recording.id,
        default_sort="-started_at",
    )
    items = [recording_view(recording) for recording in page.items]
    return {"items": items, "next_cursor": page.next_cursor}


def download_part(recording_id: int, number: int) -> Response:
    return redirect(link_to(current_person(), recording_id, number, "attachment"))


def play_part(recording_id: int, number: int) -> Response:
    return redirect(link_to(current_person(), recording_id, number, "inline"))


def set_legal_hold(body: dict[str, Any], recording_id: int) -> dict[str, Any]:
    actor = current_person()
    recording = get_recording(actor, recording_id)
    operations.do_set_legal_hold(recording, body["held"], body["reason"], actor.id)
    return recording_view(recording)


def show_storage() -> dict[str, Any]:
    rows = storage_by_department()
    return {
        "files": sum(files for _, files, _, _ in rows),
        "bytes": sum(size for _, _, size, _ in rows),
        "seconds": sum(seconds for _, _, _, seconds in rows),
        "retention_days": limit_of_company(Limit.RETENTION_DAYS),
        "departments": [
            {"department": department_ref(id_), "files": files, "bytes": size, "seconds": seconds}
            for id_, files, size, seconds in rows
        ],
    }


def _latest(call: Call) -> Recording:
    recording = latest_of(call.id)
    if recording is None:
        raise ConsentClosed("Nobody records this call.")
    return recording


def _client_seat() -> tuple[Call, Participant]:
    """The locked call of the visit, and the client's seat in it."""
    call = current_situation().call
    if call is None:
        raise NotFound()
    lock_floor()
    call = locked_call(call.id)
    me = participant_of_visit(call, current_visit().id)
    if me is None:
        raise ConsentClosed("There is no call at the moment.")
    return call, me


def _guest_seat() -> tuple[Call, Participant]:
    """The same for a guest."""
    call, _ = guest_seat()
    lock_floor()
    locked_call(call.id)
    db.session.refresh(current_guest())
    return guest_seat()


def _mine(call: Call) -> dict[str, Any]:
    return full_call_view(call, current_person().id)


_HANDLE = {"can": Permission.CALLS_HANDLE, "returns": CallSchema}
_CLIENT = {"policy": VisitPolicy(), "returns": VisitSchema}
_GUEST = {"policy": GuestPolicy(), "returns": GuestSchema}
_WATCH = {"can": Permission.RECORDINGS_VIEW}
_KEEP = {"can": Permission.RECORDINGS_EDIT}
_PART = "/recordings/<int:recording_id>/parts/<int:number>"

blueprint = routes(
    "recordings",
    "Recordings: consent, files, who may watch them",
    [
        post("/calls/<int:call_id>/recording", start_recording, **_HANDLE),
        post("/calls/<int:call_id>/recording/ask-again", ask_again, **_HANDLE),
        post(
            "/calls/<int:call_id>/recording/stop", stop_recording, while_suspended=True, **_HANDLE
        ),
        put(
            "/visits/<token>/consent",
            answer_as_client,
            while_suspended=True,
            body=schemas.AnswerSchema,
            **_CLIENT,
        ),
        delete("/visits/<token>/consent", revoke_as_client, while_suspended=True, **_CLIENT),
        put(
            "/guests/<token>/consent",
            answer_as_guest,
            while_suspended=True,
            body=schemas.AnswerSchema,
            **_GUEST,
        ),
        delete("/guests/<token>/consent", revoke_as_guest, while_suspended=True, **_GUEST),
        get(
            "/calls/<int:call_id>/recordings",
            list_call_recordings,
            returns=schemas.RecordingsSchema,
            **_WATCH,
        ),
        get(
            "/recordings",
            list_recordings,
            query=schemas.RecordingQuery,
            returns=schemas.RecordingPage,
            **_WATCH,
        ),
        get("/recordings/storage", show_storage, returns=schemas.StorageSchema, **_KEEP),
        get(f"{_PART}/download", download_part, status=302, **_WATCH),
        get(f"{_PART}/play", play_part, status=302, **_WATCH),
        put(
            "/recordings/<int:recording_id>/legal-hold",
            set_legal_hold,
            body=schemas.HoldChangeSchema,
            returns=schemas.RecordingSchema,
            **_KEEP,
        ),
    ],
)
