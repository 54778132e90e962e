"""A recording as everyone in the call is told of it, and as those who may watch it see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.access.models import Person
from app.calls.models import Call
from app.calls.operations import do_show
from app.calls.queries import client_participant
from app.calls.views import department_ref
from app.core.db import db
from app.recordings.consents import must_be_asked, next_ask
from app.recordings.models import Consent, Part, Recording
from app.recordings.queries import consent_of
from app.recordings.state import ConsentState, PartState, RecordingState
from app.recordings.texts import current_version

_REFUSED = (ConsentState.DECLINED, ConsentState.SILENT, ConsentState.REVOKED)
_OVER = (RecordingState.DECLINED, RecordingState.STOPPED, RecordingState.FAILED)


def show(call: Call, recording: Recording) -> None:
    """Tells the call's screens, unless a later recording of the call is what they show."""
    db.session.flush()
    shown = call.recording
    if shown is None or shown["id"] <= recording.id:
        do_show(call, "recording", call_state(call, recording))


def call_state(call: Call, recording: Recording) -> dict[str, Any]:
    """As `RecordingStateSchema` of the calls describes it."""
    return {
        "id": recording.id,
        "state": recording.state,
        "mandatory": recording.mandatory,
        "started_at": recording.started_at,
        "consents": [_consent_state(consent) for consent in recording.consents],
        "ask_again_at": _ask_again_at(call, recording),
        "text_version": _text_version(recording),
        "problem": _problem(call, recording),
    }


def recording_view(recording: Recording) -> dict[str, Any]:
    """For the company's people: files, consents, and how long it stays."""
    return {
        "id": recording.id,
        "call": _call_ref(recording.call_id),
        "department": department_ref(recording.department_id),
        "state": recording.state,
        "mandatory": recording.mandatory,
        "started_by": _person_name(recording.started_by_id),
        "requested_at": recording.requested_at,
        "started_at": recording.started_at,
        "ended_at": recording.ended_at,
        "end_reason": recording.end_reason,
        "failure": recording.failure,
        "purge_after": recording.purge_after,
        "purged_at": recording.purged_at,
        "legal_hold": _legal_hold(recording),
        "parts": [part_view(part) for part in recording.parts],
        "consents": recording.consents,
        "version": recording.version,
    }


def part_view(part: Part) -> dict[str, Any]:
    fields = ("number", "state", "started_at", "ended_at", "seconds", "size", "upload_progress")
    return {
        name: getattr(part, name) for name in (*fields, "stored_at", "purged_at", "failure")
    } | {"playable": part.state == PartState.STORED}


def _consent_state(consent: Consent) -> dict[str, Any]:
    is_open = consent.state == ConsentState.ASKED
    return {
        "participant_id": consent.participant_id,
        "state": consent.state,
        "asked_at": consent.asked_at,
        "answer_until": consent.answer_until if is_open else None,
    }


def _ask_again_at(call: Call, recording: Recording) -> datetime | None:
    """The first moment at which somebody who has not agreed may be asked."""
    if call.ended_at is not None:
        return None
    if recording.state in _OVER:
        client = client_participant(call)
        return next_ask(call, client).at if client else None
    coming = [next_ask(call, seat).at for seat in call.participants if _refused(recording, seat)]
    return min((at for at in coming if at is not None), default=None)


def _refused(recording: Recording, seat: Any) -> bool:
    consent = consent_of(recording, seat.id)
    return must_be_asked(seat) and consent is not None and consent.state in _REFUSED


def _text_version(recording: Recording) -> str:
    return recording.consents[-1].text_version if recording.consents else current_version()


def _problem(call: Call, recording: Recording) -> str | None:
    if recording.state == RecordingState.QUEUED and call.media_problem:
        return "media-server-unreachable"
    if recording.failure is None and recording.holds_call:
        return "no-recorder"
    return recording.failure


def _legal_hold(recording: Recording) -> dict[str, Any]:
    return {
        "held": recording.legal_hold,
        "reason": recording.legal_hold_reason,
        "by": _person_name(recording.legal_hold_by_id),
        "at": recording.legal_hold_at,
    }


def _person_name(person_id: int | None) -> str | None:
    if person_id is None:
        return None
    return db.session.scalar(select(Person.name).where(Person.id == person_id))


def _call_ref(call_id: int) -> dict[str, Any]:
    call = db.session.get_one(Call, call_id)
    return {"id": call.id, "protocol": call.protocol, "client_name": call.form.get("name", "")}
