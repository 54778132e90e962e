"""Live calls as lines of a list, and a supervision as its supervisor sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from app.access.models import Person
from app.access.permissions import MATRIX, Permission
from app.access.roles import Role
from app.calls.models import Call, QualityMinute
from app.calls.queries import open_legs
from app.calls.sfu import is_on_sfu
from app.clients.models import Client
from app.core.clock import utcnow
from app.core.db import db
from app.supervision.models import LiveCall, Supervision
from app.supervision.queries import supervisions_of_calls
from app.supervision.state import Mode
from app.team.models import Department

QUALITY_WINDOW = timedelta(minutes=2)
# Milliseconds and percent from which a line is fair, and poor: the alert's limits are the latter.
FAIR = (150, 2)
POOR = (200, 5)


def live_lines(calls: Sequence[Call]) -> list[dict[str, Any]]:
    """The lines of these calls, in a fixed number of reads however many they are."""
    ids = [call.id for call in calls]
    departments = _names(Department, {call.department_id for call in calls})
    clients = _names(Client, {call.client_id for call in calls})
    supervisions = supervisions_of_calls(ids)
    people = _people({leg.person_id for call in calls for leg in open_legs(call)})
    quality, versions = _quality(ids), _versions(ids)
    return [
        {
            "id": call.id,
            "protocol": call.protocol,
            "status": call.status,
            "department": {"id": call.department_id, "name": departments[call.department_id]},
            "client_name": call.form.get("name") or clients[call.client_id],
            "attendant": _ref(people, call.person_id),
            "created_at": call.created_at,
            "answered_at": call.answered_at,
            "on_hold": call.on_hold,
            "consulting": call.consulting_leg_id is not None,
            "media_mode": call.media_mode,
            "participants": sum(seat.left_at is None for seat in call.participants),
            "quality": quality.get(call.id),
            "recording": (call.recording or {}).get("state"),
            "supervisors": _shown(call, supervisions.get(call.id, ()), people),
            "version": versions.get(call.id, 0),
        }
        for call in calls
    ]


def quality_word(rtt_ms: float | None, loss_percent: float | None) -> str:
    measured = (rtt_ms or 0, loss_percent or 0)
    if any(value > limit for value, limit in zip(measured, POOR, strict=True)):
        return "poor"
    if any(value > limit for value, limit in zip(measured, FAIR, strict=True)):
        return "fair"
    return "good"


def _ref(people: Mapping[int, Person], person_id: int | None) -> dict[str, Any] | None:
    person = people.get(person_id) if person_id is not None else None
    return {"id": person.id, "name": person.name} if person else None


def _shown(
    call: Call, supervisions: Collection[Supervision], people: Mapping[int, Person]
) -> list[dict[str, Any]]:
    """Who supervises. Where an attendant of the call reads this list too, monitors are left out."""
    reading = any(
        Permission.CALLS_SUPERVISE in MATRIX[Role(people[leg.person_id].role)]
        for leg in open_legs(call)
    )
    return [
        {
            "id": found.person_id,
            "name": found.person.name,
            "mode": found.mode,
            "since": found.started_at,
        }
        for found in supervisions
        if not (reading and found.mode == Mode.MONITOR)
    ]


def _names(model: Any, ids: set[int]) -> dict[int, str]:
    rows = db.session.execute(select(model.id, model.name).where(model.id.in_(ids)))
    return {row.id: row.name for row in rows}


def _people(ids: set[int]) -> dict[int, Person]:
    found = db.session.scalars(select(Person).where(Person.id.in_(ids)))
    return {person.id: person for person in found}


def _quality(call_ids: Collection[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(
            QualityMinute.call_id,
            func.max(QualityMinute.rtt_ms),
            func.max(QualityMinute.loss_percent),
        )
        .where(
            QualityMinute.call_id.in_(call_ids), QualityMinute.minute > utcnow() - QUALITY_WINDOW
        )
        .group_by(QualityMinute.call_id)
    )
    return {call_id: quality_word(rtt, loss) for call_id, rtt, loss in rows}


def _versions(call_ids: Collection[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(LiveCall.call_id, LiveCall.version).where(LiveCall.call_id.in_(call_ids))
    )
    return {row.call_id: row.version for row in rows}


def supervision_view(supervision: Supervision) -> dict[str, Any]:
    call = db.session.get_one(Call, supervision.call_id)
    return {
        "id": supervision.id,
        "call_id": supervision.call_id,
        "person_id": supervision.person_id,
        "mode": supervision.mode,
        "modes": supervision.modes,
        "ready": is_on_sfu(call) and supervision.ended_at is None,
        "paused": supervision.paused,
        "coach_ready": supervision.coach_ready,
        "participant_id": supervision.participant_id,
        "problem": supervision.problem,
        "started_at": supervision.started_at,
        "ended_at": supervision.ended_at,
        "end_reason": supervision.end_reason,
        "version": supervision.version,
    }
