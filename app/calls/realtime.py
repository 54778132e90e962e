"""Socket messages of both sides of a call, and the call's room."""

from __future__ import annotations

from typing import Any

from flask import g
from marshmallow import fields, validate

from app.access.actor import actor_or_none, current_person
from app.access.permissions import Permission
from app.access.policy import Requires
from app.api.fields import ConnectionName
from app.api.shapes import Schema
from app.calls.connections import do_connect, do_lose, do_set_media_state
from app.calls.events import CALL_SIGNAL, CALL_TAKEN_OVER, SignalSchema
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call, Participant
from app.calls.quality import MAX_SAMPLES, SampleSchema, do_note_samples
from app.calls.quality_alerts import do_watch
from app.calls.queries import (
    call_by_id,
    get_call,
    messages_of,
    participant_of_guest,
    participant_of_person,
    participant_of_visit,
)
from app.calls.schemas import CallSchema, CallViewSchema, MessageSchema
from app.calls.sfu import is_on_sfu
from app.calls.views import call_view, full_call_view, media_seats, message_view
from app.core.after_commit import after_commit
from app.core.errors import NotFound
from app.realtime.catalogue import dump
from app.realtime.connections import GuestConnected, VisitConnected
from app.realtime.emitter import emit
from app.realtime.handlers import current_sid, handle
from app.realtime.rooms import GUESTS, PEOPLE, VISITS, define_room


class CallRefSchema(Schema):
    call_id = fields.Integer(required=True)


class JoinSchema(CallRefSchema):
    connection = ConnectionName(required=True)


class OutgoingSignalSchema(SignalSchema):
    to = fields.Integer(required=True)


class MediaStateSchema(CallRefSchema):
    microphone = fields.Boolean(required=True)
    camera = fields.Boolean(required=True)
    screen = fields.Boolean(required=True)


class QualitySchema(CallRefSchema):
    samples = fields.List(
        fields.Nested(SampleSchema), required=True, validate=validate.Length(1, MAX_SAMPLES)
    )


def join_call(body: dict[str, Any]) -> dict[str, Any]:
    """This page load carries the sender's media from now on."""
    call, me = _locked_seat(body["call_id"])
    replaced = do_connect(call, me, current_sid(), body["connection"])
    if replaced:
        data = dump(CALL_TAKEN_OVER, {"call_id": call.id})
        after_commit(lambda: emit("call.taken_over", data, room=replaced, namespace=_namespace(me)))
    return {"call": _dumped_view(call, me)}


def leave_call(body: dict[str, Any]) -> None:
    """The page gives up its media without ending the call, as if its connection were lost."""
    call, me = _locked_seat(body["call_id"])
    if me.sid == current_sid():
        do_lose(call, me)


def relay_signal(body: dict[str, Any]) -> None:
    """Only to whom the sender exchanges media with, and only of this epoch."""
    call, me = _seat(body["call_id"])
    to = body.pop("to")
    if is_on_sfu(call):
        # Nobody speaks directly any more; what was under way when the call moved is of no use.
        return
    other = next((p for p in call.participants if p.id == to), None)
    if other is None or not {me.id, to} <= set(media_seats(call)):
        raise NotFound()
    if body["epoch"] != call.media_epoch or me.sid != current_sid():
        return
    if other.sid and other.connection == body["to_connection"]:
        emit(
            "call.signal",
            dump(CALL_SIGNAL, body | {"from": me.id}),
            room=other.sid,
            namespace=_namespace(other),
        )


def set_media_state(body: dict[str, Any]) -> None:
    call, me = _locked_seat(body.pop("call_id"))
    do_set_media_state(call, me, **body)


def note_quality(body: dict[str, Any]) -> None:
    call, me = _seat(body["call_id"])
    do_note_samples(me, body["samples"])
    do_watch(call, me, body["samples"])


def _seat(call_id: int) -> tuple[Call, Participant]:
    """The call and the sender's own seat in it; NotFound for anybody else."""
    call = call_by_id(call_id)
    me = _own_seat(call) if call else None
    if call is None or me is None:
        raise NotFound()
    return call, me


def _locked_seat(call_id: int) -> tuple[Call, Participant]:
    lock_floor()
    call = locked_call(call_id)
    me = _own_seat(call)
    if me is None:
        raise NotFound()
    return call, me


def _own_seat(call: Call) -> Participant | None:
    actor = actor_or_none()
    if actor is not None:
        return participant_of_person(call, actor.id)
    if "guest_id" in g:
        return participant_of_guest(call, g.guest_id)
    return participant_of_visit(call, g.visit_id)


def _namespace(participant: Participant) -> str:
    if participant.person_id:
        return PEOPLE
    return GUESTS if participant.guest_id else VISITS


def _dumped_view(call: Call, me: Participant) -> dict[str, Any]:
    if me.person_id:
        return CallSchema().dump(full_call_view(call, me.person_id))
    return CallViewSchema().dump(call_view(call, me))


def _check_room(identifier: str) -> None:
    get_call(current_person(), _number(identifier))


def _snapshot(identifier: str) -> dict[str, Any]:
    actor = current_person()
    call = get_call(actor, _number(identifier))
    return {
        "call": CallSchema().dump(full_call_view(call, actor.id)),
        "messages": MessageSchema(many=True).dump([message_view(m) for m in messages_of(call)]),
    }


def _number(identifier: str) -> int:
    if not identifier.isdigit():
        raise NotFound()
    return int(identifier)


define_room(
    "call",
    namespace=PEOPLE,
    check=_check_room,
    snapshot=_snapshot,
    description="A call that the person may see: `{call, messages}`.",
)

_POLICIES = {
    PEOPLE: Requires(Permission.CALLS_HANDLE),
    VISITS: VisitConnected(),
    GUESTS: GuestConnected(),
}
for _place, _policy in _POLICIES.items():
    handle(_place, "call.join", join_call, body=JoinSchema, policy=_policy)
    handle(_place, "call.leave", leave_call, body=CallRefSchema, policy=_policy)
    # A guest's media go through the media server alone.
    if _place != GUESTS:
        handle(_place, "call.signal", relay_signal, body=OutgoingSignalSchema, policy=_policy)
    handle(_place, "call.media_state", set_media_state, body=MediaStateSchema, policy=_policy)
    handle(_place, "call.quality", note_quality, body=QualitySchema, policy=_policy)
