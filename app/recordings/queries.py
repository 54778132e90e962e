"""Reads of recordings, within what the person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from app.access.actor import PersonActor
from app.calls.models import Call, Participant
from app.clients.models import Client
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound
from app.recordings.models import Consent, Part, Recording
from app.recordings.state import LIVE, ConsentState, PartState, RecordingState
from media.names import recorder_identity

# A failure that is older has been seen, or nobody missed the file.
FAILURES_SINCE = timedelta(days=7)
# Whom the company's contracts bind; everybody else is asked.
COMPANY_KINDS = ("attendant", "supervisor")


def visible_to(actor: PersonActor) -> Select[Recording]:
    """Managers see all; a supervisor what the own departments recorded, or have taken over."""
    query = select(Recording).join(Call, Call.id == Recording.call_id)
    if actor.sees_all_departments:
        return query
    own = actor.department_ids
    return query.where(or_(Recording.department_id.in_(own), Call.department_id.in_(own)))


def get_recording(actor: PersonActor, recording_id: int) -> Recording:
    """Raises NotFound for what the person may not see."""
    found = db.session.scalar(visible_to(actor).where(Recording.id == recording_id))
    if found is None:
        raise NotFound()
    return found


def get_part(actor: PersonActor, recording_id: int, number: int) -> tuple[Recording, Part]:
    """Raises NotFound for what the person may not see."""
    recording = get_recording(actor, recording_id)
    part = next((part for part in recording.parts if part.number == number), None)
    if part is None:
        raise NotFound()
    return recording, part


def filtered(actor: PersonActor, filters: dict[str, Any]) -> Select[Recording]:
    """The list of recordings: what is or was on disk, by department, call, hold, and client or protocol."""
    query = (
        visible_to(actor)
        .where(Recording.started_at.is_not(None))
        .options(selectinload(Recording.parts), selectinload(Recording.consents))
    )
    for column, name in (
        (Recording.department_id, "department_id"),
        (Recording.call_id, "call_id"),
        (Recording.state, "state"),
        (Recording.legal_hold, "legal_hold"),
    ):
        if filters.get(name) is not None:
            query = query.where(column == filters[name])
    return _matching(query, filters.get("q", ""))


def _matching(query: Select[Recording], text: str) -> Select[Recording]:
    if not text:
        return query
    client = Client.name.icontains(text, autoescape=True)
    return query.join(Client, Client.id == Call.client_id).where(
        client | Call.protocol.icontains(text, autoescape=True)
    )


def recordings_of(actor: PersonActor, call_id: int) -> list[Recording]:
    """All of a call, oldest first, the declined ones included."""
    return list(
        db.session.scalars(
            visible_to(actor)
            .where(Recording.call_id == call_id)
            .options(selectinload(Recording.parts), selectinload(Recording.consents))
            .order_by(Recording.id)
        )
    )


def latest_of(call_id: int) -> Recording | None:
    """The call's latest recording, whatever its state."""
    return db.session.scalar(
        select(Recording).where(Recording.call_id == call_id).order_by(Recording.id.desc()).limit(1)
    )


def live_of(call_id: int) -> Recording | None:
    return db.session.scalar(
        select(Recording).where(Recording.call_id == call_id, Recording.state.in_(LIVE))
    )


def consent_of(recording: Recording, participant_id: int) -> Consent | None:
    return next((c for c in recording.consents if c.participant_id == participant_id), None)


def consents_in_call(call_id: int, participant_id: int) -> list[Consent]:
    """What a person was asked in this call, for each of its recordings, oldest first."""
    return list(
        db.session.scalars(
            select(Consent)
            .where(Consent.call_id == call_id, Consent.participant_id == participant_id)
            .order_by(Consent.id)
        )
    )


def recorded_participants(call: Call, recording: Recording) -> list[Participant]:
    """Whom a recorder shows and mixes now: the company's people, and who has accepted."""
    agreed = {c.participant_id for c in recording.consents if c.state == ConsentState.ACCEPTED}
    return [
        seat
        for seat in call.participants
        if seat.left_at is None and (seat.kind in COMPANY_KINDS or seat.id in agreed)
    ]


def calls_with_silence(before: datetime) -> list[int]:
    """Calls with a question that has been open beyond its time."""
    return list(
        db.session.scalars(
            select(Consent.call_id)
            .where(Consent.state == ConsentState.ASKED, Consent.answer_until < before)
            .distinct()
        )
    )


def calls_that_cannot_start(before: datetime) -> list[int]:
    """Calls that must be recorded, still are not, and nothing has come of it yet."""
    return list(
        db.session.scalars(
            select(Recording.call_id).where(
                Recording.state.in_((RecordingState.QUEUED, RecordingState.STARTING)),
                Recording.start_by < before,
                Recording.holds_call.is_(False),
            )
        )
    )


def department_has_recordings(department_id: int) -> bool:
    """Any row counts, also a declined or a purged one."""
    return bool(
        db.session.scalar(
            select(select(Recording.id).where(Recording.department_id == department_id).exists())
        )
    )


def storage_by_department() -> list[tuple[int, int, int, float]]:
    """(department, files, bytes, seconds) of what the store holds for the company now."""
    query = (
        select(
            Recording.department_id,
            func.count(Part.id),
            func.coalesce(func.sum(Part.size), 0),
            func.coalesce(func.sum(Part.seconds), 0.0),
        )
        .join(Part, Part.recording_id == Recording.id)
        .where(Part.state == PartState.STORED)
        .group_by(Recording.department_id)
        .order_by(func.sum(Part.size).desc())
    )
    return [
        (department_id, int(files), int(size), float(seconds or 0))
        for department_id, files, size, seconds in db.session.execute(query)
    ]


def recorder_seats() -> set[tuple[str, str]]:
    """Room and identity of every recorder that may be in a call now."""
    rows = db.session.execute(
        select(Call.media_room, Part.recording_id, Part.number)
        .join(Recording, Recording.call_id == Call.id)
        .join(Part, Part.recording_id == Recording.id)
        .where(Recording.state.in_(LIVE), Call.media_room.is_not(None))
    )
    return {(str(room), recorder_identity(of, number)) for room, of, number in rows}


@dataclass(frozen=True)
class UploadState:
    """Parts on their way into the store: the last that arrived, those that wait, those lost lately."""

    last_at: datetime | None = None
    waiting: int = 0
    oldest_at: datetime | None = None
    failed: int = 0


def upload_state() -> UploadState:
    waiting = Part.state.in_([PartState.FINISHED, PartState.UPLOADING])
    failed = (Part.state == PartState.FAILED) & (Part.ended_at > utcnow() - FAILURES_SINCE)
    row = db.session.execute(
        select(
            func.max(Part.stored_at),
            func.count().filter(waiting),
            func.min(Part.ended_at).filter(waiting),
            func.count().filter(failed),
        )
    ).one()
    return UploadState(*row)
