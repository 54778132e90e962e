"""The quality of lines as people of the company see it: alerts in scope, and a call's timeline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.access.actor import PersonActor
from app.calls.models import Call, QualityAlert, QualityMinute
from app.calls.quality_rules import LIMITS, AlertKind
from app.calls.views import department_ref
from app.core.clock import utcnow
from app.core.db import db

# The room of all departments, for those who see all.
ALL = "all"
# How long an alert that is over is still news.
RECENT = timedelta(minutes=30)


def alerts_visible_to(actor: PersonActor) -> Select[QualityAlert]:
    """Raised alerts of the person's departments, with what their lines show."""
    query = (
        select(QualityAlert)
        .where(QualityAlert.raised_at.is_not(None))
        .options(joinedload(QualityAlert.call), joinedload(QualityAlert.participant))
    )
    if actor.sees_all_departments:
        return query
    return query.where(QualityAlert.department_id.in_(actor.department_ids))


def filtered_alerts(actor: PersonActor, filters: dict[str, Any]) -> Select[QualityAlert]:
    query = alerts_visible_to(actor)
    if filters.get("department_id") is not None:
        query = query.where(QualityAlert.department_id == filters["department_id"])
    if filters.get("open") is not None:
        is_open = QualityAlert.cleared_at.is_(None)
        query = query.where(is_open if filters["open"] else ~is_open)
    return query


def recent_alerts(department_id: int | None) -> list[dict[str, Any]]:
    """Open ones and those that ended a short while ago, the newest first."""
    query = select(QualityAlert).where(
        QualityAlert.raised_at.is_not(None),
        QualityAlert.cleared_at.is_(None) | (QualityAlert.cleared_at > utcnow() - RECENT),
    )
    if department_id is not None:
        query = query.where(QualityAlert.department_id == department_id)
    alerts = db.session.scalars(
        query.options(joinedload(QualityAlert.call), joinedload(QualityAlert.participant))
        .order_by(QualityAlert.raised_at.desc())
        .limit(100)
    )
    return [alert_view(alert) for alert in alerts]


def alert_view(alert: QualityAlert) -> dict[str, Any]:
    participant = alert.participant
    return {
        "id": alert.id,
        "call_id": alert.call_id,
        "protocol": alert.call.protocol,
        "department": department_ref(alert.department_id),
        "participant": participant,
        "kind": alert.kind,
        "value": alert.value,
        "worst": alert.worst,
        "limit": LIMITS[AlertKind(alert.kind)][1],
        "raised_at": alert.raised_at,
        "cleared_at": alert.cleared_at,
        "version": alert.version,
    }


def call_quality(call: Call) -> dict[str, Any]:
    """Each participant's minutes in order, and the alerts of the call."""
    minutes = _by_participant(
        db.session.scalars(
            select(QualityMinute)
            .where(QualityMinute.call_id == call.id)
            .order_by(QualityMinute.minute)
        )
    )
    alerts = db.session.scalars(
        select(QualityAlert)
        .where(QualityAlert.call_id == call.id, QualityAlert.raised_at.is_not(None))
        .order_by(QualityAlert.raised_at)
    )
    return {
        "participants": [
            {"participant": participant, "minutes": minutes[participant.id]}
            for participant in call.participants
            if participant.id in minutes
        ],
        "alerts": [alert_view(alert) for alert in alerts],
        "limits": {kind.value: limit for kind, (_, limit) in LIMITS.items()},
    }


def _by_participant(minutes: Iterable[QualityMinute]) -> dict[int, list[QualityMinute]]:
    found: dict[int, list[QualityMinute]] = {}
    for minute in minutes:
        found.setdefault(minute.participant_id, []).append(minute)
    return found
